import type { DutyKind } from './duty.js';
import type { ProductKind, Rung } from './plan.js';
import type { UnitId } from './unit.js';

/**
 * The cascade of a plan: the duties of its recipients, as the lane `plan:<id>:cascade:<nn>` keeps them.
 * A round is one (item, period): its clock and points are shared by all who hold it. Texts and reasons are not here.
 */

/** What happens at a point of a round: a reminder, a rung of the ladder, the due instant, a check of pace. */
export type PointKind = 'remind' | Rung | 'due' | 'pace';

/** A point in time of a round. `n`: days from the due day (negative before), working days for rungs, number of the check for pace. */
export interface Point {
  kind: PointKind;
  n: number;
  atMs: number;
  /** Pace: the share of the target that an even pace would have reached, 0–1. */
  share?: number;
}

/** A round as issued: what is owed, from when, until when, and every point at which something fires. Instants are epoch milliseconds. */
export interface RoundSpec {
  item: string;
  period: string;
  kind: DutyKind;
  opensMs: number;
  /** Absent: undated, or waiting for guidance. */
  dueMs?: number;
  /** When its figures are collected. */
  lockMs?: number;
  /** Guidance it waits for; its clock starts when the guidance is registered. */
  waits?: string;
  product?: ProductKind;
  nilAllowed?: boolean;
  /** Share of the even pace under which the target counts as behind, 0–1. */
  tolerance?: number;
  points: Point[];
}

/** What a cascade lane is opened with: rounds, sets of rounds (classes), and the class of each recipient. */
export interface CascadeOpening {
  plan: string;
  rounds: RoundSpec[];
  /** Indexes of rounds. */
  classes: number[][];
  recipients: Record<UnitId, number>;
  /** Allotted value by target item, then unit. */
  quotas?: Record<string, Record<UnitId, number>>;
}

export interface Round extends RoundSpec {
  opened: boolean;
  /** Points fired or superseded so far: the first `fired` of `points`. */
  fired: number;
  /** Holders who still owe it; points of a round that nobody owes are passed over in silence. */
  missing: number;
}

/** What is remembered of a duty beyond "open": review of a report, what a target has reached, urging, a proposal awaiting decision. */
export interface DutyMemory {
  /** An accepted report is settled; it is remembered while its acceptance may be undone. */
  review?: 'submitted' | 'returned' | 'resubmitted' | 'accepted';
  acceptedMs?: number;
  late?: boolean;
  nil?: boolean;
  version?: number;
  repairDueMs?: number;
  repairPoints?: Point[];
  repairFired?: number;
  /** Reached of a target. */
  value?: number;
  /** What this report's standing version told of targets; taken back when it is returned. */
  fed?: FedFeed[];
  /** What a returned version told of targets before it was taken back. */
  taken?: Feed[];
  /** How often what was said of the standing version was undone. */
  undone?: number;
  urged?: number;
  /** Proposed for review and not decided yet: stands until people decide, whatever the body delivers meanwhile. */
  proposed?: true;
}

export interface RecipientState {
  /** Class of rounds. */
  class: number;
  /** Rounds opened and still owed, by index. */
  owes: number[];
  /** Memory by index of round; dropped when the duty settles, but for a proposal and the value of a target. */
  memory?: Record<number, DutyMemory>;
}

/** A returned report whose repair clock runs: unit and index of round. */
export type Repair = [unit: UnitId, round: number];

export interface CascadeState {
  v: 1;
  plan: string;
  phase: 'new' | 'running' | 'suspended' | 'concluded' | 'revoked';
  suspendedMs?: number;
  rounds: Round[];
  classes: number[][];
  recipients: Record<UnitId, RecipientState>;
  quotas: Record<string, Record<UnitId, number>>;
  repairs: Repair[];
  /** Ticks decided so far: the next tick's id carries it. */
  ticks: number;
}

/** Clock and points given anew to a round: by a registered guidance, or on resuming. */
export interface RoundClock {
  opensMs?: number;
  dueMs?: number;
  lockMs?: number;
  points: Point[];
}

/** Clock of a repair given anew on resuming. */
export interface RepairClock extends OnDuty {
  repairDueMs: number;
  repairPoints: Point[];
}

interface OnDuty {
  unit: UnitId;
  item: string;
  period: string;
}

/** Commands of a cascade lane. Reasons, texts and figures of reports are content; a command carries what the rules need. */
export type CascadeCommand =
  | ({ type: 'open' } & CascadeOpening)
  | { type: 'receive'; unit: UnitId }
  | { type: 'linkOwnPlan'; unit: UnitId; ownPlan: string }
  | ({ type: 'progress'; percent?: number; value?: number; done?: boolean; productNamed?: boolean; evidence?: boolean } & OnDuty)
  | ({ type: 'submit'; nil?: boolean; reasonGiven?: boolean; feeds?: Feed[] } & OnDuty)
  | ({ type: 'return'; repairDueMs: number; repairPoints: Point[] } & OnDuty)
  | ({ type: 'accept' } & OnDuty)
  | ({ type: 'undoReview' } & OnDuty)
  | ({ type: 'urge' } & OnDuty)
  | ({ type: 'decideReview'; decision: 'review' | 'dismiss' } & OnDuty)
  | { type: 'wake'; guidance: string; clocks: Record<string, RoundClock> }
  | { type: 'suspend' }
  | { type: 'resume'; clocks: Record<string, RoundClock>; repairs?: RepairClock[] }
  | { type: 'revoke' }
  | { type: 'conclude' }
  | { type: 'tick' };

/** A figure of a report that moves a target: added to what is reached, or the running total. */
export interface Feed {
  target: string;
  as: 'increment' | 'total';
  value: number;
}

/** A feed as remembered; a running total with what stood before it. */
export interface FedFeed extends Feed {
  was?: number;
}

/**
 * Events of a cascade lane: what happened to whom, at `atMs` (the lodging, or the due point it stands for). `taken`: what the returned version
 * told of targets is taken back with it; lanes that returned it before that was the rule took it back when it was mended. `again`: how often
 * what was said of that version before was undone.
 */
export type CascadeEvent = { atMs: number } & (
  | ({ type: 'opened' } & CascadeOpening)
  | { type: 'received'; unit: UnitId; late: boolean }
  | { type: 'ownPlanLinked'; unit: UnitId; ownPlan: string; late: boolean }
  | ({ type: 'progressed'; percent?: number; value?: number } & OnDuty)
  | ({ type: 'completed'; late: boolean } & OnDuty)
  | ({ type: 'evidenced' } & OnDuty)
  | ({ type: 'targetMoved'; value: number; met: boolean; late: boolean } & OnDuty)
  | ({ type: 'submitted'; version: number; late: boolean; nil?: boolean; feeds?: Feed[] } & OnDuty)
  | ({ type: 'resubmitted'; version: number; late: boolean; nil?: boolean; feeds?: Feed[] } & OnDuty)
  | ({ type: 'returned'; version: number; repairDueMs: number; repairPoints: Point[]; taken?: true; again?: number } & OnDuty)
  | ({ type: 'accepted'; version: number; late: boolean; nil?: boolean; again?: number } & OnDuty)
  | ({ type: 'returnUndone'; version: number; feeds?: Feed[] } & OnDuty)
  | ({ type: 'acceptanceUndone'; version: number } & OnDuty)
  | ({ type: 'urged'; n: number } & OnDuty)
  | ({ type: 'reviewDecided'; decision: 'review' | 'dismiss' } & OnDuty)
  | { type: 'roundOpened'; item: string; period: string }
  | { type: 'reminded'; item: string; period: string; n: number; units: UnitId[] }
  | { type: 'escalated'; item: string; period: string; rung: Rung; n: number; units: UnitId[]; repair?: boolean }
  | { type: 'superseded'; item: string; period: string; point: PointKind; n: number; units: UnitId[]; repair?: boolean }
  | { type: 'fellDue'; item: string; period: string; units: UnitId[]; repair?: boolean }
  | { type: 'wentStale'; item: string; period: string; units: UnitId[] }
  | { type: 'paceChecked'; item: string; period: string; n: number; share: number; units: UnitId[]; values: number[] }
  | { type: 'woken'; guidance: string; clocks: Record<string, RoundClock> }
  | { type: 'suspended' }
  | { type: 'resumed'; clocks: Record<string, RoundClock>; repairs?: RepairClock[] }
  | { type: 'revoked' }
  | { type: 'concluded' }
  | { type: 'ticked'; n: number }
);

/** A lane nobody has opened yet. */
export function newCascade(): CascadeState {
  return { v: 1, plan: '', phase: 'new', rounds: [], classes: [], recipients: {}, quotas: {}, repairs: [], ticks: 0 };
}

/** Key of a round in maps and lists: `item|period`. */
export function roundKey(round: { item: string; period: string }): string {
  return `${round.item}|${round.period}`;
}
