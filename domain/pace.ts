import type { Day } from './day.js';
import { quotientOf, roundedTo, sumOf } from './decimal.js';
import { ONCE } from './duty.js';
import { periodElapsed } from './period.js';

/** What pace is told from. */
export interface PaceInput {
  quota: number;
  /** Reached by the end of `on`. */
  value: number;
  span: { from: Day; to: Day };
  on: Day;
  /** Earlier years' cumulative shares of their own result at the end of each month of the span, 0–1; their mean is the usual course. */
  history?: readonly (readonly number[])[];
}

/** How a figure keeps up with its quota. All figures are rounded to one decimal; months are whole ones gone by at the end of the day. */
export interface Pace {
  /** Share of the quota reached, in percent; null where the quota is zero. */
  percent: number | null;
  /** What an even pace would have reached, and its share of the quota in percent. */
  evenValue: number;
  evenPercent: number;
  /** Below the even pace: the yardstick of the ladder (G2), which no history moves. */
  behind: boolean;
  /** What is lacking of the usual course, by history, or of the even pace without one; negative when ahead of it. */
  gap: number;
  /** Needed in each month left; 0 when reached, null when no month is left. */
  neededPerMonth: number | null;
  monthsLeft: number;
  /** Where this course ends; null before the first month is over. */
  forecast: number | null;
}

/**
 * The pace of a quota on a day: 46 of 150 on 31/05 is 30.7 %, behind (even pace 62.5), and needs 14.9 in each of the 7 months left (K6).
 * A month counts when it is over, the last part of a span with its last day; before the span nothing has gone by, after it all has.
 */
export function paceOf({ quota, value, span, on, history = [] }: PaceInput): Pace {
  const { elapsedMonths, totalMonths } = periodElapsed({ kind: 'once', key: ONCE, ...span }, on);
  const elapsed = on >= span.to ? totalMonths : Math.floor(elapsedMonths);
  const left = totalMonths - elapsed;
  const even = of(quota, elapsed, totalMonths);
  const usual = history.length === 0 || left === 0 ? undefined : usualShare(history, elapsed);
  const expected = usual === undefined ? even : of(quota, usual, 1);
  const lacking = Math.max(0, sumOf([quota, -value]));
  return {
    percent: quotientOf(value, quota, 100, 1),
    evenValue: roundedTo(even, 1),
    evenPercent: of(100, elapsed, totalMonths, 1),
    behind: value < even,
    gap: roundedTo(sumOf([expected, -value]), 1),
    neededPerMonth: lacking === 0 ? 0 : quotientOf(lacking, left, 1, 1),
    monthsLeft: roundedTo(left, 1),
    forecast: usual === undefined ? quotientOf(value, elapsed, totalMonths, 1) : quotientOf(value, usual, 1, 1),
  };
}

/** How a figure is judged beside what an even pace would have reached: over it, at least 90 % of it, at least 75 %, or less (G2, K6). */
export type PaceGrade = 'ahead' | 'onPace' | 'slightlyBehind' | 'behind';

/** The grade of a value by its even pace; while nothing is expected yet, all is on pace. */
export function paceGrade(value: number, evenValue: number): PaceGrade {
  if (evenValue <= 0) return value > 0 ? 'ahead' : 'onPace';
  if (value > evenValue) return 'ahead';
  if (value >= 0.9 * evenValue) return 'onPace';
  return value >= 0.75 * evenValue ? 'slightlyBehind' : 'behind';
}

/** So much of a whole as a part is of a length; of a span without days, nothing. */
function of(whole: number, part: number, length: number, digits = 6): number {
  return quotientOf(whole, length, part, digits) ?? 0;
}

/** The mean of earlier years at the end of a month; the last month told stands for those after it. */
function usualShare(history: readonly (readonly number[])[], elapsed: number): number {
  if (elapsed === 0) return 0;
  return of(sumOf(history.map((year) => year[elapsed - 1] ?? year.at(-1) ?? 0)), 1, history.length);
}
