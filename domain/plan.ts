import type { Day } from './day.js';
import type { DueRule } from './deadline.js';
import type { PeriodKind } from './period.js';
import type { EscalationPolicy, ReminderPolicy } from './plan-policy.js';
import type { UnitKind } from './unit.js';

export * from './plan-policy.js';

/**
 * The plan as a document: everything its file carries, in the plan's own words and codes. Units stand by code;
 * they become ids when the plan is issued, from the tree of that day (domain/cascade-spec).
 */
export interface Plan {
  /** Symbol as printed, e.g. `132-KH/TU`; absent for a draft without a number. */
  symbol?: string;
  type: DocumentType;
  issuer: string;
  /** Term of the issuing committee; its own on the day of issue unless the file says (HD 05-HD/VPTW I.3). */
  term?: string;
  date?: Day;
  place?: string;
  subject: string;
  signatory?: Signatory;
  horizon: { from: Day; to: Day; label?: string; openEnded?: boolean };
  /** The day the plan comes into force; absent: at its first receipt. */
  inForceFrom?: Day;
  legalBases: LegalBasis[];
  /** Plans of a superior that this one concretises (cụ thể hóa). */
  concretises: PlanRef[];
  groups: Record<string, UnitSelector[]>;
  sections: Section[];
  objectives: Objective[];
  targets: Target[];
  tasks: Task[];
  reports: ReportRule[];
  recipients: Recipients[];
  receipt: ReceiptRule;
  ownPlan?: OwnPlanRule;
  exempt: Exemption[];
  /** Evidence cadence of standing tasks that name none. */
  evidenceCadence?: PeriodKind;
  /** How "trước ngày" reads: through the named day (default), or strictly before it (rules of practice differ). */
  beforeReading?: 'throughNamedDay' | 'strictlyBefore';
  reminders: ReminderPolicy;
  escalation: EscalationPolicy;
  note?: string;
  /** Marks data that no text gives: whole plans, or single dates and bodies, made up to try the system. */
  sample?: boolean;
}

export const DOCUMENT_TYPES = [
  'plan',
  'actionProgramme',
  'scheme',
  'resolution',
  'directive',
  'conclusion',
  'regulation',
  'procedureRules',
  'guidance',
  'officialLetter',
  'report',
  'submissionPaper',
  'decision',
  'notice',
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** Who signs, and in whose name: `T/M BAN THƯỜNG VỤ`, `K/T TRƯỞNG BAN` … (HD 05-HD/VPTW, signature block). */
export interface Signatory {
  name: string;
  position: string;
  authority?: string;
}

/** A document the plan rests on or carries out (căn cứ, thực hiện, cụ thể hóa). A cited symbol stays as printed. */
export interface LegalBasis {
  relation: 'basis' | 'implements' | 'concretises' | 'cites';
  symbol?: string;
  type: DocumentType;
  date?: Day;
  issuer?: string;
  subject?: string;
}

/** A plan named by its identity: issuer code, type, term, number and symbol. */
export interface PlanRef {
  issuer: string;
  symbol: string;
  term?: string;
}

/** Bodies named one by one, as a group of the plan, or by place in the tree; expanded when the plan is issued. */
export type UnitSelector =
  | { unit: string }
  | { group: string }
  | {
      /** Code of the body above them; absent: the issuer. */
      under?: string;
      depth: 'direct' | 'all';
      kinds?: UnitKind[];
      level?: number;
      tag?: string;
      except?: string[];
    };

/** A part of the text: `III`, `III.1` …; whole sections can be assigned to a body. */
export interface Section {
  id: string;
  number: string;
  title: string;
  text?: string;
  sections: Section[];
}

export interface Objective {
  id: string;
  clause?: string;
  kind: 'general' | 'specific';
  text: string;
}

export const COMPARATORS = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'equal', 'range', 'maintain', 'approx', 'yesNo'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** A numeric target (chỉ tiêu): indicator, comparison, bound, unit of measure, and the time it is for. */
export interface Target {
  id: string;
  clause?: string;
  indicator: string;
  comparator: Comparator;
  value: number;
  /** Upper end of a range. */
  valueMax?: number;
  /** Unit of measure: `%`, `đảng viên`, `chi bộ` … */
  unit: string;
  time:
    | { kind: 'year'; year: number }
    | { kind: 'perYear' }
    | { kind: 'perTerm' }
    | { kind: 'byYear'; year: number }
    | { kind: 'range'; from: number; to: number }
    | { kind: 'standing' };
  /** Aim (phấn đấu): a flag, not a softer number. */
  aim?: boolean;
  /** A share: what is divided, and by what. Values are then in percent. */
  share?: { of: string };
  /** Where its figures come from: field ids of a report's form. `denominator` for shares. */
  measure?: { report: string; field: string; denominator?: string };
  /** Shares of a total allotted to units (giao chỉ tiêu). */
  allotment?: Allotment;
  definition?: { formula?: string; source?: string; exclusions?: string };
  sample?: boolean;
}

/** Shares of a target by unit code; their sum keeps the target's own comparison, or a reason is on record. */
export interface Allotment {
  shares: { unit: string; value: number; sample?: boolean }[];
  /** Why the sum misses the target, where it does. */
  reason?: string;
}

export const PRODUCT_KINDS = ['document', 'event', 'class', 'database', 'decision', 'count', 'report'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

/** When a task is to be done. */
export type Timing =
  | { kind: 'dated'; due: DueRule; opensOn?: Day }
  | { kind: 'periodic'; period: PeriodKind; due: DueRule; regime?: string }
  | { kind: 'standing'; cadence?: PeriodKind }
  | { kind: 'awaiting'; guidance: { key: string; title: string; from?: string }; due: DueRule }
  | { kind: 'undated'; reviewAfterDays: number };

/** A task (nhiệm vụ): who leads, who takes part, when, and what comes of it. Each leading body holds one duty of it. */
export interface Task {
  id: string;
  clause?: string;
  title: string;
  lead: UnitSelector[];
  cooperate: UnitSelector[];
  advise: UnitSelector[];
  guide: UnitSelector[];
  monitor: UnitSelector[];
  /** A whole section given to the leading body: it sees what stands under it, and nothing else of the plan. */
  section?: string;
  product?: { kind: ProductKind; text: string };
  timing: Timing;
  /** Task of a superior's plan that this one makes concrete. */
  concretises?: { plan: PlanRef; item: string };
  sample?: boolean;
}

export const ROLLUPS = ['sum', 'last', 'average', 'ratio', 'countUnits'] as const;
export type Rollup = (typeof ROLLUPS)[number];

/** A figure of a form: bounds, how it adds up, and the target it feeds. */
export interface FigureField {
  id: string;
  label: string;
  unit: string;
  required: boolean;
  min?: number;
  max?: number;
  integer?: boolean;
  rollup: Rollup;
  /** For `ratio`: fields summed before dividing, and the factor (100 for percent). */
  ratio?: { numerator: string; denominator: string; factor: number };
  /** Target it feeds, as an increment of the period or as the running total. */
  feeds?: { target: string; as: 'increment' | 'total' };
  /** Field of the subordinate plan's form that fills this one in a draft (item of `concretises`). */
  from?: string;
}

export interface NarrativeField {
  id: string;
  label: string;
  required: boolean;
}

/** A reporting duty (chế độ báo cáo): who reports to whom, for which period, by when, on what form. */
export interface ReportRule {
  id: string;
  clause?: string;
  title: string;
  reporters: UnitSelector[];
  /** Who receives it; absent: the issuer. `via` is the staff body it goes through. */
  to?: string;
  via?: string;
  period: PeriodKind;
  regime?: string;
  /** First and last day whose periods are reported; absent: the plan's horizon. */
  from?: Day;
  until?: Day;
  due: DueRule;
  /** Days after the due day on which figures are collected and locked; absent or 0: at the due instant. */
  lockAfter?: { days: number; unit: 'calendar' | 'working' };
  repairWithin: { days: number; unit: 'calendar' | 'working' };
  nilAllowed: boolean;
  form: { figures: FigureField[]; narrative: NarrativeField[] };
  /** Report of a superior's plan that this one makes concrete: its consolidated figures become the draft of that one. */
  concretises?: { plan: PlanRef; item: string };
  sample?: boolean;
}

export const PURPOSES = ['toReport', 'toImplement', 'toCooperate', 'toKnow', 'toArchive'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A line of Nơi nhận with its purpose. Only `toImplement` and `toCooperate` make recipients with duties. */
export interface Recipients {
  to: UnitSelector[];
  purpose: Purpose;
  /** The line as printed, for bodies outside the tree. */
  line?: string;
}

export interface ReceiptRule {
  due: DueRule;
}

/** Duty of recipients to issue a plan of their own (xây dựng kế hoạch thực hiện). */
export interface OwnPlanRule {
  clause?: string;
  by: UnitSelector[];
  due: DueRule;
  sample?: boolean;
}

/** Bodies left out of targets (numerator and denominator), reports or their own plan, and why. */
export interface Exemption {
  units: UnitSelector[];
  items: string[];
  reason: string;
  clause?: string;
}
