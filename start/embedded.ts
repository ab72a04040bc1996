import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createDondoc } from '../client/create.js';
import type { Dondoc } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { openDataFolder } from './data-folder.js';
import { openDoor } from './door.js';
import { type Hook, startRelay, startWorker } from './engine.js';
import { firstAdministrator } from './first-administrator.js';
import { openRecords } from './records.js';
import { findTemporal } from './temporal-binary.js';
import { startTemporalServer } from './temporal-server.js';

/** All parts in one process, on loopback. */
export interface Embedded {
  url: string;
  dondoc: Dondoc;
  records: 'PostgreSQL' | 'PGlite';
  temporal: string;
  /** File with the first administrator's token, mode 0600. */
  tokenFile: string;
  /** Settles when a part has ended that the others cannot do without. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  config: Config;
  log: Logger;
  say?: (text: string) => void;
  /** For tests that end the process at named points. */
  at?: Hook & ((point: 'lodged') => void | Promise<void>);
}

/**
 * Starts Temporal on a file, the database, a worker and the API in this process, each only where the configuration names none elsewhere.
 * Whatever was started is stopped again when a later part fails. Throws StartProblem with the exit code of its reason.
 */
export async function startEmbedded({ config, log, say = () => {}, at }: EmbeddedOptions): Promise<Embedded> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const folder = openDataFolder(config.dataDir);
    stops.push(() => folder.release());
    const dataDir = folder.path;
    const temporal = await startTemporal(config, dataDir, log, say);
    stops.push(() => temporal.stop());
    const records = await openRecords(config, dataDir);
    stops.push(() => records.close());
    const relay = await startRelay(config, temporal.address, records, log, at);
    stops.push(() => relay.close());
    const worker = await startWorker(config, temporal.address, records, relay.relay, dataDir, log);
    stops.push(() => worker.stop());
    const dondoc = createDondoc({
      db: records.db,
      clock: records.clock,
      relay: relay.relay,
      calendar: vietnamCalendar,
      ...(at && { at: (point: 'lodged') => at(point) }),
    });
    const tokenFile = await keepFirstToken(dataDir, records);
    const http = await openDoor(config, dondoc, records, relay, log);
    stops.push(() => http.close());
    const ended = Promise.race([
      temporal.ended.then(() => 'temporal'),
      worker.ended.then(
        () => 'worker',
        (error: unknown) => `worker: ${String(error)}`,
      ),
    ]);
    return {
      url: `http://${config.host}:${config.port}`,
      dondoc,
      records: records.kind,
      temporal: temporal.address,
      tokenFile,
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startTemporal(config: Config, dataDir: string, log: Logger, say: (text: string) => void) {
  if (config.temporalAddress !== undefined)
    return { address: config.temporalAddress, ended: new Promise<never>(() => {}), stop: async () => {} };
  const found = await findTemporal({ say });
  if ('address' in found) return { address: found.address, ended: new Promise<never>(() => {}), stop: async () => {} };
  return startTemporalServer({ dataDir, binary: found.binary, log: (text) => log.debug(text) });
}

/** The first administrator's token, made once, in a file that only its owner reads. */
async function keepFirstToken(dataDir: string, records: Parameters<typeof firstAdministrator>[0]): Promise<string> {
  const file = join(dataDir, 'administrator.token');
  if (existsSync(file) && readFileSync(file, 'utf8').trim() !== '') return file;
  const token = await firstAdministrator(records);
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}
