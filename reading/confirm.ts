import type { Day } from '../domain/day.js';
import type { PeriodKind } from '../domain/period.js';
import type { ReportRule, Target, Task, Timing, UnitSelector } from '../domain/plan.js';
import type { Draft } from './draft.js';
import type { Proposal } from './proposal.js';

/** What a person says of one target, task or report in place of what was read; what is left out stays as read. */
export interface ItemGiven {
  title?: string;
  /** Codes of bodies: who leads a task, who makes a report. */
  lead?: string[];
  cooperate?: string[];
  /** When: a day, or without one. */
  due?: Day;
  timing?: 'standing' | 'undated';
  /** Period of a report. */
  period?: PeriodKind;
  value?: number;
  unit?: string;
}

/** What a person decided on a draft: what is not to be taken over, and what is given in place of what was read. */
export interface Decisions {
  /** Ids of targets, tasks and reports; `legalBases.0`, `recipients.0` … for lines of those. */
  rejected: readonly string[];
  head: { symbol?: string; issuer?: string; date?: Day; place?: string; subject?: string; from?: Day; to?: Day };
  items: Readonly<Record<string, ItemGiven>>;
}

/** The plan in the making that a person confirmed: the proposal without what was rejected, with what was given instead. */
export function confirmedPlan(draft: Draft, { plan }: Proposal, { rejected, head, items }: Decisions): Proposal['plan'] {
  const stays = (id: string) => !rejected.includes(id);
  const { from, to, ...plain } = head;
  const horizon = { ...plan.horizon, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const own = draft.tasks.find(({ kind }) => kind === 'issue-own-plan');
  return {
    ...withoutOwn(plan),
    ...plain,
    ...(horizon.from !== undefined && horizon.to !== undefined && { horizon: { from: horizon.from, to: horizon.to } }),
    legalBases: (plan.legalBases ?? []).filter((_, at) => stays(`legalBases.${at}`)),
    targets: plan.targets.filter(({ id }) => stays(id)).map((target) => targetWith(target, items[target.id])),
    tasks: plan.tasks.filter(({ id }) => stays(id!)).map((task) => taskWith(task, items[task.id!])),
    reports: draft.reports
      .filter(({ id }) => stays(id))
      .flatMap(({ id, evidence }) => {
        const read = plan.reports.find((report) => report.id === id);
        return reportWith(read ?? { id, title: evidence.quote.replace(/\s+/gu, ' '), reporters: [] }, items[id]);
      }),
    recipients: (plan.recipients ?? []).filter((_, at) => stays(`recipients.${at}`)),
    ...(own && stays(own.id) && ownPlanWith(plan, items[own.id])),
  };
}

const withoutOwn = ({ ownPlan: _own, ...plan }: Proposal['plan']) => plan;

const selectors = (codes: readonly string[]): UnitSelector[] => codes.map((unit) => ({ unit }));

function targetWith(target: Target, given: ItemGiven = {}): Target {
  const { title, value, unit } = given;
  return {
    ...target,
    ...(title !== undefined && { indicator: title }),
    ...(value !== undefined && { value }),
    ...(unit !== undefined && { unit }),
  };
}

function taskWith(task: Partial<Task>, given: ItemGiven = {}): Partial<Task> {
  const { title, lead, cooperate } = given;
  const timing = timingGiven(given);
  return {
    ...task,
    ...(title !== undefined && { title }),
    ...(lead && { lead: selectors(lead) }),
    ...(cooperate && { cooperate: selectors(cooperate) }),
    ...(timing && { timing }),
  };
}

const REVIEW_AFTER_DAYS = 90;

function timingGiven({ due, timing }: ItemGiven): Timing | undefined {
  if (due !== undefined) return { kind: 'dated', due: { on: due } };
  if (timing === undefined) return undefined;
  return timing === 'standing' ? { kind: 'standing' } : { kind: 'undated', reviewAfterDays: REVIEW_AFTER_DAYS };
}

/** A report whose period nobody told is left out: there is nothing that it could be due by. */
function reportWith(report: Partial<ReportRule>, given: ItemGiven = {}): Partial<ReportRule>[] {
  const { title, lead, period = report.period, due } = given;
  if (period === undefined) return [];
  const standing = report.due ?? { endOf: 'period' as const };
  return [
    {
      ...report,
      period,
      ...(title !== undefined && { title }),
      ...(lead && { reporters: selectors(lead) }),
      due: due === undefined ? standing : { on: due },
    },
  ];
}

function ownPlanWith({ ownPlan }: Proposal['plan'], { lead, due }: ItemGiven = {}): Pick<Proposal['plan'], 'ownPlan'> {
  const by = lead ? selectors(lead) : ownPlan?.by;
  const when = due === undefined ? ownPlan?.due : { on: due };
  return by && when ? { ownPlan: { ...ownPlan, by, due: when } } : {};
}
