import { sql } from 'kysely';
import { appendEvents, type EventRow, type NewEvent } from './events.js';
import { advanceLane, lockLane } from './lanes.js';
import type { Connection, Trx } from './database.js';

/** Lane of acts outside issued plans; it has no workflow: what is done is its own decision, in the transaction that does it. */
const HOUSE = 'house';

/** Records acts of the house in the transaction that carries them out, chained like all events. */
export async function recordHouse(trx: Trx, events: NewEvent[], recordedMs: number): Promise<EventRow[]> {
  const locked = await lockLane(trx, HOUSE, sql<number>`${recordedMs}::bigint`);
  const rows = await appendEvents(trx, locked!.head, events, recordedMs);
  const newest = rows.at(-1);
  if (newest) await advanceLane(trx, HOUSE, { seq: newest.seq, hash: newest.hash });
  return rows;
}

/** The newest act of the house of a type. */
export async function newestHouseEvent(db: Connection, type: string): Promise<{ atMs: number; data: Record<string, unknown> } | undefined> {
  const { rows } = await sql<{ atMs: number; data: Record<string, unknown> }>`
    select at_ms as "atMs", data from events where lane = ${HOUSE} and type = ${type} order by seq desc limit 1`.execute(db);
  return rows[0];
}
