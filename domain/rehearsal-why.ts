import type { CascadeEvent } from './cascade.js';
import type { PlannedRound } from './planned-round.js';
import { type Day, dayOfMs } from './day.js';
import type { Why } from './deadline.js';
import type { PlanEvent } from './plan-life.js';

/**
 * Codes of the reasons a timeline adds to those of due days (domain/deadline): how a point lies to its due day, and what moved it; each has
 * words in every language. Data: `days`, `day` (the due day), `share` in percent, `to`.
 */
export const TIMELINE_WHY_CODES = [
  'WHY_DAYS_BEFORE_DUE',
  'WHY_DAYS_AFTER_DUE',
  'WHY_RUNG',
  'WHY_PACE_CHECK',
  'WHY_REPAIR_WINDOW',
  'WHY_RESUMED',
] as const;

/**
 * Why something of a round happens on its day: how the point lies to the due day, then the reasons of the due day itself. Nothing for what
 * a person chose to do. A point of a repair clock has its own reason: the window given with the return.
 */
export function whyOf(event: CascadeEvent | PlanEvent, { dueMs, why }: Pick<PlannedRound, 'dueMs' | 'why'>): Why[] {
  switch (event.type) {
    case 'roundOpened':
    case 'collectionDue':
    case 'wentStale':
      return why;
    case 'fellDue':
    case 'superseded':
      return event.repair ? REPAIR : why;
    case 'paceChecked':
      return [{ code: 'WHY_PACE_CHECK', data: { share: Math.round(event.share * 1000) / 10 } }, ...why];
    case 'reminded':
      return dueMs === undefined ? why : [fromDue(event.n, dayOfMs(dueMs)), ...why];
    case 'escalated':
      if (event.repair) return REPAIR;
      return [...(dueMs === undefined ? [] : [{ code: 'WHY_RUNG', data: { days: event.n, day: dayOfMs(dueMs) } }]), ...why];
    default:
      return [];
  }
}

const REPAIR: Why[] = [{ code: 'WHY_REPAIR_WINDOW', data: {} }];

function fromDue(n: number, day: Day): Why {
  return { code: n > 0 ? 'WHY_DAYS_AFTER_DUE' : 'WHY_DAYS_BEFORE_DUE', data: { days: Math.abs(n), day } };
}
