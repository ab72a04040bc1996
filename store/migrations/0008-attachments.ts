/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- A file that goes with a duty, or with a plan as a whole (unit, item and period are empty then): versions of one name, each its bytes by hash.

create table attachments (
  id text primary key,
  plan_id text not null references plans,
  unit_id text not null default '',
  item text not null default '',
  period text not null default '',
  name text not null,
  version int not null,
  kind text not null,
  size int not null,
  content_hash bytea not null,
  added_ms bigint not null,
  added_by text not null,
  unique (plan_id, unit_id, item, period, name, version)
);
create index attachments_added on attachments (added_by, added_ms);
create index content_stored on content (stored_ms) where n = 0;
`;
