import { type WorkflowClient, WorkflowNotFoundError } from '@temporalio/client';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { laneState, laneTimer } from '../contract/messages.js';
import { laneKind } from '../contract/names.js';
import type { Finding, Reconciliation } from '../domain/finding.js';
import { cascadeRules, planRules } from '../domain/lane.js';
import type { Db } from '../store/database.js';
import { verifyLane } from '../store/events.js';
import { allLanes, findLane, firstPointToCome, type LaneRow } from '../store/lanes.js';
import { foldLane } from './rebuild.js';
import { stateBytes } from './state-size.js';
import { projectionDrift } from './reproject.js';

/** What reconciling reads; without `workflows`, what Temporal knows is left out. */
export interface ReconcileDeps {
  db: Db;
  nowMs: number;
  workflows?: WorkflowClient;
}

/** A lane in the middle of a batch is looked at again, so often and so far apart. */
const LOOKS = 10;
const LOOK_MS = 300;
/** A due point that passed a moment ago may still be on its way. */
const LATE_MS = 60_000;

/**
 * Compares what is kept in three places: chains in themselves, each lane's workflow with the fold of its events, and projections with what
 * the events make of them; and looks whether each open duty has its next firing. Changes nothing.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciliation> {
  const lanes = await allLanes(deps.db);
  const findings: Finding[] = [];
  let largestState: Reconciliation['largestState'];
  const measured = (lane: string, state: unknown) => {
    const bytes = stateBytes(state);
    if (bytes > (largestState?.bytes ?? 0)) largestState = { lane, bytes };
  };
  for (const lane of lanes) findings.push(...(await chainFindings(deps.db, lane.lane)), ...(await laneFindings(deps, lane, measured)));
  const plans = lanes.filter(({ kind, seq }) => kind === 'plan' && seq > 0).map(({ planId }) => planId!);
  for (const plan of plans)
    for (const { table, rows, first } of await projectionDrift(deps.db, plan))
      findings.push({ code: 'PROJECTION_DRIFT', lane: `plan:${plan}`, data: { table, rows, first } });
  return { lanes: lanes.length, plans: plans.length, findings, ...(largestState && { largestState }) };
}

async function chainFindings(db: Db, lane: string): Promise<Finding[]> {
  const { badSeq, problem } = (await verifyLane(db, lane))!;
  return badSeq === undefined ? [] : [{ code: 'CHAIN_BROKEN', lane, data: { seq: badSeq, problem: problem! } }];
}

interface Told {
  lastNo: number;
  state: unknown;
  timer: { forMs?: number; working?: boolean };
}

async function laneFindings(
  deps: ReconcileDeps,
  { lane, kind, batchNo }: LaneRow,
  measured: (lane: string, state: unknown) => void,
): Promise<Finding[]> {
  if (kind === 'house' || batchNo === 0) return [];
  for (let look = 1; ; look += 1) {
    const before = (await findLane(deps.db, lane))!;
    if (before.state === 'stopped') return [{ code: 'LANE_STOPPED', lane, data: { reason: before.reason ?? '' } }];
    if (before.state === 'closed') return [];
    const told = deps.workflows && (await ask(deps.workflows, lane));
    if (told === 'missing') return [{ code: 'WORKFLOW_MISSING', lane, data: {} }];
    const folded = await foldLane(deps.db, lane, before.seq);
    if (look === 1) measured(lane, folded);
    const found = [...workflowFindings(before, told, folded), ...(await armingFindings(deps, before, told, folded))];
    const after = (await findLane(deps.db, lane))!;
    if (found.length === 0 || (look >= LOOKS && after.batchNo === before.batchNo)) return found;
    await sleep(LOOK_MS);
  }
}

async function ask(workflows: WorkflowClient, lane: string): Promise<Told | 'missing' | undefined> {
  try {
    const handle = workflows.getHandle(lane);
    // A workflow that was ended still answers what it is asked.
    if ((await handle.describe()).status.name !== 'RUNNING') return 'missing';
    const { lastNo, state } = (await handle.query(laneState)) as { lastNo: number; state: unknown };
    return { lastNo, state, timer: await handle.query(laneTimer) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'missing';
    throw error;
  }
}

function workflowFindings({ lane, batchNo }: LaneRow, told: Told | undefined, folded: unknown): Finding[] {
  if (!told) return [];
  if (told.lastNo !== batchNo) return [{ code: 'WORKFLOW_BATCH', lane, data: { workflow: told.lastNo, record: batchNo } }];
  const state: unknown = JSON.parse(JSON.stringify(folded ?? null));
  return isDeepStrictEqual(told.state, state) ? [] : [{ code: 'WORKFLOW_DRIFT', lane, data: { batch: batchNo } }];
}

async function armingFindings(
  { db, nowMs }: ReconcileDeps,
  { lane }: LaneRow,
  told: Told | undefined,
  folded: unknown,
): Promise<Finding[]> {
  const dueMs = laneKind(lane) === 'plan' ? planRules.nextDueMs(folded as never) : cascadeRules.nextDueMs(folded as never);
  const found: Finding[] = [];
  // Asked of the projections, by another way than the rules take: a duty that waits for a point must be in what the lane waits for.
  const waiting = laneKind(lane) === 'cascade' ? await firstPointToCome(db, lane, nowMs) : undefined;
  if (waiting && (dueMs === undefined || dueMs > waiting.atMs))
    found.push({ code: 'DUTY_NOT_ARMED', lane, data: { unit: waiting.unit, item: waiting.item, period: waiting.period } });
  if (dueMs !== undefined && dueMs < nowMs - LATE_MS)
    found.push({ code: 'POINT_LATE', lane, data: { minutes: Math.round((nowMs - dueMs) / 60_000) } });
  // A lane at work, such as a plan that collects, sets its timer when it is done.
  if (told && !told.timer.working && dueMs !== undefined && dueMs > nowMs && told.timer.forMs !== dueMs)
    found.push({ code: 'TIMER_NOT_ARMED', lane, data: { due: new Date(dueMs).toISOString() } });
  return found;
}
