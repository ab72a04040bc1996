import type { CascadeEvent } from '../domain/cascade.js';
import { DIGEST_SETTLE_MS, nextDigestMs } from '../domain/digest.js';
import { type Notice, noticesOf } from '../domain/notice.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { Trx } from '../store/database.js';
import type { EventRow } from '../store/events.js';
import type { PlanFacts } from '../store/lanes.js';
import { insertNotices } from '../store/notices.js';
import { eventOf } from './event-of.js';
import { isSilent, readContexts } from './notice-context.js';

/**
 * Writes the notices that events make, and what is to be delivered of them to whom; answers whether the delivery is to be woken.
 * A key is written once: an event recorded again makes no second notice.
 */
export async function writeNotices(trx: Trx, planId: string, rows: EventRow[], recordedMs: number, plan?: PlanFacts): Promise<boolean> {
  const loud = rows.filter((row) => !isSilent(row));
  if (loud.length === 0) return false;
  const contextOf = await readContexts(trx, planId, loud, plan);
  const notices = loud.flatMap((row) => {
    const contentHash = row.contentHash && Buffer.from(row.contentHash).toString('hex');
    return noticesOf(eventOf<CascadeEvent | PlanEvent>(row), contextOf(row)).map((notice) => ({
      notice,
      dueMs: leavesMs(notice, recordedMs),
      contentHash,
    }));
  });
  return insertNotices(trx, notices, recordedMs);
}

/** A digest that ought to have left waits until all that is late by the same outage has been recorded, so that it is one. */
function leavesMs({ urgency, atMs }: Notice, recordedMs: number): number {
  if (urgency === 'now') return atMs;
  const leavesMs = nextDigestMs(atMs);
  return leavesMs > recordedMs ? leavesMs : recordedMs + DIGEST_SETTLE_MS;
}
