import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { reconcile } from '../relay/reconcile.js';
import { checkDoors, headsOf } from './check-doors.js';
import { checkFigures } from './check-figures.js';
import { checkNotices, lettersWaiting } from './check-notices.js';
import { checkRecords } from './check-records.js';
import { checkTime } from './check-time.js';
import { type Act, Nemesis } from './nemesis.js';
import { clerkOf, daysOf, furnish, type Office, periodsOf } from './office.js';
import { proofOf, type Proof } from './proof.js';
import { rewind } from './rewind.js';
import { mainChains, sideChain, type Step, UNITS } from './script.js';
import { type Random, seeded } from './seeded.js';
import { Senders } from './senders.js';
import type { Stage } from './stages.js';
import { findClockLibrary, type TemporalMode, Topology } from './topology.js';

export interface RunOptions {
  seed: number;
  temporal: TemporalMode;
  stages: readonly Stage[];
  /** So many killings at least, however long they take. */
  leastKills?: number;
  /** Whether to try also what takes time or more than this process may: a full disk, faked clocks, a database of yesterday. */
  whole: boolean;
  say: (text: string) => void;
}

const SHARES = { twice: 0.05, readBack: 0.2, givenUp: 0.05 };
/** Room for PostgreSQL where its disk is to be filled, MB. */
const ROOM_MB = 1_500;
/** Commands a second that senders begin, all plans together. */
const MOST_PER_SECOND = 16;
const HOUR_MS = 3_600_000;
/** A guess, for the first time. */
const BOOT_MS = 5_000;
const QUIET_WITHIN_MS = 120_000;
const DECIDED_WITHIN_MS = 60_000;

/** A run: stages under fire, then quiet, then every check. The folder stays where something is wrong. */
export async function prove(options: RunOptions): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-prove-'));
  // PostgreSQL's own user passes through it.
  chmodSync(folder, 0o711);
  const run = new Run(options, folder);
  try {
    const proof = await run.play();
    if (proof.wrong.length === 0) rmSync(folder, { recursive: true, force: true });
    else options.say(`what the senders were told stands in ${run.ndjson}`);
    return proof;
  } finally {
    await run.end();
  }
}

class Run {
  readonly ndjson: string;
  readonly #options: RunOptions;
  readonly #folder: string;
  readonly #random: Random;
  #topology: Topology | undefined;
  #senders: Senders | undefined;
  readonly #plans: string[] = [];
  readonly #running: Promise<void>[] = [];
  /** How long it took last time until all our processes were up. */
  #bootMs = BOOT_MS;
  #copy: { file: string; beganMs: number } | undefined;

  constructor(options: RunOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#random = seeded(options.seed);
    this.ndjson = join(folder, 'answered.ndjson');
  }

  async play(): Promise<Proof> {
    const { stages, temporal, whole, say, seed } = this.#options;
    const clockLibrary = whole ? findClockLibrary() : undefined;
    const topology = await Topology.make({
      folder: this.#folder,
      temporal,
      say,
      ...(whole && { megabytes: ROOM_MB }),
      ...(clockLibrary && { clockLibrary }),
    });
    this.#topology = topology;
    const nemesis = new Nemesis(topology, this.#random, whole ? 'whole' : 'short');
    // What is furnished is older than the first stage, however long it takes.
    topology.setClock(stages[0]!.startMs - HOUR_MS);
    const administrator = await topology.administrator();
    const bootedMs = Date.now();
    await topology.heal();
    this.#bootMs = Date.now() - bootedMs;
    const office = await furnish(`http://127.0.0.1:${topology.doors[0]!.port}`, administrator);
    const senders = this.#sendersOf(topology, office);
    let heads: object[] = [];
    for (const [n, stage] of stages.entries()) {
      await topology.calm.disturb(() => this.#enter(stage));
      await this.#storm(stage, n, office, nemesis);
      if (n === 0) heads = await headsOf(senders);
    }
    const healedMs = Date.now();
    await topology.calm.disturb(() => topology.heal());
    senders.finish();
    await Promise.all(this.#running);
    const wrong = await this.#quiet();
    const quietAfterMs = Date.now() - healedMs;
    const checked = await this.#check(heads);
    wrong.push(...checked.wrong);
    const rewound =
      whole && wrong.length === 0 ? await rewind({ topology, senders, copy: this.#copy!, quiet: () => this.#quiet() }) : undefined;
    wrong.push(...(rewound?.wrong ?? []));
    await topology.stopNodes();
    wrong.push(...topology.complaints, ...senders.astray);
    return proofOf({
      seed,
      topology,
      senders,
      deeds: nemesis.deeds,
      quietAfterMs,
      ...checked,
      ...(rewound && { rewound: rewound.kept }),
      whole,
      wrong,
    });
  }

  async end(): Promise<void> {
    this.#senders?.close();
    await this.#topology?.end();
  }

  #sendersOf(topology: Topology, { tokens }: Office): Senders {
    const doors = topology.doors.map((door) => () => `http://127.0.0.1:${door.port}`);
    this.#senders = new Senders({ doors, tokens, ndjson: this.ndjson, random: this.#random, shares: SHARES });
    return this.#senders;
  }

  /**
   * Leaps to a stage: all our processes are asked to end and start with the new clock, as after an outage that long. Timers were set by the
   * clock before, so lanes are begun anew from their events, and so is the delivery of letters.
   */
  async #enter({ startMs }: Stage): Promise<void> {
    const topology = this.#topology!;
    await topology.heal();
    await topology.stopNodes();
    // So early that it stands there when all are up, as long as that took last time.
    topology.setClock(startMs - this.#bootMs);
    const bootedMs = Date.now();
    const { client, close } = topology.workflows();
    await client.workflow
      .getHandle('notify')
      .terminate()
      .catch(() => undefined);
    await close();
    await topology.heal();
    const answer = await this.#senders!.ask({ who: 'administrator', path: '/diagnosis/rebuild', body: {} }, undefined, 120_000);
    if (answer.status !== 200) throw new Error(`rebuild: ${answer.status} ${answer.body}`);
    this.#bootMs = Date.now() - bootedMs;
  }

  /** A stage: a new plan and two small ones, submitted to while the nemesis is at it, and something broken across each of its points. */
  async #storm(stage: Stage, n: number, office: Office, nemesis: Nemesis): Promise<void> {
    const topology = this.#topology!;
    const steps = await this.#wave(stage, n, office);
    const seconds = Math.max(1, (stage.endMs - topology.nowMs) / 1_000);
    const perSecond = Math.min(MOST_PER_SECOND, Math.ceil(steps / seconds) + 2);
    const allowing = setInterval(() => this.#senders!.allow(perSecond), 1_000);
    try {
      for (const { kind, atMs } of stage.points) {
        await nemesis.until(atMs + topology.behindMs - BEFORE_POINT_MS);
        if (n > 0 && this.#options.whole && !this.#copy) this.#takeCopy();
        await sleep(Math.max(0, atMs + topology.behindMs - ARMED_MS - Date.now()));
        await nemesis.perform(across(nemesis, kind, n));
      }
      const last = n === this.#options.stages.length - 1;
      await nemesis.until(stage.endMs + topology.behindMs, last ? this.#options.leastKills : 0);
    } finally {
      clearInterval(allowing);
    }
  }

  /** A copy of the database as it is under load, for later. */
  #takeCopy(): void {
    const file = join(this.#folder, 'copy.dump');
    const copy = { file, beganMs: Date.now() };
    void this.#topology!.postgres.copyTo(file).then(
      () => (this.#copy = copy),
      () => undefined,
    );
  }

  async #wave({ day }: Stage, n: number, office: Office): Promise<number> {
    const days = daysOf(day);
    const first = n * 10 + 1;
    const main = await office.draft(first, days);
    const pair = (side: number): [string, string] => [UNITS[(4 * n + 2 * side) % 40]!, UNITS[(4 * n + 2 * side + 1) % 40]!];
    const sides = await Promise.all([0, 1].map((side) => office.draft(first + 1 + side, days, pair(side))));
    this.#plans.push(main, ...sides);
    const issue: Step = { key: `issue-${n}`, who: 'issuer', path: `/plans/${main}/issue`, becomes: 'issued' };
    const chains = mainChains(`main-${n}`, main, periodsOf(day), clerkOf);
    const side = sides.map((plan, s) => sideChain(`side-${n}-${s}`, plan, pair(s), clerkOf));
    const senders = this.#senders!;
    senders.allow(1);
    await senders.run([[issue]]);
    this.#running.push(senders.run([...side, ...chains]));
    return [...chains, ...side].flat(2).length + 1;
  }

  /** Waits until nothing is left to do; says what is, if it takes too long. */
  async #quiet(): Promise<string[]> {
    const topology = this.#topology!;
    const db = topology.records();
    const until = Date.now() + QUIET_WITHIN_MS;
    try {
      for (;;) {
        const { rows } = await sql<{ name: string }>`
          select lane || ' ' || type || ' is not decided' as name from commands where decided_ms is null
          union all select lane || ' is stopped: ' || coalesce(reason, '') from lanes where state = 'stopped'`.execute(db);
        const letters = await lettersWaiting(db, topology.nowMs - 60_000);
        const left = [...rows.map(({ name }) => name), ...(letters > 0 ? [`${letters} letters wait`] : [])];
        if (left.length === 0 || Date.now() > until) return left;
        await sleep(500);
      }
    } finally {
      await db.destroy();
    }
  }

  async #check(heads: readonly object[]) {
    const topology = this.#topology!;
    const senders = this.#senders!;
    const db = topology.records();
    const { client, close } = topology.workflows();
    try {
      const wellMs = (fromMs: number, toMs: number) => topology.wellMs(fromMs, toMs);
      const records = await checkRecords(db, { answered: senders.answered, wellMs, decidedWithinMs: DECIDED_WITHIN_MS });
      const doors = await checkDoors(senders, this.#plans, heads);
      const time = await checkTime(db, topology);
      const notices = await checkNotices(db, topology.sink.arrived, topology.calm);
      const figures = await checkFigures(db);
      const { findings, lanes } = await reconcile({ db, nowMs: topology.nowMs, workflows: client.workflow });
      const drift = findings.map((finding) => `reconciler: ${JSON.stringify(finding)}`);
      const wrong = [...records, ...doors, ...time.wrong, ...notices.wrong, ...figures.wrong, ...drift];
      return { wrong, time, notices, figures: figures.figures, lanes };
    } finally {
      await close();
      await db.destroy();
    }
  }
}

/** The last deed before a point is over so long before; what is to happen across it begins so shortly before. */
const BEFORE_POINT_MS = 14_000;
const ARMED_MS = 2_000;
const DEAD_MS = 12_000;

/** What is broken while a point in time passes: the process at work on it, or what it needs, in turn. */
function across(nemesis: Nemesis, kind: Stage['points'][number]['kind'], n: number): Act {
  const dead = (what: string, pids: Parameters<Nemesis['kill']>[1]) => nemesis.kill(`${what} across a point in time`, pids, DEAD_MS);
  if (kind === 'digests') return nemesis.faultOfWorkers('mailed', 1 + (n % 3));
  const ways = [
    nemesis.faultOfWorkers(kind === 'due' ? 'collected' : 'ticked', 1),
    nemesis.faultOfWorkers('ticked', 1),
    dead('both workers', (t) =>
      t.workers.map(
        ({ node }) =>
          () =>
            node.kill(),
      ),
    ),
    dead('Temporal', (t) => [() => t.temporal.kill()]),
    dead('PostgreSQL', (t) => [() => t.postgres.kill()]),
  ];
  return ways[n % ways.length]!;
}
