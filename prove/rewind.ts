import { setTimeout as sleep } from 'node:timers/promises';
import { reconcile } from '../relay/reconcile.js';
import { checkRecords } from './check-records.js';
import type { Senders } from './senders.js';
import type { Topology } from './topology.js';

/** What a restore is proved with: the copy, when it was begun (real time, ms), and how quiet is waited for. */
export interface RewindOptions {
  topology: Topology;
  senders: Senders;
  copy: { file: string; beganMs: number } | undefined;
  quiet: () => Promise<string[]>;
}

/**
 * Puts an older copy of the database in place while Temporal is ahead of it, has the lanes begun anew as docs/operations.md says, and
 * looks that every receipt given before the copy began is there, that records, workflows and tables agree, and that work goes on.
 */
export async function rewind({ topology, senders, copy, quiet }: RewindOptions): Promise<{ kept: number; wrong: string[] }> {
  if (!copy) return { kept: 0, wrong: ['no copy of the database was taken'] };
  await topology.calm.disturb(async () => {
    await topology.stopNodes();
    await topology.postgres.restoreFrom(copy.file);
    await topology.heal();
    const answer = await senders.ask({ who: 'administrator', path: '/diagnosis/rebuild', body: {} }, undefined, 120_000);
    if (answer.status !== 200) throw new Error(`rebuild: ${answer.status} ${answer.body}`);
  });
  await sleep(2_000);
  const wrong = (await quiet()).map((left) => `after the restore: ${left}`);
  const before = senders.answered.filter(({ atMs, outcome }) => atMs < copy.beganMs && outcome !== 'unknown');
  // What was asked later may be there or not: it was promised by records that are gone.
  const later = senders.answered.filter((answer) => !before.includes(answer)).map((answer) => ({ ...answer, outcome: 'unknown' as const }));
  const db = topology.records();
  const { client, close } = topology.workflows();
  try {
    const found = await checkRecords(db, { answered: [...before, ...later], wellMs: () => 0, decidedWithinMs: 0 });
    const { findings } = await reconcile({ db, nowMs: topology.nowMs, workflows: client.workflow });
    wrong.push(...found.map((one) => `after the restore: ${one}`));
    wrong.push(...findings.map((finding) => `after the restore, reconciler: ${JSON.stringify(finding)}`));
    return { kept: before.length, wrong };
  } finally {
    await close();
    await db.destroy();
  }
}
