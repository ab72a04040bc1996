import { sql } from 'kysely';
import type { Role } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Connection, Db, Trx } from './database.js';

/** What stands of a person for signing in; a disabled one is not there. */
export interface SignInRow {
  person: string;
  hash: string | null;
  mustChange: boolean;
  secret: string | null;
  lastStep: number;
}

/** How a person signs in. */
export async function signInOf(db: Connection, person: string): Promise<SignInRow | undefined> {
  const { rows } = await sql<SignInRow>`
    select p.id as person, w.hash, coalesce(w.must_change, false) as "mustChange", f.secret, coalesce(f.last_step, 0) as "lastStep"
    from persons p left join passwords w on w.person_id = p.id left join second_factors f on f.person_id = p.id and f.confirmed_ms is not null
    where p.id = ${person} and not p.disabled`.execute(db);
  return rows[0];
}

/** Sets a person's password. */
export async function setPassword(trx: Trx, person: string, hash: string, mustChange: boolean, nowMs: number): Promise<void> {
  await sql`insert into passwords (person_id, hash, set_ms, must_change) values (${person}, ${hash}, ${nowMs}, ${mustChange})
    on conflict (person_id) do update set hash = excluded.hash, set_ms = excluded.set_ms, must_change = excluded.must_change`.execute(trx);
}

/** Keeps the same password under newer costs. */
export async function rehashPassword(db: Db, person: string, old: string, hash: string): Promise<void> {
  await sql`update passwords set hash = ${hash} where person_id = ${person} and hash = ${old}`.execute(db);
}

/** Whether anybody has a password here. */
export async function anyPassword(db: Connection): Promise<boolean> {
  return (await db.selectFrom('passwords').select('person_id').limit(1).executeTakeFirst()) !== undefined;
}

/** Failures of some keys and since when the last stands. */
export async function failuresOf(db: Connection, keys: Uint8Array[]): Promise<{ count: number; lastMs: number }[]> {
  const { rows } = await sql<{
    count: number;
    lastMs: number;
  }>`select count, last_ms as "lastMs" from sign_in_failures where key in (${sql.join(keys)})`.execute(db);
  return rows;
}

/** Counts a failure under some keys; those whose last is older than a day begin anew. */
export async function addFailure(db: Db, keys: Uint8Array[], nowMs: number): Promise<void> {
  for (const key of keys)
    await sql`insert into sign_in_failures (key, count, last_ms) values (${key}, 1, ${nowMs}) on conflict (key) do update
      set count = case when sign_in_failures.last_ms < ${nowMs - FORGOTTEN_MS} then 1 else sign_in_failures.count + 1 end, last_ms = excluded.last_ms`.execute(
      db,
    );
  await sql`delete from sign_in_failures where last_ms < ${nowMs - FORGOTTEN_MS}`.execute(db);
}

/** Forgets the failures of a key. */
export async function clearFailures(db: Db, key: Uint8Array): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('key', '=', key).execute();
}

const FORGOTTEN_MS = 24 * 3_600_000;

/** Sample people with the roles and bodies they have on a day, in order of body level, then id. */
export async function samplePeople(
  db: Connection,
  today: Day,
): Promise<{ id: string; name: string; language: 'vi' | 'en'; unit: string; unitName: string; roles: Role[] }[]> {
  const { rows } = await sql<{ id: string; name: string; language: 'vi' | 'en'; unit: string; unitName: string; roles: Role[] }>`
    select p.id, p.name, p.language, u.code as unit, u.name as "unitName", jsonb_agg(distinct g.role) as roles
    from persons p join grants g on g.person_id = p.id join unit_versions u on u.unit_id = g.unit_id
    where p.sample and not p.disabled and g.valid_from <= ${today}::date and (g.valid_to is null or ${today}::date <= g.valid_to)
      and u.valid_from <= ${today}::date and (u.valid_to is null or ${today}::date <= u.valid_to)
    group by p.id, p.name, p.language, u.code, u.name, u.level order by u.level, u.code, p.id limit 200`.execute(db);
  return rows;
}

/** Whether a person is a sample person who may be taken up. */
export async function isSamplePerson(db: Connection, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('persons')
    .select('id')
    .where('id', '=', id)
    .where('sample', '=', true)
    .where('disabled', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}
