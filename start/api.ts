import type { Logger } from 'pino';
import { createDondoc } from '../client/create.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { openDoor } from './door.js';
import { startRelay } from './engine.js';
import { openRecords } from './records.js';

/** The API of a deployment: it lodges, relays and reads; workers run beside it. */
export async function startApi(config: Config, log: Logger): Promise<{ stop(): Promise<void>; ended: Promise<string> }> {
  const address = required(config);
  const records = await openRecords(config, config.dataDir);
  const relay = await startRelay(config, address, records, log);
  const dondoc = createDondoc({ db: records.db, clock: records.clock, relay: relay.relay, calendar: vietnamCalendar });
  const http = await openDoor(config, dondoc, records, relay, log);
  return {
    ended: new Promise(() => {}),
    async stop() {
      await http.close();
      await relay.close();
      await records.close();
    },
  };
}

/** A deployment names its database and its Temporal server; neither is guessed. */
export function required(config: Config): string {
  if (config.databaseUrl === undefined) throw new ConfigError('DATABASE_URL', '', 'postgres://user:password@host:port/database');
  if (config.temporalAddress === undefined) throw new ConfigError('TEMPORAL_ADDRESS', '', 'host:port');
  return config.temporalAddress;
}
