import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { createLaneActivities } from '../activities/lane-activities.js';
import { createDondoc } from '../client/create.js';
import type { ClientDeps } from '../client/deps.js';
import type { Dondoc, Lodged } from '../client/dondoc.js';
import { bodyHashOf } from '../client/lodging.js';
import { type Actor, EVERYWHERE } from '../domain/access.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { payloadCodecs } from '../relay/codec.js';
import type { CarriedBatch } from '../relay/deps.js';
import { Relay } from '../relay/relay.js';
import { databaseClock } from '../store/clock.js';
import { openPostgres } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { bundleWorkflows, createWorker } from '../workers/worker.js';
import { type Figures, median, type Servers } from './measure.js';
import { benchPlan, benchUnits } from './plan.js';

/** The engine on real servers, wired as a process of the product wires it: client, relay and worker. */
export interface Engine {
  deps: ClientDeps;
  dondoc: Dondoc;
  temporal: Client;
  /** Batches carried since the plan was issued. */
  carried: CarriedBatch[];
  close(): Promise<void>;
}

export const administrator: Actor = {
  person: 'a',
  name: 'a',
  language: 'vi',
  grants: [{ id: 'a', role: 'administrator', unit: EVERYWHERE }],
};

export async function startEngine(servers: Servers, databaseUrl: string): Promise<Engine> {
  const { db } = openPostgres(databaseUrl, 24);
  await migrate(db);
  const connection = await Connection.connect({ address: servers.temporal });
  const temporal = new Client({ connection, dataConverter: { payloadCodecs: payloadCodecs() } });
  const native = await NativeConnection.connect({ address: servers.temporal });
  const clock = databaseClock(db);
  const taskQueue = `bench-${randomUUID()}`;
  const log = { info: () => {}, warn: (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`) };
  const carried: CarriedBatch[] = [];
  const relay = new Relay({ db, clock, workflows: temporal.workflow, taskQueue, log, carried: (batch) => carried.push(batch) });
  servers.bundle ??= await bundleWorkflows(resolve('dist/workflows/index.js'));
  const activities = {
    ...createLaneActivities({ db, clock, relay }),
    deliver: async () => ({ failing: false }),
    redeliver: async () => {},
  };
  const worker = await createWorker({ connection: native, taskQueue, bundle: servers.bundle, activities });
  const running = worker.run();
  const deps: ClientDeps = { db, clock, relay, calendar: vietnamCalendar, waitMs: 30_000 };
  return {
    deps,
    dondoc: createDondoc(deps),
    temporal,
    carried,
    async close() {
      await relay.close();
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
      await db.destroy();
    },
  };
}

/** Issues the plan of the job and waits until its cascade is open; its id and the ids of its recipients. */
export async function issuePlan(engine: Engine, recipients: number): Promise<{ plan: string; units: string[] }> {
  await engine.dondoc.units.importFile(administrator, { bytes: Buffer.from(benchUnits(recipients)), name: 'units.csv' });
  const { plan, units } = await issueOf(engine, benchPlan());
  return { plan, units };
}

/** Issues a plan of the body ROOT and waits until its cascade is open. */
export async function issueOf(
  { deps: { db }, dondoc, carried }: Engine,
  text: string,
): Promise<{ plan: string; units: string[]; issuer: Actor }> {
  const root = await db.selectFrom('unit_versions').select('unit_id').where('code', '=', 'ROOT').executeTakeFirstOrThrow();
  const issuer: Actor = { ...administrator, person: 'issuer', grants: [{ id: 'i', role: 'issuer', unit: root.unit_id }] };
  const { id: plan } = await dondoc.plans.draft(issuer, { text });
  const key = randomUUID();
  mustBeDecided(await dondoc.plans.issue(issuer, plan, { key, bodyHash: bodyHashOf(key) }));
  for (;;) {
    const rows = await db.selectFrom('recipients').select('unit_id').where('plan_id', '=', plan).where('lane', 'is not', null).execute();
    if (rows.length > 0) {
      carried.length = 0;
      return { plan, units: rows.map(({ unit_id }) => unit_id), issuer };
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

export function mustBeDecided(lodged: Lodged): void {
  if (lodged.state !== 'decided') throw new Error(JSON.stringify(lodged));
}

/** Both acts of every recipient must be in the record, once. */
export async function checkActs({ deps: { db } }: Engine, lane: string, recipients: number): Promise<void> {
  const { n } = await db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('lane', '=', lane)
    .where('type', 'in', ['received', 'submitted'])
    .executeTakeFirstOrThrow();
  if (Number(n) !== recipients * 2) throw new Error(`${n} events for ${recipients * 2} acts`);
}

/** Medians of the steps of the batches that were carried. */
export function stepsOf(carried: CarriedBatch[]): Pick<Figures, 'batch' | 'claimMs' | 'updateMs' | 'recordMs' | 'gatherMs'> {
  const of = (step: 'commands' | 'claimMs' | 'updateMs' | 'recordMs' | 'gatherMs') => median(carried.map((batch) => batch[step]));
  return { batch: of('commands'), claimMs: of('claimMs'), updateMs: of('updateMs'), recordMs: of('recordMs'), gatherMs: of('gatherMs') };
}
