import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of its own for one run, fsync on, thrown away at the end. */
export interface Postgres {
  url(database: string): string;
  create(database: string): Promise<string>;
  pid: number;
  stop(): Promise<void>;
}

/** Whether PostgreSQL's server binaries are installed here. */
export function hasPostgres(): boolean {
  return findBinaries() !== undefined;
}

/** Starts PostgreSQL from the installed binaries, as their own user where this process is root; undefined where there are none. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const bin = findBinaries();
  if (!bin) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-pg-'));
  const owner = ownerOfServer();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = owner ?? {};
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'dondoc', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], {
    ...as,
    stdio: 'ignore',
  });
  const port = await freePort();
  const settings = ['shared_buffers=256MB', 'max_connections=200', `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...as,
    stdio: 'ignore',
  });
  const run = (database: string, statement: string) =>
    execFileSync(join(bin, 'psql'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'dondoc', '-d', database, '-qc', statement], {
      stdio: 'ignore',
    });
  await until(() => run('postgres', 'select 1'));
  const url = (database: string) => `postgres://dondoc@127.0.0.1:${port}/${database}`;
  return {
    url,
    pid: server.pid!,
    async create(database) {
      run('postgres', `create database ${database}`);
      return url(database);
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Folder of the newest server binaries installed here. */
export function findBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).filter((version) => existsSync(join(root, version, 'bin', 'postgres')));
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest && join(root, newest, 'bin');
}

/** PostgreSQL refuses to run as root: then its own user runs it. */
export function ownerOfServer(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function until(works: () => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      works();
      return;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
