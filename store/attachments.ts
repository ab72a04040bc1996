import { sql } from 'kysely';
import type { Connection, Trx } from './database.js';

/** What a file goes with: a duty, or a plan as a whole where unit, item and period are empty. */
export interface AttachedTo {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

/** One version of a file. */
export interface AttachmentRow {
  id: string;
  name: string;
  version: number;
  kind: string;
  size: number;
  contentHash: Uint8Array;
  addedMs: number;
  addedBy: string;
}

const COLUMNS = [
  'id',
  'name',
  'version',
  'kind',
  'size',
  'content_hash as contentHash',
  'added_ms as addedMs',
  'added_by as addedBy',
] as const;

function attached(db: Connection, { plan, unit, item, period }: AttachedTo) {
  return db
    .selectFrom('attachments')
    .select(COLUMNS)
    .where('plan_id', '=', plan)
    .where('unit_id', '=', unit)
    .where('item', '=', item)
    .where('period', '=', period);
}

/** All versions of all files of one duty or plan, by name, the newest version first. */
export async function listAttachments(db: Connection, to: AttachedTo): Promise<AttachmentRow[]> {
  return attached(db, to).orderBy('name').orderBy('version', 'desc').execute();
}

export async function findAttachment(db: Connection, to: AttachedTo, id: string): Promise<AttachmentRow | undefined> {
  return attached(db, to).where('id', '=', id).executeTakeFirst();
}

/** The newest version of a name. */
export async function newestVersion(db: Connection, to: AttachedTo, name: string): Promise<AttachmentRow | undefined> {
  return attached(db, to).where('name', '=', name).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** Adds a version; false where another request added that version first. */
export async function insertAttachment(trx: Trx, { plan, unit, item, period }: AttachedTo, row: AttachmentRow): Promise<boolean> {
  const { id, name, version, kind, size, contentHash, addedMs, addedBy } = row;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('attachments')
    .values({
      id,
      plan_id: plan,
      unit_id: unit,
      item,
      period,
      name,
      version,
      kind,
      size,
      content_hash: contentHash,
      added_ms: addedMs,
      added_by: addedBy,
    })
    .onConflict((conflict) => conflict.columns(['plan_id', 'unit_id', 'item', 'period', 'name', 'version']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** How many files a person has sent since an instant, papers and attachments alike, their bytes, and when the oldest of them came. */
export async function sentSince(db: Connection, person: string, fromMs: number) {
  const { rows } = await sql<{ files: number; size: number; oldestMs: number | null }>`
    select count(*)::int as files, coalesce(sum(size), 0)::float8 as size, min(ms) as "oldestMs" from (
      select size, made_ms as ms from readings where person_id = ${person} and made_ms > ${fromMs}
      union all select size, added_ms from attachments where added_by = ${person} and added_ms > ${fromMs}) sent`.execute(db);
  return rows[0]!;
}
