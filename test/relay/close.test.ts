import type { WorkflowClient } from '@temporalio/client';
import { planLane } from '../../contract/names.js';
import { Relay } from '../../relay/relay.js';
import { fixedInstant, outerClock } from '../../store/clock.js';
import { lodge } from '../../store/commands.js';
import { putContent } from '../../store/content.js';
import type { Db } from '../../store/database.js';
import { addLanes } from '../../store/lanes.js';
import { testDatabase } from '../harness/database.js';

const PLAN = 'plan00000001';
const lane = planLane(PLAN);
let db: Db;

beforeAll(async () => {
  ({ db } = await testDatabase());
  const file_hash = await putContent(db, Buffer.from('{"reports":[]}'), 0);
  await db
    .insertInto('plans')
    .values({ id: PLAN, issuer_id: 'tu', type: 'plan', subject: 's', status: 'issued', file_hash, created_ms: 0 })
    .execute();
  await db.transaction().execute((trx) => addLanes(trx, [{ lane, kind: 'plan', planId: PLAN, n: 0 }]));
});
afterAll(() => db.destroy());

test('a relay that is closed leaves a batch that no worker decides, and whoever waits for it, within its grace', async () => {
  let asked = 0;
  const workflows = {
    start: async () => {},
    getHandle: () => ({
      executeUpdate: () => {
        asked += 1;
        return new Promise(() => {});
      },
    }),
  } as unknown as WorkflowClient;
  const said: object[] = [];
  const say = (message: string, data?: object) => void said.push({ message, ...data });
  const log = { info: say, warn: say };
  const relay = new Relay({ db, clock: outerClock(async () => 1), workflows, log });
  const { row } = await lodge(db, { lane, data: { type: 'conclude' }, source: 'person', actor: 'p1' }, fixedInstant(1));
  for (let n = 0; n < 10; n += 1) relay.kick(lane);
  const waiting = relay.decided(row.id, 60_000);
  while (asked === 0) await new Promise((wake) => setTimeout(wake, 10));

  await relay.close(50);
  expect(await waiting).toBeUndefined();
  // Said once, however many asked for the lane.
  expect(said).toEqual([{ message: 'lane left to others', lane }]);
  const { decided } = await db.selectFrom('batches').select('decided').where('lane', '=', lane).executeTakeFirstOrThrow();
  expect(decided).toBe(false);
});
