import type { EventRow } from '../store/events.js';

/** An event as the rules know it, from its row. */
export function eventOf<Event>(row: Pick<EventRow, 'type' | 'atMs' | 'data'>): Event {
  return { ...row.data, type: row.type, atMs: row.atMs } as Event;
}
