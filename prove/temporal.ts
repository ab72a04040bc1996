import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { cacheFolder } from '../start/cache-folder.js';
import { ensureTemporalCli } from '../start/temporal-binary.js';
import { startTemporalServer, type TemporalServer } from '../start/temporal-server.js';
import { freePort, lowPorts } from './ports.js';
import type { PostgresServer } from './postgres.js';

const run = promisify(execFile);

/** A Temporal server that is killed and started again at the same address, with the same memory. */
export interface ProvenTemporal {
  port: number;
  version: string;
  /** Process number while it runs. */
  pid(): number;
  begin(): Promise<void>;
  kill(): Promise<void>;
}

const DYNAMIC_CONFIG = { 'history.workflowTaskRetryMaxInterval': '1s' };

/** The development server on a file that is synced at each commit. */
export async function devTemporal(folder: string): Promise<ProvenTemporal> {
  const binary = await ensureTemporalCli();
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  let server: TemporalServer;
  return {
    port,
    version: (await run(binary, ['--version'])).stdout.trim(),
    pid: () => server.pid,
    async begin() {
      server = await startTemporalServer({ dataDir: folder, binary, port, dynamicConfig: DYNAMIC_CONFIG });
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
    },
  };
}

export const SERVER_VERSION = '1.32.0';

/** Folder of the server's program and its schema tool: where DONDOC_TEMPORAL_SERVER says, or in our cache; undefined where there is none. */
export function findTemporalServer(): string | undefined {
  const folder = process.env.DONDOC_TEMPORAL_SERVER ?? join(cacheFolder(), `temporal-server-${SERVER_VERSION}`);
  return existsSync(join(folder, 'server')) && existsSync(join(folder, 'sql')) ? folder : undefined;
}

/** The real server, with its memory in two databases of PostgreSQL, as docker-compose.yml has it. */
export async function realTemporal(folder: string, binaries: string, postgres: PostgresServer): Promise<ProvenTemporal> {
  mkdirSync(folder, { recursive: true });
  for (const [database, schema, version] of [
    ['temporal', 'temporal', '1.19'],
    ['temporal_visibility', 'visibility', '1.14'],
  ] as const) {
    await postgres.statement(`create database ${database}`, 'postgres');
    const on = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(postgres.port), '-u', 'dondoc', '--db', database];
    await run(join(binaries, 'sql'), [...on, 'setup-schema', '--schema-name', `postgresql/v12/${schema}`, '-v', version]);
  }
  const ports = await lowPorts(8);
  const file = join(folder, 'temporal.yaml');
  const dynamic = join(folder, 'dynamic.yaml');
  writeFileSync(
    dynamic,
    Object.entries(DYNAMIC_CONFIG)
      .map(([key, value]) => `${key}:\n  - value: ${value}\n`)
      .join(''),
  );
  writeFileSync(file, JSON.stringify(configOf(postgres.port, ports, dynamic)));
  const port = ports[0]!;
  let server: ChildProcess | undefined;
  let made = false;
  return {
    port,
    version: `Temporal server ${SERVER_VERSION} on PostgreSQL`,
    pid: () => server!.pid!,
    async begin() {
      if (!server || server.exitCode !== null || server.signalCode !== null) server = spawnServer(folder, binaries, file);
      const running = server;
      await answers(
        port,
        made,
        () => running.exitCode !== null || running.signalCode !== null,
        () => (server = spawnServer(folder, binaries, file)),
      );
      made = true;
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((done) => server!.once('exit', done));
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function spawnServer(folder: string, binaries: string, file: string): ChildProcess {
  const log = openSync(join(folder, 'temporal.log'), 'a');
  const server = spawn(join(binaries, 'server'), ['--config-file', file, '--allow-no-auth', 'start'], { stdio: ['ignore', log, log] });
  closeSync(log);
  return server;
}

const UP_WITHIN_MS = 120_000;

/** Waits until the server answers for its namespace, which is made the first time. */
async function answers(port: number, made: boolean, ended: () => boolean, again: () => void): Promise<void> {
  const until = Date.now() + UP_WITHIN_MS;
  for (let told: unknown; ; await sleep(200)) {
    if (Date.now() > until) throw new Error(`Temporal's server does not come up: ${String(told)}`);
    if (ended()) again();
    const connection = Connection.lazy({ address: `127.0.0.1:${port}`, connectTimeout: 2_000 });
    try {
      if (!made) await registerNamespace(connection).catch((error: unknown) => (told = error));
      await connection.workflowService.getSystemInfo({});
      await connection.workflowService.describeTaskQueue({ namespace: 'default', taskQueue: { name: 'dondoc' }, taskQueueType: 1 });
      return;
    } catch (error) {
      told = error;
    } finally {
      await connection.close();
    }
  }
}

async function registerNamespace({ workflowService }: Connection): Promise<void> {
  const week = { seconds: 7 * 24 * 3600 } as never;
  await workflowService.registerNamespace({ namespace: 'default', workflowExecutionRetentionPeriod: week });
}

/** The server's own configuration: its four services in one process, on loopback. */
function configOf(postgresPort: number, [front, frontGossip, ...rest]: number[], dynamic: string): object {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${postgresPort}`,
      connectProtocol: 'tcp',
      user: 'dondoc',
      password: '',
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  const service = (grpcPort: number | undefined, membershipPort: number | undefined) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: service(front, frontGossip),
      matching: service(rest[0], rest[1]),
      history: service(rest[2], rest[3]),
      worker: service(rest[4], rest[5]),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${front}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '10s' },
    publicClient: { hostPort: `127.0.0.1:${front}` },
  };
}
