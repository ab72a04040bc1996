import type { NightlyActivities } from '../contract/activities.js';
import type { Reconciliation } from '../domain/finding.js';
import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';
import { sweepContent, sweepReadings } from '../store/content-sweep.js';
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

const DAY_MS = 86_400_000;
/** How long a reading waits for a plan to be made of it, and content for something to name it. */
const READINGS_KEPT_MS = 30 * DAY_MS;
const UNNAMED_KEPT_MS = 7 * DAY_MS;
/** Values swept in one transaction. */
const MOST_SWEPT = 200;

/** The activities of the night: what is kept in several places is compared, what was found goes on record, and what nothing names is swept. */
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
        const swept = await sweep(nowMs);
        if (swept > 0) log.info('swept', { content: swept });
        for (const finding of data.findings) log.warn('comparison', finding);
        log.info('compared', { lanes, plans, findings: findings.length });
      }),
  };

  /** Takes out readings that nobody went on with, and content that nothing names; answers how much of that. */
  async function sweep(nowMs: number): Promise<number> {
    await db.transaction().execute((trx) => sweepReadings(trx, nowMs - READINGS_KEPT_MS));
    let all = 0;
    for (;;) {
      const swept = await sweepContent(db, nowMs - UNNAMED_KEPT_MS, MOST_SWEPT);
      all += swept;
      if (swept < MOST_SWEPT) return all;
    }
  }
}
