import { readFileSync, writeFileSync } from 'node:fs';
import { openPglite } from '../../store/database.js';
import { databaseVersion, migrate, NewerDatabaseError } from '../../store/migrate.js';
import { dumpSchema } from './schema-dump.js';

const FILE = 'store/schema.sql';

describe('the schema', () => {
  it('that the migrations make is the one a reviewer reads in store/schema.sql', async () => {
    const { db } = await openPglite();
    await migrate(db);
    const dump = await dumpSchema(db);
    if (process.env.SCHEMA === 'write') writeFileSync(FILE, dump);
    expect(dump).toBe(readFileSync(FILE, 'utf8'));
    await db.destroy();
  });

  it('is brought up to date once, and a database newer than the code is refused', async () => {
    const { db } = await openPglite();
    const applied = await migrate(db);
    expect(applied.length).toBeGreaterThan(0);
    expect(await migrate(db)).toEqual([]);
    expect(await databaseVersion(db)).toBe(applied.length);
    await db
      .insertInto('migrations' as never)
      .values({ no: applied.length + 1 } as never)
      .execute();
    await expect(migrate(db)).rejects.toThrow(NewerDatabaseError);
    await db.destroy();
  });
});
