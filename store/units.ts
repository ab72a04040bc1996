import { sql } from 'kysely';
import { EVERYWHERE } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import { foldForSearch } from '../domain/text.js';
import { closureOf, type Term, treeAsOf, type UnitKind, type UnitTree, type UnitVersion } from '../domain/unit.js';
import type { Connection, Trx } from './database.js';

interface Row {
  unit_id: string;
  code: string;
  name: string;
  kind: string;
  level: number;
  parent_id: string | null;
  head: unknown;
  special_regime: boolean;
  tags: unknown;
  terms: unknown;
  valid_from: Day;
  valid_to: Day | null;
  sample: boolean;
}

function versionOf(row: Row): UnitVersion {
  return {
    id: row.unit_id,
    code: row.code,
    name: row.name,
    kind: row.kind as UnitKind,
    level: row.level,
    ...(row.parent_id !== null && { parent: row.parent_id }),
    ...(row.head !== null && { head: row.head as UnitVersion['head'] }),
    specialRegime: row.special_regime,
    tags: row.tags as string[],
    terms: row.terms as Term[],
    validFrom: row.valid_from,
    ...(row.valid_to !== null && { validTo: row.valid_to }),
    ...(row.sample && { sample: true }),
  };
}

const COLUMNS = sql`unit_id, code, name, kind, level, parent_id, head, special_regime, tags, terms, valid_from, valid_to, sample`;

/** Every dated row of every body. */
export async function allUnitVersions(db: Connection): Promise<UnitVersion[]> {
  return (await db.selectFrom('unit_versions').selectAll().orderBy('code').orderBy('valid_from').execute()).map(versionOf);
}

/** The tree as of a day. */
export async function unitTree(db: Connection, day: Day): Promise<UnitTree> {
  return treeAsOf(await allUnitVersions(db), day);
}

/** Holds the tree against other changes until the transaction ends; readers go on. Whoever works out a change reads the tree after it. */
export async function lockUnits(trx: Trx): Promise<void> {
  await sql`lock table unit_versions in share row exclusive mode`.execute(trx);
}

/** Replaces all dated rows and the closure of the tree, in one transaction that holds it: what a change has worked out. */
export async function replaceUnits(trx: Trx, versions: UnitVersion[]): Promise<void> {
  await trx.deleteFrom('unit_versions').execute();
  await trx.deleteFrom('unit_closure').execute();
  const rows = versions.map((version) => ({ ...version, nameFold: foldForSearch(`${version.code} ${version.name}`) }));
  await sql`
    insert into unit_versions (unit_id, valid_from, valid_to, code, name, name_fold, kind, level, parent_id, head, special_regime, tags, terms, sample)
    select id, "validFrom", "validTo", code, name, "nameFold", kind, level, parent, head, "specialRegime", tags, terms, coalesce(sample, false)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, "validFrom" date, "validTo" date, code text, name text, "nameFold" text,
      kind text, level int, parent text, head jsonb, "specialRegime" boolean, tags jsonb, terms jsonb, sample boolean)`.execute(trx);
  await sql`
    insert into unit_closure (ancestor, descendant, depth, valid_from, valid_to)
    select ancestor, descendant, depth, "validFrom", "validTo" from jsonb_to_recordset(${JSON.stringify(closureOf(versions))}::jsonb)
      as x(ancestor text, descendant text, depth int, "validFrom" date, "validTo" date)`.execute(trx);
}

/** A body by id or code as of a day. */
export async function findUnit(db: Connection, idOrCode: string, day: Day): Promise<UnitVersion | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from unit_versions where (unit_id = ${idOrCode} or code = ${idOrCode})
    and valid_from <= ${day}::date and (valid_to is null or ${day}::date <= valid_to) limit 1`.execute(db);
  return rows[0] && versionOf(rows[0]);
}

/** SQL for the id of a body by id or code as of a day; null where there is none. */
export function unitIdOf(idOrCode: string, day: Day) {
  return sql<string | null>`(select unit_id from unit_versions where (unit_id = ${idOrCode} or code = ${idOrCode})
    and valid_from <= ${day}::date and (valid_to is null or ${day}::date <= valid_to) limit 1)`;
}

/** The dated rows of one body, oldest first. */
export async function unitHistory(db: Connection, id: string): Promise<UnitVersion[]> {
  return (await db.selectFrom('unit_versions').selectAll().where('unit_id', '=', id).orderBy('valid_from').execute()).map(versionOf);
}

/** Bodies as of a day by code, from after one; beneath a body, or whose code or name holds a folded text. */
export async function listUnits(
  db: Connection,
  query: { day: Day; within: string[]; after: string; limit: number; under?: string; folded?: string },
): Promise<UnitVersion[]> {
  const { day, within, after, limit, under, folded } = query;
  const like = folded === undefined ? undefined : `%${folded.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<Row>`
    select v.* from unit_versions v where v.valid_from <= ${day}::date and (v.valid_to is null or ${day}::date <= v.valid_to) and v.code > ${after}
      and ${beneath(sql.ref('v.unit_id'), within, day)} ${under === undefined ? sql`` : sql`and ${beneath(sql.ref('v.unit_id'), [under], day)}`}
      ${like === undefined ? sql`` : sql`and v.name_fold like ${like}`}
    order by v.code limit ${limit}`.execute(db);
  return rows.map(versionOf);
}

/** SQL that a unit stands beneath, or is, one of the bodies given, on a day. */
export function beneath(unit: ReturnType<typeof sql.ref>, bodies: string[], day: Day) {
  if (bodies.includes(EVERYWHERE)) return sql<boolean>`true`;
  return bodies.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`exists (select 1 from unit_closure k where k.descendant = ${unit} and k.ancestor in (${sql.join(bodies)})
        and k.valid_from <= ${day}::date and (k.valid_to is null or ${day}::date <= k.valid_to))`;
}

/** Whether one body stands beneath another, or is it, on a day. */
export async function isBeneath(db: Connection, ancestor: string, unit: string, day: Day): Promise<boolean> {
  if (ancestor === EVERYWHERE) return true;
  const { rows } = await sql`select 1 from unit_closure where ancestor = ${ancestor} and descendant = ${unit} and valid_from <= ${day}::date
    and (valid_to is null or ${day}::date <= valid_to) limit 1`.execute(db);
  return rows.length > 0;
}

/** Names and codes of bodies by id, as of a day; a body that no longer stands keeps its last name. */
export async function unitNames(
  db: Connection,
  ids: string[],
  day: Day,
): Promise<Map<string, { id: string; code: string; name: string; level: number; parent?: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; code: string; name: string; level: number; parent: string | null }>`
    select distinct on (unit_id) unit_id as id, code, name, level, parent_id as parent from unit_versions
    where unit_id = any (array(select jsonb_array_elements_text(${JSON.stringify([...new Set(ids)])}::jsonb))) order by unit_id, (valid_from <= ${day}::date) desc, valid_from desc`.execute(
    db,
  );
  return new Map(rows.map(({ parent, ...row }) => [row.id, { ...row, ...(parent !== null && { parent }) }]));
}

/** Every body that stands or ever stood beneath some bodies, themselves among them. */
export async function everBeneath(db: Connection, bodies: string[]): Promise<Set<string>> {
  if (bodies.length === 0) return new Set();
  const { rows } = await sql<{
    id: string;
  }>`select distinct descendant as id from unit_closure where ancestor in (${sql.join(bodies)})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Bodies without one above them, as of a day. */
export async function rootUnits(db: Connection, day: Day): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select unit_id as id from unit_versions where parent_id is null and valid_from <= ${day}::date
    and (valid_to is null or ${day}::date <= valid_to)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
