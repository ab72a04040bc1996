import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureTemporalCli } from '../start/temporal-binary.js';
import { startTemporalServer } from '../start/temporal-server.js';
import { median } from './cost.js';
import { benchDondoc, type Figures, type Servers } from './dondoc.js';
import { benchFloor } from './floor.js';
import { startPostgres } from './postgres.js';
import { benchRaw } from './raw-temporal.js';
import { table } from './table.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '200,1000,3321' },
    clients: { type: 'string', default: '32,256' },
    designs: { type: 'string', default: 'floor,raw,dondoc' },
  },
});
const numbers = (list: string) => list.split(',').map(Number);
/** 1,000 bytes that do not compress. */
const text = () => randomBytes(750).toString('base64');

/** Runs the cascade job on each design in turn, so many rounds interleaved, and tells medians and ratios. */
async function main(): Promise<void> {
  const postgres = await startPostgres();
  if (!postgres) throw new Error('PostgreSQL is not installed: the bench needs its server binaries');
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-bench-'));
  const temporal = await startTemporalServer({
    dataDir: folder,
    binary: await ensureTemporalCli(),
    dynamicConfig: { 'history.maxInFlightUpdates': 10_000, 'history.maxTotalUpdates': 0 },
  });
  const servers: Servers = { temporal: temporal.address, pids: [temporal.pid, postgres.pid] };
  const all: Figures[] = [];
  let databases = 0;
  try {
    for (const recipients of numbers(values.sizes))
      for (const clients of numbers(values.clients))
        for (let round = 0; round < Number(values.rounds); round += 1) {
          const database = () => postgres.create(`bench${(databases += 1)}`);
          const run = async (name: string, work: () => Promise<Figures>) => {
            if (!values.designs.split(',').includes(name)) return;
            const figures = await work();
            all.push(figures);
            process.stderr.write(`${figures.design}, ${recipients} × ${clients}: ${Math.round(figures.perSecond)}/s\n`);
          };
          await run('floor', async () => benchFloor(servers, await database(), recipients, clients, text));
          await run('raw', async () => benchRaw(servers, recipients, clients, text));
          await run('dondoc', async () => benchDondoc(servers, await database(), recipients, clients, text));
        }
  } finally {
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const medians = mediansOf(all);
  process.stdout.write(values.json ? `${JSON.stringify(medians, null, 2)}\n` : table(medians));
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
