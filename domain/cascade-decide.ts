import type { CascadeCommand, CascadeEvent, CascadeState, Feed } from './cascade.js';
import { isLate, memoryOf, placeOf, reached, roundIndex } from './cascade-read.js';
import { OWN_PLAN_ITEM, ONCE, RECEIPT_ITEM } from './duty.js';
import { type Problem, problem } from './problem.js';

type Command<T extends CascadeCommand['type']> = Extract<CascadeCommand, { type: T }>;
type Decision = CascadeEvent[] | Problem;

/**
 * What a command does to a cascade: its events, or the problem that refuses it (nothing happens then).
 * Reads the state and changes nothing. `tick` is not decided here but by `fire` (domain/cascade-fire).
 */
export function decideCascade(state: CascadeState, command: Exclude<CascadeCommand, { type: 'tick' }>, atMs: number): Decision {
  if (command.type === 'open') return state.phase === 'new' ? [{ ...command, type: 'opened', atMs }] : notAllowed(state.phase, '');
  if (state.phase === 'new') return problem('STATE_NOT_ALLOWED', { state: 'new', allowed: 'open' });
  if (state.phase === 'concluded' || state.phase === 'revoked') return problem('PLAN_NOT_ACTIVE', { state: state.phase });
  switch (command.type) {
    case 'receive':
      return receive(state, command, atMs);
    case 'linkOwnPlan':
      return linkOwnPlan(state, command, atMs);
    case 'progress':
      return progress(state, command, atMs);
    case 'submit':
      return submit(state, command, atMs);
    case 'return':
      return giveBack(state, command, atMs);
    case 'accept':
      return accept(state, command, atMs);
    case 'urge':
      return urge(state, command, atMs);
    case 'decideReview':
      return decideReview(state, command, atMs);
    case 'wake':
      return wake(state, command, atMs);
    case 'suspend':
      return state.phase === 'running' ? [{ type: 'suspended', atMs }] : notAllowed(state.phase, 'resume');
    case 'resume':
      return state.phase === 'suspended' ? [{ type: 'resumed', clocks: command.clocks, atMs }] : notAllowed(state.phase, 'suspend');
    case 'revoke':
      return [{ type: 'revoked', atMs }];
    case 'conclude':
      return [{ type: 'concluded', atMs }];
  }
}

function receive(state: CascadeState, { unit }: Command<'receive'>, atMs: number): Decision {
  const round = owed(state, { unit, item: RECEIPT_ITEM, period: ONCE });
  if (typeof round !== 'number') return round;
  return [{ type: 'received', unit, late: isLate(state, state.rounds[round]!.dueMs, atMs), atMs }];
}

/** Own plans come as derived commands; a second plan of the same unit is linked too, but settles nothing. */
function linkOwnPlan(state: CascadeState, { unit, ownPlan }: Command<'linkOwnPlan'>, atMs: number): Decision {
  const round = roundIndex(state, OWN_PLAN_ITEM, ONCE);
  const late = round !== undefined && placeOf(state, unit, round) === 'owed' && isLate(state, state.rounds[round]!.dueMs, atMs);
  return [{ type: 'ownPlanLinked', unit, ownPlan, late, atMs }];
}

function progress(state: CascadeState, command: Command<'progress'>, atMs: number): Decision {
  const { unit, item, period, percent, value, done, productNamed } = command;
  const round = owed(state, command);
  if (typeof round !== 'number') return round;
  const { kind, product, dueMs } = state.rounds[round]!;
  switch (kind) {
    case 'standing':
      return [{ type: 'evidenced', unit, item, period, atMs }];
    case 'target': {
      if (value === undefined) return problem('VALUE_REQUIRED', { item });
      const met = value >= reached(state, unit, round).quota;
      return [{ type: 'targetMoved', unit, item, period, value, met, late: met && isLate(state, dueMs, atMs), atMs }];
    }
    case 'task': {
      if (!done) return [{ type: 'progressed', unit, item, period, percent, value, atMs }];
      if (product !== undefined && !productNamed) return problem('PRODUCT_INCOMPLETE', { item, product });
      return [{ type: 'completed', unit, item, period, late: isLate(state, dueMs, atMs), atMs }];
    }
    default:
      return notAllowed(kind, kind === 'report' ? 'submit' : 'receive');
  }
}

function submit(state: CascadeState, command: Command<'submit'>, atMs: number): Decision {
  const { unit, item, period, nil, reasonGiven, feeds } = command;
  const round = roundIndex(state, item, period);
  if (round === undefined) return notFound(command);
  const { kind, dueMs, nilAllowed } = state.rounds[round]!;
  if (kind !== 'report') return notAllowed(kind, kind === 'receipt' ? 'receive' : 'progress');
  const place = placeOf(state, unit, round);
  const memory = memoryOf(state, unit, round);
  if (place === 'none') return notFound(command);
  if (place === 'notOpen') return notAllowed('notDue', '');
  if (place === 'settled') return problem('ALREADY_DECIDED', { item, period, state: 'accepted' });
  if (place === 'inReview' && memory.review !== 'returned') return problem('ALREADY_DECIDED', { item, period, state: memory.review! });
  const mending = place === 'inReview';
  const late = mending ? memory.late === true || isLate(state, memory.repairDueMs, atMs) : isLate(state, dueMs, atMs);
  if (nil && !nilAllowed) return problem('NIL_NOT_ALLOWED', { item });
  if ((nil || (late && !mending)) && !reasonGiven) return problem('REASON_REQUIRED', { item, period, why: nil ? 'nil' : 'late' });
  const version = (memory.version ?? 0) + 1;
  const base = { unit, item, period, version, late, ...(nil && { nil }), ...(feeds?.length && { feeds }), atMs };
  return [{ type: mending ? 'resubmitted' : 'submitted', ...base }, ...moved(state, command, memory.fed ?? [], atMs)];
}

/** Targets moved by the figures of a report; a mended version takes back what the one before it added. */
function moved(state: CascadeState, { unit, feeds = [] }: Command<'submit'>, before: Feed[], atMs: number): CascadeEvent[] {
  const events: CascadeEvent[] = [];
  for (const feed of feeds) {
    const round = roundIndex(state, feed.target, ONCE);
    if (round === undefined || placeOf(state, unit, round) !== 'owed') continue;
    const { value: had, quota } = reached(state, unit, round);
    const old = before.find((other) => other.target === feed.target)?.value ?? 0;
    const value = feed.as === 'total' ? feed.value : had - old + feed.value;
    const met = value >= quota;
    const late = met && isLate(state, state.rounds[round]!.dueMs, atMs);
    events.push({ type: 'targetMoved', unit, item: feed.target, period: ONCE, value, met, late, atMs });
  }
  return events;
}

function giveBack(state: CascadeState, command: Command<'return'>, atMs: number): Decision {
  const { unit, item, period, repairDueMs, repairPoints } = command;
  const round = inReview(state, command);
  if (typeof round !== 'number') return round;
  const version = memoryOf(state, unit, round).version ?? 1;
  return [{ type: 'returned', unit, item, period, version, repairDueMs, repairPoints, atMs }];
}

function accept(state: CascadeState, command: Command<'accept'>, atMs: number): Decision {
  const { unit, item, period } = command;
  const round = inReview(state, command);
  if (typeof round !== 'number') return round;
  const { version = 1, late = false, nil } = memoryOf(state, unit, round);
  return [{ type: 'accepted', unit, item, period, version, late, ...(nil && { nil }), atMs }];
}

function urge(state: CascadeState, command: Command<'urge'>, atMs: number): Decision {
  const { unit, item, period } = command;
  if (state.phase === 'suspended') return problem('PLAN_NOT_ACTIVE', { state: 'suspended' });
  const round = roundIndex(state, item, period);
  const place = round === undefined ? 'none' : placeOf(state, unit, round);
  if (round === undefined || place === 'none') return notFound(command);
  const memory = memoryOf(state, unit, round);
  if (place !== 'owed' && memory.review !== 'returned') return notAllowed(memory.review ?? place, '');
  return [{ type: 'urged', unit, item, period, n: (memory.urged ?? 0) + 1, atMs }];
}

function decideReview(state: CascadeState, command: Command<'decideReview'>, atMs: number): Decision {
  const { unit, item, period, decision } = command;
  const round = roundIndex(state, item, period);
  if (round === undefined || placeOf(state, unit, round) === 'none') return notFound(command);
  if (!memoryOf(state, unit, round).proposed) return notAllowed('notProposed', '');
  return [{ type: 'reviewDecided', unit, item, period, decision, atMs }];
}

function wake(state: CascadeState, { guidance, clocks }: Command<'wake'>, atMs: number): Decision {
  const woken = Object.fromEntries(
    state.rounds.flatMap((round) => {
      const key = `${round.item}|${round.period}`;
      const clock = clocks[key];
      return round.waits === guidance && clock ? [[key, clock] as const] : [];
    }),
  );
  return Object.keys(woken).length === 0 ? [] : [{ type: 'woken', guidance, clocks: woken, atMs }];
}

interface Key {
  unit: string;
  item: string;
  period: string;
}

function owed(state: CascadeState, key: Key): number | Problem {
  const round = roundIndex(state, key.item, key.period);
  const place = round === undefined ? 'none' : placeOf(state, key.unit, round);
  if (round === undefined || place === 'none') return notFound(key);
  if (place === 'notOpen') return notAllowed('notDue', '');
  return place === 'owed' ? round : problem('ALREADY_DECIDED', { item: key.item, period: key.period, state: 'done' });
}

function inReview(state: CascadeState, key: Key): number | Problem {
  const round = roundIndex(state, key.item, key.period);
  const place = round === undefined ? 'none' : placeOf(state, key.unit, round);
  if (round === undefined || place === 'none') return notFound(key);
  if (place === 'settled') return problem('ALREADY_DECIDED', { item: key.item, period: key.period, state: 'accepted' });
  const review = memoryOf(state, key.unit, round).review;
  if (review === 'submitted' || review === 'resubmitted') return round;
  return notAllowed(review ?? (place === 'notOpen' ? 'notDue' : 'drafting'), review === 'returned' ? 'submit' : place === 'owed' ? 'submit' : '');
}

function notFound({ unit, item, period }: Key): Problem {
  return problem('DUTY_NOT_FOUND', { unit, item, period });
}

function notAllowed(state: string, allowed: string): Problem {
  return problem('STATE_NOT_ALLOWED', { state, allowed });
}
