import { planLane } from '../contract/names.js';
import type { Coverage } from '../domain/plan-life.js';
import { putContent } from '../store/content.js';
import { lodge } from '../store/commands.js';
import type { LaneActivityDeps } from './lane-activities.js';

/** Placeholder until consolidation is there. */
export async function collectReports(deps: LaneActivityDeps, planId: string, item: string, period: string): Promise<void> {
  const { db, clock, relay } = deps;
  const coverage: Coverage = { expected: 0, delivered: 0, nil: 0 };
  const contentHash = await putContent(db, Buffer.from('{}'), await clock.nowMs());
  await lodge(db, { lane: planLane(planId), data: { type: 'consolidate', item, period, coverage } as never, source: 'activity', contentHash }, await clock.instant());
  await relay.drain(planLane(planId));
}
