import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Processor time in ms of this process, of Temporal and of PostgreSQL. */
export interface Spent {
  node: number;
  temporal: number;
  postgres: number;
}

/** Begins to count processor time; what is answered tells how much was spent since. */
export function spentSince(pids: { temporal: number; postgres: number }): () => Spent {
  const before = spent(pids);
  return () => {
    const now = spent(pids);
    return { node: now.node - before.node, temporal: now.temporal - before.temporal, postgres: now.postgres - before.postgres };
  };
}

function spent({ temporal, postgres }: { temporal: number; postgres: number }): Spent {
  const { user, system } = process.cpuUsage();
  const of = (pid: number) => withChildren(pid).reduce((sum, one) => sum + ofProcess(one), 0);
  return { node: (user + system) / 1000, temporal: of(temporal), postgres: of(postgres) };
}

function ofProcess(pid: number): number {
  try {
    // Fields after the name in parentheses; utime, stime and those of children that have ended stand at 11 to 14.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return ((Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

function withChildren(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const all = [pid];
  for (const one of all) all.push(...(parents.get(one) ?? []));
  return all;
}
