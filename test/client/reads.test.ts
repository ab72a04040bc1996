import { standingOf } from '../../domain/duty.js';
import type { Actor } from '../../domain/access.js';
import { listDuties } from '../../store/duties.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { allRolesAt, at, figures, ISSUED, issueKimBoi, monthly } from './kim-boi.js';

const REPORTERS = 20;
const FIRES = ['reminded', 'escalated', 'fellDue', 'wentStale', 'paceChecked'];

describe('what a plan is read to say, by whom', () => {
  let rig: DondocRig;
  let plan: string;
  const people: Record<string, Actor> = {};
  const as = (code: string) => people[code]!;

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    for (const code of ['HU-KIMBOI', 'TU', 'KB-BTC', 'KB-BO', 'KB-BINHSON', 'KB-CUOIHA', 'HU-LACDUONG', 'KB-TTCT'])
      people[code] = await allRolesAt(rig, code);
    plan = await issueKimBoi(rig, as('HU-KIMBOI'));
  }, 120_000);
  afterAll(() => rig?.stop());

  it('tells what fires next, and that fires then', async () => {
    for (let n = 0; n < 3; n += 1) {
      const { nextFiring } = await rig.dondoc.plans.status(as('HU-KIMBOI'), plan);
      const sinceMs = await rig.clock.nowMs();
      expect(nextFiring!.atMs).toBeGreaterThan(sinceMs);
      await rig.advanceTo(nextFiring!.atMs + 1000);
      await rig.settle();
      const fired = await rig.db
        .selectFrom('events')
        .select(['data', 'at_ms'])
        .where('type', 'in', FIRES)
        .where('at_ms', '>', sinceMs)
        .orderBy('at_ms')
        .execute();
      expect(fired[0]?.at_ms).toBe(nextFiring!.atMs);
      const rounds = fired.map(({ data }) => data as { item: string; period: string });
      expect(rounds).toContainEqual(expect.objectContaining({ item: nextFiring!.item, period: nextFiring!.period }));
    }
  });

  it.each([
    ['the issuer', 'HU-KIMBOI', undefined],
    ['a body above', 'TU', undefined],
    ['the body it goes through', 'KB-BTC', undefined],
    ['the body itself', 'KB-BO', 'FORBIDDEN'],
    ['a sibling', 'KB-BINHSON', 'NOT_FOUND'],
    ['another district', 'HU-LACDUONG', 'NOT_FOUND'],
  ])('lets urge who follows it: %s', async (_who, code, refusal) => {
    const urging = rig.dondoc.duties.urge(as(code), monthly(plan, 'KB-BO'), 'x', sending());
    if (refusal === undefined) receiptOf(await urging);
    else await expect(urging).rejects.toMatchObject({ problem: { code: refusal } });
  });

  it('lets urge nobody whose role is to write, wherever it stands', async () => {
    const clerk = { ...as('HU-KIMBOI'), grants: as('HU-KIMBOI').grants.filter(({ role }) => role === 'clerk') };
    await expect(rig.dondoc.duties.urge(clerk, monthly(plan, 'KB-BO'), 'x', sending())).rejects.toMatchObject({
      problem: { code: 'FORBIDDEN' },
    });
  });

  it('puts what waits for review before who reviews it, and before nobody else', async () => {
    receiptOf(await rig.dondoc.duties.receive(as('KB-BO'), plan, 'KB-BO', sending()));
    receiptOf(await rig.dondoc.reports.submit(as('KB-BO'), monthly(plan, 'KB-BO'), figures(3), sending()));
    const waiting = async (code: string) => (await rig.dondoc.inbox.get(as(code), {})).toReview.map(({ unit, item }) => [unit.code, item]);
    for (const code of ['HU-KIMBOI', 'KB-BTC']) expect(await waiting(code)).toEqual([['KB-BO', 'so-lieu-thang']]);
    for (const code of ['KB-BO', 'KB-BINHSON', 'HU-LACDUONG']) expect(await waiting(code)).toEqual([]);
    receiptOf(await rig.dondoc.reports.accept(as('KB-BTC'), monthly(plan, 'KB-BO'), undefined, sending()));
    for (const code of ['HU-KIMBOI', 'KB-BTC']) expect(await waiting(code)).toEqual([]);
  });

  it('keeps the consolidated figures of all from who has a part in none of it', async () => {
    const read = (code: string) => rig.dondoc.plans.consolidated(as(code), plan, 'so-lieu-thang', '2022-M02');
    for (const code of ['HU-KIMBOI', 'TU', 'KB-BTC']) expect((await read(code)).consolidated.coverage.delivered).toBe(1);
    for (const code of ['KB-BO', 'KB-BINHSON', 'HU-LACDUONG'])
      await expect(read(code)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('counts the reports of a period: expected, come, come in time', async () => {
    await rig.advanceTo(at('2022-03-10'));
    const late = figures(1, { lateReason: 'mất điện' });
    receiptOf(await rig.dondoc.reports.submit(as('KB-BINHSON'), monthly(plan, 'KB-BINHSON'), late, sending()));
    receiptOf(await rig.dondoc.reports.nil(as('KB-CUOIHA'), monthly(plan, 'KB-CUOIHA'), 'không phát sinh', 'mất điện', sending()));
    const { items, rows } = await rig.dondoc.plans.matrix(as('HU-KIMBOI'), plan, { limit: 200 });
    const { periods } = items.find(({ item }) => item === 'so-lieu-thang')!;
    expect(periods.find(({ period }) => period === '2022-M02')).toMatchObject({ expected: REPORTERS, actual: 3, onTime: 1 });
    const cells = rows.items.flatMap(({ unit, cells: found }) =>
      found.filter(({ period }) => period === '2022-M02').map(({ state }) => [unit.code, state]),
    );
    expect(cells).toHaveLength(REPORTERS);
    expect(Object.fromEntries(cells)).toMatchObject({
      'KB-BO': 'doneOnTime',
      'KB-BINHSON': 'doneLate',
      'KB-CUOIHA': 'doneLate',
      'KB-DUSANG': 'openOverdue',
    });
  });

  it('counts tasks and reports of each body in the cascade: done of all, and what is overdue', async () => {
    const rows = async () => {
      const { units, funnel } = await rig.dondoc.plans.cascade(as('HU-KIMBOI'), plan, { limit: 200 });
      return { funnel, of: new Map(units.items.map((row) => [row.unit.code, row])) };
    };
    const before = await rows();
    expect(before.of.get('KB-TTCT')).toMatchObject({ tasks: { done: 0, total: 1 }, reports: { delivered: 0, expected: 0, overdue: 0 } });
    expect(before.of.get('KB-BO')).toMatchObject({ tasks: { done: 0, total: 1 }, received: { late: expect.any(Boolean) } });
    expect(before.of.get('KB-DUSANG')).toMatchObject({ reports: { delivered: 0, overdue: 1 } });
    const survey = { plan, unit: 'KB-BO', item: 'khao-sat-nguon', period: '2022-Q1' };
    receiptOf(await rig.dondoc.duties.progress(as('KB-BO'), survey, { done: true, product: { symbol: '07-BC/ĐU' } }, sending()));
    const after = await rows();
    expect(after.of.get('KB-BO')!.tasks).toEqual({ done: 1, total: 1 });
    expect(after.of.get('KB-TTCT')!.tasks).toEqual({ done: 0, total: 1 });
    expect(after.funnel.reduce((sum, { received }) => sum + received, 0)).toBe(1);
    expect(after.funnel.reduce((sum, { reporting }) => sum + reporting, 0)).toBe(3);
  });

  it('closes with the counts and figures that stood at that instant', async () => {
    const sight = { bodies: [await rig.unitId('HU-KIMBOI')], today: '2022-03-10' };
    const nowMs = await rig.clock.nowMs();
    const counts: Record<string, number> = {};
    for (const duty of await listDuties(rig.db, sight, { plan })) {
      const { state } = standingOf(duty, nowMs);
      counts[state] = (counts[state] ?? 0) + 1;
    }
    receiptOf(await rig.dondoc.plans.conclude(as('HU-KIMBOI'), plan, { summary: 'x' }, sending()));
    await rig.settle();
    const { closing } = await rig.dondoc.plans.get(as('HU-KIMBOI'), plan);
    expect(closing).toMatchObject({
      counts,
      reports: {
        'so-lieu-thang': {
          period: '2022-M02',
          consolidated: { coverage: { expected: REPORTERS, delivered: 1 }, values: { 'ket-nap': 3 } },
        },
      },
    });
    expect(counts).toMatchObject({ doneLate: 3, openOverdue: expect.any(Number), openInTime: expect.any(Number) });
  });
});
