/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- A paper that a person handed in to be read into a draft plan, and what was read of it (content, as JSON). The same bytes again are the same reading.

create table readings (
  id text primary key,
  person_id text not null references persons,
  name text not null,
  kind text not null check (kind in ('docx', 'pdf', 'txt')),
  size int not null,
  content_hash bytea not null,
  draft_hash bytea not null,
  made_ms bigint not null,
  unique (person_id, content_hash)
);
create index readings_made on readings (made_ms);
`;
