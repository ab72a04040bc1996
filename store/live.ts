import { sql } from 'kysely';
import type { Db } from './database.js';

/** An event as far as needed to say whom it concerns. */
export interface LiveEvent {
  lane: string;
  seq: number;
  /** Plan of its lane, or that it names; null: none. */
  plan: string | null;
  type: string;
  unit: string | null;
  units: string[] | null;
  item: string | null;
  recordedMs: number;
}

const COLUMNS = sql`e.lane, e.seq, coalesce(l.plan_id, e.data->>'plan') as plan, e.type, e.data->>'unit' as unit,
  case when jsonb_typeof(e.data->'units') = 'array' then e.data->'units' end as units, e.data->>'item' as item, e.recorded_ms as "recordedMs"`;

/** How far each lane has come: read by its head, which moves in the transaction that writes its events, so that none is overlooked. */
export async function laneHeads(db: Db): Promise<{ lane: string; seq: number }[]> {
  return db.selectFrom('lanes').select(['lane', 'seq']).execute();
}

/** The newest events of some lanes, each from after a number, at most `limit` a lane; ticks left out. */
export async function eventsAfter(db: Db, from: { lane: string; seq: number }[], limit: number): Promise<LiveEvent[]> {
  const { rows } = await sql<LiveEvent>`
    select ${COLUMNS} from jsonb_to_recordset(${JSON.stringify(from)}::jsonb) as x(lane text, seq bigint) join lanes l on l.lane = x.lane
      cross join lateral (select * from events n where n.lane = x.lane and n.seq > x.seq order by n.seq desc limit ${limit}) e
    where e.type <> 'ticked' order by e.recorded_ms, e.lane, e.seq`.execute(db);
  return rows;
}

/** Events recorded from an instant on, of the newest `limit` of each lane; ticks left out. */
export async function eventsSince(db: Db, sinceMs: number, limit: number): Promise<LiveEvent[]> {
  const { rows } = await sql<LiveEvent>`
    select ${COLUMNS} from lanes l cross join lateral (select * from events n where n.lane = l.lane order by n.seq desc limit ${limit}) e
    where e.recorded_ms >= ${sinceMs} and e.type <> 'ticked' order by e.recorded_ms, e.lane, e.seq`.execute(db);
  return rows;
}
