import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One process, so named that a later process with the same number is not taken for it.
 * `began` is when it started, in whatever words the system has; equal text means the same process.
 */
export interface ProcessMark {
  pid: number;
  began: string;
}

/** Linux: start in clock ticks since boot, with the boot's own id. A zombie holds nothing any more, so it counts as ended. */
function beganOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command, in brackets, may hold spaces and brackets itself: the fields are counted from its last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (ticks === undefined || state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return undefined;
  }
}

function beganElsewhere(pid: number): string | undefined {
  const [command, args] =
    process.platform === 'win32'
      ? (['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]] as const)
      : (['ps', ['-o', 'lstart=', '-p', String(pid)]] as const);
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The mark of a live process, or undefined where none has that number. */
export function markOf(pid: number): ProcessMark | undefined {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganElsewhere(pid);
  return began === undefined ? undefined : { pid, began };
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  const mark = markOf(process.pid);
  if (mark === undefined) throw new Error('This system does not tell when a process began');
  return mark;
}

/** Whether exactly that process still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.began === mark.began;
}

/** Reads a mark from text that we wrote; undefined where it is none, as after a crash midway. */
export function parseMark(text: string): ProcessMark | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, began } = value as Partial<ProcessMark>;
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined;
  } catch {
    return undefined;
  }
}

const lookEachMs = 20;

/** Waits until that process has ended, at most `waitMs`; says whether it has. */
export async function waitUntilEnded(mark: ProcessMark, waitMs: number): Promise<boolean> {
  const untilMs = Date.now() + waitMs;
  while (isRunning(mark)) {
    if (Date.now() >= untilMs) return false;
    await new Promise((wake) => setTimeout(wake, lookEachMs));
  }
  return true;
}

/** Asks exactly that process to end, and after `waitMs` makes it. Does nothing where it has ended already. */
export async function endProcess(mark: ProcessMark, waitMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isRunning(mark)) return;
    try {
      process.kill(mark.pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
    if (await waitUntilEnded(mark, waitMs)) return;
  }
}
