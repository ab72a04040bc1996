import { sql } from 'kysely';
import { type Outcome, writtenOutcomes } from './commands.js';
import type { Trx } from './database.js';
import { type EventRow, insertedEvents } from './events.js';
import type { LaneRow } from './lanes.js';

/** A batch as it was decided: what became of its commands, and the events they made. */
export interface DecidedBatch {
  no: number;
  outcomes: Outcome[];
  events: EventRow[];
  /** Whether the lane has ended with it. */
  closed: boolean;
  recordedMs: number;
}

/** Writes the events and outcomes of a batch, marks it decided and moves its lane's head, in one statement; the head is held by the caller. */
export async function writeBatch(trx: Trx, head: LaneRow, { no, outcomes, events, closed, recordedMs }: DecidedBatch): Promise<void> {
  const { seq, hash } = events.at(-1) ?? head;
  await sql`
    with written as (${insertedEvents(events)}), told as (${writtenOutcomes(outcomes, recordedMs)}),
      done as (update batches set decided = true where lane = ${head.lane} and no = ${no})
    update lanes set seq = ${seq}, hash = ${hash}, batch_no = ${no}, state = case when ${closed} then 'closed' else state end
    where lane = ${head.lane}`.execute(trx);
}
