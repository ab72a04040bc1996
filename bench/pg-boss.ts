import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { actOf, makeLedger } from './floor.js';
import { type Figures, measure, type Run, type Servers } from './measure.js';
import { peer } from './peers.js';

const QUEUE = 'acts';
const MOST = 500;

interface Job {
  id: string;
  data: { recipient: number; report: boolean; text: string };
}

/** What the bench asks of pg-boss. */
interface Boss {
  on(event: 'error', listener: (error: Error) => void): void;
  start(): Promise<unknown>;
  stop(options: { graceful: boolean; wait: boolean }): Promise<void>;
  createQueue(name: string): Promise<void>;
  send(name: string, data: object, options: { id: string }): Promise<string | null>;
  fetch(name: string, options: { batchSize: number }): Promise<Job[]>;
  complete(name: string, ids: string[]): Promise<void>;
}

/**
 * The same acts on pg-boss: a job an act, taken by one worker that writes the floor's rows and completes up to 500 jobs at once. The worker is
 * told of a job rather than polling twice a second, which would be all that is measured; a sender is answered when its job is completed.
 */
export async function benchPgBoss(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 24 });
  await makeLedger(pool, run.recipients);
  const boss = new (peer<new (options: object) => Boss>('pg-boss'))({
    connectionString: databaseUrl,
    max: 24,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  await boss.createQueue(QUEUE);
  const waiting = new Map<string, () => void>();
  let working: Promise<void> | undefined;
  const work = async () => {
    for (let jobs = await boss.fetch(QUEUE, { batchSize: MOST }); jobs.length > 0; jobs = await boss.fetch(QUEUE, { batchSize: MOST })) {
      await Promise.all(jobs.map(({ data: { recipient, report, text } }) => pool.query(actOf(recipient, report, () => text))));
      const ids = jobs.map(({ id }) => id);
      await boss.complete(QUEUE, ids);
      for (const id of ids) waiting.get(id)?.();
    }
  };
  const tell = () => {
    working ??= work().finally(() => {
      working = undefined;
      if (waiting.size > 0) tell();
    });
  };
  const figures = await measure('pg-boss (a job an act)', servers, run, async (recipient, report) => {
    const id = randomUUID();
    const completed = new Promise<void>((resolve) => waiting.set(id, resolve));
    await boss.send(QUEUE, { recipient, report, text: report ? run.text() : '' }, { id });
    tell();
    await completed;
    waiting.delete(id);
  });
  await working;
  await boss.stop({ graceful: false, wait: true });
  await pool.end();
  return figures;
}
