import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { resolve } from 'node:path';
import { createLaneActivities } from '../../activities/lane-activities.js';
import { deflateCodec } from '../../relay/codec.js';
import { Relay } from '../../relay/relay.js';
import { ensureTestServer } from '../../start/temporal-binary.js';
import { type Clock, outerClock } from '../../store/clock.js';
import { type Db, openPglite } from '../../store/database.js';
import { migrate } from '../../store/migrate.js';
import { bundleWorkflows, createWorker } from '../../workers/worker.js';

/** A time-skipping server, a database in memory, a relay and a worker: all real, one year in a second. */
export interface LaneRig {
  env: TestWorkflowEnvironment;
  db: Db;
  clock: Clock;
  relay: Relay;
  worker: Worker;
  stop(): Promise<void>;
}

/** Starts a rig; one a test file, since its clock is one for all. `startMs` sets its clock, so that plans of earlier years are played at their dates. */
export async function startLaneRig({ activities: more = {}, startMs }: { activities?: object; startMs?: number } = {}): Promise<LaneRig> {
  const path = await ensureTestServer();
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter: { payloadCodecs: [deflateCodec] } },
  });
  const { db, pglite } = await openPglite();
  await migrate(db);
  const clockAheadMs = startMs === undefined ? 0 : Number(await env.currentTimeMs()) - startMs;
  const clock = outerClock(async () => Number(await env.currentTimeMs()) - clockAheadMs);
  const log = { info: () => {}, warn: (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`) };
  const relay = new Relay({ db, clock, workflows: env.client.workflow, log, clockAheadMs });
  const bundle = await bundleWorkflows(resolve('workflows/index.ts'));
  const activities = { ...createLaneActivities({ db, clock, relay }), deliver: async () => ({}), ...more };
  const worker = await createWorker({ connection: env.nativeConnection, bundle, activities });
  const running = worker.run();
  return {
    env,
    db,
    clock,
    relay,
    worker,
    async stop() {
      await relay.close();
      worker.shutdown();
      await running;
      await env.teardown();
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}
