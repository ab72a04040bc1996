/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- Lanes, commands, batches, events: what the engine itself lives on.

create table lanes (
  lane text primary key,
  kind text not null check (kind in ('plan', 'cascade', 'house')),
  plan_id text,
  n int not null default 0,
  state text not null default 'open' check (state in ('open', 'closed', 'stopped')),
  reason text,
  seq bigint not null default 0,
  hash bytea not null default '\x',
  batch_no int not null default 0
);
create index lanes_plan on lanes (plan_id);
insert into lanes (lane, kind) values ('house', 'house');

create table batches (
  lane text not null references lanes,
  no int not null,
  fingerprint text not null,
  decided boolean not null default false,
  claimed_ms bigint not null,
  primary key (lane, no)
);
-- One batch of a lane is open at a time, whoever claims it.
create unique index batches_open on batches (lane) where not decided;

create table commands (
  id uuid primary key,
  ord bigint generated always as identity,
  lane text not null references lanes,
  type text not null,
  v smallint not null default 1,
  data jsonb not null,
  content_hash bytea,
  source text not null check (source in ('person', 'derived', 'tick', 'activity')),
  actor text,
  for_unit text,
  role text,
  idempotency_key text,
  body_hash bytea,
  lodged_ms bigint not null,
  batch int,
  decided_ms bigint,
  problem jsonb,
  first_seq bigint,
  last_seq bigint
);
create index commands_waiting on commands (lane, ord) where batch is null;
create index commands_batch on commands (lane, batch);
create unique index commands_key on commands (actor, idempotency_key) where idempotency_key is not null;

-- Append-only: one hash chain a lane. Rows carry ids, never names. hash = sha256(previous hash, canonical row).
create table events (
  lane text not null references lanes,
  seq bigint not null,
  type text not null,
  v smallint not null default 1,
  data jsonb not null,
  at_ms bigint not null,
  recorded_ms bigint not null,
  command_id uuid,
  actor text,
  for_unit text,
  content_hash bytea,
  hash bytea not null,
  primary key (lane, seq)
);
create index events_command on events (command_id);

-- Bytes by SHA-256, in chunks of 1 MB; reached only through a row that names the hash.
create table content (
  hash bytea not null,
  n int not null,
  size int not null,
  bytes bytea not null,
  stored_ms bigint not null,
  primary key (hash, n)
);
`;
