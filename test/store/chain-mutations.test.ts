import fc from 'fast-check';
import { sql } from 'kysely';
import { auditVerbs } from '../../client/audit.js';
import type { ClientDeps } from '../../client/deps.js';
import { type Actor, EVERYWHERE } from '../../domain/access.js';
import { chainHash } from '../../store/chain.js';
import type { Db, Trx } from '../../store/database.js';
import { appendEvents, readEvents } from '../../store/events.js';
import { recordHouse } from '../../store/house.js';
import { advanceLane, findLane, lockLane } from '../../store/lanes.js';
import { testDatabase } from '../harness/database.js';

/** An auditor with a head exported earlier against someone who may write any row of the database, as its superuser does. */
const LANE = 'plan:aaaaaaaaaaaa';
const EVENTS = 30;
const EXPORTED = 24;
const auditor: Actor = { person: 'a', name: 'a', language: 'vi', grants: [{ id: 'g', role: 'administrator', unit: EVERYWHERE }] };
let db: Db;
let exported: { lane: string; seq: number; hash: string }[];

beforeAll(async () => {
  ({ db } = await testDatabase());
  await db.transaction().execute((trx) => recordHouse(trx, [event(0)], 0));
  await db.insertInto('lanes').values({ lane: LANE, kind: 'plan', plan_id: 'aaaaaaaaaaaa' }).execute();
  await append(EXPORTED);
  const { seq, hash } = (await findLane(db, LANE))!;
  exported = [{ lane: LANE, seq, hash: hash.toString('hex') }];
  await append(EVENTS - EXPORTED);
});
afterAll(() => db.destroy());

function event(n: number) {
  return { type: 'progressed', atMs: 1_000 * n, data: { unit: `u${n}`, percent: n % 100 }, actor: `p${n % 3}` };
}

async function append(count: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { head } = (await lockLane(trx, LANE, sql<number>`0::bigint`))!;
    const rows = await appendEvents(
      trx,
      head,
      Array.from({ length: count }, (_, n) => event(head.seq + n + 1)),
      0,
    );
    const newest = rows.at(-1)!;
    await advanceLane(trx, LANE, { seq: newest.seq, hash: newest.hash });
  });
}

const against = (trx: Trx, heads = exported) =>
  auditVerbs({ db: trx as unknown as Db, clock: { nowMs: async () => 0 } } as unknown as ClientDeps).verifyAgainst(auditor, heads);

/** What the auditor finds in the lane after somebody did something to it; everything is as before afterwards. */
async function found(mutate: (trx: Trx) => Promise<unknown>): Promise<{ badSeq?: number; problem?: string }> {
  class Undo extends Error {}
  let answer: { badSeq?: number; problem?: string } = {};
  const work = db.transaction().execute(async (trx) => {
    await mutate(trx);
    const { ok, lanes } = await against(trx);
    const { badSeq, problem } = lanes.find(({ lane }) => lane === LANE)!;
    expect(ok).toBe(badSeq === undefined);
    answer = { badSeq, problem };
    throw new Undo();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return answer;
}

/** Makes the chain sound again from an event on, as one who knows how it is made would. */
async function rechain(trx: Trx): Promise<void> {
  let hash: Uint8Array = Buffer.alloc(0);
  const rows = await readEvents(trx, LANE);
  for (const row of rows) {
    hash = chainHash(hash, { ...row, contentHash: row.contentHash?.toString('hex') ?? null });
    await sql`update events set hash = ${hash} where lane = ${LANE} and seq = ${row.seq}`.execute(trx);
  }
  await sql`update lanes set seq = ${rows.length}, hash = ${hash} where lane = ${LANE}`.execute(trx);
}

const anywhere = (last = EVENTS) => fc.integer({ min: 1, max: last });
const runs = { numRuns: 20 };
/** Renumbers the events from one on, in two steps, since numbers must be unique at every moment. */
async function renumber(trx: Trx, from: number, by: number): Promise<void> {
  await sql`update events set seq = seq + ${1000 + by} where lane = ${LANE} and seq >= ${from}`.execute(trx);
  await sql`update events set seq = seq - 1000 where lane = ${LANE} and seq >= 1000`.execute(trx);
}

it('finds nothing in a record that nobody touched, and events added since are no fault', async () => {
  expect(await found(async () => {})).toEqual({});
});

it('names an event that was edited, whatever was changed of it', async () => {
  const changes = {
    data: sql`data = '{"percent":100}'`,
    actor: sql`actor = 'x'`,
    instant: sql`at_ms = 7`,
    type: sql`type = 'completed'`,
    recorded: sql`recorded_ms = 9`,
    hash: sql`hash = sha256('x')`,
  };
  await fc.assert(
    fc.asyncProperty(anywhere(), fc.constantFrom(...Object.values(changes)), async (seq, change) => {
      const edit = (trx: Trx) => sql`update events set ${change} where lane = ${LANE} and seq = ${seq}`.execute(trx);
      expect(await found(edit)).toEqual({ badSeq: seq, problem: 'hash' });
    }),
    runs,
  );
});

it('names the place of an event that was deleted', async () => {
  await fc.assert(
    fc.asyncProperty(anywhere(EVENTS - 1), async (seq) => {
      const removal = (trx: Trx) => sql`delete from events where lane = ${LANE} and seq = ${seq}`.execute(trx);
      expect(await found(removal)).toEqual({ badSeq: seq, problem: 'gap' });
      const closed = async (trx: Trx) => {
        await removal(trx);
        await renumber(trx, seq + 1, -1);
      };
      expect(await found(closed)).toEqual({ badSeq: seq, problem: 'hash' });
    }),
    runs,
  );
});

it('names an event that was inserted', async () => {
  await fc.assert(
    fc.asyncProperty(anywhere(), async (seq) => {
      const insertion = async (trx: Trx) => {
        await renumber(trx, seq, 1);
        await sql`insert into events (lane, seq, type, data, at_ms, recorded_ms, hash)
          values (${LANE}, ${seq}, 'accepted', '{}', 5, 5, sha256('x'))`.execute(trx);
      };
      expect(await found(insertion)).toEqual({ badSeq: seq, problem: 'hash' });
    }),
    runs,
  );
});

it('names the first of two events that were exchanged', async () => {
  await fc.assert(
    fc.asyncProperty(anywhere(EVENTS - 1), fc.nat(5), async (seq, apart) => {
      const other = Math.min(EVENTS, seq + 1 + apart);
      const exchange = async (trx: Trx) => {
        for (const [from, to] of [
          [seq, 5000],
          [other, seq],
          [5000, other],
        ])
          await sql`update events set seq = ${to} where lane = ${LANE} and seq = ${from}`.execute(trx);
      };
      expect(await found(exchange)).toEqual({ badSeq: seq, problem: 'hash' });
    }),
    runs,
  );
});

it('finds a tail that was cut off with its traces, by the exported head alone', async () => {
  await fc.assert(
    fc.asyncProperty(anywhere(EXPORTED), async (seq) => {
      const cut = async (trx: Trx) => {
        await sql`delete from events where lane = ${LANE} and seq >= ${seq}`.execute(trx);
        await rechain(trx);
      };
      expect(await found(cut)).toEqual({ badSeq: seq, problem: 'cut' });
    }),
    runs,
  );
  await db
    .transaction()
    .execute(async (trx) => {
      await sql`delete from events where lane = ${LANE}`.execute(trx);
      await sql`delete from lanes where lane = ${LANE}`.execute(trx);
      const { ok, lanes } = await against(trx);
      expect([ok, lanes.at(-1)]).toEqual([false, { lane: LANE, events: 0, head: '', badSeq: 1, problem: 'cut' }]);
      throw new Error('undo');
    })
    .catch((error: Error) => expect(error.message).toBe('undo'));
});

it('finds a chain that was written anew after an edit, by the exported head alone', async () => {
  await fc.assert(
    fc.asyncProperty(anywhere(EXPORTED), async (seq) => {
      const rewrite = async (trx: Trx) => {
        await sql`update events set data = '{"percent":100}' where lane = ${LANE} and seq = ${seq}`.execute(trx);
        await rechain(trx);
      };
      expect(await found(rewrite)).toEqual({ badSeq: EXPORTED, problem: 'rewritten' });
    }),
    runs,
  );
});
