import { allHandlersFinished, condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { NotifyActivities } from '../contract/activities.js';
import { wakeNotify } from '../contract/messages.js';
import { DELIVER } from './timeouts.js';

const { deliver } = proxyActivities<NotifyActivities>(DELIVER);

/** Delivers notices: at once when woken, and again when the next digest is due. With nothing waiting it sleeps until it is woken. */
export async function notify(): Promise<void> {
  let woken = true;
  setHandler(wakeNotify, () => {
    woken = true;
  });
  for (;;) {
    woken = false;
    const { nextMs } = await deliver(Date.now());
    if (workflowInfo().continueAsNewSuggested) break;
    if (nextMs === undefined) await condition(() => woken);
    else await condition(() => woken, Math.max(1, nextMs - Date.now()));
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof notify>();
}
