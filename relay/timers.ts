import { type WorkflowClient, WorkflowNotFoundError } from '@temporalio/client';
import { laneTimer } from '../contract/messages.js';

/** What Temporal says of a lane's timer: the point it is set for, that none is set, that it knows no such workflow, or that nobody answers. */
export type LaneTimer = { forMs: number } | 'none' | 'working' | 'noWorkflow' | 'silent';

/** Lanes asked of in one diagnosis, how many at once, and how long one may take. */
const MOST_ASKED = 500;
const AT_ONCE = 8;
const PATIENT_MS = 10_000;

/** The timers of lanes, asked of their workflows; of more than 500 the first alone. A lane left out was not asked. */
export async function laneTimers(workflows: WorkflowClient, lanes: readonly string[]): Promise<Map<string, LaneTimer>> {
  const found = new Map<string, LaneTimer>();
  const waiting = lanes.slice(0, MOST_ASKED);
  const askNext = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) found.set(lane, await timerOf(workflows, lane));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  return found;
}

async function timerOf(workflows: WorkflowClient, lane: string): Promise<LaneTimer> {
  try {
    const handle = workflows.getHandle(lane);
    const told = await workflows.withDeadline(Date.now() + PATIENT_MS, async () => {
      // A workflow that was ended still answers what it is asked, and fires nothing.
      const { status } = await handle.describe();
      return status.name === 'RUNNING' ? handle.query(laneTimer) : undefined;
    });
    if (!told) return 'noWorkflow';
    const { forMs, working } = told;
    return forMs === undefined ? (working ? 'working' : 'none') : { forMs };
  } catch (error) {
    return error instanceof WorkflowNotFoundError ? 'noWorkflow' : 'silent';
  }
}
