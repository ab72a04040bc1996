import type { Actor } from '../../domain/access.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { allRolesAt, at, figures, ISSUED, issueKimBoi, monthly } from './kim-boi.js';

describe('a review that is undone', () => {
  let rig: DondocRig;
  let owner: Actor;
  let bo: Actor;
  let plan: string;
  const on = () => monthly(plan, 'KB-BO');
  const report = () => rig.dondoc.reports.get(owner, on());

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    owner = await allRolesAt(rig, 'HU-KIMBOI');
    bo = await allRolesAt(rig, 'KB-BO');
    plan = await issueKimBoi(rig, owner);
    receiptOf(await rig.dondoc.reports.submit(bo, on(), figures(3), sending()));
  }, 180_000);
  afterAll(() => rig?.stop());

  it('puts the report back before its reviewers, and tells its body with the reason', async () => {
    const { reports, inbox, duties } = rig.dondoc;
    expect((await report()).undo).toBeUndefined();
    receiptOf(await reports.giveBack(owner, on(), { reason: 'nhầm đơn vị' }, sending()));
    expect((await report()).undo).toEqual({ of: 'return' });
    receiptOf(await reports.undo(owner, on(), 'trả nhầm', sending()));
    const { duty, versions, undo } = await report();
    expect([duty.review, duty.repairDueMs, undo, versions.map(({ returned }) => returned)]).toEqual([
      'submitted',
      undefined,
      undefined,
      [undefined],
    ]);
    expect((await inbox.get(owner, {})).toReview.map(({ unit }) => unit.code)).toEqual(['KB-BO']);
    expect((await inbox.get(bo, {})).returned).toEqual([]);
    const { items } = await inbox.notices(bo, { limit: 50 });
    expect(items.map(({ kind, said }) => [kind, said?.text])).toContainEqual(['returnUndone', 'trả nhầm']);
    expect((await duties.get(bo, on())).said.map(({ type, text }) => [type, text])).toEqual([
      ['returned', 'nhầm đơn vị'],
      ['returnUndone', 'trả nhầm'],
    ]);
    expect((await rig.dondoc.plans.targets(owner, plan))[0]).toMatchObject({ value: 3 });
  });

  it('is refused to who may not review, and told to no one else', async () => {
    await expect(rig.dondoc.reports.undo(bo, on(), 'x', sending())).rejects.toMatchObject({ problem: { code: 'FORBIDDEN' } });
    expect((await rig.dondoc.reports.get(bo, on())).undo).toBeUndefined();
    expect(await rig.dondoc.reports.undo(owner, on(), 'x', sending())).toMatchObject({ problem: { code: 'STATE_NOT_ALLOWED' } });
  });

  it('leaves a total that is frozen as it is, and notes the difference', async () => {
    const { reports, plans } = rig.dondoc;
    await rig.advanceTo(at('2022-03-01'));
    receiptOf(await reports.accept(owner, on(), undefined, sending()));
    await rig.advanceTo(at('2022-03-05'));
    const before = await plans.consolidated(owner, plan, 'so-lieu-thang', '2022-M02');
    expect([before.revision, before.consolidated.figures['ket-nap']?.value]).toEqual([1, 3]);
    receiptOf(await reports.undo(owner, on(), 'số liệu sai', sending()));
    await rig.settle();
    const after = await plans.consolidated(owner, plan, 'so-lieu-thang', '2022-M02');
    expect([after.consolidated.figures['ket-nap']?.value, after.differences.map(({ fields }) => fields)]).toEqual([
      3,
      [expect.arrayContaining([{ field: 'ket-nap', before: 3, after: null }])],
    ]);
  });

  it('of an acceptance is over after seven days, and says so', async () => {
    const { reports } = rig.dondoc;
    receiptOf(await reports.accept(owner, on(), undefined, sending()));
    const { undo } = await report();
    expect(undo).toMatchObject({ of: 'acceptance', untilMs: at('2022-03-13', 0) - 1 });
    await rig.advanceTo(at('2022-03-13', 1));
    expect((await report()).undo).toMatchObject({ closed: 'tooLate' });
    expect(await reports.undo(owner, on(), 'x', sending())).toMatchObject({ state: 'refused', problem: { code: 'UNDO_TOO_LATE' } });
  });

  it('replays, folds and projects as it happened', async () => {
    expect((await proveLanes(rig)).lanes).toBeGreaterThan(1);
  });
});
