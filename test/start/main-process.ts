import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, parseMark, type ProcessMark } from '../../start/child-process.js';
import { root } from './compiled.js';

/** `node dist/start/main.js` as somebody runs it, with what it said. */
export class MainProcess {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly #ended: Promise<number | NodeJS.Signals>;

  constructor(args: string[], env: Record<string, string> = {}) {
    const clean = { TEMPORAL_ADDRESS: '', DATABASE_URL: '', DONDOC_DATA: '', PORT: '', DONDOC_HOST: '', DONDOC_LOG_LEVEL: '' };
    this.child = spawn(process.execPath, [join(root, 'dist', 'start', 'main.js'), ...args], {
      cwd: root,
      env: { ...process.env, ...clean, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (part: Buffer) => (this.out += part.toString()));
    this.child.stderr!.on('data', (part: Buffer) => (this.err += part.toString()));
    this.#ended = new Promise((done) => this.child.once('close', (code, signal) => done(signal ?? code!)));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until it has said that; fails with all it said where it ends before. */
  async says(text: string): Promise<void> {
    let ended = false;
    void this.#ended.then(() => (ended = true));
    while (!this.out.includes(text)) {
      if (ended) throw new Error(`it ended without saying “${text}”:\n${this.out}\n${this.err}`);
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }

  /** Its exit code, or the signal that ended it. */
  exit(): Promise<number | NodeJS.Signals> {
    return this.#ended;
  }

  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    this.child.kill(signal);
    return this.#ended;
  }
}

/** The Temporal server that the record in a data folder names, where it runs. */
export function temporalOf(dataDir: string): ProcessMark | undefined {
  const record = join(dataDir, 'temporal.pid');
  const mark = existsSync(record) ? parseMark(readFileSync(record, 'utf8')) : undefined;
  return mark && isRunning(mark) ? mark : undefined;
}
