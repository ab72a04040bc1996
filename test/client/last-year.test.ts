import { readFileSync } from 'node:fs';
import { readPlanFile, writePlanFile } from '../../contract/plan-file.js';
import type { Actor } from '../../domain/access.js';
import { rebasePlan } from '../../domain/rebase.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { allRolesAt, at, figures, ISSUED, issueKimBoi, monthly } from './kim-boi.js';

describe('targets beside the year before', () => {
  let rig: DondocRig;
  let owner: Actor;
  let bo: Actor;
  let now: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    owner = await allRolesAt(rig, 'HU-KIMBOI');
    bo = await allRolesAt(rig, 'KB-BO');
    const before = await issueKimBoi(rig, owner);
    await rig.advanceTo(at('2022-03-01'));
    receiptOf(await rig.dondoc.reports.submit(bo, monthly(before, 'KB-BO'), figures(3), sending()));
    await rig.advanceTo(at('2022-04-01'));
    receiptOf(await rig.dondoc.reports.submit(bo, monthly(before, 'KB-BO', '2022-M03'), figures(2), sending()));
    receiptOf(await rig.dondoc.plans.conclude(owner, before, { summary: 'Tổng kết' }, sending()));
    await rig.settle();
    await rig.advanceTo(at('2023-02-24'));
    const read = readPlanFile(readFileSync('examples/plan-kim-boi.yaml', 'utf8'));
    if (!('plan' in read)) throw new Error(JSON.stringify(read.problems));
    const { id } = await rig.dondoc.plans.draft(owner, { text: writePlanFile({ ...rebasePlan(read.plan, 1), symbol: '46-KH/HU' }) });
    receiptOf(await rig.dondoc.plans.issue(owner, id, sending()));
    await rig.settle();
    now = id;
  }, 240_000);
  afterAll(() => rig?.stop());

  const lastYear = async (actor: Actor, on: string) => {
    const [target] = await rig.dondoc.plans.targets(actor, now, on);
    const unit = await rig.unitId('KB-BO');
    return target!.pace.find((one) => one.unit === unit)!.lastYear;
  };

  test.each([
    ['2023-02-28', undefined],
    ['2023-03-01', 3],
    ['2023-03-31', 3],
    ['2023-04-01', 5],
    ['2023-12-31', 5],
  ])('on %s say what was reached on the same day by the plan of that year: %s', async (on, expected) => {
    expect(await lastYear(owner, on)).toBe(expected);
  });

  test('tell nothing of a body that had no figure, and a holder its own alone', async () => {
    const [target] = await rig.dondoc.plans.targets(owner, now, '2023-06-30');
    expect(target!.pace.filter((one) => one.lastYear !== undefined)).toHaveLength(1);
    const [own] = await rig.dondoc.plans.targets(bo, now, '2023-06-30');
    expect(own!.pace.map((one) => one.lastYear)).toEqual([5]);
  });
});
