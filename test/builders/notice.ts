import type { Notice, NoticeContext } from '../../domain/notice.js';
import { endOfDayMs } from '../../domain/day.js';

/** A small province: committees A and B with cells a1, a2, b1 beneath; the issuer stands above. */
export const SUPERIORS: Record<string, string> = { unitA: 'issuer', unitB: 'issuer', cellA1: 'unitA', cellA2: 'unitA', cellB1: 'unitB' };

export const DUE_MS = endOfDayMs('2026-11-20');

export function noticeContext(changes: Partial<NoticeContext> = {}): NoticeContext {
  return {
    lane: 'cascade',
    plan: { id: 'plan00000001', issuer: 'issuer' },
    recipients: () => ['unitA', 'unitB'],
    holdersOf: () => ['unitA'],
    superiorOf: (unit) => SUPERIORS[unit],
    reviewerOf: () => 'issuer',
    viaOf: () => undefined,
    dueMsOf: () => DUE_MS,
    quotaOf: () => undefined,
    ...changes,
  };
}

export function aNotice(changes: Partial<Notice> = {}): Notice {
  return {
    plan: 'plan00000001',
    kind: 'reminded',
    item: 'annual',
    period: '2026',
    unit: 'unitA',
    occurrence: 'remind:-7@2026-11-13',
    body: 'unitA',
    role: 'holder',
    urgency: 'digest',
    tier: 'nearDue',
    data: { n: -7, dueMs: DUE_MS },
    atMs: DUE_MS - 7 * 86_400_000,
    ...changes,
  };
}
