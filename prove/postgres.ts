import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBinaries, ownerOfServer } from '../bench/postgres.js';
import { freePort } from './ports.js';
import { killTree } from './tree.js';

const run = promisify(execFile);

/** Settings of a server that must come back: what is committed is on disk, and it says nothing else than it does in production. */
const SETTINGS = ['shared_buffers=128MB', 'max_connections=300', 'max_wal_size=128MB', 'min_wal_size=32MB', 'listen_addresses=127.0.0.1'];
const UP_WITHIN_MS = 120_000;

/** PostgreSQL that is killed and started again on the same folder and port, as its own user where this process is root. */
export class PostgresServer {
  readonly port: number;
  /** Whether its folder is a small file system of its own, which can be filled. */
  readonly small: boolean;
  readonly #folder: string;
  readonly #bin: string;
  #server: ChildProcess | undefined;

  private constructor(folder: string, bin: string, port: number, small: boolean) {
    this.#folder = folder;
    this.#bin = bin;
    this.port = port;
    this.small = small;
  }

  /** A new cluster in a folder; on a small file system of so many MB where this process may mount one. */
  static async make(folder: string, megabytes?: number): Promise<PostgresServer> {
    const bin = findBinaries();
    if (bin === undefined) throw new Error('no PostgreSQL server binaries');
    mkdirSync(folder, { recursive: true });
    const small = megabytes !== undefined && mounted(folder, megabytes);
    const owner = ownerOfServer();
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const made = new PostgresServer(folder, bin, await freePort(), small);
    await run(join(bin, 'initdb'), ['-D', made.#data, '-U', 'dondoc', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], { ...owner });
    await made.begin();
    return made;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  get version(): string {
    return execFileSync(join(this.#bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
  }

  url(database = 'dondoc', port = this.port): string {
    return `postgres://dondoc@127.0.0.1:${port}/${database}`;
  }

  /** Starts it and waits until it answers; again where what was killed before has not yet let go. */
  async begin(): Promise<void> {
    const until = Date.now() + UP_WITHIN_MS;
    for (;;) {
      if (!this.#server || this.#server.exitCode !== null || this.#server.signalCode !== null) this.#spawn();
      if (await this.statement('select 1', 'postgres').then(...yesNo)) return;
      if (Date.now() > until) throw new Error('PostgreSQL does not come up');
      await sleep(100);
    }
  }

  /** kill -9 of the server and all that serves for it. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server.once('exit', done));
    killTree(server.pid!);
    left.delete(server.pid!);
    await ended;
  }

  /** Ends it and its folder. */
  async end(): Promise<void> {
    await this.kill();
    if (this.small) execFileSync('umount', ['--lazy', this.#folder]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async statement(statement: string, database = 'dondoc'): Promise<string> {
    const { stdout } = await run(this.#tool('psql'), [...this.#on(database), '-qAtc', statement], { timeout: 10_000 });
    return stdout.trim();
  }

  /** Writes a copy of a database to a file while it is in use. */
  async copyTo(file: string, database = 'dondoc'): Promise<void> {
    await run(this.#tool('pg_dump'), [...this.#on(database), '-Fc', '-f', file]);
  }

  /** Puts a copy in the place of a database that nobody uses. */
  async restoreFrom(file: string, database = 'dondoc'): Promise<void> {
    await this.statement(`drop database ${database} with (force)`, 'postgres');
    await this.statement(`create database ${database}`, 'postgres');
    await run(this.#tool('pg_restore'), [...this.#on(database), '--exit-on-error', file]);
  }

  /** Leaves no byte free on its file system. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.#folder);
    for (let free = bavail * bsize, n = 0; free > 0; n += 1) {
      const part = Math.min(free, 64 * 1024 * 1024);
      try {
        writeFileSync(join(this.#folder, `filler-${n}`), Buffer.alloc(part));
      } catch {
        // It is full.
        return;
      }
      free -= part;
    }
  }

  /** Gives the room back. */
  drain(): void {
    for (let n = 0; n < 100; n += 1) rmSync(join(this.#folder, `filler-${n}`), { force: true });
  }

  #spawn(): void {
    const settings = [...SETTINGS, `unix_socket_directories=${this.#folder}`].flatMap((setting) => ['-c', setting]);
    rmSync(join(this.#data, 'postmaster.pid'), { force: true });
    this.#server = spawn(join(this.#bin, 'postgres'), ['-D', this.#data, '-p', String(this.port), ...settings], {
      ...ownerOfServer(),
      stdio: 'ignore',
    });
    if (this.#server.pid !== undefined) left.add(this.#server.pid);
  }

  #tool(name: string): string {
    return join(this.#bin, name);
  }

  #on(database: string): string[] {
    return ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'dondoc', '-d', database];
  }
}

/** Servers that run still: nothing of a rig that breaks off stays behind. */
const left = new Set<number>();
process.on('exit', () => left.forEach(killTree));

const yesNo = [() => true, () => false] as const;

/** Mounts a small file system on a folder, where this process may. */
function mounted(folder: string, megabytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
