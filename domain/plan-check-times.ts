import { vietnamCalendar } from './calendar-vn.js';
import type { WorkingCalendar } from './calendar.js';
import { type Day, yearOf } from './day.js';
import { CUTOFF_REGIMES, type PeriodKind } from './period.js';
import type { Plan } from './plan.js';
import { dueDays, dueUses, type DueUse } from './plan-due.js';
import { type Problem, problem } from './problem.js';

/** Longest horizon of a plan: a term, a stage or a vision; beyond it a year was mistyped. */
const MAX_YEARS = 30;
const NOT_RECURRING: readonly PeriodKind[] = ['once', 'adHoc'];

/** Days in their order, cadences, regimes of windows, and a due day for all that is asked with one. */
export function checkTimes(plan: Plan, calendar: WorkingCalendar = vietnamCalendar, issuedOn: Day = plan.horizon.from): Problem[] {
  const order = checkOrder(plan);
  return [
    ...order,
    ...checkCadences(plan),
    ...checkRegimes(plan),
    ...(order.length > 0 ? [] : dueUses(plan).flatMap((use) => checkDue(plan, use, calendar, issuedOn))),
  ];
}

function checkOrder({ horizon: { from, to }, date, inForceFrom, reports }: Plan): Problem[] {
  const problems: Problem[] = [];
  const inOrder = (first: Day | undefined, last: Day | undefined, path: string) => {
    if (first !== undefined && last !== undefined && first > last) problems.push(problem('DAY_ORDER', { from: first, to: last }, path));
  };
  inOrder(from, to, 'horizon.to');
  inOrder(date, to, 'date');
  inOrder(inForceFrom, to, 'inForceFrom');
  reports.forEach((report, index) => inOrder(report.from, report.until, `reports.${index}.until`));
  const years = yearOf(to) - yearOf(from);
  if (years > MAX_YEARS) problems.push(problem('HORIZON_LONG', { from, to, max: MAX_YEARS }, 'horizon.to'));
  return problems;
}

/** `CYCLE_REQUIRED` (data: `task`): a standing task keeps alive by evidence, so it needs a cadence that comes again, its own or the plan's. */
function checkCadences({ tasks, evidenceCadence }: Plan): Problem[] {
  return tasks.flatMap(({ id, timing }, index) => {
    if (timing.kind !== 'standing') return [];
    const cadence = timing.cadence ?? evidenceCadence;
    return cadence === undefined || NOT_RECURRING.includes(cadence)
      ? [problem('CYCLE_REQUIRED', { task: id }, `tasks.${index}.timing`)]
      : [];
  });
}

function checkRegimes(plan: Plan): Problem[] {
  const known = CUTOFF_REGIMES.map(({ id }) => id);
  return dueUses(plan).flatMap(({ each, path }) => {
    const regime = each?.regime;
    if (regime === undefined || known.includes(regime)) return [];
    return [problem('REGIME_UNKNOWN', { regime, known: known.join(', ') }, path.replace(/due$/, 'regime'))];
  });
}

function checkDue(plan: Plan, use: DueUse, calendar: WorkingCalendar, issuedOn: Day): Problem[] {
  const { item, path, rule, each, opensOn } = use;
  const dues = dueDays(plan, use, calendar, issuedOn);
  if (!dues) return [problem('DUE_UNKNOWN', { item }, path)];
  const fixed = 'on' in rule ? rule.on : 'before' in rule && typeof rule.before === 'string' ? rule.before : undefined;
  if (each && fixed !== undefined && dues.length > 1) return [problem('DUE_FIXED', { item, day: fixed, periods: dues.length }, path)];
  const [first] = dues;
  if (first && plan.date !== undefined && first.statedDay < plan.date) {
    return [problem('DUE_BEFORE_ISSUE', { item, day: first.statedDay, date: plan.date }, path)];
  }
  if (first && opensOn !== undefined && opensOn > first.dueDay) {
    return [problem('DAY_ORDER', { from: opensOn, to: first.dueDay }, path.replace(/due$/, 'opensOn'))];
  }
  return [];
}
