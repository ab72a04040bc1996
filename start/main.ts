import { parseArgs } from 'node:util';
import { ConfigError, type Config, readConfig } from '../config/config.js';
import { startApi } from './api.js';
import { banner } from './banner.js';
import { startEmbedded } from './embedded.js';
import { createLog } from './log.js';
import { loadSample } from './sample.js';
import { StartProblem } from './start-problem.js';
import { runWorker } from './worker.js';
import { sayProblem, usage } from './words.js';

const CONFIG_EXIT = 78;
const USAGE_EXIT = 2;
const UNAVAILABLE_EXIT = 69;

/** One process by its role: `embedded` (default) all in one on loopback, `api` or `worker` for production. */
async function main(argv: string[]): Promise<number> {
  const parsed = argumentsOf(argv);
  if (typeof parsed === 'string') {
    process.stderr.write(`${usage(parsed)}\n`);
    return USAGE_EXIT;
  }
  const { role, sample, env } = parsed;
  const config = readConfig({ ...process.env, ...env });
  const log = createLog(config.logLevel === 'info' && role === 'embedded' ? 'warn' : config.logLevel);
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (role === 'api') return untilSignal(await startApi(config, log), log);
  if (role === 'worker') return untilSignal(await runWorker(config, log), log);
  refuseOffLoopback(config);
  const running = await startEmbedded({ config, log, say });
  const loaded = sample ? await loadSample(running.dondoc, config.dataDir, Date.now()) : undefined;
  say(banner(running, config, loaded));
  return untilSignal(running, log);
}

interface Arguments {
  role: 'embedded' | 'api' | 'worker';
  sample: boolean;
  env: Record<string, string>;
}

function argumentsOf(argv: string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { sample: { type: 'boolean' }, data: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
    });
    const [role = 'embedded', ...more] = positionals;
    if (values.help) return '';
    if (more.length > 0 || !['embedded', 'api', 'worker'].includes(role)) return positionals.join(' ');
    const env = { ...(values.data !== undefined && { DONDOC_DATA: values.data }), ...(values.port !== undefined && { PORT: values.port }) };
    return { role: role as Arguments['role'], sample: values.sample ?? false, env };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Plain http is for loopback alone; a deployment puts TLS in front and says so by running `api`. */
function refuseOffLoopback(config: Config): void {
  if (!['127.0.0.1', '::1', 'localhost'].includes(config.host)) throw new ConfigError('DONDOC_HOST', config.host, '127.0.0.1');
}

async function untilSignal(
  running: { stop(): Promise<void>; ended: Promise<string> },
  log: { error(message: string): void },
): Promise<number> {
  const signal = new Promise<string>((resolve) => {
    process.once('SIGINT', () => resolve('SIGINT'));
    process.once('SIGTERM', () => resolve('SIGTERM'));
  });
  const reason = await Promise.race([signal, running.ended]);
  const asked = reason === 'SIGINT' || reason === 'SIGTERM';
  if (!asked) log.error(`ended: ${reason}`);
  await running.stop();
  return asked ? 0 : UNAVAILABLE_EXIT;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${sayProblem(error)}\n`);
    process.exit(error instanceof StartProblem ? error.exitCode : error instanceof ConfigError ? CONFIG_EXIT : UNAVAILABLE_EXIT);
  },
);
