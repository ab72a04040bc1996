import { PGlite, types as pgliteTypes } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type PostgresPool, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Database } from './tables.js';

export type Db = Kysely<Database>;

/** A transaction in progress. */
export type Trx = Transaction<Database>;

/** The database, or a transaction in progress on it. */
export type Connection = Db | Trx;

const INT8 = 20;
const DATE = 1082;
/** A server that takes longer to answer counts as away. */
const CONNECT_MS = 10_000;

/** Opens PostgreSQL (15 or newer). Instants are bigint and come as numbers; days come as `YYYY-MM-DD`, never as Date. */
export function openPostgres(connectionString: string, connections = 20): { db: Db; pool: pg.Pool } {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => {
      if (oid === INT8) return Number;
      if (oid === DATE) return (value: string) => value;
      return pg.types.getTypeParser(oid, format as 'text');
    },
  } as pg.CustomTypesConfig;
  const pool = new pg.Pool({ connectionString, max: connections, types, application_name: 'dondoc', connectionTimeoutMillis: CONNECT_MS });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return { db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** Major version of the server, such as 17. */
export async function serverVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int / 10000 as version`.execute(db);
  return rows[0]!.version;
}

/** Opens PGlite on a folder, or in memory; `loadDataDir` starts from a dump. One connection: transactions wait for each other. */
export async function openPglite(dataDir?: string, loadDataDir?: Blob | File): Promise<{ db: Db; pglite: PGlite }> {
  const pglite = await PGlite.create({
    ...(dataDir !== undefined && { dataDir }),
    ...(loadDataDir && { loadDataDir }),
    parsers: {
      [INT8]: Number,
      [DATE]: (value: string) => value,
      [pgliteTypes.BYTEA]: (value: string) => Buffer.from(value.slice(2), 'hex'),
    },
  });
  return { db: new Kysely<Database>({ dialect: new PostgresDialect({ pool: new PglitePool(pglite) }) }), pglite };
}

/** PGlite behind the pool that Kysely's PostgreSQL dialect expects: one client, handed to one user at a time. */
class PglitePool implements PostgresPool {
  #turn: Promise<void> = Promise.resolve();

  constructor(readonly pglite: PGlite) {}

  async connect() {
    let release!: () => void;
    const before = this.#turn;
    this.#turn = new Promise((resolve) => (release = resolve));
    await before;
    return {
      query: async (text: string, parameters: readonly unknown[]) => {
        const { rows, affectedRows } = await this.pglite.query(text, [...parameters]);
        return { command: commandOf(text), rowCount: affectedRows ?? rows.length, rows };
      },
      release,
    } as never;
  }

  async end() {
    await this.pglite.close();
  }
}

function commandOf(text: string): 'UPDATE' | 'DELETE' | 'INSERT' | 'SELECT' {
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase();
  return word === 'UPDATE' || word === 'DELETE' || word === 'INSERT' ? word : 'SELECT';
}
