/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- Plans, what they ask of whom, and where each duty stands. All of it follows from events; rebuildable.

create table plans (
  id text primary key,
  issuer_id text not null,
  type text not null,
  term text,
  ordinal int,
  symbol text,
  subject text not null,
  search_fold text not null default '',
  status text not null check (status in ('draft', 'issued', 'inForce', 'suspended', 'revoked', 'concluded')),
  revision int not null default 1,
  file_hash bytea not null,
  spec_hash bytea,
  date date,
  issued_ms bigint,
  in_force_ms bigint,
  suspended_ms bigint,
  ended_ms bigint,
  summary_hash bytea,
  horizon_to date,
  sample boolean not null default false,
  created_ms bigint not null,
  created_by text
);
-- Identity of an issued plan: number within issuer, type and term of the committee (HD 05-HD/VPTW I.3); taken when its issue is lodged.
create table plan_numbers (
  issuer_id text not null,
  type text not null,
  term text not null,
  ordinal int not null,
  plan_id text not null references plans,
  primary key (issuer_id, type, term, ordinal)
);

create table plan_links (
  child_id text not null references plans,
  parent_id text not null references plans,
  primary key (child_id, parent_id)
);
create index plan_links_parent on plan_links (parent_id);

create table plan_items (
  plan_id text not null references plans,
  item text not null,
  kind text not null,
  clause text,
  title text not null,
  primary key (plan_id, item)
);

create table recipients (
  plan_id text not null references plans,
  unit_id text not null,
  purposes jsonb not null,
  lane text,
  class int,
  primary key (plan_id, unit_id)
);
create index recipients_unit on recipients (unit_id);
create index recipients_class on recipients (lane, class);

create table relations (
  plan_id text not null references plans,
  item text not null,
  unit_id text not null,
  relation text not null,
  primary key (plan_id, item, unit_id, relation)
);
create index relations_unit on relations (unit_id);

create table lane_classes (
  lane text not null references lanes,
  class int not null,
  rounds jsonb not null,
  primary key (lane, class)
);

create table rounds (
  plan_id text not null references plans,
  item text not null,
  period text not null,
  idx int not null,
  kind text not null,
  opens_ms bigint not null,
  stated_day date,
  due_ms bigint,
  lock_ms bigint,
  waits text,
  points jsonb not null,
  why jsonb not null,
  primary key (plan_id, item, period)
);

create table duties (
  plan_id text not null references plans,
  unit_id text not null,
  item text not null,
  period text not null,
  kind text not null,
  opens_ms bigint not null,
  due_ms bigint,
  waits boolean not null default false,
  done_ms bigint,
  late boolean not null default false,
  nil boolean not null default false,
  review text,
  version int not null default 0,
  repair_due_ms bigint,
  repair_points jsonb,
  evidence_ms bigint,
  stale_ms bigint,
  percent real,
  value double precision,
  quota double precision,
  exempt text,
  cancelled boolean not null default false,
  suspended_ms bigint,
  overdue_ms bigint,
  urged int not null default 0,
  rung text,
  proposed boolean not null default false,
  own_plan text,
  seq bigint not null default 0,
  primary key (plan_id, unit_id, item, period)
) with (fillfactor = 75);
-- On what never changes, so that a duty that moves rewrites no index.
create index duties_unit on duties (unit_id);
create index duties_round on duties (plan_id, item, period);

create table report_drafts (
  plan_id text not null,
  unit_id text not null,
  item text not null,
  period text not null,
  body jsonb not null,
  sources jsonb,
  unmapped jsonb,
  revision int not null,
  saved_ms bigint not null,
  saved_by text,
  primary key (plan_id, unit_id, item, period)
);

create table report_versions (
  plan_id text not null references plans,
  unit_id text not null,
  item text not null,
  period text not null,
  version int not null,
  content_hash bytea not null,
  lodged_ms bigint not null,
  late boolean not null,
  nil boolean not null,
  actor text,
  returned_ms bigint,
  return_hash bytea,
  accepted_ms bigint,
  accepted_by text,
  primary key (plan_id, unit_id, item, period, version)
);

create table progress_notes (
  plan_id text not null references plans,
  unit_id text not null,
  item text not null,
  period text not null,
  seq bigint not null,
  lane text not null,
  content_hash bytea,
  percent real,
  value double precision,
  at_ms bigint not null,
  primary key (lane, seq)
);
create index progress_notes_duty on progress_notes (plan_id, unit_id, item, period);

create table consolidated (
  plan_id text not null references plans,
  item text not null,
  period text not null,
  revision int not null,
  kind text not null check (kind in ('frozen', 'difference')),
  content_hash bytea not null,
  at_ms bigint not null,
  primary key (plan_id, item, period, revision)
);

create table guidance (
  id text primary key,
  key text not null,
  symbol text,
  title text not null,
  issued_on date,
  registered_ms bigint not null,
  registered_by text
);
create index guidance_key on guidance (key);

create table notices (
  id bigint generated always as identity primary key,
  plan_id text not null references plans,
  kind text not null,
  item text not null default '',
  period text not null default '',
  unit_id text not null default '',
  occurrence text not null,
  body text not null,
  role text not null,
  urgency text not null check (urgency in ('now', 'digest')),
  tier text,
  units jsonb,
  data jsonb not null,
  at_ms bigint not null,
  recorded_ms bigint not null,
  content_hash bytea,
  -- Exactly one visible notice a key (PR3).
  unique (plan_id, kind, item, period, unit_id, occurrence, body)
);
create index notices_body on notices (body, at_ms desc);

create table deliveries (
  id uuid primary key,
  notice_id bigint not null references notices,
  person_id text not null,
  channel text not null,
  urgency text not null,
  due_ms bigint not null,
  state text not null check (state in ('waiting', 'sent', 'dropped', 'failed')),
  attempts int not null default 0,
  last_error text,
  message_id text,
  language text,
  template_version text,
  sha256 text,
  sent_ms bigint,
  unique (notice_id, person_id, channel)
);
create index deliveries_waiting on deliveries (due_ms) where state = 'waiting';
create index deliveries_message on deliveries (message_id);

create table notice_reads (
  notice_id bigint not null references notices,
  person_id text not null,
  read_ms bigint not null,
  primary key (notice_id, person_id)
);
`;
