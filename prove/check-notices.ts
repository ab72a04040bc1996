import { sql } from 'kysely';
import type { Db } from '../store/database.js';
import type { Calm } from './calm.js';
import type { Arrived } from './mail-sink.js';

/** What became of notices and letters. */
export interface NoticeFigures {
  notices: number;
  letters: number;
  /** Letters that arrived a second time under the same Message-ID. */
  extra: number;
  wrong: string[];
}

/** A letter that arrived is answered so soon. */
const ANSWERED_WITHIN_MS = 5_000;

/**
 * Compares notices with the events that cause them, and letters with what the mail server got: each in-app notice stands once, each letter
 * that was noted as sent arrived, none arrived that is not on record, and none more often than its answer can have been lost.
 */
export async function checkNotices(db: Db, arrived: readonly Arrived[], calm: Calm): Promise<NoticeFigures> {
  const wrong = [...(await checkRows(db))];
  const { rows: letters } = await sql<{ messageId: string | null; state: string; email: string; dueMs: number; error: string | null }>`
    select d.message_id as "messageId", d.state, p.email, d.due_ms as "dueMs", d.last_error as error
    from deliveries d join persons p on p.id = d.person_id`.execute(db);
  const got = new Map<string, number[]>();
  for (const { messageId, to, atMs } of arrived) got.set(`${messageId} ${to}`, [...(got.get(`${messageId} ${to}`) ?? []), atMs]);
  const known = new Set<string>();
  for (const { messageId, state, email, error } of letters) {
    const letter = `${messageId} ${email}`;
    if (messageId !== null) known.add(letter);
    if (state === 'sent' && !got.has(letter)) wrong.push(`letter ${letter} is noted as sent and never arrived`);
    if (state === 'failed') wrong.push(`letter ${letter} was given up: ${error}`);
  }
  let extra = 0;
  for (const [letter, atMs] of got) {
    extra += atMs.length - 1;
    if (!known.has(letter)) wrong.push(`letter ${letter} arrived and is not on record`);
    // Each time that something was broken while it was on its way may have cost one answer, and no more.
    if (atMs.length - 1 > calm.spells(atMs[0]! - ANSWERED_WITHIN_MS, atMs.at(-1)!))
      wrong.push(`letter ${letter} arrived ${atMs.length} times`);
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from notices`.execute(db);
  return { notices: rows[0]!.n, letters: got.size, extra, wrong };
}

/** Of each reminder and each return the body that it is for has its notice, once. */
async function checkRows(db: Db): Promise<string[]> {
  const { rows: missing } = await sql<{ name: string }>`
    select e.lane || ' ' || e.seq || ' ' || e.type || ' ' || u.unit as name
    from events e cross join lateral (
      select jsonb_array_elements_text(e.data->'units') as unit where e.type = 'reminded'
      union all select e.data->>'unit' where e.type in ('returned', 'urged', 'accepted')) u
    where e.type in ('reminded', 'returned', 'urged', 'accepted') and not exists (
      select 1 from notices n where n.plan_id = split_part(e.lane, ':', 2) and n.body = u.unit and n.item = coalesce(e.data->>'item', '')
        and n.period = coalesce(e.data->>'period', '') and n.kind = e.type and n.at_ms = e.at_ms)`.execute(db);
  const { rows: doubled } = await sql<{ name: string }>`
    select concat_ws(' ', plan_id, kind, item, period, unit_id, occurrence, body) as name from notices
    group by plan_id, kind, item, period, unit_id, occurrence, body having count(*) > 1`.execute(db);
  return [...missing.map(({ name }) => `no notice of ${name}`), ...doubled.map(({ name }) => `notice ${name} stands twice`)];
}

/** Letters whose hour has come and that have neither gone nor been given up. */
export async function lettersWaiting(db: Db, nowMs: number): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from deliveries where state = 'waiting' and due_ms <= ${nowMs}`.execute(db);
  return rows[0]!.n;
}
