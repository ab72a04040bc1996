import { sql, type Transaction } from 'kysely';
import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import { type Day, dayOfMs } from '../domain/day.js';
import { nextDigestMs } from '../domain/digest.js';
import { type Notice, type NoticeContext, noticesOf } from '../domain/notice.js';
import type { Plan } from '../domain/plan.js';
import type { PlanEvent } from '../domain/plan-life.js';
import { getJson } from '../store/content.js';
import type { EventRow } from '../store/events.js';
import { insertNotices } from '../store/notices.js';
import type { Database } from '../store/tables.js';
import { unitTree } from '../store/units.js';
import { eventOf } from './event-of.js';

type Trx = Transaction<Database>;

/** Events that no notice comes of: the busiest ones cost nothing here. */
const SILENT = new Set(['ticked', 'received', 'roundOpened', 'progressed', 'completed', 'evidenced', 'targetMoved', 'superseded', 'collectionDue', 'opened', 'ownPlanLinked']);

/**
 * Writes the notices that events make, and what is to be delivered of them to whom; answers whether there is something to deliver.
 * A key is written once: an event recorded again makes no second notice.
 */
export async function writeNotices(trx: Trx, planId: string, rows: EventRow[], recordedMs: number): Promise<boolean> {
  const loud = rows.filter(({ type }) => !SILENT.has(type));
  if (loud.length === 0) return false;
  const contexts = new Contexts(trx, planId);
  const notices: { notice: Notice; dueMs: number; contentHash: string | null }[] = [];
  for (const row of loud) {
    const context = await contexts.of(row);
    const contentHash = row.contentHash && Buffer.from(row.contentHash).toString('hex');
    for (const notice of noticesOf(eventOf<CascadeEvent | PlanEvent>(row), context))
      notices.push({ notice, dueMs: notice.urgency === 'now' ? row.atMs : nextDigestMs(row.atMs), contentHash });
  }
  return insertNotices(trx, notices, recordedMs);
}

/** What the rule of notices asks of the record, read once a batch and only when an event needs it. */
class Contexts {
  readonly #trx: Trx;
  readonly #planId: string;
  readonly #parents = new Map<Day, Map<string, string | undefined>>();
  #plan?: Promise<{ issuer: string; plan: Plan; vias: Map<string, string>; unitOf: Map<string, string>; recipients: string[]; dues: Map<string, number>; quotas: Map<string, number> }>;

  constructor(trx: Trx, planId: string) {
    this.#trx = trx;
    this.#planId = planId;
  }

  async of(row: EventRow): Promise<NoticeContext> {
    const { issuer, plan, vias, unitOf, recipients, dues, quotas } = await (this.#plan ??= this.#read());
    const parents = await this.#parentsOn(dayOfMs(row.atMs));
    const owing = row.type === 'woken' ? await this.#owing() : new Map<string, string[]>();
    return {
      lane: laneKind(row.lane) as 'plan' | 'cascade',
      part: Number(row.lane.split(':')[3] ?? 1),
      plan: { id: this.#planId, issuer },
      recipients: () => recipients,
      holdersOf: (item, period) => owing.get(`${item}|${period}`) ?? [],
      superiorOf: (unit) => parents.get(unit),
      reviewerOf: (item) => {
        const to = plan.reports.find(({ id }) => id === item)?.to;
        return (to !== undefined && unitOf.get(to)) || issuer;
      },
      viaOf: (item) => vias.get(item),
      dueMsOf: (item, period) => dues.get(`${item}|${period}`),
      quotaOf: (item, unit) => quotas.get(`${item}|${unit}`),
    };
  }

  async #read() {
    const trx = this.#trx;
    const planId = this.#planId;
    const row = await trx.selectFrom('plans').select(['issuer_id', 'file_hash']).where('id', '=', planId).executeTakeFirstOrThrow();
    const plan = (await getJson<Plan>(trx, row.file_hash))!;
    const relations = await trx.selectFrom('relations').select(['item', 'unit_id']).where('plan_id', '=', planId).where('relation', '=', 'via').execute();
    const named = plan.reports.flatMap(({ to }) => to ?? []);
    const units = named.length === 0 ? [] : await trx.selectFrom('unit_versions').select(['code', 'unit_id']).where('code', 'in', named).execute();
    const recipients = await trx.selectFrom('recipients').select('unit_id').where('plan_id', '=', planId).execute();
    const rounds = await trx.selectFrom('rounds').select(['item', 'period', 'due_ms']).where('plan_id', '=', planId).execute();
    const quotas = await trx.selectFrom('duties').select(['item', 'unit_id', 'quota']).where('plan_id', '=', planId).where('kind', '=', 'target').execute();
    return {
      issuer: row.issuer_id,
      plan,
      vias: new Map(relations.map(({ item, unit_id }) => [item, unit_id])),
      unitOf: new Map(units.map(({ code, unit_id }) => [code, unit_id])),
      recipients: recipients.map(({ unit_id }) => unit_id),
      dues: new Map(rounds.flatMap(({ item, period, due_ms }) => (due_ms === null ? [] : [[`${item}|${period}`, due_ms] as const]))),
      quotas: new Map(quotas.flatMap(({ item, unit_id, quota }) => (quota === null ? [] : [[`${item}|${unit_id}`, quota] as const]))),
    };
  }

  async #parentsOn(day: Day): Promise<Map<string, string | undefined>> {
    let parents = this.#parents.get(day);
    if (!parents) {
      const tree = await unitTree(this.#trx, day);
      parents = new Map([...tree.units.values()].map(({ id, parent }) => [id, parent]));
      this.#parents.set(day, parents);
    }
    return parents;
  }

  async #owing(): Promise<Map<string, string[]>> {
    const { rows } = await sql<{ key: string; units: string[] }>`select item || '|' || period as key, jsonb_agg(unit_id order by unit_id) as units
      from duties where plan_id = ${this.#planId} and done_ms is null and exempt is null and not cancelled group by 1`.execute(this.#trx);
    return new Map(rows.map(({ key, units }) => [key, units]));
  }
}
