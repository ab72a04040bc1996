import type { IssueContext, ItemRelation, PlannedRound } from './planned-round.js';
import type { Point } from './cascade.js';
import { addDays, addMonths, atHourMs, dayOf, type Day, dayOfMs, endOfDayMs, maxDay, REMINDER_HOUR, startOfDayMs, yearOf } from './day.js';
import { type Due, type DueContext, type DueRule, resolveDue } from './deadline.js';
import { addWorkingDays, nextWorkingDay } from './calendar.js';
import { ONCE, OWN_PLAN_ITEM } from './duty.js';
import { calendarRegime, type Period, periodsBetween, regimeOf, type YearSpan } from './period.js';
import type { Comparator, Plan, ReportRule, Section, Target, Task, UnitSelector } from './plan.js';
import { pointsOf } from './schedule.js';
import type { Term, UnitId } from './unit.js';

/** Bounds from above: nothing to reach, so no duty and no pace; whether they are kept is judged from figures. */
const CEILINGS: readonly Comparator[] = ['atMost', 'lessThan'];

type Expand = (selectors: UnitSelector[]) => UnitId[];

/** What the items of a plan ask of whom: rounds with clocks, relations of bodies to items, allotted values. */
export interface ItemRounds {
  rounds: PlannedRound[];
  relations: ItemRelation[];
  quotas: Record<string, Record<UnitId, number>>;
}

/** Rounds of every item of a plan to its horizon: own plan, tasks, reports, allotted targets. The receipt is laid by the cascade itself. */
export function roundsOf(plan: Plan, context: IssueContext, expand: Expand): ItemRounds {
  const lay = layer(plan, context);
  const all: ItemRounds = { rounds: [], relations: [], quotas: {} };
  if (plan.ownPlan) {
    const due = lay.due(plan.ownPlan.due);
    if (due) all.rounds.push(lay.dated({ item: OWN_PLAN_ITEM, period: ONCE, kind: 'ownPlan' }, due, expand(plan.ownPlan.by)));
  }
  for (const task of plan.tasks) {
    const leads = expand(task.lead);
    all.rounds.push(...taskRounds(task, lay, leads));
    for (const role of ['cooperate', 'advise', 'guide', 'monitor'] as const)
      all.relations.push(...expand(task[role]).map((unit) => ({ item: task.id, unit, relation: role })));
    all.relations.push(
      ...leads.map((unit) => ({ item: task.id, unit, relation: task.section ? ('section' as const) : ('lead' as const) })),
    );
    for (const item of itemsUnder(plan, task)) all.relations.push(...leads.map((unit) => ({ item, unit, relation: 'section' as const })));
  }
  for (const report of plan.reports) {
    all.rounds.push(...reportRounds(report, lay, expand(report.reporters)));
    for (const [relation, code] of [
      ['via', report.via],
      ['receiver', report.to],
    ] as const)
      if (code !== undefined) all.relations.push(...expand([{ unit: code }]).map((unit) => ({ item: report.id, unit, relation })));
  }
  for (const target of plan.targets) {
    if (!target.allotment) continue;
    const shares = target.allotment.shares.flatMap(({ unit, value }) => expand([{ unit }]).map((id) => [id, value] as const));
    all.quotas[target.id] = Object.fromEntries(shares);
    if (!CEILINGS.includes(target.comparator)) all.rounds.push(targetRound(target, lay, Object.keys(all.quotas[target.id]!)));
  }
  return all;
}

/** The other items of a plan whose clause stands under the section that is given with a task. */
function itemsUnder(plan: Plan, { id, section }: Task): string[] {
  if (section === undefined) return [];
  const number = fullNumber(plan.sections, section);
  const items = [...plan.tasks, ...plan.reports, ...plan.targets].filter((item) => item.id !== id);
  return items.filter(({ clause }) => number !== undefined && clause !== undefined && stands(clause, number)).map((item) => item.id);
}

function stands(clause: string, number: string): boolean {
  return clause === number || clause.startsWith(`${number}.`);
}

/** Number of a section with those above it: `1` under `III` is `III.1`, and so is `III.1` written out. */
function fullNumber(sections: readonly Section[], id: string, above?: string): string | undefined {
  for (const section of sections) {
    const number = above === undefined || stands(section.number, above) ? section.number : `${above}.${section.number}`;
    const found = section.id === id ? number : fullNumber(section.sections, id, number);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Layer = ReturnType<typeof layer>;

function layer(plan: Plan, { calendar, issuedMs, tree }: IssueContext) {
  const issuedOn = dayOfMs(issuedMs);
  const terms = tree.units.get(tree.byCode.get(plan.issuer) ?? '')?.terms ?? [];
  const context: DueContext = { calendar, issuedOn, beforeReading: plan.beforeReading ?? 'throughNamedDay' };
  return {
    plan,
    calendar,
    issuedMs,
    issuedOn,
    due: (rule: DueRule, more: Partial<DueContext> = {}) => resolveDue(rule, { ...context, ...more }),
    dated: (
      round: Pick<PlannedRound, 'item' | 'period' | 'kind'> & Partial<PlannedRound>,
      { dueMs, dueDay, statedDay, why }: Due,
      holders: UnitId[],
    ): PlannedRound => {
      const opensMs = Math.max(round.opensMs ?? issuedMs, issuedMs);
      const points = pointsOf(plan, { kind: round.kind, dueDay, fromMs: opensMs, cadence: round.cadence }, calendar);
      return { ...round, opensMs, dueMs, statedDay, why, points, holders };
    },
    /** Periods whose window ends from the day of issue on. A stage is the whole span asked for; a term is the issuer's, or the span where none ends in it. */
    periods: (kind: Period['kind'], from: Day, to: Day, regime?: string) => {
      const windows = regime === undefined ? calendarRegime : regimeOf(regime);
      const within = (spans: YearSpan[]) => periodsBetween(kind, maxDay(from, issuedOn), to, windows, { spans });
      const own = kind === 'term' ? within(terms.map(termSpan)) : [];
      return own.length > 0 ? own : within([{ fromYear: yearOf(from), toYear: yearOf(to), from, to }]);
    },
  };
}

/** Years of a term: as its name says them, since a congress may be held late, else those of its days. */
function termSpan({ name, from, to }: Term): YearSpan {
  const [fromYear = yearOf(from), toYear = to === undefined ? yearOf(from) : yearOf(to)] = (name.match(/\d{4}/g) ?? []).map(Number);
  return { fromYear, toYear, from, ...(to !== undefined && { to }) };
}

function taskRounds(task: Task, lay: Layer, holders: UnitId[]): PlannedRound[] {
  const { timing, id: item } = task;
  const base = { item, ...(task.product && { product: task.product.kind }) };
  switch (timing.kind) {
    case 'dated': {
      const due = lay.due(timing.due);
      const opensMs = timing.opensOn === undefined ? lay.issuedMs : startOfDayMs(timing.opensOn);
      return due ? [lay.dated({ ...base, period: ONCE, kind: 'task', opensMs }, due, holders)] : [];
    }
    case 'periodic':
      return lay.periods(timing.period, lay.plan.horizon.from, lay.plan.horizon.to, timing.regime).flatMap((period) => {
        const due = lay.due(timing.due, { period });
        const round = { ...base, period: period.key, kind: 'task' as const, opensMs: startOfDayMs(period.from), cadence: timing.period };
        return due ? [lay.dated(round, due, holders)] : [];
      });
    case 'standing': {
      const cadence = timing.cadence ?? lay.plan.evidenceCadence;
      if (cadence === undefined) return [];
      return lay.periods(cadence, lay.plan.horizon.from, lay.plan.horizon.to).map((period) => {
        const due = lay.due({ endOf: 'period', moved: 'keep' }, { period })!;
        return lay.dated({ item, period: period.key, kind: 'standing', opensMs: startOfDayMs(period.from), cadence }, due, holders);
      });
    }
    case 'awaiting': {
      const why = [{ code: 'WHY_AWAITS_GUIDANCE', data: { guidance: timing.guidance.title } }];
      return [{ ...base, period: ONCE, kind: 'task', opensMs: lay.issuedMs, waits: timing.guidance.key, points: [], why, holders }];
    }
    case 'undated': {
      const why = [{ code: 'WHY_UNDATED', data: { days: timing.reviewAfterDays } }];
      return [
        { ...base, period: ONCE, kind: 'task', opensMs: lay.issuedMs, points: reviewPoints(timing.reviewAfterDays, lay), why, holders },
      ];
    }
  }
}

/** A task without a date is reminded of at its review age, again and again to the horizon; it is never overdue (D9). */
function reviewPoints(days: number, lay: Layer): Point[] {
  const points: Point[] = [];
  for (let n = 1, day = addDays(lay.issuedOn, days); day <= lay.plan.horizon.to; n += 1, day = addDays(day, days))
    points.push({ kind: 'remind', n, atMs: atHourMs(nextWorkingDay(lay.calendar, day), REMINDER_HOUR) });
  return points;
}

/** The periods of a report from the issue on, each with its due day. What is asked ad hoc has none until it is asked. */
function reportPeriods(
  { from, until, period: kind, regime, due: rule }: ReportRule,
  lay: Layer,
): { period: Pick<Period, 'key' | 'from' | 'to'>; due: Due }[] {
  const [first, last] = [from ?? lay.plan.horizon.from, until ?? lay.plan.horizon.to];
  const periods = kind === 'once' ? [{ kind, key: ONCE, from: first, to: last }] : lay.periods(kind, first, last, regime);
  return periods.flatMap((period) => {
    const due = lay.due(rule, { period });
    return due ? [{ period, due }] : [];
  });
}

function reportRounds(report: ReportRule, lay: Layer, holders: UnitId[]): PlannedRound[] {
  const base = { item: report.id, kind: 'report' as const, ...(report.nilAllowed && { nilAllowed: true }), cadence: report.period };
  const { days, unit } = report.lockAfter ?? { days: 0, unit: 'calendar' };
  return reportPeriods(report, lay).map(({ period, due }) => {
    const lockMs = endOfDayMs(unit === 'working' ? addWorkingDays(lay.calendar, due.dueDay, days) : addDays(due.dueDay, days));
    // Nothing is collected before it can be reported.
    const lock = lockMs >= lay.issuedMs && { lockMs };
    return lay.dated({ ...base, period: period.key, opensMs: startOfDayMs(period.from), ...lock }, due, holders);
  });
}

/**
 * A target allotted to units: its pace is checked after every checking period, and it is due with its time. A target that reports feed
 * waits each time for the last of them to be due, since nobody is behind for a figure that is not asked for yet.
 */
function targetRound(target: Target, lay: Layer, holders: UnitId[]): PlannedRound {
  const { from, to } = targetSpan(target, lay.plan);
  const fed = lay.plan.reports
    .filter(({ form }) => form.figures.some(({ feeds }) => feeds?.target === target.id))
    .flatMap((report) => reportPeriods(report, lay))
    .filter(({ period }) => period.to <= to);
  const told = (day: Day) => maxDay(day, ...fed.filter(({ period }) => period.to <= day).map(({ due }) => due.dueDay));
  const stated = lay.due({ on: to, moved: 'keep' })!;
  const dueDay = told(to);
  const figures = dueDay > to ? [{ code: 'WHY_LAST_FIGURES', data: { day: dueDay } }] : [];
  const due = { ...stated, dueDay, dueMs: endOfDayMs(dueDay), why: [...stated.why, ...figures] };
  const { paceCheck, paceTolerance: tolerance, triggers } = lay.plan.escalation;
  const round = lay.dated({ item: target.id, period: ONCE, kind: 'target', tolerance }, due, holders);
  if (!triggers.includes('behindPace')) return round;
  const months = monthsBetween(from, addDays(to, 1));
  const checks = lay
    .periods(paceCheck, from, to)
    .filter((period) => period.to < to)
    .map((period, index): Point => {
      const share = monthsBetween(from, addDays(period.to, 1)) / months;
      const atMs = atHourMs(nextWorkingDay(lay.calendar, addDays(told(period.to), 1)), REMINDER_HOUR);
      return { kind: 'pace', n: index + 1, atMs, share: Math.round(share * 1e4) / 1e4 };
    });
  return { ...round, points: [...round.points, ...checks].sort((a, b) => a.atMs - b.atMs) };
}

/** First and last day a target is counted over: its year, its range, or the plan's horizon. */
export function targetSpan(target: Pick<Target, 'time'>, plan: Pick<Plan, 'horizon'>): { from: Day; to: Day } {
  const { time } = target;
  switch (time.kind) {
    case 'year':
      return { from: dayOf(time.year, 1, 1), to: dayOf(time.year, 12, 31) };
    case 'byYear':
      return { from: dayOf(yearOf(plan.horizon.from), 1, 1), to: dayOf(time.year, 12, 31) };
    case 'range':
      return { from: dayOf(time.from, 1, 1), to: dayOf(time.to, 12, 31) };
    default:
      return { from: plan.horizon.from, to: plan.horizon.to };
  }
}

/** Whole and part months from one day to another: full calendar months count one each, the rest by days. */
export function monthsBetween(from: Day, to: Day): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  const start = addMonths(from, months);
  const length = (startOfDayMs(addMonths(from, months + 1)) - startOfDayMs(start)) / 86_400_000;
  return months + (startOfDayMs(to) - startOfDayMs(start)) / 86_400_000 / length;
}
