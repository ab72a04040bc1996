import { writeSync } from 'node:fs';
import { readConfig } from '../config/config.js';
import { startApi } from '../start/api.js';
import { createLog } from '../start/log.js';
import { listenForStop } from '../start/stop-request.js';
import { runWorker } from '../start/worker.js';
import { sayProblem } from '../start/words.js';

/** What the rig tells a process: to die at the n-th passing of a named point, or to forget that. */
export type Armed = { point: string; nth: number } | { point: 'none' };

/**
 * An API or a worker as a deployment runs it, but that it kills itself at a named point when the rig has armed it for that, and that its
 * clock of lodging is `CLOCK_BEHIND_MS` behind.
 */
let armed: Armed = { point: 'none' };
let passed = 0;

function at(now: string): void {
  if (armed.point !== now || !('nth' in armed)) return;
  passed += 1;
  if (passed < armed.nth) return;
  writeSync(2, `fault ${now}\n`);
  process.kill(process.pid, 'SIGKILL');
}

async function main(role: string | undefined): Promise<number> {
  const asked = listenForStop();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const start = role === 'api' ? startApi : runWorker;
  const running = await start({ config, log, asked, at, clockBehindMs: Number(process.env.CLOCK_BEHIND_MS ?? 0) });
  process.send!('up');
  const stop = new Promise<undefined>((done) => asked.addEventListener('abort', () => done(undefined)));
  const ended = await Promise.race([stop, running.ended]);
  await running.stop();
  return ended === undefined ? 0 : 69;
}

process.on('message', (told: Armed) => {
  armed = told;
  passed = 0;
});
// Nobody is left to tell.
process.on('disconnect', () => process.exit(1));
main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    writeSync(2, `${sayProblem(error)}\n`);
    process.exit(1);
  },
);
