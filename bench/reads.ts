import { parseArgs } from 'node:util';
import type { Dondoc } from '../client/dondoc.js';
import type { Actor } from '../domain/access.js';
import type { Db } from '../store/database.js';
import { COMMUNES, countryPlan, countryUnits, growYear } from './country.js';
import { administrator, issueOf, startEngine } from './engine.js';
import { percentile } from './measure.js';
import { statementsOf, type Touched, touchedBy } from './rows-read.js';
import { type BenchServers, withServers } from './servers.js';

const { values } = parseArgs({
  options: {
    plans: { type: 'string', default: '100' },
    times: { type: 'string', default: '20' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Rows a page may touch for each row it shows, and besides: the tree, once for each way in which something may be seen. */
const PER_ROW = 40;
const BESIDES = 4 * COMMUNES;

interface Page {
  name: string;
  /** Rows that the page shows or counts over; what it may touch is in proportion to them. */
  shows: number;
  read: () => Promise<unknown>;
}

function pagesOf(
  dondoc: Dondoc,
  { root, province, commune }: Record<'root' | 'province' | 'commune', Actor>,
  plan: string,
  unit: string,
): Page[] {
  const on = { plan, unit, item: 'r1', period: `${year}-M03` };
  return [
    { name: 'inbox of a commune', shows: Number(values.plans) * 13, read: () => dondoc.inbox.get(commune, {}) },
    { name: 'notices of a commune', shows: 50, read: () => dondoc.inbox.notices(commune, { limit: 50 }) },
    { name: 'what is awaited of others, root', shows: 50, read: () => dondoc.inbox.awaiting(root, { limit: 50 }) },
    { name: 'plans, root', shows: 50, read: () => dondoc.plans.list(root, { limit: 50 }) },
    { name: 'plans, search', shows: 50, read: () => dondoc.plans.list(root, { limit: 50, q: 'ca nuoc' }) },
    { name: 'plan, status', shows: COMMUNES * 14, read: () => dondoc.plans.status(root, plan) },
    { name: 'cascade, first page', shows: 200 * 14, read: () => dondoc.plans.cascade(root, plan, { limit: 200 }) },
    { name: 'cascade, a province', shows: 200 * 14, read: () => dondoc.plans.cascade(province, plan, { limit: 200 }) },
    { name: 'matrix, first page', shows: 200 * 12, read: () => dondoc.plans.matrix(root, plan, { limit: 200, item: 'r1' }) },
    { name: 'timeline, first page', shows: 50, read: () => dondoc.plans.timeline(root, plan, { limit: 50 }) },
    { name: 'timeline of a commune', shows: 50, read: () => dondoc.plans.timeline(root, plan, { limit: 50, unit }) },
    { name: 'duties of a plan, a page', shows: 50, read: () => dondoc.duties.list(root, { plan, limit: 50 }) },
    { name: 'duties, overdue in all plans, a page', shows: 50, read: () => dondoc.duties.list(root, { only: 'overdue', limit: 50 }) },
    { name: 'duties of a commune', shows: Number(values.plans) * 14, read: () => dondoc.duties.list(root, { unit, limit: 200 }) },
    { name: 'a duty', shows: 1, read: () => dondoc.duties.get(commune, on) },
    { name: 'a report with its form', shows: 1, read: () => dondoc.reports.get(commune, on) },
    { name: 'units, a page', shows: 50, read: () => dondoc.units.list(root, { limit: 50 }) },
    { name: 'units, search', shows: COMMUNES, read: () => dondoc.units.list(root, { limit: 50, q: 'xa so 12' }) },
    { name: 'overview of a plan', shows: COMMUNES * 14, read: () => dondoc.overview.get(root, { plan }) },
    { name: 'overview of a province', shows: (COMMUNES / 34) * 14 * Number(values.plans), read: () => dondoc.overview.get(province, {}) },
    { name: 'what is to come in a plan', shows: COMMUNES * 14, read: () => dondoc.overview.coming(root, plan) },
  ];
}

const year = new Date().getUTCFullYear();

/** Reads each page's figures over a country's year and tells the rows touched and the time; answers how many pages touch more than in proportion. */
async function readAll(servers: BenchServers): Promise<number> {
  const engine = await startEngine(servers, await servers.database());
  const { dondoc, deps } = engine;
  await dondoc.units.importFile(administrator, { bytes: Buffer.from(countryUnits()), name: 'units.csv' });
  const { plan, issuer } = await issueOf(engine, countryPlan(year));
  process.stderr.write(`issued; growing ${values.plans} plans\n`);
  await growYear(deps.db, plan, Number(values.plans), year);
  const idOf = async (code: string) =>
    (await deps.db.selectFrom('unit_versions').select('unit_id').where('code', '=', code).executeTakeFirstOrThrow()).unit_id;
  const as = (role: 'leader' | 'clerk', unit: string): Actor => ({ ...issuer, person: role, grants: [{ id: role, role, unit }] });
  const unit = await idOf('C12');
  const actors = { root: issuer, province: as('leader', await idOf('P3')), commune: as('clerk', unit) };
  let beyond = 0;
  for (const page of pagesOf(dondoc, actors, plan, unit)) if (!(await isInProportion(deps.db, page))) beyond += 1;
  await engine.close();
  return beyond;
}

/** Reads a page, tells what that cost, and of one that touches more than in proportion which statements do. */
async function isInProportion(db: Db, { name, shows, read }: Page): Promise<boolean> {
  const all: Touched[] = [];
  for (const statement of (await statementsOf(read)).statements) all.push(await touchedBy(db, statement));
  const touched = all.reduce((sum, one) => sum + one.touched, 0);
  const most = shows * PER_ROW + BESIDES;
  const times = await timesOf(read);
  const [p50, p99] = [0.5, 0.99].map((share) => percentile(times, share).toFixed(1));
  const told = [name.padEnd(38), `${all.length} statements`, `${touched} rows`, `p50 ${p50} ms`, `p99 ${p99} ms`];
  if (touched > most) told.push(`BEYOND ${most}`);
  process.stdout.write(`${told.join('  ')}\n`);
  if (touched > most || values.verbose) for (const one of all) if (one.touched > 100) process.stdout.write(`    ${wordsOf(one)}\n`);
  return touched <= most;
}

async function timesOf(read: Page['read']): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < Number(values.times); n += 1) {
    const from = performance.now();
    await read();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}

function wordsOf({ touched, given, planMs, ms, statement, whole }: Touched): string {
  return `${touched} touched, ${given} given, ${planMs.toFixed(0)} + ${ms.toFixed(0)} ms: ${statement} ${whole.join(', ')}`;
}

process.exitCode = (await withServers(readAll)) > 0 ? 1 : 0;
