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

/** What recording a batch asks of its plan. */
export interface PlanFacts {
  issuer: string;
  fileHash: Uint8Array;
  inForceMs: number | null;
}

/** A lane held for writing: its head, the instant it was taken at, and what its plan is where it has one. */
export interface HeldLane {
  head: LaneRow;
  nowMs: number;
  plan?: PlanFacts;
}

/**
 * Takes a lane's head for writing: one writer at a time makes the chain and the numbers dense. Its key stays free, so that commands go on
 * being lodged for the lane meanwhile.
 */
export async function lockLane(trx: Trx, lane: string, instant: RawBuilder<number>): Promise<HeldLane | undefined> {
  const { rows } = await sql<LaneRow & { nowMs: number } & { [Fact in keyof PlanFacts]: PlanFacts[Fact] | null }>`
    select l.lane, l.kind, l.plan_id as "planId", l.n, l.state, l.reason, l.seq, l.hash, l.batch_no as "batchNo", ${instant} as "nowMs",
      p.issuer_id as issuer, p.file_hash as "fileHash", p.in_force_ms as "inForceMs"
    from lanes l left join plans p on p.id = l.plan_id where l.lane = ${lane} for no key update of l`.execute(trx);
  const row = rows[0];
  if (!row) return undefined;
  const { nowMs, issuer, fileHash, inForceMs, ...head } = row;
  return { head, nowMs, ...(issuer !== null && fileHash && { plan: { issuer, fileHash, inForceMs } }) };
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

/** Moves a lane's head to its newest event. */
export async function advanceLane(trx: Trx, lane: string, head: { seq: number; hash: Uint8Array }): Promise<void> {
  await sql`update lanes set seq = ${head.seq}, hash = ${head.hash} where lane = ${lane}`.execute(trx);
}

/** Stops a lane and says why; commands still come in and wait until it is mended. */
export async function stopLane(db: Db, lane: string, reason: string): Promise<void> {
  await sql`update lanes set state = 'stopped', reason = ${reason} where lane = ${lane} and state = 'open'`.execute(db);
}

/** Takes a stopped lane up again. */
export async function reopenLane(db: Connection, lane: string): Promise<void> {
  await sql`update lanes set state = 'open', reason = null where lane = ${lane} and state = 'stopped'`.execute(db);
}

/** The first point after an instant, reminder or rung, that an open duty of a cascade still has to come; undefined where none has. */
export async function firstPointToCome(
  db: Connection,
  lane: string,
  nowMs: number,
): Promise<{ unit: string; item: string; period: string; atMs: number } | undefined> {
  const { rows } = await sql<{ unit: string; item: string; period: string; atMs: number }>`
    select d.unit_id as unit, d.item, d.period, (p->>'atMs')::bigint as "atMs"
    from recipients r join duties d on d.plan_id = r.plan_id and d.unit_id = r.unit_id
      join rounds o on o.plan_id = d.plan_id and o.item = d.item and o.period = d.period
      cross join jsonb_array_elements(o.points) p
    where r.lane = ${lane} and d.done_ms is null and d.exempt is null and not d.cancelled and d.suspended_ms is null and not d.waits
      and (p->>'atMs')::bigint > ${nowMs}
    order by 4 limit 1`.execute(db);
  return rows[0];
}
