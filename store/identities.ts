import { sql } from 'kysely';
import type { Connection, Trx } from './database.js';

/** The person of an identity at a provider; undefined where none is linked, or it is disabled. */
export async function personOfIdentity(db: Connection, issuer: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ person: string }>`select p.id as person from identities i join persons p on p.id = i.person_id
    where i.issuer = ${issuer.replace(/\/$/, '')} and i.subject = ${subject} and not p.disabled`.execute(db);
  return rows[0]?.person;
}

/** Links an identity to a person; false where another person has it. */
export async function addIdentity(trx: Trx, on: { issuer: string; subject: string; person: string; atMs: number }): Promise<boolean> {
  const { issuer, subject, person, atMs } = on;
  const { rows } = await sql<{
    person: string;
  }>`insert into identities (issuer, subject, person_id, made_ms) values (${issuer}, ${subject}, ${person}, ${atMs})
    on conflict (issuer, subject) do update set person_id = identities.person_id returning person_id as person`.execute(trx);
  return rows[0]!.person === person;
}
