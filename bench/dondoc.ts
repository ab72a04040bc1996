import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { createLaneActivities } from '../activities/lane-activities.js';
import { createDondoc } from '../client/create.js';
import { bodyHashOf, contentOf, send } from '../client/lodging.js';
import type { ClientDeps } from '../client/deps.js';
import type { Lodged } from '../client/dondoc.js';
import { cascadeLane } from '../contract/names.js';
import { type Actor, EVERYWHERE } from '../domain/access.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { deflateCodec } from '../relay/codec.js';
import { foldLane } from '../relay/rebuild.js';
import { Relay } from '../relay/relay.js';
import { databaseClock } from '../store/clock.js';
import { openPostgres } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { bundleWorkflows, createWorker } from '../workers/worker.js';
import { closedLoop, cpuMs, percentile } from './cost.js';
import { benchPlan, benchUnits } from './plan.js';

/** What one run of the cascade job came to. */
export interface Figures {
  design: string;
  recipients: number;
  clients: number;
  perSecond: number;
  p50: number;
  p99: number;
  longest: number;
  cpuMsPerRecipient: number;
  eventsPerRecipient?: number;
  historyBytesPerRecipient?: number;
  actionsPerRecipient?: number;
  keptBytesPerRecipient?: number;
  rebuildMs?: number;
}

export interface Servers {
  temporal: string;
  /** Processes whose time counts: Temporal, PostgreSQL. */
  pids: number[];
  bundle?: { code: string };
}

const issuer: Actor = { person: 'issuer', name: 'issuer', language: 'vi', grants: [] };

/** The job on the engine core: every recipient receives, then reports 1,000 bytes; through the lodging door, without HTTP and permission. */
export async function benchDondoc(
  servers: Servers,
  databaseUrl: string,
  recipients: number,
  clients: number,
  text: () => string,
): Promise<Figures> {
  const { db } = openPostgres(databaseUrl, 24);
  await migrate(db);
  const connection = await Connection.connect({ address: servers.temporal });
  const client = new Client({ connection, dataConverter: { payloadCodecs: [deflateCodec] } });
  const native = await NativeConnection.connect({ address: servers.temporal });
  const clock = databaseClock(db);
  const taskQueue = `bench-${randomUUID()}`;
  const log = { info: () => {}, warn: (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`) };
  const relay = new Relay({ db, clock, workflows: client.workflow, taskQueue, log });
  servers.bundle ??= await bundleWorkflows(resolve('dist/workflows/index.js'));
  const activities = {
    ...createLaneActivities({ db, clock, relay }),
    deliver: async () => ({ failing: false }),
    redeliver: async () => {},
  };
  const worker = await createWorker({ connection: native, taskQueue, bundle: servers.bundle, activities });
  const running = worker.run();
  const deps: ClientDeps = { db, clock, relay, calendar: vietnamCalendar, waitMs: 30_000 };
  const plan = await issuePlan(deps, recipients);
  const units = await db.selectFrom('recipients').select('unit_id').where('plan_id', '=', plan).where('unit_id', '<>', '').execute();
  const lane = cascadeLane(plan, 1);
  const before = await historyOf(client, lane);
  const cpu = cpuMs(servers.pids);
  const split = [cpuMs([]), cpuMs([servers.pids[0]!]) - cpuMs([]), cpuMs([servers.pids[1]!]) - cpuMs([])];
  const act = async (data: { type: string }, content?: Uint8Array) => {
    const key = randomUUID();
    refuse(await send(deps, issuer, { key, bodyHash: bodyHashOf(key) }, { lane, data, ...(content && { content }) }));
  };
  const { ms, latencies } = await closedLoop(recipients * 2, clients, async (index) => {
    const unit = units[index >> 1]!.unit_id;
    if (index % 2 === 0) await act({ type: 'receive', unit } as never);
    else
      await act(
        { type: 'submit', unit, item: 'r1', period: 'once' } as never,
        contentOf({ figures: { a: index }, narrative: { text: text() } }),
      );
  });
  const cpuUsed = cpuMs(servers.pids) - cpu;
  if (process.env.DONDOC_BENCH_SPLIT)
    process.stderr.write(
      `node ${cpuMs([]) - split[0]!} temporal ${cpuMs([servers.pids[0]!]) - cpuMs([]) - split[1]!} postgres ${cpuMs([servers.pids[1]!]) - cpuMs([]) - split[2]!}\n`,
    );
  const after = await historyOf(client, lane);
  const { rows } = {
    rows: await db
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('lane', '=', lane)
      .where('type', 'in', ['received', 'submitted'])
      .execute(),
  };
  if (Number(rows[0]!.n) !== recipients * 2) throw new Error(`${rows[0]!.n} events for ${recipients * 2} acts`);
  const folding = performance.now();
  await foldLane(db, lane);
  const rebuildMs = performance.now() - folding;
  await relay.close();
  worker.shutdown();
  await running;
  await connection.close();
  await native.close();
  await db.destroy();
  return {
    design: 'dondoc (engine core)',
    recipients,
    clients,
    perSecond: (recipients * 2 * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    longest: latencies.at(-1) ?? 0,
    cpuMsPerRecipient: cpuUsed / recipients,
    eventsPerRecipient: (after.events - before.events) / recipients,
    historyBytesPerRecipient: (after.bytes - before.bytes) / recipients,
    actionsPerRecipient: (after.actions - before.actions) / recipients,
    rebuildMs,
  };
}

function refuse(lodged: Lodged): void {
  if (lodged.state !== 'decided') throw new Error(JSON.stringify(lodged));
}

async function issuePlan(deps: ClientDeps, recipients: number): Promise<string> {
  const dondoc = createDondoc(deps);
  const administrator: Actor = { person: 'a', name: 'a', language: 'vi', grants: [{ id: 'a', role: 'administrator', unit: EVERYWHERE }] };
  await dondoc.units.importFile(administrator, { bytes: Buffer.from(benchUnits(recipients)), name: 'units.csv' });
  const root = await deps.db.selectFrom('unit_versions').select('unit_id').where('code', '=', 'ROOT').executeTakeFirstOrThrow();
  const actor: Actor = { ...issuer, grants: [{ id: 'i', role: 'issuer', unit: root.unit_id }] };
  const draft = await dondoc.plans.draft(actor, { text: benchPlan() });
  const key = randomUUID();
  refuse(await dondoc.plans.issue(actor, draft.id, { key, bodyHash: bodyHashOf(key) }));
  for (;;) {
    const opened = await deps.db
      .selectFrom('recipients')
      .select('lane')
      .where('plan_id', '=', draft.id)
      .where('lane', 'is not', null)
      .executeTakeFirst();
    if (opened) return draft.id;
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Events, bytes and billable actions (start, update, timer, signal, activity) of a workflow's history. */
async function historyOf(client: Client, workflowId: string): Promise<{ events: number; bytes: number; actions: number }> {
  const description = await client.workflow.getHandle(workflowId).describe();
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const counted = [
    'workflowExecutionUpdateAcceptedEventAttributes',
    'timerStartedEventAttributes',
    'activityTaskScheduledEventAttributes',
    'workflowExecutionStartedEventAttributes',
  ];
  const actions = (history.events ?? []).filter((event) =>
    counted.some((name) => (event as unknown as Record<string, unknown>)[name]),
  ).length;
  return { events: description.historyLength, bytes: description.historySize ?? 0, actions };
}
