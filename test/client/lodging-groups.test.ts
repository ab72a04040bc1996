import { LodgingGroups } from '../../client/lodging-groups.js';
import { databaseClock } from '../../store/clock.js';
import { sha256 } from '../../store/chain.js';
import { claim, type Lodging } from '../../store/commands.js';
import { getContent } from '../../store/content.js';
import type { Db } from '../../store/database.js';
import { addLanes } from '../../store/lanes.js';
import { testDatabase } from '../harness/database.js';

const lane = 'plan:p1:cascade:01';

let db: Db;
let groups: LodgingGroups;
let statements: string[] = [];

beforeEach(async () => {
  ({ db } = await testDatabase());
  await db.transaction().execute((trx) => addLanes(trx, [{ lane, kind: 'cascade', planId: 'p1', n: 1 }]));
  statements = [];
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  groups = new LodgingGroups({ db: counting, clock: databaseClock(db) });
});
afterEach(() => db.destroy());

function receipt(n: number, more: Partial<Lodging> = {}): Lodging {
  const data = { type: 'receive', unit: `u${n}` } as { type: string };
  return { lane, data, source: 'person', actor: `p${n}`, idempotencyKey: `k${n}`, bodyHash: sha256(`b${n}`), ...more };
}

function report(n: number) {
  const bytes = Buffer.from(`report "${n}" \\ có dấu`);
  return { lodging: receipt(n, { data: { type: 'submit' } }), content: { hash: sha256(bytes), bytes } };
}

test('commands that arrive together are lodged in one statement, in their order, each answered with its own row', async () => {
  const answers = await Promise.all([1, 2, 3].map((n) => groups.lodge({ lodging: receipt(n, { forUnit: `u${n}`, role: 'clerk' }) })));
  expect(statements).toHaveLength(1);
  expect(answers.map(({ fresh, row }) => [fresh, row.actor, row.forUnit])).toEqual([1, 2, 3].map((n) => [true, `p${n}`, `u${n}`]));
  const batch = (await claim(db, lane, await databaseClock(db).instant()))!;
  expect(batch.commands.map(({ id }) => id)).toEqual(answers.map(({ row }) => row.id));
  const { no: _no, fingerprint: _print, laneState: _state, ord: _ord, ...stored } = batch.commands[0] as never as Record<string, unknown>;
  const { batch: _batch, ...answered } = answers[0]!.row;
  expect({ ...stored, batch: undefined }).toEqual({ ...answered, batch: undefined });
});

test('those that arrive while a group is being stored are lodged together in the next', async () => {
  const first = groups.lodge({ lodging: receipt(1) });
  await new Promise(setImmediate);
  await Promise.all([first, groups.lodge({ lodging: receipt(2) }), groups.lodge({ lodging: receipt(3) })]);
  expect(statements).toHaveLength(2);
});

test('bytes go with their commands; the same bytes of two senders are kept once', async () => {
  const [one, other, same] = [report(1), report(2), { ...report(1), lodging: receipt(3, { data: { type: 'submit' } }) }];
  const answers = await Promise.all([one, other, same].map((given) => groups.lodge(given)));
  for (const [index, { content }] of [one, other, same].entries()) {
    expect(answers[index]!.row.contentHash).toEqual(Buffer.from(content.hash));
    expect(await getContent(db, content.hash)).toEqual(content.bytes);
  }
  expect(await db.selectFrom('content').select('hash').execute()).toHaveLength(2);
});

test('of two with one key the first stands, and the second is answered with it', async () => {
  const [first, second] = await Promise.all([groups.lodge({ lodging: receipt(1) }), groups.lodge({ lodging: receipt(1) })]);
  expect([first!.fresh, second!.fresh]).toEqual([true, false]);
  expect(second!.row.id).toBe(first!.row.id);
  const later = await groups.lodge({ lodging: receipt(1, { bodyHash: sha256('other') }) });
  expect([later.fresh, later.row.id]).toEqual([false, first!.row.id]);
  expect(Buffer.from(later.row.bodyHash!)).toEqual(sha256('b1'));
});

test('one that cannot be stored is refused alone, its neighbours are lodged', async () => {
  const bad = groups.lodge({ lodging: receipt(2, { lane: 'plan:of-nobody' }) });
  const good = [1, 3].map((n) => groups.lodge({ lodging: receipt(n) }));
  await expect(bad).rejects.toThrow('commands_lane_fkey');
  expect((await Promise.all(good)).map(({ fresh }) => fresh)).toEqual([true, true]);
  expect(await db.selectFrom('commands').select('id').execute()).toHaveLength(2);
});
