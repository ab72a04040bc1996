import { writeSync } from 'node:fs';
import { readConfig } from '../../config/config.js';
import { type Embedded, startEmbedded } from '../../start/embedded.js';
import { createLog } from '../../start/log.js';
import { listenForStop } from '../../start/stop-request.js';
import { sayProblem } from '../../start/words.js';
import { type Asked, drifted, type Told, undecidedAfter } from './quiet.js';
import { killTree } from '../../prove/tree.js';

/**
 * The embedded process as `npm start` runs it, but for two things: it kills itself, with all that it started, at the n-th passing of a
 * named point (`FAULT=updated:3`, or `updated:3:warm` from when a first batch was recorded in full flow), and it answers its parent's
 * questions about what only it can open. Its clock of lodging is `CLOCK_BEHIND_MS` behind.
 */
const [point, nth, warm] = (process.env.FAULT ?? '').split(':');
let armed = warm === undefined;
let lodged = 0;
let passed = 0;

/** So many commands lodged between two batches say that senders are at it. */
const FLOW = 8;

function at(now: string): void {
  if (now === 'lodged') lodged += 1;
  if (now === 'recorded') {
    armed ||= lodged >= FLOW;
    lodged = 0;
  }
  if (!armed || now !== point) return;
  passed += 1;
  if (passed < Number(nth)) return;
  writeSync(2, `fault ${now}:${nth}\n`);
  killTree(process.pid);
}

const tell = (told: Told) => process.send!(told);

async function main(): Promise<number> {
  const asked = listenForStop();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await startEmbedded({ config, log, asked, at, clockBehindMs: Number(process.env.CLOCK_BEHIND_MS ?? 0) });
  process.on('message', (question: Asked) => void answer(running, question));
  tell({ up: running.url });
  const stop = new Promise<undefined>((done) => asked.addEventListener('abort', () => done(undefined)));
  const ended = await Promise.race([stop, running.ended]);
  await running.stop();
  return ended === undefined ? 0 : 69;
}

async function answer({ records, relay }: Embedded, question: Asked): Promise<void> {
  try {
    if (question === 'agree') tell(await drifted(records.db, relay.client));
    else tell({ undecided: await undecidedAfter(records.db, question.decideWithinMs) });
  } catch (error) {
    tell({ failed: String(error) });
  }
}

// Nobody is left to tell.
process.on('disconnect', () => process.exit(1));
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    writeSync(2, `${sayProblem(error)}\n`);
    process.exit(1);
  },
);
