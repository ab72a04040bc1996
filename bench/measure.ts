import { type Spent, spentSince } from './cost.js';

/** What one run of the cascade job came to. A recipient is two acts: its receipt and its report. */
export interface Figures {
  design: string;
  recipients: number;
  clients: number;
  perSecond: number;
  p50: number;
  p99: number;
  longest: number;
  /** Processor time a recipient of all processes, the senders with them, and its parts. */
  cpuMsPerRecipient: number;
  nodeMsPerRecipient: number;
  temporalMsPerRecipient: number;
  postgresMsPerRecipient: number;
  /** Highest resident memory of this process during the run. */
  rssMb: number;
  eventsPerRecipient?: number;
  historyBytesPerRecipient?: number;
  actionsPerRecipient?: number;
  keptBytesPerRecipient?: number;
  rebuildMs?: number;
  /** Median commands of a batch, and medians of its steps. */
  batch?: number;
  claimMs?: number;
  updateMs?: number;
  recordMs?: number;
  gatherMs?: number;
}

export interface Servers {
  temporal: string;
  /** Processes whose time counts, with all their children. */
  pids: { temporal: number; postgres: number };
  bundle?: { code: string };
}

/** One run: so many recipients, so many senders in closed loops, and what a report says. */
export interface Run {
  recipients: number;
  clients: number;
  text: () => string;
}

const LOOK_MS = 100;

/** Runs the acts of a run and measures them: act 2n is the receipt of recipient n, act 2n + 1 its report. */
export async function measure(
  design: string,
  servers: Servers,
  { recipients, clients }: Run,
  act: (recipient: number, report: boolean) => Promise<void>,
): Promise<Figures> {
  let rss = process.memoryUsage.rss();
  const looking = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), LOOK_MS);
  const spent = spentSince(servers.pids);
  const { ms, latencies } = await closedLoop(recipients * 2, clients, (index) => act(index >> 1, index % 2 === 1));
  const { node, temporal, postgres } = perRecipient(spent(), recipients);
  clearInterval(looking);
  return {
    design,
    recipients,
    clients,
    perSecond: (recipients * 2 * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    longest: latencies.at(-1) ?? 0,
    cpuMsPerRecipient: node + temporal + postgres,
    nodeMsPerRecipient: node,
    temporalMsPerRecipient: temporal,
    postgresMsPerRecipient: postgres,
    rssMb: rss / 1024 / 1024,
  };
}

function perRecipient(spent: Spent, recipients: number): Spent {
  const { node, temporal, postgres } = spent;
  return { node: node / recipients, temporal: temporal / recipients, postgres: postgres / recipients };
}

/** Runs `total` acts by `clients` in closed loops; latencies in ms, sorted. */
async function closedLoop(
  total: number,
  clients: number,
  act: (index: number) => Promise<void>,
): Promise<{ ms: number; latencies: number[] }> {
  const latencies: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(clients, total) }, async () => {
      for (let index = next++; index < total; index = next++) {
        const from = performance.now();
        await act(index);
        latencies.push(performance.now() - from);
      }
    }),
  );
  return { ms: performance.now() - started, latencies: latencies.sort((a, b) => a - b) };
}

export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(values: number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
