import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isRunning, ownMark, parseMark, type ProcessMark } from './child-process.js';
import { StartProblem, type StartProblemCode } from './start-problem.js';

/** The data folder of an embedded run, held by this process until `release`, or until it ends in any way. */
export interface DataFolder {
  /** Absolute path, mode 0700. */
  path: string;
  release(): void;
}

const folderMode = 0o700;
const fileMode = 0o600;
const networkTypes = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b]); // NFS, CIFS, SMB2, SMB

const problemOf: Record<string, StartProblemCode> = {
  EACCES: 'FOLDER_READ_ONLY',
  EPERM: 'FOLDER_READ_ONLY',
  EROFS: 'FOLDER_READ_ONLY',
  ENOTDIR: 'FOLDER_NOT_A_FOLDER',
  EEXIST: 'FOLDER_NOT_A_FOLDER',
  ENOSPC: 'FOLDER_FULL',
  EDQUOT: 'FOLDER_FULL',
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';

function asStartProblem(error: unknown, path: string): StartProblem {
  if (error instanceof StartProblem) return error;
  const code = codeOf(error);
  const known = problemOf[code];
  return known === undefined ? new StartProblem('FOLDER_UNUSABLE', { path, reason: code }) : new StartProblem(known, { path });
}

/** Not Node's own recursive mkdir: where a file system refuses new folders with ENOENT, as /proc does, that one never ends. */
function makeWithParents(path: string): void {
  try {
    mkdirSync(path, { mode: folderMode });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeWithParents(dirname(path));
    makeWithParents(path);
  }
}

function makeFolder(path: string): void {
  makeWithParents(path);
  const found = statSync(path);
  if (!found.isDirectory()) throw new StartProblem('FOLDER_NOT_A_FOLDER', { path });
  const user = process.getuid?.();
  if (user !== undefined && found.uid !== user) throw new StartProblem('FOLDER_OTHER_OWNER', { path, owner: found.uid, user });
  if (networkTypes.has(statfsSync(path).type)) throw new StartProblem('FOLDER_ON_NETWORK', { path });
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

const lockName = /^lock\.(\d+)$/;
const released = 'released';

interface Lock {
  no: number;
  /** Undefined where it was released, or left half written by a crash of the whole machine. */
  holder: ProcessMark | undefined;
}

/** The lock with the highest number, or number 0 where there is none. */
function highestLock(path: string): Lock {
  const no = Math.max(0, ...readdirSync(path).map((name) => Number(lockName.exec(name)?.[1] ?? 0)));
  if (no === 0) return { no, holder: undefined };
  try {
    return { no, holder: parseMark(readFileSync(join(path, `lock.${no}`), 'utf8')) };
  } catch (error) {
    // A newer holder cleared it away since we looked: look again.
    if (codeOf(error) === 'ENOENT') return highestLock(path);
    throw error;
  }
}

/** Makes `lock.<no>` with our mark in one step, so that nobody ever reads it half written. Says whether it was ours to make. */
function placeLock(path: string, no: number, mark: ProcessMark): boolean {
  const draft = join(path, `lock.draft.${mark.pid}`);
  writeFileSync(draft, JSON.stringify(mark), { mode: fileMode });
  try {
    linkSync(draft, join(path, `lock.${no}`));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes the lock. Locks are numbered and the highest one counts. A number is never used twice, since the highest file always stays
 * (released or not): so a lock whose holder has ended is followed by the next number, made by link() which only one process can win,
 * and nobody ever has to delete a file that may by now be another's.
 */
function takeLock(path: string): number {
  const mark = ownMark();
  for (;;) {
    const found = highestLock(path);
    if (found.holder !== undefined && isRunning(found.holder)) throw new StartProblem('FOLDER_LOCKED', { path, pid: found.holder.pid });
    const no = found.no + 1;
    if (!placeLock(path, no, mark)) continue;
    // What we saw as highest may be long past: then our number stands below a live one and is not the lock.
    if (highestLock(path).no === no) return no;
    rmSync(join(path, `lock.${no}`), { force: true });
  }
}

function clearOlderLocks(path: string, no: number): void {
  for (const name of readdirSync(path)) {
    const older = Number(lockName.exec(name)?.[1] ?? no);
    if (older < no) rmSync(join(path, name), { force: true });
  }
}

/**
 * Opens the data folder for this process alone, making it if need be.
 * A lock left by a process that was killed is taken over; a live holder is refused with FOLDER_LOCKED (path, pid).
 * Throws StartProblem FOLDER_…; the folder itself is left as it was found.
 */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  try {
    makeFolder(path);
    const no = takeLock(path);
    clearOlderLocks(path, no);
    const lock = join(path, `lock.${no}`);
    return {
      path,
      release() {
        const draft = join(path, `lock.draft.${process.pid}`);
        writeFileSync(draft, released, { mode: fileMode });
        renameSync(draft, lock);
      },
    };
  } catch (error) {
    throw asStartProblem(error, path);
  }
}

/** Who holds the data folder now, without opening it: undefined where nobody does. */
export function holderOf(folder: string): ProcessMark | undefined {
  const path = resolve(folder);
  try {
    const { holder } = highestLock(path);
    return holder !== undefined && isRunning(holder) ? holder : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw asStartProblem(error, path);
  }
}
