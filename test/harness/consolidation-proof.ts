import { sql } from 'kysely';
import type { Consolidated } from '../../domain/consolidation.js';
import type { FigureField, Plan } from '../../domain/plan.js';
import type { Db } from '../../store/database.js';

/** A consolidated report as it was frozen, with the instant of its collection and the form it was made on. */
interface Frozen {
  plan: string;
  item: string;
  period: string;
  consolidated: Consolidated;
  untilMs: number;
  document: Plan;
}

/** A unit's standing report: the newest version accepted by the collection. */
interface Standing {
  unit: string;
  nil: boolean;
  figures: Record<string, number | null>;
}

/**
 * Proves that frozen figures conserve what was reported: each is added up anew from the rows, by SQL that picks the newest accepted version of
 * each unit and by a fold of its own, and the units without a report are those named missing. Answers how many figures were proved.
 */
export async function proveConsolidations(db: Db): Promise<number> {
  let proved = 0;
  const running = new Map<string, Map<string, number>>();
  for (const frozen of await allFrozen(db)) {
    const standing = await standingReports(db, frozen);
    const holders = await holdersOf(db, frozen);
    const { consolidated, document, plan, item, period } = frozen;
    const reported = standing.map(({ unit }) => unit).sort();
    const on = { plan, item, period };
    expect({ ...on, ...consolidated.coverage }).toEqual({
      ...on,
      expected: holders.length,
      delivered: reported.length,
      nil: standing.filter(({ nil }) => nil).length,
    });
    expect({ ...on, missing: [...consolidated.missing].sort() }).toEqual({
      ...on,
      missing: holders.filter((unit) => !reported.includes(unit)).sort(),
    });
    for (const field of document.reports.find(({ id }) => id === item)!.form.figures) {
      const value = recomputed(field, standing, running, `${plan}|${item}|${field.id}`);
      const told = consolidated.figures[field.id]?.value ?? null;
      if (value === null) expect({ ...on, field: field.id, told }).toEqual({ ...on, field: field.id, told: null });
      else expect(told).toBeCloseTo(value, 1);
      proved += 1;
    }
  }
  return proved;
}

async function allFrozen(db: Db): Promise<Frozen[]> {
  const { rows } = await sql<Frozen>`
    select c.plan_id as plan, c.item, c.period, convert_from(k.bytes, 'UTF8')::jsonb as consolidated, e.at_ms as "untilMs",
      convert_from(f.bytes, 'UTF8')::jsonb as document
    from consolidated c join content k on k.hash = c.content_hash and k.n = 0 join plans p on p.id = c.plan_id
      join content f on f.hash = p.file_hash and f.n = 0
      join events e on e.lane = 'plan:' || c.plan_id and e.type = 'collectionDue' and e.data->>'item' = c.item and e.data->>'period' = c.period
    where c.kind = 'frozen' order by c.plan_id, c.item, e.at_ms`.execute(db);
  return rows;
}

async function standingReports(db: Db, { plan, item, period, untilMs }: Frozen): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select v.unit_id as unit, v.nil, convert_from(k.bytes, 'UTF8')::jsonb->'figures' as figures
    from report_versions v join content k on k.hash = v.content_hash and k.n = 0
    where v.plan_id = ${plan} and v.item = ${item} and v.period = ${period} and v.accepted_ms <= ${untilMs}
      and not exists (select 1 from report_versions w where w.plan_id = v.plan_id and w.unit_id = v.unit_id and w.item = v.item
        and w.period = v.period and w.accepted_ms <= ${untilMs} and w.version > v.version)`.execute(db);
  return rows;
}

async function holdersOf(db: Db, { plan, item, period }: Frozen): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select unit_id as unit from duties where plan_id = ${plan} and item = ${item} and period = ${period} and exempt is null`.execute(db);
  return rows.map(({ unit }) => unit);
}

/** The figure by its roll-up; a nil return counts as nothing, a running total stands until a unit tells another. */
function recomputed(field: FigureField, standing: Standing[], running: Map<string, Map<string, number>>, key: string): number | null {
  const told = (id: string, { figures, nil }: Standing): number | null => figures[id] ?? (nil ? 0 : null);
  const given = (id: string, reports = standing) => reports.flatMap((report) => told(id, report) ?? []);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const values = given(field.id);
  switch (field.rollup) {
    case 'sum':
      return values.length === 0 ? null : sum(values);
    case 'countUnits':
      return values.length === 0 ? null : values.filter((value) => value > 0).length;
    case 'average': {
      const own = given(
        field.id,
        standing.filter(({ nil }) => !nil),
      );
      return own.length === 0 ? null : sum(own) / own.length;
    }
    case 'ratio': {
      const { numerator, denominator, factor } = field.ratio!;
      const whole = standing.filter((report) => told(numerator, report) !== null && told(denominator, report) !== null);
      const divisor = sum(given(denominator, whole));
      return divisor === 0 ? null : (sum(given(numerator, whole)) / divisor) * factor;
    }
    case 'last': {
      const stands = running.get(key) ?? new Map<string, number>();
      running.set(key, stands);
      for (const report of standing) {
        const own = report.figures[field.id] ?? null;
        if (own !== null) stands.set(report.unit, own);
        else if (!stands.has(report.unit) && report.nil) stands.set(report.unit, 0);
      }
      return stands.size === 0 ? null : sum([...stands.values()]);
    }
  }
}
