import { type RawBuilder, sql } from 'kysely';
import { chainHash } from './chain.js';
import { findLane, type LaneRow } from './lanes.js';
import type { Connection, Db, Trx } from './database.js';

/** An event about to be written: `data` without its type and instant. */
export interface NewEvent {
  type: string;
  v?: number;
  atMs: number;
  data: Record<string, unknown>;
  commandId?: string;
  actor?: string | null;
  forUnit?: string | null;
  contentHash?: Uint8Array | null;
}

/** An event as it stands in its lane. */
export interface EventRow {
  lane: string;
  seq: number;
  type: string;
  v: number;
  data: Record<string, unknown>;
  atMs: number;
  recordedMs: number;
  commandId: string | null;
  actor: string | null;
  forUnit: string | null;
  contentHash: Buffer | null;
  hash: Buffer;
}

/** Puts events at the head of a locked lane, numbered and chained. Answers the rows; the head itself is moved by the caller. */
export async function appendEvents(trx: Trx, head: LaneRow, events: NewEvent[], recordedMs: number): Promise<EventRow[]> {
  const rows = chainEvents(head, events, recordedMs);
  if (rows.length > 0) await insertedEvents(rows).execute(trx);
  return rows;
}

/** Events as they follow the head of a lane: numbered and chained. */
export function chainEvents(head: LaneRow, events: NewEvent[], recordedMs: number): EventRow[] {
  let { seq, hash } = head;
  return events.map((event): EventRow => {
    seq += 1;
    const row = {
      lane: head.lane,
      seq,
      type: event.type,
      v: event.v ?? 1,
      data: event.data,
      atMs: event.atMs,
      recordedMs,
      commandId: event.commandId ?? null,
      actor: event.actor ?? null,
      forUnit: event.forUnit ?? null,
      contentHash: event.contentHash ? Buffer.from(event.contentHash) : null,
    };
    hash = chainHash(hash, { ...row, contentHash: hex(row.contentHash) });
    return { ...row, hash };
  });
}

/** The statement that writes event rows. */
export function insertedEvents(rows: EventRow[]): RawBuilder<unknown> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, contentHash: hex(row.contentHash), hash: hex(row.hash) })));
  return sql`
    insert into events (lane, seq, type, v, data, at_ms, recorded_ms, command_id, actor, for_unit, content_hash, hash)
    select lane, seq, type, v, data, "atMs", "recordedMs", "commandId", actor, "forUnit", decode("contentHash", 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${json}::jsonb) as row(lane text, seq bigint, type text, v smallint, data jsonb, "atMs" bigint, "recordedMs" bigint,
      "commandId" uuid, actor text, "forUnit" text, "contentHash" text, hash text)`;
}

function hex(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('hex');
}

const COLUMNS = sql`lane, seq, type, v, data, at_ms as "atMs", recorded_ms as "recordedMs", command_id as "commandId", actor,
  for_unit as "forUnit", content_hash as "contentHash", hash`;

/** Events of a lane in order, from after a number; all of them, or up to a limit. */
export async function readEvents(db: Connection, lane: string, afterSeq = 0, limit?: number): Promise<EventRow[]> {
  const most = limit === undefined ? sql`` : sql`limit ${limit}`;
  return (await sql<EventRow>`select ${COLUMNS} from events where lane = ${lane} and seq > ${afterSeq} order by seq ${most}`.execute(db))
    .rows;
}

/** Events of all lanes of a plan in the order they were recorded. */
export async function readPlanEvents(db: Connection, planId: string): Promise<EventRow[]> {
  return (
    await sql<EventRow>`select ${COLUMNS} from events where lane in (select lane from lanes where plan_id = ${planId})
      order by recorded_ms, lane, seq`.execute(db)
  ).rows;
}

/** Where a lane stood at an earlier time, as somebody outside keeps it: the number of its newest event then, and that event's hash. */
export interface KnownHead {
  seq: number;
  hash: Uint8Array;
}

/**
 * What is wrong with a chain: an event that does not follow from the one before it, a number left out, a head that is not the last event;
 * and against a head kept outside: events cut off since, or a chain that is sound in itself but another one.
 */
export type ChainProblem = 'hash' | 'gap' | 'head' | 'cut' | 'rewritten';

/**
 * Where a lane's chain first breaks: the number of the first event that is wrong. A chain that was written anew from some event on is
 * known only by the outside head, and named by that head's number: the change is there or before.
 */
export async function verifyChain(
  db: Connection,
  head: LaneRow,
  known?: KnownHead,
): Promise<{ events: number; badSeq?: number; problem?: ChainProblem }> {
  let hash: Uint8Array = Buffer.alloc(0);
  let seq = 0;
  for (;;) {
    const rows = await readEvents(db, head.lane, seq, 2000);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.seq !== seq + 1) return { events: seq, badSeq: seq + 1, problem: 'gap' };
      hash = chainHash(hash, { ...row, contentHash: row.contentHash && Buffer.from(row.contentHash).toString('hex') });
      if (!Buffer.from(row.hash).equals(hash)) return { events: seq, badSeq: row.seq, problem: 'hash' };
      seq = row.seq;
      if (seq === known?.seq && !Buffer.from(known.hash).equals(hash)) return { events: seq, badSeq: seq, problem: 'rewritten' };
    }
  }
  if (known && seq < known.seq) return { events: seq, badSeq: seq + 1, problem: 'cut' };
  if (seq !== head.seq || !Buffer.from(head.hash).equals(Buffer.from(hash))) return { events: seq, badSeq: seq + 1, problem: 'head' };
  return { events: seq };
}

/** A lane's chain with its newest hash, read at one instant: a lane goes on while it is looked at. Undefined where there is none. */
export async function verifyLane(
  db: Db,
  lane: string,
  known?: KnownHead,
): Promise<(Awaited<ReturnType<typeof verifyChain>> & { head: Uint8Array }) | undefined> {
  const look = async (trx: Db) => {
    const head = await findLane(trx, lane);
    return head && { ...(await verifyChain(trx, head, known)), head: head.hash };
  };
  return db.isTransaction ? look(db) : db.transaction().setIsolationLevel('repeatable read').execute(look);
}
