import { version } from '../start/version.js';
import { EXIT } from './exit.js';
import { runCli } from './run.js';

const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.internal));

const { env, stdout, stderr } = process;
void runCli(process.argv.slice(2), { env, version: version(), stdout, stderr, signal: ended.signal }).then((code) => {
  process.exitCode = code;
  // Once all is written: a PGlite that was started from an archive would hold the process.
  stdout.write('', () => process.exit());
});
