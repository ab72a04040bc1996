import { sql } from 'kysely';
import { type Day, dayOfMs } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import { getDocument } from './content.js';
import type { Trx } from './database.js';
import type { EventRow } from './events.js';
import type { PlanFacts } from './lanes.js';

/** Codes of the bodies that plan files name as receivers, by hash of the file and then by item: a file never changes under its hash. */
const receiversKept = new Map<string, Map<string, string>>();
const FILES_KEPT = 500;

/** Issuer of a plan, and the body that receives the reports of each item that names one. */
export async function readPlan(
  trx: Trx,
  planId: string,
  named: EventRow[],
  received: EventRow[],
  known?: Pick<PlanFacts, 'issuer' | 'fileHash'>,
): Promise<{ issuer: string; receiverOf: Map<string, string> }> {
  const receiverOf = new Map<string, string>();
  if (named.length === 0) return { issuer: '', receiverOf };
  const { issuer, fileHash } = known ?? (await planFacts(trx, planId));
  const codes = received.length === 0 ? new Map<string, string>() : await receiverCodes(trx, fileHash);
  if (codes.size > 0) {
    const day = dayOfMs(received.at(-1)!.atMs);
    const { rows } = await sql<{
      code: string;
      unit: string;
    }>`select code, unit_id as unit from unit_versions where code in (${sql.join([...new Set(codes.values())])})
      and valid_from <= ${day}::date and (valid_to is null or ${day}::date <= valid_to)`.execute(trx);
    const unitOf = new Map(rows.map(({ code, unit }) => [code, unit]));
    for (const [item, code] of codes) if (unitOf.has(code)) receiverOf.set(item, unitOf.get(code)!);
  }
  return { issuer, receiverOf };
}

async function planFacts(trx: Trx, planId: string): Promise<Pick<PlanFacts, 'issuer' | 'fileHash'>> {
  const row = await trx.selectFrom('plans').select(['issuer_id', 'file_hash']).where('id', '=', planId).executeTakeFirstOrThrow();
  return { issuer: row.issuer_id, fileHash: row.file_hash };
}

async function receiverCodes(trx: Trx, fileHash: Uint8Array): Promise<Map<string, string>> {
  const key = Buffer.from(fileHash).toString('hex');
  const kept = receiversKept.get(key);
  if (kept) return kept;
  const plan = await getDocument<Plan>(trx, fileHash);
  const codes = new Map((plan?.reports ?? []).flatMap(({ id, to }) => (to === undefined ? [] : [[id, to] as const])));
  if (receiversKept.size >= FILES_KEPT) receiversKept.clear();
  receiversKept.set(key, codes);
  return codes;
}

const itemsOf = (rows: EventRow[]): string[] => [...new Set(rows.map(({ data }) => String(data['item'])))];

/** Staff bodies that reports of the items of some events go through. */
export async function readVias(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const found = await trx
    .selectFrom('relations')
    .select(['item', 'unit_id'])
    .where('plan_id', '=', planId)
    .where('relation', '=', 'via')
    .where('item', 'in', itemsOf(rows))
    .execute();
  return new Map(found.map(({ item, unit_id }) => [item, unit_id]));
}

/** Due instants of the items of some events, by `item|period`. */
export async function readDues(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const found = await trx
    .selectFrom('rounds')
    .select(['item', 'period', 'due_ms'])
    .where('plan_id', '=', planId)
    .where('item', 'in', itemsOf(rows))
    .execute();
  return new Map(found.flatMap(({ item, period, due_ms }) => (due_ms === null ? [] : [[`${item}|${period}`, due_ms] as const])));
}

/** Values allotted of the targets of some events, by `item|unit`. */
export async function readQuotas(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const found = await trx
    .selectFrom('duties')
    .select(['item', 'unit_id', 'quota'])
    .where('plan_id', '=', planId)
    .where('item', 'in', itemsOf(rows))
    .where('quota', 'is not', null)
    .execute();
  return new Map(found.map(({ item, unit_id, quota }) => [`${item}|${unit_id}`, quota!]));
}

/** Parents of the units that events name, each as of a day: the tree may have changed since the event. */
export async function readParents(trx: Trx, rows: EventRow[]): Promise<(unit: string, day: Day) => string | undefined> {
  const units = [...new Set(rows.flatMap(({ data }) => (data['units'] as string[] | undefined) ?? []))];
  if (units.length === 0) return () => undefined;
  const { rows: versions } = await sql<{ unit: string; parent: string | null; from: Day; to: Day | null }>`
    select unit_id as unit, parent_id as parent, valid_from as "from", valid_to as "to" from unit_versions where unit_id in (${sql.join(units)})`.execute(
    trx,
  );
  const byUnit = new Map<string, typeof versions>();
  for (const version of versions) byUnit.set(version.unit, [...(byUnit.get(version.unit) ?? []), version]);
  return (unit, day) => byUnit.get(unit)?.find(({ from, to }) => from <= day && (to === null || day <= to))?.parent ?? undefined;
}

/** Units that still owe each round of a plan, by `item|period`. */
export async function readHolders(trx: Trx, planId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{
    key: string;
    units: string[];
  }>`select item || '|' || period as key, jsonb_agg(unit_id order by unit_id) as units
    from duties where plan_id = ${planId} and done_ms is null and exempt is null and not cancelled group by 1`.execute(trx);
  return new Map(rows.map(({ key, units }) => [key, units]));
}

/** Bodies that a plan is addressed to or gives a duty. */
export async function readRecipients(trx: Trx, planId: string): Promise<string[]> {
  return (await trx.selectFrom('recipients').select('unit_id').where('plan_id', '=', planId).orderBy('unit_id').execute()).map(
    ({ unit_id }) => unit_id,
  );
}
