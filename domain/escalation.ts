import { addWorkingDays, type WorkingCalendar } from './calendar.js';
import type { Point } from './cascade.js';
import { atHourMs, type Day, REMINDER_HOUR } from './day.js';
import type { DutyKind } from './duty.js';
import type { EscalationPolicy, Trigger } from './plan.js';

/** The trigger that a kind of duty pulls when its due instant passes. */
export const TRIGGER_OF: Record<DutyKind, Trigger> = {
  receipt: 'notReceived',
  ownPlan: 'noOwnPlan',
  task: 'taskOverdue',
  report: 'noReport',
  target: 'behindPace',
  standing: 'staleStanding',
};

/**
 * Rungs of the ladder after a due day, by working days, at 08:00 +07:00; none when the plan does not name the trigger.
 * The machine reminds, urges and proposes; what follows a proposal is decided by people (practice, rules of the domain 4.2).
 */
export function rungPoints(policy: EscalationPolicy, trigger: Trigger, dueDay: Day, calendar: WorkingCalendar, fromMs = 0): Point[] {
  if (!policy.triggers.includes(trigger)) return [];
  return policy.rungs
    .map(({ rung, afterWorkingDays: n }) => ({ kind: rung, n, atMs: atHourMs(addWorkingDays(calendar, dueDay, n), REMINDER_HOUR) }))
    .filter(({ atMs }) => atMs >= fromMs);
}
