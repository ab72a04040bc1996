import { vietnamCalendar } from './calendar-vn.js';
import { calendarWarning, type WorkingCalendar } from './calendar.js';
import { type Day, yearOf } from './day.js';
import type { DocumentType, Plan } from './plan.js';
import { dueDays, dueUses } from './plan-due.js';
import { selectorLists } from './plan-check-units.js';
import { type Problem, problem } from './problem.js';
import { parseSymbol } from './symbol.js';
import { termOn, type UnitId, type UnitKind, type UnitTree } from './unit.js';
import { expandSelectors } from './unit-select.js';

/** Types that a body of the grassroots does not issue (Quy định 399-QĐ/TW, Điều 11 and 13, at second hand: a warning, no refusal). */
const UNUSUAL_TYPES: Partial<Record<UnitKind, readonly DocumentType[]>> = {
  grassrootsOrg: ['directive'],
  cell: ['directive', 'regulation', 'guidance'],
};

/** Warnings about tasks and days: what is undated or awaited, overdue when issued `today`, due days that move off a day off or lie outside the plan, years without an official calendar. */
export function timeWarnings(plan: Plan, calendar: WorkingCalendar = vietnamCalendar, today?: Day): Problem[] {
  return [...taskWarnings(plan), ...dueWarnings(plan, calendar, today), ...targetWarnings(plan)];
}

function taskWarnings({ tasks }: Plan): Problem[] {
  return tasks.flatMap(({ id, timing }, index) => {
    const path = `tasks.${index}.timing`;
    if (timing.kind === 'undated') return [problem('TASK_UNDATED', { task: id, days: timing.reviewAfterDays }, path)];
    return timing.kind === 'awaiting' ? [problem('TASK_AWAITING', { task: id, guidance: timing.guidance.title }, path)] : [];
  });
}

function dueWarnings(plan: Plan, calendar: WorkingCalendar, today: Day | undefined): Problem[] {
  const issuedOn = today ?? plan.horizon.from;
  const { from, to, openEnded } = plan.horizon;
  const unofficial = new Map<number, Problem>();
  const warnings = dueUses(plan).flatMap((use) => {
    const { item, path } = use;
    const dues = dueDays(plan, use, calendar, issuedOn) ?? [];
    if (use.each && dues.length === 0) return [problem('NEVER_DUE', { item, from: use.each.from, to: use.each.until }, path)];
    return dues.flatMap(({ statedDay, dueDay }) => {
      const warning = calendarWarning(calendar, dueDay);
      if (warning && !use.awaiting) {
        const { year, lastOfficialYear = '–' } = warning.data;
        unofficial.set(year, problem('CALENDAR_NOT_OFFICIAL', { year, lastOfficialYear }, unofficial.get(year)?.path ?? path));
      }
      const passed = !use.awaiting && !use.each && today !== undefined && dueDay < today;
      const outside = !use.awaiting && (statedDay < from || (statedDay > to && !openEnded && !use.each));
      return [
        ...(passed ? [problem('DUE_PASSED', { item, day: dueDay, issued: today }, path)] : []),
        ...(outside ? [problem('DUE_OUTSIDE_HORIZON', { item, day: statedDay, from, to }, path)] : []),
        ...(dueDay !== statedDay && !use.awaiting ? [problem('DUE_MOVED', { item, stated: statedDay, due: dueDay }, path)] : []),
      ];
    });
  });
  return [...warnings, ...unofficial.values()];
}

function targetWarnings({ targets, horizon }: Plan): Problem[] {
  const [first, last] = [yearOf(horizon.from), yearOf(horizon.to)];
  return targets.flatMap(({ id, time }, index) => {
    const years = 'year' in time ? [time.year] : time.kind === 'range' ? [time.from, time.to] : [];
    const outside = years.find((year) => year < first || (year > last && !horizon.openEnded));
    if (outside === undefined) return [];
    return [problem('TARGET_OUTSIDE_HORIZON', { target: id, year: outside, from: horizon.from, to: horizon.to }, `targets.${index}.time`)];
  });
}

/** Warnings the tree gives: a term that is not on record, or not the one of the plan's day, a type its issuer does not use, leads that Nơi nhận leaves out, bodies that lead and co-operate as part of a class. */
export function treeWarnings(plan: Plan, tree: UnitTree): Problem[] {
  const issuer = tree.byCode.get(plan.issuer);
  const unit = issuer === undefined ? undefined : tree.units.get(issuer);
  if (issuer === undefined || !unit) return [];
  const warnings: Problem[] = [];
  const numbered = plan.symbol !== undefined && parseSymbol(plan.symbol)?.ordinal !== null;
  const day = plan.date ?? tree.day;
  const term = termOn(unit, day);
  if (numbered && plan.term === undefined && !term) warnings.push(problem('TERM_UNKNOWN', { unit: unit.code, day }, 'term'));
  if (plan.term !== undefined && unit.terms.length > 0 && term?.name !== plan.term)
    warnings.push(problem('TERM_OTHER', { unit: unit.code, term: plan.term, day, expected: term?.name ?? '–' }, 'term'));
  if (UNUSUAL_TYPES[unit.kind]?.includes(plan.type)) warnings.push(problem('TYPE_UNUSUAL', { type: plan.type, unit: unit.name }, 'type'));
  return [...warnings, ...leadWarnings(plan, tree, issuer)];
}

function leadWarnings(plan: Plan, tree: UnitTree, issuer: UnitId): Problem[] {
  const expanded = new Map(
    selectorLists(plan).map(({ path, selectors }) => [path, new Set(expandSelectors(tree, issuer, plan.groups, selectors, path).units)]),
  );
  const of = (path: string) => expanded.get(path) ?? new Set<UnitId>();
  const named = new Set(plan.recipients.flatMap((_, index) => [...of(`recipients.${index}.to`)]));
  const name = (units: UnitId[]) => ({ count: units.length, first: tree.units.get(units[0]!)!.code });
  return plan.tasks.flatMap(({ id }, index) => {
    const leads = [...of(`tasks.${index}.lead`)];
    const unnamed = leads.filter((unit) => unit !== issuer && !named.has(unit));
    const both = leads.filter((unit) => of(`tasks.${index}.cooperate`).has(unit));
    return [
      ...(unnamed.length > 0 ? [problem('LEAD_NOT_RECIPIENT', { task: id, ...name(unnamed) }, `tasks.${index}.lead`)] : []),
      ...(both.length > 0 ? [problem('ASSIGNEE_OVERLAP', { task: id, ...name(both) }, `tasks.${index}.cooperate`)] : []),
    ];
  });
}
