import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { once } from 'node:events';
import type { Config } from '../config/config.js';
import { BackupError, readBackup, writeBackup } from '../store/backup.js';
import type { Db } from '../store/database.js';
import { openDataFolder } from './data-folder.js';
import { makeRelay } from './engine.js';
import { keeperOf } from './keeper.js';
import { createLog } from './log.js';
import { openDatabase, openRecords } from './records.js';
import { StartProblem } from './start-problem.js';
import { connectTemporal, namedTemporal } from './temporal-link.js';

/** Writes all records into a file that only its owner reads; under its name only when it is whole. */
export async function backupTo(db: Db, file: string): Promise<{ rows: number }> {
  const draft = `${file}.${process.pid}`;
  const lines = new PassThrough();
  const written = pipeline(lines, createGzip(), createWriteStream(draft, { mode: 0o600 }));
  try {
    const done = await writeBackup(db, async (line) => {
      if (!lines.write(`${line}\n`)) await Promise.race([once(lines, 'drain'), written]);
    });
    lines.end();
    await written;
    renameSync(draft, file);
    return done;
  } catch (error) {
    lines.destroy();
    await written.catch(() => undefined);
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Backs up records that no process of this machine holds: a server's, while it serves, or those in a data folder. */
export async function backupRecords(config: Config, file: string): Promise<{ rows: number }> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'pglite')))
    throw new StartProblem('FOLDER_EMPTY', { path: config.dataDir });
  const folder = config.databaseUrl === undefined ? openDataFolder(config.dataDir) : undefined;
  try {
    const { db } = await openDatabase(config, folder?.path ?? config.dataDir, { waitMs: 0 });
    try {
      return await backupTo(db, file);
    } finally {
      await db.destroy();
    }
  } finally {
    folder?.release();
  }
}

/**
 * Reads a backup into a database without records, or a data folder without them. What Temporal remembers is of another time then: in a
 * data folder it is put away, on a server every lane is started anew from its events. Answers how many rows and how many lanes.
 */
export async function restoreRecords(config: Config, file: string): Promise<{ rows: number; lanes: number }> {
  const own = config.databaseUrl === undefined;
  const folder = own ? openDataFolder(config.dataDir) : undefined;
  try {
    const dataDir = folder?.path ?? config.dataDir;
    if (own && existsSync(join(dataDir, 'pglite'))) throw new StartProblem('RECORDS_EXIST', { path: dataDir });
    const done = await readInto(config, dataDir, file);
    if (own)
      for (const name of ['temporal.made', 'temporal.db', 'temporal.db-wal', 'temporal.db-shm'])
        rmSync(join(dataDir, name), { force: true });
    return { ...done, lanes: own ? 0 : await rebuildAll(config) };
  } finally {
    folder?.release();
  }
}

async function readInto(config: Config, dataDir: string, file: string): Promise<{ rows: number }> {
  const { db } = await openDatabase(config, dataDir, { waitMs: 0 });
  let whole = false;
  const input = createReadStream(file);
  const text = input.pipe(createGunzip());
  try {
    const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
    const failed = new Promise<never>((_, fail) => {
      input.once('error', fail);
      text.once('error', fail);
    });
    const done = await Promise.race([readBackup(db, lines), failed]);
    whole = true;
    return done;
  } catch (error) {
    const unreadable = (error as { code?: string }).code?.startsWith('Z_') ?? false;
    if (error instanceof BackupError || unreadable)
      throw new StartProblem(error instanceof BackupError ? error.code : 'BACKUP_UNREADABLE', { path: file });
    throw error;
  } finally {
    // What was not read to its end would hold the process.
    input.destroy();
    text.destroy();
    await db.destroy();
    // A data folder half filled would be taken for a whole one.
    if (!whole && config.databaseUrl === undefined) rmSync(join(dataDir, 'pglite'), { recursive: true, force: true });
  }
}

async function rebuildAll(config: Config): Promise<number> {
  if (config.temporalAddress === undefined) return 0;
  const log = createLog('warn');
  const records = await openRecords(config, config.dataDir);
  try {
    const connection = await connectTemporal(namedTemporal(config.temporalAddress, config), config);
    const part = makeRelay(config, connection, records, log);
    const rebuilt = await keeperOf(part, records).rebuild();
    await part.relay.close();
    await connection.close();
    return rebuilt.length;
  } finally {
    await records.close();
  }
}
