import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOMS = ['workflows', 'domain', 'contract'];

/** The bundle of the workflows as they stand, made once and kept until one of their files changes. */
export function testBundle(): { code: string } {
  const folder = resolve('node_modules/.cache/dondoc');
  const newest = Math.max(...ROOMS.flatMap((room) => readdirSync(room).map((name) => statSync(join(room, name)).mtimeMs)));
  const file = join(folder, `workflows-${Math.floor(newest)}.js`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder)) if (old.startsWith('workflows-')) rmSync(join(folder, old), { force: true });
    execFileSync(process.execPath, [resolve('test/harness/make-bundle.mjs'), resolve('workflows/index.ts'), file], { stdio: 'inherit' });
  }
  return { code: readFileSync(file, 'utf8') };
}
