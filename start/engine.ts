import { Client, type Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { LaneActivityDeps } from '../activities/lane-deps.js';
import { createLaneActivities } from '../activities/lane-activities.js';
import { createNightlyActivities } from '../activities/nightly-activities.js';
import { createNotifyActivities, type NotifyActivityDeps } from '../activities/notify-activities.js';
import type { ClientDeps } from '../client/deps.js';
import type { Config } from '../config/config.js';
import { createMailer } from '../notify/mailer.js';
import type { RelayDeps } from '../relay/deps.js';
import { Relay } from '../relay/relay.js';
import { createWorker } from '../workers/worker.js';
import { workflowBundle } from './bundle.js';
import { dataConverterOf } from './data-converter.js';
import { keeperOf, startNightly } from './keeper.js';
import type { Records } from './records.js';
import { installRuntime } from './runtime.js';
import type { TemporalAddress } from './temporal-link.js';

/** Called at the points at which a test may end the process; nothing happens there otherwise. */
export type Hook = NonNullable<RelayDeps['at'] & ClientDeps['at'] & LaneActivityDeps['at'] & NotifyActivityDeps['at']>;

/** A relay on a Temporal server, and the client it speaks through. */
export interface RelayPart {
  relay: Relay;
  client: Client;
}

/** Makes the relay of this process over a connection to Temporal. */
export function makeRelay(
  config: Config,
  connection: Connection,
  records: Records,
  log: Logger,
  { at, clockAheadMs, carried }: Pick<RelayDeps, 'at' | 'clockAheadMs' | 'carried'> = {},
): RelayPart {
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter: dataConverterOf(config) });
  const relay = new Relay({
    db: records.db,
    clock: records.clock,
    workflows: client.workflow,
    taskQueue: config.taskQueue,
    log: messagesFirst(log),
    ...(at && { at }),
    ...(carried && { carried }),
    ...(clockAheadMs && { clockAheadMs }),
  });
  return { relay, client };
}

/** The log as relay and activities write to it: what happened, then its data. */
function messagesFirst(log: Logger): RelayDeps['log'] {
  return { info: (message, data) => log.info(data ?? {}, message), warn: (message, data) => log.warn(data ?? {}, message) };
}

/** A worker that runs until it is told to stop, and the sweep that takes up lanes left open by anyone. */
export interface WorkerPart {
  /** Settles when the worker has ended, with what ended. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

const SWEEP_MS = 1000;
/** A worker that stops lets what runs end, within its grace of five seconds. */
export const WORKER_MS = 8_000;

/** Starts a worker with its activities and the sweep of each second. */
export async function startWorker(
  config: Config,
  server: TemporalAddress,
  records: Records,
  part: RelayPart,
  dataDir: string,
  log: Logger,
  at?: Hook,
): Promise<WorkerPart> {
  installRuntime(log);
  const { relay } = part;
  const connection = await NativeConnection.connect(server);
  const { db, clock } = records;
  const { from, smtp, folder } = config.mail;
  const mailer = createMailer({ from, fromName: 'Dondoc', ...(smtp && { smtp }), folder: folder ?? join(dataDir, 'mail') });
  const activities = {
    ...createLaneActivities({ db, clock, relay, ...(at && { at }) }),
    ...createNotifyActivities({ db, clock, mailer, baseUrl: config.publicUrl, log: messagesFirst(log), ...(at && { at }) }),
    ...createNightlyActivities({ db, clock, compare: keeperOf(part, records).compare, log: messagesFirst(log) }),
  };
  const worker = await createWorker({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.taskQueue,
    bundle: await workflowBundle(),
    activities,
    dataConverter: dataConverterOf(config),
    ...(config.deployment && { deployment: config.deployment }),
    holdPatches: config.holdPatches,
  });
  const ended = worker.run().then(
    () => 'worker',
    (error: unknown) => `worker: ${String(error)}`,
  );
  await startNightly(part, config.taskQueue);
  const sweeping = sweepEach(relay, log);
  return {
    ended,
    async stop() {
      sweeping.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await connection.close();
    },
  };
}

function sweepEach(relay: Relay, log: Logger): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      relay
        .sweep()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'sweep failed'))
        .finally(next);
    }, SWEEP_MS);
  };
  next();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
