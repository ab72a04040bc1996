import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPglite } from '../../store/database.js';
import { freePort } from '../start/free-port.js';
import { type Answered, Clients, type Door } from './clients.js';
import { House } from './house.js';
import { type End, planEnds, seeded } from './nemesis.js';
import { clerkOf, furnish, MIDNIGHT_MS, type Office, SIDE_PLANS } from './office.js';
import { checkRecords } from './records-check.js';
import { mainChains, sideChain, type Step, UNITS } from './script.js';

/** `KILL_SEED=… npx jest test/kill` plays the same kills again. */
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed);
/** So many lives end at each named point; with those killed at random, and one stopped, 21. */
const PER_POINT = Number(process.env.KILL_PER_POINT ?? 3);
/** New submissions that each life is given. */
const STEPS_A_LIFE = 48;
/** Midnight of the due day comes so long after the first kill. */
const BEFORE_MIDNIGHT_MS = 60_000;
/** A life that its fault passes by is ended after so long. */
const LIFE_MS = 20_000;
const DECIDED_WITHIN_MS = 30_000;

const dataDir = mkdtempSync(join(tmpdir(), 'dondoc-kill-'));
const ndjson = join(dataDir, 'answered.ndjson');
let clockBehindMs = 0;
let house: House;
let office: Office;
let clients: Clients;
let mainPlan: string;
let steps: Step[];
const killed: string[] = [];
const say = process.env.KILL_SAY ? (text: string) => process.stderr.write(`${new Date().toISOString()} ${text}\n`) : undefined;

/** A door that waits while nobody serves. */
class Waiting implements Door {
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
  say?.(`${clients.answered.length} decided; next ${JSON.stringify(end)}`);
  if ('fault' in end) {
    await serve(end.fault);
    clients.allow(STEPS_A_LIFE);
    if (await house.ended(LIFE_MS)) killed.push(`at ${house.life.fault}`);
    else {
      await house.kill('tree');
      killed.push('tree');
    }
  } else if ('stop' in end) {
    await serve();
    clients.allow(STEPS_A_LIFE);
    await sleep(end.afterMs);
    expect(await house.stop()).toBe(0);
  } else {
    if (end.from === 'start') house.begin();
    else {
      await serve();
      clients.allow(STEPS_A_LIFE);
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
  office = await furnish(url, dataDir);
  clients = new Clients(door, office.tokens, ndjson);
  mainPlan = office.plans.get('main')!;
}, 300_000);

afterAll(() => {
  house.end();
  clients?.close();
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
  const side = Array.from({ length: SIDE_PLANS }, (_, n) =>
    sideChain(`side-${n}`, office.plans.get(`side-${n}`)!, [UNITS[2 * n]!, UNITS[2 * n + 1]!], clerkOf),
  );
  const chains = mainChains(mainPlan, clerkOf);
  const issue: Step = { key: 'issue', who: 'issuer', path: `/plans/${mainPlan}/issue`, becomes: 'issued' };
  steps = [issue, ...[...chains, ...side].flat(2)];
  // Those of the side plans among the others, all through.
  const mixed = chains.flatMap((chain, n) => (n % 5 === 0 ? [side[n / 5]!, chain] : [chain]));
  clients.allow(1);
  await clients.run([[issue]]);
  await house.stop();
  door.close();
  const running = clients.run(mixed);
  for (const end of planEnds(random, PER_POINT)) await live(end);
  await serve();
  expect(await house.undecidedAfter(DECIDED_WITHIN_MS)).toEqual([]);
  clients.allow(Number.POSITIVE_INFINITY);
  await running;
  expect(steps).toHaveLength(1001);
  expect(killed.length).toBeGreaterThanOrEqual(20);
  for (const point of ['lodged', 'claimed', 'updated', 'recorded']) expect(killed).toContain(`at ${point}`);
}

/** Over HTTP: what was promised is found, in the timeline too; the same key gets the same bytes; workflows are what the events make of them. */
async function proveByDoor(): Promise<void> {
  expect(clients.astray.slice(0, 5)).toEqual([]);
  await sleep(Math.max(0, MIDNIGHT_MS + clockBehindMs + 5_000 - Date.now()));
  expect(await house.undecidedAfter(DECIDED_WITHIN_MS)).toEqual([]);
  const { drifted, lanes } = await house.drifted();
  expect(drifted.slice(0, 3)).toEqual([]);
  expect(lanes).toBe(2 * (1 + SIDE_PLANS));

  const promised = clients.answered.filter(({ status }) => status === 201);
  expect(promised.length).toBeGreaterThan(950);
  const told = readFileSync(ndjson, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; status?: number });
  expect(new Set(told.filter(({ status }) => status === 201).map(({ key }) => key)).size).toBe(promised.length);
  const timelines = new Map<string, string>();
  for (const plan of office.plans.values()) for (const { lane, seq, hash } of await timeline(plan)) timelines.set(`${lane} ${seq}`, hash);
  for (const answer of clients.answered) await proveAnswer(answer, timelines);
  const verified = await clients.ask({ who: 'administrator', path: '/audit/verification', method: 'GET' });
  expect(JSON.parse(verified.body)).toMatchObject({ ok: true });
}

async function proveAnswer({ step, status, body }: Answered, timelines: ReadonlyMap<string, string>): Promise<void> {
  const again = await clients.ask(step);
  // What the door itself refused was never lodged; it is refused again, under another number.
  const { receipt, command = receipt?.commandId } = JSON.parse(body) as { receipt?: Receipt; command?: string };
  expect({ key: step.key, status: again.status }).toEqual({ key: step.key, status });
  if (command === undefined) return;
  expect({ key: step.key, body: again.body }).toEqual({ key: step.key, body });
  const found = await clients.ask({ who: step.who, path: `/commands/${command}`, method: 'GET' });
  expect({ key: step.key, status: found.status }).toEqual({ key: step.key, status: 200 });
  if (!receipt) return;
  expect(found.body).toBe(body);
  expect({ key: step.key, hash: timelines.get(`${receipt.event.lane} ${receipt.event.seq}`) }).toEqual({
    key: step.key,
    hash: receipt.event.hash,
  });
}

interface Receipt {
  commandId: string;
  event: { lane: string; seq: number; hash: string };
}

async function timeline(plan: string): Promise<Receipt['event'][]> {
  const events: Receipt['event'][] = [];
  for (let cursor = ''; ;) {
    const { body } = await clients.ask({
      who: 'issuer',
      path: `/plans/${plan}/timeline?limit=200${cursor && `&cursor=${cursor}`}`,
      method: 'GET',
    });
    const page = JSON.parse(body) as { items: Receipt['event'][]; next?: string };
    events.push(...page.items);
    if (page.next === undefined) return events;
    cursor = page.next;
  }
}

/** In the records themselves, once nobody holds them. */
async function proveByRecords(): Promise<void> {
  const { db } = await openPglite(join(dataDir, 'pglite'));
  try {
    expect((await checkRecords(db, clients.answered, house.lives, clockBehindMs)).slice(0, 10)).toEqual([]);
  } finally {
    await db.destroy();
  }
}
