import { CompiledQuery, sql } from 'kysely';
import records from './migrations/0001-records.js';
import unitsPeople from './migrations/0002-units-people.js';
import plans from './migrations/0003-plans.js';
import sessions from './migrations/0004-sessions.js';
import said from './migrations/0005-said.js';
import delegations from './migrations/0006-delegations.js';
import readings from './migrations/0007-readings.js';
import attachments from './migrations/0008-attachments.js';
import preferences from './migrations/0009-preferences.js';
import reads from './migrations/0010-reads.js';
import type { Connection, Db } from './database.js';

/** Migrations in order; numbered from 1, forward only. */
const MIGRATIONS: readonly string[] = [records, unitsPeople, plans, sessions, said, delegations, readings, attachments, preferences, reads];

const LOCK = 7_080;

/** Number of the newest migration this program knows. */
export const NEWEST_MIGRATION = MIGRATIONS.length;

/** A database made by a newer Dondoc than this one: refused, so that old code never writes into new tables. */
export class NewerDatabaseError extends Error {
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`The database is at migration ${found}, this program knows ${known}`);
    this.name = 'NewerDatabaseError';
  }
}

/**
 * Brings the database up to date, each migration in one transaction with its ledger row first, so that of two runners one waits and
 * finds it done; up to a number where a backup of an older version is to be read. Answers the numbers it applied. Throws NewerDatabaseError
 * when the database is ahead of the code. `at` is called before each statement, for tests that end it there.
 */
export async function migrate(
  db: Db,
  upTo = NEWEST_MIGRATION,
  at?: (no: number, statement: string) => void | Promise<void>,
): Promise<number[]> {
  await db.transaction().execute(async (trx) => {
    // Of processes that begin at once on an empty database one makes the table: `if not exists` alone lets two try.
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    await sql`create table if not exists migrations (no int primary key, applied_at timestamptz not null default now())`.execute(trx);
  });
  const applied: number[] = [];
  for (const [index, statements] of MIGRATIONS.slice(0, upTo).entries()) {
    const no = index + 1;
    await db.transaction().execute(async (trx) => {
      const { rows } = await sql`insert into migrations (no) values (${no}) on conflict do nothing returning no`.execute(trx);
      if (rows.length === 0) return;
      for (const statement of split(statements)) {
        await at?.(no, statement);
        await trx.executeQuery(CompiledQuery.raw(statement));
      }
      applied.push(no);
    });
  }
  const found = await databaseVersion(db);
  if (found > MIGRATIONS.length) throw new NewerDatabaseError(found, MIGRATIONS.length);
  return applied;
}

/** Number of the newest migration in the database; 0 for an empty one. */
export async function databaseVersion(db: Connection): Promise<number> {
  const { rows } = await sql<{ no: number | null }>`select max(no) as no from migrations`.execute(db);
  return rows[0]?.no ?? 0;
}

/** Statements of a migration; none of ours holds a semicolon inside. Comment lines go first. */
function split(statements: string): string[] {
  return statements
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
