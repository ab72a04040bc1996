import { sql } from 'kysely';
import type { Db, Trx } from './database.js';

/** Every column that names content by its hash; a test holds this list equal to the schema. */
export const NAMES_CONTENT: readonly (readonly [table: string, column: string])[] = [
  ['attachments', 'content_hash'],
  ['commands', 'content_hash'],
  ['consolidated', 'content_hash'],
  ['events', 'content_hash'],
  ['notices', 'content_hash'],
  ['plans', 'file_hash'],
  ['plans', 'spec_hash'],
  ['plans', 'summary_hash'],
  ['progress_notes', 'content_hash'],
  ['readings', 'content_hash'],
  ['readings', 'draft_hash'],
  ['report_versions', 'content_hash'],
  ['report_versions', 'return_hash'],
];

/** Takes out readings that were made before an instant; a plan made of one keeps its paper by itself. Answers how many. */
export async function sweepReadings(trx: Trx, beforeMs: number): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('readings').where('made_ms', '<', beforeMs).executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Takes out content stored before an instant that nothing names, so many values at most. Answers how many. What is found is looked at again while
 * nobody can write content: who keeps bytes that are there writes nothing, and would else name what is about to go.
 */
export async function sweepContent(db: Db, beforeMs: number, most: number): Promise<number> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from content where n = 0 and stored_ms < ${beforeMs} and not ${isNamed()} limit ${most}`.execute(db);
  if (rows.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    await sql`lock table content in share row exclusive mode`.execute(trx);
    const gone = await sql<{ hash: Buffer }>`
      delete from content where hash in (${sql.join(rows.map(({ hash }) => hash))}) and not ${isNamed()} returning hash, n`.execute(trx);
    return new Set(gone.rows.map(({ hash }) => hash.toString('hex'))).size;
  });
}

function isNamed() {
  const named = NAMES_CONTENT.map(
    ([table, column]) => sql`select ${sql.ref(column)} from ${sql.table(table)} where ${sql.ref(column)} is not null`,
  );
  return sql<boolean>`hash in (${sql.join(named, sql` union all `)})`;
}
