import { sql } from 'kysely';
import { type Sight, seesDuty, seesPlan } from './sight.js';
import { isOverdue, RUNNING } from './standings.js';
import type { Connection } from './database.js';

/** How many overdue duties the reader sees whose holders' own plans wait for overdue reports of those beneath them. */
export async function lateForThoseBelow(
  db: Connection,
  sight: Sight,
  of: { issuer: string } | { plan: string },
  nowMs: number,
): Promise<number> {
  const within = 'plan' in of ? sql`p.id = ${of.plan}` : sql`p.issuer_id = ${of.issuer} and ${RUNNING}`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from duties d join plans p on p.id = d.plan_id
    where ${within} and ${isOverdue(nowMs)} and d.kind <> 'target' and ${seesDuty(sight)}
      and exists (select 1 from plan_links k join plans c on c.id = k.child_id and c.status in ('issued', 'inForce')
        join duties b on b.plan_id = c.id and b.kind = 'report'
        where k.parent_id = p.id and c.issuer_id = d.unit_id and b.due_ms < ${nowMs} and b.done_ms is null
          and not b.cancelled and b.exempt is null and b.suspended_ms is null)`.execute(db);
  return rows[0]!.count;
}

/** Reports under plans of a body that wait to be reviewed, by plan: how many, and since when the oldest. */
export async function reviewsWaiting(
  db: Connection,
  sight: Sight,
  issuer: string,
): Promise<{ plan: string; count: number; sinceMs: number }[]> {
  const { rows } = await sql<{ plan: string; count: number; sinceMs: number }>`
    select d.plan_id as plan, count(*)::int as count, min(v.lodged_ms) as "sinceMs" from duties d join plans p on p.id = d.plan_id
      join report_versions v on v.plan_id = d.plan_id and v.unit_id = d.unit_id and v.item = d.item and v.period = d.period and v.version = d.version
    where p.issuer_id = ${issuer} and ${RUNNING} and d.review in ('submitted', 'resubmitted') and ${seesDuty(sight)}
    group by d.plan_id order by 3, 1`.execute(db);
  return rows;
}

/** Running plans of a body that hold targets, newest first. */
export async function plansWithTargets(db: Connection, sight: Sight, issuer: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from plans p where p.issuer_id = ${issuer} and ${RUNNING} and ${seesPlan(sight)}
      and exists (select 1 from duties d where d.plan_id = p.id and d.kind = 'target') order by p.issued_ms desc, p.id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** A round as it is still to come: its instants, and how many the reader sees that still owe it. */
export interface ComingRound {
  item: string;
  period: string;
  kind: string;
  title: string;
  opensMs: number;
  dueMs: number | null;
  lockMs: number | null;
  points: { atMs: number; kind: string; n: number }[];
  holders: number;
}

/** Rounds of a plan that end after an instant; for who does not see the plan whole, those of items it sees duties of. */
export async function comingRounds(db: Connection, sight: Sight, plan: string, whole: boolean, nowMs: number): Promise<ComingRound[]> {
  const { rows } = await sql<ComingRound>`
    select o.item, o.period, o.kind, coalesce(i.title, o.item) as title, o.opens_ms as "opensMs", o.due_ms as "dueMs", o.lock_ms as "lockMs", o.points,
      (select count(*)::int from duties d join plans p on p.id = d.plan_id where d.plan_id = o.plan_id and d.item = o.item and d.period = o.period
        and (d.done_ms is null or d.review = 'returned') and not d.cancelled and d.exempt is null and ${seesDuty(sight)}) as holders
    from rounds o left join plan_items i on i.plan_id = o.plan_id and i.item = o.item
    where o.plan_id = ${plan} ${
      whole
        ? sql``
        : sql`and exists (select 1 from duties d join plans p on p.id = d.plan_id where d.plan_id = o.plan_id and d.item = o.item and ${seesDuty(sight)})`
    } order by o.opens_ms, o.item, o.period`.execute(db);
  return rows.filter(
    ({ opensMs, dueMs, lockMs, points }) => Math.max(opensMs, dueMs ?? 0, lockMs ?? 0, ...points.map(({ atMs }) => atMs)) > nowMs,
  );
}
