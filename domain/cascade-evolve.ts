import type { CascadeEvent, CascadeState, DutyMemory, Round, RoundClock } from './cascade.js';
import { reached, roundIndex } from './cascade-read.js';
import { ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from './duty.js';
import type { UnitId } from './unit.js';

/**
 * The state after an event. Takes ownership of `state`: it is changed in place and returned, since a cascade holds
 * thousands of recipients and meets thousands of events. Folding all events of a lane gives its state.
 */
export function evolveCascade(state: CascadeState, event: CascadeEvent): CascadeState {
  switch (event.type) {
    case 'opened':
      return opened(event);
    case 'received':
      return settle(state, event.unit, RECEIPT_ITEM, ONCE);
    case 'ownPlanLinked':
      return settle(state, event.unit, OWN_PLAN_ITEM, ONCE);
    case 'completed':
    case 'accepted':
      return settle(state, event.unit, event.item, event.period);
    case 'evidenced':
      return refreshed(state, event.unit, event.item);
    case 'progressed':
      return remember(state, event, { ...(event.percent !== undefined && { percent: event.percent }) });
    case 'targetMoved':
      return remember(state, event, { value: event.value });
    case 'submitted':
    case 'resubmitted':
      return submitted(state, event);
    case 'returned':
      state.repairs.push([event.unit, roundIndex(state, event.item, event.period)!]);
      return remember(state, event, {
        review: 'returned',
        repairDueMs: event.repairDueMs,
        repairPoints: event.repairPoints,
        repairFired: 0,
      });
    case 'urged':
      return remember(state, event, { urged: event.n });
    case 'reviewDecided':
      return remember(state, event, { proposed: false });
    case 'roundOpened':
      return openRound(state, roundIndex(state, event.item, event.period)!);
    case 'reminded':
    case 'paceChecked':
    case 'wentStale':
      return pass(state, event);
    case 'escalated':
      if (event.rung === 'proposedForReview') for (const unit of event.units) remember(state, { ...event, unit }, { proposed: true });
      return pass(state, event);
    case 'superseded':
      return pass(state, event);
    case 'fellDue':
      return fellDue(state, event);
    case 'woken':
      for (const key in event.clocks) setClock(roundOf(state, key), event.clocks[key]!, true);
      return state;
    case 'suspended':
      state.phase = 'suspended';
      state.suspendedMs = event.atMs;
      return state;
    case 'resumed':
      for (const key in event.clocks) setClock(roundOf(state, key), event.clocks[key]!, false);
      state.phase = 'running';
      delete state.suspendedMs;
      return state;
    case 'revoked':
    case 'concluded':
      state.phase = event.type;
      return state;
    case 'ticked':
      state.ticks = event.n;
      return state;
  }
}

function opened(event: Extract<CascadeEvent, { type: 'opened' }>): CascadeState {
  const state: CascadeState = {
    v: 1,
    plan: event.plan,
    phase: 'running',
    rounds: event.rounds.map((round) => ({ ...round, points: [...round.points], opened: false, fired: 0, missing: 0 })),
    classes: event.classes,
    recipients: {},
    quotas: event.quotas ?? {},
    repairs: [],
    ticks: 0,
  };
  for (const unit in event.recipients) state.recipients[unit] = { class: event.recipients[unit]!, owes: [] };
  state.rounds.forEach((round, index) => {
    if (round.opensMs <= event.atMs) openRound(state, index);
  });
  return state;
}

function openRound(state: CascadeState, index: number): CascadeState {
  const round = state.rounds[index]!;
  const holds = state.classes.map((rounds) => rounds.includes(index));
  round.opened = true;
  for (const unit in state.recipients) {
    const recipient = state.recipients[unit]!;
    if (!holds[recipient.class]) continue;
    recipient.owes.push(index);
    round.missing += 1;
  }
  return state;
}

function settle(state: CascadeState, unit: UnitId, item: string, period: string): CascadeState {
  const index = roundIndex(state, item, period);
  if (index !== undefined) {
    leave(state, unit, index);
    forget(state, unit, index);
  }
  return state;
}

/** Evidence of a standing task answers for every round of it opened so far, stale ones too. */
function refreshed(state: CascadeState, unit: UnitId, item: string): CascadeState {
  for (const index of [...state.recipients[unit]!.owes]) if (state.rounds[index]!.item === item) leave(state, unit, index);
  return state;
}

function submitted(state: CascadeState, event: Extract<CascadeEvent, { type: 'submitted' | 'resubmitted' }>): CascadeState {
  const index = roundIndex(state, event.item, event.period)!;
  leave(state, event.unit, index);
  state.repairs = state.repairs.filter(([unit, round]) => unit !== event.unit || round !== index);
  const { version, late, nil, feeds } = event;
  const memory: DutyMemory = { review: event.type, version, late };
  if (nil) memory.nil = true;
  if (feeds) memory.fed = feeds;
  const recipient = state.recipients[event.unit]!;
  recipient.memory = { ...recipient.memory, [index]: memory };
  return state;
}

/** A target that is met at its due instant settles; whoever owes after it stays on the ladder. */
function fellDue(state: CascadeState, event: Extract<CascadeEvent, { type: 'fellDue' }>): CascadeState {
  const index = roundIndex(state, event.item, event.period)!;
  if (state.rounds[index]!.kind === 'target')
    for (const unit in state.recipients) {
      const { value, quota } = reached(state, unit, index);
      if (value >= quota) leave(state, unit, index);
    }
  return pass(state, event);
}

/** Moves past the point just fired: of the round, or of one unit's repair clock. */
function pass(state: CascadeState, event: { item: string; period: string; units: UnitId[]; repair?: boolean }): CascadeState {
  const index = roundIndex(state, event.item, event.period)!;
  if (!event.repair) {
    state.rounds[index]!.fired += 1;
    return state;
  }
  for (const unit of event.units) {
    const memory = state.recipients[unit]!.memory![index]!;
    memory.repairFired = (memory.repairFired ?? 0) + 1;
  }
  return state;
}

function leave(state: CascadeState, unit: UnitId, index: number): void {
  const recipient = state.recipients[unit]!;
  const at = recipient.owes.indexOf(index);
  if (at < 0) return;
  recipient.owes.splice(at, 1);
  state.rounds[index]!.missing -= 1;
}

function forget(state: CascadeState, unit: UnitId, index: number): void {
  const recipient = state.recipients[unit]!;
  if (!recipient.memory) return;
  delete recipient.memory[index];
  if (Object.keys(recipient.memory).length === 0) delete recipient.memory;
}

function remember(state: CascadeState, on: { unit: UnitId; item: string; period: string }, memory: DutyMemory): CascadeState {
  const index = roundIndex(state, on.item, on.period)!;
  const recipient = state.recipients[on.unit]!;
  recipient.memory = { ...recipient.memory, [index]: { ...recipient.memory?.[index], ...memory } };
  return state;
}

function roundOf(state: CascadeState, key: string): Round {
  const [item, period] = key.split('|') as [string, string];
  return state.rounds[roundIndex(state, item, period)!]!;
}

/** A new clock starts its points anew: the ones it is given are all still to come. */
function setClock(round: Round, clock: RoundClock, wakes: boolean): void {
  if (wakes) delete round.waits;
  if (clock.opensMs !== undefined) round.opensMs = clock.opensMs;
  if (clock.dueMs !== undefined) round.dueMs = clock.dueMs;
  if (clock.lockMs !== undefined) round.lockMs = clock.lockMs;
  round.points = clock.points;
  round.fired = 0;
}
