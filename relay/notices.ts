import type { Transaction } from 'kysely';
import type { EventRow } from '../store/events.js';
import type { Database } from '../store/tables.js';

/** Writes the notices that events make. */
export async function writeNotices(_trx: Transaction<Database>, _planId: string, _rows: EventRow[], _recordedMs: number): Promise<boolean> {
  return false;
}
