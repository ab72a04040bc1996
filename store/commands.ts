import { type RawBuilder, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Problem } from '../domain/problem.js';
import type { Connection, Db } from './database.js';
import type { LaneRow } from './lanes.js';

/** A command as it is lodged. `contentHash` names bytes kept beside it. */
export interface Lodging {
  id?: string;
  lane: string;
  data: { type: string };
  source: 'person' | 'derived' | 'tick' | 'activity';
  actor?: string;
  forUnit?: string;
  role?: string;
  /** By which delegation. */
  delegation?: string;
  idempotencyKey?: string;
  bodyHash?: Uint8Array;
  contentHash?: Uint8Array;
}

/** A command row, as its sender and the relay read it. */
export interface CommandRow {
  id: string;
  lane: string;
  type: string;
  data: { type: string };
  source: string;
  actor: string | null;
  forUnit: string | null;
  bodyHash: Buffer | null;
  contentHash: Buffer | null;
  lodgedMs: number;
  batch: number | null;
  decidedMs: number | null;
  problem: Problem | null;
  firstSeq: number | null;
  lastSeq: number | null;
}

const COLUMNS = sql`id, lane, type, data, source, actor, for_unit as "forUnit", body_hash as "bodyHash", content_hash as "contentHash",
  lodged_ms as "lodgedMs", batch, decided_ms as "decidedMs", problem, first_seq as "firstSeq", last_seq as "lastSeq"`;

/** Bytes that go with a command, kept under their hash in the statement that lodges it; at most one chunk of content (1 MB). */
export interface LodgedContent {
  hash: Uint8Array;
  bytes: Uint8Array;
}

/**
 * Lodges a command, with its content, in one statement: from here on it is never lost. Of two with the same id, or the same actor and
 * idempotency key, the first stays; the answer is then the row that stands, and `fresh` is false.
 */
export async function lodge(
  db: Connection,
  lodging: Lodging,
  instant: RawBuilder<number>,
  content?: LodgedContent,
): Promise<{ row: CommandRow; fresh: boolean }> {
  const { lane, data, source, actor, forUnit, role, delegation, idempotencyKey, bodyHash } = lodging;
  const id = lodging.id ?? uuidv7();
  const contentHash = content?.hash ?? lodging.contentHash;
  const keep = content
    ? sql`with kept as (insert into content (hash, n, size, bytes, stored_ms) values (${content.hash}, 0, ${content.bytes.length}, ${content.bytes}, ${instant})
        on conflict do nothing)`
    : sql``;
  const { rows } = await sql<CommandRow>`${keep}
    insert into commands (id, lane, type, data, source, actor, for_unit, role, delegation, idempotency_key, body_hash, content_hash, lodged_ms)
    values (${id}, ${lane}, ${data.type}, ${JSON.stringify(data)}::jsonb, ${source}, ${actor ?? null}, ${forUnit ?? null}, ${role ?? null}, ${delegation ?? null},
      ${idempotencyKey ?? null}, ${bodyHash ?? null}, ${contentHash ?? null}, ${instant})
    on conflict do nothing
    returning ${COLUMNS}`.execute(db);
  if (rows[0]) return { row: rows[0], fresh: true };
  return { row: await standingRow(db, id, lodging), fresh: false };
}

/** A command with the bytes that go with it. */
export interface LodgingWithContent {
  lodging: Lodging;
  content?: LodgedContent;
}

/**
 * Lodges commands of several senders in one statement, as `lodge` does one: each gets its own answer, in the order given. Fails as a whole
 * where one of them cannot be stored.
 */
export async function lodgeAll(
  db: Connection,
  given: LodgingWithContent[],
  instant: RawBuilder<number>,
): Promise<{ row: CommandRow; fresh: boolean }[]> {
  const rows = given.map(({ lodging, content }) => ({
    ...lodging,
    id: lodging.id ?? uuidv7(),
    contentHash: content?.hash ?? lodging.contentHash,
  }));
  const texts = (of: (row: (typeof rows)[number]) => string | undefined) => sql`${rows.map((row) => of(row) ?? null)}::text[]`;
  const contents = given.flatMap(({ content }) => content ?? []);
  const { rows: lodged } = await sql<{ id: string; lodgedMs: number }>`
    ${contents.length > 0 ? sql`with ${keptOf(contents, instant)}` : sql``}
    insert into commands (id, lane, type, data, source, actor, for_unit, role, idempotency_key, body_hash, content_hash, lodged_ms)
    select id::uuid, lane, type, data::jsonb, source, actor, for_unit, role, key, decode(body, 'base64'), decode(content, 'base64'), ${instant}
    from unnest(${texts(({ id }) => id)}, ${texts(({ lane }) => lane)}, ${texts(({ data }) => data.type)},
      ${texts(({ data }) => JSON.stringify(data))}, ${texts(({ source }) => source)}, ${texts(({ actor }) => actor)},
      ${texts(({ forUnit }) => forUnit)}, ${texts(({ role }) => role)}, ${texts(({ idempotencyKey }) => idempotencyKey)},
      ${texts(({ bodyHash }) => base64(bodyHash))}, ${texts(({ contentHash }) => base64(contentHash))}) with ordinality
      as x(id, lane, type, data, source, actor, for_unit, role, key, body, content, n) order by n
    on conflict do nothing returning id, lodged_ms as "lodgedMs"`.execute(db);
  const lodgedMs = new Map(lodged.map((row) => [row.id, row.lodgedMs]));
  return Promise.all(
    rows.map(async (row) => {
      const ms = lodgedMs.get(row.id);
      return ms === undefined ? { row: await standingRow(db, row.id, row), fresh: false } : { row: freshRow(row, ms), fresh: true };
    }),
  );
}

/** Keeps contents under their hashes, in order of hash: of two who keep the same ones, neither waits for the other in a circle. */
function keptOf(contents: LodgedContent[], instant: RawBuilder<number>): RawBuilder<unknown> {
  const texts = (of: (content: LodgedContent) => Uint8Array) => sql`${contents.map((content) => base64(of(content)))}::text[]`;
  return sql`kept as (
    insert into content (hash, n, size, bytes, stored_ms) select hash, 0, octet_length(bytes), bytes, ${instant}
    from (select decode(hash, 'base64') as hash, decode(bytes, 'base64') as bytes
      from unnest(${texts(({ hash }) => hash)}, ${texts(({ bytes }) => bytes)}) as x(hash, bytes)) x order by hash on conflict do nothing)`;
}

function base64(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function freshRow(lodging: Lodging & { id: string }, lodgedMs: number): CommandRow {
  const { id, lane, data, source, actor = null, forUnit = null, bodyHash, contentHash } = lodging;
  const buffer = (bytes: Uint8Array | undefined) => (bytes ? Buffer.from(bytes) : null);
  const undecided = { batch: null, decidedMs: null, problem: null, firstSeq: null, lastSeq: null };
  const hashes = { bodyHash: buffer(bodyHash), contentHash: buffer(contentHash) };
  return { id, lane, type: data.type, data, source, actor, forUnit, ...hashes, lodgedMs, ...undecided };
}

/** The row that stands where a command was lodged before: by its sender's key, or by its id. */
async function standingRow(db: Connection, id: string, { actor, idempotencyKey }: Lodging): Promise<CommandRow> {
  return (await (idempotencyKey === undefined ? findCommand(db, id) : findByKey(db, actor!, idempotencyKey)))!;
}

/** A command by its id. */
export async function findCommand(db: Connection, id: string): Promise<CommandRow | undefined> {
  return (await sql<CommandRow>`select ${COLUMNS} from commands where id = ${id}`.execute(db)).rows[0];
}

/** A command by its sender's key. */
export async function findByKey(db: Connection, actor: string, key: string): Promise<CommandRow | undefined> {
  return (await sql<CommandRow>`select ${COLUMNS} from commands where actor = ${actor} and idempotency_key = ${key}`.execute(db)).rows[0];
}

/** Commands that open the cascades of a plan and are not decided yet. */
export async function undecidedOpenings(db: Connection, planId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from lanes l join commands c on c.lane = l.lane
    where l.plan_id = ${planId} and l.kind = 'cascade' and c.type = 'open' and c.decided_ms is null`.execute(db);
  return rows.map(({ id }) => id);
}

/** What became of a command: its problem, or its first event with that event's hash and what it says of lateness. */
export interface Decided {
  id: string;
  problem: Problem | null;
  event: { lane: string; seq: number; hash: Uint8Array; late?: boolean } | null;
}

/** What became of a command, from the record; undefined while it is not decided. */
export async function findDecided(db: Connection, id: string): Promise<Decided | undefined> {
  const { rows } = await sql<{ problem: Problem | null; lane: string; seq: number | null; hash: Buffer | null; late: boolean | null }>`
    select c.problem, c.lane, e.seq, e.hash, (e.data->>'late')::boolean as late from commands c
    left join events e on e.lane = c.lane and e.seq = c.first_seq where c.id = ${id} and c.decided_ms is not null`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const { problem, lane, seq, hash, late } = row;
  return { id, problem, event: seq === null ? null : { lane, seq, hash: hash!, ...(late !== null && { late }) } };
}

/** What became of a command, as it is recorded: with the number of its last event. */
export interface Outcome extends Decided {
  lastSeq: number | null;
}

/** The statement that writes what became of the commands of a batch. */
export function writtenOutcomes(outcomes: Outcome[], decidedMs: number): RawBuilder<unknown> {
  const json = JSON.stringify(outcomes.map(({ id, problem, event, lastSeq }) => ({ id, problem, first: event?.seq, last: lastSeq })));
  // Each command is found by its id, whatever the planner thinks of a table that grows fast.
  return sql`
    update commands c set decided_ms = ${decidedMs}, problem = x.problem, first_seq = x.first, last_seq = x.last
    from (
      select x.*, found.ctid as at from jsonb_to_recordset(${json}::jsonb) as x(id uuid, problem jsonb, first bigint, last bigint)
        cross join lateral (select ctid from commands where id = x.id limit 1) found
    ) x where c.ctid = x.at`;
}

/** Whether a lane has undecided commands that were lodged up to an instant. */
export async function hasUndecided(db: Connection, lane: string, untilMs: number): Promise<boolean> {
  const { rows } =
    await sql`select 1 from commands where lane = ${lane} and decided_ms is null and lodged_ms <= ${untilMs} limit 1`.execute(db);
  return rows.length > 0;
}

/** A lane's open batch, whoever claimed it, with its members in order of lodging, and how its lane stands. */
export interface OpenBatch {
  no: number;
  fingerprint: string;
  laneState: LaneRow['state'];
  commands: CommandRow[];
}

const MOST_COMMANDS = 500;
const MOST_BYTES = 256 * 1024;

/**
 * The open batch of a lane; where none is open, one is made of up to 500 undecided commands and 256 KB, in order of lodging.
 * Undefined when nothing waits. Of two processes one makes the batch and the other finds it.
 */
export async function claim(db: Db, lane: string, instant: RawBuilder<number>): Promise<OpenBatch | undefined> {
  for (;;) {
    const made = await makeBatch(db, lane, instant);
    if (made) return made;
    const open = await openBatch(db, lane);
    if (open) return open;
    if (!(await waits(db, lane))) return undefined;
  }
}

type BatchMember = CommandRow & Omit<OpenBatch, 'commands'> & { ord: number };

/** Makes the next batch in one statement, unless one is open; undefined then, and when nothing waits. */
async function makeBatch(db: Db, lane: string, instant: RawBuilder<number>): Promise<OpenBatch | undefined> {
  try {
    const { rows } = await sql<BatchMember>`
      with waiting as (
        select id, ord, sum(pg_column_size(data)) over (order by ord) as bytes from commands
        where lane = ${lane} and batch is null order by ord limit ${MOST_COMMANDS}
      ), picked as (
        select id, ord from waiting where bytes <= ${MOST_BYTES} or ord = (select min(ord) from waiting)
      ), made as (
        insert into batches (lane, no, fingerprint, claimed_ms)
        select ${lane}, coalesce((select max(no) from batches where lane = ${lane}), 0) + 1,
          left(encode(sha256(convert_to(string_agg(id::text, ',' order by ord), 'UTF8')), 'hex'), 16), ${instant}
        from picked where not exists (select 1 from batches where lane = ${lane} and not decided) having count(*) > 0
        returning no, fingerprint
      )
      update commands set batch = made.no from made where lane = ${lane} and batch is null and ord <= (select max(ord) from picked)
      returning made.no as no, made.fingerprint as fingerprint, (select state from lanes where lane = ${lane}) as "laneState", ord, ${COLUMNS}`.execute(
      db,
    );
    return batchOf(rows.sort((a, b) => a.ord - b.ord));
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

async function openBatch(db: Db, lane: string): Promise<OpenBatch | undefined> {
  const { rows } = await sql<BatchMember>`
    select b.no, b.fingerprint, l.state as "laneState", c.* from batches b join lanes l on l.lane = b.lane join lateral (
      select ${COLUMNS}, ord from commands where lane = b.lane and batch = b.no) c on true
    where b.lane = ${lane} and not b.decided order by c.ord`.execute(db);
  return batchOf(rows);
}

function batchOf(rows: BatchMember[]): OpenBatch | undefined {
  const first = rows[0];
  return first && { no: first.no, fingerprint: first.fingerprint, laneState: first.laneState, commands: rows };
}

/** Whether a lane has commands that no batch holds yet. */
export async function waits(db: Db, lane: string): Promise<boolean> {
  return (await sql`select 1 from commands where lane = ${lane} and batch is null limit 1`.execute(db)).rows.length > 0;
}

/** Lanes with commands that no batch holds yet, or with a batch left open, unless they are stopped; of one plan, or of all. */
export async function lanesWaiting(db: Db, planId?: string): Promise<string[]> {
  // From the few rows that wait, not from all the lanes there ever were.
  const { rows } = await sql<{ lane: string }>`
    select l.lane from lanes l join (select lane from commands where batch is null union select lane from batches where not decided) w on w.lane = l.lane
    where l.state <> 'stopped' and l.kind <> 'house' ${planId === undefined ? sql`` : sql`and l.plan_id = ${planId}`}`.execute(db);
  return rows.map(({ lane }) => lane);
}

/** Whether a database error says that a unique index was hit. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: string }).code === '23505';
}
