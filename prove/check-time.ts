import { sql } from 'kysely';
import type { Db } from '../store/database.js';
import type { Topology } from './topology.js';

/** How the points in time were kept: how many fired, how late, and what is wrong with them. */
export interface TimeFigures {
  fired: number;
  /** Real ms from a due point, or from when all was well again after it, to its record: median and longest. */
  lateMs: { median: number; longest: number };
  wrong: string[];
}

/** Longest time, with nothing broken, that a due point may wait for its event. */
const FIRED_WITHIN_MS = 60_000;
/** Types of events that stand for a point in time. */
const TIMED = ['roundOpened', 'fellDue', 'wentStale', 'reminded', 'escalated', 'superseded', 'collectionDue'];

/** Looks at every event that time brought about: none early, none later than a minute of calm; what is still to come lies ahead. */
export async function checkTime(db: Db, topology: Topology): Promise<TimeFigures> {
  const { rows } = await sql<{ lane: string; seq: number; type: string; atMs: number; recordedMs: number }>`
    select lane, seq, type, at_ms as "atMs", recorded_ms as "recordedMs" from events where type in (${sql.join(TIMED)}) order by lane, seq`.execute(
    db,
  );
  const { rows: issued } = await sql<{ lane: string; atMs: number }>`
    select lane, min(recorded_ms) as "atMs" from events group by lane`.execute(db);
  const bornMs = new Map(issued.map(({ lane, atMs }) => [lane, atMs]));
  const wrong: string[] = [];
  const late: number[] = [];
  for (const { lane, seq, type, atMs, recordedMs } of rows) {
    if (recordedMs < atMs) wrong.push(`${lane} ${seq} ${type} fired ${atMs - recordedMs} ms early`);
    // What was due before its plan was issued could fire no sooner.
    const fromMs = Math.max(atMs, bornMs.get(lane) ?? 0);
    const waitedMs = topology.wellMs(fromMs, recordedMs);
    late.push(waitedMs);
    if (waitedMs > FIRED_WITHIN_MS) wrong.push(`${lane} ${seq} ${type} fired after ${waitedMs} ms in which nothing was broken`);
  }
  late.sort((a, b) => a - b);
  return { fired: rows.length, lateMs: { median: late[Math.floor(late.length / 2)] ?? 0, longest: late.at(-1) ?? 0 }, wrong };
}
