import { existsSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { dataConverterOf } from '../start/data-converter.js';
import { firstAdministrator } from '../start/first-administrator.js';
import { databaseClock, outerClock } from '../store/clock.js';
import { type Db, openPostgres } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { Calm } from './calm.js';
import { Link } from './link.js';
import { MailSink } from './mail-sink.js';
import { NodeProcess } from './node.js';
import { freePort } from './ports.js';
import { PostgresServer } from './postgres.js';
import { devTemporal, findTemporalServer, type ProvenTemporal, realTemporal } from './temporal.js';

/** A process of ours with the wires it hangs on. */
export interface Wired {
  node: NodeProcess;
  toPostgres: Link;
  toTemporal: Link;
}

export type TemporalMode = 'dev' | 'server';

export interface TopologyOptions {
  folder: string;
  temporal: TemporalMode;
  /** Room for PostgreSQL in MB, where it shall be filled. */
  megabytes?: number;
  /** Library that fakes a process its time. */
  clockLibrary?: string;
  say: (text: string) => void;
}

/** Processes as a deployment runs them: two APIs, two workers, PostgreSQL, Temporal and a mail server, and every wire between them. */
export class Topology {
  readonly calm = new Calm();
  readonly apis: Wired[] = [];
  readonly workers: Wired[] = [];
  /** What senders reach the APIs by. */
  readonly doors: Link[] = [];
  /** How far the clock of lodging is behind the machine's, and since when (real time), in order. */
  readonly #clocks: { sinceMs: number; behindMs: number }[] = [];
  /** Processes that did not end as they were asked to. */
  readonly complaints: string[] = [];
  /** What a process said of a part that took longer to end than it is given; on a busy machine that is no fault. */
  readonly slowParts: string[] = [];

  private constructor(
    readonly options: TopologyOptions,
    readonly postgres: PostgresServer,
    readonly temporal: ProvenTemporal,
    readonly sink: MailSink,
  ) {}

  /** Starts the servers; our own processes come with `begin`. */
  static async make(options: TopologyOptions): Promise<Topology> {
    const { folder, temporal: mode, megabytes } = options;
    const postgres = await PostgresServer.make(join(folder, 'postgres'), megabytes);
    await postgres.statement('create database dondoc', 'postgres');
    const temporal = await temporalOf(mode, join(folder, 'temporal'), postgres);
    await temporal.begin();
    const topology = new Topology(options, postgres, temporal, await MailSink.open());
    await topology.#wire();
    return topology;
  }

  get nodes(): Wired[] {
    return [...this.apis, ...this.workers];
  }

  /** How far the clock of lodging is behind the machine's. */
  get behindMs(): number {
    return this.#clocks.at(-1)?.behindMs ?? 0;
  }

  /** The instant that the clock of lodging shows. */
  get nowMs(): number {
    return Date.now() - this.behindMs;
  }

  /** Sets the clock of lodging; the processes have it from their next start. */
  setClock(nowMs: number): void {
    this.#clocks.push({ sinceMs: Date.now(), behindMs: Date.now() - nowMs });
  }

  /** When an instant of the records was, in real time; one that was leapt over was at the leap. */
  realMs(recordedMs: number): number {
    const { behindMs } = this.#clocks.findLast((clock) => clock.sinceMs - clock.behindMs <= recordedMs) ?? this.#clocks[0]!;
    const leap = this.#clocks.find((clock) => clock.behindMs < behindMs)?.sinceMs ?? Number.POSITIVE_INFINITY;
    return Math.min(recordedMs + behindMs, leap);
  }

  /** Longest time in which nothing was broken between two instants of the records. */
  wellMs(fromMs: number, toMs: number): number {
    return this.calm.longest(this.realMs(fromMs), this.realMs(toMs));
  }

  /** Brings up whatever does not run, servers first, and opens every wire. */
  async heal(): Promise<void> {
    this.postgres.drain();
    this.sink.mode = 'open';
    for (const { node, toPostgres, toTemporal } of this.nodes) {
      for (const link of [toPostgres, toTemporal]) link.set('open');
      node.jump('+0');
      node.signal('SIGCONT');
      node.arm({ point: 'none' });
    }
    for (const door of this.doors) door.set('open');
    await this.postgres.begin();
    await this.temporal.begin();
    await Promise.all(this.nodes.filter(({ node }) => !node.running).map(({ node }) => node.begin(this.behindMs)));
  }

  /** Asks all our processes to end, as a deployment does; what took longer than its grace, or ended otherwise, is told. */
  async stopNodes(): Promise<void> {
    await Promise.all(
      this.nodes.map(async ({ node }) => {
        node.signal('SIGTERM');
        const ended = await node.ended(GRACE_MS);
        if (ended?.by !== 0) this.complaints.push(`${node.name}: ${ended ? `ended by ${ended.by}` : 'still runs after its grace'}`);
        const [slow] = /.*part not stopped.*/.exec(node.said) ?? [];
        if (slow !== undefined) this.slowParts.push(`${node.name}: ${slow}`);
        await node.kill();
      }),
    );
  }

  /** The records, as one outside the processes reads them. */
  records(): Db {
    return openPostgres(this.postgres.url(), 4).db;
  }

  /** A client of Temporal that reads what our processes wrote. */
  workflows(): { client: Client; close: () => Promise<void> } {
    const connection = Connection.lazy({ address: `127.0.0.1:${this.temporal.port}` });
    return { client: new Client({ connection, dataConverter: dataConverterOf({}) }), close: () => connection.close() };
  }

  /** The first administrator's token, made before any process runs. */
  async administrator(): Promise<string> {
    const db = this.records();
    try {
      await migrate(db);
      return await firstAdministrator({ db, clock: outerClock(async () => (await databaseClock(db).nowMs()) - this.behindMs) });
    } finally {
      await db.destroy();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map(({ node }) => node.kill()));
    await this.temporal.kill();
    await this.postgres.end();
    this.sink.close();
    for (const link of [...this.doors, ...this.nodes.flatMap(({ toPostgres, toTemporal }) => [toPostgres, toTemporal])]) link.close();
  }

  async #wire(): Promise<void> {
    for (const role of ['api', 'worker'] as const)
      for (const n of [1, 2]) {
        const port = await freePort();
        const toPostgres = await Link.to(this.postgres.port);
        const toTemporal = await Link.to(this.temporal.port);
        const { folder, clockLibrary, say } = this.options;
        const env = {
          DATABASE_URL: this.postgres.url('dondoc', toPostgres.port),
          TEMPORAL_ADDRESS: `127.0.0.1:${toTemporal.port}`,
          TEMPORAL_NAMESPACE: 'default',
          PORT: String(port),
          DONDOC_DATA: folder,
          DONDOC_SMTP_URL: `smtp://127.0.0.1:${this.sink.port}`,
          DONDOC_MAIL_FROM: 'dondoc@example.vn',
          DONDOC_REQUESTS_PER_MINUTE: '1000000',
          DONDOC_LOG_LEVEL: 'warn',
        };
        const node = new NodeProcess({ role, name: `${role}-${n}`, folder, ...(clockLibrary && { clockLibrary }) }, env, say);
        if (role === 'api') this.doors.push(await Link.to(port));
        (role === 'api' ? this.apis : this.workers).push({ node, toPostgres, toTemporal });
      }
  }
}

/** A process that is asked to end does so within this: the grace that an orchestrator is told (docs/operations.md). */
const GRACE_MS = 30_000;

async function temporalOf(mode: TemporalMode, folder: string, postgres: PostgresServer): Promise<ProvenTemporal> {
  if (mode === 'dev') return devTemporal(folder);
  const binaries = findTemporalServer();
  if (binaries === undefined) throw new Error('no Temporal server: see npm run prove -- --help');
  return realTemporal(folder, binaries, postgres);
}

const CLOCK_LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`);

/** The library that fakes a process its time, where it is installed. */
export function findClockLibrary(): string | undefined {
  return CLOCK_LIBRARIES.find((path) => existsSync(path));
}
