import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { endProcess, markOf, parseMark, type ProcessMark } from './child-process.js';
import { StartProblem } from './start-problem.js';

export interface TemporalServerOptions {
  /** The data folder, held by this process: openDataFolder comes first. */
  dataDir: string;
  /** Temporal's command line (ensureTemporalCli). */
  binary: string;
  /** On 127.0.0.1; a free one by default. */
  port?: number;
  /** Search attributes by name, registered at the start. */
  searchAttributes?: Record<string, 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList'>;
  /** Dynamic configuration of the server by key. */
  dynamicConfig?: Record<string, string | number | boolean>;
  log?: (text: string) => void;
  /** Aborts when the process is asked to stop: a server that is coming up is then ended, and the reason thrown. */
  asked?: AbortSignal;
}

export interface TemporalServer {
  /** Host and port, for a connection. Namespace: default. */
  address: string;
  pid: number;
  /** Whether it began without a database, knowing nothing. */
  fresh: boolean;
  /** Settles when the server has ended, asked to or not. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Asks it to end, and after 10 s makes it. */
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const upWaitMs = 60_000;
const askEachMs = 50;
const endWaitMs = 10_000;
/** Longest time for `stop`: asked, then made to. */
export const STOP_MS = 2 * endWaitMs + 1_000;
const logMaxBytes = 10 * 1024 * 1024;

/**
 * Starts a Temporal server on a file in the data folder and waits until it answers.
 * One left running by a killed parent is ended first: it is known by number and start, so no other process is ever taken for it.
 * Throws StartProblem TEMPORAL_PORT_TAKEN, TEMPORAL_NOT_UP.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { dataDir, asked, log = () => undefined } = options;
  const record = join(dataDir, 'temporal.pid');
  await endOrphan(record, log);

  const port = options.port ?? (await freePort());
  if (options.port !== undefined && !(await isFree(port))) throw new StartProblem('TEMPORAL_PORT_TAKEN', { port });

  const fresh = clearHalfMade(dataDir);
  const logFile = openLog(dataDir);
  const child = spawnHeld(options.binary, serverArgs(options, port), logFile.fd);
  closeSync(logFile.fd);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
    child.once('error', () => done({ code: 127, signal: null }));
  });
  const mark = child.pid === undefined ? undefined : markOf(child.pid);
  if (mark === undefined) throw notUp(logFile.path, 'it did not start');
  writeFileSync(record, JSON.stringify(mark), { mode: 0o600 });
  const watch = watchOver(mark.pid);
  void ended.then(() => watch?.kill('SIGKILL'));
  letGo(child);

  const stop = async (): Promise<void> => {
    await endProcess(mark, endWaitMs);
    await ended;
    rmSync(record, { force: true });
  };
  const address = `${host}:${port}`;
  const reason = await Promise.race([
    waitUntilUp(port, ended),
    ended.then(({ code, signal }) => `it ended with ${signal ?? code}`),
    abortOf(asked).then(() => 'it was not waited for'),
  ]);
  if (reason !== undefined) {
    await stop();
    asked?.throwIfAborted();
    throw notUp(logFile.path, reason);
  }
  writeFileSync(join(dataDir, madeMark), '', { mode: 0o600 });
  log(`Temporal server: ${address}, pid ${mark.pid}`);
  return { address, pid: mark.pid, fresh, ended, stop };
}

const database = 'temporal.db';
/** Stands beside a database that was made to its end. */
const madeMark = 'temporal.made';

/**
 * Clears away a database whose making was cut off: it would never open again, and nothing was told to it yet. Says whether there is none
 * now.
 */
function clearHalfMade(dataDir: string): boolean {
  const path = (name: string) => join(dataDir, name);
  if (existsSync(path(madeMark)) && existsSync(path(database))) return false;
  for (const name of [madeMark, database, `${database}-wal`, `${database}-shm`, `${database}-journal`]) rmSync(path(name), { force: true });
  return true;
}

function abortOf(signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', () => done(), { once: true });
  });
}

function serverArgs({ dataDir, searchAttributes = {}, dynamicConfig = {} }: TemporalServerOptions, port: number): string[] {
  const args = ['server', 'start-dev', '--headless', '--ip', host, '--port', String(port), '--namespace', 'default'];
  args.push('--db-filename', join(dataDir, database), '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL');
  args.push('--log-format', 'json', '--log-level', 'warn');
  for (const [name, type] of Object.entries(searchAttributes)) args.push('--search-attribute', `${name}=${type}`);
  for (const [key, value] of Object.entries(dynamicConfig)) args.push('--dynamic-config-value', `${key}=${JSON.stringify(value)}`);
  return args;
}

/**
 * Starts the program behind a shell that waits for a line, so that its process is on record before it touches the database:
 * should we be killed in between, the shell reads the end of its input and nothing was started. Own process group: Ctrl-C is ours to pass on.
 */
function spawnHeld(binary: string, args: string[], logFd: number): ChildProcess {
  const stdio = ['pipe', logFd, logFd] as const;
  if (process.platform === 'win32') return spawn(binary, args, { stdio: [...stdio], windowsHide: true });
  const held = ['-c', 'read -r go && exec "$@" < /dev/null', 'sh', binary, ...args];
  return spawn('sh', held, { stdio: [...stdio], detached: true });
}

/**
 * A shell that ends the server as soon as we are gone, whatever ended us: it waits for the end of its input, which only we hold open.
 * The record is for the case that it was killed too.
 */
function watchOver(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const watch = spawn('sh', ['-c', 'cat > /dev/null; kill "$0"', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watch.on('error', () => undefined);
  watch.stdin?.on('error', () => undefined);
  return watch;
}

function letGo(child: ChildProcess): void {
  // It may have ended already: then its exit tells, and the broken pipe does not matter.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end('go\n');
}

async function endOrphan(record: string, log: (text: string) => void): Promise<void> {
  let left: ProcessMark | undefined;
  try {
    left = parseMark(readFileSync(record, 'utf8'));
  } catch {
    return;
  }
  if (left !== undefined && markOf(left.pid)?.began === left.began) {
    log(`Ending the Temporal server that an earlier run left behind, pid ${left.pid}`);
    await endProcess(left, endWaitMs);
  }
  rmSync(record, { force: true });
}

function openLog(dataDir: string): { path: string; fd: number } {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'temporal.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logMaxBytes) renameSync(path, `${path}.1`);
  return { path, fd: openSync(path, 'a', 0o600) };
}

function notUp(log: string, reason: string): StartProblem {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return new StartProblem('TEMPORAL_NOT_UP', { log, reason, lastLine: lines.at(-1) ?? '' });
}

/** Waits until the namespace can be used; gives the reason where that never came. */
async function waitUntilUp(port: number, ended: Promise<unknown>): Promise<string | undefined> {
  const untilMs = Date.now() + upWaitMs;
  let over = false;
  void ended.then(() => (over = true));
  let reason = 'it does not listen';
  while (!over && Date.now() < untilMs) {
    // A plain look first: a gRPC client that meets a closed port waits a second before it tries again.
    if (await listensOn(port)) {
      const connection = Connection.lazy({ address: `${host}:${port}`, connectTimeout: 2_000 });
      try {
        await connection.ensureConnected();
        await connection.workflowService.describeNamespace({ namespace: 'default' });
        return undefined;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      } finally {
        await connection.close();
      }
    }
    await new Promise((wake) => setTimeout(wake, askEachMs));
  }
  return `no answer in ${upWaitMs / 1000} s: ${reason}`;
}

function listensOn(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    socket.once('error', () => done(false));
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
  });
}

function listen(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen({ host, port, exclusive: true }, () => {
      const { port: found } = probe.address() as AddressInfo;
      probe.close(() => done(found));
    });
  });
}

const freePort = (): Promise<number> => listen(0);

const isFree = (port: number): Promise<boolean> =>
  listen(port).then(
    () => true,
    () => false,
  );
