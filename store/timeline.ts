import { sql } from 'kysely';
import type { EventRow } from './events.js';
import type { Connection } from './database.js';

/** An event of a plan, with whose role its sender acted in where that was handed over. */
export type PlanEventRow = EventRow & { onBehalfOf: string | null };

/** Events that tell how a plan went as a whole: its points and its steering, not the acts of single bodies. */
const POINTS = [
  'issued',
  'reminded',
  'escalated',
  'urged',
  'fellDue',
  'woken',
  'consolidated',
  'suspended',
  'resumed',
  'revoked',
  'concluded',
];

/** What concerns every body of a plan, though it names none. */
const OF_ALL = ['issued', 'suspended', 'resumed', 'revoked', 'concluded'];

/** Events of all lanes of a plan in order of their instants, from after a place `atMs|lane|seq`; ticks, which are bookkeeping, left out. */
export async function planTimeline(
  db: Connection,
  planId: string,
  query: { after?: string; limit: number; unit?: string; item?: string; points?: boolean },
): Promise<PlanEventRow[]> {
  const { after, limit, unit, item, points = false } = query;
  const [atMs, lane, seq] = after?.split('|') ?? [];
  const wanted = sql`e.type <> 'ticked'
    ${after === undefined ? sql`` : sql`and e.at_ms >= ${Number(atMs)} and (e.at_ms, e.lane, e.seq) > (${Number(atMs)}, ${lane}, ${Number(seq)})`}
    ${item === undefined ? sql`` : sql`and e.data->>'item' = ${item}`}
    ${points ? sql`and e.type in (${sql.join(POINTS)})` : sql``}`;
  // Of each lane so many: they are few, and each is read in order. What concerns one body is found by it.
  const found =
    unit === undefined
      ? sql`select e.* from lanes l cross join lateral (
          select e.* from events e where e.lane = l.lane and ${wanted} order by e.at_ms, e.seq limit ${limit}) e where l.plan_id = ${planId}`
      : sql`select e.* from lanes l join events e on e.lane = l.lane where l.plan_id = ${planId} and e.data->>'unit' = ${unit} and ${wanted}
        union all select e.* from lanes l join events e on e.lane = l.lane
          where l.plan_id = ${planId} and e.data->>'unit' is null and (e.data->'units' @> to_jsonb(${unit}::text) or e.type in (${sql.join(OF_ALL)})) and ${wanted}`;
  const { rows } = await sql<PlanEventRow>`
    select e.lane, e.seq, e.type, e.v, e.data, e.at_ms as "atMs", e.recorded_ms as "recordedMs", e.command_id as "commandId", e.actor,
      e.for_unit as "forUnit", e.content_hash as "contentHash", e.hash,
      (select g.person_id from commands c join delegations m on m.id = c.delegation join grants g on g.id = m.grant_id where c.id = e.command_id) as "onBehalfOf"
    from (${found}) e order by e.at_ms, e.lane, e.seq limit ${limit}`.execute(db);
  return rows;
}

/** What each body had reached of a target at an instant, by its newest figure until then. */
export async function targetValuesAt(db: Connection, planId: string, item: string, atMs: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit: string; value: number }>`
    select distinct on (e.data->>'unit') e.data->>'unit' as unit, (e.data->>'value')::float8 as value
    from events e join lanes l on l.lane = e.lane
    where l.plan_id = ${planId} and e.type = 'targetMoved' and e.data->>'item' = ${item} and e.at_ms <= ${atMs}
    order by e.data->>'unit', e.at_ms desc, e.seq desc`.execute(db);
  return new Map(rows.map(({ unit, value }) => [unit, value]));
}
