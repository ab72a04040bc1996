import type { UnitId } from './unit.js';

/** What a notice (thông báo) is about. Words: i18n under `notice.<kind>`. */
export const NOTICE_KINDS = [
  'issued',
  'reminded',
  'urged',
  'toHead',
  'toStandingCommittee',
  'proposedForReview',
  'reviewDecided',
  'returned',
  'submitted',
  'resubmitted',
  'accepted',
  'returnUndone',
  'acceptanceUndone',
  'behindPace',
  'wentStale',
  'fellDue',
  'woken',
  'suspended',
  'resumed',
  'revoked',
  'concluded',
  'consolidated',
  'differenceNoted',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Three tiers of warning: near the due day, behind or poor, overdue (practice: slips and lights of three colours). */
export const TIERS = ['nearDue', 'behind', 'overdue'] as const;
export type Tier = (typeof TIERS)[number];

/** In what quality a body is told: as holder of the duty, through its head, as superior, issuer, receiver of reports, or staff body between. */
export type NoticeRole = 'holder' | 'head' | 'superior' | 'issuer' | 'reviewer' | 'via';

/** What one body is told of one thing, once. Code and data: words are chosen for each reader. Instants are epoch milliseconds. */
export interface Notice {
  plan: string;
  kind: NoticeKind;
  /** Absent: the plan as a whole. */
  item?: string;
  period?: string;
  /** Whose duty; absent where the notice is of many, or of the plan. */
  unit?: UnitId;
  /** A collective list (for a superior or issuer): whose duties, instead of `unit`. `data.count` says how many. */
  units?: UnitId[];
  /** Which time it is: `remind:-7@2026-11-13`, `rung:urged:5@…`, `return:1` … A due point carries its day, since a clock may be set anew. */
  occurrence: string;
  /** Who is told. */
  body: UnitId;
  role: NoticeRole;
  /** `now` leaves at once; `digest` with the next digest of its day. The inbox shows both at once. */
  urgency: 'now' | 'digest';
  tier?: Tier;
  data: Record<string, string | number>;
  /** Rule time of the event: the due point or the lodging. */
  atMs: number;
}

/** What the rule needs to know beside the event; the tree is that of the event's day. */
export interface NoticeContext {
  /** Kind of the lane the event is of: suspension and the like happen in a plan's own lane and again in each of its cascades. */
  lane: 'plan' | 'cascade';
  /** Number of the cascade within its plan, from 1; collective lists of two cascades are two notices. */
  part?: number;
  plan: { id: string; issuer: UnitId };
  /** All bodies the plan is addressed to or gives a duty to. */
  recipients(): readonly UnitId[];
  /** Bodies that still owe a round, where the event does not name them. */
  holdersOf(item: string, period: string): readonly UnitId[];
  /** Next body up the tree; undefined at its top. */
  superiorOf(unit: UnitId): UnitId | undefined;
  /** Body that receives the reports of an item. */
  reviewerOf(item: string): UnitId;
  /** Staff body the reports of an item go through. */
  viaOf(item: string): UnitId | undefined;
  dueMsOf(item: string, period: string): number | undefined;
  /** Value of a target allotted to a unit. */
  quotaOf(item: string, unit: UnitId): number | undefined;
}

/** Unique key of a notice: a second of the same key is the same notice. */
export function noticeKey({ plan, kind, item = '', period = '', unit = '', occurrence, body }: Notice): string {
  return [plan, kind, item, period, unit, occurrence, body].join('|');
}
