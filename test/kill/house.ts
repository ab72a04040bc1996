import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isRunning, markOf, type ProcessMark, waitUntilEnded } from '../../start/child-process.js';
import { root } from '../start/compiled.js';
import type { Asked, Told } from './quiet.js';
import { descendantsOf, killAll, killTree } from '../../prove/tree.js';

/** One life of the process under test. */
export interface Life {
  pid: number;
  startedMs: number;
  /** When it served, unless it never came to that. */
  upMs?: number;
  endedMs?: number;
  /** Exit code or signal. */
  end?: number | NodeJS.Signals;
  /** The named point that it died at. */
  fault?: string;
}

const UP_WITHIN_MS = 120_000;
const ANSWER_MS = 60_000;

/** A data folder with its process, which is started, killed and started again. */
export class House {
  readonly lives: Life[] = [];
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #errors = '';
  /** Whatever was started, by mark: at the end none of it may be left. */
  readonly #marks: ProcessMark[] = [];

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  get life(): Life {
    return this.lives.at(-1)!;
  }

  /** Starts the process; it kills itself at a fault (`updated:3`). */
  begin(fault = ''): Life {
    const child = spawn(process.execPath, [join(root, 'dist', 'test', 'kill', 'faulty-main.js')], {
      env: { ...process.env, ...this.#env, FAULT: fault },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const life: Life = { pid: child.pid!, startedMs: Date.now() };
    this.lives.push(life);
    this.#child = child;
    this.#errors = '';
    child.stderr!.on('data', (part: Buffer) => (this.#errors = (this.#errors + part.toString()).slice(-20_000)));
    child.once('exit', (code, signal) => {
      life.endedMs = Date.now();
      life.end = signal ?? code!;
    });
    return life;
  }

  /** Waits until it serves; false where it ended before, as it may where it is to die at a fault. */
  async up(): Promise<boolean> {
    const life = this.life;
    const told = await Promise.race([this.#told('up', UP_WITHIN_MS), this.#gone()]);
    if (told === 'gone') return false;
    life.upMs = Date.now();
    for (const { pid } of descendantsOf(life.pid)) {
      const mark = markOf(pid);
      if (mark) this.#marks.push(mark);
    }
    return true;
  }

  /** Whether it has ended, waiting at most so long. */
  async ended(withinMs: number): Promise<boolean> {
    const life = this.life;
    const until = Date.now() + withinMs;
    while (life.end === undefined && Date.now() < until) await new Promise((wake) => setTimeout(wake, 5));
    if (life.end === undefined) return false;
    // What it said last may come after its end.
    if (!this.#child!.stderr!.closed)
      await Promise.race([once(this.#child!.stderr!, 'close'), new Promise((wake) => setTimeout(wake, 1000))]);
    const said = /^fault (\w+):/m.exec(this.#errors);
    if (said) life.fault = said[1];
    return true;
  }

  /** Kills it at once: with all that it started, alone, or only a part of it. */
  async kill(what: 'tree' | 'alone' | 'orphaning' | 'temporal'): Promise<void> {
    const { pid } = this.life;
    const children = descendantsOf(pid);
    const temporal = children.filter(({ command }) => command.includes(' server start-dev ')).map((child) => child.pid);
    if (what === 'tree') killTree(pid);
    else if (what === 'alone') killAll([pid]);
    else if (what === 'temporal') killAll(temporal);
    else killAll([...children.map((child) => child.pid).filter((child) => !temporal.includes(child)), pid]);
    if (!(await this.ended(60_000))) throw new Error(`the process did not end: ${this.said}`);
  }

  /** Stops it as Ctrl-C does; the exit code. */
  async stop(): Promise<number | NodeJS.Signals> {
    process.kill(this.life.pid, 'SIGTERM');
    if (!(await this.ended(60_000))) throw new Error(`the process did not stop: ${this.said}`);
    return this.life.end!;
  }

  /** Asks it for what is still not decided of what waits now, after so long. */
  async undecidedAfter(withinMs: number): Promise<string[]> {
    return (await this.#ask('undecided', { decideWithinMs: withinMs }, withinMs + ANSWER_MS)).undecided;
  }

  /** Asks it how workflows and records differ, and how many lanes there are. */
  async drifted(): Promise<{ drifted: string[]; lanes: number }> {
    return this.#ask('drifted', 'agree', ANSWER_MS);
  }

  /** Processes of earlier lives that still run. */
  async leftOvers(): Promise<ProcessMark[]> {
    for (const mark of this.#marks) await waitUntilEnded(mark, 15_000);
    return this.#marks.filter(isRunning);
  }

  /** Ends whatever is left of it. */
  end(): void {
    if (this.lives.length > 0 && this.life.end === undefined) killTree(this.life.pid);
    killAll(this.#marks.filter(isRunning).map(({ pid }) => pid));
  }

  /** What it wrote on standard error. */
  get said(): string {
    return this.#errors;
  }

  async #ask<Word extends string>(word: Word, question: Asked, withinMs: number): Promise<Extract<Told, Record<Word, unknown>>> {
    const told = Promise.race([this.#told(word, withinMs), this.#gone()]);
    this.#child!.send(question);
    const answer = await told;
    if (answer === 'gone') throw new Error(`it ended instead of telling: ${this.#errors}`);
    return answer;
  }

  async #told<Word extends string>(word: Word, withinMs: number): Promise<Extract<Told, Record<Word, unknown>>> {
    const [told] = (await once(this.#child!, 'message', { signal: AbortSignal.timeout(withinMs) })) as [Told];
    if (!(word in told)) throw new Error(`${JSON.stringify(told)} ${this.#errors}`);
    return told as Extract<Told, Record<Word, unknown>>;
  }

  async #gone(): Promise<'gone'> {
    await once(this.#child!, 'exit');
    return 'gone';
  }
}
