import { sql } from 'kysely';
import type { CascadeSpec } from '../domain/cascade-spec.js';
import { ONCE } from '../domain/duty.js';
import type { Plan } from '../domain/plan.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { Trx } from './database.js';

/** Everything an issued plan asks of whom, as rows: items, recipients, relations, rounds, exempt duties. The duties come as their rounds open. */
export async function projectIssued(trx: Trx, plan: Plan, spec: CascadeSpec, specHash: Uint8Array): Promise<void> {
  const { plan: id, issuedMs } = spec;
  await trx
    .updateTable('plans')
    .set({ status: 'issued', issued_ms: issuedMs, spec_hash: specHash, horizon_to: plan.horizon.to })
    .where('id', '=', id)
    .execute();
  const items = [
    ...plan.tasks.map(({ id: item, clause, title }) => ({ item, kind: 'task', clause, title })),
    ...plan.reports.map(({ id: item, clause, title }) => ({ item, kind: 'report', clause, title })),
    ...plan.targets.map(({ id: item, clause, indicator }) => ({ item, kind: 'target', clause, title: indicator })),
  ];
  await rows(
    trx,
    items,
    (json) => sql`insert into plan_items (plan_id, item, kind, clause, title)
    select ${id}, item, kind, clause, title from jsonb_to_recordset(${json}::jsonb) as x(item text, kind text, clause text, title text)`,
  );
  await rows(
    trx,
    spec.recipients,
    (json) => sql`insert into recipients (plan_id, unit_id, purposes)
    select ${id}, unit, purposes from jsonb_to_recordset(${json}::jsonb) as x(unit text, purposes jsonb)`,
  );
  // Who leads an item holds a duty of it: that is its own, and gives no sight of others'.
  const parts = spec.relations.filter(({ relation }) => relation !== 'lead');
  await rows(
    trx,
    parts,
    (json) => sql`insert into relations (plan_id, item, unit_id, relation)
    select ${id}, item, unit, relation from jsonb_to_recordset(${json}::jsonb) as x(item text, unit text, relation text) on conflict do nothing`,
  );
  const rounds = spec.rounds.map(({ holders: _holders, ...round }, idx) => ({ ...round, idx }));
  await rows(
    trx,
    rounds,
    (json) => sql`insert into rounds (plan_id, item, period, idx, kind, opens_ms, stated_day, due_ms, lock_ms, waits, points, why)
    select ${id}, item, period, idx, kind, "opensMs", "statedDay", "dueMs", "lockMs", waits, points, why from jsonb_to_recordset(${json}::jsonb)
      as x(item text, period text, idx int, kind text, "opensMs" bigint, "statedDay" date, "dueMs" bigint, "lockMs" bigint, waits text, points jsonb, why jsonb)`,
  );
  const exempt = spec.exempt.map(({ item, unit, reason }) => ({ item, unit, reason, kind: kindOf(plan, item) }));
  await rows(
    trx,
    exempt,
    (json) => sql`insert into duties (plan_id, unit_id, item, period, kind, opens_ms, exempt)
    select ${id}, unit, item, ${ONCE}, kind, ${issuedMs}, reason from jsonb_to_recordset(${json}::jsonb)
      as x(item text, unit text, kind text, reason text) on conflict do nothing`,
  );
}

async function rows(trx: Trx, values: unknown[], statement: (json: string) => ReturnType<typeof sql>): Promise<void> {
  if (values.length > 0) await statement(JSON.stringify(values)).execute(trx);
}

function kindOf(plan: Plan, item: string): string {
  if (plan.reports.some(({ id }) => id === item)) return 'report';
  return plan.targets.some(({ id }) => id === item) ? 'target' : 'task';
}

/** The status of a plan and the revisions of its consolidated reports, as its events say. */
export async function projectPlan(trx: Trx, planId: string, event: PlanEvent, contentHash: Uint8Array | null): Promise<void> {
  const { atMs } = event;
  const plan = trx.updateTable('plans').where('id', '=', planId);
  switch (event.type) {
    case 'suspended':
      await plan.set({ status: 'suspended', suspended_ms: atMs }).execute();
      return;
    case 'resumed':
      await plan.set({ status: sql`case when in_force_ms is null then 'issued' else 'inForce' end`, suspended_ms: null }).execute();
      return;
    case 'revoked':
      await plan.set({ status: 'revoked', ended_ms: atMs }).execute();
      return;
    case 'concluded':
      await plan.set({ status: 'concluded', ended_ms: atMs, summary_hash: contentHash }).execute();
      return;
    case 'consolidated':
    case 'differenceNoted': {
      const { item, period, revision } = event;
      const kind = event.type === 'consolidated' ? 'frozen' : 'difference';
      await trx
        .insertInto('consolidated')
        .values({ plan_id: planId, item, period, revision, kind, content_hash: contentHash ?? Buffer.alloc(0), at_ms: atMs })
        .execute();
      return;
    }
    default:
  }
}

/** A plan comes into force at its first receipt, unless it names the day itself. */
export async function projectInForce(trx: Trx, planId: string, atMs: number): Promise<void> {
  await sql`update plans set in_force_ms = ${atMs}, status = case when status = 'issued' then 'inForce' else status end
    where id = ${planId} and in_force_ms is null`.execute(trx);
}
