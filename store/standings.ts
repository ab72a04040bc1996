import { type RawBuilder, sql } from 'kysely';
import type { Duty } from '../domain/duty.js';
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

/** Duties of one plan: of a kind, of an item, of some bodies alone. */
export interface OfPlan {
  plan: string;
  kind?: string;
  item?: string;
  units?: string[];
}

export const RUNNING = sql`p.status in ('issued', 'inForce', 'suspended')`;

/** Duties the reader sees under running plans: those of plans that a body issued, those it holds, or those of one plan, running or not. */
export async function countedDuties(
  db: Connection,
  sight: Sight,
  of: { issuer: string } | { holder: string } | OfPlan,
): Promise<CountedDuty[]> {
  const within =
    'plan' in of
      ? ofPlan(of)
      : 'issuer' in of
        ? sql`p.issuer_id = ${of.issuer} and ${RUNNING}`
        : sql`d.unit_id = ${of.holder} and ${RUNNING}`;
  const { rows } = await sql<Record<string, unknown>>`
    select d.plan_id as plan, d.unit_id as unit, d.item, d.period, p.issuer_id as issuer, p.status as "planStatus", d.kind, d.opens_ms as "opensMs", d.due_ms as "dueMs", d.waits,
      d.done_ms as "doneMs", d.late, d.nil, d.review, d.repair_due_ms as "repairDueMs", d.evidence_ms as "evidenceMs", d.stale_ms as "staleMs",
      d.exempt is not null as exempt, d.cancelled, d.suspended_ms as "suspendedMs", ${ENDED_MS}, d.urged, d.rung,
      d.own_plan as "ownPlan"
    from duties d join plans p on p.id = d.plan_id where ${within} and ${seesDuty(sight)}`.execute(db);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as CountedDuty);
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
