import type { PeriodKind } from './period.js';

/** Reminders around a due day: negative before, positive after; none longer than the cadence of what it reminds of. */
export interface ReminderPolicy {
  offsets: number[];
  unit: 'calendar' | 'working';
}

export const RUNGS = ['reminded', 'urged', 'toHead', 'toStandingCommittee', 'proposedForReview'] as const;
export type Rung = (typeof RUNGS)[number];

export const TRIGGERS = ['notReceived', 'noOwnPlan', 'taskOverdue', 'noReport', 'returnNotMended', 'behindPace', 'staleStanding'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** The ladder (nhắc → đôn đốc → bí thư → BTV → đề xuất kiểm điểm): rungs by working days after the due day, for the triggers named. */
export interface EscalationPolicy {
  rungs: { rung: Rung; afterWorkingDays: number }[];
  triggers: Trigger[];
  /** Share of the even pace under which a target counts as behind, 0–1. */
  paceTolerance: number;
  paceCheck: PeriodKind;
}

/** Policy of a plan that says nothing: offsets −30, −7, −1 calendar days; rungs at +1, +5, +10, +15, +20 working days; pace by quarter at 90 %. */
export const DEFAULT_REMINDERS: ReminderPolicy = { offsets: [-30, -7, -1], unit: 'calendar' };
export const DEFAULT_ESCALATION: EscalationPolicy = {
  rungs: [
    { rung: 'reminded', afterWorkingDays: 1 },
    { rung: 'urged', afterWorkingDays: 5 },
    { rung: 'toHead', afterWorkingDays: 10 },
    { rung: 'toStandingCommittee', afterWorkingDays: 15 },
    { rung: 'proposedForReview', afterWorkingDays: 20 },
  ],
  triggers: [...TRIGGERS],
  paceTolerance: 0.9,
  paceCheck: 'quarter',
};
