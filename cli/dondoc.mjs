#!/usr/bin/env node
/** `npx dondoc`: makes sure of Node, packages and build where something is missing or newer, then becomes dist/cli/main.js. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, requireNode, root } from '../start/ready.mjs';

const main = join(root, 'dist', 'cli', 'main.js');
const stamp = join(root, 'dist', 'cli', '.checked');
/** Folders without sources of ours. */
const skipped = new Set(['node_modules', 'dist', 'coverage', 'reports', 'test', 'bench', 'docs', 'examples', 'web']);

/** Whether a source is newer than the last build that was looked at: a few milliseconds, where the compiler itself takes a second. */
function isStale() {
  if (!existsSync(main) || !existsSync(stamp)) return true;
  const { mtimeMs } = statSync(stamp);
  const newer = (path) => statSync(path).mtimeMs > mtimeMs;
  const rooms = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name),
  );
  return rooms.some(({ name }) =>
    readdirSync(join(root, name), { recursive: true }).some((file) => /\.(ts|json)$/.test(file) && newer(join(root, name, file))),
  );
}

requireNode();
if (existsSync(join(root, 'package-lock.json'))) {
  ensureInstalled();
  if (isStale()) {
    const began = new Date();
    // start and workflows too: `dondoc start` runs them.
    ensureBuilt('workflows', 'start', 'cli');
    writeFileSync(stamp, '');
    // As of the moment before: what was saved meanwhile counts as newer.
    utimesSync(stamp, began, began);
  }
}

process.argv[1] = main;
await import(pathToFileURL(main).href);
