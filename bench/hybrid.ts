import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { actOf, makeLedger } from './floor.js';
import { type Figures, measure, type Run, type Servers } from './measure.js';
import { rawParts } from './raw-temporal.js';
import { fold, hybrid } from './raw-workflow.js';

const MOST = 500;

/**
 * The smallest design of our kind on raw parts: the floor's statement with a row of an outbox, and one relay that folds what waits there
 * into one update of one workflow. A sender is answered when its row is kept; the run ends when the workflow knows all.
 */
export async function benchHybrid(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 24 });
  await makeLedger(pool, run.recipients);
  await pool.query('create table outbox (id bigint generated always as identity primary key, unit text not null, kind text not null)');
  const parts = await rawParts(servers);
  const handle = await parts.client.workflow.start(hybrid, { workflowId: randomUUID(), taskQueue: parts.taskQueue, args: [{}] });
  const follow = parts.client.workflow.getHandle(handle.workflowId);
  const total = run.recipients * 2;
  let kept = 0;
  let known = 0;
  let relaying: Promise<void> | undefined;
  const relay = async () => {
    while (known < kept) {
      const { rows } = await pool.query<{ id: string; unit: string; kind: string }>({
        name: 'take',
        text: `delete from outbox where id in (select id from outbox order by id limit ${MOST}) returning id, unit, kind`,
      });
      if (rows.length === 0) return;
      const args: [[string, string][]] = [rows.map(({ unit, kind }) => [unit, kind])];
      await follow.executeUpdate(fold, { args, updateId: rows.at(-1)!.id });
      known += rows.length;
    }
  };
  const figures = await measure('hybrid on raw parts', servers, run, async (recipient, report) => {
    await pool.query(actOf(recipient, report, run.text, ', told as (insert into outbox (unit, kind) values ($2, $3))'));
    kept += 1;
    relaying ??= relay().finally(() => (relaying = undefined));
    if (kept === total) while (known < total) await (relaying ?? relay());
  });
  await follow.terminate();
  await parts.close();
  await pool.end();
  return figures;
}
