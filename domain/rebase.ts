import { addMonths, type Day } from './day.js';
import type { DueRule } from './deadline.js';
import type { Plan, PlanRef, Target, Timing } from './plan.js';

/**
 * A plan moved by whole years, so that one of the past can be tried today: its own days, years, periods and terms, and the terms of the plans
 * it makes concrete; 29/02 becomes 28/02 where the year has none. Negative years move it back. Papers it cites keep their dates, and texts
 * their words. The plan given is not changed.
 */
export function rebasePlan(plan: Plan, years: number): Plan {
  const day = (from: Day): Day => addMonths(from, years * 12);
  const due = (rule: DueRule): DueRule => {
    if ('on' in rule) return { ...rule, on: day(rule.on) };
    return 'before' in rule && typeof rule.before === 'string' ? { ...rule, before: day(rule.before) } : rule;
  };
  const term = (name: string): string => name.replace(/\d{4}/g, (year) => String(Number(year) + years));
  const ref = (other: PlanRef): PlanRef => ({ ...other, ...(other.term !== undefined && { term: term(other.term) }) });
  const concrete = <T extends { concretises?: { plan: PlanRef; item: string } }>(item: T): T =>
    item.concretises ? { ...item, concretises: { ...item.concretises, plan: ref(item.concretises.plan) } } : item;
  const timing = (given: Timing): Timing => {
    switch (given.kind) {
      case 'dated':
        return { ...given, due: due(given.due), ...(given.opensOn !== undefined && { opensOn: day(given.opensOn) }) };
      case 'periodic':
      case 'awaiting':
        return { ...given, due: due(given.due) };
      case 'standing':
      case 'undated':
        return given;
    }
  };
  return {
    ...plan,
    ...(plan.term !== undefined && { term: term(plan.term) }),
    ...(plan.date !== undefined && { date: day(plan.date) }),
    ...(plan.inForceFrom !== undefined && { inForceFrom: day(plan.inForceFrom) }),
    horizon: { ...plan.horizon, from: day(plan.horizon.from), to: day(plan.horizon.to) },
    concretises: plan.concretises.map(ref),
    targets: plan.targets.map((target) => ({ ...target, time: movedTime(target.time, years) })),
    tasks: plan.tasks.map((task) => concrete({ ...task, timing: timing(task.timing) })),
    reports: plan.reports.map((report) =>
      concrete({
        ...report,
        due: due(report.due),
        ...(report.from !== undefined && { from: day(report.from) }),
        ...(report.until !== undefined && { until: day(report.until) }),
      }),
    ),
    receipt: { ...plan.receipt, due: due(plan.receipt.due) },
    ...(plan.ownPlan && { ownPlan: { ...plan.ownPlan, due: due(plan.ownPlan.due) } }),
  };
}

function movedTime(time: Target['time'], years: number): Target['time'] {
  switch (time.kind) {
    case 'year':
    case 'byYear':
      return { ...time, year: time.year + years };
    case 'range':
      return { ...time, from: time.from + years, to: time.to + years };
    case 'perYear':
    case 'perTerm':
    case 'standing':
      return time;
  }
}
