import type { BatchAnswer, BatchOutcome } from '../contract/messages.js';
import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import type { PlanEvent } from '../domain/plan-life.js';
import { type Problem, problem } from '../domain/problem.js';
import type { Clock } from '../store/clock.js';
import { writeBatch } from '../store/batches.js';
import type { Decided, OpenBatch, Outcome } from '../store/commands.js';
import { type Db, oneByOne, together, type Trx } from '../store/database.js';
import { chainEvents, type EventRow, type NewEvent } from '../store/events.js';
import { lockLane } from '../store/lanes.js';
import { projectCascade, touchesMany } from '../store/project-cascade.js';
import { projectPlan } from '../store/project-plan.js';
import { afterEvents } from './derive.js';
import { eventOf } from './event-of.js';
import { writeNotices } from './notices.js';

/** What recording brought about beside its rows: lanes that got derived commands, and whether there is something to deliver. */
export interface Recorded {
  derivedLanes: string[];
  noticesWritten: boolean;
  decided: Decided[];
}

/**
 * Records what a lane decided: events with their chain, duties, notices, outcomes, derived commands and the end of the batch, in one
 * transaction. Undefined when another process has recorded it already.
 */
export async function recordBatch(
  db: Db,
  clock: Clock,
  lane: string,
  batch: OpenBatch,
  answer: BatchAnswer,
): Promise<Recorded | undefined> {
  const instant = await clock.instant();
  return db.transaction().execute(async (trx) => {
    const held = await lockLane(trx, lane, instant);
    if (!held || held.head.batchNo >= batch.no) return undefined;
    const { head, nowMs: recordedMs, plan } = held;
    const rows = chainEvents(head, newEvents(batch, answer), recordedMs);
    const decided = outcomesOf(lane, batch, answer.outcomes, rows);
    const closed = rows.some(({ type }) => type === 'concluded' || type === 'revoked');
    const planId = head.planId!;
    // What follows from events reads what was projected from those before them; where all are of single duties, nothing does.
    const inOrder = laneKind(lane) === 'plan' || rows.some(({ type }) => touchesMany(type));
    const [, , derivedLanes, noticesWritten] = await (inOrder ? oneByOne : together)(
      () => writeBatch(trx, head, { no: batch.no, outcomes: decided, events: rows, closed, recordedMs }),
      () => project(trx, lane, planId, rows),
      () => afterEvents(trx, planId, lane, rows, plan),
      () => writeNotices(trx, planId, rows, recordedMs, plan),
    );
    return { derivedLanes, noticesWritten, decided };
  });
}

async function project(trx: Trx, lane: string, planId: string, rows: EventRow[]): Promise<void> {
  if (laneKind(lane) === 'cascade')
    await projectCascade(
      trx,
      rows.map((row) => ({ ...row, planId, event: eventOf<CascadeEvent>(row) })),
    );
  else for (const row of rows) await projectPlan(trx, planId, eventOf<PlanEvent>(row), row.contentHash);
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

function outcomesOf(lane: string, batch: OpenBatch, outcomes: BatchOutcome[], rows: EventRow[]): Outcome[] {
  let at = 0;
  return batch.commands.map(({ id }, index) => {
    const outcome = outcomes[index]!;
    if ('problem' in outcome) return { id, problem: outcome.problem as Problem, event: null, lastSeq: null };
    if ('poison' in outcome) return { id, problem: problem('COMMAND_QUARANTINED', { reason: outcome.poison }), event: null, lastSeq: null };
    const mine = rows.slice(at, at + outcome.events);
    at += outcome.events;
    const first = mine[0];
    const late = first?.data.late as boolean | undefined;
    const event = first ? { lane, seq: first.seq, hash: first.hash, ...(late !== undefined && { late }) } : null;
    return { id, problem: null, event, lastSeq: mine.at(-1)?.seq ?? null };
  });
}
