import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Notice } from '../domain/notice.js';
import type { Db } from './database.js';
import type { Database } from './tables.js';

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
}

/** Notices to some bodies, newest first, from before an id, with when this person read them. */
export async function listNotices(
  db: Db,
  bodies: string[],
  person: string,
  query: { limit: number; before?: number; unread: boolean },
): Promise<NoticeRow[]> {
  if (bodies.length === 0) return [];
  const { limit, before, unread } = query;
  const { rows } = await sql<NoticeRow & { readMs: number | null }>`
    select n.id, n.plan_id as plan, p.symbol, n.kind, nullif(n.item, '') as item, nullif(n.period, '') as period, nullif(n.unit_id, '') as unit, n.body, n.role,
      n.urgency, n.occurrence, n.tier, n.units, n.at_ms as "atMs", n.data, r.read_ms as "readMs"
    from notices n join plans p on p.id = n.plan_id left join notice_reads r on r.notice_id = n.id and r.person_id = ${person}
    where n.body in (${sql.join(bodies)}) ${before === undefined ? sql`` : sql`and n.id < ${before}`} ${unread ? sql`and r.read_ms is null` : sql``}
    order by n.id desc limit ${limit}`.execute(db);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as NoticeRow);
}

/** Marks notices to some bodies as read by a person; those to others stay as they are. */
export async function markRead(db: Db, bodies: string[], person: string, ids: number[], readMs: number): Promise<void> {
  if (ids.length === 0 || bodies.length === 0) return;
  await sql`insert into notice_reads (notice_id, person_id, read_ms) select id, ${person}, ${readMs} from notices
    where id in (${sql.join(ids)}) and body in (${sql.join(bodies)}) on conflict do nothing`.execute(db);
}

/** Roles that are told, by the quality in which a body is told. */
const TOLD = [
  { role: 'holder', roles: ['clerk', 'approver'] },
  { role: 'head', roles: ['approver', 'leader'] },
  { role: 'superior', roles: ['leader', 'approver'] },
  { role: 'issuer', roles: ['issuer', 'leader'] },
  { role: 'reviewer', roles: ['approver'] },
  { role: 'via', roles: ['approver', 'clerk'] },
];

/**
 * Writes notices, each key once, and a waiting delivery by mail for every person who holds a fitting role at the body on that day and has
 * an address. Answers whether any delivery waits.
 */
export async function insertNotices(
  trx: Transaction<Database>,
  notices: { notice: Notice; dueMs: number; contentHash: string | null }[],
  recordedMs: number,
): Promise<boolean> {
  if (notices.length === 0) return false;
  const rows = notices.map(({ notice, dueMs, contentHash }) => ({ ...notice, dueMs, contentHash }));
  const { rows: written } = await sql<{ id: number; body: string; role: string; urgency: string; dueMs: number }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(plan text, kind text, item text, period text, unit text, occurrence text,
        body text, role text, urgency text, tier text, units jsonb, data jsonb, "atMs" bigint, "dueMs" bigint, "contentHash" text)
    ), written as (
      insert into notices (plan_id, kind, item, period, unit_id, occurrence, body, role, urgency, tier, units, data, at_ms, recorded_ms, content_hash)
      select plan, kind, coalesce(item, ''), coalesce(period, ''), coalesce(unit, ''), occurrence, body, role, urgency, tier, units, data, "atMs",
        ${recordedMs}, decode("contentHash", 'hex') from given
      on conflict do nothing returning id, plan_id, kind, item, period, unit_id, occurrence, body, role, urgency
    )
    select w.id, w.body, w.role, w.urgency, g."dueMs" from written w join given g on g.plan = w.plan_id and g.kind = w.kind
      and coalesce(g.item, '') = w.item and coalesce(g.period, '') = w.period and coalesce(g.unit, '') = w.unit_id and g.occurrence = w.occurrence
      and g.body = w.body`.execute(trx);
  if (written.length === 0) return false;
  const { rows: people } = await sql<{ person: string; body: string; roles: string[] }>`
    select g.person_id as person, g.unit_id as body, jsonb_agg(distinct g.role) as roles from grants g join persons p on p.id = g.person_id
    where g.unit_id in (${sql.join([...new Set(written.map(({ body }) => body))])}) and p.email is not null and not p.disabled
    group by 1, 2 order by 1`.execute(trx);
  const deliveries = written.flatMap(({ id, body, role, urgency, dueMs }) => {
    const roles = TOLD.find((one) => one.role === role)?.roles ?? [];
    return people
      .filter((person) => person.body === body && person.roles.some((held) => roles.includes(held)))
      .map(({ person }) => ({ id: uuidv7(), notice: id, person, urgency, dueMs }));
  });
  if (deliveries.length === 0) return false;
  await sql`insert into deliveries (id, notice_id, person_id, channel, urgency, due_ms, state)
    select id, notice, person, 'mail', urgency, "dueMs", 'waiting' from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as x(id uuid, notice bigint, person text, urgency text, "dueMs" bigint) on conflict do nothing`.execute(trx);
  return true;
}
