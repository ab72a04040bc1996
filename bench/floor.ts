import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Figures, Servers } from './dondoc.js';
import { closedLoop, cpuMs, percentile } from './cost.js';

/** The floor: the same acts as one statement and one commit each on bare PostgreSQL, nothing decided, nothing kept but the row. */
export async function benchFloor(
  servers: Servers,
  databaseUrl: string,
  recipients: number,
  clients: number,
  text: () => string,
): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 24 });
  await pool.query(`create table duty (unit text primary key, received bigint, reported bigint);
    create table ledger (id uuid primary key, unit text not null, kind text not null, body text, at timestamptz not null default clock_timestamp())`);
  await pool.query(`insert into duty (unit) select 'u' || n from generate_series(0, ${recipients}) n`);
  const cpu = cpuMs(servers.pids);
  const { ms, latencies } = await closedLoop(recipients * 2, clients, async (index) => {
    const unit = `u${index >> 1}`;
    const report = index % 2 === 1;
    await pool.query({
      name: report ? 'report' : 'receive',
      text: `with entry as (insert into ledger (id, unit, kind, body) values ($1, $2, $3, $4))
        update duty set ${report ? 'reported' : 'received'} = $5 where unit = $2`,
      values: [randomUUID(), unit, report ? 'report' : 'receive', report ? text() : null, Date.now()],
    });
  });
  const used = cpuMs(servers.pids) - cpu;
  await pool.end();
  return {
    design: 'floor (bare PostgreSQL)',
    recipients,
    clients,
    perSecond: (recipients * 2 * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    longest: latencies.at(-1) ?? 0,
    cpuMsPerRecipient: used / recipients,
  };
}
