import { readFileSync } from 'node:fs';
import { endOfDayMs, startOfDayMs } from '../../domain/day.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { type HttpRig, openHttp } from './http-rig.js';

const DAY_MS = 24 * 3_600_000;

describe('how things stand at one look', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let plan: string;

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: startOfDayMs('2022-02-24') + 9 * 3_600_000 });
    http = await openHttp(rig);
    const roles = (unit: string) => (['issuer', 'clerk', 'approver'] as const).map((role) => ({ role, unit }));
    await rig.dondoc.people.importPeople(rig.administrator, [
      { id: 'owner', name: 'owner', grants: roles('HU-KIMBOI') },
      { id: 'above', name: 'above', grants: [{ role: 'leader', unit: 'TU' }] },
      { id: 'beneath', name: 'beneath', grants: roles('KB-BO') },
      { id: 'elsewhere', name: 'elsewhere', grants: roles('HU-LACDUONG') },
    ]);
    const file = readFileSync('examples/plan-kim-boi.yaml', 'utf8');
    ({
      json: { id: plan },
    } = await http.ask('owner', 'POST', '/plans', { file }));
    await http.ask('owner', 'POST', `/plans/${plan}/issue`);
    await rig.relay.settle();
    await http.ask('beneath', 'POST', `/plans/${plan}/units/KB-BO/receipt`);
    // A good month later receipts and the first reports of all others are overdue.
    await rig.advanceTo(endOfDayMs('2022-04-20'));
    await rig.relay.settle();
  }, 180_000);
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  async function duties(who: string, query: string): Promise<any[]> {
    const items: any[] = [];
    for (let cursor = ''; ;) {
      const { json } = await http.ask(who, 'GET', `/duties?limit=200&plan=${plan}${query}${cursor}`);
      items.push(...json.items);
      if (json.next === undefined) return items;
      cursor = `&cursor=${json.next}`;
    }
  }
  const inState = (all: any[], ...states: string[]) =>
    all.filter(({ kind, standing }) => kind !== 'target' && states.includes(standing.state)).length;

  it('counts what the duties themselves say, in all and by body, most overdue first', async () => {
    const { json } = await http.ask('owner', 'GET', '/overview');
    const all = await duties('owner', '');
    expect(json.unit.code).toBe('HU-KIMBOI');
    expect(json.plans).toBe(1);
    expect(json.total).toMatchObject({
      doneOnTime: inState(all, 'doneOnTime', 'nil'),
      doneLate: inState(all, 'doneLate'),
      openInTime: inState(all, 'openInTime'),
      openOverdue: inState(all, 'openOverdue'),
      waitingGuidance: inState(all, 'waitingGuidance'),
      standing: inState(all, 'standing'),
    });
    expect(json.total.openOverdue).toBeGreaterThan(0);
    const overdue = json.bodies.map(({ openOverdue }: any) => openOverdue);
    expect(overdue).toEqual(overdue.toSorted((a: number, b: number) => b - a));
    expect(overdue.reduce((sum: number, n: number) => sum + n, 0)).toBe(json.total.openOverdue);
    const bo = json.bodies.find(({ unit }: any) => unit.code === 'KB-BO');
    expect(bo.doneOnTime).toBe(
      inState(
        all.filter(({ unit }) => unit.code === 'KB-BO'),
        'doneOnTime',
      ),
    );
  });

  it('tells how long what is overdue has been so, and why', async () => {
    const { json } = await http.ask('owner', 'GET', `/overview?plan=${plan}`);
    const late = (await duties('owner', '&only=overdue'))
      .filter(({ kind }) => kind !== 'target')
      .map(({ standing }) => Math.max(1, Math.ceil(standing.overdueMs / DAY_MS)));
    expect(json.ages.map(({ from, to }: any) => [from, to])).toEqual([
      [1, 7],
      [8, 30],
      [31, 60],
      [61, 120],
      [121, undefined],
    ]);
    for (const { from, to = Infinity, count } of json.ages) expect(count).toBe(late.filter((days) => days >= from && days <= to).length);
    expect(json.causes).toEqual({ own: late.length, below: 0, guidance: 0 });
    expect(json.trend.length).toBeGreaterThan(0);
    for (const { expected, actual, onTime } of json.trend) expect([expected >= actual, actual >= onTime]).toEqual([true, true]);
  });

  it('has targets with what an even pace would have reached', async () => {
    const { json } = await http.ask('owner', 'GET', '/overview');
    const target = json.targets.find(({ bound }: any) => bound === 150);
    expect(target).toMatchObject({ plan, state: expect.any(String) });
    expect(target.even).toBeGreaterThan(0);
  });

  it('is told of a body to those above it, and of no other', async () => {
    const seen = await http.ask('above', 'GET', '/overview?unit=HU-KIMBOI');
    expect(seen.json.total).toEqual((await http.ask('owner', 'GET', '/overview')).json.total);
    const foreign = await http.ask('elsewhere', 'GET', '/overview?unit=HU-KIMBOI', { status: 404 });
    const absent = await http.ask('elsewhere', 'GET', '/overview?unit=HU-NONE', { status: 404 });
    const told = ({ json }: typeof foreign) => ({ ...json, requestId: '' });
    expect(told(foreign)).toEqual(told(absent));
    expect((await http.ask('elsewhere', 'GET', '/overview')).json.total.openOverdue).toBe(0);
    const mine = (await http.ask('beneath', 'GET', '/overview')).json;
    expect([mine.plans, mine.own.doneOnTime]).toEqual([0, 1]);
  });

  it('lists duties by what is wrong with them', async () => {
    for (const only of ['overdue', 'urged', 'escalated', 'proposed', 'returned', 'toReview', 'stale']) {
      const found = await duties('owner', `&only=${only}`);
      if (only === 'overdue') expect(found.every(({ standing }) => standing.state === 'openOverdue')).toBe(true);
      if (only === 'escalated') expect(found.length > 0 && found.every(({ rung }) => rung !== undefined)).toBe(true);
      if (only === 'returned' || only === 'toReview') expect(found).toEqual([]);
    }
    expect(await duties('owner', '&only=overdue')).toHaveLength(
      (await duties('owner', '')).filter(({ standing }) => standing.state === 'openOverdue').length,
    );
  });

  it('lists what is still to come in order, each with those who still owe it, and to a body its own', async () => {
    const nowMs = await rig.clock.nowMs();
    const { items } = (await http.ask('owner', 'GET', `/plans/${plan}/coming`)).json;
    expect(items.length).toBeGreaterThan(10);
    const times = items.map(({ atMs }: any) => atMs);
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b));
    expect(times[0]).toBeGreaterThan(nowMs);
    const kinds = new Set(items.map(({ kind }: any) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['opens', 'due']));
    const may = (await http.ask('owner', 'GET', `/plans/${plan}/coming?until=2022-05-31`)).json.items;
    expect(may.length).toBeLessThan(items.length);
    const bo = (await http.ask('beneath', 'GET', `/plans/${plan}/coming`)).json.items;
    expect(bo.every(({ holders }: any) => holders <= 1)).toBe(true);
    await http.ask('elsewhere', 'GET', `/plans/${plan}/coming`, { status: 404 });
  });

  it('tells an inbox by its counts, and page by page what is awaited of others', async () => {
    const { json } = await http.ask('owner', 'GET', '/inbox');
    const awaited: any[] = [];
    for (let cursor = ''; ;) {
      const page = (await http.ask('owner', 'GET', `/inbox/awaiting?limit=50${cursor}`)).json;
      awaited.push(...page.items);
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(awaited).toHaveLength(json.awaiting);
    expect(awaited.length).toBeGreaterThan(50);
    const mine = (await http.ask('beneath', 'GET', '/inbox')).json;
    expect(mine.counts).toEqual(
      Object.fromEntries(['today', 'returned', 'soon', 'toReview', 'urged'].map((bucket) => [bucket, mine[bucket].length])),
    );
    expect(mine.awaiting).toBe(0);
  });

  it('finds plans without accents, those that have them as typed first', async () => {
    const file = (subject: string) =>
      `dondoc: plan/1\nissuer: HU-KIMBOI\nsubject: ${subject}\nhorizon: { from: 2022-01-01, to: 2022-12-31 }\n`;
    const draft = async (subject: string) => (await http.ask('owner', 'POST', '/plans', { file: file(subject) })).json.id;
    const exact = await draft('Đôn đốc thu nộp');
    const folded = await draft('Don doc thu nop');
    const found = async (q: string, more = '') => (await http.ask('owner', 'GET', `/plans?q=${encodeURIComponent(q)}${more}`)).json;
    expect((await found('đôn đốc')).items.map(({ id }: any) => id)).toEqual([exact, folded]);
    expect((await found('ĐÔN ĐỐC')).items.map(({ id }: any) => id)).toEqual([exact, folded]);
    expect((await found('don doc')).items.map(({ id }: any) => id)).toEqual([folded, exact]);
    const first = await found('đôn đốc', '&limit=1');
    expect((await found('đôn đốc', `&limit=1&cursor=${first.next}`)).items.map(({ id }: any) => id)).toEqual([folded]);
    expect((await found('don doc', '&issuer=TU')).items).toEqual([]);
  });
});
