import { upcast } from '../domain/upcast.js';
import type { EventRow } from '../store/events.js';

/** An event as the rules know it, from its row, in today's shape. */
export function eventOf<Event>({ type, v, atMs, data }: Pick<EventRow, 'type' | 'v' | 'atMs' | 'data'>): Event {
  return { ...upcast(type, v, data), type, atMs } as Event;
}
