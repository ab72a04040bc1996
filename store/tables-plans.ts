import type { Generated } from 'kysely';

/** Rows of plans, duties and what hangs on them. */
export interface PlansTable {
  id: string;
  issuer_id: string;
  type: string;
  term: string | null;
  ordinal: number | null;
  symbol: string | null;
  subject: string;
  search_fold: Generated<string>;
  status: string;
  revision: Generated<number>;
  file_hash: Uint8Array;
  spec_hash: Uint8Array | null;
  date: string | null;
  issued_ms: number | null;
  in_force_ms: number | null;
  suspended_ms: number | null;
  ended_ms: number | null;
  summary_hash: Uint8Array | null;
  horizon_to: string | null;
  sample: Generated<boolean>;
  created_ms: number;
  created_by: string | null;
}

export interface PlanNumbersTable {
  issuer_id: string;
  type: string;
  term: string;
  ordinal: number;
  plan_id: string;
}

export interface PlanLinksTable {
  child_id: string;
  parent_id: string;
}

export interface PlanItemsTable {
  plan_id: string;
  item: string;
  kind: string;
  clause: string | null;
  title: string;
}

export interface RecipientsTable {
  plan_id: string;
  unit_id: string;
  purposes: unknown;
  lane: string | null;
  class: number | null;
}

export interface RelationsTable {
  plan_id: string;
  item: string;
  unit_id: string;
  relation: string;
}

export interface LaneClassesTable {
  lane: string;
  class: number;
  rounds: unknown;
}

export interface RoundsTable {
  plan_id: string;
  item: string;
  period: string;
  idx: number;
  kind: string;
  opens_ms: number;
  stated_day: string | null;
  due_ms: number | null;
  lock_ms: number | null;
  waits: string | null;
  points: unknown;
  why: unknown;
}

export interface DutiesTable {
  plan_id: string;
  unit_id: string;
  item: string;
  period: string;
  kind: string;
  opens_ms: number;
  due_ms: number | null;
  waits: Generated<boolean>;
  done_ms: number | null;
  late: Generated<boolean>;
  nil: Generated<boolean>;
  review: string | null;
  version: Generated<number>;
  repair_due_ms: number | null;
  repair_points: unknown | null;
  evidence_ms: number | null;
  stale_ms: number | null;
  percent: number | null;
  value: number | null;
  quota: number | null;
  exempt: string | null;
  cancelled: Generated<boolean>;
  suspended_ms: number | null;
  overdue_ms: number | null;
  urged: Generated<number>;
  rung: string | null;
  proposed: Generated<boolean>;
  own_plan: string | null;
  seq: Generated<number>;
}

export interface ReportDraftsTable {
  plan_id: string;
  unit_id: string;
  item: string;
  period: string;
  body: unknown;
  sources: unknown | null;
  unmapped: unknown | null;
  revision: number;
  saved_ms: number;
  saved_by: string | null;
}

export interface ReportVersionsTable {
  plan_id: string;
  unit_id: string;
  item: string;
  period: string;
  version: number;
  content_hash: Uint8Array;
  lodged_ms: number;
  late: boolean;
  nil: boolean;
  actor: string | null;
  returned_ms: number | null;
  return_hash: Uint8Array | null;
  accepted_ms: number | null;
  accepted_by: string | null;
}

export interface ProgressNotesTable {
  plan_id: string;
  unit_id: string;
  item: string;
  period: string;
  seq: number;
  lane: string;
  content_hash: Uint8Array | null;
  percent: number | null;
  value: number | null;
  at_ms: number;
}

export interface ConsolidatedTable {
  plan_id: string;
  item: string;
  period: string;
  revision: number;
  kind: string;
  content_hash: Uint8Array;
  at_ms: number;
}

export interface GuidanceTable {
  id: string;
  key: string;
  symbol: string | null;
  title: string;
  issued_on: string | null;
  registered_ms: number;
  registered_by: string | null;
}

export interface NoticesTable {
  id: Generated<number>;
  plan_id: string;
  kind: string;
  item: Generated<string>;
  period: Generated<string>;
  unit_id: Generated<string>;
  occurrence: string;
  body: string;
  role: string;
  urgency: string;
  tier: string | null;
  units: unknown | null;
  data: unknown;
  at_ms: number;
  recorded_ms: number;
  content_hash: Uint8Array | null;
}

export interface DeliveriesTable {
  id: string;
  notice_id: number;
  person_id: string;
  channel: string;
  urgency: string;
  due_ms: number;
  state: string;
  attempts: Generated<number>;
  last_error: string | null;
  message_id: string | null;
  language: string | null;
  template_version: string | null;
  sha256: string | null;
  sent_ms: number | null;
}

export interface NoticeReadsTable {
  notice_id: number;
  person_id: string;
  read_ms: number;
}

export interface ReadingsTable {
  id: string;
  person_id: string;
  name: string;
  kind: string;
  size: number;
  content_hash: Uint8Array;
  draft_hash: Uint8Array;
  made_ms: number;
}

export interface AttachmentsTable {
  id: string;
  plan_id: string;
  unit_id: string;
  item: string;
  period: string;
  name: string;
  version: number;
  kind: string;
  size: number;
  content_hash: Uint8Array;
  added_ms: number;
  added_by: string;
}
