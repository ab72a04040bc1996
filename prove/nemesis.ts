import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, shuffled } from './seeded.js';
import type { Topology, Wired } from './topology.js';

/** What was done to the topology, and how many processes were killed by it. */
export interface Deed {
  what: string;
  atMs: number;
  kills: number;
  tookMs: number;
}

/** Something that goes wrong, and is over when it resolves; it says what it did and how many processes it killed. */
export type Act = () => Promise<{ what: string; kills: number }>;

/** Points at which a process of each role may die; the last three only time or a letter brings about. */
export const API_POINTS = ['lodged', 'claimed', 'updated', 'recorded'] as const;
export const WORKER_POINTS = ['claimed', 'updated', 'recorded', 'mailed'] as const;

const FAULT_WITHIN_MS = 8_000;
/** What time brings about comes so soon after its point. */
const POINT_WITHIN_MS = 20_000;

/** What a nemesis does: all it can, or what it takes little time for, mostly killing. */
export type Temper = 'whole' | 'short';

/** Breaks a topology in ways that a seed chooses, one at a time, and mends what it broke. */
export class Nemesis {
  readonly deeds: Deed[] = [];
  readonly #t: Topology;
  readonly #random: Random;
  readonly #temper: Temper;
  #deck: Act[] = [];

  constructor(topology: Topology, random: Random, temper: Temper) {
    this.#t = topology;
    this.#random = random;
    this.#temper = temper;
  }

  /** So often something was killed. */
  get kills(): number {
    return this.deeds.filter(({ kills }) => kills > 0).length;
  }

  /** Goes on until an instant, and until so many were killed. */
  async until(instantMs: number, kills = 0): Promise<void> {
    while (Date.now() < instantMs || this.kills < kills) {
      if (this.#deck.length === 0) this.#deck = shuffled(this.#random, this.#acts());
      await this.perform(this.#deck.shift()!);
      await sleep(Math.min(this.#upTo(3_000), Math.max(0, instantMs - Date.now())));
    }
  }

  /** Does one thing, mends it, and keeps what it was. */
  async perform(act: Act): Promise<void> {
    const atMs = Date.now();
    const { what, kills } = await this.#t.calm.disturb(async () => {
      const done = await act();
      await this.#t.heal();
      return done;
    });
    this.deeds.push({ what, atMs, kills, tookMs: Date.now() - atMs });
    this.#t.options.say(`${what}, mended after ${Date.now() - atMs} ms`);
  }

  /** Arms a process for a named point; when it has not come by, it is killed where it stands. */
  fault(wired: () => Wired, point: string, nth: () => number, withinMs = FAULT_WITHIN_MS): Act {
    return async () => {
      const { node } = wired();
      node.arm({ point, nth: nth() });
      const ended = await node.ended(withinMs);
      if (!ended) await node.kill();
      return { what: ended?.fault === undefined ? `${node.name} killed` : `${node.name} killed at ${ended.fault}`, kills: 1 };
    };
  }

  /** Arms both workers for a named point: one of them comes by when time or a letter brings it about. */
  faultOfWorkers(point: string, nth: number): Act {
    return async () => {
      const { workers } = this.#t;
      for (const { node } of workers) node.arm({ point, nth });
      const first = await Promise.race(workers.map(async ({ node }) => ((await node.ended(POINT_WITHIN_MS)) ? node : undefined)));
      for (const { node } of workers) node.arm({ point: 'none' });
      if (!first) return { what: `nobody came by ${point}`, kills: 0 };
      return { what: `${first.name} killed at ${(await first.ended(0))?.fault ?? 'no named point'}`, kills: 1 };
    };
  }

  /** Kills processes at once and leaves them dead for a while. */
  kill(what: string, pids: (t: Topology) => (() => Promise<void>)[], deadMs: number): Act {
    return async () => {
      const killings = pids(this.#t);
      await Promise.all(killings.map((killing) => killing()));
      await sleep(this.#upTo(deadMs));
      return { what: `${what} killed`, kills: killings.length };
    };
  }

  /** All ways to break it, each as often as it is to come in a round. */
  #acts(): Act[] {
    const t = this.#t;
    const nth = () => 1 + this.#upTo(4);
    const api = () => t.apis[this.#upTo(2)]!;
    const worker = () => t.workers[this.#upTo(2)]!;
    const any = () => t.nodes[this.#upTo(4)]!;
    const one = (wired: () => Wired): Act => this.kill('', () => [() => wired().node.kill()], 500);
    const named =
      (wired: () => Wired): Act =>
      async () => {
        const { node } = wired();
        await one(() => ({ node }) as Wired)();
        return { what: `${node.name} killed`, kills: 1 };
      };
    const temporal = () => t.temporal.kill();
    const postgres = () => t.postgres.kill();
    const workers = t.workers.map(
      ({ node }) =>
        () =>
          node.kill(),
    );
    const apis = t.apis.map(
      ({ node }) =>
        () =>
          node.kill(),
    );
    return [
      ...API_POINTS.map((point) => this.fault(api, point, nth)),
      this.fault(api, API_POINTS[this.#upTo(4)]!, () => 1),
      ...WORKER_POINTS.map((point) => this.fault(worker, point, () => 1)),
      named(api),
      named(worker),
      this.kill('Temporal', () => [temporal], 3_000),
      this.kill('PostgreSQL', () => [postgres], 3_000),
      this.kill('both workers', () => workers, 6_000),
      this.kill('both APIs', () => apis, 2_000),
      this.kill('Temporal and a worker', () => [temporal, workers[this.#upTo(2)]!], 3_000),
      this.kill('everything', () => [...apis, ...workers, temporal, postgres], 1_000),
      this.#deaf(),
      this.#link(any, 'toPostgres', 'cut'),
      this.#mail(),
      ...(this.#temper === 'whole' ? this.#longer(any) : []),
    ];
  }

  #longer(any: () => Wired): Act[] {
    const t = this.#t;
    return [
      this.#stopped(any),
      this.#link(any, 'toPostgres', 'held'),
      this.#link(any, 'toTemporal', 'cut'),
      this.#link(any, 'toTemporal', 'held'),
      ...(t.options.clockLibrary === undefined ? [] : [this.#clock(any)]),
      ...(t.postgres.small ? [this.#fullDisk()] : []),
    ];
  }

  #stopped(wired: () => Wired): Act {
    return async () => {
      const { node } = wired();
      node.signal('SIGSTOP');
      await sleep(1_000 + this.#upTo(9_000));
      node.signal('SIGCONT');
      return { what: `${node.name} stopped and resumed`, kills: 0 };
    };
  }

  #link(wired: () => Wired, link: 'toPostgres' | 'toTemporal', mode: 'cut' | 'held'): Act {
    return async () => {
      const chosen = wired();
      chosen[link].set(mode);
      await sleep(500 + this.#upTo(6_000));
      return { what: `${chosen.node.name} ${link === 'toPostgres' ? 'from PostgreSQL' : 'from Temporal'} ${mode}`, kills: 0 };
    };
  }

  #deaf(): Act {
    return async () => {
      const door = this.#upTo(2);
      this.#t.doors[door]!.set('deaf');
      await sleep(500 + this.#upTo(2_000));
      return { what: `answers of api-${door + 1} lost`, kills: 0 };
    };
  }

  #mail(): Act {
    return async () => {
      const mode = this.#random() < 0.5 ? 'mute' : 'refusing';
      this.#t.sink.mode = mode;
      await sleep(1_000 + this.#upTo(3_000));
      return { what: mode === 'mute' ? 'the mail server hung up after DATA' : 'the mail server refused', kills: 0 };
    };
  }

  #clock(wired: () => Wired): Act {
    return async () => {
      const { node } = wired();
      const by = this.#random() < 0.5 ? '+1d' : '-1d';
      node.jump(by);
      await sleep(3_000 + this.#upTo(4_000));
      return { what: `clock of ${node.name} ${by}`, kills: 0 };
    };
  }

  #fullDisk(): Act {
    return async () => {
      this.#t.postgres.fill();
      await sleep(3_000 + this.#upTo(4_000));
      return { what: 'disk of PostgreSQL full', kills: 0 };
    };
  }

  #upTo(most: number): number {
    return Math.floor(this.#random() * most);
  }
}
