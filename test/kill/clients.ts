import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chain, Step } from './script.js';

/** What a sender was answered in the end. */
export interface Answered {
  step: Step;
  status: number;
  /** The bytes of the answer. */
  body: string;
  tries: number;
}

/** Where the process under test serves just now; resolves when it does. */
export interface Door {
  url(): Promise<string>;
}

const SENDERS = 16;
const ANSWER_MS = 30_000;
const MOST_LOOKS = 1_000;

/**
 * Senders who do not give up: each submits its chains step by step and repeats a step under the same key until it is decided. Every
 * answer goes to a file, synced, before the next step: what is in it was promised.
 */
export class Clients {
  readonly answered: Answered[] = [];
  /** Answers that no sender should ever get. */
  readonly astray: string[] = [];
  readonly #door: Door;
  readonly #tokens: ReadonlyMap<string, string>;
  readonly #file: number;
  #allowance = 0;
  #wake: (() => void)[] = [];

  constructor(door: Door, tokens: ReadonlyMap<string, string>, ndjson: string) {
    this.#door = door;
    this.#tokens = tokens;
    this.#file = openSync(ndjson, 'a', 0o600);
  }

  /** Lets that many more steps begin. */
  allow(steps: number): void {
    this.#allowance += steps;
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Submits all chains; resolves when every step is decided. */
  async run(chains: readonly Chain[]): Promise<void> {
    const waiting = [...chains];
    const sender = async () => {
      for (let chain = waiting.shift(); chain; chain = waiting.shift())
        for (const steps of chain) await Promise.all([steps].flat().map((step) => this.#perform(step)));
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }

  /** Nothing more is kept. */
  close(): void {
    closeSync(this.#file);
  }

  /** Asks once. */
  async ask(step: Pick<Step, 'who' | 'path' | 'body'> & { key?: string; method?: string }): Promise<{ status: number; body: string }> {
    const { key, who, path, body, method = 'POST' } = step;
    const answer = await fetch(`${await this.#door.url()}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#tokens.get(who)}`,
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  }

  async #perform(step: Step): Promise<void> {
    await this.#admitted();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.ask(step).catch(() => undefined);
      // The process went away under the request: the same key asks again when it is back. A plan just issued opens to its recipients a
      // moment later.
      if (!answer || answer.status === 503 || (answer.status === 404 && tries < MOST_LOOKS)) await sleep(50);
      else if (answer.status === 202) this.#keep({ ...step, lodged: answer.body });
      else {
        if (answer.status !== 201 && answer.status !== 409 && answer.status !== 422)
          this.astray.push(`${step.key} ${step.path}: ${answer.status} ${answer.body.slice(0, 200)}`);
        this.#keep({ ...step, ...answer });
        this.answered.push({ step, ...answer, tries });
        return;
      }
    }
  }

  async #admitted(): Promise<void> {
    while (this.#allowance <= 0) await new Promise<void>((wake) => this.#wake.push(wake));
    this.#allowance -= 1;
  }

  #keep(line: object): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }
}
