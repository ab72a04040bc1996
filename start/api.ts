import type { Logger } from 'pino';
import { createDondoc } from '../client/create.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config.js';
import { refuseWeakPassword } from '../config/secrets.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { checkPort, closeDoor, openDoor } from './door.js';
import { makeRelay } from './engine.js';
import { keeperOf } from './keeper.js';
import { startMetrics } from './metrics-door.js';
import { Parts } from './parts.js';
import { clockBehind, openRecords } from './records.js';
import type { Running, Staging, Starting } from './running.js';
import { connectTemporal, namedTemporal } from './temporal-link.js';
import { version } from './version.js';

/** The API of a deployment: it lodges, relays and reads; workers run beside it. Without Temporal it takes in commands until that comes. */
export async function startApi({ config, log, say, asked, at, clockBehindMs = 0 }: Starting & Staging): Promise<Running> {
  const server = namedTemporal(required(config), config);
  const parts = new Parts(log, asked);
  try {
    await checkPort(config);
    const records = await parts.start(
      'records',
      async () => clockBehind(await openRecords(config, config.dataDir, { asked, say }), clockBehindMs),
      (part) => part.close(),
    );
    const metrics = await parts.start(
      'metrics',
      () => startMetrics(config, records, log, { worker: false }),
      (part) => part?.close(),
    );
    const connection = await connectTemporal(server, config, { patient: true });
    const relay = makeRelay(config, connection, records, log, { at, clockAheadMs: clockBehindMs, ...metrics });
    await parts.start(
      'relay',
      () => relay.relay,
      (part) => part.close(),
    );
    const dondoc = createDondoc({
      db: records.db,
      clock: records.clock,
      relay: relay.relay,
      calendar: vietnamCalendar,
      ...(config.oidc && { oidc: [config.oidc] }),
      signIn: { secondFactor: config.secondFactor },
      about: { version: version(), ...(config.temporalPages !== undefined && { temporalPages: config.temporalPages }) },
      keeper: keeperOf(relay, records),
      ...(at && { at }),
    });
    await parts.start(
      'http',
      () => openDoor(config, dondoc, records, relay, log, metrics),
      (part) => closeDoor(part, relay),
      DOOR_MS,
    );
  } catch (error) {
    await parts.stop();
    throw error;
  }
  logUp(log, 'api', config);
  return { ended: new Promise(() => {}), stop: () => parts.stop() };
}

/** Requests under way are answered first; none waits longer than two seconds for a decision then. */
export const DOOR_MS = 8_000;

/** A deployment names its database and its Temporal server; neither is guessed, and its password should not be guessed either. */
export function required(config: Config): string {
  if (config.databaseUrl === undefined) throw new ConfigError('DATABASE_URL', '', 'postgres://user:password@host:port/database');
  if (config.temporalAddress === undefined) throw new ConfigError('TEMPORAL_ADDRESS', '', 'host:port');
  refuseWeakPassword('DATABASE_URL', config.databaseUrl);
  return config.temporalAddress;
}

/** What a deployment's log begins with. */
export function logUp(log: Logger, role: 'api' | 'worker', { host, port, temporalAddress, temporalNamespace }: Config): void {
  log.info({ role, ...(role === 'api' && { host, port }), temporal: temporalAddress, namespace: temporalNamespace }, 'up');
}
