import { type CascadeCommand, type CascadeEvent, type CascadeState, type Round, roundKey } from './cascade.js';
import { decided, dutyOf, is, notAllowed, notFound, owed } from './cascade-find.js';
import { isLate } from './cascade-read.js';
import { accept, giveBack, undoReview } from './cascade-review.js';
import { moved, targetMoved } from './cascade-targets.js';
import { type DutyKind, ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from './duty.js';
import { isProblem, type Problem, problem } from './problem.js';

type Command<T extends CascadeCommand['type']> = Extract<CascadeCommand, { type: T }>;
type Decision = CascadeEvent[] | Problem;

/** What delivers a duty of each kind; the name a refusal answers with. */
const DELIVERED_BY: Record<DutyKind, string> = {
  receipt: 'receive',
  ownPlan: 'issue',
  task: 'progress',
  standing: 'progress',
  target: 'progress',
  report: 'submit',
};

/**
 * What a command does to a cascade: its events, or the problem that refuses it (nothing happens then).
 * Reads the state and changes nothing. `tick` is not decided here but by `fire` (domain/cascade-fire).
 */
export function decideCascade(state: CascadeState, command: Exclude<CascadeCommand, { type: 'tick' }>, atMs: number): Decision {
  if (command.type === 'open') return state.phase === 'new' ? [{ ...command, type: 'opened', atMs }] : notAllowed(state.phase, '');
  if (state.phase === 'new') return notAllowed('new', 'open');
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
    case 'undoReview':
      return undoReview(state, command, atMs);
    case 'urge':
      return urge(state, command, atMs);
    case 'decideReview':
      return decideReview(state, command, atMs);
    case 'wake':
      return wake(state, command, atMs);
    case 'suspend':
      return state.phase === 'running' ? [{ type: 'suspended', atMs }] : notAllowed(state.phase, 'resume');
    case 'resume':
      return resume(state, command, atMs);
    case 'revoke':
      return [{ type: 'revoked', atMs }];
    case 'conclude':
      return [{ type: 'concluded', atMs }];
  }
}

function receive(state: CascadeState, { unit }: Command<'receive'>, atMs: number): Decision {
  const duty = owed(state, { unit, item: RECEIPT_ITEM, period: ONCE });
  return isProblem(duty) ? duty : [{ type: 'received', unit, late: isLate(state, duty.round.dueMs, atMs), atMs }];
}

/** Own plans come as derived commands; a second plan of the same unit is linked too, but settles nothing. */
function linkOwnPlan(state: CascadeState, { unit, ownPlan }: Command<'linkOwnPlan'>, atMs: number): Decision {
  const key = { unit, item: OWN_PLAN_ITEM, period: ONCE };
  if (!Object.hasOwn(state.recipients, unit)) return notFound(key);
  const duty = dutyOf(state, key);
  const late = !isProblem(duty) && duty.place === 'owed' && isLate(state, duty.round.dueMs, atMs);
  return [{ type: 'ownPlanLinked', unit, ownPlan, late, atMs }];
}

function progress(state: CascadeState, command: Command<'progress'>, atMs: number): Decision {
  const { unit, item, period, percent, value, done, productNamed, evidence } = command;
  const duty = dutyOf(state, command);
  if (isProblem(duty)) return duty;
  const { kind, product, dueMs } = duty.round;
  if (kind !== 'task' && kind !== 'standing' && kind !== 'target') return notAllowed(kind, DELIVERED_BY[kind]);
  if (duty.place === 'notOpen') return notAllowed('notDue', '');
  // Evidence and figures may come at any time; only a task is over when it is done.
  if (kind === 'standing') return evidence ? [{ type: 'evidenced', unit, item, period, atMs }] : problem('EVIDENCE_REQUIRED', { item });
  if (kind === 'target')
    return value === undefined ? problem('VALUE_REQUIRED', { item }) : [targetMoved(state, { unit, atMs }, duty, value)];
  if (duty.place === 'settled') return decided(command, 'done');
  if (!done) {
    if (percent === undefined && value === undefined && !evidence) return problem('PROGRESS_EMPTY', { item });
    return [{ type: 'progressed', unit, item, period, percent, value, atMs }];
  }
  if (product !== undefined && !productNamed) return problem('PRODUCT_INCOMPLETE', { item, product });
  return [{ type: 'completed', unit, item, period, late: isLate(state, dueMs, atMs), atMs }];
}

function submit(state: CascadeState, command: Command<'submit'>, atMs: number): Decision {
  const { unit, item, period, nil, reasonGiven, feeds } = command;
  const duty = dutyOf(state, command);
  if (isProblem(duty)) return duty;
  const { place, memory, round } = duty;
  if (round.kind !== 'report') return notAllowed(round.kind, DELIVERED_BY[round.kind]);
  if (place === 'notOpen') return notAllowed('notDue', '');
  const mending = memory.review === 'returned';
  if (place !== 'owed' && !mending) return decided(command, memory.review ?? 'accepted');
  const late = mending ? memory.late === true || isLate(state, memory.repairDueMs, atMs) : isLate(state, round.dueMs, atMs);
  if (nil && !round.nilAllowed) return problem('NIL_NOT_ALLOWED', { item });
  if ((nil || (late && !mending)) && !reasonGiven) return problem('REASON_REQUIRED', { item, period, why: nil ? 'nil' : 'late' });
  const version = (memory.version ?? 0) + 1;
  const base = { unit, item, period, version, late, ...(nil && { nil }), ...(feeds?.length && { feeds }), atMs };
  const report = { unit, dueMs: late ? undefined : round.dueMs, atMs };
  return [{ type: mending ? 'resubmitted' : 'submitted', ...base }, ...moved(state, report, feeds ?? [], memory.fed ?? [])];
}

function urge(state: CascadeState, command: Command<'urge'>, atMs: number): Decision {
  const { unit, item, period } = command;
  if (state.phase === 'suspended') return problem('PLAN_NOT_ACTIVE', { state: 'suspended' });
  const duty = dutyOf(state, command);
  if (isProblem(duty)) return duty;
  const { place, memory } = duty;
  if (place !== 'owed' && memory.review !== 'returned') return notAllowed(memory.review ?? place, '');
  return [{ type: 'urged', unit, item, period, n: (memory.urged ?? 0) + 1, atMs }];
}

function decideReview(state: CascadeState, command: Command<'decideReview'>, atMs: number): Decision {
  const { unit, item, period, decision } = command;
  const duty = dutyOf(state, command);
  if (isProblem(duty)) return duty;
  return duty.memory.proposed ? [{ type: 'reviewDecided', unit, item, period, decision, atMs }] : notAllowed('notProposed', '');
}

/** Only what waits for the document is woken, and only once. */
function wake(state: CascadeState, { guidance, clocks }: Command<'wake'>, atMs: number): Decision {
  const woken = clocksOf(state, clocks, ({ waits }) => waits === guidance);
  return Object.keys(woken).length === 0 ? [] : [{ type: 'woken', guidance, clocks: woken, atMs }];
}

function resume(state: CascadeState, { clocks, repairs = [] }: Command<'resume'>, atMs: number): Decision {
  if (state.phase !== 'suspended') return notAllowed(state.phase, 'suspend');
  const running = repairs.filter((repair) =>
    state.repairs.some(([unit, round]) => unit === repair.unit && is(state.rounds[round]!, repair)),
  );
  return [{ type: 'resumed', clocks: clocksOf(state, clocks, () => true), ...(running.length > 0 && { repairs: running }), atMs }];
}

/** The clocks given for rounds of this cascade, by key. */
function clocksOf<T>(state: CascadeState, clocks: Record<string, T>, of: (round: Round) => boolean): Record<string, T> {
  const known = state.rounds.filter((round) => Object.hasOwn(clocks, roundKey(round)) && of(round)).map(roundKey);
  return Object.fromEntries(known.map((key) => [key, clocks[key]!]));
}
