import { sql } from 'kysely';
import type { Connection, Db, Trx } from './database.js';

/** Whether a person has a second factor that counts. */
export async function hasSecondFactor(db: Connection, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('second_factors')
    .select('person_id')
    .where('person_id', '=', person)
    .where('confirmed_ms', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a key that does not count yet, in place of another such. */
export async function keepSecondFactor(db: Db, person: string, secret: string, nowMs: number): Promise<void> {
  await sql`insert into second_factors (person_id, secret, made_ms) values (${person}, ${secret}, ${nowMs}) on conflict (person_id) do update
    set secret = excluded.secret, made_ms = excluded.made_ms where second_factors.confirmed_ms is null`.execute(db);
}

/** The key of a person that waits to be confirmed. */
export async function pendingSecondFactor(db: Connection, person: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('second_factors')
    .select('secret')
    .where('person_id', '=', person)
    .where('confirmed_ms', 'is', null)
    .executeTakeFirst();
  return row?.secret;
}

/** Has a key count, with the time step of the code that confirmed it. */
export async function confirmSecondFactor(trx: Trx, person: string, step: number, nowMs: number): Promise<void> {
  await trx.updateTable('second_factors').set({ confirmed_ms: nowMs, last_step: step }).where('person_id', '=', person).execute();
}

/** Takes a code's time step; false when it, or a newer one, was taken already: of two that come at once, one. */
export async function takeStep(db: Db, person: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('person_id', '=', person)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a person's second factor away; answers whether there was one. */
export async function removeSecondFactor(trx: Trx, person: string): Promise<boolean> {
  return (await trx.deleteFrom('second_factors').where('person_id', '=', person).executeTakeFirst()).numDeletedRows > 0n;
}
