import type { CascadeCommand, CascadeEvent, CascadeState } from './cascade.js';
import { dutyOf, inReview, notAllowed } from './cascade-find.js';
import { moved } from './cascade-targets.js';
import { isProblem, type Problem, problem } from './problem.js';
import { UNDO_DAYS, undoUntilMs } from './review.js';

type Command<T extends CascadeCommand['type']> = Extract<CascadeCommand, { type: T }>;
type Decision = CascadeEvent[] | Problem;

/** A returned version counts for nothing until it is mended: what it told of targets is taken back at once. */
export function giveBack(state: CascadeState, command: Command<'return'>, atMs: number): Decision {
  const { unit, item, period, repairDueMs, repairPoints } = command;
  const duty = inReview(state, command);
  if (isProblem(duty)) return duty;
  const { version, fed = [], undone: again } = duty.memory;
  const taken = fed.length > 0 && { taken: true as const };
  return [
    { type: 'returned', unit, item, period, version: version!, repairDueMs, repairPoints, ...taken, ...(again && { again }), atMs },
    ...moved(state, { unit, atMs }, [], fed),
  ];
}

/** The report as it stands is good: its duty is settled. */
export function accept(state: CascadeState, command: Command<'accept'>, atMs: number): Decision {
  const { unit, item, period } = command;
  const duty = inReview(state, command);
  if (isProblem(duty)) return duty;
  const { version, late, nil, undone: again } = duty.memory;
  return [{ type: 'accepted', unit, item, period, version: version!, late: late!, ...(nil && { nil }), ...(again && { again }), atMs }];
}

/**
 * Undoes the newest thing said of a report: a return until the report comes again, an acceptance for some days (domain/review). The report
 * waits for its review again, as it was sent; what a return took back from targets is told anew.
 */
export function undoReview(state: CascadeState, command: Command<'undoReview'>, atMs: number): Decision {
  const { unit, item, period } = command;
  const duty = dutyOf(state, command);
  if (isProblem(duty)) return duty;
  const { place, memory, round } = duty;
  if (round.kind !== 'report') return notAllowed(round.kind, '');
  if (place === 'notOpen') return notAllowed('notDue', '');
  if (place === 'owed') return notAllowed('drafting', 'submit');
  const { review, version = 1, late, taken, fed } = memory;
  if (review === 'returned') {
    // A lane that returned it before this could be undone kept nothing to tell anew.
    if (!taken && !fed) return problem('UNDO_TOO_LATE', { days: UNDO_DAYS });
    const feeds = taken ?? [];
    const report = { unit, dueMs: late ? undefined : round.dueMs, atMs };
    const undone: CascadeEvent = { type: 'returnUndone', unit, item, period, version, ...(feeds.length > 0 && { feeds }), atMs };
    return [undone, ...moved(state, report, feeds, [])];
  }
  if (place === 'inReview') return notAllowed(review ?? 'submitted', 'return, accept');
  if (review !== 'accepted' || atMs > undoUntilMs(memory.acceptedMs!)) return problem('UNDO_TOO_LATE', { days: UNDO_DAYS });
  return [{ type: 'acceptanceUndone', unit, item, period, version, atMs }];
}
