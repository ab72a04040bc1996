import type { CascadeEvent, CascadeState, DutyMemory, FedFeed, Feed, Point, Round, RoundClock } from './cascade.js';
import { isLate, memoryOf, owing, reached, roundIndex } from './cascade-read.js';
import { ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from './duty.js';
import { reviewBefore, undoUntilMs } from './review.js';
import type { UnitId } from './unit.js';

type Event<T extends CascadeEvent['type']> = Extract<CascadeEvent, { type: T }>;

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
      return settle(state, event.unit, event.item, event.period);
    case 'accepted':
      return accepted(state, event);
    case 'returnUndone':
      return returnUndone(state, event);
    case 'acceptanceUndone':
      return acceptanceUndone(state, event);
    case 'evidenced':
      return refreshed(state, event.unit, event.item);
    case 'targetMoved':
      return targetMoved(state, event);
    case 'submitted':
    case 'resubmitted':
      return submitted(state, event);
    case 'returned':
      return returned(state, event);
    case 'urged':
      return remember(state, event, { urged: event.n });
    case 'reviewDecided':
      return reviewDecided(state, event);
    case 'roundOpened':
      return openRound(state, indexOf(state, event));
    case 'reminded':
    case 'paceChecked':
    case 'wentStale':
    case 'superseded':
      return pass(state, event);
    case 'escalated':
      if (event.rung === 'proposedForReview') for (const unit of event.units) remember(state, { ...event, unit }, { proposed: true });
      return pass(state, event);
    case 'fellDue':
      return fellDue(state, event);
    case 'woken':
      for (const key in event.clocks) {
        const round = roundOf(state, key);
        delete round.waits;
        setClock(round, event.clocks[key]!, []);
      }
      return state;
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
    case 'ticked':
      state.ticks = event.n;
      return forgotten(state, event.atMs);
    case 'progressed':
      return state;
  }
}

function opened(event: Event<'opened'>): CascadeState {
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
  const holds = state.classes.map((rounds) => rounds.includes(index));
  state.rounds[index]!.opened = true;
  for (const unit in state.recipients) if (holds[state.recipients[unit]!.class]) owe(state, unit, index);
  return state;
}

/** The duty is done; a proposal for review outlives it, since only people end that. */
function settle(state: CascadeState, unit: UnitId, item: string, period: string): CascadeState {
  const index = roundIndex(state, item, period);
  if (index === undefined) return state;
  leave(state, unit, index);
  const { proposed } = memoryOf(state, unit, index);
  return setMemory(state, unit, index, proposed ? { proposed } : {});
}

/** Evidence of a standing task answers for every round of it opened so far, stale ones too. */
function refreshed(state: CascadeState, unit: UnitId, item: string): CascadeState {
  for (const index of state.recipients[unit]!.owes.slice()) if (state.rounds[index]!.item === item) leave(state, unit, index);
  return state;
}

/** Reached after its due instant, a target is settled at once; one that falls short again, its report returned or mended, is owed again. */
function targetMoved(state: CascadeState, event: Event<'targetMoved'>): CascadeState {
  const index = indexOf(state, event);
  if (event.met && isLate(state, state.rounds[index]!.dueMs, event.atMs)) leave(state, event.unit, index);
  if (!event.met && !state.recipients[event.unit]!.owes.includes(index)) owe(state, event.unit, index);
  return remember(state, event, { value: event.value });
}

function submitted(state: CascadeState, event: Event<'submitted' | 'resubmitted'>): CascadeState {
  const index = indexOf(state, event);
  leave(state, event.unit, index);
  endRepair(state, event.unit, index);
  const { version, late, nil } = event;
  const fed = fedBy(state, event.unit, event.feeds);
  const { proposed } = memoryOf(state, event.unit, index);
  const memory: DutyMemory = { review: event.type, version, late, ...(nil && { nil }), ...(fed && { fed }), ...(proposed && { proposed }) };
  return setMemory(state, event.unit, index, memory);
}

function fedBy(state: CascadeState, unit: UnitId, feeds: Feed[] | undefined): FedFeed[] | undefined {
  return feeds?.map((feed) => (feed.as === 'total' ? { ...feed, was: toldOf(state, unit, feed.target) } : feed));
}

function toldOf(state: CascadeState, unit: UnitId, target: string): number {
  const index = roundIndex(state, target, ONCE);
  return index === undefined ? 0 : reached(state, unit, index).value;
}

function returned(state: CascadeState, event: Event<'returned'>): CascadeState {
  const { unit, repairDueMs, repairPoints, taken } = event;
  const index = indexOf(state, event);
  state.repairs.push([unit, index]);
  const { fed, ...memory } = memoryOf(state, unit, index);
  const kept = fed && !taken ? { fed } : { taken: (fed ?? []).map(({ target, as, value }) => ({ target, as, value })) };
  return setMemory(state, unit, index, { ...memory, ...kept, review: 'returned', repairDueMs, repairPoints, repairFired: 0 });
}

/** The duty is done, and what its acceptance would be undone to is kept for as long as that may be. */
function accepted(state: CascadeState, event: Event<'accepted'>): CascadeState {
  const index = indexOf(state, event);
  const { version, late, nil, fed, undone, proposed } = memoryOf(state, event.unit, index);
  leave(state, event.unit, index);
  const kept = { version, late, ...(nil && { nil }), ...(fed && { fed }), ...(undone && { undone }), ...(proposed && { proposed }) };
  return setMemory(state, event.unit, index, { review: 'accepted', acceptedMs: event.atMs, ...kept });
}

function returnUndone(state: CascadeState, event: Event<'returnUndone'>): CascadeState {
  const index = indexOf(state, event);
  endRepair(state, event.unit, index);
  const { taken: _taken, repairDueMs: _due, repairPoints: _points, repairFired: _fired, ...memory } = memoryOf(state, event.unit, index);
  const fed = fedBy(state, event.unit, event.feeds);
  return setMemory(state, event.unit, index, { ...memory, ...(fed && { fed }), ...waiting(memory, event.version) });
}

function acceptanceUndone(state: CascadeState, event: Event<'acceptanceUndone'>): CascadeState {
  const index = indexOf(state, event);
  const { acceptedMs: _at, ...memory } = memoryOf(state, event.unit, index);
  return setMemory(state, event.unit, index, { ...memory, ...waiting(memory, event.version) });
}

/** A version waits for its review once more. */
function waiting({ undone = 0 }: DutyMemory, version: number): DutyMemory {
  return { review: reviewBefore(version), undone: undone + 1 };
}

/** Acceptances that may not be undone any more leave the state, but for a proposal. */
function forgotten(state: CascadeState, nowMs: number): CascadeState {
  for (const unit in state.recipients) {
    const { memory } = state.recipients[unit]!;
    for (const index in memory) {
      const { review, acceptedMs, proposed } = memory[Number(index)]!;
      if (review === 'accepted' && undoUntilMs(acceptedMs!) < nowMs) setMemory(state, unit, Number(index), proposed ? { proposed } : {});
    }
  }
  return state;
}

function reviewDecided(state: CascadeState, event: Event<'reviewDecided'>): CascadeState {
  const index = indexOf(state, event);
  const { proposed: _proposed, ...memory } = memoryOf(state, event.unit, index);
  return setMemory(state, event.unit, index, memory);
}

/** A target that is met at its due instant settles; whoever owes after it stays on the ladder. */
function fellDue(state: CascadeState, event: Event<'fellDue'>): CascadeState {
  const index = indexOf(state, event);
  if (state.rounds[index]!.kind === 'target')
    for (const unit of owing(state, index)) {
      const { value, quota } = reached(state, unit, index);
      if (value >= quota) leave(state, unit, index);
    }
  return pass(state, event);
}

/** Moves past the point just fired: of the round, or of one unit's repair clock. */
function pass(state: CascadeState, event: { item: string; period: string; units: UnitId[]; repair?: boolean }): CascadeState {
  if (!event.repair) {
    state.rounds[indexOf(state, event)]!.fired += 1;
    return state;
  }
  for (const unit of event.units) {
    const { repairFired = 0 } = memoryOf(state, unit, indexOf(state, event));
    remember(state, { ...event, unit }, { repairFired: repairFired + 1 });
  }
  return state;
}

/** What was due when the plan was suspended and had not been fired yet is fired on resuming, whatever clock comes after it. */
function resumed(state: CascadeState, event: Event<'resumed'>): CascadeState {
  const wasDue = ({ atMs }: Point) => atMs <= state.suspendedMs!;
  for (const key in event.clocks) {
    const round = roundOf(state, key);
    setClock(round, event.clocks[key]!, round.points.slice(round.fired).filter(wasDue));
  }
  for (const { unit, item, period, repairDueMs, repairPoints } of event.repairs ?? []) {
    const { repairPoints: before = [], repairFired = 0 } = memoryOf(state, unit, indexOf(state, { item, period }));
    const unfired = before.slice(repairFired).filter(wasDue);
    remember(state, { unit, item, period }, { repairDueMs, repairPoints: [...unfired, ...repairPoints], repairFired: 0 });
  }
  state.phase = 'running';
  delete state.suspendedMs;
  return state;
}

/** A new clock starts its points anew: those of `before` and the ones it is given are all still to come. */
function setClock(round: Round, clock: RoundClock, before: Point[]): void {
  if (clock.opensMs !== undefined) round.opensMs = clock.opensMs;
  if (clock.dueMs !== undefined) round.dueMs = clock.dueMs;
  if (clock.lockMs !== undefined) round.lockMs = clock.lockMs;
  round.points = [...before, ...clock.points];
  round.fired = 0;
}

function owe(state: CascadeState, unit: UnitId, index: number): void {
  state.recipients[unit]!.owes.push(index);
  state.rounds[index]!.missing += 1;
}

function leave(state: CascadeState, unit: UnitId, index: number): void {
  const { owes } = state.recipients[unit]!;
  const at = owes.indexOf(index);
  if (at < 0) return;
  owes.splice(at, 1);
  state.rounds[index]!.missing -= 1;
}

function endRepair(state: CascadeState, unit: UnitId, index: number): void {
  const at = state.repairs.findIndex((repair) => repair[0] === unit && repair[1] === index);
  if (at >= 0) state.repairs.splice(at, 1);
}

function remember(state: CascadeState, on: { unit: UnitId; item: string; period: string }, memory: DutyMemory): CascadeState {
  const index = indexOf(state, on);
  return setMemory(state, on.unit, index, { ...memoryOf(state, on.unit, index), ...memory });
}

/** What is remembered of a duty from now on; nothing takes no room. */
function setMemory(state: CascadeState, unit: UnitId, index: number, memory: DutyMemory): CascadeState {
  const recipient = state.recipients[unit]!;
  if (Object.keys(memory).length > 0) (recipient.memory ??= {})[index] = memory;
  else if (recipient.memory) {
    delete recipient.memory[index];
    if (Object.keys(recipient.memory).length === 0) delete recipient.memory;
  }
  return state;
}

function roundOf(state: CascadeState, key: string): Round {
  const [item, period] = key.split('|') as [string, string];
  return state.rounds[indexOf(state, { item, period })]!;
}

function indexOf(state: CascadeState, { item, period }: { item: string; period: string }): number {
  return roundIndex(state, item, period)!;
}
