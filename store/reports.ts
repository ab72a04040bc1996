import { sql } from 'kysely';
import type { Connection } from './database.js';

export interface DutyKeyOf {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

export interface DraftRow {
  body: unknown;
  sources: unknown;
  unmapped: string[] | null;
  revision: number;
}

/** The standing draft of a report. */
export async function findDraft(db: Connection, on: DutyKeyOf): Promise<DraftRow | undefined> {
  return db
    .selectFrom('report_drafts')
    .select(['body', 'sources', 'unmapped', 'revision'])
    .where('plan_id', '=', on.plan)
    .where('unit_id', '=', on.unit)
    .where('item', '=', on.item)
    .where('period', '=', on.period)
    .executeTakeFirst() as Promise<DraftRow | undefined>;
}

/** Saves a draft over the revision expected (0: none yet); answers its new revision, undefined when somebody saved in between. */
export async function saveDraft(
  db: Connection,
  on: DutyKeyOf,
  draft: { body: unknown; sources?: unknown; unmapped?: string[]; by: string; savedMs: number },
  revision: number,
): Promise<number | undefined> {
  const { body, sources, unmapped, by, savedMs } = draft;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const { rows } = await sql<{ revision: number }>`
    insert into report_drafts (plan_id, unit_id, item, period, body, sources, unmapped, revision, saved_ms, saved_by)
    values (${on.plan}, ${on.unit}, ${on.item}, ${on.period}, ${json(body)}::jsonb, ${json(sources)}::jsonb, ${json(unmapped)}::jsonb, 1, ${savedMs}, ${by})
    on conflict (plan_id, unit_id, item, period) do update set body = excluded.body, revision = report_drafts.revision + 1, saved_ms = excluded.saved_ms,
      saved_by = excluded.saved_by, sources = coalesce(excluded.sources, report_drafts.sources), unmapped = coalesce(excluded.unmapped, report_drafts.unmapped)
      where report_drafts.revision = ${revision}
    returning revision`.execute(db);
  const saved = rows[0]?.revision;
  return saved === 1 && revision > 0 ? undefined : saved;
}

/** Puts a draft where none stands yet, made by the machine from a subordinate plan's figures. */
export async function offerDraft(
  db: Connection,
  on: DutyKeyOf,
  draft: { body: unknown; sources: unknown; unmapped: string[]; savedMs: number },
): Promise<void> {
  await sql`insert into report_drafts (plan_id, unit_id, item, period, body, sources, unmapped, revision, saved_ms)
    values (${on.plan}, ${on.unit}, ${on.item}, ${on.period}, ${JSON.stringify(draft.body)}::jsonb, ${JSON.stringify(draft.sources)}::jsonb,
      ${JSON.stringify(draft.unmapped)}::jsonb, 1, ${draft.savedMs}) on conflict do nothing`.execute(db);
}

export interface VersionRow {
  version: number;
  contentHash: Buffer;
  lodgedMs: number;
  late: boolean;
  nil: boolean;
  returnedMs: number | null;
  returnHash: Buffer | null;
  acceptedMs: number | null;
}

/** Versions of a report, oldest first. */
export async function reportVersions(db: Connection, on: DutyKeyOf): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select version, content_hash as "contentHash", lodged_ms as "lodgedMs", late, nil, returned_ms as "returnedMs", return_hash as "returnHash",
      accepted_ms as "acceptedMs" from report_versions
    where plan_id = ${on.plan} and unit_id = ${on.unit} and item = ${on.item} and period = ${on.period} order by version`.execute(db);
  return rows;
}

/** The newest accepted version of every report of an item and period, accepted up to an instant. */
export async function acceptedReports(
  db: Connection,
  plan: string,
  item: string,
  period: string,
  untilMs = Number.MAX_SAFE_INTEGER,
): Promise<{ unit: string; version: number; nil: boolean; contentHash: Buffer; acceptedMs: number }[]> {
  const { rows } = await sql<{ unit: string; version: number; nil: boolean; contentHash: Buffer; acceptedMs: number }>`
    select distinct on (unit_id) unit_id as unit, version, nil, content_hash as "contentHash", accepted_ms as "acceptedMs" from report_versions
    where plan_id = ${plan} and item = ${item} and period = ${period} and accepted_ms <= ${untilMs} order by unit_id, version desc`.execute(
    db,
  );
  return rows;
}

/** Reports sent and neither accepted nor returned yet, of some items of a plan. */
export async function unreviewedReports(
  db: Connection,
  plan: string,
  items: string[],
): Promise<{ unit: string; item: string; contentHash: Buffer }[]> {
  if (items.length === 0) return [];
  const rows = await db
    .selectFrom('report_versions')
    .select(['unit_id as unit', 'item', 'content_hash as contentHash'])
    .where('plan_id', '=', plan)
    .where('item', 'in', items)
    .where('accepted_ms', 'is', null)
    .where('returned_ms', 'is', null)
    .where('nil', '=', false)
    .execute();
  return rows.map(({ unit, item, contentHash }) => ({ unit, item, contentHash: Buffer.from(contentHash) }));
}

/** Hash of the newest accepted body of a unit's earlier period of an item: last values to show beside a form. */
export async function lastAccepted(db: Connection, on: DutyKeyOf): Promise<Buffer | undefined> {
  const { rows } = await sql<{ hash: Buffer }>`
    select v.content_hash as hash from report_versions v join rounds o on o.plan_id = v.plan_id and o.item = v.item and o.period = v.period
    where v.plan_id = ${on.plan} and v.unit_id = ${on.unit} and v.item = ${on.item} and v.accepted_ms is not null and not v.nil
      and o.opens_ms < (select r.opens_ms from rounds r where r.plan_id = ${on.plan} and r.item = ${on.item} and r.period = ${on.period})
    order by o.opens_ms desc limit 1`.execute(db);
  return rows[0]?.hash;
}

/** Units that are to report an item and period, and those exempt from it. */
export async function expectedReporters(
  db: Connection,
  plan: string,
  item: string,
  period: string,
): Promise<{ expected: string[]; exempt: string[] }> {
  const { rows } = await sql<{ unit: string; exempt: boolean }>`
    select unit_id as unit, exempt is not null as exempt from duties where plan_id = ${plan} and item = ${item}
      and (period = ${period} or exempt is not null) and not cancelled order by unit_id`.execute(db);
  const exempt = rows.filter((row) => row.exempt).map(({ unit }) => unit);
  return { expected: rows.filter((row) => !row.exempt).map(({ unit }) => unit), exempt };
}

/** Revisions of a consolidated report, the frozen one first. */
export async function consolidatedRevisions(
  db: Connection,
  plan: string,
  item: string,
  period: string,
): Promise<{ revision: number; kind: string; contentHash: Buffer; atMs: number }[]> {
  const { rows } = await sql<{ revision: number; kind: string; contentHash: Buffer; atMs: number }>`
    select revision, kind, content_hash as "contentHash", at_ms as "atMs" from consolidated
    where plan_id = ${plan} and item = ${item} and period = ${period} order by revision`.execute(db);
  return rows;
}

/** Items and periods of a plan that are collected already, as `item|period`. */
export async function collectedPeriods(db: Connection, plan: string): Promise<Set<string>> {
  const rows = await db.selectFrom('consolidated').select(['item', 'period']).distinct().where('plan_id', '=', plan).execute();
  return new Set(rows.map(({ item, period }) => `${item}|${period}`));
}
