import type { Point } from './cascade.js';
import { addWorkingDays, nextWorkingDay, previousWorkingDay, type WorkingCalendar } from './calendar.js';
import { addDays, atHourMs, type Day, REMINDER_HOUR } from './day.js';
import type { PeriodKind } from './period.js';
import type { ReminderPolicy } from './plan.js';

/** Shortest length in days of a period of each kind; reminders as long as the cadence or longer would remind of the wrong period. */
const CADENCE_DAYS: Partial<Record<PeriodKind, number>> = { week: 7, month: 28, quarter: 90, half: 181, nineMonths: 273, year: 365 };

/** Days of the shortest period of a kind; infinite for duties that come once. */
export function cadenceDays(kind: PeriodKind | undefined): number {
  return (kind && CADENCE_DAYS[kind]) ?? Number.POSITIVE_INFINITY;
}

/**
 * Reminder points around a due day (T−30, T−7, T−1 …) at 08:00 +07:00, in order of time. A point on a day off moves to the working
 * day before, one after the due day to the working day after, so that none calls late what is not; points before `fromMs`, and offsets not
 * shorter than the cadence, are left out; of two on one day the one nearer the due day stays.
 */
export function reminderPoints(
  policy: ReminderPolicy,
  on: { dueDay: Day; fromMs: number; cadence?: PeriodKind },
  calendar: WorkingCalendar,
): Point[] {
  const points = new Map<number, Point>();
  for (const n of [...policy.offsets].sort((a, b) => Math.abs(b) - Math.abs(a))) {
    if (Math.abs(n) >= cadenceDays(on.cadence)) continue;
    const day = policy.unit === 'working' ? addWorkingDays(calendar, on.dueDay, n) : addDays(on.dueDay, n);
    const atMs = atHourMs((n > 0 ? nextWorkingDay : previousWorkingDay)(calendar, day), REMINDER_HOUR);
    if (atMs >= on.fromMs) points.set(atMs, { kind: 'remind', n, atMs });
  }
  return [...points.values()].sort((a, b) => a.atMs - b.atMs);
}
