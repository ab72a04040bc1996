import { sql } from 'kysely';
import type { Db } from './database.js';
import { failedDeliveries, UNDECIDED } from './diagnosis.js';
import { newestHouseEvent } from './house.js';

/** Figures of all records, for whoever watches an installation; each is found by keys, however many records there are. */
export interface Figures {
  /** Commands without a decision, by kind of lane; `oldestMs` is when the first of them was lodged. */
  undecided: { kind: LaneKind; count: number; oldestMs: number }[];
  lanes: { kind: LaneKind; state: 'open' | 'closed' | 'stopped'; count: number }[];
  /** Rounds whose due instant passed a while ago, with duties still open, that have not fired; `oldestMs` is the first of those instants. */
  unfired: { rounds: number; oldestMs?: number };
  deliveries: { failed: number; failing: number };
  /** What the last nightly comparison found, and when. */
  compared?: { atMs: number; findings: number; stateBytes?: number };
}

export type LaneKind = 'plan' | 'cascade' | 'house';

/** Reads the figures as of an instant. A round counts as unfired `graceMs` after it was due. */
export async function readFigures(db: Db, nowMs: number, graceMs: number): Promise<Figures> {
  const { rows: undecided } = await sql<Figures['undecided'][number]>`
    select l.kind, count(*)::int as count, min(c.lodged_ms) as "oldestMs" from ${UNDECIDED} join lanes l on l.lane = c.lane
    group by l.kind`.execute(db);
  const { rows: lanes } = await sql<Figures['lanes'][number]>`
    select kind, state, count(*)::int as count from lanes group by kind, state`.execute(db);
  const { failed, failing } = await failedDeliveries(db);
  const compared = await newestHouseEvent(db, 'compared');
  return {
    undecided,
    lanes,
    unfired: await unfired(db, nowMs - graceMs),
    deliveries: { failed, failing },
    ...(compared && { compared: comparedOf(compared) }),
  };
}

/** A tick fires all that is due by its instant: only rounds due after a lane's last tick can have been missed. */
async function unfired(db: Db, beforeMs: number): Promise<Figures['unfired']> {
  const { rows } = await sql<{ rounds: number; oldestMs: number | null }>`
    select count(*)::int as rounds, min(o.due_ms) as "oldestMs" from lanes l
      join plans p on p.id = l.plan_id and p.suspended_ms is null and p.ended_ms is null
      left join lateral (select at_ms from events e where e.lane = l.lane and e.type = 'ticked' order by e.seq desc limit 1) t on true
      join rounds o on o.plan_id = l.plan_id and o.due_ms > coalesce(t.at_ms, 0) and o.due_ms < ${beforeMs}
    where l.kind = 'cascade' and l.state <> 'closed' and exists (
      select 1 from recipients r join duties d on d.plan_id = r.plan_id and d.unit_id = r.unit_id and d.item = o.item and d.period = o.period
      where r.plan_id = l.plan_id and r.lane = l.lane and d.done_ms is null and d.overdue_ms is null and d.exempt is null
        and not d.cancelled and d.suspended_ms is null and not d.waits)`.execute(db);
  const { rounds, oldestMs } = rows[0]!;
  return { rounds, ...(oldestMs !== null && { oldestMs }) };
}

function comparedOf({ atMs, data }: { atMs: number; data: Record<string, unknown> }): NonNullable<Figures['compared']> {
  const { count = 0, largestState } = data as { count?: number; largestState?: { bytes: number } };
  return { atMs, findings: count, ...(largestState && { stateBytes: largestState.bytes }) };
}
