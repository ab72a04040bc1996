import { CompiledQuery, sql } from 'kysely';
import type { Connection, Db, Trx } from './database.js';
import { databaseVersion, migrate } from './migrate.js';

/**
 * A backup is lines of text: a title, then for each table its name and its rows as JSON, and at last how many rows there were. It is taken
 * in one snapshot, whatever goes on meanwhile, and can be read into PGlite and PostgreSQL alike.
 */
const TITLE = 'dondoc-backup/1';
const ROWS_A_FETCH = 500;

/** What keeps a backup from being read: it is none, was cut off, or there are records already where it should go. */
export class BackupError extends Error {
  constructor(readonly code: 'BACKUP_UNREADABLE' | 'RECORDS_EXIST') {
    super(code);
    this.name = 'BackupError';
  }
}

/** Hands over the lines of a backup, one by one, each without its end. */
export async function writeBackup(db: Db, put: (line: string) => Promise<void>): Promise<{ rows: number }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await put(JSON.stringify({ title: TITLE, migration: await databaseVersion(trx) }));
      let rows = 0;
      for (const table of await tablesInOrder(trx)) {
        await put(JSON.stringify({ table }));
        await sql`declare backup no scroll cursor for select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(trx);
        for (;;) {
          const fetched = await trx.executeQuery<{ row: string }>(CompiledQuery.raw(`fetch ${ROWS_A_FETCH} from backup`));
          for (const { row } of fetched.rows) await put(row);
          rows += fetched.rows.length;
          if (fetched.rows.length === 0) break;
        }
        await sql`close backup`.execute(trx);
      }
      await put(JSON.stringify({ rows }));
      return { rows };
    });
}

/**
 * Reads a backup into a database without records, whole or not at all, and brings it up to this version. Throws BackupError.
 */
export async function readBackup(db: Db, lines: AsyncIterable<string>): Promise<{ rows: number }> {
  const reading = lines[Symbol.asyncIterator]();
  const title = parsed((await reading.next()).value as string | undefined);
  if (title.title !== TITLE || typeof title.migration !== 'number') throw new BackupError('BACKUP_UNREADABLE');
  await migrate(db, title.migration);
  const { rows: acts } = await sql`select 1 from events limit 1`.execute(db);
  if (acts.length > 0 || (await databaseVersion(db)) !== title.migration) throw new BackupError('RECORDS_EXIST');
  const rows = await db.transaction().execute((trx) => load(trx, reading));
  await migrate(db);
  return { rows };
}

async function load(trx: Trx, reading: AsyncIterator<string>): Promise<number> {
  const known = new Set(await tablesInOrder(trx));
  await sql`truncate ${sql.join([...known].map((table) => sql.table(table)))}`.execute(trx);
  let rows = 0;
  let into: Into | undefined;
  for (let next = await reading.next(); !next.done; next = await reading.next()) {
    const line = next.value;
    const control = line.startsWith('{"table":') || /^\{"rows":\d+\}$/.test(line) ? parsed(line) : undefined;
    if (!control) {
      if (!into) break;
      rows += 1;
      await into.add(line);
      continue;
    }
    await into?.flush();
    if (control.table === undefined) {
      if (control.rows !== rows) break;
      await moveSequences(trx, [...known]);
      return rows;
    }
    if (!known.has(control.table)) break;
    into = new Into(trx, control.table, await columnsOf(trx, control.table));
  }
  throw new BackupError('BACKUP_UNREADABLE');
}

/** Rows on their way into a table, some hundred in a statement. */
class Into {
  #waiting: string[] = [];

  constructor(
    readonly trx: Trx,
    readonly table: string,
    readonly columns: string[],
  ) {}

  async add(row: string): Promise<void> {
    this.#waiting.push(row);
    if (this.#waiting.length >= ROWS_A_FETCH) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const columns = sql.join(this.columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(this.table)} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${sql.table(this.table)}, ${`[${this.#waiting.join(',')}]`}::jsonb)`.execute(
      this.trx,
    );
    this.#waiting = [];
  }
}

/** All tables, each after those that it refers to. */
async function tablesInOrder(db: Connection): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'
    order by 1`.execute(db);
  const { rows: refers } = await sql<{ name: string; to: string }>`
    select c.relname::text as name, t.relname::text as to from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_class t on t.oid = k.confrelid where k.contype = 'f' and c.oid <> t.oid`.execute(db);
  const ordered: string[] = [];
  const place = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const { to } of refers.filter((refer) => refer.name === name)) place(to);
    ordered.push(name);
  };
  for (const { name } of tables) place(name);
  return ordered;
}

async function columnsOf(db: Connection, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name::text as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`.execute(db);
  return rows.map(({ name }) => name);
}

/** Numbers that the database gives go on after those that were read. */
async function moveSequences(trx: Trx, tables: string[]): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name::text as table, column_name::text as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`.execute(trx);
  for (const { table, column } of rows.filter((row) => tables.includes(row.table)))
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false) from ${sql.table(table)}`.execute(
      trx,
    );
}

/** A line that is no row: the title, a table's name, the number of rows. */
interface Control {
  title?: string;
  migration?: number;
  table?: string;
  rows?: number;
}

function parsed(line: string | undefined): Control {
  try {
    return JSON.parse(line ?? '') as Control;
  } catch {
    throw new BackupError('BACKUP_UNREADABLE');
  }
}
