import type { Generated } from 'kysely';

/** Rows of the database as Kysely reads them; instants are epoch milliseconds, days `YYYY-MM-DD`, hashes bytes. */
export interface Database {
  lanes: LanesTable;
  batches: BatchesTable;
  commands: CommandsTable;
  events: EventsTable;
  content: ContentTable;
  unit_versions: UnitVersionsTable;
  unit_closure: UnitClosureTable;
  persons: PersonsTable;
  grants: GrantsTable;
  tokens: TokensTable;
  replies: RepliesTable;
  plans: PlansTable;
  plan_numbers: PlanNumbersTable;
  plan_links: PlanLinksTable;
  plan_items: PlanItemsTable;
  recipients: RecipientsTable;
  relations: RelationsTable;
  lane_classes: LaneClassesTable;
  rounds: RoundsTable;
  duties: DutiesTable;
  report_drafts: ReportDraftsTable;
  report_versions: ReportVersionsTable;
  progress_notes: ProgressNotesTable;
  consolidated: ConsolidatedTable;
  guidance: GuidanceTable;
  notices: NoticesTable;
  deliveries: DeliveriesTable;
  notice_reads: NoticeReadsTable;
}

interface LanesTable {
  lane: string;
  kind: string;
  plan_id: string | null;
  n: Generated<number>;
  state: Generated<string>;
  reason: string | null;
  seq: Generated<number>;
  hash: Generated<Uint8Array>;
  batch_no: Generated<number>;
}

interface BatchesTable {
  lane: string;
  no: number;
  fingerprint: string;
  decided: Generated<boolean>;
  claimed_ms: number;
}

interface CommandsTable {
  id: string;
  ord: Generated<number>;
  lane: string;
  type: string;
  v: Generated<number>;
  data: unknown;
  content_hash: Uint8Array | null;
  source: string;
  actor: string | null;
  for_unit: string | null;
  role: string | null;
  idempotency_key: string | null;
  body_hash: Uint8Array | null;
  lodged_ms: number;
  batch: number | null;
  decided_ms: number | null;
  problem: unknown | null;
  first_seq: number | null;
  last_seq: number | null;
}

interface EventsTable {
  lane: string;
  seq: number;
  type: string;
  v: Generated<number>;
  data: unknown;
  at_ms: number;
  recorded_ms: number;
  command_id: string | null;
  actor: string | null;
  for_unit: string | null;
  content_hash: Uint8Array | null;
  hash: Uint8Array;
}

interface ContentTable {
  hash: Uint8Array;
  n: number;
  size: number;
  bytes: Uint8Array;
  stored_ms: number;
}

interface UnitVersionsTable {
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
  code: string;
  name: string;
  name_fold: string;
  kind: string;
  level: number;
  parent_id: string | null;
  head: unknown | null;
  special_regime: Generated<boolean>;
  tags: Generated<unknown>;
  terms: Generated<unknown>;
  sample: Generated<boolean>;
}

interface UnitClosureTable {
  ancestor: string;
  descendant: string;
  depth: number;
  valid_from: string;
  valid_to: string | null;
}

interface PersonsTable {
  id: string;
  name: string;
  email: string | null;
  language: Generated<string>;
  disabled: Generated<boolean>;
  sample: Generated<boolean>;
  created_ms: number;
}

interface GrantsTable {
  id: string;
  person_id: string;
  role: string;
  unit_id: string;
  valid_from: string;
  valid_to: string | null;
}

interface TokensTable {
  id: string;
  hash: Uint8Array;
  person_id: string;
  label: string;
  created_ms: number;
  expires_ms: number | null;
  revoked_ms: number | null;
}

interface RepliesTable {
  actor: string;
  idempotency_key: string;
  body_hash: Uint8Array;
  status: number;
  body: string;
  stored_ms: number;
}

interface PlansTable {
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

interface PlanNumbersTable {
  issuer_id: string;
  type: string;
  term: string;
  ordinal: number;
  plan_id: string;
}

interface PlanLinksTable {
  child_id: string;
  parent_id: string;
}

interface PlanItemsTable {
  plan_id: string;
  item: string;
  kind: string;
  clause: string | null;
  title: string;
}

interface RecipientsTable {
  plan_id: string;
  unit_id: string;
  purposes: unknown;
  lane: string | null;
  class: number | null;
}

interface RelationsTable {
  plan_id: string;
  item: string;
  unit_id: string;
  relation: string;
}

interface LaneClassesTable {
  lane: string;
  class: number;
  rounds: unknown;
}

interface RoundsTable {
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

interface DutiesTable {
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

interface ReportDraftsTable {
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

interface ReportVersionsTable {
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

interface ProgressNotesTable {
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

interface ConsolidatedTable {
  plan_id: string;
  item: string;
  period: string;
  revision: number;
  kind: string;
  content_hash: Uint8Array;
  at_ms: number;
}

interface GuidanceTable {
  id: string;
  key: string;
  symbol: string | null;
  title: string;
  issued_on: string | null;
  registered_ms: number;
  registered_by: string | null;
}

interface NoticesTable {
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

interface DeliveriesTable {
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

interface NoticeReadsTable {
  notice_id: number;
  person_id: string;
  read_ms: number;
}
