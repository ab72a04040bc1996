import { sql } from 'kysely';
import type { Db } from './database.js';

/** Commands of a lane that nobody has decided yet: how many, and the instant at which the oldest was lodged. */
export interface UndecidedRow {
  lane: string;
  count: number;
  oldestMs: number;
}

/** Undecided commands (alias c): those nobody claimed yet, and those of the open batches; found by these, however many are decided. */
export const UNDECIDED = sql`(
  select lane, lodged_ms from commands where batch is null and decided_ms is null
  union all select m.lane, m.lodged_ms from batches b join commands m on m.lane = b.lane and m.batch = b.no where not b.decided and m.decided_ms is null) c`;

/** Undecided commands by lane. */
export async function undecidedByLane(db: Db): Promise<UndecidedRow[]> {
  const { rows } = await sql<UndecidedRow>`select lane, count(*)::int as count, min(lodged_ms) as "oldestMs" from ${UNDECIDED}
    group by lane order by min(lodged_ms)`.execute(db);
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

/** A letter that did not go out: to whom, about what, what the mail channel said, and whether it is tried again. */
export interface FailedDelivery {
  person: string;
  plan: string;
  kind: string;
  attempts: number;
  dueMs: number;
  error: string;
  forGood: boolean;
}

const MOST_FAILED = 50;

/** Letters that did not go out, those given up first, then the most tried. */
export async function listFailedDeliveries(db: Db): Promise<FailedDelivery[]> {
  const { rows } = await sql<FailedDelivery>`
    select d.person_id as person, n.plan_id as plan, n.kind, d.attempts, d.due_ms as "dueMs", d.last_error as error, d.state = 'failed' as "forGood"
    from deliveries d join notices n on n.id = d.notice_id where d.state in ('failed', 'waiting') and d.last_error is not null
    order by d.state, d.attempts desc, d.due_ms limit ${MOST_FAILED}`.execute(db);
  return rows;
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
