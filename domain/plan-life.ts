import { type Problem, problem } from './problem.js';

/** The life of one issued plan, as the lane `plan:<id>` keeps it: issue, suspension, guidance, collection of reports, conclusion. */

/** A day on which the reports of an item and period are collected: the round's lock. */
export interface Collection {
  item: string;
  period: string;
  atMs: number;
}

export interface PlanState {
  v: 1;
  plan: string;
  phase: 'new' | 'issued' | 'suspended' | 'concluded' | 'revoked';
  suspendedMs?: number;
  /** In order of time; the first `collected` of them have been called. */
  collections: Collection[];
  collected: number;
  /** Collections called and not consolidated yet, as `item|period`: the workflow works them off. */
  collecting: string[];
  /** Guidance the plan waits for. */
  awaits: string[];
  /** Revisions of consolidated reports by `item|period`: 1 is frozen, each difference note adds one. */
  revisions: Record<string, number>;
  ticks: number;
}

/** Commands of a plan lane. The text of the plan, of decisions and of summaries is content; hashes stand beside the command. */
export type PlanCommand =
  | { type: 'issue'; plan: string; collections: Collection[]; awaits: string[]; recipients: number; lanes: number }
  | { type: 'suspend' }
  | { type: 'resume'; shiftDays: number; collections?: Collection[] }
  | { type: 'revoke' }
  | { type: 'conclude' }
  | { type: 'registerGuidance'; guidance: string; guidanceId: string }
  | { type: 'consolidate'; item: string; period: string; coverage: Coverage }
  | { type: 'noteDifference'; item: string; period: string; unit: string }
  | { type: 'tick' };

/** How many reported of those expected; a total never stands without it. */
export interface Coverage {
  expected: number;
  delivered: number;
  nil: number;
}

export type PlanEvent = { atMs: number } & (
  | { type: 'issued'; plan: string; collections: Collection[]; awaits: string[]; recipients: number; lanes: number }
  | { type: 'suspended' }
  | { type: 'resumed'; shiftDays: number; suspendedMs: number; collections?: Collection[] }
  | { type: 'revoked' }
  | { type: 'concluded' }
  | { type: 'guidanceRegistered'; guidance: string; guidanceId: string }
  | { type: 'collectionDue'; item: string; period: string }
  | { type: 'consolidated'; item: string; period: string; revision: number; coverage: Coverage }
  | { type: 'differenceNoted'; item: string; period: string; unit: string; revision: number }
  | { type: 'ticked'; n: number }
);

/** A plan nobody has issued yet. */
export function newPlan(): PlanState {
  return { v: 1, plan: '', phase: 'new', collections: [], collected: 0, collecting: [], awaits: [], revisions: {}, ticks: 0 };
}

/** What a command does to an issued plan: its events, or the problem that refuses it. `tick` is decided by `firePlan`. */
export function decidePlan(state: PlanState, command: Exclude<PlanCommand, { type: 'tick' }>, atMs: number): PlanEvent[] | Problem {
  if (command.type === 'issue')
    return state.phase === 'new' ? [{ ...command, type: 'issued', atMs }] : refused(state, 'suspend, revoke, conclude');
  if (state.phase === 'new') return problem('STATE_NOT_ALLOWED', { state: 'draft', allowed: 'issue' });
  if (command.type === 'noteDifference') return noteDifference(state, command, atMs);
  if (state.phase === 'concluded' || state.phase === 'revoked') return problem('PLAN_NOT_ACTIVE', { state: state.phase });
  switch (command.type) {
    case 'suspend':
      return state.phase === 'issued' ? [{ type: 'suspended', atMs }] : refused(state, 'resume, revoke');
    case 'resume': {
      const { shiftDays, collections } = command;
      return state.phase === 'suspended'
        ? [{ type: 'resumed', shiftDays, suspendedMs: state.suspendedMs!, ...(collections && { collections }), atMs }]
        : refused(state, 'suspend');
    }
    case 'revoke':
      return [{ type: 'revoked', atMs }];
    case 'conclude':
      return state.phase === 'issued' ? [{ type: 'concluded', atMs }] : refused(state, 'resume, revoke');
    case 'registerGuidance': {
      const { guidance, guidanceId } = command;
      return state.awaits.includes(guidance) ? [{ type: 'guidanceRegistered', guidance, guidanceId, atMs }] : [];
    }
    case 'consolidate':
      return consolidate(state, command, atMs);
  }
}

/** A collection is consolidated once: repeated activities lodge the command again and change nothing. */
function consolidate(
  state: PlanState,
  { item, period, coverage }: Extract<PlanCommand, { type: 'consolidate' }>,
  atMs: number,
): PlanEvent[] {
  if (!state.collecting.includes(`${item}|${period}`)) return [];
  return [{ type: 'consolidated', item, period, revision: 1, coverage, atMs }];
}

/** A report accepted after its collection leaves revision 1 as it is; it is told in a note with the next revision number. */
function noteDifference(state: PlanState, command: Extract<PlanCommand, { type: 'noteDifference' }>, atMs: number): PlanEvent[] {
  const { item, period, unit } = command;
  const revision = state.revisions[`${item}|${period}`];
  return revision === undefined ? [] : [{ type: 'differenceNoted', item, period, unit, revision: revision + 1, atMs }];
}

function refused(state: PlanState, allowed: string): Problem {
  return problem('STATE_NOT_ALLOWED', { state: state.phase, allowed });
}

/** The state after an event; takes ownership of `state` and changes it in place. */
export function evolvePlan(state: PlanState, event: PlanEvent): PlanState {
  switch (event.type) {
    case 'issued':
      return { ...newPlan(), plan: event.plan, phase: 'issued', collections: [...event.collections], awaits: [...event.awaits] };
    case 'suspended':
      state.phase = 'suspended';
      state.suspendedMs = event.atMs;
      return state;
    case 'resumed':
      return resumed(state, event);
    case 'revoked':
    case 'concluded':
      state.phase = event.type;
      return state;
    case 'guidanceRegistered':
      state.awaits = state.awaits.filter((key) => key !== event.guidance);
      return state;
    case 'collectionDue':
      state.collected += 1;
      state.collecting.push(`${event.item}|${event.period}`);
      return state;
    case 'consolidated':
      state.collecting = state.collecting.filter((key) => key !== `${event.item}|${event.period}`);
      state.revisions[`${event.item}|${event.period}`] = event.revision;
      return state;
    case 'differenceNoted':
      state.revisions[`${event.item}|${event.period}`] = event.revision;
      return state;
    case 'ticked':
      state.ticks = event.n;
      return state;
  }
}

/** New dates replace those still to come; a collection that was due when the plan was suspended and had not been called yet keeps its own. */
function resumed(state: PlanState, { collections, suspendedMs }: Extract<PlanEvent, { type: 'resumed' }>): PlanState {
  if (collections) {
    const kept = state.collections.filter(({ atMs }, index) => index < state.collected || atMs <= suspendedMs);
    state.collections = [...kept, ...collections];
  }
  state.phase = 'issued';
  delete state.suspendedMs;
  return state;
}

/** When the plan next has reports to collect; undefined while suspended, ended, or when none are left. */
export function planNextDueMs(state: PlanState): number | undefined {
  return state.phase === 'issued' ? state.collections[state.collected]?.atMs : undefined;
}

/** Calls every collection due up to an instant, in order, changing the state in place. */
export function firePlan(state: PlanState, nowMs: number): PlanEvent[] {
  const events: PlanEvent[] = [];
  for (let due = planNextDueMs(state); due !== undefined && due <= nowMs; due = planNextDueMs(state)) {
    const { item, period, atMs } = state.collections[state.collected]!;
    const event: PlanEvent = { type: 'collectionDue', item, period, atMs };
    evolvePlan(state, event);
    events.push(event);
  }
  return events;
}
