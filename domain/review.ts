import { addDays, dayOfMs, endOfDayMs } from './day.js';

/** Days, after the one on which it was given, on which an acceptance may still be undone: a slip shows soon, and later the way is a correction. */
export const UNDO_DAYS = 7;

/** The last instant at which an acceptance given at an instant may be undone. A return may be undone until the report comes again. */
export function undoUntilMs(acceptedMs: number): number {
  return endOfDayMs(addDays(dayOfMs(acceptedMs), UNDO_DAYS));
}

/** Where a report stands again once what was said of a version is undone. */
export function reviewBefore(version: number): 'submitted' | 'resubmitted' {
  return version > 1 ? 'resubmitted' : 'submitted';
}
