/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- Bodies with their dated lives, the closure of their tree, people and their grants.

create table unit_versions (
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  code text not null,
  name text not null,
  name_fold text not null,
  kind text not null,
  level int not null,
  parent_id text,
  head jsonb,
  special_regime boolean not null default false,
  tags jsonb not null default '[]',
  terms jsonb not null default '[]',
  sample boolean not null default false,
  primary key (unit_id, valid_from)
);
create index unit_versions_code on unit_versions (code);
create index unit_versions_parent on unit_versions (parent_id);

create table unit_closure (
  ancestor text not null,
  descendant text not null,
  depth int not null,
  valid_from date not null,
  valid_to date,
  primary key (ancestor, descendant, valid_from)
);
create index unit_closure_descendant on unit_closure (descendant);

create table persons (
  id text primary key,
  name text not null,
  email text,
  language text not null default 'vi' check (language in ('vi', 'en')),
  disabled boolean not null default false,
  sample boolean not null default false,
  created_ms bigint not null
);

create table grants (
  id text primary key,
  person_id text not null references persons,
  role text not null check (role in ('administrator', 'issuer', 'clerk', 'approver', 'leader', 'inspector', 'operator')),
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  unique (person_id, role, unit_id, valid_from)
);
create index grants_unit on grants (unit_id);

create table tokens (
  id text primary key,
  hash bytea not null unique,
  person_id text not null references persons,
  label text not null,
  created_ms bigint not null,
  expires_ms bigint,
  revoked_ms bigint
);

-- Requests outside lanes that carry an Idempotency-Key: the same key gives the same answer.
create table replies (
  actor text not null,
  idempotency_key text not null,
  body_hash bytea not null,
  status int not null,
  body text not null,
  stored_ms bigint not null,
  primary key (actor, idempotency_key)
);
`;
