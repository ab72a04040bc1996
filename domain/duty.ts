/** Kinds of duty: to receive the plan, to issue one's own, to finish a task, to keep a standing task alive, to report, to reach an allotted target. */
export const DUTY_KINDS = ['receipt', 'ownPlan', 'task', 'standing', 'report', 'target'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Items every plan has besides its own: the receipt and the own plan of its recipients. */
export const RECEIPT_ITEM = 'receipt';
export const OWN_PLAN_ITEM = 'ownPlan';
/** Period of a duty that comes once. */
export const ONCE = 'once';

/** The four official states of a task (hoàn thành đúng hạn, quá hạn; chưa hoàn thành trong hạn, quá hạn) and the states outside them. */
export const DUTY_STATES = [
  'openInTime',
  'openOverdue',
  'doneOnTime',
  'doneLate',
  'nil',
  'waitingGuidance',
  'standing',
  'exempt',
  'transferred',
  'cancelled',
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** What lists of duties may be narrowed to: late, urged without an answer, on a rung of the ladder, proposed for review, returned, in review, stale. */
export const DUTY_FILTERS = ['overdue', 'urged', 'escalated', 'proposed', 'returned', 'toReview', 'stale'] as const;
export type DutyFilter = (typeof DUTY_FILTERS)[number];

/** A duty as it is read: its kind, its clock and what has come in. Instants are epoch milliseconds. */
export interface Duty {
  kind: DutyKind;
  opensMs: number;
  /** Absent: no date of its own (undated, or waiting for guidance). */
  dueMs?: number;
  /** Waiting for a guidance document that is not registered yet. */
  waits?: boolean;
  /** Instant of lodging of what discharged it: receipt, own plan, completion, first submission of the standing version. */
  doneMs?: number;
  /** Delivered late by its own clock; a repair in its window keeps the first submission's. */
  late?: boolean;
  nil?: boolean;
  review?: 'submitted' | 'returned' | 'resubmitted' | 'accepted';
  /** Until when a returned report may be mended without becoming late. */
  repairDueMs?: number;
  /** Standing task: instant of the newest evidence, and since when there is none in time. */
  evidenceMs?: number;
  staleMs?: number;
  exempt?: boolean;
  cancelled?: boolean;
  /** Suspended since: nothing becomes late meanwhile. */
  suspendedMs?: number;
  /** Its plan has ended since: nothing is owed or becomes late any more. */
  endedMs?: number;
}

/** Where a duty stands at an instant. */
export interface Standing {
  state: DutyState;
  /** A standing task without evidence in its cadence. */
  stale: boolean;
  suspended: boolean;
  /** Milliseconds past the due instant, 0 while in time. */
  overdueMs: number;
}

/**
 * Where a duty stands at an instant: the one function that says late or not, for every page, rule and count.
 * Due today is not late: the due instant is 23:59:59.999 +07:00 of its day. Waiting, standing and undated duties are never overdue.
 *
 * What a plan left undone when it was concluded is owed no longer and counts as cancelled; but what was overdue by then stays so, for the
 * final review judges by it, and grows no older. What a revoked plan left undone is cancelled by its event.
 */
export function standingOf(duty: Duty, nowMs: number): Standing {
  const none = { stale: false, suspended: false, overdueMs: 0 };
  if (duty.exempt) return { state: 'exempt', ...none };
  if (duty.cancelled) return { state: 'cancelled', ...none };
  if (duty.endedMs === undefined || nowMs < duty.endedMs) return runningStanding(duty, nowMs);
  const atEnd = runningStanding(duty, duty.endedMs);
  return { ...atEnd, ...(isOwed(duty, atEnd.state) && { state: 'cancelled' }), stale: false, suspended: false };
}

/** What is owed without being late; evidence of a standing task has answered for its round. */
function isOwed({ doneMs }: Duty, state: DutyState): boolean {
  return state === 'openInTime' || state === 'waitingGuidance' || (state === 'standing' && doneMs === undefined);
}

function runningStanding(duty: Duty, nowMs: number): Standing {
  const suspended = duty.suspendedMs !== undefined;
  const at = (state: DutyState, overdueMs = 0): Standing => ({ state, stale: duty.staleMs !== undefined, suspended, overdueMs });
  if (duty.kind === 'standing') return at('standing');
  if (duty.review === 'returned') return open(duty.repairDueMs, nowMs, duty, at);
  if (duty.doneMs !== undefined) return at(duty.nil && !duty.late ? 'nil' : duty.late ? 'doneLate' : 'doneOnTime');
  if (duty.waits) return at('waitingGuidance');
  return open(duty.dueMs, nowMs, duty, at);
}

function open(dueMs: number | undefined, nowMs: number, duty: Duty, at: (state: DutyState, overdueMs?: number) => Standing): Standing {
  const asOfMs = duty.suspendedMs === undefined ? nowMs : Math.min(nowMs, duty.suspendedMs);
  return dueMs === undefined || asOfMs <= dueMs ? at('openInTime') : at('openOverdue', asOfMs - dueMs);
}

/** Whether a state counts as delivered. */
export function isDelivered(state: DutyState): boolean {
  return state === 'doneOnTime' || state === 'doneLate' || state === 'nil';
}
