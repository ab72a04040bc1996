import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import type { Said } from '../domain/said.js';
import type { PlanEventRow } from '../store/timeline.js';
import type { TimelineEntry } from './dondoc.js';
import { isToldToParts } from './said.js';

/**
 * An event as a timeline entry; of one that concerns several bodies, those that the reader sees; undefined when none is left, or when it is
 * about an item of which the reader sees nothing. `seen` holds `unit|item` and items; it is absent for who sees the plan whole. Who sees a
 * part is told what an event of one of its bodies carries, and no figures of what concerns others too.
 */
export function entryOf(event: PlanEventRow, said: Said | undefined, seen: Set<string> | undefined): TimelineEntry | undefined {
  const { unit, units, item, period, ...data } = event.data as { unit?: string; units?: string[]; item?: string; period?: string };
  const about = unit === undefined ? units : [unit];
  const visible =
    seen && about ? about.filter((id) => seen.has(`${id}|${item ?? (event.type === 'received' ? RECEIPT_ITEM : OWN_PLAN_ITEM)}`)) : about;
  if (seen && (about ? visible?.length === 0 : item !== undefined && !seen.has(item))) return undefined;
  const told = !seen || isToldToParts(event);
  return {
    lane: event.lane,
    seq: event.seq,
    type: event.type,
    atMs: event.atMs,
    recordedMs: event.recordedMs,
    ...(item !== undefined && { item }),
    ...(period !== undefined && { period }),
    ...(visible && { units: visible }),
    ...(event.actor !== null && !seen && { actor: event.actor }),
    ...(event.onBehalfOf !== null && !seen && { onBehalfOf: event.onBehalfOf }),
    data: event.type === 'opened' || event.type === 'issued' || !told || (seen && unit === undefined) ? {} : data,
    ...(said && told && { said }),
    hash: Buffer.from(event.hash).toString('hex'),
  };
}
