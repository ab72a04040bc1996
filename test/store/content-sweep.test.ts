import { readFileSync } from 'node:fs';
import { getContent, putContent } from '../../store/content.js';
import { NAMES_CONTENT, sweepContent, sweepReadings } from '../../store/content-sweep.js';
import { testDatabase } from '../harness/database.js';

describe('the sweep of content', () => {
  it('knows every column of the schema that names content', () => {
    const columns: string[] = [];
    let table = '';
    for (const line of readFileSync('store/schema.sql', 'utf8').split('\n')) {
      table = /^create table (\w+)/.exec(line)?.[1] ?? table;
      const column = /^ {2}(\w+_hash) bytea/.exec(line)?.[1];
      // What tells a repeated request from another is the hash of no content.
      if (column !== undefined && column !== 'body_hash') columns.push(`${table}.${column}`);
    }
    expect(NAMES_CONTENT.map((one) => one.join('.')).toSorted()).toEqual(columns.toSorted());
  });

  it('takes what nothing names, in all its chunks, and leaves what is named or new', async () => {
    const { db } = await testDatabase();
    const [big, named, fresh, read] = await Promise.all(
      [Buffer.alloc(2_500_000, 7), Buffer.from('named'), Buffer.from('fresh'), Buffer.from('read')].map((bytes, at) =>
        putContent(db, bytes, at === 2 ? 2000 : 1000),
      ),
    );
    await db.insertInto('persons').values({ id: 'a', name: 'a', created_ms: 0 }).execute();
    const reading = { person_id: 'a', name: 'x', kind: 'txt', size: 1 };
    await db
      .insertInto('readings')
      .values({ ...reading, id: 'old', content_hash: read!, draft_hash: read!, made_ms: 1000 })
      .execute();
    await db
      .insertInto('readings')
      .values({ ...reading, id: 'new', content_hash: named!, draft_hash: named!, made_ms: 2000 })
      .execute();
    const swept = () => sweepContent(db, 1500, 10);
    expect(await swept()).toBe(1);
    expect(await Promise.all([big, named, fresh, read].map(async (hash) => (await getContent(db, hash!)) !== undefined))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await db.transaction().execute((trx) => sweepReadings(trx, 1500))).toBe(1);
    expect([await swept(), await swept()]).toEqual([1, 0]);
    expect(await getContent(db, read!)).toBeUndefined();
    await db.destroy();
  });
});
