import { paceOf } from '../../domain/pace.js';
import { kimBoiReports, kimBoiUpward } from '../../start/demo-kim-boi.js';
import { play, type Played } from '../../start/play.js';
import { actorFor } from '../../start/play-stage.js';
import { examplePlan, exampleText } from '../examples/province.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { proveConsolidations } from '../harness/consolidation-proof.js';
import { proveLanes } from '../harness/lane-proof.js';
import { at } from './rehearsed.js';

describe('probe 3: the pace of Kim Bôi', () => {
  let rig: DondocRig;
  let province: Played;
  let district: Played;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 7) });
    const [tu, kimBoi] = ['plan-77-kh-tu', 'plan-kim-boi'] as const;
    const parts = [
      { text: exampleText(`${tu}.yaml`), issueMs: at('2022-02-14', 9), behaviours: { commands: kimBoiUpward() } },
      { text: exampleText(`${kimBoi}.yaml`), issueMs: at('2022-02-24', 9), behaviours: { commands: kimBoiReports(examplePlan(kimBoi)) } },
    ];
    [province, district] = (await play(rig, parts, { untilMs: at('2022-06-09', 12) })) as [Played, Played];
  });
  afterAll(() => rig.stop());

  const PACE = { quota: 150, value: 46, percent: 30.7, evenPercent: 41.7, evenValue: 62.5, behind: true, neededPerMonth: 14.9 };

  it('46 of 150 at the end of May is 30.7 %, behind an even pace of 62.5, and needs 14.9 a month, by what its bodies reported', async () => {
    const [target] = await rig.dondoc.plans.targets(actorFor('issuer', district.spec.issuer), district.id, '2022-05-31');
    expect(target).toMatchObject({ target: 'ket-nap-moi', value: 46, state: 'open' });
    expect(target!.pace).toHaveLength(20);
    expect(target!.pace.reduce((sum, { value }) => sum + value, 0)).toBe(46);
    const told = await rig.dondoc.plans.consolidated(actorFor('issuer', district.spec.issuer), district.id, 'so-lieu-thang', '2022-M05');
    expect(told).toMatchObject({ revision: 1, consolidated: { coverage: { expected: 20, delivered: 20, nil: 0 } } });
  });

  it('the province sees the same of the district, told by the draft that the consolidation of its own plan made', async () => {
    const issuer = actorFor('issuer', province.spec.issuer);
    const [target] = await rig.dondoc.plans.targets(issuer, province.id, '2022-05-31');
    const kimBoi = await rig.unitId('HU-KIMBOI');
    expect(target!.pace.find(({ unit }) => unit === kimBoi)).toEqual({ unit: kimBoi, ...PACE });
    const on = { plan: province.id, unit: kimBoi, item: 'so-lieu-thang', period: '2022-M05' };
    const report = await rig.dondoc.reports.get(actorFor('clerk', kimBoi), on);
    expect(report.versions[0]!.body.figures).toMatchObject({ 'ket-nap': 14, 'ty-le-dung-han': 100 });
    expect(report.draft?.unmapped).toEqual([]);
    expect([...province.refused, ...district.refused]).toEqual([]);
  });

  it('with the usual course of earlier years the gap is smaller, and it is behind all the same', () => {
    const span = { from: '2022-01-01', to: '2022-12-31' };
    // Years in which a third of the whole had come by the end of May.
    const course = [0.04, 0.08, 0.15, 0.24, 0.33, 0.42, 0.52, 0.62, 0.72, 0.82, 0.92, 1];
    const even = paceOf({ quota: 150, value: 46, span, on: '2022-05-31' });
    const usual = paceOf({ quota: 150, value: 46, span, on: '2022-05-31', history: [course, course] });
    expect(even).toMatchObject({ behind: true, gap: 16.5 });
    expect(usual).toMatchObject({ behind: true, gap: 3.5 });
  });

  it('the chains stand, the histories replay, the figures conserve', async () => {
    await proveLanes(rig);
    expect(await proveConsolidations(rig.db)).toBeGreaterThan(30);
  });
});
