import { continueAsNew } from '@temporalio/workflow';
import type { LaneInput } from '../contract/workflows.js';
import { cascadeRules } from '../domain/lane.js';
import { runLane } from './lane.js';

/** The duties of up to 4,000 recipients of a plan. */
export async function cascade(input: LaneInput): Promise<void> {
  const next = await runLane(cascadeRules as never, input);
  if (next) await continueAsNew<typeof cascade>(next);
}
