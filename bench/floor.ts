import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Figures, measure, type Run, type Servers } from './measure.js';

/** The floor: the same acts as one statement and one commit each on bare PostgreSQL, nothing decided, nothing kept but the row. */
export async function benchFloor(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 24 });
  await makeLedger(pool, run.recipients);
  const figures = await measure('floor (bare PostgreSQL)', servers, run, async (recipient, report) => {
    await pool.query(actOf(recipient, report, run.text));
  });
  await pool.end();
  return figures;
}

/** A row for each duty, and a ledger of acts. */
export async function makeLedger(pool: pg.Pool, recipients: number): Promise<void> {
  await pool.query(`create table duty (unit text primary key, received bigint, reported bigint);
    create table ledger (id uuid primary key, unit text not null, kind text not null, body text, at timestamptz not null default clock_timestamp())`);
  await pool.query(`insert into duty (unit) select 'u' || n from generate_series(0, ${recipients}) n`);
}

/** An act as one prepared statement; `also` is written with it. */
export function actOf(recipient: number, report: boolean, text: () => string, also = ''): pg.QueryConfig {
  return {
    name: report ? 'report' : 'receive',
    text: `with entry as (insert into ledger (id, unit, kind, body) values ($1, $2, $3, $4))${also}
      update duty set ${report ? 'reported' : 'received'} = $5 where unit = $2`,
    values: [randomUUID(), `u${recipient}`, report ? 'report' : 'receive', report ? text() : null, Date.now()],
  };
}
