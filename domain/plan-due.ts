import type { WorkingCalendar } from './calendar.js';
import type { Day } from './day.js';
import { type Due, type DueRule, resolveDue } from './deadline.js';
import { OWN_PLAN_ITEM, RECEIPT_ITEM } from './duty.js';
import { calendarRegime, CUTOFF_REGIMES, type PeriodKind, periodsBetween } from './period.js';
import type { Plan } from './plan.js';

/** A due rule of a plan, with the item it is for and the periods it is asked of. */
export interface DueUse {
  item: string;
  path: string;
  rule: DueRule;
  /** Absent: due once. */
  each?: { period: PeriodKind; regime?: string; from: Day; until: Day };
  /** Counted from a guidance document that has yet to come. */
  awaiting?: boolean;
  opensOn?: Day;
}

/** Every due rule of a plan, in the order of its file. */
export function dueUses(plan: Plan): DueUse[] {
  const { from, to } = plan.horizon;
  return [
    ...plan.tasks.flatMap(({ id, timing }, index): DueUse[] => {
      if (timing.kind === 'standing' || timing.kind === 'undated') return [];
      const use = { item: id, path: `tasks.${index}.timing.due`, rule: timing.due };
      if (timing.kind === 'awaiting') return [{ ...use, awaiting: true }];
      if (timing.kind === 'dated') return [timing.opensOn === undefined ? use : { ...use, opensOn: timing.opensOn }];
      return [{ ...use, each: { period: timing.period, regime: timing.regime, from, until: to } }];
    }),
    ...plan.reports.map((report, index): DueUse => {
      const { period, regime, due: rule, from: first = from, until = to } = report;
      return { item: report.id, path: `reports.${index}.due`, rule, each: { period, regime, from: first, until } };
    }),
    { item: RECEIPT_ITEM, path: 'receipt.due', rule: plan.receipt.due },
    ...(plan.ownPlan ? [{ item: OWN_PLAN_ITEM, path: 'ownPlan.due', rule: plan.ownPlan.due }] : []),
  ];
}

/**
 * The due days a rule comes to, one for each period, or undefined where the rule can't say them; empty where no period ends in its span.
 * The plan is taken as issued on its date, else on `issuedOn`. An awaited document is taken as registered on the last day of the plan.
 */
export function dueDays(plan: Plan, use: DueUse, calendar: WorkingCalendar, issuedOn: Day): Due[] | undefined {
  const context = { calendar, issuedOn: plan.date ?? issuedOn, beforeReading: plan.beforeReading ?? ('throughNamedDay' as const) };
  if (!use.each) {
    const due = resolveDue(use.rule, use.awaiting ? { ...context, guidanceOn: plan.horizon.to } : context);
    return due && [due];
  }
  const { period: kind, regime, from, until } = use.each;
  const windows = CUTOFF_REGIMES.find(({ id }) => id === regime) ?? calendarRegime;
  const periods = kind === 'adHoc' ? [] : periodsBetween(kind, from, until, windows);
  const dues = periods.map((period) => resolveDue(use.rule, { ...context, period }));
  return dues.every((due) => due !== undefined) ? dues : undefined;
}
