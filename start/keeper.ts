import type { Client } from '@temporalio/client';
import type { LaneKeeper } from '../client/deps.js';
import { NIGHTLY_WORKFLOW_ID, TASK_QUEUE } from '../contract/names.js';
import type { Relay } from '../relay/relay.js';
import { reconcile } from '../relay/reconcile.js';
import { allLanes } from '../store/lanes.js';
import type { Records } from './records.js';

/** A relay and the client it speaks through. */
interface Part {
  relay: Relay;
  client: Client;
}

/** Looks after the lanes through the relay of this process. */
export function keeperOf({ relay, client }: Part, { db, clock }: Pick<Records, 'db' | 'clock'>): LaneKeeper {
  return {
    compare: async () => reconcile({ db, nowMs: await clock.nowMs(), workflows: client.workflow }),
    async rebuild(lane) {
      const lanes = lane === undefined ? (await allLanes(db)).filter(({ state }) => state !== 'closed').map((row) => row.lane) : [lane];
      const rebuilt: string[] = [];
      for (const each of lanes) if (await relay.rebuild(each)) rebuilt.push(each);
      return rebuilt;
    },
  };
}

/** Has the night's work done from now on; it is one workflow, whoever starts it. */
export async function startNightly({ client }: Pick<Part, 'client'>, taskQueue = TASK_QUEUE): Promise<void> {
  await client.workflow.start('nightly', {
    workflowId: NIGHTLY_WORKFLOW_ID,
    taskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
