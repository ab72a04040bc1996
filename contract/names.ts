/** Names that more than one process must agree on. Ids of workflows hold random ids only, never numbers or titles of papers. */

/** Task queue of all workflows and activities. */
export const TASK_QUEUE = 'dondoc';

/** Lane of acts outside issued plans (units, people, rights, drafts): it has events and a chain, but no workflow. */
export const HOUSE_LANE = 'house';

/** The one workflow that delivers notices. */
export const NOTIFY_WORKFLOW_ID = 'notify';

/** The one workflow that keeps the night's work. */
export const NIGHTLY_WORKFLOW_ID = 'nightly';

/** Lane, and workflow id, of the life of a plan. */
export function planLane(planId: string): string {
  return `plan:${planId}`;
}

/** Lane, and workflow id, of the n-th cascade of a plan, from 1. */
export function cascadeLane(planId: string, n: number): string {
  return `plan:${planId}:cascade:${String(n).padStart(2, '0')}`;
}

/** Kind of a lane by its name. */
export function laneKind(lane: string): 'plan' | 'cascade' | 'house' {
  if (lane === HOUSE_LANE) return 'house';
  return lane.includes(':cascade:') ? 'cascade' : 'plan';
}

/** Plan of a lane by its name; undefined for the house. */
export function planOfLane(lane: string): string | undefined {
  return lane === HOUSE_LANE ? undefined : lane.split(':')[1];
}
