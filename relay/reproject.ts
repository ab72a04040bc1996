import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { Db, Trx } from '../store/database.js';
import { type EventRow, readPlanEvents } from '../store/events.js';
import { projectCascade } from '../store/project-cascade.js';
import { projectInForce, projectPlan } from '../store/project-plan.js';
import { compareProjections, type TableDrift } from '../store/shadow.js';
import { projectIssue } from './derive.js';
import { eventOf } from './event-of.js';

/** How the projections of a plan differ from what its events make of them now. */
export async function projectionDrift(db: Db, planId: string): Promise<TableDrift[]> {
  return compareProjections(db, planId, async (trx) => {
    for (const rows of batchesOf(await readPlanEvents(trx, planId))) await project(trx, planId, rows);
  });
}

/** Events as they were recorded: those of one lane and one transaction together. */
function batchesOf(events: EventRow[]): EventRow[][] {
  const batches: EventRow[][] = [];
  for (const event of events) {
    const last = batches.at(-1);
    if (last?.[0]!.lane === event.lane && last[0]!.recordedMs === event.recordedMs) last.push(event);
    else batches.push([event]);
  }
  return batches;
}

async function project(trx: Trx, planId: string, rows: EventRow[]): Promise<void> {
  if (laneKind(rows[0]!.lane) === 'cascade') {
    await projectCascade(
      trx,
      rows.map((row) => ({ ...row, planId, event: eventOf<CascadeEvent>(row) })),
    );
    const received = rows.find(({ type }) => type === 'received');
    if (received) await projectInForce(trx, planId, received.atMs);
    return;
  }
  for (const row of rows) {
    await projectPlan(trx, planId, eventOf<PlanEvent>(row), row.contentHash);
    if (row.type === 'issued') await projectIssue(trx, planId, row);
  }
}
