import { type RawBuilder, sql } from 'kysely';
import type { Connection, Db, Trx } from './database.js';

/** Head of a lane: its newest event's number and hash, and the number of its last decided batch. */
export interface LaneRow {
  lane: string;
  kind: 'plan' | 'cascade' | 'house';
  planId: string | null;
  n: number;
  state: 'open' | 'closed' | 'stopped';
  reason: string | null;
  seq: number;
  hash: Buffer;
  batchNo: number;
}

const COLUMNS = sql`lane, kind, plan_id as "planId", n, state, reason, seq, hash, batch_no as "batchNo"`;

/** A lane by its name. */
export async function findLane(db: Connection, lane: string): Promise<LaneRow | undefined> {
  return (await sql<LaneRow>`select ${COLUMNS} from lanes where lane = ${lane}`.execute(db)).rows[0];
}

/** All lanes, for verification and diagnosis. */
export async function allLanes(db: Connection): Promise<LaneRow[]> {
  return (await sql<LaneRow>`select ${COLUMNS} from lanes order by lane`.execute(db)).rows;
}

/** Cascade lanes of a plan, in order. */
export async function cascadeLanesOf(db: Connection, planId: string): Promise<LaneRow[]> {
  return (await sql<LaneRow>`select ${COLUMNS} from lanes where plan_id = ${planId} and kind = 'cascade' order by n`.execute(db)).rows;
}

/** Takes a lane's head for writing, and the instant it was taken at: one writer at a time makes the chain and the numbers dense. */
export async function lockLane(trx: Trx, lane: string, instant: RawBuilder<number>): Promise<{ head: LaneRow; nowMs: number } | undefined> {
  const { rows } = await sql<
    LaneRow & { nowMs: number }
  >`select ${COLUMNS}, ${instant} as "nowMs" from lanes where lane = ${lane} for update`.execute(trx);
  const row = rows[0];
  return row && { head: row, nowMs: row.nowMs };
}

/** Makes the rows of new lanes; a lane that is there stays as it is. */
export async function addLanes(trx: Trx, lanes: { lane: string; kind: 'plan' | 'cascade'; planId: string; n: number }[]): Promise<void> {
  if (lanes.length === 0) return;
  await trx
    .insertInto('lanes')
    .values(lanes.map(({ lane, kind, planId, n }) => ({ lane, kind, plan_id: planId, n })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Moves a lane's head to its newest event, and marks its batch decided. */
export async function advanceLane(
  trx: Trx,
  lane: string,
  head: { seq: number; hash: Uint8Array; batchNo?: number; closed?: boolean },
): Promise<void> {
  const { seq, hash, batchNo, closed } = head;
  await sql`
    with done as (update batches set decided = true where lane = ${lane} and no = ${batchNo ?? null}::int returning no)
    update lanes set seq = ${seq}, hash = ${hash}, batch_no = coalesce(${batchNo ?? null}::int, batch_no),
      state = case when ${closed ?? false} then 'closed' else state end
    where lane = ${lane}`.execute(trx);
}

/** Stops a lane and says why; commands still come in and wait until it is mended. */
export async function stopLane(db: Db, lane: string, reason: string): Promise<void> {
  await sql`update lanes set state = 'stopped', reason = ${reason} where lane = ${lane} and state = 'open'`.execute(db);
}
