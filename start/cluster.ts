import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openPglite } from '../store/database.js';
import { cacheFolder } from './cache-folder.js';

/**
 * A PGlite cluster with nothing in it, as an archive that openPglite starts from. Making one takes seconds, so it is made once for a
 * version of PGlite and kept in our cache.
 */
export async function emptyCluster(cache = cacheFolder()): Promise<Blob> {
  const kept = join(cache, `pglite-${pgliteVersion()}.tar`);
  if (existsSync(kept)) return new Blob([readFileSync(kept)]);
  const { db, pglite } = await openPglite();
  const made = await pglite.dumpDataDir('none');
  await db.destroy();
  try {
    mkdirSync(cache, { recursive: true });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, Buffer.from(await made.arrayBuffer()));
    renameSync(draft, kept);
  } catch {
    // A cache that cannot be written costs the next one those seconds; nothing else.
  }
  return made;
}

/**
 * Makes the cluster in a data folder, unless it is there: whole or not at all, since it comes by its name only when it is complete. What
 * a killed process left half made is made anew.
 */
export async function ensureCluster(path: string, cache?: string): Promise<void> {
  if (existsSync(path)) return;
  const draft = `${path}.making`;
  rmSync(draft, { recursive: true, force: true });
  const { db } = await openPglite(draft, await emptyCluster(cache));
  await db.destroy();
  renameSync(draft, path);
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return (JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string }).version;
}
