import { readFileSync } from 'node:fs';
import { endOfDayMs, startOfDayMs } from '../../domain/day.js';
import type { ReportBody } from '../../domain/report.js';
import { proveConsolidations } from '../harness/consolidation-proof.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';

const HOUR = 3_600_000;
const at = (day: string, hour = 9) => startOfDayMs(day) + hour * HOUR;

describe('a plan lives its whole life', () => {
  let rig: DondocRig;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14') });
  });
  afterAll(() => rig.stop());

  const body = (count: number): ReportBody => ({ figures: { 'ket-nap': count, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {} });

  it('issue, receipt, report, return, repair, acceptance, collection, difference, conclusion', async () => {
    const { dondoc } = rig;
    const issuer = await rig.as('issuer-tu');
    const draft = await dondoc.plans.draft(issuer, { text: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    expect(draft.status).toBe('draft');
    receiptOf(await dondoc.plans.issue(issuer, draft.id, sending()));
    await rig.relay.settle();
    const kimboi = await rig.unitId('HU-KIMBOI');
    const clerk = await rig.as('clerk-hu-kimboi');
    const approver = await rig.as('issuer-tu');
    receiptOf(await dondoc.duties.receive(clerk, draft.id, 'HU-KIMBOI', sending()));
    expect((await dondoc.plans.get(issuer, draft.id)).status).toBe('inForce');

    await rig.advanceTo(at('2022-03-07'));
    const on = { plan: draft.id, unit: kimboi, item: 'so-lieu-thang', period: '2022-M02' };
    const form = await dondoc.reports.get(clerk, on);
    expect(form.duty.standing.state).toBe('openInTime');
    const first = receiptOf(await dondoc.reports.submit(clerk, on, body(9), sending()));
    expect(first.late).toBe(false);
    receiptOf(
      await dondoc.reports.giveBack(
        approver,
        on,
        { reason: 'Số kết nạp chưa khớp', pins: [{ field: 'ket-nap', comment: 'xem lại' }] },
        sending(),
      ),
    );
    receiptOf(await dondoc.reports.submit(clerk, on, body(8), sending()));
    receiptOf(await dondoc.reports.accept(approver, on, undefined, sending()));
    const view = await dondoc.reports.get(clerk, on);
    expect(view.versions.map(({ version, late }) => [version, late])).toEqual([
      [1, false],
      [2, false],
    ]);
    expect(view.versions[1]?.diff?.length).toBe(1);
    expect(view.duty.standing.state).toBe('doneOnTime');

    await rig.advanceTo(endOfDayMs('2022-03-20'));
    const collected = await dondoc.plans.consolidated(issuer, draft.id, 'so-lieu-thang', '2022-M02');
    expect(collected.revision).toBe(1);
    expect(collected.consolidated.coverage).toMatchObject({ expected: 17, delivered: 1 });
    expect(collected.consolidated.figures['ket-nap']?.value).toBe(8);
    const status = await dondoc.plans.status(issuer, draft.id);
    expect(status.counts.openOverdue).toBeGreaterThan(0);
    receiptOf(await dondoc.plans.conclude(issuer, draft.id, { summary: 'Kết thúc sớm.' }, sending()));
    await rig.relay.settle();
    expect((await dondoc.plans.get(issuer, draft.id)).status).toBe('concluded');

    const verified = await dondoc.audit.verify(rig.administrator);
    expect(verified.ok).toBe(true);
    await proveLanes(rig);
    expect(await proveConsolidations(rig.db)).toBeGreaterThan(0);
  });
});
