import { addWorkingDays, nextWorkingDay, type WorkingCalendar } from './calendar.js';
import { type Point, type RepairClock, type RoundClock, roundKey, type RoundSpec } from './cascade.js';
import { addDays, atHourMs, type Day, dayOfMs, daysBetween, endOfDayMs, REMINDER_HOUR } from './day.js';
import type { DutyKind } from './duty.js';
import { rungPoints, TRIGGER_OF } from './escalation.js';
import type { PeriodKind } from './period.js';
import type { Plan } from './plan.js';
import type { Collection } from './plan-life.js';
import { reminderPoints } from './reminder.js';

type Policies = Pick<Plan, 'reminders' | 'escalation'>;

/** All points of a clock with a due day: reminders, the due instant, rungs; in order of time, none before `fromMs`. */
export function pointsOf(
  plan: Policies,
  clock: { kind: DutyKind; dueDay: Day; fromMs: number; cadence?: PeriodKind },
  calendar: WorkingCalendar,
): Point[] {
  const dueMs = endOfDayMs(clock.dueDay);
  return [
    ...reminderPoints(plan.reminders, clock, calendar),
    ...(dueMs >= clock.fromMs ? [{ kind: 'due' as const, n: 0, atMs: dueMs }] : []),
    ...rungPoints(plan.escalation, TRIGGER_OF[clock.kind], clock.dueDay, calendar, clock.fromMs),
  ].sort((a, b) => a.atMs - b.atMs);
}

/** Clock of the repair of a returned report: due so many days after the return, then the ladder for `returnNotMended`. */
export function repairClock(
  plan: Pick<Plan, 'escalation'>,
  within: { days: number; unit: 'calendar' | 'working' },
  returnedOn: Day,
  calendar: WorkingCalendar,
): { repairDueMs: number; repairPoints: Point[] } {
  const day = within.unit === 'working' ? addWorkingDays(calendar, returnedOn, within.days) : addDays(returnedOn, within.days);
  return repairDueOn(plan, nextWorkingDay(calendar, day), calendar);
}

function repairDueOn(plan: Pick<Plan, 'escalation'>, dueDay: Day, calendar: WorkingCalendar) {
  const repairDueMs = endOfDayMs(dueDay);
  const rungs = rungPoints(plan.escalation, 'returnNotMended', dueDay, calendar);
  return { repairDueMs, repairPoints: [{ kind: 'due' as const, n: 0, atMs: repairDueMs }, ...rungs] };
}

/** A suspension that has ended: its first and last instant, and the days by which what was still to come moves. */
export interface Suspension {
  fromMs: number;
  toMs: number;
  shiftDays: number;
}

/** Days from the day of suspension to the day of resuming. */
export function daysSuspended(fromMs: number, toMs: number): number {
  return daysBetween(dayOfMs(fromMs), dayOfMs(toMs));
}

/** The new clocks of all rounds that still had something to come when the plan was suspended, by `item|period`; none when the same dates hold. */
export function resumedClocks(
  plan: Policies,
  rounds: readonly (RoundSpec & { cadence?: PeriodKind })[],
  suspension: Suspension,
  calendar: WorkingCalendar,
): Record<string, RoundClock> {
  if (suspension.shiftDays === 0) return {};
  const clocks: Record<string, RoundClock> = {};
  for (const round of rounds) {
    const clock = shiftedClock(plan, round, suspension, calendar);
    if (clock) clocks[roundKey(round)] = clock;
  }
  return clocks;
}

/**
 * The clock of a round after a suspension: what was still to come moves by the days suspended; a due day that falls on a day off moves on to
 * the next working day, and the points still to come are laid anew before and after it. Points already past before the suspension are not
 * given again. Undefined for a round that waits for guidance, or had nothing to come. `cadence` keeps reminders short.
 */
export function shiftedClock(
  plan: Policies,
  round: Omit<RoundSpec, 'item' | 'period'> & { cadence?: PeriodKind },
  suspension: Suspension,
  calendar: WorkingCalendar,
): RoundClock | undefined {
  const { fromMs, toMs } = suspension;
  const { opensMs, dueMs, lockMs } = round;
  const comes = (ms: number | undefined): ms is number => ms !== undefined && ms > fromMs;
  const still = round.points.filter(({ atMs }) => comes(atMs));
  if (round.waits !== undefined || (still.length === 0 && !comes(opensMs) && !comes(lockMs))) return undefined;
  const clock: Omit<RoundClock, 'points'> = {};
  if (comes(opensMs)) clock.opensMs = opensMs + suspension.shiftDays * DAY_MS;
  if (comes(lockMs)) clock.lockMs = shiftedEnd(lockMs, suspension, calendar);
  const moved = (points: Point[]) =>
    points.map((point) => ({ ...point, atMs: atHourMs(shiftedDay(point.atMs, suspension, calendar), REMINDER_HOUR) }));
  if (!comes(dueMs)) return { ...clock, points: moved(still) };
  clock.dueMs = shiftedEnd(dueMs, suspension, calendar);
  const dueDay = dayOfMs(clock.dueMs);
  const laid = pointsOf(
    plan,
    { kind: round.kind, dueDay, fromMs: Math.max(toMs, clock.opensMs ?? toMs), cadence: round.cadence },
    calendar,
  );
  const again = laid.filter(({ kind, n }) => still.some((point) => point.kind === kind && point.n === n));
  const paces = moved(still.filter(({ kind }) => kind === 'pace'));
  return { ...clock, points: [...again, ...paces].sort((a, b) => a.atMs - b.atMs) };
}

/** The clocks of returned reports after a suspension: a repair that was still in time is due so many days later, and so is the ladder after it. */
export function resumedRepairs(
  plan: Pick<Plan, 'escalation'>,
  repairs: readonly RepairClock[],
  suspension: Suspension,
  calendar: WorkingCalendar,
): RepairClock[] {
  const { fromMs, shiftDays } = suspension;
  if (shiftDays === 0) return [];
  return repairs.flatMap(({ repairDueMs, repairPoints, ...on }) => {
    if (repairDueMs > fromMs) return [{ ...on, ...repairDueOn(plan, dayOfMs(shiftedEnd(repairDueMs, suspension, calendar)), calendar) }];
    const still = repairPoints.filter(({ atMs }) => atMs > fromMs);
    const points = still.map((point) => ({ ...point, atMs: atHourMs(shiftedDay(point.atMs, suspension, calendar), REMINDER_HOUR) }));
    return still.length === 0 ? [] : [{ ...on, repairDueMs, repairPoints: points }];
  });
}

/** The collections still to come when a plan was suspended, moved as the locks of their rounds are, in order of time. */
export function resumedCollections(collections: readonly Collection[], suspension: Suspension, calendar: WorkingCalendar): Collection[] {
  return collections
    .filter(({ atMs }) => atMs > suspension.fromMs)
    .map((collection) => ({ ...collection, atMs: shiftedEnd(collection.atMs, suspension, calendar) }))
    .sort((a, b) => a.atMs - b.atMs);
}

const DAY_MS = 86_400_000;

function shiftedDay(ms: number, { shiftDays }: Suspension, calendar: WorkingCalendar): Day {
  return nextWorkingDay(calendar, addDays(dayOfMs(ms), shiftDays));
}

function shiftedEnd(ms: number, suspension: Suspension, calendar: WorkingCalendar): number {
  return endOfDayMs(shiftedDay(ms, suspension, calendar));
}
