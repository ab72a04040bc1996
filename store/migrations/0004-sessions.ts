/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- How people sign in: passwords, second factors, identities at a provider; and the sessions they hold. Secrets only as hashes, but for
-- the key of a second factor, which must be read to check a code.

create table passwords (
  person_id text primary key references persons,
  hash text not null,
  set_ms bigint not null,
  must_change boolean not null default false
);

create table second_factors (
  person_id text primary key references persons,
  secret text not null,
  made_ms bigint not null,
  confirmed_ms bigint,
  -- Newest time step of which a code was taken: a code counts once.
  last_step bigint not null default 0
);

create table identities (
  issuer text not null,
  subject text not null,
  person_id text not null references persons,
  made_ms bigint not null,
  primary key (issuer, subject)
);
create index identities_person on identities (person_id);

create table sessions (
  id text primary key,
  hash bytea not null unique,
  person_id text not null references persons,
  factor text not null check (factor in ('password', 'totp', 'oidc', 'sample')),
  acting_unit text,
  agent text not null default '',
  created_ms bigint not null,
  seen_ms bigint not null,
  expires_ms bigint not null,
  ended_ms bigint
);
create index sessions_person on sessions (person_id);

-- Wrong passwords and codes, by account and by address (hashed): each further one waits longer.
create table sign_in_failures (
  key bytea primary key,
  count int not null,
  last_ms bigint not null
);
`;
