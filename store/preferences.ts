import { sql } from 'kysely';
import type { Connection, Trx } from './database.js';

/** Kinds of notice that a person does not want by mail. */
export async function mutedKinds(db: Connection, person: string): Promise<string[]> {
  const rows = await db.selectFrom('muted_notices').select('kind').where('person_id', '=', person).orderBy('kind').execute();
  return rows.map(({ kind }) => kind);
}

/** Sets the kinds of notice that a person does not want by mail. */
export async function setMutedKinds(trx: Trx, person: string, kinds: readonly string[]): Promise<void> {
  await trx.deleteFrom('muted_notices').where('person_id', '=', person).execute();
  await sql`insert into muted_notices (person_id, kind) select ${person}, kind
    from jsonb_array_elements_text(${JSON.stringify([...new Set(kinds)])}::jsonb) as x(kind)`.execute(trx);
}
