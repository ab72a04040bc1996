import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ensureTemporalCli } from '../../start/temporal-binary.js';
import { lowPorts } from '../../prove/ports.js';
import { root } from '../start/compiled.js';

const run = promisify(execFile);
const UP_MS = 120_000;

/** A folder for PATH in which the programs of the admin-tools image go by their names there. */
export async function adminTools(folder: string, programs: string): Promise<string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(join(programs, 'sql'), join(bin, 'temporal-sql-tool'));
  symlinkSync(await ensureTemporalCli(), join(bin, 'temporal'));
  return bin;
}

/** Runs a script of compose/ with an environment, as its container does. */
export async function runScript(name: string, env: Record<string, string>): Promise<void> {
  await run('sh', [join(root, 'compose', name)], { env, timeout: UP_MS });
}

/** Starts the server by the environment that docker-compose.yml gives it, on free ports of loopback; it reads no other configuration. */
export async function startServer(
  programs: string,
  folder: string,
  env: Record<string, string>,
): Promise<{ address: string; stop(): Promise<void> }> {
  const services = ['FRONTEND', 'MATCHING', 'HISTORY', 'WORKER'];
  const names = [...services.flatMap((service) => [`${service}_GRPC_PORT`, `${service}_MEMBERSHIP_PORT`]), 'FRONTEND_HTTP_PORT'];
  const free = await lowPorts(names.length);
  const ports: Record<string, string> = Object.fromEntries(names.map((name, index) => [name, String(free[index])]));
  const address = `127.0.0.1:${ports.FRONTEND_GRPC_PORT}`;
  const server = spawn(join(programs, 'server'), ['start'], {
    cwd: folder,
    env: { ...env, ...ports, BIND_ON_IP: '127.0.0.1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = sayingsOf(server);
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(() => server.kill('SIGKILL'))]);
    await ended;
  };
  const over = await Promise.race([ended.then(() => true), sleep(500, false)]);
  if (over) throw new Error(`Temporal's server ended:\n${said()}`);
  return { address, stop };
}

function sayingsOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part: Buffer) => (text = (text + part.toString()).slice(-2000)));
  return () => text;
}
