/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- A role at a body that one person hands to another for some days; the grant stays its own, and nobody hands on what was handed to it.

create table delegations (
  id text primary key,
  grant_id text not null references grants,
  person_id text not null references persons,
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  made_ms bigint not null,
  made_by text not null,
  ended_ms bigint
);
create index delegations_person on delegations (person_id);
create index delegations_grant on delegations (grant_id);

-- By which delegation a command was sent: who acted is its actor, for whom stands there.
alter table commands add column delegation text;
`;
