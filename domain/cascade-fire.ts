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
type Next = { atMs: number; round: number } & (
  { kind: 'open' } | { kind: 'point'; point: Point; clock: Point[]; units: () => UnitId[]; repair?: true }
);

function next(state: CascadeState): Next | undefined {
  if (state.phase !== 'running') return undefined;
  let first: Next | undefined;
  const isFirst = (atMs: number) => first === undefined || atMs < first.atMs;
  state.rounds.forEach((round, index) => {
    if (!round.opened) {
      if (isFirst(round.opensMs)) first = { kind: 'open', atMs: round.opensMs, round: index };
      return;
    }
    const point = round.points[round.fired];
    if (!point || round.missing === 0 || round.waits !== undefined || !isFirst(point.atMs)) return;
    first = { kind: 'point', atMs: point.atMs, round: index, point, clock: round.points, units: () => owing(state, index) };
  });
  for (const [unit, index] of state.repairs) {
    const { repairPoints: clock = [], repairFired = 0 } = memoryOf(state, unit, index);
    const point = clock[repairFired];
    if (point && isFirst(point.atMs))
      first = { kind: 'point', atMs: point.atMs, round: index, point, clock, units: () => [unit], repair: true };
  }
  return first;
}

function eventOf(state: CascadeState, due: Next, nowMs: number): CascadeEvent {
  const { atMs, round: index } = due;
  const round = state.rounds[index]!;
  const { item, period } = round;
  if (due.kind === 'open') return { type: 'roundOpened', item, period, atMs };
  const { point, clock, repair } = due;
  const units = due.units();
  const base = { item, period, n: point.n, units, ...(repair && { repair }), atMs };
  if (isOvertaken(clock, point, nowMs)) return { type: 'superseded', point: point.kind, ...base };
  switch (point.kind) {
    case 'due':
      return dueEvent(state, round, index, units, repair, atMs);
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

function dueEvent(state: CascadeState, round: Round, index: number, units: UnitId[], repair: true | undefined, atMs: number): CascadeEvent {
  const { item, period, kind } = round;
  if (kind === 'standing') return { type: 'wentStale', item, period, units, atMs };
  const isShort = (unit: UnitId) => {
    const { value, quota } = reached(state, unit, index);
    return value < quota;
  };
  return { type: 'fellDue', item, period, units: kind === 'target' ? units.filter(isShort) : units, ...(repair && { repair }), atMs };
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
