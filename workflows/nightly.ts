import { continueAsNew, log, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { NightlyActivities } from '../contract/activities.js';
import { nextNightMs } from '../domain/night.js';
import { COMPARE } from './timeouts.js';

const { compareRecords } = proxyActivities<NightlyActivities>(COMPARE);

/** The work of each night. One that was missed while nothing ran is made up for at once, and once. */
export async function nightly(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    await sleep(nextNightMs(Date.now()) - Date.now());
    // A night that failed is told by the activity's retries; the next night tries again.
    await compareRecords().catch((error: unknown) => log.error('night failed', { error: String(error) }));
  }
  await continueAsNew<typeof nightly>();
}
