import { TestWorkflowEnvironment } from '@temporalio/testing';
import { createLaneActivities } from '../activities/lane-activities.js';
import { createDondoc } from '../client/create.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { deflateCodec } from '../relay/codec.js';
import { Relay } from '../relay/relay.js';
import { outerClock } from '../store/clock.js';
import { openPglite } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { createWorker } from '../workers/worker.js';
import type { Stage } from './play-stage.js';
import { ensureTestServer } from './temporal-binary.js';

export interface DemoStageOptions {
  /** Where the clock begins, epoch milliseconds. */
  startMs: number;
  bundle: { code: string };
  say(text: string): void;
  warn(message: string, data?: object): void;
}

/** A stage of real parts: a time-skipping Temporal server, a database in memory, a relay and a worker. Letters stay in the inbox. */
export async function openDemoStage({ startMs, bundle, say, warn }: DemoStageOptions): Promise<Stage & { close(): Promise<void> }> {
  const path = await ensureTestServer({ say });
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter: { payloadCodecs: [deflateCodec] } },
  });
  const { db, pglite } = await openPglite();
  await migrate(db);
  const clockAheadMs = (await env.currentTimeMs()) - startMs;
  const clock = outerClock(async () => (await env.currentTimeMs()) - clockAheadMs);
  const relay = new Relay({ db, clock, workflows: env.client.workflow, log: { info: () => {}, warn }, clockAheadMs });
  const activities = { ...createLaneActivities({ db, clock, relay }), deliver: async () => ({ failing: false }) };
  const worker = await createWorker({ connection: env.nativeConnection, bundle, activities });
  const running = worker.run();
  return {
    db,
    clock,
    dondoc: createDondoc({ db, clock, relay, calendar: vietnamCalendar, waitMs: 60_000 }),
    async advanceTo(ms) {
      const nowMs = await clock.nowMs();
      if (ms > nowMs) await env.sleep(ms - nowMs);
    },
    settle: () => relay.settle(),
    async close() {
      await relay.close();
      worker.shutdown();
      await running;
      await env.teardown();
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}
