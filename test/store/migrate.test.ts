import { sql } from 'kysely';
import { hasPostgres, type Postgres, startPostgres } from '../../bench/postgres.js';
import { type Db, openPglite, openPostgres } from '../../store/database.js';
import { databaseVersion, migrate, NEWEST_MIGRATION } from '../../store/migrate.js';
import { dumpSchema } from './schema-dump.js';

/** The migration is ended at its n-th statement, from 0, however that is done; a number beyond its last says that it has no more. */
type End = () => void | Promise<void>;

/** Tables, columns, constraints and indexes, as one short text. */
async function shapeOf(db: Db): Promise<string> {
  const { rows } = await sql<{ shape: string }>`
    select md5(string_agg(c.relname || ' ' || coalesce(a.attname, '') || ' ' || coalesce(a.atttypid::text, ''), ',' order by c.relname, a.attnum)) ||
      (select count(*) from pg_constraint) || ' ' || (select count(*) from pg_proc where pronamespace = 'public'::regnamespace) as shape
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'public'::regnamespace`.execute(
    db,
  );
  return rows[0]!.shape;
}

/**
 * Ends every migration at every one of its statements and looks, each time, that what is left is the version before it, whole; then lets it
 * through. Answers how often it was ended.
 */
async function endEverywhere(db: () => Db, end: End): Promise<number> {
  let ended = 0;
  for (let no = 1; no <= NEWEST_MIGRATION; no += 1) {
    await migrate(db(), no - 1);
    const before = await shapeOf(db());
    for (let nth = 0; ; nth += 1) {
      let seen = 0;
      const through = await migrate(db(), no, async () => {
        if (seen === nth) await end();
        seen += 1;
      }).then(
        () => true,
        () => false,
      );
      if (through) break;
      ended += 1;
      expect([no, nth, await databaseVersion(db())]).toEqual([no, nth, no - 1]);
      expect(await shapeOf(db())).toBe(before);
    }
    expect(await databaseVersion(db())).toBe(no);
  }
  return ended;
}

it('a migration that ends at any of its statements leaves the version before it, never something between', async () => {
  const { db } = await openPglite();
  const ended = await endEverywhere(
    () => db,
    () => {
      throw new Error('ended here');
    },
  );
  expect(ended).toBeGreaterThan(50);
  await db.destroy();
});

describe(`on a PostgreSQL server${hasPostgres() ? '' : ' (skipped: its server binaries are not installed)'}`, () => {
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    postgres = hasPostgres() ? await startPostgres() : undefined;
  });
  afterAll(async () => {
    await postgres?.stop();
  });

  (hasPostgres() ? it : it.skip)(
    'so does one whose process is cut off there, and one that two processes run at once is done once',
    async () => {
      const { db: outside } = openPostgres(postgres!.url('postgres'), 1);
      const { db } = openPostgres(await postgres!.create('cut'), 2);
      const ended = await endEverywhere(
        () => db,
        async () => {
          await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut' and state like 'idle in transaction%'`.execute(
            outside,
          );
        },
      );
      expect(ended).toBeGreaterThan(50);
      const { db: twice } = openPostgres(await postgres!.create('twice'), 4);
      const applied = await Promise.all([migrate(twice), migrate(twice), migrate(twice)]);
      expect(applied.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: NEWEST_MIGRATION }, (_, index) => index + 1));
      expect(await dumpSchema(twice)).toBe(await dumpSchema(db));
      for (const one of [outside, db, twice]) await one.destroy();
    },
  );
});
