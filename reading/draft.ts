import type { CitedType, TypeName } from './document-types.js';
import type { Evidence } from './source.js';

export interface NumberRead {
  value: string;
  ordinal: number;
  typeCode: string;
  bodyCode: string;
  evidence: Evidence;
}

export interface NumberBlank {
  typeCode: string;
  bodyCode: string;
  evidence: Evidence;
}

export interface DateRead {
  iso: string | null;
  /** `2026` or `2026-04` where the day, or day and month, are blank. */
  partial?: string;
  evidence: Evidence;
}

export interface Citation {
  number: string | null;
  docType: CitedType;
  date: string | null;
  issuer: string | null;
  subject: string | null;
  evidence: Evidence;
}

export type Comparator = 'eq' | 'gte' | 'gt' | 'lte' | 'lt' | 'range' | 'approx';

export type TargetPeriod =
  | { kind: 'by-year' | 'year'; year: number }
  | { kind: 'range'; from: number; to: number }
  | { kind: 'from-year'; year: number }
  | { kind: 'per-year' | 'per-term' | 'standing' };

export interface TargetRead {
  id: string;
  indicator: string;
  comparator: Comparator;
  value: number;
  valueMax?: number;
  unit: string;
  period: TargetPeriod;
  tracker?: string;
  /** Over whom the aim is told, and whom it is shared out to. */
  scope?: string;
  evidence: Evidence;
}

export type DeadlineKind =
  | 'date'
  | 'datetime'
  | 'month'
  | 'quarter'
  | 'year'
  | 'range'
  | 'yearly'
  | 'half-yearly'
  | 'quarterly'
  | 'monthly'
  | 'weekly'
  | 'standing'
  | 'waiting'
  | 'schedule'
  | 'from-year'
  | 'none';

export interface Deadline {
  kind: DeadlineKind;
  /** The last day on which it is in time; with `comparator` the day named. */
  iso?: string;
  rule?: string;
  from?: string | number;
  to?: string | number | null;
  fromYear?: number;
  comparator?: 'before';
  evidence: Evidence | null;
}

export interface TaskRead {
  id: string;
  content: string;
  lead: string[];
  coordinators: string[];
  deadline: Deadline;
  ordinal?: string;
  product?: string;
  kind?: 'issue-own-plan';
  /** Bodies to whom another clause of the text gives the section in which the task stands. */
  leadByReference?: string[];
  evidence: Evidence;
}

export interface ReportRead {
  id: string;
  reporter: string[];
  recipient: string[];
  via?: string;
  frequency: string;
  dueRule: string | null;
  iso?: string;
  content?: string;
  foldedInto?: string;
  onward?: string[];
  preparedBy?: string;
  nilReport?: true;
  alsoAdHoc?: true;
  evidence: Evidence;
}

export interface Signatory {
  name: string | null;
  position: string | null;
  authority: string | null;
  mode: 'TM' | 'KT' | 'TL' | 'TM+KT' | 'direct';
  evidence: Evidence;
}

export type FlagCode =
  | 'pressAccount'
  | 'noPlan'
  | 'numberBlank'
  | 'dateBlank'
  | 'damagedLetter'
  | 'cutOff'
  | 'numberTwice'
  | 'noRecipients'
  | 'noSignature'
  | 'openEnd'
  | 'yearTaken'
  | 'dueBefore'
  | 'oldEncoding';

/** What a person should look at: its words are `reading.flag.<code>` of i18n, `at` is the stretch it is about. */
export interface Flag {
  code: FlagCode;
  data: Record<string, string | number>;
  at?: Evidence;
}

/** What the reader made of a text. Lists are empty and values null where the text has none. */
export interface Draft {
  schema: 'plan-gold/1';
  textKind: 'document' | 'press-summary' | 'article';
  number: NumberRead | null;
  numberBlank?: NumberBlank;
  type: TypeName | null;
  issuer: { name: string; superior: string | null } | null;
  place: string | null;
  date: DateRead | null;
  subject: string | null;
  addressees: string[];
  legalBases: Citation[];
  citations: Citation[];
  targets: TargetRead[];
  tasks: TaskRead[];
  reports: ReportRead[];
  recipients: string[];
  signatory: Signatory | null;
  truncated?: true;
  /** Where each plain field of the head was read: `type`, `issuer`, `place`, `subject`, `recipients.0` … */
  sources: Record<string, Evidence>;
  flags: Flag[];
  /** The text that the offsets count in, where it is not the file as it is. */
  plainText?: string;
}
