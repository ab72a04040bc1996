import type { CascadeCommand } from './cascade.js';
import type { PlanCommand } from './plan-life.js';
import type { ReportBody } from './report.js';
import { roundedTo } from './decimal.js';

/** How a body answers; what is absent is not done. Days are whole calendar days. */
export interface Behaviour {
  /** Receives the plan so many days after its issue. */
  receive?: number | 'never';
  /** Issues a plan of its own so many days after the issue. */
  ownPlan?: number | 'never';
  tasks?: 'onTime' | 'late' | 'never';
  /** `nil` reports that nothing arose, where the plan allows it; `wrong` submits in time, is returned, and mends. */
  reports?: 'punctual' | 'late' | 'wrong' | 'nil' | 'silent';
  /** Before the due day, for what is done in time (default 2). */
  daysBeforeDue?: number;
  /** After the due day, for what is late (default 5). */
  daysLate?: number;
  /** When a returned report is mended: on the last day of its repair window (default), so many days late, or never. */
  mends?: 'inWindow' | 'late' | 'never';
  /** Evidence of standing tasks. */
  evidence?: 'eachPeriod' | 'never';
  /** Share of the even pace at which targets are reached: 1 meets them on the day (default of who reports), 0.5 reaches half. */
  pace?: number;
}

/** What happens to a plan while it is rehearsed; an empty one is answered by nobody. Instants are epoch milliseconds. */
export interface Behaviours {
  default?: Behaviour;
  /** By id or code of the body; what is absent here is as in `default`. */
  units?: Record<string, Behaviour>;
  /** Reviews each submission so many days later; absent: nobody reviews. */
  reviewer?: { afterDays: number };
  /** Guidance documents registered, by the key that tasks wait for. */
  guidance?: { key: string; atMs: number }[];
  /** Suspensions in order of time; without `toMs` the plan stays suspended. `dates`: as on resuming, `shift` by default. */
  suspensions?: { fromMs: number; toMs?: number; dates?: 'shift' | 'same' }[];
  end?: { as: 'conclude' | 'revoke'; atMs: number };
  /** Single acts besides. */
  commands?: TimedCommand[];
}

/** A command and its instant of lodging. `body`: the content of a submission. */
export type TimedCommand = { atMs: number } & (
  { lane: 'plan'; command: PlanCommand } | { lane: 'cascade'; command: CascadeCommand; body?: ReportBody }
);

/** The behaviour of a body: its own over the default. */
export function behaviourOf(
  behaviours: Behaviours,
  id: string,
  code: string | undefined,
): Required<Pick<Behaviour, 'daysBeforeDue' | 'daysLate'>> & Behaviour {
  const own = behaviours.units?.[id] ?? (code === undefined ? undefined : behaviours.units?.[code]);
  return { daysBeforeDue: 2, daysLate: 5, ...behaviours.default, ...own };
}

/** The value that a pace has reached of a quota at a share of its time; whole where the quota is. */
export function pacedValue(quota: number, pace: number, share: number): number {
  return roundedTo(quota * pace * share, Number.isInteger(quota) ? 0 : 2);
}
