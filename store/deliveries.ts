import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.js';
import type { Notice } from '../domain/notice.js';
import type { Db } from './database.js';

/** A delivery that waits, with its notice and the person it is for. */
export interface WaitingDelivery {
  id: string;
  person: string;
  urgency: 'now' | 'digest';
  attempts: number;
  /** Message-ID under which it was last claimed. */
  messageId: string | null;
  /** Claimed, and what became of it was never noted: it may have gone out. */
  underWay: boolean;
  email: string | null;
  language: 'vi' | 'en';
  /** Whether the person still acts for the body that is told. */
  acts: boolean;
  notice: Notice;
}

/**
 * Stands in `last_error` where nobody knows whether a letter went out: while one that failed before is sent again (so that who sends fresh
 * ones leaves it alone), and after an error that says nothing of it.
 */
export const UNDER_WAY = 'UNDER_WAY';

const WAITS = sql<boolean>`d.state = 'waiting'`;

/**
 * Deliveries whose hour has come: fresh ones, or those that failed before; at most so many letters, the least tried first. A letter is one
 * delivery that leaves at once, or all of a person's digest: with one delivery that failed the whole digest counts as failed. What is due
 * within `graceMs` goes with a digest that leaves now.
 */
export async function dueDeliveries(
  db: Db,
  query: { nowMs: number; today: Day; graceMs: number; failing: boolean; letters: number },
): Promise<WaitingDelivery[]> {
  const { nowMs, today, graceMs, failing, letters } = query;
  const { rows } = await sql<WaitingDelivery>`
    with single as (
      select d.id from deliveries d where ${WAITS} and d.urgency = 'now' and d.due_ms <= ${nowMs} and (d.last_error is not null) = ${failing}
      order by d.attempts, d.due_ms, d.id limit ${letters}
    ), people as (
      select d.person_id from deliveries d where ${WAITS} and d.urgency = 'digest' and d.due_ms <= ${nowMs} group by d.person_id
      having bool_or(d.last_error is not null) = ${failing} order by min(d.attempts), min(d.due_ms), d.person_id
      limit greatest(0, ${letters}::int - (select count(*) from single))
    )
    select d.id, d.person_id as person, d.urgency, d.attempts, d.message_id as "messageId",
      d.message_id is not null and coalesce(d.last_error, ${UNDER_WAY}) = ${UNDER_WAY} as "underWay",
      p.email, coalesce(p.language, 'vi') as language,
      p.id is not null and not p.disabled and exists (select 1 from grants g where g.person_id = p.id and g.unit_id = n.body
        and g.valid_from <= ${today}::date and (g.valid_to is null or ${today}::date <= g.valid_to)) as acts,
      jsonb_strip_nulls(jsonb_build_object('plan', n.plan_id, 'kind', n.kind, 'item', nullif(n.item, ''), 'period', nullif(n.period, ''),
        'unit', nullif(n.unit_id, ''), 'units', n.units, 'occurrence', n.occurrence, 'body', n.body, 'role', n.role, 'urgency', n.urgency,
        'tier', n.tier, 'data', n.data, 'atMs', n.at_ms)) as notice
    from deliveries d join notices n on n.id = d.notice_id left join persons p on p.id = d.person_id
    where ${WAITS} and (d.id in (select id from single)
      or (d.urgency = 'digest' and d.due_ms <= ${nowMs + graceMs} and d.person_id in (select person_id from people)))
    order by d.urgency desc, d.attempts, d.due_ms, d.person_id, n.at_ms, n.id`.execute(db);
  return rows;
}

/** Of some Message-IDs those under which something was sent. */
export async function sentMessageIds(db: Db, messageIds: string[]): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select distinct message_id as id from deliveries where message_id in (${sql.join(messageIds)})
    and state = 'sent'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Takes the deliveries of one letter to send it under a Message-ID, all or none: false when another has taken one of them meanwhile.
 * Until it is noted what became of it, the letter counts as possibly sent.
 */
export async function claimLetter(db: Db, deliveries: WaitingDelivery[], as: { messageId: string; failing: boolean }): Promise<boolean> {
  const seen = JSON.stringify(deliveries.map(({ id, attempts }) => ({ id, attempts })));
  const { rows } = await sql<{ taken: number }>`
    with mine as (
      select d.id from deliveries d join jsonb_to_recordset(${seen}::jsonb) as x(id uuid, attempts int) on x.id = d.id and x.attempts = d.attempts
      where ${WAITS} order by d.id for update of d
    ), taken as (
      update deliveries d set attempts = d.attempts + 1, message_id = ${as.messageId}, last_error = ${as.failing ? UNDER_WAY : null}
      where d.id in (select id from mine) and (select count(*) from mine) = ${deliveries.length} returning 1
    )
    select count(*)::int as taken from taken`.execute(db);
  return rows[0]!.taken > 0;
}

/** Notes that a letter went out, and as what. */
export async function markSent(
  db: Db,
  deliveries: WaitingDelivery[],
  as: { messageId: string; sha256: string; language: string; templateVersion: number; sent: RawBuilder<number> },
): Promise<void> {
  const { messageId, sha256, language, templateVersion, sent } = as;
  await sql`update deliveries d set state = 'sent', sent_ms = ${sent}, message_id = ${messageId}, sha256 = ${sha256}, language = ${language},
    template_version = ${String(templateVersion)}, last_error = null where ${WAITS} and ${among(deliveries)}`.execute(db);
}

/** Notes that deliveries did not go out: for now (they are tried again), or for good. */
export async function markFailed(db: Db, deliveries: WaitingDelivery[], error: string, forGood: boolean): Promise<void> {
  await sql`update deliveries d set last_error = ${error}, state = ${forGood ? 'failed' : 'waiting'} where ${WAITS} and ${among(deliveries)}`.execute(
    db,
  );
}

/** Notes that deliveries are not to go out: what they tell no longer stands, or the person no longer acts for the body. */
export async function markDropped(db: Db, deliveries: WaitingDelivery[]): Promise<void> {
  await sql`update deliveries d set state = 'dropped' where ${WAITS} and ${among(deliveries)}`.execute(db);
}

/** Leaves deliveries for a later digest. */
export async function postpone(db: Db, deliveries: WaitingDelivery[], dueMs: number): Promise<void> {
  await sql`update deliveries d set due_ms = ${dueMs} where ${WAITS} and ${among(deliveries)}`.execute(db);
}

/** What still waits after an instant: when the next delivery is due, and how many of those due have failed before, with the newest error. */
export async function waitingAfter(db: Db, nowMs: number): Promise<{ nextMs: number | null; failing: number; error: string | null }> {
  const { rows } = await sql<{ nextMs: number | null; failing: number; error: string | null }>`
    select min(d.due_ms) filter (where d.due_ms > ${nowMs}) as "nextMs",
      count(*) filter (where d.due_ms <= ${nowMs} and d.last_error is not null)::int as failing,
      max(d.last_error) filter (where d.due_ms <= ${nowMs}) as error
    from deliveries d where ${WAITS}`.execute(db);
  return rows[0]!;
}

function among(deliveries: readonly { id: string }[]): RawBuilder<boolean> {
  return deliveries.length === 0 ? sql`false` : sql`d.id in (${sql.join(deliveries.map(({ id }) => id))})`;
}
