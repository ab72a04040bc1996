import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Connection, Trx } from './database.js';

function holds(alias: string, today: Day): RawBuilder<boolean> {
  const [from, to] = [sql.ref(`${alias}.valid_from`), sql.ref(`${alias}.valid_to`)];
  return sql<boolean>`${from} <= ${today}::date and (${to} is null or ${today}::date <= ${to})`;
}

/** SQL of all grants a person has on a day as a JSON list: its own, then those handed to it by people who hold them that day and are not kept out. */
export function grantsOn(person: RawBuilder<unknown>, today: Day): RawBuilder<unknown> {
  return sql`(select jsonb_agg(x.held order by x.n, x.held->>'id') from (
    select 0 as n, jsonb_build_object('id', g.id, 'role', g.role, 'unit', g.unit_id) as held from grants g where g.person_id = ${person} and ${holds('g', today)}
    union all
    select 1, jsonb_build_object('id', 'delegation:' || m.id, 'role', g.role, 'unit', g.unit_id, 'delegation', jsonb_build_object('id', m.id, 'by', g.person_id))
    from delegations m join grants g on g.id = m.grant_id join persons b on b.id = g.person_id
    where m.person_id = ${person} and m.ended_ms is null and ${holds('m', today)} and ${holds('g', today)} and not b.disabled) x)`;
}

export interface DelegationRow {
  id: string;
  by: string;
  byName: string;
  to: string;
  toName: string;
  role: Role;
  unit: string;
  from: Day;
  until: Day;
  reason: string;
}

/** Delegations that are not over on a day, by their first day; of a person those it gave or was given. */
export async function listDelegations(db: Connection, person: string | undefined, today: Day): Promise<DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select m.id, g.person_id as by, b.name as "byName", m.person_id as to, t.name as "toName", g.role, g.unit_id as unit, m.valid_from as "from",
      m.valid_to as until, m.reason
    from delegations m join grants g on g.id = m.grant_id join persons b on b.id = g.person_id join persons t on t.id = m.person_id
    where ${person === undefined ? sql`true` : sql`(g.person_id = ${person} or m.person_id = ${person})`} and m.ended_ms is null
      and m.valid_to >= ${today}::date
    order by m.valid_from, m.id limit 1000`.execute(db);
  return rows;
}

/** A person's own grant of a role at a body on a day. */
export async function ownGrant(db: Connection, on: { person: string; role: Role; unit: string }, today: Day): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select g.id from grants g where g.person_id = ${on.person} and g.role = ${on.role}
    and g.unit_id = ${on.unit} and ${holds('g', today)} order by g.id limit 1`.execute(db);
  return rows[0]?.id;
}

/** Keeps a delegation. */
export async function addDelegation(
  trx: Trx,
  delegation: { id: string; grant: string; to: string; from: Day; until: Day; reason: string; madeMs: number; madeBy: string },
): Promise<void> {
  const { id, grant, to, from, until, reason, madeMs, madeBy } = delegation;
  await trx
    .insertInto('delegations')
    .values({
      id,
      grant_id: grant,
      person_id: to,
      valid_from: from,
      valid_to: until,
      reason,
      made_ms: madeMs,
      made_by: madeBy,
      ended_ms: null,
    })
    .execute();
}

/** Whose delegation it is, to whom, at which body; undefined for none. */
export async function findDelegation(db: Connection, id: string): Promise<{ by: string; to: string; unit: string } | undefined> {
  const { rows } = await sql<{ by: string; to: string; unit: string }>`select g.person_id as by, m.person_id as to, g.unit_id as unit
    from delegations m join grants g on g.id = m.grant_id where m.id = ${id}`.execute(db);
  return rows[0];
}

/** People who hold a role of their own at a body on a day, by name. */
export async function holdersAt(db: Connection, unit: string, today: Day): Promise<{ id: string; name: string; roles: Role[] }[]> {
  const { rows } = await sql<{ id: string; name: string; roles: Role[] }>`select p.id, p.name, jsonb_agg(distinct g.role) as roles
    from grants g join persons p on p.id = g.person_id where g.unit_id = ${unit} and not p.disabled and ${holds('g', today)}
    group by p.id order by p.name, p.id limit 200`.execute(db);
  return rows;
}

/** Ends a delegation; false where it has ended. */
export async function endDelegation(trx: Trx, id: string, nowMs: number): Promise<boolean> {
  const { rows } = await sql`update delegations set ended_ms = ${nowMs} where id = ${id} and ended_ms is null returning id`.execute(trx);
  return rows.length > 0;
}
