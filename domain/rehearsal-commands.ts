import type { WorkingCalendar } from './calendar.js';
import type { CascadeSpec } from './cascade-spec.js';
import type { PlannedRound } from './planned-round.js';
import { type Day, dayOfMs, startOfDayMs } from './day.js';
import type { Plan, ReportRule } from './plan.js';
import { type Behaviour, behaviourOf, type Behaviours, pacedValue, type TimedCommand } from './rehearsal-behaviour.js';
import { steeredRounds } from './rehearsal-clock.js';
import { nilBody, simulatedBody, wrongBody, type Writer } from './rehearsal-report.js';
import { feedsOf, type ReportBody } from './report.js';
import { repairClock } from './schedule.js';
import type { UnitId, UnitTree } from './unit.js';

/** Hours (+07:00) at which simulated bodies act and reviewers decide: away from the hours at which points fire. */
const BODY_HOUR = 9;
const REVIEW_HOUR = 10;
const HOUR_MS = 3_600_000;

/** What is known besides the plan while behaviours are turned into commands. */
export interface BehaviourWorld {
  tree: UnitTree;
  calendar: WorkingCalendar;
}

/**
 * The commands that behaviours come to under an issued plan, in order of time, the order of those of one instant being theirs. Computed
 * from the dates alone, before anything runs, so that a rehearsal and a real run are given exactly the same commands at the same instants.
 * Dates are the final ones: after the guidance and the suspensions that the behaviours name. Nothing comes after the end they name.
 */
export function behaviourCommands(
  spec: CascadeSpec,
  plan: Plan,
  behaviours: Behaviours,
  { tree, calendar }: BehaviourWorld,
): TimedCommand[] {
  const steered = steeredRounds(spec, plan, behaviours, calendar);
  const held = new Map<UnitId, PlannedRound[]>();
  for (const round of steered.rounds)
    for (const unit of round.holders) {
      const list = held.get(unit);
      if (list) list.push(round);
      else held.set(unit, [round]);
    }
  const world = { spec, plan, behaviours, calendar, repairs: new Map() };
  const acts = [...held].flatMap(([unit, rounds]) => {
    const body = new Body(unit, behaviourOf(behaviours, unit, tree.units.get(unit)?.code), world);
    return rounds.flatMap((round) => body.answer(round));
  });
  const endMs = behaviours.end?.atMs ?? Number.POSITIVE_INFINITY;
  const named = (behaviours.commands ?? []).map((timed) => withId(timed, tree));
  return [...acts, ...named, ...steered.commands]
    .filter(({ atMs }) => atMs >= spec.issuedMs && atMs <= endMs)
    .sort((a, b) => a.atMs - b.atMs);
}

/** A command that names its body by code, with the body's id. */
function withId(timed: TimedCommand, tree: UnitTree): TimedCommand {
  if (timed.lane === 'plan' || !('unit' in timed.command)) return timed;
  const { unit } = timed.command;
  return { ...timed, command: { ...timed.command, unit: tree.byCode.get(unit) ?? unit } };
}

interface World {
  spec: CascadeSpec;
  plan: Plan;
  behaviours: Behaviours;
  calendar: WorkingCalendar;
  /** Repair clocks by report and day of return: hundreds of bodies share each. */
  repairs: Map<string, ReturnType<typeof repairClock>>;
}

/** A simulated body: how it answers each round it holds, in order of the rounds. */
class Body {
  readonly #told = new Map<string, Map<string, number>>();

  constructor(
    readonly unit: UnitId,
    readonly behaviour: ReturnType<typeof behaviourOf>,
    readonly world: World,
  ) {}

  answer(round: PlannedRound): TimedCommand[] {
    const { item, period } = round;
    const { receive, ownPlan, tasks, evidence } = this.behaviour;
    const on = { unit: this.unit, item, period };
    switch (round.kind) {
      case 'receipt':
        return this.#afterIssue(receive, { type: 'receive', unit: this.unit });
      case 'ownPlan':
        return this.#afterIssue(ownPlan, { type: 'linkOwnPlan', unit: this.unit, ownPlan: `own:${this.unit}` });
      case 'task': {
        if (tasks === undefined || tasks === 'never' || round.waits !== undefined) return [];
        const atMs = round.dueMs === undefined ? this.#after(round.opensMs, UNDATED_DAYS) : this.#around(round, tasks === 'late');
        return [cascade(atMs, { type: 'progress', ...on, done: true, productNamed: true })];
      }
      case 'standing':
        return evidence === 'eachPeriod' ? [cascade(this.#around(round, false), { type: 'progress', ...on, evidence: true })] : [];
      case 'target':
        return this.#progress(round);
      case 'report':
        return this.#report(round);
    }
  }

  #afterIssue(days: Behaviour['receive'], command: Extract<TimedCommand, { lane: 'cascade' }>['command']): TimedCommand[] {
    return days === undefined || days === 'never' ? [] : [cascade(this.#after(this.world.spec.issuedMs, days), command)];
  }

  /** So many days after an instant, at the hour at which bodies act; an hour after it where that is past already. */
  #after(ms: number, days: number, hour = BODY_HOUR): number {
    const atMs = daysLater(ms, days, hour);
    return atMs > ms ? atMs : ms + HOUR_MS;
  }

  /** The instant at which a body does what a round asks, in time or late, never before it opens. */
  #around({ opensMs, dueMs }: PlannedRound, late: boolean): number {
    const { daysBeforeDue, daysLate } = this.behaviour;
    const atMs = daysLater(dueMs!, late ? daysLate : -daysBeforeDue, BODY_HOUR);
    return atMs > opensMs ? atMs : this.#after(opensMs, 0);
  }

  /** Targets that no report feeds are told of before each check of pace, and on their last day. */
  #progress({ item, period, points, dueMs }: PlannedRound): TimedCommand[] {
    const { pace } = this.behaviour;
    const isFed = this.world.plan.reports.some(({ form }) => form.figures.some(({ feeds }) => feeds?.target === item));
    if (pace === undefined || isFed) return [];
    const quota = this.#quota(item);
    const tell = (atMs: number, share: number) =>
      cascade(atMs, { type: 'progress', unit: this.unit, item, period, value: pacedValue(quota, pace, share) });
    const checks = points.filter(({ kind }) => kind === 'pace');
    return [...checks.map(({ atMs, share }) => tell(daysLater(atMs, -1, BODY_HOUR), share!)), tell(daysLater(dueMs!, 0, BODY_HOUR), 1)];
  }

  #quota(target: string): number {
    return this.world.spec.quotas[target]?.[this.unit] ?? 0;
  }

  #report(round: PlannedRound): TimedCommand[] {
    const { reports, pace = 1 } = this.behaviour;
    if (reports === undefined || reports === 'silent') return [];
    const rule = this.world.plan.reports.find(({ id }) => id === round.item)!;
    const atMs = this.#around(round, reports === 'late');
    const late = atMs > round.dueMs!;
    if (reports === 'nil' && round.nilAllowed) return this.#reviewed(round, rule, atMs, nilBody(late), true);
    const told = this.#told.get(rule.id) ?? new Map<string, number>();
    this.#told.set(rule.id, told);
    const writer: Writer = { pace, quota: (target) => this.#quota(target), told };
    const body = simulatedBody(this.world.plan, rule, round.period, writer, late);
    return reports === 'wrong' ? this.#mended(round, rule, atMs, body) : this.#reviewed(round, rule, atMs, body);
  }

  /** A submission, and its acceptance where somebody reviews. */
  #reviewed({ item, period }: PlannedRound, rule: ReportRule, atMs: number, body: ReportBody, nil = false): TimedCommand[] {
    const on = { unit: this.unit, item, period };
    const told = nil ? { nil } : { feeds: feedsOf(rule.form, body) };
    const submit = cascade(atMs, { type: 'submit', ...on, ...told, ...((nil || body.lateReason) && { reasonGiven: true }) }, body);
    const reviewMs = this.#reviewMs(atMs);
    return reviewMs === undefined ? [submit] : [submit, cascade(reviewMs, { type: 'accept', ...on })];
  }

  /** A report with wrong figures, its return, and what the body makes of that. */
  #mended(round: PlannedRound, rule: ReportRule, atMs: number, right: ReportBody): TimedCommand[] {
    const { mends = 'inWindow', daysLate } = this.behaviour;
    const submit = this.#reviewed(round, rule, atMs, wrongBody(rule, right))[0]!;
    const returnMs = this.#reviewMs(atMs);
    if (returnMs === undefined) return [submit];
    const clock = this.#repair(rule, dayOfMs(returnMs));
    const giveBack = cascade(returnMs, { type: 'return', unit: this.unit, item: round.item, period: round.period, ...clock });
    if (mends === 'never') return [submit, giveBack];
    const mendMs = daysLater(clock.repairDueMs, mends === 'late' ? daysLate : 0, BODY_HOUR);
    return [submit, giveBack, ...this.#reviewed(round, rule, mendMs > returnMs ? mendMs : returnMs + HOUR_MS, right)];
  }

  #repair(rule: ReportRule, returnedOn: Day): ReturnType<typeof repairClock> {
    const { plan, calendar, repairs } = this.world;
    const key = `${rule.id} ${returnedOn}`;
    const clock = repairs.get(key) ?? repairClock(plan, rule.repairWithin, returnedOn, calendar);
    repairs.set(key, clock);
    return clock;
  }

  #reviewMs(submittedMs: number): number | undefined {
    const { reviewer } = this.world.behaviours;
    return reviewer && this.#after(submittedMs, reviewer.afterDays, REVIEW_HOUR);
  }
}

/** Days after which a task without a date is done. */
const UNDATED_DAYS = 30;

const DAY_MS = 24 * HOUR_MS;
const FIRST_DAY_MS = startOfDayMs('1970-01-01');

/** The instant of an hour so many days after the day of an instant; by arithmetic, since it is asked for every duty of every body. */
function daysLater(ms: number, days: number, hour: number): number {
  const day = Math.floor((ms - FIRST_DAY_MS) / DAY_MS) + days;
  return FIRST_DAY_MS + day * DAY_MS + hour * HOUR_MS;
}

function cascade(atMs: number, command: Extract<TimedCommand, { lane: 'cascade' }>['command'], body?: ReportBody): TimedCommand {
  return { atMs, lane: 'cascade', command, ...(body && { body }) };
}
