import { addDays, atHourMs, dayOfMs } from './day.js';

/** Hour (+07:00) of the night's work: after midnight's due points, before people come. */
const NIGHT_HOUR = 2;

/** The next instant after a given one at which the night's work begins. */
export function nextNightMs(nowMs: number): number {
  const today = dayOfMs(nowMs);
  const tonight = atHourMs(today, NIGHT_HOUR);
  return tonight > nowMs ? tonight : atHourMs(addDays(today, 1), NIGHT_HOUR);
}
