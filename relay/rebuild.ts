import { laneKind } from '../contract/names.js';
import { cascadeRules, fold, planRules } from '../domain/lane.js';
import type { Db } from '../store/database.js';
import { readEvents } from '../store/events.js';
import { eventOf } from './event-of.js';

/** State of a lane as its events up to a number say (all, unless given); undefined for a lane without events, which starts from its rules' beginning. */
export async function foldLane(db: Db, lane: string, seq?: number): Promise<unknown> {
  const rows = await readEvents(db, lane, 0, seq);
  if (rows.length === 0) return undefined;
  const events = rows.map((row) => eventOf<never>(row));
  return laneKind(lane) === 'plan' ? fold(planRules, events) : fold(cascadeRules, events);
}
