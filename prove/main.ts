import { parseArgs } from 'node:util';
import { hasPostgres } from '../bench/postgres.js';
import { prove } from './run.js';
import { shortStages, stagesFor } from './stages.js';
import { findTemporalServer, SERVER_VERSION } from './temporal.js';
import type { Proof } from './proof.js';

const USAGE = `npm run prove -- [--minutes 20] [--temporal dev|server] [--seed N] [--short] [--json] [--verbose]

Two APIs, two workers, PostgreSQL, Temporal and a mail server, as a deployment runs them, under load, while a nemesis chosen by the seed
kills, stops and cuts them off: at named points, at random, alone and together. Then every answer that was given is compared with what is
stored: over HTTP, by SQL, and with Temporal's workflows. Ends with 0 where all of it holds.

  --temporal dev     the development server on a file (default)
  --temporal server  the real server on PostgreSQL: DONDOC_TEMPORAL_SERVER names a folder with its programs, made by
                       go build -C $(go list -m -f '{{.Dir}}' go.temporal.io/server@v${SERVER_VERSION}) -o FOLDER/server ./cmd/server
                       go build -C $(go list -m -f '{{.Dir}}' go.temporal.io/server@v${SERVER_VERSION}) -o FOLDER/sql ./cmd/tools/sql
  --minutes          time under fire, to 45
  --short            the form that npm test runs: two minutes, nothing that needs rights or libraries of this machine

Needs PostgreSQL's server binaries. As root a small file system is mounted and filled; with libfaketime clocks jump; else it is said that
this was left out.
`;

const SHORT = { stages: shortStages(), leastKills: 12, whole: false };

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string' },
    temporal: { type: 'string', default: 'dev' },
  },
});

async function main(): Promise<number> {
  const { help, json, short, verbose, temporal } = values;
  if (help) return tell(USAGE, 0);
  if (temporal !== 'dev' && temporal !== 'server') return tell(USAGE, 2);
  if (!hasPostgres()) return tell('Left out: PostgreSQL is not installed, and the rig needs its server binaries.\n', 69);
  if (temporal === 'server' && findTemporalServer() === undefined)
    return tell(`Left out: Temporal's server ${SERVER_VERSION} is not built here; --help says how.\n`, 69);
  const minutes = Math.min(45, Number(values.minutes));
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const began = Date.now();
  const say = (text: string) => verbose && process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} ${text}\n`);
  const proof = await prove({ seed, temporal, ...(short ? SHORT : { stages: stagesFor(minutes), whole: true }), say });
  process.stdout.write(json ? `${JSON.stringify(proof)}\n` : inWords(proof));
  return proof.wrong.length === 0 ? 0 : 1;
}

function inWords({ wrong, ...figures }: Proof): string {
  const list = wrong.slice(0, 50).map((one) => `  ${one}\n`);
  const verdict = wrong.length === 0 ? 'All of it holds.' : `${wrong.length} things do not hold:`;
  return `${JSON.stringify(figures, null, 2)}\n${verdict}\n${list.join('')}`;
}

function tell(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}

// What was started is ended with this process, whatever ends it.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => process.exit(130));
process.exit(await main());
