import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Root of the repository. */
export const root = join(__dirname, '..', '..');
const main = join(root, 'dist', 'cli', 'main.js');

/** What a run of the command line came to. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Makes sure that there is a built command line to run; `npm test` builds before. */
export function needBuilt(): void {
  if (existsSync(main)) return;
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const built = spawnSync(process.execPath, [tsc, '-b', 'workflows', 'start', 'cli'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stdout);
}

/** Environment of a person who has set nothing. */
const plain = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(DONDOC_|LC_|LANG|DATABASE_URL|TEMPORAL_|PORT$|FORCE_COLOR|NO_COLOR)/.test(name)),
);

export interface Running {
  pid: number;
  ended: Promise<Ran>;
}

/** Starts the command line as a process of its own. */
export function start(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [main, ...args], { cwd: root, env: { ...plain, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { pid: child.pid!, ended: new Promise((done) => child.once('close', (code) => done({ code, out, err }))) };
}

/** Runs the command line to its end. */
export function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return start(args, env).ended;
}

/** A new empty folder under the system's temporary one. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dondoc-cli-'));
}

/** Writes a file into a folder and gives its path. */
export function fileIn(folder: string, name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
