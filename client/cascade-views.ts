import type { Day } from '../domain/day.js';
import { isDelivered, OWN_PLAN_ITEM, RECEIPT_ITEM, standingOf } from '../domain/duty.js';
import { RUNGS } from '../domain/plan.js';
import type { Sight } from '../store/sight.js';
import {
  type AlikeDuties,
  alikeDuties,
  type CountedDuty,
  countedDuties,
  holdersOf,
  itemTitles,
  type OfPlan,
  type UnitProgress,
  purposesOf,
  unitProgress,
} from '../store/standings.js';
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
export function funnelOf(units: Named[], progress: UnitProgress[]): PlanStatus['funnel'] {
  const of = new Map(progress.map((one) => [one.unit, one]));
  const levels = new Map<number, PlanStatus['funnel'][number]>();
  for (const { id, level } of units) {
    const row = levels.get(level) ?? { level, issued: 0, received: 0, ownPlan: 0, reporting: 0 };
    levels.set(level, row);
    row.issued += 1;
    if (of.get(id)?.received) row.received += 1;
    if (of.get(id)?.ownPlan) row.ownPlan += 1;
    if (of.get(id)?.reporting) row.reporting += 1;
  }
  return [...levels.values()].sort((a, b) => a.level - b.level);
}

/** What is counted over the whole is told with the first page. */
function isFirst({ cursor }: PageQuery): boolean {
  return cursor === undefined;
}

/** Of the bodies that hold something, those of one page in order of their codes, with what they hold. */
async function pageOfHolders(
  deps: ClientDeps,
  sight: Sight,
  of: OfPlan,
  holders: string[],
  query: PageQuery & { top?: string },
  today: Day,
) {
  const { limit, cursor } = pageOf(query);
  const { top } = query;
  const named = [...(await unitNames(deps.db, holders, today)).values()]
    .filter(({ id, parent }) => top === undefined || id === top || parent === top)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const rest = named.filter(({ code }) => cursor === undefined || code > cursor);
  const page = rest.slice(0, limit);
  const held = grouped(await countedDuties(deps.db, sight, { ...of, units: page.map(({ id }) => id) }));
  const next = rest.length > limit && { next: encodeCursor(page.at(-1)!.code) };
  return {
    isFirst: cursor === undefined && holders.length > 0,
    named,
    page: page.map((unit) => ({ unit, duties: held.get(unit.id) ?? [] })),
    next,
  };
}

/**
 * How far a plan has come, body by body, of those the actor sees; `under` keeps those beneath one body. The funnel counts over all pages and
 * stands on the first.
 */
export async function cascadeView(
  deps: ClientDeps,
  plan: PlanView,
  sight: Sight,
  query: PageQuery & { under?: string },
  nowMs: number,
  today: Day,
): Promise<CascadeView> {
  const top = query.under === undefined ? undefined : await unitFilter(deps, today, query.under);
  const of: OfPlan = { plan: plan.id };
  const progress = isFirst(query) ? await unitProgress(deps.db, sight, of) : undefined;
  const holders = progress?.map(({ unit }) => unit) ?? (await holdersOf(deps.db, sight, of));
  const { named, page, next } = await pageOfHolders(deps, sight, of, holders, { ...query, ...(top !== undefined && { top }) }, today);
  const purposes = await purposesOf(
    deps.db,
    plan.id,
    page.map(({ unit }) => unit.id),
  );
  return {
    plan,
    funnel: progress ? funnelOf(named, progress) : [],
    units: { items: page.map(({ unit, duties }) => unitRow(unit, duties, purposes.get(unit.id) ?? [], nowMs)), ...next },
  };
}

function grouped(duties: CountedDuty[]): Map<string, CountedDuty[]> {
  const groups = new Map<string, CountedDuty[]>();
  for (const duty of duties) {
    const group = groups.get(duty.unit);
    if (group) group.push(duty);
    else groups.set(duty.unit, [duty]);
  }
  return groups;
}

function unitRow(unit: Named, duties: CountedDuty[], purposes: string[], nowMs: number): CascadeView['units']['items'][number] {
  const states = duties.map((duty) => ({ duty, ...standingOf(duty, nowMs) }));
  const receipt = duties.find(({ item }) => item === RECEIPT_ITEM);
  const own = states.find(({ duty }) => duty.item === OWN_PLAN_ITEM);
  const asked = states.filter(({ state }) => state !== 'exempt' && state !== 'cancelled');
  const tasks = asked.filter(({ duty }) => duty.kind === 'task');
  const reports = asked.filter(({ duty }) => duty.kind === 'report');
  const open = states.filter(({ state, suspended }) => (state === 'openInTime' || state === 'openOverdue') && !suspended);
  const dues = open.filter(({ state }) => state === 'openInTime').flatMap(({ duty }) => duty.repairDueMs ?? duty.dueMs ?? []);
  const rung = RUNGS.findLast((one) => open.some(({ duty }) => duty.rung === one));
  const { id, code, name, level, parent } = unit;
  return {
    unit: { id, code, name, level, ...(parent !== undefined && { parent }) },
    purposes,
    ...(receipt?.doneMs !== undefined && { received: { ms: receipt.doneMs, late: receipt.late ?? false } }),
    ...(own && { ownPlan: { state: own.state, ...(own.duty.ownPlan !== undefined && { plan: own.duty.ownPlan }) } }),
    tasks: { done: tasks.filter(({ state }) => isDelivered(state)).length, total: tasks.length },
    reports: {
      delivered: reports.filter(({ state }) => isDelivered(state)).length,
      expected: reports.length,
      overdue: reports.filter(({ state }) => state === 'openOverdue').length,
    },
    ...(rung !== undefined && { rung }),
    ...(dues.length > 0 && { nextDueMs: Math.min(...dues) }),
  };
}

/**
 * Units × periods of the reports of a plan: what is in, late, open, returned or missing. Counts by period are over all pages and stand on the
 * first.
 */
export async function matrixView(
  deps: ClientDeps,
  plan: PlanView,
  sight: Sight,
  query: PageQuery & { item?: string },
  nowMs: number,
  today: Day,
): Promise<MatrixView> {
  const of: OfPlan = { plan: plan.id, kind: 'report', ...(query.item !== undefined && { item: query.item }) };
  const holders = await holdersOf(deps.db, sight, of);
  const { page, next } = await pageOfHolders(deps, sight, of, holders, query, today);
  return {
    plan,
    items: isFirst(query) ? columnsOf(await alikeDuties(deps.db, sight, of), await itemTitles(deps.db, plan.id), nowMs) : [],
    rows: {
      items: page.map(({ unit: { id, code, name }, duties }) => ({ unit: { id, code, name }, cells: cellsOf(duties, nowMs) })),
      ...next,
    },
  };
}

/** The reports with their periods in order of their due dates, and how many of how many are in. */
function columnsOf(duties: AlikeDuties[], titles: Map<string, string>, nowMs: number): MatrixView['items'] {
  const items = new Map<string, MatrixView['items'][number]>();
  const periods = new Map<string, MatrixView['items'][number]['periods'][number]>();
  for (const duty of duties) {
    const { state } = standingOf(duty, nowMs);
    const item = items.get(duty.item) ?? { item: duty.item, title: titles.get(duty.item) ?? duty.item, periods: [] };
    items.set(duty.item, item);
    if (state === 'exempt') continue;
    const key = `${duty.item}|${duty.period}`;
    let period = periods.get(key);
    if (!period) {
      period = { period: duty.period, ...(duty.dueMs !== undefined && { dueMs: duty.dueMs }), expected: 0, actual: 0, onTime: 0 };
      periods.set(key, period);
      item.periods.push(period);
    }
    if (state === 'cancelled') continue;
    period.expected += duty.count;
    if (isDelivered(state)) period.actual += duty.count;
    if (state === 'doneOnTime' || state === 'nil') period.onTime += duty.count;
  }
  for (const item of items.values()) item.periods.sort((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
  return [...items.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
}

function cellsOf(duties: CountedDuty[], nowMs: number): MatrixView['rows']['items'][number]['cells'] {
  return duties
    .map((duty) => {
      const { state, suspended, overdueMs } = standingOf(duty, nowMs);
      const { item, period, review, doneMs, dueMs } = duty;
      const late = state === 'doneLate' && doneMs !== undefined && dueMs !== undefined && { lateMs: doneMs - dueMs };
      return { item, period, state, ...(review && { review }), ...(suspended && { suspended }), overdueMs, ...late };
    })
    .sort((a, b) => (`${a.item}|${a.period}` < `${b.item}|${b.period}` ? -1 : 1));
}
