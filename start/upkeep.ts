import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { diagnose } from '../client/diagnosis.js';
import type { Diagnosis } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import { databaseClock } from '../store/clock.js';
import { type Db, openPglite, openPostgres } from '../store/database.js';
import { databaseVersion, migrate, NEWEST_MIGRATION } from '../store/migrate.js';
import { type DataFolder, openDataFolder } from './data-folder.js';
import { StartProblem } from './start-problem.js';

/** What was found of an installation whose records nobody else holds: `records` only where they are up to date. */
export interface Upkeep {
  kind: 'PostgreSQL' | 'PGlite';
  migration: { applied: number; known: number };
  records?: Diagnosis;
  /** Absent where Temporal runs only together with `start`. */
  temporal?: { address: string; ok: boolean };
}

/** Brings the records up to date, and answers the numbers of the migrations it ran. Throws StartProblem where a process holds the folder. */
export async function migrateRecords(config: Config): Promise<{ applied: number[]; newest: number }> {
  return withRecords(config, async (db) => ({ applied: await migrate(db), newest: NEWEST_MIGRATION }));
}

/** Looks at the records and at Temporal without changing anything. Throws StartProblem where a process holds the folder. */
export async function examine(config: Config): Promise<Upkeep> {
  return withRecords(config, async (db, kind) => {
    const migration = { applied: await versionOf(db), known: NEWEST_MIGRATION };
    const upToDate = migration.applied === NEWEST_MIGRATION;
    const { temporalAddress: address } = config;
    return {
      kind,
      migration,
      ...(upToDate && { records: await diagnose({ db, clock: databaseClock(db), calendar: vietnamCalendar }) }),
      ...(address !== undefined && { temporal: { address, ok: await answers(address) } }),
    };
  });
}

async function withRecords<T>(config: Config, work: (db: Db, kind: Upkeep['kind']) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) {
    const { db } = openPostgres(config.databaseUrl, 2);
    try {
      return await work(db, 'PostgreSQL');
    } finally {
      await db.destroy();
    }
  }
  const folder = heldFolder(config.dataDir);
  try {
    const { db } = await openPglite(join(folder.path, 'pglite'));
    try {
      return await work(db, 'PGlite');
    } finally {
      await db.destroy();
    }
  } finally {
    folder.release();
  }
}

/** Upkeep is of records that are there: it makes no folder. */
function heldFolder(dataDir: string): DataFolder {
  if (!existsSync(join(dataDir, 'pglite'))) throw new StartProblem('FOLDER_EMPTY', { path: dataDir });
  return openDataFolder(dataDir);
}

/** A database that no migration has run on yet has no table of them. */
async function versionOf(db: Db): Promise<number> {
  try {
    return await databaseVersion(db);
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return 0;
    throw error;
  }
}

const TEMPORAL_WAIT_MS = 5_000;

async function answers(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: TEMPORAL_WAIT_MS });
  try {
    await connection.withDeadline(Date.now() + TEMPORAL_WAIT_MS, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
