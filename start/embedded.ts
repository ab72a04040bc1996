import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDondoc } from '../client/create.js';
import type { Dondoc } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { DOOR_MS } from './api.js';
import { openDataFolder } from './data-folder.js';
import { keeperOf } from './keeper.js';
import { backupTo } from './backup.js';
import { checkPort, closeDoor, openDoor } from './door.js';
import { makeRelay, type RelayPart, startWorker, WORKER_MS } from './engine.js';
import { firstAdministrator, firstPassword } from './first-administrator.js';
import { startMetrics } from './metrics-door.js';
import { Parts } from './parts.js';
import { clockBehind, openRecords, type Records } from './records.js';
import type { Running, Staging, Starting } from './running.js';
import { writeSecret } from './secret-file.js';
import { findTemporal } from './temporal-binary.js';
import { connectTemporal, namedTemporal, type TemporalAddress } from './temporal-link.js';
import { STOP_MS, startTemporalServer } from './temporal-server.js';
import { version } from './version.js';

/** All parts in one process, on loopback. */
export interface Embedded extends Running {
  url: string;
  dondoc: Dondoc;
  records: Records;
  relay: RelayPart;
  /** Absolute path. */
  dataDir: string;
  /** File with the first administrator's token, mode 0600. */
  tokenFile: string;
}

export interface EmbeddedOptions extends Starting, Staging {
  /** Whether sample people may be taken up by a click: it comes with the sample organisation, on loopback alone. */
  sample?: boolean;
}

/**
 * Starts Temporal on a file, the database, a worker and the API in this process, each only where the configuration names none elsewhere.
 * Whatever was started is stopped again when a later part fails. Throws StartProblem with the exit code of its reason.
 */
export async function startEmbedded({
  config,
  log,
  say = () => {},
  asked,
  sample = false,
  at,
  clockBehindMs = 0,
}: EmbeddedOptions): Promise<Embedded> {
  const parts = new Parts(log, asked);
  try {
    const folder = await parts.start(
      'data folder',
      () => openDataFolder(config.dataDir),
      (part) => part.release(),
    );
    const dataDir = folder.path;
    await checkPort(config);
    const temporal = await parts.start(
      'temporal',
      () => startTemporal(config, dataDir, { log, say, asked }),
      (part) => part.stop(),
      STOP_MS,
    );
    const records = await parts.start(
      'records',
      async () => clockBehind(await openRecords(config, dataDir, { asked, say }), clockBehindMs),
      (part) => part.close(),
    );
    const metrics = await parts.start(
      'metrics',
      () => startMetrics(config, records, log, { worker: true }),
      (part) => part?.close(),
    );
    const connection = await connectTemporal(temporal.server, config);
    const relay = makeRelay(config, connection, records, log, { at, clockAheadMs: clockBehindMs, ...metrics });
    const worker = await parts.start(
      'worker',
      () => startWorker(config, temporal.server, records, relay, dataDir, log, at),
      (part) => part.stop(),
      WORKER_MS,
    );
    // Stopped before the worker, which decides the batches that are under way.
    await parts.start(
      'relay',
      () => relay.relay,
      (part) => part.close(),
    );
    if (temporal.fresh) await relay.relay.adopt();
    const dondoc = createDondoc({
      db: records.db,
      clock: records.clock,
      relay: relay.relay,
      calendar: vietnamCalendar,
      ...(config.oidc && { oidc: [config.oidc] }),
      signIn: { secondFactor: config.secondFactor, sampleSignIn: sample },
      about: { version: version(), ...(config.temporalPages !== undefined && { temporalPages: config.temporalPages }) },
      keeper: { ...keeperOf(relay, records), backup: () => backupInto(dataDir, records) },
      ...(at && { at }),
    });
    const tokenFile = await keepFirstToken(dataDir, records);
    await parts.start(
      'http',
      () => openDoor(config, dondoc, records, relay, log, metrics),
      (part) => closeDoor(part, relay),
      DOOR_MS,
    );
    asked?.throwIfAborted();
    return {
      url: `http://${config.host}:${config.port}`,
      dondoc,
      records,
      relay,
      dataDir,
      tokenFile,
      ended: Promise.race([temporal.ended, worker.ended]),
      stop: () => parts.stop(),
    };
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

interface TemporalPart {
  server: TemporalAddress;
  /** Whether it begins with no memory of its own. */
  fresh: boolean;
  ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * A task whose worker was killed is given out again after its timeout, and the server makes that longer each time, up to ten minutes:
 * right for a worker that fails, wrong for a machine that is switched off a few times in a row.
 */
const DYNAMIC_CONFIG = { 'history.workflowTaskRetryMaxInterval': '1s' };

async function startTemporal(
  config: Config,
  dataDir: string,
  { log, say, asked }: Pick<EmbeddedOptions, 'log' | 'say' | 'asked'>,
): Promise<TemporalPart> {
  const found = config.temporalAddress === undefined ? await findTemporal({ say, asked }) : { address: config.temporalAddress };
  if ('address' in found)
    return { server: namedTemporal(found.address, config), fresh: false, ended: new Promise<never>(() => {}), stop: async () => {} };
  const own = await startTemporalServer({
    dataDir,
    binary: found.binary,
    dynamicConfig: DYNAMIC_CONFIG,
    asked,
    log: (text) => log.debug(text),
  });
  return { server: { address: own.address }, fresh: own.fresh, ended: own.ended.then(() => 'temporal'), stop: () => own.stop() };
}

async function backupInto(dataDir: string, { db, clock }: Records): Promise<{ file: string; rows: number }> {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${new Date(await clock.nowMs()).toISOString().replace(/[:.]/g, '-')}.dondoc.gz`);
  return { file, ...(await backupTo(db, file)) };
}

/** The first administrator's token and its password for one use, each made once, in files that only their owner reads. */
async function keepFirstToken(dataDir: string, records: Parameters<typeof firstAdministrator>[0]): Promise<string> {
  const file = join(dataDir, 'administrator.token');
  if (!existsSync(file) || readFileSync(file, 'utf8').trim() === '') writeSecret(file, await firstAdministrator(records));
  const password = await firstPassword(records);
  if (password !== undefined) writeSecret(join(dataDir, 'administrator.password'), password);
  return file;
}
