import type { CascadeState, DutyMemory, Round } from './cascade.js';
import { memoryOf, type Place, placeOf, roundIndex } from './cascade-read.js';
import { isProblem, type Problem, problem } from './problem.js';

/** Names a duty in a lane. */
export interface Key {
  unit: string;
  item: string;
  period: string;
}

/** A duty of a unit: its round, and where it stands. */
export interface Found {
  index: number;
  round: Round;
  place: Exclude<Place, 'none'>;
  memory: DutyMemory;
}

/** Whether a round is of an item and period. */
export function is(round: Round, { item, period }: Key): boolean {
  return round.item === item && round.period === period;
}

/** A duty of a unit in whatever place; `DUTY_NOT_FOUND` where it holds none. */
export function dutyOf(state: CascadeState, key: Key): Found | Problem {
  const index = roundIndex(state, key.item, key.period);
  const place = index === undefined ? 'none' : placeOf(state, key.unit, index);
  if (index === undefined || place === 'none') return notFound(key);
  return { index, round: state.rounds[index]!, place, memory: memoryOf(state, key.unit, index) };
}

/** A duty that is open and owed; else why it is not. */
export function owed(state: CascadeState, key: Key): Found | Problem {
  const duty = dutyOf(state, key);
  if (isProblem(duty) || duty.place === 'owed') return duty;
  return duty.place === 'notOpen' ? notAllowed('notDue', '') : decided(key, 'done');
}

/** A report that waits for its review; else why it does not. */
export function inReview(state: CascadeState, key: Key): Found | Problem {
  const duty = dutyOf(state, key);
  if (isProblem(duty)) return duty;
  const { place, memory, round } = duty;
  if (round.kind !== 'report') return notAllowed(round.kind, '');
  switch (place) {
    case 'notOpen':
      return notAllowed('notDue', '');
    case 'owed':
      return notAllowed('drafting', 'submit');
    case 'settled':
      return decided(key, 'accepted');
    case 'inReview':
      return memory.review === 'returned' ? notAllowed('returned', 'submit') : duty;
  }
}

/** What was done before is not done again. */
export function decided({ item, period }: Key, state: string): Problem {
  return problem('ALREADY_DECIDED', { item, period, state });
}

/** The unit holds no such duty. */
export function notFound({ unit, item, period }: Key): Problem {
  return problem('DUTY_NOT_FOUND', { unit, item, period });
}

/** Refused in this state; `allowed` names what would be taken instead, empty for nothing. */
export function notAllowed(state: string, allowed: string): Problem {
  return problem('STATE_NOT_ALLOWED', { state, allowed });
}
