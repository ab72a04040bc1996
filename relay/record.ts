import { sql, type Transaction } from 'kysely';
import type { BatchAnswer, BatchOutcome } from '../contract/messages.js';
import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { Clock } from '../store/clock.js';
import type { OpenBatch } from '../store/commands.js';
import type { Db } from '../store/database.js';
import { appendEvents, type EventRow, type NewEvent } from '../store/events.js';
import { advanceLane, lockLane } from '../store/lanes.js';
import { projectCascade } from '../store/project-cascade.js';
import { projectPlan } from '../store/project-plan.js';
import type { Database } from '../store/tables.js';
import { afterEvents } from './derive.js';
import { eventOf } from './event-of.js';
import { writeNotices } from './notices.js';

type Trx = Transaction<Database>;

/** What recording brought about beside its rows: lanes that got derived commands, and whether there is something to deliver. */
export interface Recorded {
  derivedLanes: string[];
  noticesWritten: boolean;
}

/**
 * Records what a lane decided: events with their chain, duties, notices, outcomes, derived commands and the end of the batch, in one
 * transaction. Undefined when another process has recorded it already.
 */
export async function recordBatch(db: Db, clock: Clock, lane: string, batch: OpenBatch, answer: BatchAnswer): Promise<Recorded | undefined> {
  const recordedMs = await clock.nowMs();
  return db.transaction().execute(async (trx) => {
    const head = await lockLane(trx, lane);
    if (!head || head.batchNo >= batch.no) return undefined;
    const rows = await appendEvents(trx, head, newEvents(batch, answer), recordedMs);
    await writeOutcomes(trx, batch, answer.outcomes, rows, recordedMs);
    const planId = head.planId!;
    if (laneKind(lane) === 'cascade') await projectCascade(trx, rows.map((row) => ({ ...row, planId, event: eventOf<CascadeEvent>(row) })));
    else for (const row of rows) await projectPlan(trx, planId, eventOf<PlanEvent>(row), row.contentHash);
    const derivedLanes = await afterEvents(trx, planId, lane, rows);
    const noticesWritten = await writeNotices(trx, planId, rows, recordedMs);
    const newest = rows.at(-1);
    const closed = rows.some(({ type }) => type === 'concluded' || type === 'revoked');
    await advanceLane(trx, lane, { seq: newest?.seq ?? head.seq, hash: newest?.hash ?? head.hash, batchNo: batch.no, closed });
    return { derivedLanes, noticesWritten };
  });
}

function newEvents(batch: OpenBatch, answer: BatchAnswer): NewEvent[] {
  const events: NewEvent[] = [];
  let at = 0;
  answer.outcomes.forEach((outcome, index) => {
    const command = batch.commands[index]!;
    const count = 'events' in outcome ? outcome.events : 0;
    for (const { type, atMs, ...data } of answer.events.slice(at, at + count))
      events.push({
        type,
        atMs,
        data,
        commandId: command.id,
        actor: command.actor,
        forUnit: command.forUnit,
        contentHash: command.contentHash,
      });
    at += count;
  });
  return events;
}

async function writeOutcomes(trx: Trx, batch: OpenBatch, outcomes: BatchOutcome[], rows: EventRow[], decidedMs: number): Promise<void> {
  let at = 0;
  const json = JSON.stringify(
    batch.commands.map(({ id }, index) => {
      const outcome = outcomes[index]!;
      if ('problem' in outcome) return { id, problem: outcome.problem };
      if ('poison' in outcome) return { id, problem: { code: 'COMMAND_QUARANTINED', data: { reason: outcome.poison } } };
      const mine = rows.slice(at, at + outcome.events);
      at += outcome.events;
      return { id, first: mine[0]?.seq ?? null, last: mine.at(-1)?.seq ?? null };
    }),
  );
  await sql`
    update commands c set decided_ms = ${decidedMs}, problem = x.problem, first_seq = x.first, last_seq = x.last
    from jsonb_to_recordset(${json}::jsonb) as x(id uuid, problem jsonb, first bigint, last bigint) where c.id = x.id`.execute(trx);
}
