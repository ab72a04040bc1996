import type { DataConverter } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
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
  /** How far the server's clock is ahead of it. */
  clockAheadMs: number;
  relay: Relay;
  bundle: { code: string };
  /**
   * An outage: no worker while `work` runs, which jumps the clock of lodging to later instants; then a worker again, until `isBack` says
   * that what fell due meanwhile has been taken up. The server's own time stands still while it has something for a worker, so the clock
   * jumps ahead of it, and they meet again at the end.
   */
  withoutWorker(work: (jumpTo: (ms: number) => Promise<void>) => Promise<void>, isBack: () => Promise<boolean>): Promise<void>;
  /** Another worker takes the place of the one that runs: of other workflow code, or holding back what that marks as patches. */
  changeWorker(next: { bundle: { code: string }; holdPatches?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

export interface LaneRigOptions {
  /** Activities beside those of lanes, or instead of them. */
  activities?: object;
  /** Sets the clock, so that plans of earlier years are played at their dates. */
  startMs?: number;
  /** Where letters leave; without it notices stay in the inbox. */
  mailer?: Mailer;
  /** 0 where a worker goes down: this server would keep its tasks for the worker that had the workflow last. */
  maxCachedWorkflows?: number;
  /** How payloads and failures are written; deflated unless given. */
  dataConverter?: DataConverter;
}

const LOOK_MS = 50;

/** Starts a rig; one a test file, since its clock is one for all. */
export async function startLaneRig({
  activities: more = {},
  startMs,
  mailer,
  maxCachedWorkflows,
  dataConverter = { payloadCodecs: [deflateCodec] },
}: LaneRigOptions = {}): Promise<LaneRig> {
  const path = await ensureTestServer();
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter },
  });
  const { db, pglite } = await testDatabase();
  const clockAheadMs = startMs === undefined ? 0 : Number(await env.currentTimeMs()) - startMs;
  let jumpedMs = 0;
  // The database is asked too, as production's own clock does: who asks the time inside a transaction waits for ever here as well.
  const clock = outerClock(async () => {
    await db.selectFrom('lanes').select('lane').where('lane', '=', 'house').execute();
    return Number(await env.currentTimeMs()) - clockAheadMs + jumpedMs;
  });
  const log = { info: () => {}, warn: (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`) };
  const relay = new Relay({ db, clock, workflows: env.client.workflow, log, clockAheadMs });
  const bundle = testBundle();
  const quiet = { info: () => {}, warn: () => {} };
  const delivering = mailer
    ? createNotifyActivities({ db, clock, mailer, baseUrl: 'https://dondoc.example', log: quiet })
    : { deliver: async () => ({ failing: false }) };
  const activities = { ...createLaneActivities({ db, clock, relay }), ...delivering, ...more };
  let down = await startWorker();
  return {
    env,
    db,
    clock,
    clockAheadMs,
    relay,
    bundle,
    async withoutWorker(work, isBack) {
      await down();
      await work(async (ms) => {
        jumpedMs += ms - (await clock.nowMs());
      });
      down = await startWorker();
      while (!(await isBack())) await new Promise((wake) => setTimeout(wake, LOOK_MS));
      await relay.settle();
      await env.sleep(jumpedMs);
      jumpedMs = 0;
    },
    async changeWorker(next) {
      await down();
      down = await startWorker(next);
    },
    async stop() {
      await relay.close();
      await down();
      await env.teardown();
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
  async function startWorker(code: { bundle: { code: string }; holdPatches?: boolean } = { bundle }): Promise<() => Promise<void>> {
    const worker = await createWorker({ connection: env.nativeConnection, ...code, activities, maxCachedWorkflows, dataConverter });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  }
}
