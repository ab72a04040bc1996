import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { LaneActivities } from '../contract/activities.js';
import type { LaneInput } from '../contract/workflows.js';
import { planRules } from '../domain/lane.js';
import type { PlanState } from '../domain/plan-life.js';
import { runLane } from './lane.js';
import { COLLECT } from './timeouts.js';

const { collectReports } = proxyActivities<LaneActivities>(COLLECT);

/** The life of one issued plan: at each collection date the reports that came in are consolidated, one collection after the other. */
export async function plan(input: LaneInput): Promise<void> {
  const next = await runLane(planRules as never, input, async (current) => {
    const state = current() as unknown as PlanState;
    const key = state.phase === 'issued' ? state.collecting[0] : undefined;
    if (key === undefined) return false;
    const [item, period] = key.split('|') as [string, string];
    await collectReports(state.plan, item, period);
    return true;
  });
  if (next) await continueAsNew<typeof plan>(next);
}
