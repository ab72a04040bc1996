import { sql } from 'kysely';
import type { Trx } from './database.js';

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

/** Takes out content stored before an instant that nothing names, so many values at most. Answers how many. */
export async function sweepContent(trx: Trx, beforeMs: number, most: number): Promise<number> {
  const named = NAMES_CONTENT.map(([table, column]) => sql`exists (select 1 from ${sql.table(table)} t where t.${sql.ref(column)} = c.hash)`);
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from content c where n = 0 and stored_ms < ${beforeMs} and not (${sql.join(named, sql` or `)}) limit ${most}`.execute(trx);
  if (rows.length > 0)
    await trx
      .deleteFrom('content')
      .where(
        'hash',
        'in',
        rows.map(({ hash }) => hash),
      )
      .execute();
  return rows.length;
}
