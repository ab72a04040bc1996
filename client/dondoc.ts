import type { Actor, Role } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { DutyFilter, DutyKind } from '../domain/duty.js';
import type { Reconciliation } from '../domain/finding.js';
import type { Problem } from '../domain/problem.js';
import type { Behaviours, Rehearsal } from '../domain/rehearsal.js';
import type { ReportBody } from '../domain/report.js';
import type { Product } from '../domain/said.js';
import type { UnitId, UnitVersion } from '../domain/unit.js';
import type { NewUnit, UnitChange } from '../domain/unit-change.js';
import type { OverviewVerbs } from './dondoc-overview.js';
import type { PaperVerbs } from './dondoc-papers.js';
import type { AttachmentVerbs } from './dondoc-attachments.js';
import type { ReadingVerbs } from './dondoc-readings.js';
import type { Sending } from './dondoc-sending.js';
import type { DelegationVerbs, LiveVerbs, OidcVerbs, PreferenceVerbs, SessionVerbs, TokenView } from './dondoc-session.js';
import type {
  AuditProof,
  CascadeView,
  ConsolidatedView,
  Diagnosis,
  DutyView,
  Inbox,
  MatrixView,
  NoticeView,
  OnDuty,
  Page,
  PersonView,
  PlanStatus,
  PlanSummary,
  PlanView,
  ReportView,
  SaidView,
  TargetView,
  TimelineEntry,
  UnitView,
} from './dondoc-views.js';

export type * from './dondoc-overview.js';
export type * from './dondoc-sending.js';
export type * from './dondoc-session.js';
export type * from './dondoc-views.js';

/**
 * The verbs of the domain: the only door for http/ and tests. Every verb takes the actor first; rights are taken at that instant.
 * Reading verbs answer what the actor may see; what it may not see answers NOT_FOUND like what does not exist. All throw ProblemError.
 */
export interface Dondoc {
  session: SessionVerbs;
  oidc: OidcVerbs;
  live: LiveVerbs;
  delegations: DelegationVerbs;
  preferences: PreferenceVerbs;
  overview: OverviewVerbs;
  people: PeopleVerbs;
  units: UnitVerbs;
  plans: PlanVerbs;
  duties: DutyVerbs;
  reports: ReportVerbs;
  papers: PaperVerbs;
  readings: ReadingVerbs;
  attachments: AttachmentVerbs;
  guidance: GuidanceVerbs;
  inbox: InboxVerbs;
  commands: CommandVerbs;
  audit: AuditVerbs;
  diagnosis: DiagnosisVerbs;
}

/** What became of a lodged command. `decided`: recorded, with the receipt. `lodged`: stored and not decided within the time; ask commands.get. */
export type Lodged =
  | { state: 'decided'; receipt: Receipt; replayed: boolean }
  | { state: 'refused'; commandId: string; problem: Problem }
  | { state: 'lodged'; commandId: string; lodgedMs: number };

/** Proof of a lodged act: what, whose, when, which bytes, and the event it became. Hashes in hex. */
export interface Receipt {
  commandId: string;
  plan?: string;
  unit?: UnitId;
  item?: string;
  period?: string;
  lodgedMs: number;
  contentHash?: string;
  /** Lane and number of its first event, with that event's hash in the chain; absent when the command changed nothing. */
  event?: { lane: string; seq: number; hash: string };
  late?: boolean;
}

/** A page asked for: `limit` 1–200, `cursor` from the page before. */
export interface PageQuery {
  limit?: number;
  cursor?: string;
}

export interface PeopleVerbs {
  /** The actor of a bearer token; undefined for an unknown, expired or revoked one, or a disabled person. */
  actorOf(token: string): Promise<Actor | undefined>;
  /** A token for a person; its secret is answered this once. A repeated `sending` is refused (TOKEN_MADE), naming the token that it made. */
  createToken(
    actor: Actor,
    input: { person: string; label: string; expiresMs?: number },
    sending?: Sending,
  ): Promise<{ id: string; token: string }>;
  revokeToken(actor: Actor, id: string): Promise<void>;
  /** Adds people with their grants, or changes them; unit by code. */
  importPeople(actor: Actor, people: PersonInput[]): Promise<{ added: number; changed: number; warnings: Problem[] }>;
  list(actor: Actor, query: PageQuery): Promise<Page<PersonView>>;
  /** Gives a person a password for one use, to be changed with the first sign-in; ends its sessions. */
  resetPassword(actor: Actor, person: string): Promise<{ password: string }>;
  removeSecondFactor(actor: Actor, person: string): Promise<void>;
  setDisabled(actor: Actor, person: string, disabled: boolean): Promise<void>;
  endSessions(actor: Actor, person: string): Promise<void>;
  /** Links an identity at a provider to a person, who may sign in with it from then on. IDENTITY_TAKEN where it is another's. */
  linkIdentity(actor: Actor, person: string, identity: { provider: string; subject: string }): Promise<void>;
  /** A person with its grants, over ones too, and how it may get in. */
  get(actor: Actor, person: string): Promise<PersonView>;
  /** Gives a role at a body, from today unless said. */
  giveGrant(actor: Actor, person: string, grant: GrantInput): Promise<{ id: string }>;
  /** Ends a grant with a day, at once where that day is past. OWN_GRANT for one's own right to administer. */
  endGrant(actor: Actor, person: string, grant: { role: Role; unit: string; from: Day; lastDay: Day }): Promise<void>;
  /** Tokens that hold, of the people within reach, the newest first; never their secrets. */
  tokens(actor: Actor): Promise<TokenView[]>;
}

export interface PersonInput {
  id: string;
  name: string;
  email?: string;
  language?: 'vi' | 'en';
  sample?: boolean;
  grants: GrantInput[];
}

/** A role at a body (by code or id), from one day to another. */
export interface GrantInput {
  role: Role;
  unit: string;
  from?: Day;
  to?: Day;
}

export interface UnitVerbs {
  /** Imports rows of a unit file; all or nothing, every problem at once. */
  importFile(actor: Actor, file: { bytes: Uint8Array; name?: string }, dryRun?: boolean): Promise<UnitImportResult>;
  list(actor: Actor, query: PageQuery & { on?: Day; under?: string; q?: string }): Promise<Page<UnitView>>;
  get(actor: Actor, idOrCode: string, on?: Day): Promise<UnitView & { history: UnitVersion[] }>;
  /** Adds a body from a day on, beneath one the actor keeps house for. */
  add(actor: Actor, input: NewUnit): Promise<ChangedUnit>;
  /** Renames, moves or otherwise changes a body from a day on; rows of earlier days stay. */
  change(actor: Actor, idOrCode: string, change: UnitChange): Promise<ChangedUnit>;
  /** Ends a body with a day. ORG_IN_USE while it owes duties, ORG_PARENT_NOT_VALID while bodies stand beneath it. */
  close(actor: Actor, idOrCode: string, on: Day): Promise<ChangedUnit>;
}

/** A body that was changed, with warnings. */
export interface ChangedUnit {
  id: UnitId;
  warnings: Problem[];
}

export interface UnitImportResult {
  added: number;
  changed: number;
  warnings: Problem[];
  dryRun: boolean;
}

export interface PlanVerbs {
  /** Checks a plan file against the tree of today without keeping anything. */
  check(actor: Actor, file: PlanFileInput): Promise<{ problems: Problem[]; warnings: Problem[]; summary?: PlanSummary }>;
  /** Keeps a plan file as a draft; a repeated `sending` answers with the draft that it made. */
  draft(actor: Actor, file: PlanFileInput, sending?: Sending): Promise<PlanView>;
  /** Replaces the file of a draft; `ifMatch` is its revision. */
  redraft(actor: Actor, plan: string, file: PlanFileInput, ifMatch?: string): Promise<PlanView>;
  rehearse(actor: Actor, plan: string, input: { onDay?: Day; until?: Day; behaviours?: Behaviours }): Promise<Rehearsal>;
  issue(actor: Actor, plan: string, sending: Sending): Promise<Lodged>;
  suspend(actor: Actor, plan: string, reason: string, sending: Sending): Promise<Lodged>;
  /** `dates`: `shift` (default) moves what was still to come by the days suspended; `same` keeps the dates. */
  resume(actor: Actor, plan: string, input: { dates?: 'shift' | 'same'; reason?: string }, sending: Sending): Promise<Lodged>;
  revoke(actor: Actor, plan: string, reason: string, sending: Sending): Promise<Lodged>;
  conclude(actor: Actor, plan: string, input: { summary: string }, sending: Sending): Promise<Lodged>;
  list(actor: Actor, query: PageQuery & { q?: string; status?: string; issuer?: string }): Promise<Page<PlanView>>;
  get(
    actor: Actor,
    plan: string,
  ): Promise<PlanView & { plan: unknown; parents: string[]; children: string[]; decisions: SaidView[]; closing?: unknown }>;
  status(actor: Actor, plan: string): Promise<PlanStatus>;
  timeline(actor: Actor, plan: string, query: PageQuery & { unit?: string; item?: string; points?: boolean }): Promise<Page<TimelineEntry>>;
  cascade(actor: Actor, plan: string, query: PageQuery & { under?: string }): Promise<CascadeView>;
  matrix(actor: Actor, plan: string, query: PageQuery & { item?: string }): Promise<MatrixView>;
  consolidated(actor: Actor, plan: string, item: string, period: string): Promise<ConsolidatedView>;
  /** Targets with what was reached, and pace per unit where they are allotted. */
  targets(actor: Actor, plan: string, onDay?: Day): Promise<TargetView[]>;
}

export interface PlanFileInput {
  text: string;
  format?: 'yaml' | 'json';
  /** The reading of the sender's that it was made of: its paper goes with the draft. */
  source?: string;
}

export interface DutyVerbs {
  list(
    actor: Actor,
    query: PageQuery & { plan?: string; unit?: string; kind?: DutyKind; state?: string; only?: DutyFilter },
  ): Promise<Page<DutyView>>;
  /** One duty, with what was said of it. */
  get(actor: Actor, on: OnDuty): Promise<DutyView & { said: SaidView[] }>;
  receive(actor: Actor, plan: string, unit: string, sending: Sending): Promise<Lodged>;
  progress(actor: Actor, on: OnDuty, input: ProgressInput, sending: Sending): Promise<Lodged>;
  urge(actor: Actor, on: OnDuty, text: string, sending: Sending): Promise<Lodged>;
  decideReview(actor: Actor, on: OnDuty, input: { decision: 'review' | 'dismiss'; reason: string }, sending: Sending): Promise<Lodged>;
}

export interface ProgressInput {
  percent?: number;
  value?: number;
  done?: boolean;
  note?: string;
  /** What came of it: symbol of the document, name of the event, number … by the task's product kind. */
  product?: Product;
}

export interface ReportVerbs {
  /** Form of a reporting duty with last values, the standing draft, its versions, diffs and return reasons. */
  get(actor: Actor, on: OnDuty): Promise<ReportView>;
  /** Saves a draft; `ifMatch` is the draft's revision, absent for the first save. Incomplete bodies are kept; only form errors are refused. */
  draft(actor: Actor, on: OnDuty, body: ReportBody, ifMatch?: string): Promise<{ revision: string; problems: Problem[] }>;
  /** Submits a body, or the standing draft when none is given; the same verb resubmits a returned report. */
  submit(actor: Actor, on: OnDuty, body: ReportBody | undefined, sending: Sending): Promise<Lodged>;
  nil(actor: Actor, on: OnDuty, reason: string, lateReason: string | undefined, sending: Sending): Promise<Lodged>;
  giveBack(
    actor: Actor,
    on: OnDuty,
    input: { reason: string; code?: string; pins?: { field: string; comment: string }[] },
    sending: Sending,
  ): Promise<Lodged>;
  accept(actor: Actor, on: OnDuty, note: string | undefined, sending: Sending): Promise<Lodged>;
  /** Undoes the return or the acceptance of a report, with a reason: it waits for its review again. */
  undo(actor: Actor, on: OnDuty, reason: string, sending: Sending): Promise<Lodged>;
}

/** A registered document, the plans it woke, and a warning where none waits for its key. */
export interface RegisteredGuidance {
  id: string;
  plans: string[];
  warnings: Problem[];
}

export interface GuidanceVerbs {
  /** Registers a guidance document; wakes exactly the duties that wait for its key, in every plan the actor's body stands above. */
  register(
    actor: Actor,
    input: { key: string; title: string; symbol?: string; issuedOn?: Day; unit?: string },
    sending: Sending,
  ): Promise<RegisteredGuidance>;
  /** Keys that duties wait for, with how many and since when. */
  awaited(actor: Actor): Promise<{ key: string; title: string; plans: string[]; duties: number; sinceMs: number }[]>;
}

export interface InboxVerbs {
  /** Five buckets of what the actor's bodies must do, and what they await of others. */
  get(actor: Actor, query: { unit?: string }): Promise<Inbox>;
  /** What the actor's bodies await of others under their plans. */
  awaiting(actor: Actor, query: PageQuery & { unit?: string }): Promise<Page<DutyView>>;
  notices(actor: Actor, query: PageQuery & { unread?: boolean; plan?: string }): Promise<Page<NoticeView>>;
  read(actor: Actor, noticeIds: number[]): Promise<void>;
}

export interface CommandVerbs {
  /** What became of a command that was lodged, for its sender alone. */
  get(actor: Actor, id: string): Promise<Lodged>;
}

export interface AuditVerbs {
  /** Checks the chains of all lanes, or of one plan; names the first bad event of each broken lane. */
  verify(actor: Actor, plan?: string): Promise<AuditProof>;
  /** Checks the chains of all lanes against heads that somebody outside kept: only so a tail cut off or a chain written anew is found. */
  verifyAgainst(actor: Actor, heads: readonly { lane: string; seq: number; hash: string }[]): Promise<AuditProof>;
}

export interface DiagnosisVerbs {
  /** How the installation does, for those who keep the house: migrations, lanes, commands without a decision, failed deliveries, calendar. */
  get(actor: Actor): Promise<Diagnosis>;
  /** Compares events, workflows and projections now; changes nothing. */
  compare(actor: Actor): Promise<Reconciliation>;
  /** Ends the workflow of a lane, or of all open ones, and starts it again from its events; answers which. */
  rebuild(actor: Actor, lane?: string): Promise<string[]>;
  /** Writes a backup into the data folder of the process that holds the records; answers the file. */
  backup(actor: Actor): Promise<{ file: string; rows: number }>;
}
