import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { laneState } from '../../contract/messages.js';
import { deflateCodec } from '../../relay/codec.js';
import { reconcile } from '../../relay/reconcile.js';
import { foldLane } from '../../relay/rebuild.js';
import { verifyChain } from '../../store/events.js';
import { allLanes } from '../../store/lanes.js';
import type { LaneRig } from './lane-rig.js';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** What was proved: lanes, events in their chains, workflow runs replayed. */
export interface LaneProof {
  lanes: number;
  events: number;
  runs: number;
}

/**
 * Proves of every lane of a rig what must hold after whatever a test did: its chain stands, its workflow's state is the fold of its events,
 * every run of its workflow replays on the code of today, and the reconciler finds nothing: projections too are what the events make of them.
 */
export async function proveLanes(rig: Pick<LaneRig, 'db' | 'env' | 'bundle' | 'clock'>): Promise<LaneProof> {
  const proof: LaneProof = { lanes: 0, events: 0, runs: 0 };
  const histories: { workflowId: string; history: History }[] = [];
  for (const head of await allLanes(rig.db)) {
    expect({ lane: head.lane, ...(await verifyChain(rig.db, head)) }).toEqual({ lane: head.lane, events: head.seq });
    proof.lanes += 1;
    proof.events += head.seq;
    if (head.kind === 'house' || head.seq === 0) continue;
    const { state, lastNo } = (await rig.env.client.workflow.getHandle(head.lane).query(laneState)) as { state: unknown; lastNo: number };
    // What reached a closed lane too late is refused without its workflow, which has ended.
    const decided = head.state === 'closed' ? expect.any(Number) : head.batchNo;
    expect({ lane: head.lane, lastNo, state }).toEqual({ lane: head.lane, lastNo: decided, state: await foldLane(rig.db, head.lane) });
    for (const history of await runsOf(rig, head.lane)) histories.push({ workflowId: head.lane, history });
  }
  const { db, clock } = rig;
  const deps = { db, nowMs: await clock.nowMs(), workflows: rig.env.client.workflow };
  expect((await reconcile(deps)).findings).toEqual([]);
  const replays = Worker.runReplayHistories({ workflowBundle: rig.bundle, dataConverter: { payloadCodecs: [deflateCodec] } }, histories);
  for await (const { workflowId, error } of replays) {
    expect({ workflowId, error }).toEqual({ workflowId, error: undefined });
    proof.runs += 1;
  }
  return proof;
}

/** Histories of all runs of a workflow, newest first. */
export async function runsOf({ env }: Pick<LaneRig, 'env'>, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  for (let runId: string | undefined; ;) {
    const history = await env.client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(history);
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
    if (!runId) return histories;
  }
}
