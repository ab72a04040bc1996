import { addMonths, type Day } from './day.js';
import type { DueRule } from './deadline.js';
import type { Plan, PlanRef, Target, Timing } from './plan.js';

/**
 * A plan moved by whole years, so that one of the past can be tried today: its own days, years and periods, and the years of its horizon where
 * its subject and the titles of its items name them; 29/02 becomes 28/02 where the year has none. Its term, and the terms of the plans it makes
 * concrete, are left to the day of issue. Negative years move it back. Papers it cites keep their dates, and all other texts their words. The
 * plan given is not changed.
 */
export function rebasePlan(plan: Plan, years: number): Plan {
  const day = (from: Day): Day => addMonths(from, years * 12);
  const due = (rule: DueRule): DueRule => {
    if ('on' in rule) return { ...rule, on: day(rule.on) };
    return 'before' in rule && typeof rule.before === 'string' ? { ...rule, before: day(rule.before) } : rule;
  };
  // A term is the committee's own, not the plan's: years later another one runs, which the day of issue tells.
  const ref = ({ term: _term, ...other }: PlanRef): PlanRef => other;
  const text = (words: string): string => movedYears(words, plan, years);
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
  if (years === 0) return plan;
  const { term: _term, ...rest } = plan;
  return {
    ...rest,
    subject: text(plan.subject),
    ...(plan.date !== undefined && { date: day(plan.date) }),
    ...(plan.inForceFrom !== undefined && { inForceFrom: day(plan.inForceFrom) }),
    horizon: {
      ...plan.horizon,
      from: day(plan.horizon.from),
      to: day(plan.horizon.to),
      ...(plan.horizon.label !== undefined && { label: text(plan.horizon.label) }),
    },
    concretises: plan.concretises.map(ref),
    targets: plan.targets.map((target) => ({ ...target, indicator: text(target.indicator), time: movedTime(target.time, years) })),
    tasks: plan.tasks.map((task) => concrete({ ...task, title: text(task.title), timing: timing(task.timing) })),
    reports: plan.reports.map((report) =>
      concrete({
        ...report,
        title: text(report.title),
        due: due(report.due),
        ...(report.from !== undefined && { from: day(report.from) }),
        ...(report.until !== undefined && { until: day(report.until) }),
      }),
    ),
    receipt: { ...plan.receipt, due: due(plan.receipt.due) },
    ...(plan.ownPlan && { ownPlan: { ...plan.ownPlan, due: due(plan.ownPlan.due) } }),
  };
}

/** Years of the plan's own horizon that stand alone or in a range; those of a cited day (`16/6/2022`, `tháng 6 năm 2022`) or symbol stay. */
function movedYears(words: string, { horizon }: Plan, years: number): string {
  return words.replace(/(?<![\p{L}\p{N}]|(?<!quý [IV]+)\/|(?<!\d{4})-|tháng \d{1,2} năm )\d{4}(?![\p{L}\p{N}/])/gu, (year) =>
    year < horizon.from.slice(0, 4) || year > horizon.to.slice(0, 4) ? year : String(Number(year) + years),
  );
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
