import { execFileSync } from 'node:child_process';

/** The processes that a process started, and those that they did, by what the system says now. */
export function descendantsOf(pid: number): { pid: number; command: string }[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((found) => (found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3]! }] : []));
  const beneath = (parent: number): typeof rows => rows.filter((row) => row.parent === parent).flatMap((row) => [row, ...beneath(row.pid)]);
  return beneath(pid);
}

/** Kills processes at once, those that are gone already left out. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** Kills a process and all that it started: nobody of them gets to do anything any more. */
export function killTree(pid: number): void {
  const children = descendantsOf(pid).map((child) => child.pid);
  // Those that watch over others go first, so that they have nothing to mourn.
  killAll([...children.toReversed(), pid]);
}
