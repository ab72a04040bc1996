import { createDondoc } from '../../client/create.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { startOfDayMs } from '../../domain/day.js';
import { createHttp } from '../../http/http.js';
import { outerClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { testDatabase } from '../harness/database.js';
import { newestHouseEvent } from '../../store/house.js';

const HOUR = 3_600_000;
const TODAY = '2026-11-24';
const YESTERDAY = '2026-11-23';
const administrator = {
  person: 'first',
  name: 'first',
  language: 'vi' as const,
  grants: [{ id: 'g', role: 'administrator' as const, unit: '*' }],
};
const UNITS = [
  'code,name,kind,level,parent,validFrom',
  'TU,Tỉnh ủy mẫu,partyCommittee,1,,2015-01-01',
  'HU,Huyện ủy mẫu,partyCommittee,2,TU,2015-01-01',
  'XA,Đảng ủy xã mẫu,grassrootsOrg,3,HU,2015-01-01',
  'CB,Chi bộ mẫu,cell,4,XA,2015-01-01',
  'KHAC,Huyện ủy khác,partyCommittee,2,TU,2015-01-01',
  'MOT,Huyện ủy một,partyCommittee,2,TU,2015-01-01',
  'HAI,Huyện ủy hai,partyCommittee,2,TU,2015-01-01',
].join('\n');

let db: Db;
let ask: (who: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<{ status: number; json: any }>;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db } = await testDatabase());
  const clock = outerClock(async () => startOfDayMs(TODAY) + 9 * HOUR);
  const dondoc = createDondoc({ db, clock, relay: { kick: () => {}, decided: async () => undefined }, calendar: vietnamCalendar });
  await dondoc.units.importFile(administrator, { bytes: Buffer.from(UNITS), name: 'units.csv' });
  const tokens: Record<string, string> = {};
  for (const [id, role, unit] of [
    ['quan-tri', 'administrator', 'TU'],
    ['quan-tri-huyen', 'administrator', 'HU'],
    ['ha', 'approver', 'HU'],
    ['son', 'clerk', 'HU'],
    ['la', 'clerk', 'KHAC'],
  ] as const) {
    await dondoc.people.importPeople(administrator, [{ id, name: `Người ${id}`, grants: [{ role, unit }] }]);
    tokens[id] = (await dondoc.people.createToken(administrator, { person: id, label: 'test' })).token;
  }
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const app = await createHttp({ dondoc, log, health: { ready: async () => ({ ok: true, parts: {} }) }, config: { ratePerMinute: 0 } });
  ask = async (who, method, path, body) => {
    const headers = { authorization: `Bearer ${tokens[who]}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(body && { payload: JSON.stringify(body) }) });
    return { status: answer.statusCode, json: answer.body === '' ? undefined : answer.json() };
  };
  close = () => app.close();
}, 60_000);
afterAll(async () => {
  await close();
  await db.destroy();
});

const told = ({ status, json }: { status: number; json: any }) => [status, json?.code];

describe('bodies changed by hand', () => {
  it('are renamed from a day on, and the day before still has the old name', async () => {
    const answer = await ask('quan-tri-huyen', 'PUT', '/units/XA', { from: TODAY, name: 'Đảng ủy xã Hợp Tiến' });
    expect(answer).toEqual({ status: 200, json: { id: expect.any(String), warnings: [] } });
    const on = async (day: string) => (await ask('quan-tri', 'GET', `/units/XA?on=${day}`)).json.name;
    expect([await on(YESTERDAY), await on(TODAY)]).toEqual(['Đảng ủy xã mẫu', 'Đảng ủy xã Hợp Tiến']);
    expect(await newestHouseEvent(db, 'unitChanged')).toMatchObject({ data: { unit: answer.json.id, from: TODAY, what: ['name'] } });
  });

  it('are added beneath a body of one’s own, move, and end', async () => {
    const added = await ask('quan-tri-huyen', 'POST', '/units', {
      from: TODAY,
      code: 'CB2',
      name: 'Chi bộ hai',
      kind: 'cell',
      parent: 'XA',
    });
    expect(added.status).toBe(201);
    expect((await ask('quan-tri-huyen', 'PUT', '/units/CB2', { from: '2026-12-01', parent: 'HU' })).status).toBe(200);
    const at = async (day: string) => {
      const { parentCode, level } = (await ask('quan-tri', 'GET', `/units/CB2?on=${day}`)).json;
      return [parentCode, level];
    };
    expect([await at(TODAY), await at('2026-12-01')]).toEqual([
      ['XA', 4],
      ['HU', 3],
    ]);
    expect((await ask('quan-tri-huyen', 'POST', '/units/CB2/closure', { on: '2026-12-31' })).status).toBe(200);
    expect((await ask('quan-tri', 'GET', '/units/CB2?on=2027-01-01')).status).toBe(404);
  });

  it.each([
    ['in a circle', 'PUT', '/units/XA', { from: TODAY, parent: 'CB' }, 422, 'ORG_CYCLE'],
    ['over bodies beneath', 'POST', '/units/XA/closure', { on: TODAY }, 422, 'ORG_PARENT_NOT_VALID'],
    [
      'under a code that is taken',
      'POST',
      '/units',
      { from: TODAY, code: 'KHAC', name: 'x', kind: 'cell', parent: 'XA' },
      409,
      'UNIT_CODE_TAKEN',
    ],
    ['before it was', 'PUT', '/units/XA', { from: '2010-01-01', name: 'x' }, 422, 'ORG_INACTIVE'],
    ['under a body elsewhere', 'PUT', '/units/XA', { from: TODAY, parent: 'KHAC' }, 422, 'ORG_PARENT_UNKNOWN'],
    ['that is one’s own', 'PUT', '/units/HU', { from: TODAY, name: 'x' }, 403, 'FORBIDDEN'],
    ['that is elsewhere', 'PUT', '/units/KHAC', { from: TODAY, name: 'x' }, 404, 'NOT_FOUND'],
  ] as const)('are refused %s, in words', async (_name, method, path, body, status, code) => {
    const answer = await ask('quan-tri-huyen', method, path, body);
    expect(told(answer)).toEqual([status, code]);
    expect(answer.json.detail).not.toMatch(/\{|undefined/);
  });

  it('two who move at once never make a circle: the second is judged by what the first did', async () => {
    const two = await Promise.all([
      ask('quan-tri', 'PUT', '/units/MOT', { from: '2027-06-01', parent: 'HAI' }),
      ask('quan-tri', 'PUT', '/units/HAI', { from: '2027-06-01', parent: 'MOT' }),
    ]);
    expect(two.map(told).sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [200, undefined],
      [422, 'ORG_CYCLE'],
    ]);
  });
});

describe('what a person may do', () => {
  it('is given with days and ended, each from the next request on', async () => {
    const drafts = () => ask('son', 'GET', '/units/XA');
    expect((await ask('quan-tri-huyen', 'POST', '/people/son/grants', { role: 'leader', unit: 'XA' })).status).toBe(201);
    expect(told(await ask('quan-tri-huyen', 'POST', '/people/son/grants', { role: 'leader', unit: 'XA' }))).toEqual([409, 'GRANT_EXISTS']);
    const { grants } = (await ask('quan-tri-huyen', 'GET', '/people/son')).json;
    expect(grants.map(({ role, from }: any) => [role, from])).toEqual([
      ['clerk', TODAY],
      ['leader', TODAY],
    ]);
    const [clerk, leader] = grants;
    for (const { role, unit, from } of [clerk, leader])
      expect((await ask('quan-tri-huyen', 'POST', '/people/son/grants/ending', { role, unit, from, lastDay: YESTERDAY })).status).toBe(204);
    expect((await drafts()).status).toBe(404);
    expect(
      told(await ask('quan-tri-huyen', 'POST', '/people/son/grants/ending', { ...leader, to: undefined, lastDay: YESTERDAY })),
    ).toEqual([404, 'NOT_FOUND']);
    await ask('quan-tri-huyen', 'POST', '/people/son/grants', { role: 'clerk', unit: 'HU', from: '2026-11-01' });
    expect((await drafts()).status).toBe(200);
  });

  it('is not given elsewhere, nor to who serves elsewhere, and nobody locks itself out', async () => {
    expect(told(await ask('quan-tri-huyen', 'POST', '/people/son/grants', { role: 'clerk', unit: 'KHAC' }))).toEqual([404, 'UNIT_UNKNOWN']);
    expect(told(await ask('quan-tri-huyen', 'POST', '/people/la/grants', { role: 'clerk', unit: 'HU' }))).toEqual([404, 'NOT_FOUND']);
    expect(told(await ask('quan-tri-huyen', 'GET', '/people/la'))).toEqual([404, 'NOT_FOUND']);
    const own = (await ask('quan-tri', 'GET', '/people/quan-tri')).json.grants[0];
    const { role, unit, from } = own;
    expect(told(await ask('quan-tri', 'POST', '/people/quan-tri/grants/ending', { role, unit, from, lastDay: YESTERDAY }))).toEqual([
      409,
      'OWN_GRANT',
    ]);
    expect(told(await ask('quan-tri', 'PUT', '/people/quan-tri/disabled', { disabled: true }))).toEqual([409, 'OWN_GRANT']);
  });

  it('is seen as tokens, of one’s own people, without their secrets', async () => {
    const { items } = (await ask('quan-tri-huyen', 'GET', '/tokens')).json;
    expect(items.map(({ person }: any) => person).sort()).toEqual(['ha', 'quan-tri-huyen', 'son']);
    expect(Object.keys(items[0]).sort()).toEqual(['createdMs', 'id', 'label', 'person', 'personName']);
  });
});

describe('a delegation', () => {
  const handed = { to: 'son', role: 'approver', unit: 'HU', from: TODAY, until: '2026-12-10', reason: 'đi công tác' };

  it('is given to a colleague, whom the body lists', async () => {
    const { items } = (await ask('ha', 'GET', '/units/HU/colleagues')).json;
    expect(items.map(({ id }: any) => id).sort()).toEqual(['quan-tri-huyen', 'son']);
    expect((await ask('ha', 'GET', '/units/KHAC/colleagues')).status).toBe(404);
    const { json } = await ask('ha', 'POST', '/delegations', handed);
    expect((await ask('ha', 'DELETE', `/delegations/${json.id}`)).status).toBe(204);
  });

  it('is set and ended by who keeps house for the one who is away, and by no other', async () => {
    expect(told(await ask('son', 'POST', '/delegations', { ...handed, by: 'ha' }))).toEqual([403, 'FORBIDDEN']);
    const { status, json } = await ask('quan-tri-huyen', 'POST', '/delegations', { ...handed, by: 'ha' });
    expect(status).toBe(201);
    const { items } = (await ask('quan-tri', 'GET', '/delegations?all=true')).json;
    expect(items).toMatchObject([{ id: json.id, by: 'ha', to: 'son', role: 'approver', unit: { code: 'HU' } }]);
    expect((await ask('la', 'DELETE', `/delegations/${json.id}`)).status).toBe(404);
    expect((await ask('quan-tri', 'DELETE', `/delegations/${json.id}`)).status).toBe(204);
    expect(told(await ask('la', 'GET', '/delegations?all=true'))).toEqual([403, 'FORBIDDEN']);
  });
});

describe('what is told by mail', () => {
  it('is chosen among what only tells how something went', async () => {
    expect((await ask('ha', 'GET', '/preferences')).json).toEqual({ muted: [] });
    expect((await ask('ha', 'PUT', '/preferences', { muted: ['accepted', 'consolidated'] })).status).toBe(204);
    expect((await ask('ha', 'GET', '/preferences')).json).toEqual({ muted: ['accepted', 'consolidated'] });
    expect((await ask('son', 'GET', '/preferences')).json).toEqual({ muted: [] });
  });

  it.each(['issued', 'reminded', 'urged', 'returned', 'fellDue', 'toHead', 'behindPace'])('cannot leave out %s', async (kind) => {
    expect((await ask('ha', 'PUT', '/preferences', { muted: [kind] })).status).toBe(400);
  });
});
