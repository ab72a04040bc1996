import type { CascadeEvent, CascadeState, FedFeed, Feed } from './cascade.js';
import { dutyOf, type Found } from './cascade-find.js';
import { isLate, reached } from './cascade-read.js';
import { sumOf } from './decimal.js';
import { ONCE } from './duty.js';
import { isProblem } from './problem.js';
import type { UnitId } from './unit.js';

/** A report that moves targets, and its due instant where it came in time. */
export interface Telling {
  unit: UnitId;
  dueMs?: number;
  atMs: number;
}

/** Targets moved by the figures of a report; those of the version before are taken back, where that was not done when it was returned. */
export function moved(state: CascadeState, report: Telling, feeds: Feed[], before: FedFeed[]): CascadeEvent[] {
  return [...new Set([...feeds, ...before].map(({ target }) => target))].flatMap((target) => {
    const duty = dutyOf(state, { unit: report.unit, item: target, period: ONCE });
    if (isProblem(duty) || duty.place === 'notOpen') return [];
    const of = (list: FedFeed[], as: Feed['as']) => list.filter((feed) => feed.target === target && feed.as === as);
    const stood = duty.memory.value ?? 0;
    const total = of(before, 'total')[0];
    // A total that another report has told since stands: the returned one is no longer what is counted from.
    const rest = total
      ? total.was !== undefined && stood === total.value
        ? total.was
        : stood
      : sumOf([stood, ...of(before, 'increment').map(({ value }) => -value)]);
    const value = of(feeds, 'total')[0]?.value ?? sumOf([rest, ...of(feeds, 'increment').map((feed) => feed.value)]);
    return [targetMoved(state, report, duty, value)];
  });
}

/**
 * A target that was met at its due instant is met in time, whatever is added to it afterwards; and so is one that a report in time meets,
 * mended in its window or not: nobody is late for a figure that was not late.
 */
export function targetMoved(
  state: CascadeState,
  { unit, dueMs: toldMs, atMs }: Telling,
  { index, round, place }: Found,
  value: number,
): CascadeEvent {
  const { item, period, dueMs } = round;
  const met = value >= reached(state, unit, index).quota;
  const inTime = toldMs !== undefined && dueMs !== undefined && toldMs <= dueMs;
  const late = met && place === 'owed' && !inTime && isLate(state, dueMs, atMs);
  return { type: 'targetMoved', unit, item, period, value, met, late, atMs };
}
