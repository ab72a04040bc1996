import { sql, type Transaction } from 'kysely';
import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import { type Day, dayOfMs } from '../domain/day.js';
import type { NoticeContext } from '../domain/notice.js';
import type { Plan } from '../domain/plan.js';
import type { PlanEvent } from '../domain/plan-life.js';
import { getJson } from '../store/content.js';
import type { EventRow } from '../store/events.js';
import type { Database } from '../store/tables.js';

type Trx = Transaction<Database>;

/** What the rule of notices asks of the record. */
type Need = 'issuer' | 'due' | 'superiors' | 'quotas' | 'receivers' | 'holders' | 'recipients';

/** What each event needs read for its notices; undefined: it makes none, and costs nothing. */
const NEEDS: Record<(CascadeEvent | PlanEvent)['type'], readonly Need[] | undefined> = {
  issued: ['recipients'],
  suspended: ['recipients'],
  resumed: ['recipients'],
  revoked: ['recipients'],
  concluded: ['recipients'],
  reminded: ['due'],
  urged: ['due'],
  escalated: ['due', 'issuer', 'superiors'],
  fellDue: ['due', 'issuer', 'superiors'],
  paceChecked: ['quotas', 'issuer', 'superiors'],
  submitted: ['issuer', 'receivers'],
  resubmitted: ['issuer', 'receivers'],
  consolidated: ['issuer', 'receivers'],
  differenceNoted: ['issuer', 'receivers'],
  woken: ['holders'],
  wentStale: [],
  returned: [],
  accepted: [],
  reviewDecided: [],
  opened: undefined,
  roundOpened: undefined,
  superseded: undefined,
  received: undefined,
  ownPlanLinked: undefined,
  progressed: undefined,
  completed: undefined,
  evidenced: undefined,
  targetMoved: undefined,
  guidanceRegistered: undefined,
  collectionDue: undefined,
  ticked: undefined,
};

/** What happens to a whole plan is told by its own lane; the cascades repeat it. */
const OF_PLAN = new Set(['suspended', 'resumed', 'revoked', 'concluded']);

/** Whether no notice comes of an event. */
export function isSilent({ type, lane }: Pick<EventRow, 'type' | 'lane'>): boolean {
  return needsOf(type) === undefined || (OF_PLAN.has(type) && laneKind(lane) === 'cascade');
}

function needsOf(type: string): readonly Need[] | undefined {
  return NEEDS[type as keyof typeof NEEDS];
}

/** Reads what the notices of a batch of events need, one query a kind of need, and only for the items and units they name. */
export async function readContexts(trx: Trx, planId: string, rows: EventRow[]): Promise<(row: EventRow) => NoticeContext> {
  const of = (need: Need) => rows.filter(({ type }) => needsOf(type)?.includes(need));
  const { issuer, receiverOf } = await readPlan(trx, planId, of('issuer'), of('receivers'));
  const vias = await readVias(trx, planId, of('receivers'));
  const dues = await readDues(trx, planId, of('due'));
  const quotas = await readQuotas(trx, planId, of('quotas'));
  const parentOf = await readParents(trx, of('superiors'));
  const holders = of('holders').length > 0 ? await readHolders(trx, planId) : new Map<string, string[]>();
  const recipients = of('recipients').length > 0 ? await readRecipients(trx, planId) : [];
  return ({ lane, atMs }) => ({
    lane: laneKind(lane) as 'plan' | 'cascade',
    part: Number(lane.split(':')[3] ?? 1),
    plan: { id: planId, issuer },
    recipients: () => recipients,
    holdersOf: (item, period) => holders.get(`${item}|${period}`) ?? [],
    superiorOf: (unit) => parentOf(unit, dayOfMs(atMs)),
    reviewerOf: (item) => receiverOf.get(item) ?? issuer,
    viaOf: (item) => vias.get(item),
    dueMsOf: (item, period) => dues.get(`${item}|${period}`),
    quotaOf: (item, unit) => quotas.get(`${item}|${unit}`),
  });
}

/** Codes of the bodies that plan files name as receivers, by hash of the file and then by item: a file never changes under its hash. */
const receiversKept = new Map<string, Map<string, string>>();
const FILES_KEPT = 500;

async function readPlan(
  trx: Trx,
  planId: string,
  named: EventRow[],
  received: EventRow[],
): Promise<{ issuer: string; receiverOf: Map<string, string> }> {
  const receiverOf = new Map<string, string>();
  if (named.length === 0) return { issuer: '', receiverOf };
  const row = await trx.selectFrom('plans').select(['issuer_id', 'file_hash']).where('id', '=', planId).executeTakeFirstOrThrow();
  const codes = received.length === 0 ? new Map<string, string>() : await receiverCodes(trx, row.file_hash);
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
  return { issuer: row.issuer_id, receiverOf };
}

async function receiverCodes(trx: Trx, fileHash: Uint8Array): Promise<Map<string, string>> {
  const key = Buffer.from(fileHash).toString('hex');
  const kept = receiversKept.get(key);
  if (kept) return kept;
  const plan = await getJson<Plan>(trx, fileHash);
  const codes = new Map((plan?.reports ?? []).flatMap(({ id, to }) => (to === undefined ? [] : [[id, to] as const])));
  if (receiversKept.size >= FILES_KEPT) receiversKept.clear();
  receiversKept.set(key, codes);
  return codes;
}

const itemsOf = (rows: EventRow[]): string[] => [...new Set(rows.map(({ data }) => String(data['item'])))];

async function readVias(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, string>> {
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

async function readDues(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const found = await trx
    .selectFrom('rounds')
    .select(['item', 'period', 'due_ms'])
    .where('plan_id', '=', planId)
    .where('item', 'in', itemsOf(rows))
    .execute();
  return new Map(found.flatMap(({ item, period, due_ms }) => (due_ms === null ? [] : [[`${item}|${period}`, due_ms] as const])));
}

async function readQuotas(trx: Trx, planId: string, rows: EventRow[]): Promise<Map<string, number>> {
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
async function readParents(trx: Trx, rows: EventRow[]): Promise<(unit: string, day: Day) => string | undefined> {
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

async function readHolders(trx: Trx, planId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{
    key: string;
    units: string[];
  }>`select item || '|' || period as key, jsonb_agg(unit_id order by unit_id) as units
    from duties where plan_id = ${planId} and done_ms is null and exempt is null and not cancelled group by 1`.execute(trx);
  return new Map(rows.map(({ key, units }) => [key, units]));
}

async function readRecipients(trx: Trx, planId: string): Promise<string[]> {
  return (await trx.selectFrom('recipients').select('unit_id').where('plan_id', '=', planId).orderBy('unit_id').execute()).map(
    ({ unit_id }) => unit_id,
  );
}
