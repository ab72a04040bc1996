import { type RawBuilder, sql } from 'kysely';
import { type Duty, ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import { ENDED_MS } from './duties.js';
import { type Sight, seesDuty } from './sight.js';
import type { Connection } from './database.js';

/** A duty with no more than its standing is told from. */
export type CountedDuty = Duty & {
  plan: string;
  unit: string;
  item: string;
  period: string;
  issuer: string;
  planStatus: string;
  urged: number;
  rung?: string;
  ownPlan?: string;
};

/** Duties that stand alike, as one: `count` of them, of one plan, item and period, or of one body; `doneMs` and `staleMs` are the earliest. */
export type AlikeDuties = Duty & { count: number; plan: string; item: string; period: string; unit: string };

/** Duties of one plan: of a kind, of an item, of some bodies alone. */
export interface OfPlan {
  plan: string;
  kind?: string;
  item?: string;
  units?: string[];
}

export const RUNNING = sql`p.status in ('issued', 'inForce', 'suspended')`;

type Of = { issuer: string } | { holder: string } | OfPlan;

function within(of: Of): RawBuilder<unknown> {
  if ('plan' in of) return ofPlan(of);
  return 'issuer' in of ? sql`p.issuer_id = ${of.issuer} and ${RUNNING}` : sql`d.unit_id = ${of.holder} and ${RUNNING}`;
}

/** Duties the reader sees under running plans: those of plans that a body issued, those it holds, or those of one plan, running or not. */
export async function countedDuties(db: Connection, sight: Sight, of: Of): Promise<CountedDuty[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select d.plan_id as plan, d.unit_id as unit, d.item, d.period, p.issuer_id as issuer, p.status as "planStatus", d.kind, d.opens_ms as "opensMs", d.due_ms as "dueMs", d.waits,
      d.done_ms as "doneMs", d.late, d.nil, d.review, d.repair_due_ms as "repairDueMs", d.evidence_ms as "evidenceMs", d.stale_ms as "staleMs",
      d.exempt is not null as exempt, d.cancelled, d.suspended_ms as "suspendedMs", ${ENDED_MS}, d.urged, d.rung,
      d.own_plan as "ownPlan"
    from duties d join plans p on p.id = d.plan_id where ${within(of)} and ${seesDuty(sight)}`.execute(db);
  return rows.map((row) => withoutNulls<CountedDuty>(row));
}

function withoutNulls<Row>(row: Record<string, unknown>): Row {
  for (const key of Object.keys(row)) if (row[key] === null) delete row[key];
  return row as Row;
}

/** What the standing of a duty is told from, but for its dates: of being done or stale, only whether they are matters. */
const STANDING = [
  sql`d.kind`,
  sql`d.waits`,
  sql`d.late`,
  sql`d.nil`,
  sql`d.review`,
  sql`d.exempt is not null`,
  sql`d.cancelled`,
  sql`d.suspended_ms`,
  sql`p.ended_ms`,
  sql`d.done_ms is null`,
  sql`d.stale_ms is null`,
];
const ALIKE = sql`count(*)::int as count, d.kind, d.waits, d.late, d.nil, d.review, d.exempt is not null as exempt, d.cancelled, d.suspended_ms as "suspendedMs", ${ENDED_MS},
  min(d.opens_ms) as "opensMs", min(d.done_ms) as "doneMs", min(d.stale_ms) as "staleMs"`;

/** The duties that countedDuties lists, those that stand alike counted by plan, item, period and dates: as many rows as there are states, not bodies. */
export async function alikeDuties(db: Connection, sight: Sight, of: Of): Promise<AlikeDuties[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${ALIKE}, d.plan_id as plan, d.item, d.period, d.due_ms as "dueMs", d.repair_due_ms as "repairDueMs"
    from duties d join plans p on p.id = d.plan_id where ${within(of)} and ${seesDuty(sight)}
    group by d.plan_id, d.item, d.period, d.due_ms, d.repair_due_ms, ${sql.join(STANDING)}`.execute(db);
  return rows.map((row) => withoutNulls<AlikeDuties>(row));
}

/** Whether a duty (alias d, of plan p) is what standingOf calls openOverdue at an instant. */
export function isOverdue(nowMs: number): RawBuilder<boolean> {
  return sql`d.exempt is null and not d.cancelled and d.kind <> 'standing' and case when d.review = 'returned' then d.repair_due_ms < ${asOf(nowMs)}
    else d.done_ms is null and not d.waits and d.due_ms < ${asOf(nowMs)} end`;
}

/** Until when a duty grows older: it stands still while it is suspended, and when its plan has ended. */
function asOf(nowMs: number): RawBuilder<number> {
  return sql`least(${nowMs}::bigint, d.suspended_ms, p.ended_ms)`;
}

/** The same, counted by body: of those overdue at an instant the dates are of the one that is longest. */
export async function alikeByUnit(db: Connection, sight: Sight, of: Of, nowMs: number): Promise<AlikeDuties[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${ALIKE}, d.unit_id as unit, min(d.due_ms) as "dueMs", min(d.repair_due_ms) as "repairDueMs"
    from duties d join plans p on p.id = d.plan_id where ${within(of)} and ${seesDuty(sight)}
    group by d.unit_id, case when d.review = 'returned' then d.repair_due_ms else d.due_ms end < ${asOf(nowMs)},
      ${sql.join(STANDING)}`.execute(db);
  return rows.map((row) => withoutNulls<AlikeDuties>(row));
}

/** How far a body has come with a plan: what standingOf calls delivered, of its receipt, its own plan, its reports. */
export interface UnitProgress {
  unit: string;
  received: boolean;
  ownPlan: boolean;
  reporting: boolean;
}

/** How far each body has come that holds a duty, of those the reader sees. */
export async function unitProgress(db: Connection, sight: Sight, of: OfPlan): Promise<UnitProgress[]> {
  const delivered = sql`d.done_ms is not null and d.exempt is null and not d.cancelled and d.kind <> 'standing' and d.review is distinct from 'returned'`;
  const { rows } = await sql<UnitProgress>`
    select d.unit_id as unit, bool_or(${delivered} and d.item = ${RECEIPT_ITEM} and d.period = ${ONCE}) as received,
      bool_or(${delivered} and d.item = ${OWN_PLAN_ITEM} and d.period = ${ONCE}) as "ownPlan", bool_or(${delivered} and d.kind = 'report') as reporting
    from duties d join plans p on p.id = d.plan_id where ${ofPlan(of)} and ${seesDuty(sight)} group by d.unit_id`.execute(db);
  return rows;
}

/** The first point after an instant that something owed in a plan waits for; a returned report waits for those of its repair. */
export async function nextPoint(
  db: Connection,
  sight: Sight,
  plan: string,
  nowMs: number,
): Promise<{ atMs: number; item: string; period: string; kind: string } | undefined> {
  const owed = sql`d.exempt is null and not d.cancelled and d.suspended_ms is null`;
  const { rows } = await sql<{ atMs: number; item: string; period: string; kind: string }>`
    select (t->>'atMs')::bigint as "atMs", item, period, t->>'kind' as kind from (
      select o.item, o.period, o.points from rounds o where o.plan_id = ${plan} and exists (
        select 1 from duties d join plans p on p.id = d.plan_id where d.plan_id = o.plan_id and d.item = o.item and d.period = o.period
          and ${owed} and d.done_ms is null and not d.waits and d.review is distinct from 'returned' and ${seesDuty(sight)})
      union all
      select d.item, d.period, d.repair_points from duties d join plans p on p.id = d.plan_id
        where d.plan_id = ${plan} and ${owed} and d.review = 'returned' and d.repair_points is not null and ${seesDuty(sight)}
    ) w cross join jsonb_array_elements(w.points) t
    where (t->>'atMs')::bigint > ${nowMs} order by 1, 2, 3 limit 1`.execute(db);
  return rows[0];
}

function ofPlan({ plan, kind, item, units }: OfPlan): RawBuilder<unknown> {
  const conditions = [sql`d.plan_id = ${plan}`];
  if (kind !== undefined) conditions.push(sql`d.kind = ${kind}`);
  if (item !== undefined) conditions.push(sql`d.item = ${item}`);
  if (units !== undefined) conditions.push(units.length === 0 ? sql`false` : sql`d.unit_id in (${sql.join(units)})`);
  return sql.join(conditions, sql` and `);
}

/** Bodies that hold a duty of a plan, of those the reader sees. */
export async function holdersOf(db: Connection, sight: Sight, of: OfPlan): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select distinct d.unit_id as unit from duties d join plans p on p.id = d.plan_id where ${ofPlan(of)} and ${seesDuty(sight)}`.execute(
    db,
  );
  return rows.map(({ unit }) => unit);
}

/** Titles of the items of a plan. */
export async function itemTitles(db: Connection, plan: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('plan_items').select(['item', 'title']).where('plan_id', '=', plan).execute();
  return new Map(rows.map(({ item, title }) => [item, title]));
}

/** For what the given bodies received a plan. */
export async function purposesOf(db: Connection, plan: string, units: string[]): Promise<Map<string, string[]>> {
  if (units.length === 0) return new Map();
  const rows = await db
    .selectFrom('recipients')
    .select(['unit_id', 'purposes'])
    .where('plan_id', '=', plan)
    .where('unit_id', 'in', units)
    .execute();
  return new Map(rows.map(({ unit_id, purposes }) => [unit_id, purposes as string[]]));
}
