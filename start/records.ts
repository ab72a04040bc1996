import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { type Clock, databaseClock } from '../store/clock.js';
import { type Db, openPglite, openPostgres } from '../store/database.js';
import { migrate } from '../store/migrate.js';

/** The database of a process, brought up to date, with its clock. */
export interface Records {
  db: Db;
  clock: Clock;
  applied: number[];
  /** What keeps the records: told in the banner, since they promise different things. */
  kind: 'PostgreSQL' | 'PGlite';
  close(): Promise<void>;
}

/** Opens PostgreSQL where the configuration names it, else PGlite in the data folder, and runs the migrations that are missing. */
export async function openRecords(config: Pick<Config, 'databaseUrl'>, dataDir: string): Promise<Records> {
  if (config.databaseUrl !== undefined) {
    const { db } = openPostgres(config.databaseUrl);
    return { db, clock: databaseClock(db), applied: await migrate(db), kind: 'PostgreSQL', close: () => db.destroy() };
  }
  const { db, pglite } = await openPglite(join(dataDir, 'pglite'));
  return {
    db,
    clock: databaseClock(db),
    applied: await migrate(db),
    kind: 'PGlite',
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}
