import { cascadeLane, laneKind, planLane } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import type { PlanEvent } from '../domain/plan-life.js';
import { entryOf, type RehearsalEntry } from '../domain/rehearsal-entry.js';
import { eventOf } from '../relay/event-of.js';
import type { Db } from '../store/database.js';
import { readEvents } from '../store/events.js';
import { cascadeLanesOf } from '../store/lanes.js';

/** What really happened under a plan, told as a rehearsal tells it, lane after lane. */
export async function playedTimeline(db: Db, planId: string): Promise<RehearsalEntry[]> {
  const cascades = await cascadeLanesOf(db, planId);
  const lanes = [planLane(planId), ...cascades.map(({ n }) => cascadeLane(planId, n))];
  const entries: RehearsalEntry[] = [];
  for (const [index, lane] of lanes.entries()) {
    const told = laneKind(lane) === 'plan' ? ({ lane: 'plan' } as const) : ({ lane: 'cascade', cascade: index } as const);
    for (const row of await readEvents(db, lane)) {
      const entry = entryOf(told, eventOf<CascadeEvent | PlanEvent>(row));
      if (entry) entries.push(entry);
    }
  }
  return entries;
}
