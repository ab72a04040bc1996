import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openPglite } from '../../store/database.js';
import { migrate } from '../../store/migrate.js';

const FOLDER = resolve('node_modules/.cache/dondoc');
const MADE_FROM = ['store/migrations', 'node_modules/@electric-sql/pglite/package.json'];

/** A database in memory of a test file's own, migrated: started from one that is made once and kept until a migration changes. */
export async function testDatabase(): ReturnType<typeof openPglite> {
  const opened = await openPglite(undefined, new Blob([readFileSync(await template())]));
  await migrate(opened.db);
  return opened;
}

async function template(): Promise<string> {
  const files = MADE_FROM.flatMap((path) => (path.endsWith('.json') ? [path] : readdirSync(path).map((name) => join(path, name))));
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
  const file = join(FOLDER, `database-${Math.floor(newest)}.tar`);
  if (existsSync(file)) return file;
  const { db, pglite } = await openPglite();
  await migrate(db);
  const made = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await db.destroy();
  mkdirSync(FOLDER, { recursive: true });
  for (const old of readdirSync(FOLDER)) if (old.startsWith('database-')) rmSync(join(FOLDER, old), { force: true });
  // Under its name only when it is whole: test files run side by side.
  const draft = join(FOLDER, `making-${process.pid}.tar`);
  writeFileSync(draft, made);
  renameSync(draft, file);
  return file;
}
