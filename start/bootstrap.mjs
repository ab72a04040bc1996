/** `npm start`: makes sure of Node, packages and build, then becomes dist/start/main.js, or demo.js for `npm run demo`, with the same arguments. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, ensurePages, requireNode, root } from './ready.mjs';

requireNode();
ensureInstalled();
ensureBuilt('workflows', 'start', 'cli');
if (process.argv[2] !== 'demo') ensurePages();

// In this very process, not in a child: Ctrl-C, signals and the exit code are then main's own.
const main = join(root, 'dist', 'start', process.argv[2] === 'demo' ? 'demo.js' : 'main.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);
