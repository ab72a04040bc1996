import { sql } from 'kysely';
import { EVERYWHERE } from '../domain/access.js';
import type { CascadeSpec } from '../domain/cascade-spec.js';
import type { Day } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import { getDocument } from './content.js';
import { type Sight, seesPlan, seesWholePlan } from './sight.js';
import type { Connection, Trx } from './database.js';

export interface PlanRow {
  id: string;
  issuerId: string;
  type: string;
  term: string | null;
  ordinal: number | null;
  symbol: string | null;
  subject: string;
  status: string;
  revision: number;
  date: Day | null;
  issuedMs: number | null;
  inForceMs: number | null;
  suspendedMs: number | null;
  endedMs: number | null;
  sample: boolean;
  fileHash: Buffer;
  specHash: Buffer | null;
  summaryHash: Buffer | null;
  /** Whether the actor sees all of it, or only what concerns its bodies. */
  whole: boolean;
  /** Number of the plan lane's newest event. */
  seq: number;
}

const COLUMNS = sql`p.id, p.issuer_id as "issuerId", p.type, p.term, p.ordinal, p.symbol, p.subject, p.status, p.revision, p.date, p.issued_ms as "issuedMs",
  p.in_force_ms as "inForceMs", p.suspended_ms as "suspendedMs", p.ended_ms as "endedMs", p.sample, p.file_hash as "fileHash", p.spec_hash as "specHash",
  p.summary_hash as "summaryHash", coalesce((select l.seq from lanes l where l.lane = 'plan:' || p.id), 0) as seq`;

/** A plan if the actor sees it. */
export async function findPlan(db: Connection, sight: Sight, id: string): Promise<PlanRow | undefined> {
  const { rows } =
    await sql<PlanRow>`select ${COLUMNS}, ${seesWholePlan(sight)} as whole from plans p where p.id = ${id} and ${seesPlan(sight)}`.execute(
      db,
    );
  return rows[0];
}

/**
 * Plans the actor sees, newest first, from after one; by status or issuer, or whose symbol or subject holds a text without regard to accents:
 * those that hold it as it was typed come first.
 */
export async function listPlans(
  db: Connection,
  sight: Sight,
  query: { before?: string; limit: number; status?: string; issuer?: string; search?: { exact: string; folded: string } },
): Promise<PlanRow[]> {
  const { before, limit, status, issuer, search } = query;
  const rank = (plan: 'p' | 'c') =>
    search === undefined
      ? sql<number>`0::int`
      : sql<number>`case when lower(coalesce(${sql.ref(`${plan}.symbol`)}, '') || ' ' || ${sql.ref(`${plan}.subject`)}) like ${likeOf(search.exact)} then 1 else 0 end`;
  const { rows } = await sql<PlanRow>`
    select ${COLUMNS}, ${seesWholePlan(sight)} as whole from plans p where ${seesPlan(sight)}
      ${before === undefined ? sql`` : sql`and (${rank('p')}, p.created_ms, p.id) < (select ${rank('c')}, c.created_ms, c.id from plans c where c.id = ${before})`}
      ${status === undefined ? sql`` : sql`and p.status = ${status}`} ${issuer === undefined ? sql`` : sql`and p.issuer_id = ${issuer}`}
      ${search === undefined ? sql`` : sql`and p.search_fold like ${likeOf(search.folded)}`}
    order by ${search === undefined ? sql`` : sql`${rank('p')} desc,`} p.created_ms desc, p.id desc limit ${limit}`.execute(db);
  return rows;
}

function likeOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

export interface NewPlan {
  id: string;
  issuerId: string;
  type: string;
  term: string | null;
  ordinal: number | null;
  symbol: string | null;
  subject: string;
  searchFold: string;
  fileHash: Uint8Array;
  date: Day | null;
  horizonTo: Day;
  sample: boolean;
  createdMs: number;
  createdBy: string;
}

/** Keeps a draft. */
export async function insertDraft(trx: Trx, plan: NewPlan): Promise<void> {
  await trx
    .insertInto('plans')
    .values({
      id: plan.id,
      issuer_id: plan.issuerId,
      type: plan.type,
      term: plan.term,
      ordinal: plan.ordinal,
      symbol: plan.symbol,
      subject: plan.subject,
      search_fold: plan.searchFold,
      status: 'draft',
      file_hash: plan.fileHash,
      date: plan.date,
      horizon_to: plan.horizonTo,
      sample: plan.sample,
      created_ms: plan.createdMs,
      created_by: plan.createdBy,
    })
    .execute();
}

/** Replaces a draft's file; false when it is no longer a draft, or no longer the revision expected. */
export async function updateDraft(trx: Trx, plan: NewPlan, revision: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('plans')
    .set({
      issuer_id: plan.issuerId,
      type: plan.type,
      term: plan.term,
      ordinal: plan.ordinal,
      symbol: plan.symbol,
      subject: plan.subject,
      search_fold: plan.searchFold,
      file_hash: plan.fileHash,
      date: plan.date,
      horizon_to: plan.horizonTo,
      sample: plan.sample,
      revision: revision + 1,
    })
    .where('id', '=', plan.id)
    .where('status', '=', 'draft')
    .where('revision', '=', revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a plan's number for it; answers the plan that has it already, undefined when it is free or its own. */
export async function takeNumber(
  trx: Trx,
  plan: { id: string; issuerId: string; type: string; term: string | null; ordinal: number },
): Promise<string | undefined> {
  const { id, issuerId, type, term, ordinal } = plan;
  const { rows } = await sql<{ holder: string }>`
    insert into plan_numbers (issuer_id, type, term, ordinal, plan_id) values (${issuerId}, ${type}, ${term ?? ''}, ${ordinal}, ${id})
    on conflict (issuer_id, type, term, ordinal) do update set plan_id = plan_numbers.plan_id returning plan_id as holder`.execute(trx);
  const holder = rows[0]!.holder;
  return holder === id ? undefined : holder;
}

/** An issued plan of an issuer by its number and type; the newest where terms are not told apart. */
export async function findByIdentity(
  db: Connection,
  on: { issuerId: string; type?: string; ordinal: number; term?: string },
): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`select id from plans where issuer_id = ${on.issuerId} and ordinal = ${on.ordinal} and status <> 'draft'
    ${on.type === undefined ? sql`` : sql`and type = ${on.type}`} ${on.term === undefined ? sql`` : sql`and term = ${on.term}`}
    order by issued_ms desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** Sets the plans that a plan concretises. */
export async function linkPlans(trx: Trx, child: string, parents: string[]): Promise<void> {
  await trx.deleteFrom('plan_links').where('child_id', '=', child).execute();
  if (parents.length === 0) return;
  await trx
    .insertInto('plan_links')
    .values(parents.map((parent) => ({ child_id: child, parent_id: parent })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Plans above and below a plan by `concretises`, of those the actor sees. */
export async function linkedPlans(db: Connection, sight: Sight, id: string): Promise<{ parents: string[]; children: string[] }> {
  const { rows } = await sql<{ parent: string; child: string }>`
    select k.parent_id as parent, k.child_id as child from plan_links k join plans p on p.id = case when k.child_id = ${id} then k.parent_id else k.child_id end
    where (k.child_id = ${id} or k.parent_id = ${id}) and ${seesPlan(sight)}`.execute(db);
  return {
    parents: rows.filter(({ child }) => child === id).map(({ parent }) => parent),
    children: rows.filter(({ parent }) => parent === id).map(({ child }) => child),
  };
}

/** The plan as a document, and the spec of its cascade once it is issued. */
export async function planDocument(
  db: Connection,
  row: Pick<PlanRow, 'fileHash' | 'specHash'>,
): Promise<{ plan: Plan; spec?: CascadeSpec }> {
  const plan = await getDocument<Plan>(db, row.fileHash);
  const spec = row.specHash ? await getDocument<CascadeSpec>(db, row.specHash) : undefined;
  return { plan: plan!, ...(spec && { spec }) };
}

/** Issued plans that wait for a guidance key and whose issuer stands beneath a body, or is it. */
export async function plansAwaiting(db: Connection, key: string, sight: Sight): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select p.id from plans p where p.status in ('issued', 'inForce', 'suspended') and ${seesWholePlan(sight)}
    and exists (select 1 from rounds o where o.plan_id = p.id and o.waits = ${key}) order by p.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Of some guidance keys, the documents that stand registered by an issuer or a body above it, the first of each key. */
export async function registeredGuidance(db: Connection, keys: string[], issuer: string, day: Day): Promise<{ key: string; id: string }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string; id: string }>`
    select distinct on (g.key) g.key, g.id from guidance g
    join events e on e.lane = 'house' and e.type = 'guidanceRegistered' and e.data->>'id' = g.id
    where g.key in (${sql.join(keys)}) and (e.for_unit = ${EVERYWHERE} or exists (select 1 from unit_closure k
      where k.descendant = ${issuer} and k.ancestor = e.for_unit and k.valid_from <= ${day}::date and (k.valid_to is null or ${day}::date <= k.valid_to)))
    order by g.key, g.registered_ms, g.id`.execute(db);
  return rows;
}

/** Guidance keys that the actor's plans wait for. */
export async function awaitedGuidance(
  db: Connection,
  sight: Sight,
): Promise<{ key: string; plan: string; duties: number; sinceMs: number }[]> {
  const { rows } = await sql<{ key: string; plan: string; duties: number; sinceMs: number }>`
    select o.waits as key, p.id as plan, count(d.unit_id)::int as duties, min(o.opens_ms) as "sinceMs"
    from rounds o join plans p on p.id = o.plan_id left join duties d on d.plan_id = o.plan_id and d.item = o.item and d.period = o.period and d.done_ms is null
    where o.waits is not null and p.status in ('issued', 'inForce', 'suspended') and ${seesWholePlan(sight)}
    group by o.waits, p.id order by o.waits, p.id`.execute(db);
  return rows;
}

/** Cascade lanes in which an issuer holds duties of the plans that a plan of its makes concrete. */
export async function parentLanes(db: Connection, planId: string, issuer: string): Promise<string[]> {
  const { rows } = await sql<{ lane: string }>`
    select r.lane from plan_links k join recipients r on r.plan_id = k.parent_id
    where k.child_id = ${planId} and r.unit_id = ${issuer} and r.lane is not null order by r.lane`.execute(db);
  return rows.map(({ lane }) => lane);
}

/** The newest issued plan of a symbol under which a unit still owes an item and period. */
export async function planOwedBy(
  db: Connection,
  on: { symbol: string; unit: string; item: string; period: string },
): Promise<{ id: string; fileHash: Buffer } | undefined> {
  const { rows } = await sql<{ id: string; fileHash: Buffer }>`
    select p.id, p.file_hash as "fileHash" from plans p join duties d on d.plan_id = p.id and d.unit_id = ${on.unit} and d.item = ${on.item}
      and d.period = ${on.period} and d.done_ms is null
    where p.symbol = ${on.symbol} and p.status in ('issued', 'inForce') order by p.issued_ms desc limit 1`.execute(db);
  return rows[0];
}
