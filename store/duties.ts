import { type RawBuilder, sql } from 'kysely';
import type { Point } from '../domain/cascade.js';
import type { Day } from '../domain/day.js';
import type { Why } from '../domain/deadline.js';
import type { Duty, DutyFilter, DutyKind } from '../domain/duty.js';
import { type Sight, seesDuty } from './sight.js';
import type { Connection } from './database.js';
import { unitIdOf } from './units.js';

/** A duty as stored, with what its reader needs of its round. */
export interface DutyRow extends Duty {
  plan: string;
  unit: string;
  item: string;
  period: string;
  title: string | null;
  clause: string | null;
  version: number;
  percent: number | null;
  value: number | null;
  quota: number | null;
  exemptReason: string | null;
  urged: number;
  rung: string | null;
  proposed: boolean;
  ownPlan: string | null;
  points: Point[];
  repairPoints: Point[] | null;
  why: Why[];
  statedDay: Day | null;
  planStatus: string;
  issuerId: string;
  seq: number;
}

interface Row {
  kind: string;
  opensMs: number;
  dueMs: number | null;
  waits: boolean;
  doneMs: number | null;
  late: boolean;
  nil: boolean;
  review: Duty['review'] | null;
  repairDueMs: number | null;
  evidenceMs: number | null;
  staleMs: number | null;
  exemptReason: string | null;
  cancelled: boolean;
  suspendedMs: number | null;
  endedMs: number | null;
}

/** Since when the plan (alias p) of a duty has ended. */
export const ENDED_MS = sql`p.ended_ms as "endedMs"`;

const COLUMNS = sql`d.plan_id as plan, d.unit_id as unit, d.item, d.period, d.kind, d.opens_ms as "opensMs", d.due_ms as "dueMs", d.waits, d.done_ms as "doneMs",
  d.late, d.nil, d.review, d.version, d.repair_due_ms as "repairDueMs", d.repair_points as "repairPoints", d.evidence_ms as "evidenceMs",
  d.stale_ms as "staleMs", d.percent, d.value, d.quota, d.exempt as "exemptReason", d.cancelled, d.suspended_ms as "suspendedMs",
  ${ENDED_MS}, d.urged, d.rung, d.proposed, d.own_plan as "ownPlan", d.seq, i.title, i.clause, coalesce(o.points, '[]'::jsonb) as points, coalesce(o.why, '[]'::jsonb) as why,
  o.stated_day as "statedDay", p.status as "planStatus", p.issuer_id as "issuerId"`;
const TABLES = sql`duties d join plans p on p.id = d.plan_id left join rounds o on o.plan_id = d.plan_id and o.item = d.item and o.period = d.period
  left join plan_items i on i.plan_id = d.plan_id and i.item = d.item`;

function dutyOf(row: DutyRow & Row): DutyRow {
  const { dueMs, doneMs, review, repairDueMs, evidenceMs, staleMs, suspendedMs, endedMs, exemptReason, ...rest } = row;
  const clean: Record<string, unknown> = { ...rest, kind: rest.kind as DutyKind, exemptReason, exempt: exemptReason !== null };
  for (const [key, value] of Object.entries({ dueMs, doneMs, review, repairDueMs, evidenceMs, staleMs, suspendedMs, endedMs }))
    if (value !== null) clean[key] = value;
  return clean as unknown as DutyRow;
}

/** A duty with what a command on it needs to know besides: the lane that decides it, and the file of its plan. */
export interface DutyAtDoor extends DutyRow {
  lane: string | null;
  laneState: string | null;
  fileHash: Uint8Array;
}

/** A duty if the actor sees it; `unit` by id or code. */
export async function findDuty(
  db: Connection,
  sight: Sight,
  on: { plan: string; unit: string; item: string; period: string },
): Promise<DutyAtDoor | undefined> {
  // Found among the duties of its unit, not of its round: how many there are of either, the planner does not know right after an issue.
  const { rows } = await sql<DutyAtDoor & Row>`select ${COLUMNS}, l.lane, l.state as "laneState", p.file_hash as "fileHash" from ${TABLES}
    left join recipients a on a.plan_id = d.plan_id and a.unit_id = d.unit_id left join lanes l on l.lane = a.lane
    where d.plan_id = ${on.plan} and d.unit_id = ${unitIdOf(on.unit, sight.today)}
    and d.item || '' = ${on.item} and d.period || '' = ${on.period} and ${seesDuty(sight)}`.execute(db);
  return rows[0] && (dutyOf(rows[0]) as DutyAtDoor);
}

export interface DutyQuery {
  plan?: string;
  units?: string[];
  kind?: string;
  item?: string;
  /** Only what is still owed. */
  open?: boolean;
  /** Only reports in review whose plan's issuer, or report's recipient, is one of these bodies. */
  toReviewBy?: string[];
  /** Only what others than these bodies owe under these bodies' plans. */
  awaitedBy?: string[];
  /** Only what a filter holds, as of an instant. */
  only?: { filter: DutyFilter; nowMs: number };
  after?: string;
  limit?: number;
}

const OPEN = sql<boolean>`not d.cancelled and d.exempt is null and (d.done_ms is null or d.review = 'returned') and p.status in ('issued', 'inForce')`;

/** What a filter asks of a row; it lets through at least what stands so, and where that depends on more, its reader looks again. */
function filtered(filter: DutyFilter, nowMs: number): RawBuilder<boolean> {
  switch (filter) {
    case 'overdue':
      return sql`${OPEN} and d.suspended_ms is null and d.kind <> 'standing' and not d.waits and case when d.review = 'returned' then d.repair_due_ms else d.due_ms end < ${nowMs}`;
    case 'urged':
      return sql`${OPEN} and d.urged > 0`;
    case 'escalated':
      return sql`${OPEN} and d.rung is not null`;
    case 'proposed':
      return sql`d.proposed`;
    case 'returned':
      return sql`d.review = 'returned' and ${OPEN}`;
    case 'toReview':
      return sql`d.review in ('submitted', 'resubmitted')`;
    case 'stale':
      return sql`${OPEN} and d.stale_ms is not null`;
  }
}

function awaited(bodies: string[]): RawBuilder<boolean> {
  return bodies.length === 0
    ? sql`false`
    : sql`${OPEN} and p.issuer_id in (${sql.join(bodies)}) and d.unit_id not in (${sql.join(bodies)})`;
}

/** How many duties the actor sees that others owe under some bodies' plans. */
export async function countAwaited(db: Connection, sight: Sight, bodies: string[]): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from duties d join plans p on p.id = d.plan_id where ${awaited(bodies)} and ${seesDuty(sight)}`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Duties the actor sees, by plan, unit, item and period, from after a key `plan|unit|item|period`. */
export async function listDuties(db: Connection, sight: Sight, query: DutyQuery): Promise<DutyRow[]> {
  const { plan, units, kind, item, open, toReviewBy, awaitedBy, only, after, limit } = query;
  const conditions: RawBuilder<boolean>[] = [seesDuty(sight)];
  if (plan !== undefined) conditions.push(sql<boolean>`d.plan_id = ${plan}`);
  if (units !== undefined) conditions.push(units.length === 0 ? sql<boolean>`false` : sql<boolean>`d.unit_id in (${sql.join(units)})`);
  if (kind !== undefined) conditions.push(sql<boolean>`d.kind = ${kind}`);
  if (item !== undefined) conditions.push(sql<boolean>`d.item = ${item}`);
  if (open) conditions.push(OPEN);
  if (toReviewBy !== undefined)
    conditions.push(
      toReviewBy.length === 0
        ? sql<boolean>`false`
        : sql<boolean>`d.review in ('submitted', 'resubmitted') and p.status in ('issued', 'inForce', 'suspended') and (p.issuer_id in (${sql.join(toReviewBy)})
          or exists (select 1 from relations v where v.plan_id = d.plan_id and v.item = d.item and v.relation in ('via', 'receiver') and v.unit_id in (${sql.join(toReviewBy)})))`,
    );
  if (awaitedBy !== undefined) conditions.push(awaited(awaitedBy));
  if (only !== undefined) conditions.push(filtered(only.filter, only.nowMs));
  if (after !== undefined) {
    const [p, u, i, t] = after.split('|');
    conditions.push(sql<boolean>`(d.plan_id, d.unit_id, d.item, d.period) > (${p}, ${u}, ${i}, ${t})`);
  }
  const { rows } = await sql<DutyRow & Row>`select ${COLUMNS} from ${TABLES} where ${sql.join(conditions, sql` and `)}
    order by d.plan_id, d.unit_id, d.item, d.period ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows.map(dutyOf);
}

/** How many duties each of some units still owes under plans that are not ended. */
export async function openDuties(db: Connection, units: string[]): Promise<Map<string, number>> {
  if (units.length === 0) return new Map();
  const { rows } = await sql<{ unit: string; count: number }>`
    select d.unit_id as unit, count(*)::int as count from duties d join plans p on p.id = d.plan_id
    where d.unit_id in (${sql.join(units)}) and p.status in ('issued', 'inForce', 'suspended') and not d.cancelled and d.exempt is null
      and (d.done_ms is null or d.review in ('submitted', 'returned', 'resubmitted')) group by 1`.execute(db);
  return new Map(rows.map(({ unit, count }) => [unit, count]));
}
