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
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    types,
    application_name: 'dondoc',
    // To compile a statement costs a second, and saves less in any of ours: its estimate takes what may be seen to be looked up for each row.
    options: '-c jit=off',
    connectionTimeoutMillis: CONNECT_MS,
    Client: PreparingClient,
    // Statements of a transaction that do not wait for each other travel together.
    pipeline: true,
  } as pg.PoolConfig);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return { db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** Prepares statements that come again, on each connection once: to parse and plan them costs more than to run them. */
class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // One that breaks between two statements of a transaction tells the next of them; without a listener it would end the process.
    this.on('error', () => {});
  }

  override query(...given: unknown[]): never {
    const [text, values] = given;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? statementName(text) : undefined;
    return (super.query as (...some: unknown[]) => never)(...(name === undefined ? given : [{ name, text, values }]));
  }
}

/** How often each text was met, and the names of those that are prepared. Of texts that hold lists of any length not all can be. */
const met = new Map<string, number>();
const named = new Map<string, string>();
const OFTEN = 3;
const MOST_MET = 2000;
const MOST_NAMED = 200;
/** What selects all columns would break when a newer program adds one, once it is prepared. */
const ALL_COLUMNS = /(select|returning|\.) ?\*/i;

function statementName(text: string): string | undefined {
  const known = named.get(text);
  if (known !== undefined || named.size >= MOST_NAMED) return known;
  const times = (met.get(text) ?? 0) + 1;
  if (met.size >= MOST_MET) met.clear();
  met.set(text, times);
  if (times < OFTEN || ALL_COLUMNS.test(text)) return undefined;
  const name = `dondoc_${named.size + 1}`;
  named.set(text, name);
  met.delete(text);
  return name;
}

type Works = (() => Promise<unknown>)[];
type Results<Given extends Works> = { [Index in keyof Given]: Awaited<ReturnType<Given[Index]>> };

/** Runs pieces of a transaction that do not read each other's rows: their statements travel together. All have ended before an error is thrown. */
export async function together<Given extends Works>(...works: Given): Promise<Results<Given>> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  const failed = settled.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as Results<Given>;
}

/** Runs pieces of a transaction in order, each after what the one before has written. */
export async function oneByOne<Given extends Works>(...works: Given): Promise<Results<Given>> {
  const results: unknown[] = [];
  for (const work of works) results.push(await work());
  return results as Results<Given>;
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
