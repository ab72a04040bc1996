import { dayOfMs, endOfDayMs } from '../../domain/day.js';
import { actorFor } from '../../start/play-stage.js';
import { readEvents } from '../../store/events.js';
import { readFigures } from '../../store/figures.js';
import { exampleText } from '../examples/province.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { at } from './rehearsed.js';

describe('probe 8: the scheduler is down for three days over a due day', () => {
  let rig: DondocRig;
  let plan = '';
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 8), maxCachedWorkflows: 0 });
    const issuer = await rig.as('issuer-tu');
    plan = (await rig.dondoc.plans.draft(issuer, { text: exampleText('plan-77-kh-tu.yaml') })).id;
    receiptOf(await rig.dondoc.plans.issue(issuer, plan, sending()));
    await rig.settle();
  });
  afterAll(() => rig.stop());

  const timeline = async () => (await readEvents(rig.db, `plan:${plan}:cascade:01`)).filter(({ type }) => type !== 'ticked');
  const unitsOf = (data: Record<string, unknown>) => data.units as string[];

  it('each due notice goes out once, what was overtaken is told as such, and who reported meanwhile is in time', async () => {
    const dabac = await rig.unitId('HU-DABAC');
    const clerk = actorFor('clerk', dabac);
    const report = { plan, unit: dabac, item: 'so-lieu-thang', period: '2022-M02' };
    const body = { figures: { 'ket-nap': 8, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {} };
    await rig.advanceTo(at('2022-03-07', 8) - 1000);
    const before = (await timeline()).length;
    await rig.withoutWorker(
      async (jumpTo) => {
        // The timer of 7 March, 08:00, rings and nobody hears it.
        await new Promise((wake) => setTimeout(wake, 2000));
        await jumpTo(at('2022-03-08', 20));
        expect((await rig.dondoc.reports.submit(clerk, report, body, sending())).state).toBe('lodged');
        await jumpTo(at('2022-03-10', 7));
        // Who watches sees it: the report was due on the 8th.
        const { unfired, undecided } = await readFigures(rig.db, await rig.clock.nowMs(), 60_000);
        expect(unfired).toEqual({ rounds: 1, oldestMs: endOfDayMs('2022-03-08') });
        expect(undecided).toEqual([expect.objectContaining({ kind: 'cascade' })]);
      },
      async () => (await timeline()).some(({ type, data }) => type === 'escalated' && data.item === 'so-lieu-thang'),
    );
    expect(await readFigures(rig.db, await rig.clock.nowMs(), 60_000)).toMatchObject({ unfired: { rounds: 0 }, undecided: [] });
    expect((await rig.dondoc.duties.get(clerk, report)).standing.state).toBe('doneOnTime');
    const since = (await timeline()).slice(before).filter(({ data }) => data.item === 'so-lieu-thang');
    // The submission was lodged before the due instant, so it is decided before any of this fires.
    expect(since.map(({ type, atMs, data }) => [type, dayOfMs(atMs), unitsOf(data)?.length ?? 1])).toEqual([
      ['submitted', '2022-03-08', 1],
      ['superseded', '2022-03-07', 16],
      ['fellDue', '2022-03-08', 16],
      ['escalated', '2022-03-09', 16],
    ]);
    const notices = await rig.db
      .selectFrom('notices')
      .select(['kind', 'body'])
      .where('plan_id', '=', plan)
      .where('item', '=', 'so-lieu-thang')
      .where('role', '=', 'holder')
      .where('at_ms', '>', at('2022-03-07', 7))
      .execute();
    expect(notices.map(({ body: told }) => told).sort()).toEqual([...unitsOf(since[3]!.data)].sort());
  });

  it('after it everything goes on at its own time, and the chains stand and the histories replay', async () => {
    await rig.advanceTo(at('2022-03-14', 12));
    const rungs = (await timeline()).filter(({ type, data }) => type === 'escalated' && data.item === 'so-lieu-thang');
    expect(rungs.map(({ atMs, recordedMs }) => [dayOfMs(atMs), Math.round((recordedMs - atMs) / 3_600_000)])).toEqual([
      ['2022-03-09', 23],
      ['2022-03-14', 0],
    ]);
    await proveLanes(rig);
  });
});
