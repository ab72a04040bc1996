import { sql } from 'kysely';
import { hasPostgres, type Postgres, startPostgres } from '../../bench/postgres.js';
import { databaseClock } from '../../store/clock.js';
import { lodgeAll } from '../../store/commands.js';
import { type Db, openPostgres, together } from '../../store/database.js';
import { addLanes } from '../../store/lanes.js';
import { migrate } from '../../store/migrate.js';

const lane = 'plan:p1:cascade:01';

/** Needs PostgreSQL's server binaries on this machine. */
const onServer = hasPostgres() ? it : it.skip;

describe(`on a PostgreSQL server${hasPostgres() ? '' : ' (skipped: its server binaries are not installed)'}`, () => {
  let postgres: Postgres | undefined;
  let db: Db;
  beforeAll(async () => {
    if (!hasPostgres()) return;
    postgres = (await startPostgres())!;
    ({ db } = openPostgres(await postgres.create('store'), 4));
    await migrate(db);
    await db.transaction().execute((trx) => addLanes(trx, [{ lane, kind: 'cascade', planId: 'p1', n: 1 }]));
  });
  afterAll(async () => {
    await db?.destroy();
    await postgres?.stop();
  });

  onServer('a statement that comes again is prepared, one that selects all columns is not', async () => {
    await db.connection().execute(async (one) => {
      for (let n = 0; n < 6; n += 1) {
        expect((await sql<{ n: number }>`select ${n}::int + 1 as n`.execute(one)).rows).toEqual([{ n: n + 1 }]);
        await one.selectFrom('lanes').selectAll().where('n', '=', n).execute();
      }
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one);
      const prepared = rows.map(({ statement }) => statement);
      expect(prepared).toContain('select $1::int + 1 as n');
      expect(prepared.filter((statement) => statement.includes('*'))).toEqual([]);
    });
  });

  onServer('of pieces of a transaction that travel together none stays when one fails, and the connection goes on', async () => {
    const add = (no: number, applied: string) => sql`insert into migrations (no, applied_at) values (${no}, ${applied}::timestamptz)`;
    const failing = db.transaction().execute((trx) =>
      together(
        () => add(1001, '2026-01-01').execute(trx),
        () => add(1002, 'no day').execute(trx),
        async () => {
          await add(1003, '2026-01-01').execute(trx);
          await add(1004, '2026-01-01').execute(trx);
        },
      ),
    );
    await expect(failing).rejects.toThrow('invalid input syntax');
    expect((await sql`select no from migrations where no > 1000`.execute(db)).rows).toEqual([]);
    await db.transaction().execute((trx) =>
      together(
        () => add(1001, '2026-01-01').execute(trx),
        () => add(1002, '2026-01-01').execute(trx),
      ),
    );
    expect((await sql`select no from migrations where no > 1000 order by no`.execute(db)).rows).toEqual([{ no: 1001 }, { no: 1002 }]);
  });

  onServer('commands with bytes, quotes and marks are lodged as they are', async () => {
    const bytes = Buffer.from([0, 1, 255, 34, 92]);
    const hash = Buffer.alloc(32, 7);
    const data = { type: 'urge', text: 'nói "thẳng", \\ và {ngoặc}, NULL' };
    const given = [
      { lodging: { lane, data, source: 'person' as const, actor: 'a', idempotencyKey: 'k,"1"' }, content: { hash, bytes } },
      { lodging: { lane, data: { type: 'tick' }, source: 'tick' as const } },
    ];
    await lodgeAll(db, given, await databaseClock(db).instant());
    const { rows } = await sql<{ data: unknown; key: string | null; bytes: Buffer | null }>`
      select data, idempotency_key as key, bytes from commands left join content on hash = content_hash order by ord`.execute(db);
    expect(rows).toEqual([
      { data, key: 'k,"1"', bytes },
      { data: { type: 'tick' }, key: null, bytes: null },
    ]);
  });
});
