import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { bodyHashOf, contentOf, send } from '../client/lodging.js';
import { cascadeLane } from '../contract/names.js';
import { foldLane } from '../relay/rebuild.js';
import type { Db } from '../store/database.js';
import { administrator, checkActs, issuePlan, mustBeDecided, startEngine, stepsOf } from './engine.js';
import { type Figures, measure, type Run, type Servers } from './measure.js';

/** The job on the engine core: every recipient receives, then reports; through the lodging door, without HTTP and permission. */
export async function benchDondoc(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const { recipients, text } = run;
  const engine = await startEngine(servers, databaseUrl);
  const { deps, temporal, carried } = engine;
  const { plan, units } = await issuePlan(engine, recipients);
  const lane = cascadeLane(plan, 1);
  const before = await historyOf(temporal, lane);
  const keptBefore = await bytesKept(deps.db);
  const act = async (data: { type: string }, content?: Uint8Array) => {
    const key = randomUUID();
    mustBeDecided(await send(deps, administrator, { key, bodyHash: bodyHashOf(key) }, { lane, data, ...(content && { content }) }));
  };
  const figures = await measure('dondoc, engine core', servers, run, (recipient, report) => {
    const unit = units[recipient]!;
    if (!report) return act({ type: 'receive', unit } as never);
    const content = contentOf({ figures: { a: recipient }, narrative: { text: text() } });
    return act({ type: 'submit', unit, item: 'r1', period: 'once' } as never, content);
  });
  const after = await historyOf(temporal, lane);
  await sql`vacuum full`.execute(deps.db);
  const kept = (await bytesKept(deps.db)) - keptBefore;
  await checkActs(engine, lane, recipients);
  const folding = performance.now();
  await foldLane(deps.db, lane);
  const rebuildMs = performance.now() - folding;
  await engine.close();
  return {
    ...figures,
    ...stepsOf(carried),
    eventsPerRecipient: (after.events - before.events) / recipients,
    historyBytesPerRecipient: (after.bytes - before.bytes) / recipients,
    actionsPerRecipient: (after.actions - before.actions) / recipients,
    keptBytesPerRecipient: kept / recipients,
    rebuildMs,
  };
}

/** Bytes of the tables that grow with every act, with their indexes. */
async function bytesKept(db: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`select sum(pg_total_relation_size(name::regclass)) as size
    from unnest(array['commands', 'batches', 'events', 'content', 'report_versions', 'notices', 'deliveries']) as name`.execute(db);
  return Number(rows[0]!.size);
}

const BILLED = [
  'workflowExecutionUpdateAcceptedEventAttributes',
  'timerStartedEventAttributes',
  'activityTaskScheduledEventAttributes',
  'workflowExecutionStartedEventAttributes',
];

/** Events, bytes and billable actions (start, update, timer, activity) of a workflow's history. */
async function historyOf(temporal: Client, workflowId: string): Promise<{ events: number; bytes: number; actions: number }> {
  const handle = temporal.workflow.getHandle(workflowId);
  const { historyLength, historySize } = await handle.describe();
  const { events } = await handle.fetchHistory();
  const billed = (event: object) => BILLED.some((name) => (event as Record<string, unknown>)[name]);
  return { events: historyLength, bytes: historySize ?? 0, actions: (events ?? []).filter(billed).length };
}
