import { type RawBuilder, sql } from 'kysely';
import type { Grant, Role } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Connection, Trx } from './database.js';
import { grantsOn } from './delegations.js';

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  language: 'vi' | 'en';
}

export interface TokenHolder {
  person: PersonRow;
  grants: Grant[];
}

/** The people behind hashes of tokens, in their order, with the grants that hold on a day; undefined for tokens unknown, expired, revoked, or of disabled people. */
export async function holdersOfTokens(
  db: Connection,
  hashes: readonly Uint8Array[],
  nowMs: number,
  today: Day,
): Promise<(TokenHolder | undefined)[]> {
  const hex = hashes.map((hash) => Buffer.from(hash).toString('hex'));
  const { rows } = await sql<PersonRow & { hex: string; grants: Grant[] | null }>`
    select asked.hex, p.id, p.name, p.email, p.language,
      ${grantsOn(sql.ref('p.id'), today)} as grants
    from jsonb_array_elements_text(${JSON.stringify(hex)}::jsonb) as asked(hex)
    cross join lateral (select person_id from tokens where hash = decode(asked.hex, 'hex') and revoked_ms is null
      and (expires_ms is null or expires_ms > ${nowMs}) limit 1) t
    join persons p on p.id = t.person_id
    where not p.disabled`.execute(db);
  const found = new Map(rows.map(({ hex: asked, grants, ...person }) => [asked, { person, grants: grants ?? [] }]));
  return hex.map((hash) => found.get(hash));
}

/** The grants of a person that hold on a day. */
export async function grantsOf(db: Connection, person: string, today: Day): Promise<Grant[]> {
  const { rows } = await sql<{ grants: Grant[] | null }>`select ${grantsOn(sql`${person}`, today)} as grants`.execute(db);
  return rows[0]?.grants ?? [];
}

/** Keeps a person out, or lets it in again. */
export async function setDisabled(trx: Trx, person: string, disabled: boolean): Promise<void> {
  await trx.updateTable('persons').set({ disabled }).where('id', '=', person).execute();
}

/** Sets the language that a person is answered and written to in. */
export async function setLanguage(db: Connection, person: string, language: 'vi' | 'en'): Promise<void> {
  await db.updateTable('persons').set({ language }).where('id', '=', person).execute();
}

/** Adds a person or changes name, address and language of one; answers whether it was new. */
export async function upsertPerson(trx: Trx, person: PersonRow & { sample: boolean }, nowMs: number): Promise<boolean> {
  const { id, name, email, language, sample } = person;
  const { rows } = await sql<{ added: boolean }>`
    insert into persons (id, name, email, language, sample, created_ms) values (${id}, ${name}, ${email}, ${language}, ${sample}, ${nowMs})
    on conflict (id) do update set name = excluded.name, email = excluded.email, language = excluded.language
    returning (xmax = 0) as added`.execute(trx);
  return rows[0]!.added;
}

export interface GrantRow {
  id: string;
  person: string;
  role: Role;
  unit: string;
  from: Day;
  to?: Day;
}

/** Gives grants; one that is there already stays. Answers how many are new. */
export async function addGrants(trx: Trx, grants: GrantRow[]): Promise<number> {
  if (grants.length === 0) return 0;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('grants')
    .values(
      grants.map(({ id, person, role, unit, from, to }) => ({
        id,
        person_id: person,
        role,
        unit_id: unit,
        valid_from: from,
        valid_to: to ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

/** Bodies at which each of some people holds or held a role. */
export async function unitsOfPeople(db: Connection, people: string[]): Promise<Map<string, string[]>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom('grants').select(['person_id', 'unit_id']).where('person_id', 'in', people).execute();
  const units = new Map<string, string[]>();
  for (const { person_id, unit_id } of rows) units.set(person_id, [...(units.get(person_id) ?? []), unit_id]);
  return units;
}

/** Whose token it is; undefined for no token. */
export async function personOfTokenId(db: Connection, id: string): Promise<string | undefined> {
  return (await db.selectFrom('tokens').select('person_id').where('id', '=', id).executeTakeFirst())?.person_id;
}

/** How a person may get in. */
interface Access {
  disabled: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
}

type Person = PersonRow & Access & { grants: { role: Role; unit: string; from: Day; to?: Day }[]; identities: string[] };

/** People in order of id, from after one, with all their grants. */
export async function listPeople(db: Connection, after: string, limit: number): Promise<Person[]> {
  return people(db, sql<boolean>`p.id > ${after}`, limit);
}

/** One person with all its grants. */
export async function findPerson(db: Connection, id: string): Promise<Person | undefined> {
  return (await people(db, sql<boolean>`p.id = ${id}`, 1))[0];
}

async function people(db: Connection, which: RawBuilder<boolean>, limit: number): Promise<Person[]> {
  const { rows } = await sql<Omit<Person, 'grants'> & { grants: { role: Role; unit: string; from: Day; to: Day | null }[] | null }>`
    select p.id, p.name, p.email, p.language, p.disabled, exists (select 1 from passwords w where w.person_id = p.id) as "hasPassword",
      exists (select 1 from second_factors f where f.person_id = p.id and f.confirmed_ms is not null) as "hasSecondFactor", (select jsonb_agg(jsonb_build_object('role', g.role, 'unit', g.unit_id, 'from', g.valid_from,
      'to', g.valid_to) order by g.id) from grants g where g.person_id = p.id) as grants,
      array(select i.subject from identities i where i.person_id = p.id order by 1) as identities
    from persons p where ${which} order by p.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, grants: (row.grants ?? []).map(({ to, ...grant }) => ({ ...grant, ...(to && { to }) })) }));
}

/** Keeps a token by its hash. */
export async function addToken(
  trx: Trx,
  token: { id: string; hash: Uint8Array; person: string; label: string; createdMs: number; expiresMs?: number },
): Promise<void> {
  const { id, hash, person, label, createdMs, expiresMs } = token;
  await trx
    .insertInto('tokens')
    .values({ id, hash, person_id: person, label, created_ms: createdMs, expires_ms: expiresMs ?? null })
    .execute();
}

/** Ends a token; answers whether there was one. */
export async function revokeToken(trx: Trx, id: string, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('tokens')
    .set({ revoked_ms: nowMs })
    .where('id', '=', id)
    .where('revoked_ms', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a person is on record. */
export async function personExists(db: Connection, id: string): Promise<boolean> {
  return (await db.selectFrom('persons').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Sets the last day of a person's grant; false where it holds none of that first day, or one that ends sooner. */
export async function endGrant(
  trx: Trx,
  { person, role, unit, from, lastDay }: { person: string; role: Role; unit: string; from: Day; lastDay: Day },
): Promise<boolean> {
  const { rows } =
    await sql`update grants set valid_to = ${lastDay}::date where person_id = ${person} and role = ${role} and unit_id = ${unit}
    and valid_from = ${from}::date and (valid_to is null or valid_to > ${lastDay}::date) returning id`.execute(trx);
  return rows.length > 0;
}

/** Tokens that hold at an instant, the newest first, with the bodies of whose they are. */
export async function heldTokens(
  db: Connection,
  nowMs: number,
): Promise<{ id: string; person: string; personName: string; label: string; createdMs: number; expiresMs?: number; units: string[] }[]> {
  const { rows } = await sql<{
    id: string;
    person: string;
    personName: string;
    label: string;
    createdMs: number;
    expiresMs: number | null;
    units: string[];
  }>`select t.id, p.id as person, p.name as "personName", t.label, t.created_ms as "createdMs", t.expires_ms as "expiresMs",
      array(select g.unit_id from grants g where g.person_id = p.id) as units
    from tokens t join persons p on p.id = t.person_id
    where t.revoked_ms is null and (t.expires_ms is null or t.expires_ms > ${nowMs}) order by t.created_ms desc, t.id limit 1000`.execute(
    db,
  );
  return rows.map(({ expiresMs, ...row }) => ({ ...row, ...(expiresMs !== null && { expiresMs }) }));
}
