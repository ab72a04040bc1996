import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Armed } from './faulty-main.js';

/** What a process ended with, and at which named point where it killed itself. */
export interface Ended {
  by: number | NodeJS.Signals;
  fault?: string;
}

const UP_WITHIN_MS = 120_000;
const PROGRAM = resolve('dist/prove/faulty-main.js');

/** One API or worker of the topology: a process that is started, told to die, stopped and started again. */
export class NodeProcess {
  readonly name: string;
  readonly #role: 'api' | 'worker';
  readonly #env: NodeJS.ProcessEnv;
  readonly #clockFile: string | undefined;
  readonly #say: (text: string) => void;
  #child: ChildProcess | undefined;
  #ended: Promise<Ended> | undefined;
  #errors = '';

  constructor(
    { role, name, folder, clockLibrary }: { role: 'api' | 'worker'; name: string; folder: string; clockLibrary?: string },
    env: NodeJS.ProcessEnv,
    say: (text: string) => void,
  ) {
    this.name = name;
    this.#role = role;
    this.#say = say;
    this.#env = env;
    if (clockLibrary !== undefined) {
      this.#clockFile = join(folder, `${name}.clock`);
      this.jump('+0');
      Object.assign(this.#env, {
        LD_PRELOAD: clockLibrary,
        FAKETIME_TIMESTAMP_FILE: this.#clockFile,
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        FAKETIME_DONT_RESET: '1',
      });
    }
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it said on standard error, its newest part. */
  get said(): string {
    return this.#errors;
  }

  /** Starts it and waits until it serves; again as long as what it needs is not there. */
  async begin(clockBehindMs: number): Promise<void> {
    const until = Date.now() + UP_WITHIN_MS;
    while (!(await this.#once(clockBehindMs)))
      if (Date.now() > until) throw new Error(`${this.name} does not come up: ${this.#errors.slice(-2000)}`);
  }

  arm(armed: Armed): void {
    if (this.running) this.#child!.send(armed, () => {});
  }

  signal(name: NodeJS.Signals): void {
    if (this.running) this.#child!.kill(name);
  }

  /** Sets its own clock, such as '+1d': what it is told of the time by its machine, not by the database. */
  jump(by: string): void {
    if (this.#clockFile !== undefined) writeFileSync(this.#clockFile, by);
  }

  /** What it ended with, unless it still runs after so long. */
  async ended(withinMs: number): Promise<Ended | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), withinMs)));
    const ended = await Promise.race([this.#ended ?? { by: 0 }, late]);
    clearTimeout(timer);
    return ended;
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended(30_000);
  }

  #once(clockBehindMs: number): Promise<boolean> {
    const env = { ...process.env, ...this.#env, CLOCK_BEHIND_MS: String(clockBehindMs) };
    const child = spawn(process.execPath, [PROGRAM, this.#role], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child = child;
    this.#errors = '';
    child.stderr!.on('data', (part: Buffer) => {
      this.#errors = (this.#errors + part.toString()).slice(-20_000);
      for (const line of part.toString().split('\n'))
        if (line.trim() !== '' && !line.includes('temporalio_client::retry')) this.#say(`${this.name}: ${line.slice(0, 500)}`);
    });
    this.#ended = new Promise<Ended>((done) =>
      // When all it said has been read, too.
      child.once('close', (code, signal) => {
        const [, fault] = /^fault (\w+)/m.exec(this.#errors) ?? [];
        done({ by: signal ?? code!, ...(fault !== undefined && { fault }) });
      }),
    );
    return Promise.race([
      new Promise<true>((up) => child.once('message', () => up(true))),
      new Promise<false>((gone) => child.once('exit', () => gone(false))),
    ]);
  }
}
