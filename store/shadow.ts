import { sql } from 'kysely';
import type { Db, Trx } from './database.js';

/** Tables that follow from the events of issued plans, each with the columns that name a row of it. */
const PROJECTIONS = {
  plan_items: ['item'],
  recipients: ['unit_id'],
  relations: ['item', 'unit_id'],
  lane_classes: ['lane', 'class'],
  rounds: ['item', 'period'],
  duties: ['unit_id', 'item', 'period'],
  report_versions: ['unit_id', 'item', 'period', 'version'],
  progress_notes: ['lane', 'seq'],
  consolidated: ['item', 'period', 'revision'],
} as const;

/** Rows of one table that are not what the events make of them; `first` names one. */
export interface TableDrift {
  table: string;
  rows: number;
  first: string;
}

/**
 * Makes the projections of a plan anew beside the real ones and tells how they differ. `project` writes them from the events; in the
 * transaction handed to it the tables' names lead to empty temporary ones, so that nothing real is locked or changed.
 */
export async function compareProjections(db: Db, planId: string, project: (trx: Trx) => Promise<void>): Promise<TableDrift[]> {
  const drift: TableDrift[] = [];
  const undo = new Error('the shadow is thrown away');
  const work = db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      for (const table of ['plans', ...Object.keys(PROJECTIONS)])
        await sql`create temp table ${sql.table(`pg_temp.${table}`)} (like ${sql.table(`public.${table}`)} including defaults including indexes)
          on commit drop`.execute(trx);
      await sql`insert into plans select * from public.plans where id = ${planId}`.execute(trx);
      await sql`update plans set status = 'draft', spec_hash = null, issued_ms = null, in_force_ms = null, suspended_ms = null, ended_ms = null,
        summary_hash = null, horizon_to = null`.execute(trx);
      await project(trx);
      drift.push(...(await differences(trx, 'plans', ['id'], sql`id = ${planId}`)));
      for (const [table, key] of Object.entries(PROJECTIONS)) {
        const own =
          table === 'lane_classes' ? sql`lane in (select lane from public.lanes where plan_id = ${planId})` : sql`plan_id = ${planId}`;
        drift.push(...(await differences(trx, table, key, own)));
      }
      throw undo;
    });
  await work.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return drift;
}

async function differences(trx: Trx, table: string, key: readonly string[], own: ReturnType<typeof sql>): Promise<TableDrift[]> {
  const [real, shadow] = [sql.table(`public.${table}`), sql.table(`pg_temp.${table}`)];
  const name = sql.join(
    key.map((column) => sql`${sql.ref(column)}`),
    sql`, `,
  );
  const { rows } = await sql<{ rows: number; first: string }>`
    with real as (select * from ${real} where ${own}), other as (
      (select * from real except select * from ${shadow}) union (select * from ${shadow} except select * from real))
    select count(distinct (${name}))::int as rows, min(concat_ws(' ', ${name})) as first from other having count(*) > 0`.execute(trx);
  return rows.map((row) => ({ table, ...row }));
}
