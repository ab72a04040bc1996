import type { Answer } from '../api/ask.js';
import type { DutyAnswer } from '../../contract/http-api.js';

/** The four official states, and what stands outside them. */
export interface Counts {
  onTime: number;
  late: number;
  open: number;
  overdue: number;
  waiting: number;
}

export const NONE: Counts = { onTime: 0, late: 0, open: 0, overdue: 0, waiting: 0 };

/** Counts of the states of a plan's status, or of single duties. */
export function countsOf(states: Record<string, number>): Counts {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0);
  return {
    onTime: of('doneOnTime', 'nil'),
    late: of('doneLate'),
    open: of('openInTime'),
    overdue: of('openOverdue'),
    waiting: of('waitingGuidance'),
  };
}

export function plus(a: Counts, b: Counts): Counts {
  return {
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    open: a.open + b.open,
    overdue: a.overdue + b.overdue,
    waiting: a.waiting + b.waiting,
  };
}

export const sumOf = ({ onTime, late, open, overdue }: Counts): number => onTime + late + open + overdue;

export type Status = Answer<'plans', 'status'>;

/** Duties by their bodies, each with its counts; the most overdue first. */
export function byBody(duties: readonly DutyAnswer[]): { id: string; name: string; counts: Counts; longestMs: number }[] {
  const bodies = new Map<string, { id: string; name: string; states: Record<string, number>; longestMs: number }>();
  for (const { unit, standing, kind } of duties) {
    if (kind === 'target') continue;
    const body = bodies.get(unit.id) ?? { id: unit.id, name: unit.name, states: {}, longestMs: 0 };
    bodies.set(unit.id, body);
    body.states[standing.state] = (body.states[standing.state] ?? 0) + 1;
    body.longestMs = Math.max(body.longestMs, standing.overdueMs);
  }
  return [...bodies.values()]
    .map(({ states, ...body }) => ({ ...body, counts: countsOf(states) }))
    .toSorted((a, b) => b.counts.overdue - a.counts.overdue || b.longestMs - a.longestMs);
}
