import type { NightlyActivities } from '../contract/activities.js';
import type { Reconciliation } from '../domain/finding.js';
import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import { alive } from './alive.js';

/** What the nightly activities need. */
export interface NightlyActivityDeps {
  db: Db;
  clock: Clock;
  compare(): Promise<Reconciliation>;
  log: { info(message: string, data?: object): void; warn(message: string, data?: object): void };
}

/** Findings that are kept one by one; more are counted. */
const MOST_KEPT = 50;

/** The activities of the night: what is kept in several places is compared, and what was found goes on record. */
export function createNightlyActivities({ db, clock, compare, log }: NightlyActivityDeps): NightlyActivities {
  return {
    compareRecords: () =>
      alive(async () => {
        const found = await compare();
        const { lanes, plans, findings, largestState } = found;
        const nowMs = await clock.nowMs();
        const data = {
          lanes,
          plans,
          count: findings.length,
          findings: findings.slice(0, MOST_KEPT),
          ...(largestState && { largestState }),
        };
        await db.transaction().execute((trx) => recordHouse(trx, [{ type: 'compared', atMs: nowMs, data }], nowMs));
        for (const finding of data.findings) log.warn('comparison', finding);
        log.info('compared', { lanes, plans, findings: findings.length });
      }),
  };
}
