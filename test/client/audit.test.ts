import { auditVerbs } from '../../client/audit.js';
import type { ClientDeps } from '../../client/deps.js';
import { type Actor, EVERYWHERE } from '../../domain/access.js';
import { recordHouse } from '../../store/house.js';
import { testDatabase } from '../harness/database.js';

const operator: Actor = {
  person: 'operator',
  name: 'operator',
  language: 'vi',
  grants: [{ id: 'operator', role: 'operator', unit: EVERYWHERE }],
};

it('proves a lane that goes on while it is looked at, and tells a head of one instant', async () => {
  const { db } = await testDatabase();
  try {
    const audit = auditVerbs({ db, clock: { nowMs: async () => 0 } } as unknown as ClientDeps);
    const act = (n: number) =>
      db.transaction().execute(async (trx) => recordHouse(trx, [{ type: 'peopleImported', atMs: n, data: { people: [`p${n}`] } }], n));
    for (let n = 0; n < 3; n += 1) await act(n);
    const [told] = await Promise.all([audit.verify(operator), ...Array.from({ length: 8 }, (_, n) => act(10 + n))]);
    expect(told).toMatchObject({ ok: true });

    const [again, before] = await Promise.all([
      audit.verify(operator),
      audit.verifyAgainst(
        operator,
        told.lanes.map(({ lane, events, head }) => ({ lane, seq: events, hash: head })),
      ),
      ...Array.from({ length: 8 }, (_, n) => act(20 + n)),
    ]);
    expect(again).toMatchObject({ ok: true });
    expect(before).toMatchObject({ ok: true });
  } finally {
    await db.destroy();
  }
});
