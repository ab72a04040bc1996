import { sql } from 'kysely';
import type { Db } from './database.js';

/** Commands of a lane that nobody has decided yet: how many, and the instant at which the oldest was lodged. */
export interface UndecidedRow {
  lane: string;
  count: number;
  oldestMs: number;
}

/** Undecided commands by lane. */
export async function undecidedByLane(db: Db): Promise<UndecidedRow[]> {
  const { rows } = await sql<UndecidedRow>`select lane, count(*)::int as count, min(lodged_ms) as "oldestMs" from commands
    where decided_ms is null group by lane order by min(lodged_ms)`.execute(db);
  return rows;
}

/** Deliveries given up for good, those that failed and are tried again, and the newest error. */
export async function failedDeliveries(db: Db): Promise<{ failed: number; failing: number; error?: string }> {
  const { rows } = await sql<{ failed: number; failing: number; error: string | null }>`
    select count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'waiting' and last_error is not null)::int as failing,
      (array_agg(last_error order by due_ms desc) filter (where last_error is not null))[1] as error
    from deliveries where state in ('failed', 'waiting')`.execute(db);
  const { failed, failing, error } = rows[0]!;
  return { failed, failing, ...(error !== null && { error }) };
}

/** A command that a rule failed on. */
export interface QuarantinedRow {
  command: string;
  lane: string;
  type: string;
  reason: string;
  lodgedMs: number;
}

const MOST_QUARANTINED = 50;

/** Commands that were set aside because a rule failed on them, newest first. */
export async function quarantined(db: Db): Promise<QuarantinedRow[]> {
  const { rows } = await sql<QuarantinedRow>`
    select id as command, lane, type, problem->'data'->>'reason' as reason, lodged_ms as "lodgedMs" from commands
    where problem is not null and problem->>'code' = 'COMMAND_QUARANTINED' order by ord desc limit ${MOST_QUARANTINED}`.execute(db);
  return rows;
}
