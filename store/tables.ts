import type { Generated } from 'kysely';
import type {
  DelegationsTable,
  IdentitiesTable,
  PasswordsTable,
  SecondFactorsTable,
  SessionsTable,
  MutedNoticesTable,
  SignInFailuresTable,
} from './tables-sessions.js';
import type {
  AttachmentsTable,
  ConsolidatedTable,
  DeliveriesTable,
  DutiesTable,
  GuidanceTable,
  LaneClassesTable,
  NoticeReadsTable,
  NoticesTable,
  PlanItemsTable,
  PlanLinksTable,
  PlanNumbersTable,
  PlansTable,
  ProgressNotesTable,
  ReadingsTable,
  RecipientsTable,
  RelationsTable,
  ReportDraftsTable,
  ReportVersionsTable,
  RoundsTable,
} from './tables-plans.js';

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
  passwords: PasswordsTable;
  second_factors: SecondFactorsTable;
  delegations: DelegationsTable;
  identities: IdentitiesTable;
  sessions: SessionsTable;
  muted_notices: MutedNoticesTable;
  sign_in_failures: SignInFailuresTable;
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
  readings: ReadingsTable;
  attachments: AttachmentsTable;
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
  delegation: string | null;
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
