import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDoors, headsOf } from '../../prove/check-doors.js';
import { checkRecords } from '../../prove/check-records.js';
import { clerkOf, daysOf, furnish, periodsOf } from '../../prove/office.js';
import { mainChains, sideChain, type Step, UNITS } from '../../prove/script.js';
import { seeded } from '../../prove/seeded.js';
import { Senders } from '../../prove/senders.js';
import { openPglite } from '../../store/database.js';
import { freePort } from '../../prove/ports.js';
import { House } from './house.js';
import { type End, planEnds } from './nemesis.js';

/** `KILL_SEED=… npx jest test/kill` plays the same kills again. */
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed);
/** So many lives end at each named point; with those killed at random, and one stopped, 12. `npm run prove` does it to a whole deployment. */
const PER_POINT = Number(process.env.KILL_PER_POINT ?? 1);
/** New submissions that each life is given. */
const STEPS_A_LIFE = 48;
/** Midnight of the due day comes so long after the first kill. */
const BEFORE_MIDNIGHT_MS = 60_000;
/** A life that its fault passes by is ended after so long. */
const LIFE_MS = 20_000;
const DECIDED_WITHIN_MS = 30_000;

/** Day of the plans: the clock of lodging stands shortly before the midnight at which a month and a quarter end, on a working day. */
const DAY = '2026-09-29';
const MIDNIGHT_MS = Date.UTC(2026, 8, 30, 17);
/** Small plans beside the main one, issued and concluded under fire. */
const SIDE_PLANS = 8;
const pairOf = (n: number): [string, string] => [UNITS[2 * n]!, UNITS[2 * n + 1]!];

const dataDir = mkdtempSync(join(tmpdir(), 'dondoc-kill-'));
const ndjson = join(dataDir, 'answered.ndjson');
let clockBehindMs = 0;
let house: House;
let senders: Senders;
let mainPlan: string;
const sidePlans: string[] = [];
let heads: object[];
const killed: string[] = [];
const say = process.env.KILL_SAY ? (text: string) => process.stderr.write(`${new Date().toISOString()} ${text}\n`) : undefined;

/** A door that waits while nobody serves. */
class Waiting {
  #open: string | undefined;
  readonly #callers: ((url: string) => void)[] = [];

  async url(): Promise<string> {
    return this.#open ?? new Promise((call) => this.#callers.push(call));
  }

  open(url: string): void {
    this.#open = url;
    for (const call of this.#callers.splice(0)) call(url);
  }

  close(): void {
    this.#open = undefined;
  }
}

const door = new Waiting();
let url: string;

async function serve(fault?: string): Promise<void> {
  house.begin(fault);
  const up = await house.up();
  if (up) door.open(url);
  else if (fault === undefined) throw new Error('it did not come up');
}

/** One life to its end. */
async function live(end: End): Promise<void> {
  say?.(`${senders.answered.length} decided; next ${JSON.stringify(end)}`);
  if ('fault' in end) {
    await serve(end.fault);
    senders.allow(STEPS_A_LIFE);
    if (await house.ended(LIFE_MS)) killed.push(`at ${house.life.fault}`);
    else {
      await house.kill('tree');
      killed.push('tree');
    }
  } else if ('stop' in end) {
    await serve();
    senders.allow(STEPS_A_LIFE);
    await sleep(end.afterMs);
    expect(await house.stop()).toBe(0);
  } else {
    if (end.from === 'start') house.begin();
    else {
      await serve();
      senders.allow(STEPS_A_LIFE);
    }
    await sleep(end.afterMs);
    await house.kill(end.kill);
    killed.push(end.kill);
  }
  const { startedMs, upMs = Number.NaN, endedMs = Number.NaN } = house.life;
  say?.(`  up after ${upMs - startedMs} ms, lived ${endedMs - upMs} ms more, ended by ${house.life.fault ?? house.life.end}`);
  if ('stop' in end) say?.(house.said);
  door.close();
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // The clock of lodging goes as ever, but stands on the evening of the day on which most of it falls due.
  clockBehindMs = Date.now() - (MIDNIGHT_MS - BEFORE_MIDNIGHT_MS) + 15_000;
  house = new House({
    DONDOC_DATA: dataDir,
    PORT: String(port),
    DONDOC_REQUESTS_PER_MINUTE: '1000000',
    DONDOC_LOG_LEVEL: 'warn',
    CLOCK_BEHIND_MS: String(clockBehindMs),
    TEMPORAL_ADDRESS: '',
    DATABASE_URL: '',
  });
  await serve();
  const { tokens, draft } = await furnish(url, readFileSync(join(dataDir, 'administrator.token'), 'utf8').trim());
  senders = new Senders({ doors: [() => door.url()], tokens, ndjson, random });
  mainPlan = await draft(1, daysOf(DAY));
  for (let n = 0; n < SIDE_PLANS; n += 1) sidePlans.push(await draft(n + 2, daysOf(DAY), pairOf(n)));
}, 300_000);

afterAll(() => {
  house.end();
  senders?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('loses no receipt, decides nothing twice and leaves nothing undecided, however often and wherever it is killed', async () => {
  try {
    await storm();
    await proveByDoor();
    expect(await house.stop()).toBe(0);
    expect(await house.leftOvers()).toEqual([]);
    await proveByRecords();
  } catch (error) {
    throw new Error(`KILL_SEED=${seed}, killed ${killed.join(', ')}\n${String(error)}\n${house.said.slice(-4000)}`, { cause: error });
  }
}, 1_200_000);

async function storm(): Promise<void> {
  const side = sidePlans.map((plan, n) => sideChain(`side-${n}`, plan, pairOf(n), clerkOf));
  const chains = mainChains('main', mainPlan, periodsOf(DAY), clerkOf);
  const issue: Step = { key: 'issue', who: 'issuer', path: `/plans/${mainPlan}/issue`, becomes: 'issued' };
  const steps = [issue, ...[...chains, ...side].flat(2)];
  // Those of the side plans among the others, all through.
  const mixed = chains.flatMap((chain, n) => (n % 5 === 0 ? [side[n / 5]!, chain] : [chain]));
  senders.allow(1);
  await senders.run([[issue]]);
  heads = await headsOf(senders);
  await house.stop();
  door.close();
  const running = senders.run(mixed);
  for (const end of planEnds(random, PER_POINT)) await live(end);
  await serve();
  expect(await house.undecidedAfter(DECIDED_WITHIN_MS)).toEqual([]);
  senders.allow(Number.POSITIVE_INFINITY);
  await running;
  expect(steps).toHaveLength(1001);
  expect(killed.length).toBeGreaterThanOrEqual(11);
  for (const point of ['lodged', 'claimed', 'updated', 'recorded']) expect(killed).toContain(`at ${point}`);
}

/** Over HTTP: what was promised is found, in the timeline too; the same key gets the same bytes; workflows are what the events make of them. */
async function proveByDoor(): Promise<void> {
  expect(senders.astray.slice(0, 5)).toEqual([]);
  await sleep(Math.max(0, MIDNIGHT_MS + clockBehindMs + 5_000 - Date.now()));
  expect(await house.undecidedAfter(DECIDED_WITHIN_MS)).toEqual([]);
  const { drifted, lanes } = await house.drifted();
  expect(drifted.slice(0, 3)).toEqual([]);
  expect(lanes).toBe(2 * (1 + SIDE_PLANS));

  const promised = senders.answered.filter(({ status }) => status === 201);
  expect(promised.length).toBeGreaterThan(950);
  const told = readFileSync(ndjson, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; status?: number });
  expect(new Set(told.filter(({ status }) => status === 201).map(({ key }) => key)).size).toBe(promised.length);
  expect((await checkDoors(senders, [mainPlan, ...sidePlans], heads)).slice(0, 3)).toEqual([]);
}

/** In the records themselves, once nobody holds them. */
async function proveByRecords(): Promise<void> {
  const { db } = await openPglite(join(dataDir, 'pglite'));
  try {
    const wellMs = (fromMs: number, toMs: number) => upBetween(fromMs + clockBehindMs, toMs + clockBehindMs);
    const wrong = await checkRecords(db, { answered: senders.answered, wellMs, decidedWithinMs: DECIDED_WITHIN_MS });
    expect(wrong.slice(0, 10)).toEqual([]);
  } finally {
    await db.destroy();
  }
}

/** How long a process was up, ready to serve, between two instants. */
function upBetween(fromMs: number, toMs: number): number {
  return house.lives.reduce(
    (sum, { upMs, endedMs = toMs }) => (upMs === undefined ? sum : sum + Math.max(0, Math.min(toMs, endedMs) - Math.max(fromMs, upMs))),
    0,
  );
}
