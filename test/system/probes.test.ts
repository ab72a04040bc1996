import type { Dondoc, DutyView } from '../../client/dondoc.js';
import type { Actor } from '../../domain/access.js';
import { dayOfMs } from '../../domain/day.js';
import { ONCE } from '../../domain/duty.js';
import { ProblemError } from '../../domain/problem.js';
import type { ReportBody } from '../../domain/report.js';
import { actorFor } from '../../start/play-stage.js';
import { examplePlan, exampleText, type PlanName } from '../examples/province.js';
import { proveConsolidations } from '../harness/consolidation-proof.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { clerkOf, conclude, dutiesSeenBy, issue } from './probe-acts.js';
import { at } from './rehearsed.js';

const MINUTE_MS = 60_000;

/** What a user of the sample province would try, one after the other through its years; the numbers are those of the list of probes. */
describe('probes', () => {
  let rig: DondocRig;
  let dondoc: Dondoc;
  let issuer: Actor;
  let plan = '';
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 7) });
    dondoc = rig.dondoc;
    issuer = await rig.as('issuer-tu');
  });
  afterAll(() => rig.stop());

  async function issueExample(name: PlanName): Promise<void> {
    await rig.advanceTo(at(examplePlan(name).date!, 9));
    plan = await issue(rig, issuer, exampleText(`${name}.yaml`));
  }

  describe('2: allotments', () => {
    const withCity = (value: number) => exampleText('plan-77-kh-tu.yaml').replace('TP-HOABINH, value: 215', `TP-HOABINH, value: ${value}`);

    it('of 1.599 under a target of at least 1.600 are refused', async () => {
      const refused: unknown = await dondoc.plans.draft(issuer, { text: withCity(199) }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ProblemError);
      expect((refused as ProblemError).problem).toMatchObject({ code: 'QUOTA_SUM', data: { sum: 1599, bound: 1600, short: 1 } });
    });

    it('or stand with their reason on record', async () => {
      const reason = 'Một đảng bộ mới chia tách, giao bổ sung trong quý II';
      const text = withCity(199).replace('    allotment:\n', `    allotment:\n      reason: ${reason}\n`).replace('77-KH/TU', '78-KH/TU');
      const { id } = await dondoc.plans.draft(issuer, { text });
      const { plan: kept } = await dondoc.plans.get(issuer, id);
      expect((kept as ReturnType<typeof examplePlan>).targets[0]!.allotment!.reason).toBe(reason);
    });

    it('of 1.600 need none', async () => {
      expect((await dondoc.plans.check(issuer, { text: withCity(200) })).problems).toEqual([]);
    });
  });

  describe('8: days', () => {
    it('what is due today is not late at 23:59, and is the minute after', async () => {
      await issueExample('plan-77-kh-tu');
      const late = await clerkOf(rig, 'HU-TANLAC');
      await rig.advanceTo(at('2022-02-21', 23) + 59 * MINUTE_MS);
      const due = { plan, unit: 'HU-TANLAC', item: 'receipt', period: ONCE };
      expect((await dondoc.duties.get(late, due)).standing).toMatchObject({ state: 'openInTime', overdueMs: 0 });
      expect(receiptOf(await dondoc.duties.receive(await clerkOf(rig, 'HU-DABAC'), plan, 'HU-DABAC', sending())).late).toBe(false);
      await rig.advanceTo(at('2022-02-22', 0) + MINUTE_MS);
      expect((await dondoc.duties.get(late, due)).standing.state).toBe('openOverdue');
      expect(receiptOf(await dondoc.duties.receive(late, plan, 'HU-TANLAC', sending())).late).toBe(true);
    });
  });

  const onMonth = (unit: string, month: string) => ({ plan, unit, item: 'so-lieu-thang', period: `2022-M${month}` });
  const monthly = (count: number): ReportBody => ({
    figures: { 'ket-nap': count, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 },
    narrative: {},
  });

  describe('9: a report returned and mended', () => {
    it('keeps three versions, two diffs and the reason of each return, and is on time when mended in its window', async () => {
      const dabac = await rig.unitId('HU-DABAC');
      const [clerk, reviewer, on] = [await clerkOf(rig, 'HU-DABAC'), actorFor('approver', await rig.unitId('BTCTU')), onMonth(dabac, '02')];
      await rig.advanceTo(at('2022-03-07', 9));
      receiptOf(await dondoc.reports.submit(clerk, on, monthly(9), sending()));
      receiptOf(await dondoc.reports.giveBack(reviewer, on, { reason: 'Số kết nạp chưa khớp' }, sending()));
      // Due on 8 March; mended on the 9th, within the two working days of the return.
      await rig.advanceTo(at('2022-03-09', 9));
      expect(receiptOf(await dondoc.reports.submit(clerk, on, monthly(8), sending())).late).toBe(false);
      receiptOf(
        await dondoc.reports.giveBack(
          reviewer,
          on,
          { reason: 'Thiếu số công nhận', pins: [{ field: 'chinh-thuc', comment: 'xem lại' }] },
          sending(),
        ),
      );
      const mended = { ...monthly(8), figures: { ...monthly(8).figures, 'chinh-thuc': 3 } };
      expect(receiptOf(await dondoc.reports.submit(clerk, on, mended, sending())).late).toBe(false);
      receiptOf(await dondoc.reports.accept(reviewer, on, undefined, sending()));

      const { versions, duty } = await dondoc.reports.get(clerk, on);
      expect(
        versions.map(({ version, late, returned, acceptedMs }) => [version, late, returned?.reason, acceptedMs !== undefined]),
      ).toEqual([
        [1, false, 'Số kết nạp chưa khớp', false],
        [2, false, 'Thiếu số công nhận', false],
        [3, false, undefined, true],
      ]);
      expect(versions.map(({ diff }) => diff?.map(({ field, before, after }) => [field, before, after]))).toEqual([
        undefined,
        [['ket-nap', 9, 8]],
        [['chinh-thuc', 2, 3]],
      ]);
      expect(duty.standing.state).toBe('doneOnTime');
      expect(duty.review).toBe('accepted');
    });
  });

  describe('2: a closed period', () => {
    it('keeps its totals when a report comes or is mended after it: each change stands in a difference note', async () => {
      const [dabac, tanlac] = [await rig.unitId('HU-DABAC'), await rig.unitId('HU-TANLAC')];
      const reviewer = actorFor('approver', await rig.unitId('BTCTU'));
      await rig.advanceTo(at('2022-03-15', 9));
      const closed = await dondoc.plans.consolidated(issuer, plan, 'so-lieu-thang', '2022-M02');
      expect(closed).toMatchObject({ revision: 1, differences: [], consolidated: { coverage: { expected: 17, delivered: 1, nil: 0 } } });
      expect(closed.consolidated.figures['ket-nap']).toMatchObject({ value: 8, sources: [{ unit: dabac, version: 3, value: 8 }] });

      const late = { ...monthly(5), lateReason: 'Chờ số liệu của cơ sở' };
      expect(receiptOf(await dondoc.reports.submit(await clerkOf(rig, 'HU-TANLAC'), onMonth(tanlac, '02'), late, sending())).late).toBe(
        true,
      );
      receiptOf(await dondoc.reports.accept(reviewer, onMonth(tanlac, '02'), undefined, sending()));
      await rig.settle();
      const after = await dondoc.plans.consolidated(issuer, plan, 'so-lieu-thang', '2022-M02');
      expect(after.consolidated).toEqual(closed.consolidated);
      expect(after.frozenMs).toBe(closed.frozenMs);
      expect(after.differences).toHaveLength(1);
      expect(after.differences[0]).toMatchObject({ revision: 2, unit: tanlac });
      expect(after.differences[0]!.fields).toContainEqual({ field: 'ket-nap', before: null, after: 5 });
      await conclude(rig, issuer, plan);
    });
  });

  describe('1: fifteen groups of tasks with dates and eight that wait', () => {
    const tasksBy = (duties: DutyView[], state: string) =>
      duties.filter(({ kind, standing }) => kind === 'task' && standing.state === state);

    it('of a plan that nobody answers, what is overdue on 01/01/2023 counts neither the waiting nor the standing', async () => {
      await issueExample('plan-132-kh-tu');
      await rig.advanceTo(at('2023-01-01', 12));
      const status = await dondoc.plans.status(issuer, plan);
      const duties = await dutiesSeenBy(rig, issuer, plan);
      expect([...new Set(tasksBy(duties, 'openOverdue').map(({ item }) => item))].sort()).toEqual([
        'btc-01',
        'btc-02',
        'btg-1',
        'cap-uy-01',
        'cap-uy-02',
        'vp-1',
      ]);
      // Four bodies of the province, and 17 committees with two tasks each.
      expect(status.byKind.task).toMatchObject({ openOverdue: 4 + 17 * 2, waitingGuidance: 5 + 17 * 3 });
      expect(new Set(tasksBy(duties, 'waitingGuidance').map(({ item }) => item)).size).toBe(8);
      expect(Object.keys(status.byKind.standing!)).toEqual(['standing']);
      expect(status.stale).toBeGreaterThan(0);
    });

    it('one document of the centre, registered, wakes exactly its tasks in every body, and gives them a due day', async () => {
      const before = await dutiesSeenBy(rig, issuer, plan);
      const waits = (duties: DutyView[]) => tasksBy(duties, 'waitingGuidance').map(({ item, unit }) => `${item} ${unit.code}`);
      const { plans } = await dondoc.guidance.register(
        issuer,
        { key: 'so-tay-dien-tu', title: 'Hướng dẫn sổ tay đảng viên điện tử' },
        sending(),
      );
      expect(plans).toEqual([plan]);
      await rig.settle();
      const after = await dutiesSeenBy(rig, issuer, plan);
      const woken = waits(before).filter((key) => !waits(after).includes(key));
      expect(woken).toHaveLength(1 + 17);
      expect(new Set(woken.map((key) => key.split(' ')[0]))).toEqual(new Set(['btc-09', 'cap-uy-06']));
      expect(waits(before).length - waits(after).length).toBe(18);
      const due = (item: string) => dayOfMs(after.find((duty) => duty.item === item)!.dueMs!);
      expect([due('btc-09'), due('cap-uy-06')]).toEqual(['2023-02-15', '2023-04-03']);
      expect((await dondoc.guidance.awaited(issuer)).map(({ key }) => key)).not.toContain('so-tay-dien-tu');
      await conclude(rig, issuer, plan);
    });
  });

  it('the chains stand, the histories replay, the figures conserve', async () => {
    await proveLanes(rig);
    expect(await proveConsolidations(rig.db)).toBeGreaterThan(0);
  });
});
