import { sql } from 'kysely';
import type { Role } from '../domain/access.js';
import { dayOfMs } from '../domain/day.js';
import { DIGEST_SETTLE_MS } from '../domain/digest.js';
import { MUTEABLE_KINDS } from '../domain/preference.js';
import type { Notice } from '../domain/notice.js';
import type { Db, Trx } from './database.js';

export interface NoticeRow {
  id: number;
  plan: string;
  symbol: string | null;
  kind: string;
  item?: string;
  period?: string;
  unit?: string;
  body: string;
  role: string;
  urgency: string;
  occurrence: string;
  tier?: string;
  units?: string[];
  atMs: number;
  data: Record<string, unknown>;
  readMs?: number;
  /** Content of the act it tells of. */
  contentHash: Uint8Array | null;
}

/** Notices to some bodies, newest first, from before an id, with when this person read them. */
export async function listNotices(
  db: Db,
  bodies: string[],
  person: string,
  query: { limit: number; before?: number; unread: boolean; plan?: string | undefined },
): Promise<NoticeRow[]> {
  if (bodies.length === 0) return [];
  const { limit, before, unread, plan } = query;
  const { rows } = await sql<NoticeRow & { readMs: number | null }>`
    select n.id, n.plan_id as plan, p.symbol, n.kind, nullif(n.item, '') as item, nullif(n.period, '') as period, nullif(n.unit_id, '') as unit, n.body, n.role,
      n.urgency, n.occurrence, n.tier, n.units, n.at_ms as "atMs", n.data, r.read_ms as "readMs",
      n.content_hash as "contentHash"
    from notices n join plans p on p.id = n.plan_id left join notice_reads r on r.notice_id = n.id and r.person_id = ${person}
    where n.body in (${sql.join(bodies)}) ${before === undefined ? sql`` : sql`and n.id < ${before}`} ${unread ? sql`and r.read_ms is null` : sql``}
      ${plan === undefined ? sql`` : sql`and n.plan_id = ${plan}`}
    order by n.id desc limit ${limit}`.execute(db);
  return rows.map(({ contentHash, ...row }) => {
    const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Omit<
      NoticeRow,
      'contentHash'
    >;
    return { ...given, contentHash };
  });
}

/** Marks notices to some bodies as read by a person; those to others stay as they are. */
export async function markRead(db: Db, bodies: string[], person: string, ids: number[], readMs: number): Promise<void> {
  if (ids.length === 0 || bodies.length === 0) return;
  await sql`insert into notice_reads (notice_id, person_id, read_ms) select id, ${person}, ${readMs} from notices
    where id in (${sql.join(ids)}) and body in (${sql.join(bodies)}) on conflict do nothing`.execute(db);
}

/** Roles that are told, by the quality in which a body is told: those who can do something about it. */
const TOLD = {
  holder: ['clerk', 'approver'],
  head: ['approver', 'leader'],
  superior: ['leader', 'approver'],
  issuer: ['issuer', 'leader'],
  reviewer: ['approver', 'issuer'],
  via: ['approver', 'clerk'],
} satisfies Record<Notice['role'], Role[]>;

const TOLD_ROWS = JSON.stringify(Object.entries(TOLD).flatMap(([told, roles]) => roles.map((role) => ({ told, role }))));

/** A notice to be written, when it is due to leave, and the hash (hex) of the text that goes with it. */
interface Leaving {
  notice: Notice;
  dueMs: number;
  contentHash: string | null;
}

/**
 * Writes notices, each key once, and a waiting delivery by mail for every person who holds a fitting role at the body on the day of
 * recording, has an address and did not switch off what may be. Answers whether the delivery is to be woken for them: it wakes by itself for what waits already, and takes
 * along what is due no earlier.
 */
export async function insertNotices(trx: Trx, notices: Leaving[], recordedMs: number): Promise<boolean> {
  const written = notices.length === 0 ? [] : await writeNotices(trx, notices, recordedMs);
  return written.length > 0 && writeDeliveries(trx, written, recordedMs);
}

/** A notice that is new, by its number. */
type Written = { id: number; kind: string; body: string; role: string; urgency: string; dueMs: number };

async function writeNotices(trx: Trx, notices: Leaving[], recordedMs: number): Promise<Written[]> {
  const json = JSON.stringify(notices.map(({ notice, contentHash }) => ({ ...notice, contentHash })));
  const { rows } = await sql<Omit<Written, 'dueMs'> & NoticeKey>`
    insert into notices (plan_id, kind, item, period, unit_id, occurrence, body, role, urgency, tier, units, data, at_ms, recorded_ms, content_hash)
    select plan, kind, coalesce(item, ''), coalesce(period, ''), coalesce(unit, ''), occurrence, body, role, urgency, tier, units, data, "atMs",
      ${recordedMs}, decode("contentHash", 'hex')
    from jsonb_to_recordset(${json}::jsonb) as x(plan text, kind text, item text, period text, unit text, occurrence text, body text, role text,
      urgency text, tier text, units jsonb, data jsonb, "atMs" bigint, "contentHash" text)
    on conflict do nothing returning id, kind, item, period, unit_id as unit, occurrence, body, role, urgency`.execute(trx);
  const dueMs = new Map(notices.map((one) => [keyOf(one.notice), one.dueMs]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    body: row.body,
    role: row.role,
    urgency: row.urgency,
    dueMs: dueMs.get(keyOf(row))!,
  }));
}

/** What tells a notice from the others of its plan. */
type NoticeKey = Pick<Notice, 'item' | 'period' | 'unit' | 'occurrence' | 'body'> & { kind: string };

function keyOf({ kind, item = '', period = '', unit = '', occurrence, body }: NoticeKey): string {
  return [kind, item, period, unit, occurrence, body].join('|');
}

async function writeDeliveries(trx: Trx, written: Written[], recordedMs: number): Promise<boolean> {
  const day = dayOfMs(recordedMs);
  const { rows } = await sql<{ wakes: boolean }>`
    with told as (
      select distinct w.id, w.urgency, w."dueMs", p.id as person
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as w(id bigint, kind text, body text, role text, urgency text, "dueMs" bigint)
        join jsonb_to_recordset(${TOLD_ROWS}::jsonb) as t(told text, role text) on t.told = w.role
        join grants a on a.unit_id = w.body and a.role = t.role and a.valid_from <= ${day}::date and (a.valid_to is null or ${day}::date <= a.valid_to)
        join persons p on p.id = a.person_id and p.email is not null and not p.disabled
      where not (w.kind in (${sql.join([...MUTEABLE_KINDS])}) and exists (select 1 from muted_notices m where m.person_id = p.id and m.kind = w.kind))
    ), waiting as (
      insert into deliveries (id, notice_id, person_id, channel, urgency, due_ms, state)
      select gen_random_uuid(), id, person, 'mail', urgency, "dueMs", 'waiting' from told on conflict do nothing returning 1
    )
    select (select count(*) from waiting) > 0 and not exists (select 1 from deliveries d where d.state = 'waiting' and d.last_error is null
      and d.due_ms > ${recordedMs + DIGEST_SETTLE_MS} and d.due_ms <= (select min("dueMs") from told)) as wakes`.execute(trx);
  return rows[0]!.wakes;
}
