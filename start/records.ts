import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import { type Clock, databaseClock, outerClock } from '../store/clock.js';
import { type Db, openPglite, openPostgres, serverVersion } from '../store/database.js';
import { migrate, NewerDatabaseError } from '../store/migrate.js';
import { ensureCluster } from './cluster.js';
import { StartProblem } from './start-problem.js';

/** The database of a process, brought up to date, with its clock. */
export interface Records {
  db: Db;
  clock: Clock;
  applied: number[];
  /** What keeps the records: told in the banner, since they promise different things. */
  kind: 'PostgreSQL' | 'PGlite';
  close(): Promise<void>;
}

export interface OpeningRecords {
  asked?: AbortSignal;
  say?: (text: string) => void;
  /** How long a database that does not answer is waited for: it may be starting too. */
  waitMs?: number;
}

const WAIT_MS = 30_000;
const AGAIN_MS = 500;
const OLDEST_SERVER = 15;
/** A clock that far from the database's has been set wrong. */
const MOST_SKEW_MS = 10 * 60_000;

/**
 * Opens PostgreSQL where the configuration names it, else PGlite in the data folder, and runs the migrations that are missing.
 * Throws StartProblem DATABASE_… and CLOCK_SKEW; none of them holds the password.
 */
export async function openRecords(config: Pick<Config, 'databaseUrl'>, dataDir: string, opening: OpeningRecords = {}): Promise<Records> {
  const { db, kind } = await openDatabase(config, dataDir, opening);
  const clock = databaseClock(db);
  try {
    const applied = await migrate(db);
    const skewMs = Math.abs((await clock.nowMs()) - Date.now());
    if (skewMs > MOST_SKEW_MS) throw new StartProblem('CLOCK_SKEW', { minutes: Math.round(skewMs / 60_000) });
    return { db, clock, applied, kind, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    if (error instanceof NewerDatabaseError) throw new StartProblem('DATABASE_NEWER', { found: error.found, known: error.known });
    throw error;
  }
}

/** The same records by a clock that is behind, where a test stages one. */
export function clockBehind(records: Records, ms: number): Records {
  return ms === 0 ? records : { ...records, clock: outerClock(async () => (await records.clock.nowMs()) - ms) };
}

/** The database as it stands, not brought up to date: for looking at it. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl'>,
  dataDir: string,
  opening: OpeningRecords = {},
): Promise<Pick<Records, 'db' | 'kind'>> {
  return config.databaseUrl === undefined ? openOwn(dataDir) : openNamed(config.databaseUrl, opening);
}

async function openOwn(dataDir: string): Promise<{ db: Db; kind: 'PGlite' }> {
  const path = join(dataDir, 'pglite');
  await ensureCluster(path);
  try {
    return { db: (await openPglite(path)).db, kind: 'PGlite' };
  } catch (error) {
    throw new StartProblem('RECORDS_UNREADABLE', { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

async function openNamed(url: string, { asked, say, waitMs = WAIT_MS }: OpeningRecords): Promise<{ db: Db; kind: 'PostgreSQL' }> {
  const { db } = openPostgres(url);
  const until = performance.now() + waitMs;
  for (let told = false; ;) {
    try {
      const version = await serverVersion(db);
      if (version < OLDEST_SERVER) throw new StartProblem('DATABASE_TOO_OLD', { version, oldest: OLDEST_SERVER });
      return { db, kind: 'PostgreSQL' };
    } catch (error) {
      const found = error instanceof StartProblem ? error : databaseProblem(error, url);
      if (found.code !== 'DATABASE_UNREACHABLE' || performance.now() > until || asked?.aborted) {
        await db.destroy();
        asked?.throwIfAborted();
        throw found;
      }
      if (!told) say?.(`Đang chờ cơ sở dữ liệu ${found.data.address}… / Waiting for the database ${found.data.address}…`);
      told = true;
      // Being asked to stop ends the pause; the loop sees to the rest.
      await sleep(AGAIN_MS, undefined, { signal: asked }).catch(() => undefined);
    }
  }
}

/** What PostgreSQL's codes say that waiting will not mend. */
const REFUSED = new Set(['28P01', '28000']);
const MISSING = '3D000';

/** The problem that a failed connection is: where, and why; never the password. */
export function databaseProblem(error: unknown, url: string): StartProblem {
  const { hostname, port, pathname, username } = new URL(url);
  const address = `${hostname}:${port || '5432'}`;
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && REFUSED.has(code)) return new StartProblem('DATABASE_REFUSED', { address, user: decodeURIComponent(username) });
  if (code === MISSING) return new StartProblem('DATABASE_MISSING', { address, database: decodeURIComponent(pathname.slice(1)) });
  return new StartProblem('DATABASE_UNREACHABLE', { address, reason: code ?? message ?? String(error) });
}
