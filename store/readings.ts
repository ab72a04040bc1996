import type { Connection, Trx } from './database.js';

/** A paper that was handed in to be read. */
export interface ReadingRow {
  id: string;
  name: string;
  kind: string;
  size: number;
  contentHash: Uint8Array;
  draftHash: Uint8Array;
  madeMs: number;
}

/** A reading of a person's own, by its id or by the bytes handed in. */
export async function findReading(
  db: Connection,
  person: string,
  by: { id: string } | { hash: Uint8Array },
): Promise<ReadingRow | undefined> {
  return db
    .selectFrom('readings')
    .select(['id', 'name', 'kind', 'size', 'content_hash as contentHash', 'draft_hash as draftHash', 'made_ms as madeMs'])
    .where('person_id', '=', person)
    .where('id' in by ? 'id' : 'content_hash', '=', 'id' in by ? by.id : by.hash)
    .executeTakeFirst();
}

/** Keeps a reading; false where the person has handed in the same bytes already. */
export async function insertReading(trx: Trx, person: string, row: ReadingRow): Promise<boolean> {
  const { id, name, kind, size, contentHash, draftHash, madeMs } = row;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('readings')
    .values({ id, person_id: person, name, kind, size, content_hash: contentHash, draft_hash: draftHash, made_ms: madeMs })
    .onConflict((conflict) => conflict.columns(['person_id', 'content_hash']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
