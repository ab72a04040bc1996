import { createDondoc } from '../../client/create.js';
import { openSession } from '../../client/open-session.js';
import type { Actor } from '../../domain/access.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { startOfDayMs } from '../../domain/day.js';
import { outerClock } from '../../store/clock.js';
import { testDatabase } from '../harness/database.js';

const HOUR = 3_600_000;
const administrator: Actor = { person: 'a', name: 'a', language: 'vi', grants: [{ id: 'g', role: 'administrator', unit: '*' }] };
const UNITS =
  'code,name,kind,level,parent,validFrom\nTU,Tỉnh ủy mẫu,partyCommittee,1,,2015-01-01\nHU,Huyện ủy mẫu,partyCommittee,2,TU,2015-01-01\n';

describe('a delegation', () => {
  let rig: Awaited<ReturnType<typeof openRig>>;
  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(() => rig.db.destroy());

  async function openRig() {
    const { db } = await testDatabase();
    const time = { ms: startOfDayMs('2026-11-24') + 9 * HOUR };
    const clock = outerClock(async () => time.ms);
    const dondoc = createDondoc({ db, clock, relay: { kick: () => {}, decided: async () => undefined }, calendar: vietnamCalendar });
    await dondoc.units.importFile(administrator, { bytes: Buffer.from(UNITS), name: 'units.csv' });
    await dondoc.people.importPeople(administrator, [
      {
        id: 'chief',
        name: 'Tạ Thu Hà',
        grants: [
          { role: 'approver', unit: 'HU' },
          { role: 'administrator', unit: 'HU' },
        ],
      },
      { id: 'deputy', name: 'Đinh Công Sơn', grants: [{ role: 'clerk', unit: 'HU' }] },
      { id: 'third', name: 'Bùi Thị Hạnh', grants: [{ role: 'clerk', unit: 'TU' }] },
    ]);
    const as = async (person: string) => {
      const { secret } = await db.transaction().execute((trx) => openSession(trx, person, 'password', '', time.ms));
      return (await dondoc.session.actorOf(secret))!;
    };
    return { db, time, dondoc, as };
  }
  const roles = async (person: string) =>
    (await rig.as(person)).grants.map(({ role, delegation }) => `${role}${delegation ? ` of ${delegation.by}` : ''}`);
  const handed = { to: 'deputy', role: 'approver' as const, unit: 'HU', from: '2026-11-25', until: '2026-11-27', reason: 'đi công tác' };

  it('gives a role from its first day to its last, and no longer, own roles first', async () => {
    const { id } = await rig.dondoc.delegations.create(await rig.as('chief'), handed);
    expect(await roles('deputy')).toEqual(['clerk']);
    rig.time.ms = startOfDayMs('2026-11-25');
    expect(await roles('deputy')).toEqual(['clerk', 'approver of chief']);
    const view = await rig.dondoc.session.get(await rig.as('deputy'));
    expect(view.grants.map(({ role, delegatedBy }) => [role, delegatedBy])).toEqual([
      ['clerk', undefined],
      ['approver', 'chief'],
    ]);
    rig.time.ms = startOfDayMs('2026-11-28') - 1;
    expect(await roles('deputy')).toContain('approver of chief');
    rig.time.ms += 1;
    expect(await roles('deputy')).toEqual(['clerk']);
    await expect(rig.dondoc.delegations.end(await rig.as('third'), id)).rejects.toThrow('NOT_FOUND');
  });

  it('ends when one of the two ends it, and falls with the role it hands on', async () => {
    const from = '2026-11-28';
    const { id } = await rig.dondoc.delegations.create(await rig.as('chief'), { ...handed, from, until: from });
    expect(await roles('deputy')).toContain('approver of chief');
    expect(await rig.dondoc.delegations.list(await rig.as('deputy'))).toMatchObject([
      { id, by: 'chief', byName: 'Tạ Thu Hà', unit: { code: 'HU' } },
    ]);
    await rig.db.updateTable('persons').set({ disabled: true }).where('id', '=', 'chief').execute();
    expect(await roles('deputy')).toEqual(['clerk']);
    await rig.db.updateTable('persons').set({ disabled: false }).where('id', '=', 'chief').execute();
    await rig.dondoc.delegations.end(await rig.as('deputy'), id);
    expect(await roles('deputy')).toEqual(['clerk']);
    expect(await rig.dondoc.delegations.list(await rig.as('chief'))).toEqual([]);
  });

  it('hands on nothing that one does not hold, that was handed to one, or that keeps house', async () => {
    const on = { ...handed, from: '2026-11-28', until: '2026-11-30' };
    await rig.dondoc.delegations.create(await rig.as('chief'), on);
    const deputy = await rig.as('deputy');
    for (const [actor, input] of [
      [deputy, { ...on, to: 'third' }],
      [deputy, { ...on, to: 'third', role: 'issuer' as const }],
      [await rig.as('chief'), { ...on, role: 'administrator' as const }],
      [await rig.as('chief'), { ...on, to: 'chief' }],
      [await rig.as('chief'), { ...on, to: 'nobody' }],
      [await rig.as('chief'), { ...on, unit: 'TU' }],
    ] as const)
      await expect(rig.dondoc.delegations.create(actor, input)).rejects.toThrow('NOT_FOUND');
    const dates = [
      ['2026-11-30', '2026-11-29'],
      ['2026-11-20', '2026-11-27'],
      ['2026-11-28', '2028-11-28'],
    ] as const;
    for (const [from, until] of dates)
      await expect(rig.dondoc.delegations.create(await rig.as('chief'), { ...on, from, until })).rejects.toThrow('DELEGATION_DATES');
  });
});
