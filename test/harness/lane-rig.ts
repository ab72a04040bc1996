import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createLaneActivities } from '../../activities/lane-activities.js';
import { createNotifyActivities } from '../../activities/notify-activities.js';
import type { Mailer } from '../../notify/mailer.js';
import { deflateCodec } from '../../relay/codec.js';
import { Relay } from '../../relay/relay.js';
import { ensureTestServer } from '../../start/temporal-binary.js';
import { type Clock, outerClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { testBundle } from './bundle.js';
import { testDatabase } from './database.js';
import { createWorker } from '../../workers/worker.js';

/** A time-skipping server, a database in memory, a relay and a worker: all real, one year in a second. */
export interface LaneRig {
  env: TestWorkflowEnvironment;
  db: Db;
  clock: Clock;
  relay: Relay;
  worker: Worker;
  bundle: { code: string };
  stop(): Promise<void>;
}

export interface LaneRigOptions {
  /** Activities beside those of lanes, or instead of them. */
  activities?: object;
  /** Sets the clock, so that plans of earlier years are played at their dates. */
  startMs?: number;
  /** Where letters leave; without it notices stay in the inbox. */
  mailer?: Mailer;
}

/** Starts a rig; one a test file, since its clock is one for all. */
export async function startLaneRig({ activities: more = {}, startMs, mailer }: LaneRigOptions = {}): Promise<LaneRig> {
  const path = await ensureTestServer();
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter: { payloadCodecs: [deflateCodec] } },
  });
  const { db, pglite } = await testDatabase();
  const clockAheadMs = startMs === undefined ? 0 : Number(await env.currentTimeMs()) - startMs;
  // The database is asked too, as production's own clock does: who asks the time inside a transaction waits for ever here as well.
  const clock = outerClock(async () => {
    await db.selectFrom('lanes').select('lane').where('lane', '=', 'house').execute();
    return Number(await env.currentTimeMs()) - clockAheadMs;
  });
  const log = { info: () => {}, warn: (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`) };
  const relay = new Relay({ db, clock, workflows: env.client.workflow, log, clockAheadMs });
  const bundle = testBundle();
  const quiet = { info: () => {}, warn: () => {} };
  const delivering = mailer
    ? createNotifyActivities({ db, clock, mailer, baseUrl: 'https://dondoc.example', log: quiet })
    : { deliver: async () => ({ failing: false }) };
  const activities = { ...createLaneActivities({ db, clock, relay }), ...delivering, ...more };
  const worker = await createWorker({ connection: env.nativeConnection, bundle, activities });
  const running = worker.run();
  return {
    env,
    db,
    clock,
    relay,
    worker,
    bundle,
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
