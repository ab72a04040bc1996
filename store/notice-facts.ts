import { sql } from 'kysely';
import type { Day } from '../domain/day.js';
import type { Duty } from '../domain/duty.js';
import type { Notice } from '../domain/notice.js';
import type { UnitId } from '../domain/unit.js';
import { ENDED_MS } from './duties.js';
import { unitNames } from './units.js';
import type { Db } from './database.js';

/** Duties that notices are about, by plan, item, period and unit; undefined where a unit holds none. */
export type DutyOf = (notice: Pick<Notice, 'plan' | 'item' | 'period'>, unit: UnitId) => Duty | undefined;

type Row = { [Field in keyof Required<Duty>]: Duty[Field] | null } & { key: string };

/** The duties of notices as they stand. */
export async function dutiesOfNotices(db: Db, notices: readonly Notice[]): Promise<DutyOf> {
  const keys = new Map<string, object>();
  for (const { plan, item, period, unit, units = unit === undefined ? [] : [unit] } of notices)
    if (item !== undefined) for (const one of units) keys.set(keyOf(plan, item, period, one), { plan, item, period, unit: one });
  if (keys.size === 0) return () => undefined;
  const { rows } = await sql<Row>`
    select d.plan_id || '|' || d.item || '|' || d.period || '|' || d.unit_id as key, d.kind, d.opens_ms as "opensMs", d.due_ms as "dueMs", d.waits,
      d.done_ms as "doneMs", d.late, d.nil, d.review, d.repair_due_ms as "repairDueMs", d.evidence_ms as "evidenceMs", d.stale_ms as "staleMs",
      d.exempt is not null as exempt, d.cancelled, d.suspended_ms as "suspendedMs", ${ENDED_MS}
    from jsonb_to_recordset(${JSON.stringify([...keys.values()])}::jsonb) as x(plan text, item text, period text, unit text)
      join duties d on d.plan_id = x.plan and d.item = x.item and d.period = x.period and d.unit_id = x.unit
      join plans p on p.id = d.plan_id`.execute(db);
  const duties = new Map(
    rows.map(({ key, ...row }) => [key, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Duty]),
  );
  return ({ plan, item, period }, unit) => duties.get(keyOf(plan, item, period, unit));
}

function keyOf(plan: string, item: string | undefined, period: string | undefined, unit: UnitId): string {
  return [plan, item, period, unit].join('|');
}

/** What letters call plans, items and bodies: symbols, clauses and codes. */
export interface NoticeReferences {
  symbolOf(plan: string): string | undefined;
  clauseOf(plan: string, item: string): string | undefined;
  codeOf(unit: UnitId): string | undefined;
}

/** The references of what notices name, on a day; a body that no longer stands keeps its last code. */
export async function referencesOfNotices(db: Db, notices: readonly Notice[], day: Day): Promise<NoticeReferences> {
  const plans = [...new Set(notices.map(({ plan }) => plan))];
  if (plans.length === 0) return { symbolOf: () => undefined, clauseOf: () => undefined, codeOf: () => undefined };
  const symbols = await lookup(db, sql`select id as key, symbol as value from plans where id in (${sql.join(plans)})`);
  const clauses = await lookup(
    db,
    sql`select plan_id || '|' || item as key, clause as value from plan_items where plan_id in (${sql.join(plans)})`,
  );
  const names = await unitNames(
    db,
    notices.flatMap(({ unit, units = [] }) => (unit === undefined ? units : [unit, ...units])),
    day,
  );
  return {
    symbolOf: (plan) => symbols.get(plan),
    clauseOf: (plan, item) => clauses.get(`${plan}|${item}`),
    codeOf: (unit) => names.get(unit)?.code,
  };
}

async function lookup(db: Db, query: ReturnType<typeof sql>): Promise<Map<string, string>> {
  const { rows } = (await query.execute(db)) as { rows: { key: string; value: string | null }[] };
  return new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
}
