import { Client, type WorkflowClient } from '@temporalio/client';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../client/diagnosis.js';
import type { Diagnosis } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import type { Reconciliation } from '../domain/finding.js';
import { reconcile } from '../relay/reconcile.js';
import { databaseClock } from '../store/clock.js';
import type { Db } from '../store/database.js';
import { databaseVersion, NEWEST_MIGRATION } from '../store/migrate.js';
import { dataConverterOf } from './data-converter.js';
import { type DataFolder, openDataFolder } from './data-folder.js';
import { FIRST_ADMINISTRATOR, firstAdministrator, firstPassword } from './first-administrator.js';
import { openDatabase, type OpeningRecords, openRecords } from './records.js';
import { StartProblem } from './start-problem.js';
import { connectTemporal, namedTemporal } from './temporal-link.js';

/** What was found of an installation whose records nobody else holds: `records` only where they are up to date. */
export interface Upkeep {
  kind: 'PostgreSQL' | 'PGlite';
  migration: { applied: number; known: number };
  records?: Diagnosis;
  /** Absent where Temporal runs only together with `start`. */
  temporal?: { address: string; ok: boolean };
  /** What a comparison found, where it was asked for; without Temporal it is of events and projections alone. */
  comparison?: Reconciliation;
}

/** Brings the records up to date, and answers the numbers of the migrations it ran. Throws StartProblem where a process holds the folder. */
export async function migrateRecords(config: Config, opening: OpeningRecords): Promise<{ applied: number[]; newest: number }> {
  return inFolder(config, async (dataDir) => {
    const { applied, close } = await openRecords(config, dataDir, opening);
    await close();
    return { applied, newest: NEWEST_MIGRATION };
  });
}

/**
 * Makes the first administrator of records that nobody else holds, up to date, with a new token; with a password for one use where it has
 * none yet. Who may open the records may have another: it is in the record like any token.
 */
export async function makeAdministrator(
  config: Config,
  opening: OpeningRecords,
): Promise<{ person: string; token: string; password?: string }> {
  return inFolder(config, async (dataDir) => {
    const records = await openRecords(config, dataDir, opening);
    try {
      const token = await firstAdministrator(records);
      const password = await firstPassword(records);
      return { person: FIRST_ADMINISTRATOR, token, ...(password !== undefined && { password }) };
    } finally {
      await records.close();
    }
  });
}

/** Looks at the records and at Temporal without changing anything. Throws StartProblem where a process holds the folder. */
export async function examine(config: Config, { deep = false } = {}): Promise<Upkeep> {
  return inFolder(config, async (dataDir) => {
    const { db, kind } = await openDatabase(config, dataDir, { waitMs: 0 });
    try {
      const standing = await standingOf(db);
      const { workflows, temporal } = await temporalOf(config);
      const comparison =
        deep && standing.records && (await reconcile({ db, nowMs: standing.records.nowMs, ...(workflows && { workflows }) }));
      return { kind, ...standing, ...(temporal && { temporal }), ...(comparison && { comparison }) };
    } finally {
      await db.destroy();
    }
  });
}

async function standingOf(db: Db): Promise<Pick<Upkeep, 'migration' | 'records'>> {
  const migration = { applied: await versionOf(db), known: NEWEST_MIGRATION };
  if (migration.applied !== NEWEST_MIGRATION) return { migration };
  return { migration, records: await diagnose({ db, clock: databaseClock(db), calendar: vietnamCalendar }) };
}

async function temporalOf(config: Config): Promise<Pick<Upkeep, 'temporal'> & { workflows?: WorkflowClient }> {
  const { temporalAddress: address } = config;
  if (address === undefined) return {};
  try {
    const connection = await connectTemporal(namedTemporal(address, config), config);
    const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter: dataConverterOf(config) });
    return { temporal: { address, ok: true }, workflows: client.workflow };
  } catch (error) {
    if (error instanceof StartProblem) return { temporal: { address, ok: false } };
    throw error;
  }
}

/** Does work on the records that the configuration names: a server's, or those in the data folder, held meanwhile. */
async function inFolder<T>(config: Config, work: (dataDir: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) return work(config.dataDir);
  const folder = heldFolder(config.dataDir);
  try {
    return await work(folder.path);
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
