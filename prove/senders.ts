import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './seeded.js';
import type { Chain, Step } from './script.js';

/** What a sender was answered in the end; `unknown` where it gave up without an answer. */
export interface Answered {
  step: Step;
  outcome: 'ok' | 'fail' | 'unknown';
  status: number;
  /** The bytes of the answer. */
  body: string;
  tries: number;
  /** Real time, epoch ms, of its first asking and of the answer. */
  askedMs: number;
  atMs: number;
}

/** A door that commands are sent to, by its address; resolves when somebody serves there. */
export type Door = () => string | Promise<string>;

export interface SendersOptions {
  doors: readonly Door[];
  tokens: ReadonlyMap<string, string>;
  /** File that each asking and each answer is written to, synced, before anything else is done. */
  ndjson: string;
  /** Chooses doors, and how often a sender asks twice at once, reads what it was promised, or gives up. */
  random: Random;
  /** Shares of steps: sent twice at once, read back elsewhere, given up at the first answer that does not come. */
  shares?: { twice: number; readBack: number; givenUp: number };
}

const SENDERS = 16;
const ANSWER_MS = 30_000;
const MOST_LOOKS = 100;
const FINAL: Record<number, 'ok' | 'fail'> = { 201: 'ok', 409: 'fail', 422: 'fail' };

/**
 * Senders who do not give up, but for a few: each submits its chains step by step and repeats a step under the same key until it is
 * decided. What they ask and what they are answered goes to a file, synced, at once: what is in it was promised.
 */
export class Senders {
  readonly answered: Answered[] = [];
  /** Answers that no sender should ever get. */
  readonly astray: string[] = [];
  readonly #options: SendersOptions;
  readonly #shares: NonNullable<SendersOptions['shares']>;
  readonly #file: number;
  #allowance = 0;
  #ended = false;
  #wake: (() => void)[] = [];

  constructor(options: SendersOptions) {
    this.#options = options;
    this.#shares = options.shares ?? { twice: 0, readBack: 0, givenUp: 0 };
    this.#file = openSync(options.ndjson, 'a', 0o600);
  }

  /** Lets that many more steps begin. */
  allow(steps: number): void {
    this.#allowance += steps;
    this.#wakeAll();
  }

  /** Submits all chains; resolves when every step is decided, or when those begun are and no more may begin. */
  async run(chains: readonly Chain[]): Promise<void> {
    const waiting = [...chains];
    const sender = async () => {
      for (let chain = waiting.shift(); chain && !this.#ended; chain = waiting.shift())
        for (const steps of chain) {
          if (!(await this.#admitted([steps].flat().length))) return;
          await Promise.all([steps].flat().map((step) => this.#perform(step)));
        }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }

  /** No more steps begin. */
  finish(): void {
    this.#ended = true;
    this.#wakeAll();
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Asks once, at a door, or at any. */
  async ask(
    step: Pick<Step, 'who' | 'path'> & { key?: string; method?: string; body?: unknown },
    door = this.#anyDoor(),
    withinMs = ANSWER_MS,
  ): Promise<{ status: number; body: string }> {
    const { key, who, path, body, method = 'POST' } = step;
    const answer = await fetch(`${await door()}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#options.tokens.get(who)}`,
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(withinMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  }

  async #perform(step: Step): Promise<void> {
    const { random } = this.#options;
    const askedMs = Date.now();
    const twice = random() < this.#shares.twice;
    const givesUp = step.becomes === 'progressed' && random() < this.#shares.givenUp;
    for (let tries = 1; ; tries += 1) {
      this.#keep({ op: 'invoke', key: step.key, path: step.path });
      const answer = await (twice ? this.#askTwice(step) : this.ask(step)).catch((error: unknown) => String(error));
      if (typeof answer === 'string') {
        this.#keep({ op: 'unknown', key: step.key, error: answer });
        if (givesUp) return this.#end(step, { outcome: 'unknown', status: 0, body: '', tries, askedMs });
        await sleep(100);
        continue;
      }
      const { status, body } = answer;
      const outcome = FINAL[status];
      if (outcome) {
        this.#end(step, { outcome, status, body, tries, askedMs });
        if (outcome === 'ok' && random() < this.#shares.readBack) await this.#readBack(step, body);
        return;
      }
      this.#keep({ op: 'unknown', key: step.key, status, ...(status === 202 && { lodged: body }) });
      // A plan just issued opens to its recipients a moment later.
      if (status === 404) {
        // A period that had passed when its plan came to be is owed by nobody.
        if (tries >= MOST_LOOKS) return this.#end(step, { outcome: 'fail', status, body, tries, askedMs });
      } else if (!AGAIN.has(status)) {
        this.astray.push(`${step.key} ${step.path}: ${status} ${body.slice(0, 300)}`);
        if (status < 500) return this.#end(step, { outcome: 'unknown', status, body, tries, askedMs });
      }
      await sleep(status === 202 ? 300 : 100);
    }
  }

  /** The same at two doors at once, as an impatient sender or a network does; both answers that decide must be the same. */
  async #askTwice(step: Step): Promise<{ status: number; body: string }> {
    const { doors } = this.#options;
    const [one, other] = await Promise.allSettled([doors[0]!, doors.at(-1)!].map((door) => this.ask(step, door)));
    if (one!.status === 'rejected' && other!.status === 'rejected') throw one!.reason;
    if (one!.status === 'rejected') return (other as PromiseFulfilledResult<{ status: number; body: string }>).value;
    if (other!.status === 'rejected') return one!.value;
    if (FINAL[one!.value.status] && FINAL[other!.value.status] && step.becomes !== 'issued' && one!.value.body !== other!.value.body)
      this.astray.push(`${step.key}: sent twice, answered ${JSON.stringify(one!.value)} and ${JSON.stringify(other!.value)}`);
    return FINAL[one!.value.status] ? one!.value : other!.value;
  }

  /** What was promised by one door is found at every other on the next read. */
  async #readBack(step: Step, promised: string): Promise<void> {
    const { command } = JSON.parse(promised) as { command?: string };
    const { receipt } = JSON.parse(promised) as { receipt?: { commandId: string } };
    const id = receipt?.commandId ?? command;
    if (id === undefined) return;
    const read = await this.ask({ who: step.who, path: `/commands/${id}`, method: 'GET' }).catch(() => undefined);
    if (!read || AGAIN.has(read.status)) return;
    if (read.status !== 200 || read.body !== promised)
      this.astray.push(`${step.key}: promised ${promised}, read ${read.status} ${read.body.slice(0, 300)}`);
  }

  #end(step: Step, answer: Omit<Answered, 'step' | 'atMs'>): void {
    const told = { ...answer, atMs: Date.now() };
    this.#keep({ op: answer.outcome, key: step.key, status: answer.status, body: answer.body });
    this.answered.push({ step, ...told });
  }

  async #admitted(steps: number): Promise<boolean> {
    while (this.#allowance <= 0 && !this.#ended) await new Promise<void>((wake) => this.#wake.push(wake));
    this.#allowance -= steps;
    return !this.#ended;
  }

  #anyDoor(): Door {
    const { doors, random } = this.#options;
    return doors[Math.floor(random() * doors.length)]!;
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  #keep(line: object): void {
    writeSync(this.#file, `${JSON.stringify({ atMs: Date.now(), ...line })}\n`);
    fsyncSync(this.#file);
  }
}

/** What says that the same may be asked again. */
const AGAIN = new Set([202, 429, 503, 507]);
