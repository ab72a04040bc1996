/** Migration in SQL of PostgreSQL 15. Never changed once released: a later file changes what it made. */
export default String.raw`
-- Kinds of notice that a person does not want by mail; which may be left out, domain/preference says.

create table muted_notices (
  person_id text not null references persons,
  kind text not null,
  primary key (person_id, kind)
);
`;
