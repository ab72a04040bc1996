import type { Day } from '../domain/day.js';
import { isDelivered, ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM, standingOf } from '../domain/duty.js';
import { type DutyRow, listDuties } from '../store/duties.js';
import type { Sight } from '../store/sight.js';
import { unitNames } from '../store/units.js';
import type { ClientDeps } from './deps.js';
import type { CascadeView, MatrixView, PageQuery, PlanStatus, PlanView } from './dondoc.js';
import { encodeCursor, pageOf } from './page.js';
import { unitFilter } from './rights.js';

interface Named {
  id: string;
  code: string;
  name: string;
  level: number;
  parent?: string;
}

/** Issued → received → own plan → reporting, by level of the bodies. */
export function funnelOf(units: Named[], received: Set<string>, ownPlan: Set<string>, reporting: Set<string>): PlanStatus['funnel'] {
  const levels = new Map<number, PlanStatus['funnel'][number]>();
  for (const { id, level } of units) {
    const row = levels.get(level) ?? { level, issued: 0, received: 0, ownPlan: 0, reporting: 0 };
    levels.set(level, row);
    row.issued += 1;
    if (received.has(id)) row.received += 1;
    if (ownPlan.has(id)) row.ownPlan += 1;
    if (reporting.has(id)) row.reporting += 1;
  }
  return [...levels.values()].sort((a, b) => a.level - b.level);
}

/** How far a plan has come, body by body, of those the actor sees; `under` keeps those beneath one body. */
export async function cascadeView(
  deps: ClientDeps,
  plan: PlanView,
  sight: Sight,
  query: PageQuery & { under?: string },
  nowMs: number,
  today: Day,
): Promise<CascadeView> {
  const { limit, cursor } = pageOf(query);
  const duties = await listDuties(deps.db, sight, { plan: plan.id });
  const byUnit = grouped(duties);
  const names = await unitNames(deps.db, [...byUnit.keys()], today);
  const top = query.under === undefined ? undefined : await unitFilter(deps, today, query.under);
  const named = [...names.values()]
    .filter(({ id, parent }) => top === undefined || id === top || parent === top)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const isDone = (duty: DutyRow) => isDelivered(standingOf(duty, nowMs).state);
  const doneOf = (item: string) =>
    new Set(duties.filter((duty) => duty.item === item && duty.period === ONCE && isDone(duty)).map(({ unit }) => unit));
  const reporting = new Set(duties.filter((duty) => duty.kind === 'report' && isDone(duty)).map(({ unit }) => unit));
  const rest = named.filter(({ code }) => cursor === undefined || code > cursor);
  const page = rest.slice(0, limit);
  const purposes = await deps.db.selectFrom('recipients').select(['unit_id', 'purposes']).where('plan_id', '=', plan.id).execute();
  const purposeOf = new Map(purposes.map(({ unit_id, purposes: list }) => [unit_id, list as string[]]));
  return {
    plan,
    funnel: funnelOf(named, doneOf(RECEIPT_ITEM), doneOf(OWN_PLAN_ITEM), reporting),
    units: {
      items: page.map((unit) => unitRow(unit, byUnit.get(unit.id) ?? [], purposeOf.get(unit.id) ?? [], nowMs)),
      ...(rest.length > limit && { next: encodeCursor(page.at(-1)!.code) }),
    },
  };
}

function grouped(duties: DutyRow[]): Map<string, DutyRow[]> {
  const groups = new Map<string, DutyRow[]>();
  for (const duty of duties) {
    const group = groups.get(duty.unit);
    if (group) group.push(duty);
    else groups.set(duty.unit, [duty]);
  }
  return groups;
}

function unitRow(unit: Named, duties: DutyRow[], purposes: string[], nowMs: number): CascadeView['units']['items'][number] {
  const states = duties.map((duty) => ({ duty, ...standingOf(duty, nowMs) }));
  const receipt = duties.find(({ item }) => item === RECEIPT_ITEM);
  const own = states.find(({ duty }) => duty.item === OWN_PLAN_ITEM);
  const asked = states.filter(({ state }) => state !== 'exempt' && state !== 'cancelled');
  const tasks = asked.filter(({ duty }) => duty.kind === 'task');
  const reports = asked.filter(({ duty }) => duty.kind === 'report');
  const open = states.filter(({ state, suspended }) => (state === 'openInTime' || state === 'openOverdue') && !suspended);
  const dues = open.filter(({ state }) => state === 'openInTime').flatMap(({ duty }) => duty.repairDueMs ?? duty.dueMs ?? []);
  const rung = open.find(({ duty }) => duty.rung !== null)?.duty.rung;
  const { id, code, name, level, parent } = unit;
  return {
    unit: { id, code, name, level, ...(parent !== undefined && { parent }) },
    purposes,
    ...(receipt?.doneMs !== undefined && { received: { ms: receipt.doneMs, late: receipt.late ?? false } }),
    ...(own && { ownPlan: { state: own.state, ...(own.duty.ownPlan !== null && { plan: own.duty.ownPlan }) } }),
    tasks: { done: tasks.filter(({ state }) => isDelivered(state)).length, total: tasks.length },
    reports: {
      delivered: reports.filter(({ state }) => isDelivered(state)).length,
      expected: reports.length,
      overdue: reports.filter(({ state }) => state === 'openOverdue').length,
    },
    ...(rung != null && { rung }),
    ...(dues.length > 0 && { nextDueMs: Math.min(...dues) }),
  };
}

/** Units × periods of the reports of a plan: what is in, late, open, returned or missing, with counts by period. */
export async function matrixView(
  deps: ClientDeps,
  plan: PlanView,
  sight: Sight,
  query: PageQuery & { item?: string },
  nowMs: number,
  today: Day,
): Promise<MatrixView> {
  const { limit, cursor } = pageOf(query);
  const duties = await listDuties(deps.db, sight, { plan: plan.id, kind: 'report', ...(query.item !== undefined && { item: query.item }) });
  const names = await unitNames(deps.db, [...new Set(duties.map(({ unit }) => unit))], today);
  const items = new Map<string, MatrixView['items'][number]>();
  for (const duty of duties) {
    const { state } = standingOf(duty, nowMs);
    const item = items.get(duty.item) ?? { item: duty.item, title: duty.title ?? duty.item, periods: [] };
    items.set(duty.item, item);
    if (state === 'exempt') continue;
    let period = item.periods.find((one) => one.period === duty.period);
    if (!period) {
      period = { period: duty.period, ...(duty.dueMs !== undefined && { dueMs: duty.dueMs }), expected: 0, actual: 0, onTime: 0 };
      item.periods.push(period);
    }
    if (state === 'cancelled') continue;
    period.expected += 1;
    if (isDelivered(state)) period.actual += 1;
    if (state === 'doneOnTime' || state === 'nil') period.onTime += 1;
  }
  for (const { periods } of items.values()) periods.sort((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
  const rest = [...names.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).filter(({ code }) => cursor === undefined || code > cursor);
  const rows = rest.slice(0, limit).map(({ id, code, name }) => ({
    unit: { id, code, name },
    cells: duties
      .filter(({ unit }) => unit === id)
      .map((duty) => {
        const { state, suspended, overdueMs } = standingOf(duty, nowMs);
        const { item, period, review } = duty;
        return { item, period, state, ...(review && { review }), ...(suspended && { suspended }), overdueMs };
      }),
  }));
  const next = rest.length > limit && { next: encodeCursor(rows.at(-1)!.unit.code) };
  return { plan, items: [...items.values()], rows: { items: rows, ...next } };
}
