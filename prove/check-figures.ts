import { sql } from 'kysely';
import type { Db } from '../store/database.js';

interface Frozen {
  plan: string;
  item: string;
  period: string;
  untilMs: number;
  value: number | null;
  missing: string[];
  delivered: number;
}

/**
 * Adds up every frozen figure anew, once by SQL over the newest version accepted by the collection of each body, once by a fold over the
 * events; both must be what was frozen. Answers how many figures were proved, and what is wrong.
 */
export async function checkFigures(db: Db): Promise<{ figures: number; wrong: string[] }> {
  const wrong: string[] = [];
  const frozen = await frozenFigures(db);
  for (const { plan, item, period, untilMs, value, missing, delivered } of frozen) {
    const bySql = await sumBySql(db, plan, item, period, untilMs);
    const byEvents = await sumByEvents(db, plan, item, period, untilMs);
    const told = JSON.stringify({ value, delivered });
    const name = `${plan} ${item} ${period}`;
    if (told !== JSON.stringify(bySql)) wrong.push(`${name}: frozen ${told}, by SQL ${JSON.stringify(bySql)}`);
    if (told !== JSON.stringify(byEvents)) wrong.push(`${name}: frozen ${told}, by its events ${JSON.stringify(byEvents)}`);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from duties
      where plan_id = ${plan} and item = ${item} and period = ${period} and exempt is null`.execute(db);
    if (rows[0]!.n !== delivered + missing.length)
      wrong.push(`${name}: ${rows[0]!.n} owe it, ${delivered} delivered, ${missing.length} named missing`);
  }
  return { figures: frozen.length, wrong };
}

async function frozenFigures(db: Db): Promise<Frozen[]> {
  const { rows } = await sql<Frozen>`
    select c.plan_id as plan, c.item, c.period, e.at_ms as "untilMs", (k.body->'figures'->'so'->>'value')::float as value,
      k.body->'missing' as missing, (k.body->'coverage'->>'delivered')::int as delivered
    from consolidated c join lateral (select convert_from(bytes, 'UTF8')::jsonb as body from content where hash = c.content_hash and n = 0) k on true
      join events e on e.lane = 'plan:' || c.plan_id and e.type = 'collectionDue' and e.data->>'item' = c.item and e.data->>'period' = c.period
    where c.kind = 'frozen'`.execute(db);
  return rows;
}

async function sumBySql(db: Db, plan: string, item: string, period: string, untilMs: number) {
  const { rows } = await sql<{ value: number | null; delivered: number }>`
    select sum((convert_from(k.bytes, 'UTF8')::jsonb->'figures'->>'so')::float) as value, count(*)::int as delivered
    from (select distinct on (unit_id) content_hash from report_versions where plan_id = ${plan} and item = ${item} and period = ${period}
      and accepted_ms <= ${untilMs} order by unit_id, version desc) v join content k on k.hash = v.content_hash and k.n = 0`.execute(db);
  return rows[0]!;
}

/** Each acceptance by then names a version; what was submitted as that version is what counts of the body. */
async function sumByEvents(db: Db, plan: string, item: string, period: string, untilMs: number) {
  const { rows } = await sql<{ type: string; unit: string; version: number; so: number | null }>`
    select e.type, e.data->>'unit' as unit, (e.data->>'version')::int as version, (convert_from(k.bytes, 'UTF8')::jsonb->'figures'->>'so')::float as so
    from events e left join content k on k.hash = e.content_hash and k.n = 0 and e.type in ('submitted', 'resubmitted')
    where e.lane like ${`plan:${plan}:cascade:%`} and e.type in ('submitted', 'resubmitted', 'accepted') and e.at_ms <= ${untilMs}
      and e.data->>'item' = ${item} and e.data->>'period' = ${period} order by e.lane, e.seq`.execute(db);
  const submitted = new Map<string, number | null>();
  const counts = new Map<string, number | null>();
  for (const { type, unit, version, so } of rows) {
    if (type === 'accepted') counts.set(unit, submitted.get(`${unit} ${version}`) ?? null);
    else submitted.set(`${unit} ${version}`, so);
  }
  const values = [...counts.values()].flatMap((value) => value ?? []);
  return { value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0), delivered: counts.size };
}
