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

/** Something to do: open a round, fire a point of a round, or fire a point of one unit's repair clock. */
interface Next {
  atMs: number;
  round: number;
  point?: Point;
  repair?: UnitId;
}

function next(state: CascadeState): Next | undefined {
  if (state.phase !== 'running') return undefined;
  let first: Next | undefined;
  const offer = (candidate: Next) => {
    if (!first || candidate.atMs < first.atMs) first = candidate;
  };
  state.rounds.forEach((round, index) => {
    if (!round.opened) offer({ atMs: round.opensMs, round: index });
    else if (round.missing > 0 && !round.waits && round.fired < round.points.length) {
      const point = round.points[round.fired]!;
      offer({ atMs: point.atMs, round: index, point });
    }
  });
  for (const [unit, round] of state.repairs) {
    const { repairPoints = [], repairFired = 0 } = memoryOf(state, unit, round);
    const point = repairPoints[repairFired];
    if (point) offer({ atMs: point.atMs, round, point, repair: unit });
  }
  return first;
}

function eventOf(state: CascadeState, { atMs, round: index, point, repair }: Next, nowMs: number): CascadeEvent {
  const round = state.rounds[index]!;
  const { item, period } = round;
  if (!point) return { type: 'roundOpened', item, period, atMs };
  const units = repair ? [repair] : owing(state, index);
  const base = { item, period, n: point.n, units, ...(repair && { repair: true }), atMs };
  if (point.kind === 'pace') return paceChecked(state, round, index, point, units);
  if (point.kind === 'due') return dueEvent(state, round, index, units, repair !== undefined, atMs);
  if (isOvertaken(repair ? (memoryOf(state, repair, index).repairPoints ?? []) : round.points, point, nowMs))
    return { type: 'superseded', point: point.kind, ...base };
  return point.kind === 'remind' ? { type: 'reminded', ...base } : { type: 'escalated', rung: point.kind, ...base };
}

/** Whether a later notice of the same clock is due as well: then this one would only repeat it. */
function isOvertaken(points: Point[], point: Point, nowMs: number): boolean {
  return points.some((later) => later.atMs > point.atMs && later.atMs <= nowMs && later.kind !== 'due' && later.kind !== 'pace');
}

function dueEvent(state: CascadeState, round: Round, index: number, units: UnitId[], repair: boolean, atMs: number): CascadeEvent {
  const { item, period, kind } = round;
  if (kind === 'standing') return { type: 'wentStale', item, period, units, atMs };
  const unmet =
    kind === 'target'
      ? units.filter((unit) => {
          const { value, quota } = reached(state, unit, index);
          return value < quota;
        })
      : units;
  return { type: 'fellDue', item, period, units: unmet, ...(repair && { repair }), atMs };
}

function paceChecked(state: CascadeState, round: Round, index: number, point: Point, units: UnitId[]): CascadeEvent {
  const { item, period, tolerance = 1 } = round;
  const share = point.share ?? 0;
  const behind = units
    .map((unit) => ({ unit, ...reached(state, unit, index) }))
    .filter(({ value, quota }) => value < quota * share * tolerance);
  return {
    type: 'paceChecked',
    item,
    period,
    n: point.n,
    share,
    units: behind.map(({ unit }) => unit),
    values: behind.map(({ value }) => value),
    atMs: point.atMs,
  };
}
