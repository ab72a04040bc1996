-- The schema after all migrations, made from the database itself: SCHEMA=write npx jest test/store/schema

create table attachments (
  id text not null,
  plan_id text not null,
  unit_id text default ''::text not null,
  item text default ''::text not null,
  period text default ''::text not null,
  name text not null,
  version integer not null,
  kind text not null,
  size integer not null,
  content_hash bytea not null,
  added_ms bigint not null,
  added_by text not null,
  UNIQUE (plan_id, unit_id, item, period, name, version),
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table batches (
  lane text not null,
  no integer not null,
  fingerprint text not null,
  decided boolean default false not null,
  claimed_ms bigint not null,
  PRIMARY KEY (lane, no),
  FOREIGN KEY (lane) REFERENCES lanes(lane)
);

create table commands (
  id uuid not null,
  ord bigint generated always as identity not null,
  lane text not null,
  type text not null,
  v smallint default 1 not null,
  data jsonb not null,
  content_hash bytea,
  source text not null,
  actor text,
  for_unit text,
  role text,
  idempotency_key text,
  body_hash bytea,
  lodged_ms bigint not null,
  batch integer,
  decided_ms bigint,
  problem jsonb,
  first_seq bigint,
  last_seq bigint,
  delegation text,
  PRIMARY KEY (id),
  FOREIGN KEY (lane) REFERENCES lanes(lane),
  CHECK ((source = ANY (ARRAY['person'::text, 'derived'::text, 'tick'::text, 'activity'::text])))
);

create table consolidated (
  plan_id text not null,
  item text not null,
  period text not null,
  revision integer not null,
  kind text not null,
  content_hash bytea not null,
  at_ms bigint not null,
  PRIMARY KEY (plan_id, item, period, revision),
  FOREIGN KEY (plan_id) REFERENCES plans(id),
  CHECK ((kind = ANY (ARRAY['frozen'::text, 'difference'::text])))
);

create table content (
  hash bytea not null,
  n integer not null,
  size integer not null,
  bytes bytea not null,
  stored_ms bigint not null,
  PRIMARY KEY (hash, n)
);

create table delegations (
  id text not null,
  grant_id text not null,
  person_id text not null,
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  made_ms bigint not null,
  made_by text not null,
  ended_ms bigint,
  PRIMARY KEY (id),
  FOREIGN KEY (grant_id) REFERENCES grants(id),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table deliveries (
  id uuid not null,
  notice_id bigint not null,
  person_id text not null,
  channel text not null,
  urgency text not null,
  due_ms bigint not null,
  state text not null,
  attempts integer default 0 not null,
  last_error text,
  message_id text,
  language text,
  template_version text,
  sha256 text,
  sent_ms bigint,
  UNIQUE (notice_id, person_id, channel),
  PRIMARY KEY (id),
  FOREIGN KEY (notice_id) REFERENCES notices(id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'dropped'::text, 'failed'::text])))
);

create table duties (
  plan_id text not null,
  unit_id text not null,
  item text not null,
  period text not null,
  kind text not null,
  opens_ms bigint not null,
  due_ms bigint,
  waits boolean default false not null,
  done_ms bigint,
  late boolean default false not null,
  nil boolean default false not null,
  review text,
  version integer default 0 not null,
  repair_due_ms bigint,
  repair_points jsonb,
  evidence_ms bigint,
  stale_ms bigint,
  percent real,
  value double precision,
  quota double precision,
  exempt text,
  cancelled boolean default false not null,
  suspended_ms bigint,
  overdue_ms bigint,
  urged integer default 0 not null,
  rung text,
  proposed boolean default false not null,
  own_plan text,
  seq bigint default 0 not null,
  PRIMARY KEY (plan_id, unit_id, item, period),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table events (
  lane text not null,
  seq bigint not null,
  type text not null,
  v smallint default 1 not null,
  data jsonb not null,
  at_ms bigint not null,
  recorded_ms bigint not null,
  command_id uuid,
  actor text,
  for_unit text,
  content_hash bytea,
  hash bytea not null,
  PRIMARY KEY (lane, seq),
  FOREIGN KEY (lane) REFERENCES lanes(lane)
);

create table grants (
  id text not null,
  person_id text not null,
  role text not null,
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  UNIQUE (person_id, role, unit_id, valid_from),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES persons(id),
  CHECK ((role = ANY (ARRAY['administrator'::text, 'issuer'::text, 'clerk'::text, 'approver'::text, 'leader'::text, 'inspector'::text, 'operator'::text])))
);

create table guidance (
  id text not null,
  key text not null,
  symbol text,
  title text not null,
  issued_on date,
  registered_ms bigint not null,
  registered_by text,
  PRIMARY KEY (id)
);

create table identities (
  issuer text not null,
  subject text not null,
  person_id text not null,
  made_ms bigint not null,
  PRIMARY KEY (issuer, subject),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table lane_classes (
  lane text not null,
  class integer not null,
  rounds jsonb not null,
  PRIMARY KEY (lane, class),
  FOREIGN KEY (lane) REFERENCES lanes(lane)
);

create table lanes (
  lane text not null,
  kind text not null,
  plan_id text,
  n integer default 0 not null,
  state text default 'open'::text not null,
  reason text,
  seq bigint default 0 not null,
  hash bytea default '\x'::bytea not null,
  batch_no integer default 0 not null,
  PRIMARY KEY (lane),
  CHECK ((kind = ANY (ARRAY['plan'::text, 'cascade'::text, 'house'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'stopped'::text])))
);

create table migrations (
  no integer not null,
  applied_at timestamp with time zone default now() not null,
  PRIMARY KEY (no)
);

create table muted_notices (
  person_id text not null,
  kind text not null,
  PRIMARY KEY (person_id, kind),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table notice_reads (
  notice_id bigint not null,
  person_id text not null,
  read_ms bigint not null,
  PRIMARY KEY (notice_id, person_id),
  FOREIGN KEY (notice_id) REFERENCES notices(id)
);

create table notices (
  id bigint generated always as identity not null,
  plan_id text not null,
  kind text not null,
  item text default ''::text not null,
  period text default ''::text not null,
  unit_id text default ''::text not null,
  occurrence text not null,
  body text not null,
  role text not null,
  urgency text not null,
  tier text,
  units jsonb,
  data jsonb not null,
  at_ms bigint not null,
  recorded_ms bigint not null,
  content_hash bytea,
  UNIQUE (plan_id, kind, item, period, unit_id, occurrence, body),
  PRIMARY KEY (id),
  FOREIGN KEY (plan_id) REFERENCES plans(id),
  CHECK ((urgency = ANY (ARRAY['now'::text, 'digest'::text])))
);

create table passwords (
  person_id text not null,
  hash text not null,
  set_ms bigint not null,
  must_change boolean default false not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table persons (
  id text not null,
  name text not null,
  email text,
  language text default 'vi'::text not null,
  disabled boolean default false not null,
  sample boolean default false not null,
  created_ms bigint not null,
  PRIMARY KEY (id),
  CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text])))
);

create table plan_items (
  plan_id text not null,
  item text not null,
  kind text not null,
  clause text,
  title text not null,
  PRIMARY KEY (plan_id, item),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table plan_links (
  child_id text not null,
  parent_id text not null,
  PRIMARY KEY (child_id, parent_id),
  FOREIGN KEY (child_id) REFERENCES plans(id),
  FOREIGN KEY (parent_id) REFERENCES plans(id)
);

create table plan_numbers (
  issuer_id text not null,
  type text not null,
  term text not null,
  ordinal integer not null,
  plan_id text not null,
  PRIMARY KEY (issuer_id, type, term, ordinal),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table plans (
  id text not null,
  issuer_id text not null,
  type text not null,
  term text,
  ordinal integer,
  symbol text,
  subject text not null,
  search_fold text default ''::text not null,
  status text not null,
  revision integer default 1 not null,
  file_hash bytea not null,
  spec_hash bytea,
  date date,
  issued_ms bigint,
  in_force_ms bigint,
  suspended_ms bigint,
  ended_ms bigint,
  summary_hash bytea,
  horizon_to date,
  sample boolean default false not null,
  created_ms bigint not null,
  created_by text,
  PRIMARY KEY (id),
  CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'inForce'::text, 'suspended'::text, 'revoked'::text, 'concluded'::text])))
);

create table progress_notes (
  plan_id text not null,
  unit_id text not null,
  item text not null,
  period text not null,
  seq bigint not null,
  lane text not null,
  content_hash bytea,
  percent real,
  value double precision,
  at_ms bigint not null,
  PRIMARY KEY (lane, seq),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table readings (
  id text not null,
  person_id text not null,
  name text not null,
  kind text not null,
  size integer not null,
  content_hash bytea not null,
  draft_hash bytea not null,
  made_ms bigint not null,
  UNIQUE (person_id, content_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES persons(id),
  CHECK ((kind = ANY (ARRAY['docx'::text, 'pdf'::text, 'txt'::text])))
);

create table recipients (
  plan_id text not null,
  unit_id text not null,
  purposes jsonb not null,
  lane text,
  class integer,
  PRIMARY KEY (plan_id, unit_id),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table relations (
  plan_id text not null,
  item text not null,
  unit_id text not null,
  relation text not null,
  PRIMARY KEY (plan_id, item, unit_id, relation),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table replies (
  actor text not null,
  idempotency_key text not null,
  body_hash bytea not null,
  status integer not null,
  body text not null,
  stored_ms bigint not null,
  PRIMARY KEY (actor, idempotency_key)
);

create table report_drafts (
  plan_id text not null,
  unit_id text not null,
  item text not null,
  period text not null,
  body jsonb not null,
  sources jsonb,
  unmapped jsonb,
  revision integer not null,
  saved_ms bigint not null,
  saved_by text,
  PRIMARY KEY (plan_id, unit_id, item, period)
);

create table report_versions (
  plan_id text not null,
  unit_id text not null,
  item text not null,
  period text not null,
  version integer not null,
  content_hash bytea not null,
  lodged_ms bigint not null,
  late boolean not null,
  nil boolean not null,
  actor text,
  returned_ms bigint,
  return_hash bytea,
  accepted_ms bigint,
  accepted_by text,
  PRIMARY KEY (plan_id, unit_id, item, period, version),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table rounds (
  plan_id text not null,
  item text not null,
  period text not null,
  idx integer not null,
  kind text not null,
  opens_ms bigint not null,
  stated_day date,
  due_ms bigint,
  lock_ms bigint,
  waits text,
  points jsonb not null,
  why jsonb not null,
  PRIMARY KEY (plan_id, item, period),
  FOREIGN KEY (plan_id) REFERENCES plans(id)
);

create table second_factors (
  person_id text not null,
  secret text not null,
  made_ms bigint not null,
  confirmed_ms bigint,
  last_step bigint default 0 not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table sessions (
  id text not null,
  hash bytea not null,
  person_id text not null,
  factor text not null,
  acting_unit text,
  agent text default ''::text not null,
  created_ms bigint not null,
  seen_ms bigint not null,
  expires_ms bigint not null,
  ended_ms bigint,
  UNIQUE (hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES persons(id),
  CHECK ((factor = ANY (ARRAY['password'::text, 'totp'::text, 'oidc'::text, 'sample'::text])))
);

create table sign_in_failures (
  key bytea not null,
  count integer not null,
  last_ms bigint not null,
  PRIMARY KEY (key)
);

create table tokens (
  id text not null,
  hash bytea not null,
  person_id text not null,
  label text not null,
  created_ms bigint not null,
  expires_ms bigint,
  revoked_ms bigint,
  UNIQUE (hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table unit_closure (
  ancestor text not null,
  descendant text not null,
  depth integer not null,
  valid_from date not null,
  valid_to date,
  PRIMARY KEY (ancestor, descendant, valid_from)
);

create table unit_versions (
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  code text not null,
  name text not null,
  name_fold text not null,
  kind text not null,
  level integer not null,
  parent_id text,
  head jsonb,
  special_regime boolean default false not null,
  tags jsonb default '[]'::jsonb not null,
  terms jsonb default '[]'::jsonb not null,
  sample boolean default false not null,
  PRIMARY KEY (unit_id, valid_from)
);

CREATE INDEX attachments_added ON attachments USING btree (added_by, added_ms);
CREATE INDEX commands_batch ON commands USING btree (lane, batch);
CREATE INDEX commands_waiting ON commands USING btree (lane, ord) WHERE (batch IS NULL);
CREATE INDEX content_stored ON content USING btree (stored_ms) WHERE (n = 0);
CREATE INDEX delegations_grant ON delegations USING btree (grant_id);
CREATE INDEX delegations_person ON delegations USING btree (person_id);
CREATE INDEX deliveries_message ON deliveries USING btree (message_id);
CREATE INDEX deliveries_waiting ON deliveries USING btree (due_ms) WHERE (state = 'waiting'::text);
CREATE INDEX duties_review ON duties USING btree (plan_id) WHERE (review = ANY (ARRAY['submitted'::text, 'resubmitted'::text]));
CREATE INDEX duties_round ON duties USING btree (plan_id, item, period);
CREATE INDEX duties_unit ON duties USING btree (unit_id);
CREATE INDEX events_shared ON events USING btree (lane) WHERE ((data ->> 'unit'::text) IS NULL);
CREATE INDEX events_time ON events USING btree (lane, at_ms, seq);
CREATE INDEX events_unit ON events USING btree (((data ->> 'unit'::text))) WHERE ((data ->> 'unit'::text) IS NOT NULL);
CREATE INDEX grants_unit ON grants USING btree (unit_id);
CREATE INDEX guidance_key ON guidance USING btree (key);
CREATE INDEX identities_person ON identities USING btree (person_id);
CREATE INDEX lanes_plan ON lanes USING btree (plan_id);
CREATE INDEX notices_body ON notices USING btree (body, at_ms DESC);
CREATE INDEX plan_links_parent ON plan_links USING btree (parent_id);
CREATE INDEX progress_notes_duty ON progress_notes USING btree (plan_id, unit_id, item, period);
CREATE INDEX readings_made ON readings USING btree (made_ms);
CREATE INDEX recipients_class ON recipients USING btree (lane, class);
CREATE INDEX recipients_unit ON recipients USING btree (unit_id);
CREATE INDEX relations_unit ON relations USING btree (unit_id);
CREATE INDEX sessions_person ON sessions USING btree (person_id);
CREATE INDEX unit_closure_descendant ON unit_closure USING btree (descendant);
CREATE INDEX unit_versions_code ON unit_versions USING btree (code);
CREATE INDEX unit_versions_parent ON unit_versions USING btree (parent_id);
CREATE UNIQUE INDEX batches_open ON batches USING btree (lane) WHERE (NOT decided);
CREATE UNIQUE INDEX commands_key ON commands USING btree (actor, idempotency_key) WHERE (idempotency_key IS NOT NULL);
