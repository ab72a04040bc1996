import { sql } from 'kysely';
import type { Factor, Grant } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Connection, Db, Trx } from './database.js';
import { grantsOn } from './delegations.js';
import type { PersonRow } from './people.js';

/** A session that nobody used for so long is over. */
const IDLE_MS = 30 * 60_000;
/** No session lives longer, however much it is used. */
const LIFE_MS = 12 * 3_600_000;
/** Use of a session is noted no oftener, so that reading stays reading. */
const NOTED_MS = 60_000;
/** How long sessions that ran out are kept. */
const KEPT_MS = 30 * 24 * 3_600_000;

export interface SessionRow {
  id: string;
  factor: Exclude<Factor, 'token'>;
  actingUnit: string | null;
  agent: string;
  createdMs: number;
  seenMs: number;
  expiresMs: number;
}

/** What a session leads to: its person with the grants of a day, and what the person has to prove who it is. */
export interface SessionPerson {
  session: SessionRow;
  person: PersonRow;
  grants: Grant[];
  mustChange: boolean;
}

const COLUMNS = sql`s.id, s.factor, s.acting_unit as "actingUnit", s.agent, s.created_ms as "createdMs", s.seen_ms as "seenMs", s.expires_ms as "expiresMs"`;

function stands(nowMs: number) {
  return sql<boolean>`s.ended_ms is null and s.expires_ms > ${nowMs} and s.seen_ms > ${nowMs - IDLE_MS}`;
}

/** The session of a hash with its person, noting that it was used; undefined for one unknown, ended, expired or idle, or of a disabled person. */
export async function useSession(db: Db, hash: Uint8Array, nowMs: number, today: Day, noted = true): Promise<SessionPerson | undefined> {
  const { rows } = await sql<
    SessionRow & { person: string; name: string; email: string | null; language: 'vi' | 'en'; grants: Grant[] | null; mustChange: boolean }
  >`
    select ${COLUMNS}, p.id as person, p.name, p.email, p.language, coalesce(w.must_change and s.factor in ('password', 'totp'), false) as "mustChange",
      ${grantsOn(sql.ref('p.id'), today)} as grants
    from sessions s join persons p on p.id = s.person_id left join passwords w on w.person_id = p.id
    where s.hash = ${hash} and ${stands(nowMs)} and not p.disabled`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const { person: id, name, email, language, grants, mustChange, ...session } = row;
  if (noted && nowMs - session.seenMs > NOTED_MS)
    await sql`update sessions set seen_ms = ${nowMs} where id = ${session.id} and seen_ms < ${nowMs}`.execute(db);
  return { session, person: { id, name, email, language }, grants: grants ?? [], mustChange };
}

/** Keeps a new session by the hash of its secret; those that ran out long ago go. */
export async function addSession(
  trx: Trx,
  session: { id: string; hash: Uint8Array; person: string; factor: SessionRow['factor']; actingUnit?: string; agent: string; atMs: number },
): Promise<void> {
  const { id, hash, person, factor, actingUnit, agent, atMs } = session;
  await trx
    .deleteFrom('sessions')
    .where('expires_ms', '<', atMs - KEPT_MS)
    .execute();
  await trx
    .insertInto('sessions')
    .values({
      id,
      hash,
      person_id: person,
      factor,
      acting_unit: actingUnit ?? null,
      agent,
      created_ms: atMs,
      seen_ms: atMs,
      expires_ms: atMs + LIFE_MS,
      ended_ms: null,
    })
    .execute();
}

/** Standing sessions of a person, newest first. */
export async function listSessions(db: Connection, person: string, nowMs: number): Promise<SessionRow[]> {
  const { rows } =
    await sql<SessionRow>`select ${COLUMNS} from sessions s where s.person_id = ${person} and ${stands(nowMs)} order by s.created_ms desc, s.id limit 200`.execute(
      db,
    );
  return rows;
}

/** Ends sessions of a person: one of them, all but one, or all. Answers how many stood. */
export async function endSessions(trx: Trx, person: string, which: { only?: string; but?: string }, nowMs: number): Promise<number> {
  let query = trx.updateTable('sessions').set({ ended_ms: nowMs }).where('person_id', '=', person).where('ended_ms', 'is', null);
  if (which.only !== undefined) query = query.where('id', '=', which.only);
  if (which.but !== undefined) query = query.where('id', '<>', which.but);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Sets the body that a session acts for; null: all its person's. */
export async function setActingUnit(db: Db, id: string, unit: string | null): Promise<void> {
  await db.updateTable('sessions').set({ acting_unit: unit }).where('id', '=', id).execute();
}
