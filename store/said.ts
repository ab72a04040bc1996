import { sql } from 'kysely';
import { DECISIONS, type Said, saidOf } from '../domain/said.js';
import type { Connection } from './database.js';

/** An act with what was written beside it. */
export interface SaidRow {
  type: string;
  atMs: number;
  forUnit: string | null;
  data: Record<string, unknown>;
  said?: Said;
}

/** The content of an event (alias e), which is one chunk of JSON. */
const SAID = sql`(select convert_from(c.bytes, 'UTF8')::jsonb from content c where c.hash = e.content_hash and c.n = 0)`;

/** Acts on one duty beside which something was written, in order of time. */
export async function saidOfDuty(db: Connection, on: { plan: string; unit: string; item: string; period: string }): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow & { content: object }>`
    select e.type, e.at_ms as "atMs", e.for_unit as "forUnit", e.data, ${SAID} as content
    from events e join recipients r on r.lane = e.lane and r.plan_id = ${on.plan} and r.unit_id = ${on.unit}
    where e.content_hash is not null
      and e.type in ('urged', 'progressed', 'completed', 'evidenced', 'targetMoved', 'returned', 'accepted', 'returnUndone', 'acceptanceUndone',
        'reviewDecided')
      and e.data->>'unit' = ${on.unit} and e.data->>'item' = ${on.item} and e.data->>'period' = ${on.period}
    order by e.at_ms, e.seq`.execute(db);
  return rows.flatMap(({ content, ...row }) => {
    const said = saidOf(row.type, content);
    return said ? [{ ...row, said }] : [];
  });
}

/** The decisions on a plan since it was issued, with their reasons, in order of time. */
export async function decisionsOn(db: Connection, planId: string): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow & { content: object | null }>`
    select e.type, e.at_ms as "atMs", e.for_unit as "forUnit", e.data, ${SAID} as content from events e
    where e.lane = ${`plan:${planId}`} and e.type in (${sql.join([...DECISIONS])}) order by e.seq`.execute(db);
  return rows.map(({ content, ...row }) => {
    const said = saidOf(row.type, content ?? undefined);
    return { ...row, ...(said && { said }) };
  });
}
