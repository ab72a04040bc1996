import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/database.js';
import type { Answered } from './senders.js';

interface CommandRecord {
  id: string;
  lane: string;
  key: string | null;
  source: string;
  lodgedMs: number;
  decidedMs: number | null;
  refused: boolean;
  first: number | null;
  last: number | null;
  contentHash: string | null;
}

interface EventRecord {
  lane: string;
  seq: number;
  type: string;
  commandId: string;
  atMs: number;
  recordedMs: number;
  hash: string;
  duty: string;
}

/** What a check of the records knows besides: the answers, how long all was well between two instants of the records, and what may differ. */
export interface Known {
  answered: readonly Answered[];
  /** Longest time, ms, in which whatever decides was well, between two instants as they are recorded. */
  wellMs(fromMs: number, toMs: number): number;
  /** Longest such time that a command may lie undecided. */
  decidedWithinMs: number;
}

/** Everything that the records say against what the senders were told; nothing, where all that was promised holds. */
export async function checkRecords(db: Db, known: Known): Promise<string[]> {
  const { answered } = known;
  const wrong: string[] = [];
  const commands = await commandsOf(db);
  const events = await eventsOf(db);
  const byKey = new Map(commands.flatMap((command) => (command.key === null ? [] : [[command.key, command] as const])));
  const persons = commands.filter(({ source }) => source === 'person');
  if (byKey.size !== persons.length) wrong.push(`${persons.length} commands of people stand under ${byKey.size} keys`);
  const sent = new Set(answered.map(({ step }) => step.key));
  for (const { key } of persons) if (key === null || !sent.has(key)) wrong.push(`nobody sent ${key}`);

  const perCommand = new Map<string, EventRecord[]>();
  for (const event of events) perCommand.set(event.commandId, [...(perCommand.get(event.commandId) ?? []), event]);
  for (const answer of answered) wrong.push(...(await checkPromise(db, answer, byKey.get(answer.step.key), perCommand)));
  for (const command of commands) wrong.push(...checkCommand(command, perCommand.get(command.id) ?? [], known));
  const ids = new Set(commands.map(({ id }) => id));
  for (const { lane, seq, commandId } of events) if (!ids.has(commandId)) wrong.push(`${lane} ${seq} stands for no command`);
  return [...wrong, ...checkOnce(events), ...(await checkBatches(db))];
}

/** What a sender was told is what stands: the command under its key, its instant, bytes and event. */
async function checkPromise(
  db: Db,
  { step, status, body, outcome }: Answered,
  command: CommandRecord | undefined,
  perCommand: Map<string, EventRecord[]>,
): Promise<string[]> {
  if (outcome === 'unknown') return [];
  if (!command) return status === 201 ? [`${step.key} was promised and is not there`] : [];
  if (status !== 201) return command.refused ? [] : [`${step.key} was answered ${status} and is not refused`];
  const { receipt } = JSON.parse(body) as {
    receipt: { commandId: string; lodgedMs: number; contentHash?: string; event: { lane: string; seq: number; hash: string } };
  };
  const first = perCommand.get(command.id)?.[0];
  const promised = [
    receipt.commandId,
    receipt.lodgedMs,
    receipt.contentHash ?? null,
    receipt.event.lane,
    receipt.event.seq,
    receipt.event.hash,
    step.becomes,
  ];
  const found = [command.id, command.lodgedMs, command.contentHash, first?.lane, first?.seq, first?.hash, first?.type];
  const wrong = promised.some((value, index) => value !== found[index]) ? [`${step.key}: promised ${promised}, found ${found}`] : [];
  if (command.contentHash !== null && (await contentHash(db, command.contentHash)) !== command.contentHash)
    wrong.push(`${step.key}: other bytes`);
  return wrong;
}

function checkCommand(
  { id, lane, key, source, lodgedMs, decidedMs, refused, first, last }: CommandRecord,
  events: EventRecord[],
  { wellMs, decidedWithinMs }: Known,
): string[] {
  const name = `${source} ${key ?? id} in ${lane}`;
  if (decidedMs === null) return [`${name} is not decided`];
  const wrong: string[] = [];
  const seqs = events.map(({ seq }) => seq);
  const expected = first === null ? [] : Array.from({ length: last! - first + 1 }, (_, n) => first + n);
  if (refused && events.length > 0) wrong.push(`${name} is refused and has events`);
  if (seqs.join() !== expected.join()) wrong.push(`${name}: events ${seqs} instead of ${expected}`);
  if (events.some((event) => event.lane !== lane)) wrong.push(`${name} has events in another lane`);
  // What time causes stands for a due point; only its tick is lodged.
  const waitedMs = wellMs(lodgedMs, decidedMs);
  if (source !== 'derived' && waitedMs > decidedWithinMs) wrong.push(`${name} was decided after ${waitedMs} ms in which all was well`);
  return wrong;
}

const ONCE = new Set([
  'issued',
  'opened',
  'received',
  'accepted',
  'completed',
  'concluded',
  'roundOpened',
  'fellDue',
  'wentStale',
  'consolidated',
  'reminded',
  'superseded',
  'escalated',
]);

/** What can happen only once for a duty did; what time causes stands once for its due point, and never before it. */
function checkOnce(events: readonly EventRecord[]): string[] {
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (const { lane, seq, type, duty, atMs, recordedMs } of events) {
    if (atMs > recordedMs) wrong.push(`${lane} ${seq} ${type}: stands before its time`);
    if (!ONCE.has(type)) continue;
    const name = `${lane} ${type} ${duty}`;
    if (seen.has(name)) wrong.push(`${name}: at ${seen.get(name)} and again at ${seq}`);
    seen.set(name, seq);
  }
  return wrong;
}

async function checkBatches(db: Db): Promise<string[]> {
  const { rows } = await sql<{ lane: string; made: number; newest: number; open: number; head: number; state: string }>`
    select l.lane, count(b.no)::int as made, coalesce(max(b.no), 0)::int as newest, (count(*) filter (where not b.decided))::int as open,
      l.batch_no as head, l.state from lanes l left join batches b on b.lane = l.lane group by l.lane`.execute(db);
  return rows
    .filter(({ made, newest, open, head, state }) => made !== newest || open > 0 || head !== newest || state === 'stopped')
    .map((row) => `batches: ${JSON.stringify(row)}`);
}

async function commandsOf(db: Db): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select id, lane, idempotency_key as key, source, lodged_ms as "lodgedMs", decided_ms as "decidedMs", problem is not null as refused,
      first_seq as first, last_seq as last, encode(content_hash, 'hex') as "contentHash" from commands order by ord`.execute(db);
  return rows;
}

async function eventsOf(db: Db): Promise<EventRecord[]> {
  const { rows } = await sql<EventRecord>`
    select lane, seq, type, command_id as "commandId", at_ms as "atMs", recorded_ms as "recordedMs", encode(hash, 'hex') as hash,
      concat_ws(' ', data->>'unit', data->>'item', data->>'period', data->>'point', data->>'rung', data->>'n', data->>'repair', data->>'version',
        case when data->>'repair' is not null then data->>'units' end) as duty
    from events where lane <> 'house' order by lane, seq`.execute(db);
  return rows;
}

async function contentHash(db: Db, hash: string): Promise<string> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from content where hash = decode(${hash}, 'hex') order by n`.execute(db);
  const sum = createHash('sha256');
  for (const { bytes } of rows) sum.update(bytes);
  return sum.digest('hex');
}
