import type { Actor } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { DutyKind } from '../domain/duty.js';
import type { UnitId } from '../domain/unit.js';

/** Duties by the four official states, and what stands beside them. Nothing to report counts as done in time. */
export interface Counts {
  doneOnTime: number;
  doneLate: number;
  openInTime: number;
  openOverdue: number;
  waitingGuidance: number;
  standing: number;
  stale: number;
}

interface NamedUnit {
  id: UnitId;
  code: string;
  name: string;
}

/** How things stand with the plans of a body, or with one plan; instants are epoch milliseconds. */
export interface Overview {
  unit: NamedUnit;
  plans: number;
  total: Counts;
  /** What the body itself owes under plans of others. */
  own: Counts;
  /** By holder, most overdue first, with how long the longest is overdue. */
  bodies: ({ unit: NamedUnit; longestMs: number } & Counts)[];
  /** Overdue duties by age in days, both bounds included. */
  ages: { from: number; to?: number; count: number }[];
  /** Why they are: the holder itself, or reports it waits for from beneath; and what waits for guidance, which is never overdue. */
  causes: { own: number; below: number; guidance: number };
  /** Reports by the month (`YYYY-MM`) they were due in. */
  trend: { month: string; expected: number; actual: number; onTime: number }[];
  waits: { kind: 'guidance' | 'review'; plan: string; key?: string; count: number; sinceMs: number }[];
  /** Targets with what was reached and what an even pace would have. */
  targets: {
    plan: string;
    target: string;
    indicator: string;
    bound: number;
    unit: string;
    state: string;
    value: number | null;
    even?: number;
  }[];
}

/** Something still to come in a plan: when its round opens, is due or locked, or a point of it fires; `holders` still owe it. */
export interface ComingMarker {
  atMs: number;
  kind: string;
  n: number;
  duty: DutyKind | string;
  item: string;
  period: string;
  title: string;
  holders: number;
}

export interface OverviewVerbs {
  get(actor: Actor, query: { unit?: string; plan?: string }): Promise<Overview>;
  /** What is still to come in a running plan, in order, up to a day. */
  coming(actor: Actor, plan: string, until?: Day): Promise<ComingMarker[]>;
}
