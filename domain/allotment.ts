import type { Target } from './plan.js';
import { type Problem, problem } from './problem.js';

/** The sum of a target's allotted shares against the target. Figures are in the target's own unit. */
export interface AllotmentSum {
  sum: number;
  /** What the sum lacks of the target. */
  short?: number;
  /** What the sum has beyond what the target allows. */
  over?: number;
  /** What is left to spare: above a floor, or under a ceiling. */
  reserve?: number;
  /** Why a sum that falls short stands all the same. */
  reason?: string;
  problem?: Problem;
}

/**
 * The sum rule of allotted shares (giao chỉ tiêu): the sum keeps the target's own comparison.
 *
 * Short of a floor, a range or an exact figure: `QUOTA_SUM` (data: `sum`, `bound`, `short`, `unit`) unless a reason is on record.
 * Above a floor the rest is reserve. Over an exact figure, a ceiling or a range: `QUOTA_OVER` (`over` for `short`), whatever the reason.
 * Shares of the whole in percent are each body's own figure, and approximate or yes-or-no targets have no sum to keep: undefined.
 */
export function checkAllotment(target: Target, path?: string): AllotmentSum | undefined {
  const { allotment, comparator, value, unit } = target;
  if (!allotment || target.share || unit === '%' || comparator === 'approx' || comparator === 'yesNo') return undefined;
  const sum = exact(allotment.shares.reduce((total, share) => total + share.value, 0));
  const floor = comparator === 'atMost' || comparator === 'lessThan' ? undefined : value;
  const ceiling = comparator === 'range' ? target.valueMax : isCapped(comparator) ? value : undefined;
  if (floor !== undefined && (sum < floor || (comparator === 'moreThan' && sum === floor))) {
    const short = exact(floor - sum);
    if (allotment.reason !== undefined) return { sum, short, reason: allotment.reason };
    return { sum, short, problem: problem('QUOTA_SUM', { sum, bound: floor, short, unit }, path) };
  }
  if (ceiling !== undefined && (sum > ceiling || (comparator === 'lessThan' && sum === ceiling))) {
    const over = exact(sum - ceiling);
    return { sum, over, problem: problem('QUOTA_OVER', { sum, bound: ceiling, over, unit }, path) };
  }
  return { sum, reserve: exact(comparator === 'range' || floor === undefined ? (ceiling ?? sum) - sum : sum - floor) };
}

function isCapped(comparator: Target['comparator']): boolean {
  return comparator === 'equal' || comparator === 'atMost' || comparator === 'lessThan';
}

/** Sums of decimal figures without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
function exact(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}
