import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { laneState } from '../../contract/messages.js';
import { foldLane } from '../../relay/rebuild.js';
import type { Db } from '../../store/database.js';
import { allLanes, findLane } from '../../store/lanes.js';

/** What the test asks the process under test. */
export type Asked = { decideWithinMs: number } | 'agree';

/** What the process under test tells. */
export type Told = { up: string } | { undecided: string[] } | { drifted: string[]; lanes: number } | { failed: string };

/** Waits until what waits now to be decided is; answers what of it is not, in the time given. */
export async function undecidedAfter(db: Db, withinMs: number): Promise<string[]> {
  const until = performance.now() + withinMs;
  const { newest } = (await sql<{ newest: string }>`select coalesce(max(ord), 0)::text as newest from commands`.execute(db)).rows[0]!;
  for (;;) {
    const { rows } = await sql<{ name: string }>`select lane || ' ' || type || ' ' || source as name from commands
      where decided_ms is null and ord <= ${newest}::bigint order by ord`.execute(db);
    if (rows.length === 0 || performance.now() > until) return rows.map(({ name }) => name);
    await sleep(50);
  }
}

/** How often a lane that differs is looked at again: what was decided between two looks makes it differ too. */
const LOOKS = 20;
const LOOK_MS = 500;

/** Compares each lane's workflow, as Temporal tells it, with the fold of its events, and says how they differ. */
export async function drifted(db: Db, client: Client): Promise<{ drifted: string[]; lanes: number }> {
  const lanes = (await allLanes(db)).filter(({ kind, batchNo }) => kind !== 'house' && batchNo > 0);
  const found: string[] = [];
  for (const { lane } of lanes) {
    let difference = await differenceOf(db, client, lane);
    for (let look = 1; difference !== undefined && look < LOOKS; look += 1) {
      await sleep(LOOK_MS);
      difference = await differenceOf(db, client, lane);
    }
    if (difference !== undefined) found.push(`${lane}${difference}`);
  }
  return { drifted: found, lanes: lanes.length };
}

async function differenceOf(db: Db, client: Client, lane: string): Promise<string | undefined> {
  const { batchNo, seq, state: standing, reason } = (await findLane(db, lane))!;
  if (standing === 'stopped') return ` is stopped: ${reason}`;
  const told = (await client.workflow.getHandle(lane).query(laneState)) as { lastNo: number; state: unknown };
  const state: unknown = JSON.parse(JSON.stringify(await foldLane(db, lane, seq)));
  // What reached a closed lane too late is refused without its workflow, which has ended.
  if (standing !== 'closed' && told.lastNo !== batchNo) return `: workflow at batch ${told.lastNo}, record at ${batchNo}`;
  return isDeepStrictEqual(told.state, state) ? undefined : `: ${JSON.stringify(told.state)} is not ${JSON.stringify(state)}`;
}
