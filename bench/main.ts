import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { randomBytes } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchDbos } from './dbos.js';
import { benchDondoc } from './dondoc.js';
import { benchFloor } from './floor.js';
import { benchHybrid } from './hybrid.js';
import { type Figures, median, type Run } from './measure.js';
import { benchPgBoss } from './pg-boss.js';
import { hasPostgres } from './postgres.js';
import { benchRaw } from './raw-temporal.js';
import { type BenchServers, withServers } from './servers.js';
import { tables } from './table.js';
import { benchWhole } from './whole.js';

const USAGE = `npm run bench -- [--sizes 10,200,1000,3321] [--clients 1,32,128,256] [--designs floor,raw,hybrid,dbos,pgboss,dondoc,whole] [--rounds 3] [--json]

Runs the cascade job – every recipient of a plan acknowledges, then reports 1,000 bytes – by so many senders, each sending its next act when
the last is answered. Designs take turns in every round; the tables show medians of the rounds.

  floor   one statement and commit an act on bare PostgreSQL: nothing decided
  raw     raw Temporal, an update an act, nothing kept but its history
  hybrid  raw parts in the manner of the engine: rows in PostgreSQL, batches to one workflow
  dbos    DBOS, a durable workflow an act
  pgboss  pg-boss, a job an act
  dondoc  the engine core, through the door where commands are lodged
  whole   the whole product over HTTP, a token a sender, rights looked up for each request

Needs PostgreSQL's server binaries; starts servers of its own and throws them away. CPU is of all processes, senders included. On a machine
that does other work too, rates move with it: judge ratios of one run, and processor time.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '10,200,1000,3321' },
    clients: { type: 'string', default: '1,32,128,256' },
    designs: { type: 'string', default: 'floor,raw,hybrid,dbos,pgboss,dondoc,whole' },
  },
});
const numbers = (list: string) => list.split(',').map(Number);
/** 1,000 bytes that do not compress. */
const text = () => randomBytes(750).toString('base64');

const DESIGNS: Record<string, (servers: BenchServers, run: Run) => Promise<Figures>> = {
  floor: async (servers, run) => benchFloor(servers, await servers.database(), run),
  raw: benchRaw,
  hybrid: async (servers, run) => benchHybrid(servers, await servers.database(), run),
  dbos: async (servers, run) => benchDbos(servers, await servers.database(), run),
  pgboss: async (servers, run) => benchPgBoss(servers, await servers.database(), run),
  dondoc: async (servers, run) => benchDondoc(servers, await servers.database(), run),
  whole: async (servers, run) => benchWhole(servers, await servers.database(), run),
};

/** Limits on updates are lifted: raw Temporal hardly works with them, and the others do not need them. */
const NO_LIMITS = { 'history.maxInFlightUpdates': 10_000, 'history.maxTotalUpdates': 0 };

/** Runs the cascade job on each design in turn, so many rounds interleaved, and tells medians and ratios. */
async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(USAGE);
  const designs = values.designs.split(',').map((name) => DESIGNS[name] ?? fail(`no design ${name}; see --help`));
  if (!hasPostgres()) fail('PostgreSQL is not installed: the bench needs its server binaries');
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
  const all: Figures[] = [];
  await withServers(async (servers) => {
    for (const recipients of numbers(values.sizes))
      for (const clients of numbers(values.clients).filter((some) => some <= recipients * 2))
        for (let round = 0; round < Number(values.rounds); round += 1)
          for (const design of designs) {
            const figures = await design(servers, { recipients, clients, text });
            all.push(figures);
            process.stderr.write(`${figures.design}, ${recipients} × ${clients}: ${Math.round(figures.perSecond)}/s\n`);
          }
  }, NO_LIMITS);
  const medians = mediansOf(all);
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine: machine(), medians }, null, 2)}\n` : `${machine()}\n\n${tables(medians)}`,
  );
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${gigabytes} GB, Node ${process.versions.node}, ${values.rounds} rounds`;
}

function mediansOf(all: Figures[]): Figures[] {
  const groups = new Map<string, Figures[]>();
  for (const figures of all) {
    const key = `${figures.recipients}|${figures.clients}|${figures.design}`;
    groups.set(key, [...(groups.get(key) ?? []), figures]);
  }
  return [...groups.values()].map((rounds) => {
    const first = rounds[0]!;
    const entries = Object.entries(first).map(([name, value]) => [
      name,
      typeof value === 'number' ? median(rounds.map((one) => Number(one[name as keyof Figures]))) : value,
    ]);
    return Object.fromEntries(entries) as Figures;
  });
}

await main();
