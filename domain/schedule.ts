import { addWorkingDays, nextWorkingDay, type WorkingCalendar } from './calendar.js';
import type { Point, RoundClock } from './cascade.js';
import { addDays, atHourMs, type Day, dayOfMs, daysBetween, endOfDayMs, REMINDER_HOUR } from './day.js';
import type { DutyKind } from './duty.js';
import { rungPoints, TRIGGER_OF } from './escalation.js';
import type { PeriodKind } from './period.js';
import type { Plan } from './plan.js';
import { reminderPoints } from './reminder.js';

/** All points of a clock with a due day: reminders, the due instant, rungs; in order of time, none before `fromMs`. */
export function pointsOf(
  plan: Pick<Plan, 'reminders' | 'escalation'>,
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
  const dueDay = nextWorkingDay(calendar, day);
  const repairDueMs = endOfDayMs(dueDay);
  const rungs = rungPoints(plan.escalation, 'returnNotMended', dueDay, calendar);
  return { repairDueMs, repairPoints: [{ kind: 'due', n: 0, atMs: repairDueMs }, ...rungs] };
}

/**
 * The clock of a round after a suspension: what was still to come moves by the days suspended; a due day that falls on a day off moves on to
 * the next working day, and its points are laid anew. Points already past before the suspension are not given again. `cadence` keeps reminders short.
 */
export function shiftedClock(
  plan: Pick<Plan, 'reminders' | 'escalation'>,
  round: { kind: DutyKind; opensMs: number; dueMs?: number; lockMs?: number; points: readonly Point[]; cadence?: PeriodKind },
  suspension: { fromMs: number; toMs: number; shiftDays: number },
  calendar: WorkingCalendar,
): RoundClock | undefined {
  const { fromMs, toMs, shiftDays } = suspension;
  const shift = (ms: number) => ms + shiftDays * DAY_MS;
  const still = round.points.filter((point) => point.atMs > fromMs);
  if (still.length === 0 && round.opensMs <= fromMs) return undefined;
  const clock: RoundClock = { points: [] };
  if (round.opensMs > fromMs) clock.opensMs = shift(round.opensMs);
  if (round.lockMs !== undefined && round.lockMs > fromMs) clock.lockMs = shift(round.lockMs);
  if (round.dueMs === undefined || round.dueMs <= fromMs) {
    clock.points = still.map((point) => ({ ...point, atMs: onWorkingDay(shift(point.atMs), calendar) }));
    return clock;
  }
  const dueDay = nextWorkingDay(calendar, dayOfMs(shift(round.dueMs)));
  clock.dueMs = endOfDayMs(dueDay);
  const paces = still.filter((point) => point.kind === 'pace').map((point) => ({ ...point, atMs: onWorkingDay(shift(point.atMs), calendar) }));
  const laid = pointsOf(plan, { kind: round.kind, dueDay, fromMs: Math.max(toMs, clock.opensMs ?? 0), cadence: round.cadence }, calendar);
  clock.points = [...laid, ...paces].sort((a, b) => a.atMs - b.atMs);
  return clock;
}

const DAY_MS = 86_400_000;

/** Days from the day of suspension to the day of resuming. */
export function daysSuspended(fromMs: number, toMs: number): number {
  return daysBetween(dayOfMs(fromMs), dayOfMs(toMs));
}

function onWorkingDay(ms: number, calendar: WorkingCalendar): number {
  return atHourMs(nextWorkingDay(calendar, dayOfMs(ms)), REMINDER_HOUR);
}
