import type { CascadeEvent, CascadeState, Point, Round } from './cascade.js';
import { evolveCascade } from './cascade-evolve.js';
import { memoryOf, owing, reached } from './cascade-read.js';
import type { UnitId } from './unit.js';

/** When the cascade next has something to do: a round to open or a point to fire; undefined when nothing is to come, or nothing may fire. */
export function nextDueMs(state: CascadeState): number | undefined {
  return next(state)?.atMs;
}

/**
 * Fires all that is due up to an instant and not yet fired, in order of time, changing the state in place, and returns the events.
 * Of points of one clock overtaken together only the last is fired, the others are recorded as superseded; so an outage of any
 * length gives one late batch. Every event carries the due point it stands for as `atMs`.
 */
export function fireCascade(state: CascadeState, nowMs: number): CascadeEvent[] {
  const events: CascadeEvent[] = [];
  for (;;) {
    const due = next(state);
    if (!due || due.atMs > nowMs) return events;
    const event = eventOf(state, due, nowMs);
    evolveCascade(state, event);
    events.push(event);
  }
}

/** Something to do: open a round, or fire the next point of its clock or of one unit's repair clock. */
interface Next {
  atMs: number;
  round: number;
  point?: Point;
  /** The unit whose repair clock it is. */
  repair?: UnitId;
}

/** Plain loops: this runs after every command and every point, over all rounds and repairs. */
function next(state: CascadeState): Next | undefined {
  if (state.phase !== 'running') return undefined;
  let first: Next | undefined;
  for (let index = 0; index < state.rounds.length; index += 1) {
    const round = state.rounds[index]!;
    if (round.opened && (round.missing === 0 || round.waits !== undefined)) continue;
    const point = round.opened ? round.points[round.fired] : undefined;
    if (round.opened && !point) continue;
    const atMs = point?.atMs ?? round.opensMs;
    if (!first || atMs < first.atMs) first = { atMs, round: index, point };
  }
  for (const [repair, round] of state.repairs) {
    const { repairPoints = [], repairFired = 0 } = memoryOf(state, repair, round);
    const point = repairPoints[repairFired];
    if (point && (!first || point.atMs < first.atMs)) first = { atMs: point.atMs, round, point, repair };
  }
  return first;
}

function eventOf(state: CascadeState, { atMs, round: index, point, repair }: Next, nowMs: number): CascadeEvent {
  const round = state.rounds[index]!;
  const { item, period } = round;
  if (!point) return { type: 'roundOpened', item, period, atMs };
  const mark = repair !== undefined && { repair: true as const };
  const units = repair === undefined ? owing(state, index) : [repair];
  const clock = repair === undefined ? round.points : memoryOf(state, repair, index).repairPoints!;
  const base = { item, period, n: point.n, units, ...mark, atMs };
  if (isOvertaken(clock, point, nowMs)) return { type: 'superseded', point: point.kind, ...base };
  switch (point.kind) {
    case 'due':
      return { ...dueEvent(state, round, index, units, atMs), ...mark };
    case 'pace':
      return paceChecked(state, round, index, point, units);
    case 'remind':
      return { type: 'reminded', ...base };
    default:
      return { type: 'escalated', rung: point.kind, ...base };
  }
}

/** Reminders and rungs say the same thing ever louder, checks of pace ask the same question again: of each only the last due is worth saying. */
function isOvertaken(clock: Point[], point: Point, nowMs: number): boolean {
  if (point.kind === 'due') return false;
  const isPace = point.kind === 'pace';
  return clock.some(({ kind, atMs }) => atMs > point.atMs && atMs <= nowMs && kind !== 'due' && (kind === 'pace') === isPace);
}

function dueEvent(state: CascadeState, round: Round, index: number, units: UnitId[], atMs: number): CascadeEvent {
  const { item, period, kind } = round;
  if (kind === 'standing') return { type: 'wentStale', item, period, units, atMs };
  const isShort = (unit: UnitId) => {
    const { value, quota } = reached(state, unit, index);
    return value < quota;
  };
  return { type: 'fellDue', item, period, units: kind === 'target' ? units.filter(isShort) : units, atMs };
}

function paceChecked(state: CascadeState, round: Round, index: number, { n, atMs, share = 0 }: Point, units: UnitId[]): CascadeEvent {
  const { item, period, tolerance = 1 } = round;
  const behind = units
    .map((unit) => ({ unit, ...reached(state, unit, index) }))
    .filter(({ value, quota }) => value < quota * share * tolerance);
  return {
    type: 'paceChecked',
    item,
    period,
    n,
    share,
    units: behind.map(({ unit }) => unit),
    values: behind.map(({ value }) => value),
    atMs,
  };
}
