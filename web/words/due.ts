import { workingDaysBetween } from '../../domain/calendar.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { type Day, dayOfMs } from '../../domain/day.js';
import type { Words } from './words.js';

/** The day in Viet Nam now. */
export function today(): Day {
  return dayOfMs(Date.now());
}

/** `còn 3 ngày làm việc`, `hết hôm nay, 23:59`, or `quá 2 ngày làm việc`; an undone day off counts as the day itself. */
export function timeLeft(dueMs: number, { say }: Words, now: Day = today()): string {
  const due = dayOfMs(dueMs);
  if (due === now) return say('web.left.today');
  const days = workingDaysBetween(vietnamCalendar, now, due);
  if (due > now) return days === 0 ? say('web.left.dayOff') : say('web.left.days', { days });
  return say('web.left.over', { days: overdueDays(dueMs, now) });
}

/** Whole calendar days since a due day, at least 1. */
export function overdueDays(dueMs: number, now: Day = today()): number {
  return Math.max(1, Math.round((Date.parse(`${now}T00:00:00Z`) - Date.parse(`${dayOfMs(dueMs)}T00:00:00Z`)) / 86_400_000));
}
