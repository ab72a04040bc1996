import { parseArgs } from 'node:util';
import { ConfigError, type Config, readConfig } from '../config/config.js';
import { startApi } from './api.js';
import { banner } from './banner.js';
import { startEmbedded } from './embedded.js';
import { createLog } from './log.js';
import type { Running, Starting } from './running.js';
import { loadSample } from './sample.js';
import { StartProblem } from './start-problem.js';
import { listenForStop, StopAsked } from './stop-request.js';
import { runWorker } from './worker.js';
import { sayProblem, usage } from './words.js';

const CONFIG_EXIT = 78;
const USAGE_EXIT = 2;
const UNAVAILABLE_EXIT = 69;

/** One process by its role: `embedded` (default) all in one on loopback, `api` or `worker` for production. */
async function main(argv: string[], asked: AbortSignal): Promise<number> {
  const parsed = argumentsOf(argv);
  if ('wrong' in parsed) {
    process.stderr.write(`${usage(parsed.wrong)}\n`);
    return USAGE_EXIT;
  }
  const { role, help, sample, env } = parsed;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (help) {
    say(usage());
    return 0;
  }
  const config = readConfig({ ...process.env, ...env });
  const log = createLog(config.logLevel === 'info' && role === 'embedded' ? 'warn' : config.logLevel);
  const running = await startRole(role, sample, { config, log, say, asked });
  const reason = await Promise.race([stopOf(asked), running.ended]);
  if (reason !== undefined) log.error(`ended: ${reason}`);
  await running.stop();
  return reason === undefined ? 0 : UNAVAILABLE_EXIT;
}

interface Arguments {
  role: Role;
  help: boolean;
  sample: boolean;
  /** What is said on the command line counts before what the environment says. */
  env: Record<string, string>;
}

const ROLES = ['embedded', 'api', 'worker'] as const;
type Role = (typeof ROLES)[number];

function argumentsOf(argv: string[]): Arguments | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { sample: { type: 'boolean' }, data: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
    });
    const role = ROLES.find((known) => known === (positionals[0] ?? 'embedded'));
    if (!role || positionals.length > 1) return { wrong: positionals.join(' ') };
    const { help = false, sample = false, data, port } = values;
    if (sample && role !== 'embedded') return { wrong: `${role} --sample` };
    return { role, help, sample, env: { ...(data !== undefined && { DONDOC_DATA: data }), ...(port !== undefined && { PORT: port }) } };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

async function startRole(role: Role, sample: boolean, starting: Starting): Promise<Running> {
  if (role === 'api') return startApi(starting);
  if (role === 'worker') return runWorker(starting);
  const { config, say, asked } = starting;
  refuseOffLoopback(config);
  const running = await startEmbedded({ ...starting, sample });
  try {
    const loaded = sample ? await loadSample(running.dondoc, running.dataDir, asked) : undefined;
    say?.(banner(running, loaded));
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** Plain http is for loopback alone; a deployment puts TLS in front and says so by running `api`. */
function refuseOffLoopback(config: Config): void {
  if (!['127.0.0.1', '::1', 'localhost'].includes(config.host)) throw new ConfigError('DONDOC_HOST', config.host, '127.0.0.1');
}

function stopOf(asked: AbortSignal): Promise<undefined> {
  return new Promise((done) => {
    if (asked.aborted) done(undefined);
    else asked.addEventListener('abort', () => done(undefined), { once: true });
  });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof StartProblem || error instanceof StopAsked) return error.exitCode;
  return error instanceof ConfigError ? CONFIG_EXIT : UNAVAILABLE_EXIT;
}

// Before anything is started, so that whatever is can be stopped.
const asked = listenForStop();
main(process.argv.slice(2), asked).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (!(error instanceof StopAsked)) process.stderr.write(`${sayProblem(error)}\n`);
    process.exit(exitCodeOf(error));
  },
);
