import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { createMetrics, type Metrics } from './metrics.js';
import { portProblem } from './port-problem.js';
import type { Records } from './records.js';
import { installRuntime } from './runtime.js';

/** Figures of a process and where Prometheus asks for them: a door apart from the API's, since what it tells is for who runs the installation. */
export type MetricsPart = Pick<Metrics, 'carried' | 'answered'> & { close(): Promise<void> };

/** How long Temporal's own figures are waited for. */
const CORE_MS = 2_000;

/** Counts and serves what is told of a process where the configuration says where; nothing otherwise. `worker`: it runs one. */
export async function startMetrics(
  { metrics: at }: Pick<Config, 'metrics'>,
  records: Pick<Records, 'db' | 'clock'>,
  log: Logger,
  { worker }: { worker: boolean },
): Promise<MetricsPart | undefined> {
  if (!at) return undefined;
  const core = worker ? await freePlace() : undefined;
  if (core !== undefined) installRuntime(log, core);
  const metrics = createMetrics(records, log);
  return { ...metrics, close: await openDoor(at, metrics, core) };
}

/**
 * Serves `/metrics`: the figures given, and those that Temporal's core tells at `core` of loopback where this process runs a worker.
 * Throws StartProblem PORT_TAKEN, PORT_UNUSABLE. Answers what closes it.
 */
async function openDoor(at: { host: string; port: number }, { tell, contentType }: Metrics, core?: string): Promise<() => Promise<void>> {
  const server = createServer((request, reply) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      reply.writeHead(404).end();
      return;
    }
    Promise.all([tell(), core === undefined ? '' : coreMetrics(core)]).then(
      (texts) => reply.writeHead(200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(texts.join('\n')),
      () => reply.writeHead(500).end(),
    );
  });
  await listen(server, at).catch((error: unknown) => {
    throw portProblem(error, at, 'DONDOC_METRICS');
  });
  return () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
}

/** A free place on loopback for the figures of Temporal's core, which takes no answer for an address. */
async function freePlace(): Promise<string> {
  const probe = createSocket();
  await new Promise<void>((done) => probe.listen({ host: '127.0.0.1', port: 0 }, done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return `127.0.0.1:${port}`;
}

async function coreMetrics(core: string): Promise<string> {
  try {
    return await (await fetch(`http://${core}/metrics`, { signal: AbortSignal.timeout(CORE_MS) })).text();
  } catch {
    // The core tells nothing before its first figure.
    return '';
  }
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail).listen({ host, port, exclusive: true }, done);
  });
}
