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

/** Events of all lanes of a plan in order of their instants, from after a place `atMs|lane|seq`; ticks, which are bookkeeping, left out. */
export async function planTimeline(
  db: Connection,
  planId: string,
  query: { after?: string; limit: number; unit?: string; item?: string; points?: boolean },
): Promise<PlanEventRow[]> {
  const { after, limit, unit, item, points = false } = query;
  const [atMs, lane, seq] = after?.split('|') ?? [];
  const { rows } = await sql<PlanEventRow>`
    select e.lane, e.seq, e.type, e.v, e.data, e.at_ms as "atMs", e.recorded_ms as "recordedMs", e.command_id as "commandId", e.actor,
      e.for_unit as "forUnit", e.content_hash as "contentHash", e.hash,
      (select g.person_id from commands c join delegations m on m.id = c.delegation join grants g on g.id = m.grant_id where c.id = e.command_id) as "onBehalfOf"
    from events e join lanes l on l.lane = e.lane where l.plan_id = ${planId} and e.type <> 'ticked'
      ${after === undefined ? sql`` : sql`and (e.at_ms, e.lane, e.seq) > (${Number(atMs)}, ${lane}, ${Number(seq)})`}
      ${unit === undefined ? sql`` : sql`and (e.data->>'unit' = ${unit} or e.data->'units' @> to_jsonb(${unit}::text) or e.type in ('issued', 'suspended', 'resumed', 'revoked', 'concluded'))`}
      ${item === undefined ? sql`` : sql`and e.data->>'item' = ${item}`}
      ${points ? sql`and e.type in (${sql.join(POINTS)})` : sql``}
    order by e.at_ms, e.lane, e.seq limit ${limit}`.execute(db);
  return rows;
}
