import { v5 as uuidv5 } from 'uuid';
import type { LaneActivities } from '../contract/activities.js';
import { planOfLane } from '../contract/names.js';
import { lodge } from '../store/commands.js';
import { alive } from './alive.js';
import { collectReports } from './collect-reports.js';
import { isDecidedNow, type LaneActivityDeps } from './lane-deps.js';

/** Namespace of tick ids: the n-th tick of a lane has one id, so it is lodged once however often the activity runs. */
const TICK = 'b7a6d7a0-5f6f-4b53-9d0e-6b0a3a0c2f41';

/** The activities of lanes, made from what they need. */
export function createLaneActivities(deps: LaneActivityDeps): LaneActivities {
  return {
    lodgeTick: (lane, n) => alive(() => lodgeTick(deps, lane, n)),
    collectReports: (planId, item, period) => alive(() => collectReports(deps, planId, item, period)),
  };
}

async function lodgeTick(deps: LaneActivityDeps, lane: string, n: number): Promise<void> {
  const { db, clock, at } = deps;
  const id = uuidv5(`${lane}:tick:${n}`, TICK);
  const { row } = await lodge(db, { id, lane, data: { type: 'tick' }, source: 'tick' }, await clock.instant());
  await at?.('ticked');
  // The tick is decided, and what follows from it in other lanes, before the activity ends: time does not run ahead of what it has caused.
  if (!(await isDecidedNow(deps, planOfLane(lane), row.id))) throw new Error(`tick ${n} of ${lane} is not decided yet`);
}
