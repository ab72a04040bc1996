import type { Role } from '../domain/access.js';
import type { Consolidated } from '../domain/consolidation.js';
import type { Day } from '../domain/day.js';
import type { Why } from '../domain/deadline.js';
import type { Duty, Standing } from '../domain/duty.js';
import type { Reconciliation } from '../domain/finding.js';
import type { Problem } from '../domain/problem.js';
import type { ReportBody } from '../domain/report.js';
import type { ReportDifference } from '../domain/report-diff.js';
import type { Said } from '../domain/said.js';
import type { UnitId, UnitVersion } from '../domain/unit.js';
import type { ChainProblem } from '../store/events.js';

/** What the reading verbs answer: values, no words; each tells only what its reader may see. Instants are epoch milliseconds. */

export interface Page<T> {
  items: T[];
  next?: string;
}

export interface PersonView {
  id: string;
  name: string;
  email?: string;
  language: 'vi' | 'en';
  disabled: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** Its subjects at providers of identities. */
  identities: string[];
  grants: { role: Role; unit: UnitId; from: Day; to?: Day }[];
}

export type UnitView = UnitVersion & { parentCode?: string };

export interface PlanSummary {
  recipients: number;
  duties: number;
  rounds: number;
  firstDueMs?: number;
  lastDueMs?: number;
}

export interface PlanView {
  id: string;
  symbol?: string;
  type: string;
  term?: string;
  issuer: { id: UnitId; code: string; name: string };
  subject: string;
  status: string;
  date?: Day;
  issuedMs?: number;
  /** ETag of the plan: revision of the draft, or number of the lane's newest event. */
  revision: string;
  sample: boolean;
  warnings?: Problem[];
}

/** Counts of duties by state over what the actor may see. */
export interface PlanStatus {
  plan: PlanView;
  counts: Record<string, number>;
  stale: number;
  byKind: Record<string, Record<string, number>>;
  funnel: { level: number; issued: number; received: number; ownPlan: number; reporting: number }[];
  nextFiring?: { atMs: number; item: string; period: string; kind: string };
}

export interface TimelineEntry {
  lane: string;
  seq: number;
  type: string;
  atMs: number;
  recordedMs: number;
  item?: string;
  period?: string;
  /** Whose duty; entries of several bodies name those that the actor may see. */
  units?: UnitId[];
  actor?: string;
  /** Whose role the actor acted in, where it was handed over. */
  onBehalfOf?: string;
  data: Record<string, unknown>;
  /** What was written beside it. */
  said?: Said;
  hash: string;
}

/** An act of people with what they wrote beside it, and the figures it carries. */
export interface SaidView extends Said {
  type: string;
  atMs: number;
  /** The body that acted. */
  by?: { id: UnitId; code: string; name: string };
  n?: number;
  version?: number;
  percent?: number;
  value?: number;
  decision?: string;
  shiftDays?: number;
}

/** A duty by its key. */
export interface OnDuty {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

export interface DutyView extends Duty {
  plan: string;
  unit: { id: UnitId; code: string; name: string };
  item: string;
  period: string;
  title: string;
  standing: Standing;
  why: Why[];
  statedDay?: Day;
  percent?: number;
  value?: number;
  quota?: number;
  urged: number;
  rung?: string;
  proposed: boolean;
  ownPlan?: string;
  nextFiring?: { atMs: number; kind: string; n: number };
  /** ETag of the duty. */
  revision: string;
}

export interface CascadeView {
  plan: PlanView;
  funnel: PlanStatus['funnel'];
  units: Page<{
    unit: { id: UnitId; code: string; name: string; level: number; parent?: UnitId };
    purposes: string[];
    received?: { ms: number; late: boolean };
    ownPlan?: { state: string; plan?: string };
    tasks: { done: number; total: number };
    reports: { delivered: number; expected: number; overdue: number };
    rung?: string;
    nextDueMs?: number;
  }>;
}

export interface MatrixView {
  plan: PlanView;
  items: { item: string; title: string; periods: { period: string; dueMs?: number; expected: number; actual: number; onTime: number }[] }[];
  rows: Page<{
    unit: { id: UnitId; code: string; name: string };
    cells: { item: string; period: string; state: string; review?: string; suspended?: boolean; overdueMs: number; lateMs?: number }[];
  }>;
}

export interface ConsolidatedView {
  plan: string;
  item: string;
  period: string;
  /** 0: live, not collected yet; 1: frozen at collection; further revisions are difference notes. */
  revision: number;
  frozenMs?: number;
  consolidated: Consolidated;
  differences: { revision: number; atMs: number; unit: UnitId; fields: { field: string; before: number | null; after: number | null }[] }[];
  targets: TargetView[];
}

export interface TargetView {
  target: string;
  indicator: string;
  comparator: string;
  bound: number;
  boundMax?: number;
  unit: string;
  state: string;
  value: number | null;
  numerator?: number;
  denominator?: number;
  pace: {
    unit: UnitId;
    value: number;
    quota: number;
    /** Part of the value told by reports that nobody has accepted or returned yet; absent: none. */
    unreviewed?: number;
    /** What it had reached on the same day of the year before; absent where no plan of that year told it. */
    lastYear?: number;
    percent: number | null;
    evenValue: number;
    evenPercent: number;
    behind: boolean;
    neededPerMonth: number | null;
  }[];
}

export interface ReportView {
  duty: DutyView;
  form: unknown;
  draft?: { body: ReportBody; revision: string; unmapped: string[]; sources?: unknown };
  previous?: ReportBody;
  versions: {
    version: number;
    lodgedMs: number;
    late: boolean;
    nil: boolean;
    contentHash: string;
    body: ReportBody;
    returned?: { ms: number; reason: string; code?: string; pins: { field: string; comment: string }[] };
    acceptedMs?: number;
    acceptedNote?: string;
    diff?: ReportDifference[];
  }[];
  /** For who may review it: what may be undone, until when, or why not any more. */
  undo?: { of: 'return' | 'acceptance'; untilMs?: number; closed?: 'tooLate' | 'planEnded' };
}

export interface Inbox {
  today: DutyView[];
  returned: DutyView[];
  soon: DutyView[];
  toReview: DutyView[];
  urged: DutyView[];
  awaiting: number;
  /** How many each bucket holds; its list has the first hundred. */
  counts: { today: number; returned: number; soon: number; toReview: number; urged: number };
}

/** A notice as stored: code and data; its words are chosen by who shows it, in the reader's language. */
export interface NoticeView {
  id: number;
  plan: string;
  symbol: string | null;
  kind: string;
  item?: string;
  period?: string;
  unit?: UnitId;
  body: UnitId;
  role: string;
  urgency: string;
  occurrence: string;
  tier?: string;
  units?: UnitId[];
  atMs: number;
  data: Record<string, unknown>;
  /** What was written beside the act it tells of. */
  said?: Said;
  readMs?: number;
}

/** Lanes with how many sound events each has, its head's hash in hex, and its first bad event where it has one. */
export interface AuditProof {
  ok: boolean;
  lanes: { lane: string; events: number; head: string; badSeq?: number; problem?: ChainProblem }[];
}

/**
 * How an installation does, by its records. A lane is `armed` while Temporal has a timer for its next point and none lies behind; `timer` is what
 * Temporal said. Absent where it was not asked; the house and ended lanes have no due point.
 */
/** The version of the program, and the address of Temporal's own pages for its namespace. */
export interface About {
  version: string;
  temporalPages?: string;
}

export interface Diagnosis {
  nowMs: number;
  migration: { applied: number; known: number };
  lanes: {
    lane: string;
    state: 'open' | 'closed' | 'stopped';
    reason?: string;
    events: number;
    /** Bytes of its state in a history. */
    stateBytes?: number;
    nextDueMs?: number;
    armed?: boolean;
    timer?: 'set' | 'working' | 'none' | 'noWorkflow' | 'silent';
  }[];
  undecided: { lane: string; count: number; oldestMs: number }[];
  /** Commands that a rule failed on, newest first. */
  quarantined: { command: string; lane: string; type: string; reason: string; lodgedMs: number }[];
  /** What the last nightly comparison found. */
  compared?: Reconciliation & { atMs: number };
  deliveries: {
    failed: number;
    failing: number;
    error?: string;
    /** The first of them, with the reason of each. */
    items: { person: string; plan: string; kind: string; attempts: number; dueMs: number; error: string; forGood: boolean }[];
  };
  /** What runs, and where Temporal's own pages are, if anywhere. */
  about?: About;
  calendar: { lastOfficialYear?: number };
}
