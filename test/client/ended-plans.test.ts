import type { DutyView } from '../../client/dondoc.js';
import type { Actor } from '../../domain/access.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { allRolesAt, at, figures, HOUR, ISSUED, issueKimBoi, monthly } from './kim-boi.js';

/** What every reading says of one plan. */
interface Readings {
  counts: Record<string, number>;
  duties: DutyView[];
  cells: { state: string; suspended?: boolean }[];
  expected: number[];
  rows: { rung?: string; nextDueMs?: number }[];
  statuses: string[];
  nextFirings: unknown[];
  stale: number;
  inbox: number;
}

describe('a plan that no longer runs reads so everywhere', () => {
  let rig: DondocRig;
  let owner: Actor;
  let bo: Actor;
  const plans: Record<'concluded' | 'revoked' | 'suspended', string> = { concluded: '', revoked: '', suspended: '' };
  const before: Record<string, Readings> = {};

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    const { dondoc } = rig;
    owner = await allRolesAt(rig, 'HU-KIMBOI');
    bo = await allRolesAt(rig, 'KB-BO');
    const binhson = await allRolesAt(rig, 'KB-BINHSON');
    for (const [index, how] of (['concluded', 'revoked', 'suspended'] as const).entries())
      plans[how] = await issueKimBoi(rig, owner, 45 + index);
    await rig.advanceTo(at('2022-03-01'));
    for (const plan of Object.values(plans)) {
      receiptOf(await dondoc.duties.receive(bo, plan, 'KB-BO', sending()));
      receiptOf(await dondoc.reports.submit(bo, monthly(plan, 'KB-BO'), figures(3), sending()));
      receiptOf(await dondoc.reports.submit(binhson, monthly(plan, 'KB-BINHSON'), figures(1), sending()));
    }
    // Past the due day of February: what did not come is overdue and on the ladder, the report that was returned is being mended.
    await rig.advanceTo(at('2022-03-10'));
    for (const plan of Object.values(plans)) {
      receiptOf(await dondoc.reports.giveBack(owner, monthly(plan, 'KB-BO'), { reason: 'chưa khớp' }, sending()));
      before[plan] = await readings(plan);
    }
    receiptOf(await dondoc.plans.conclude(owner, plans.concluded, { summary: 'x' }, sending()));
    receiptOf(await dondoc.plans.revoke(owner, plans.revoked, 'x', sending()));
    receiptOf(await dondoc.plans.suspend(owner, plans.suspended, 'x', sending()));
    await rig.settle();
    await rig.advanceTo(at('2022-04-20'));
  }, 180_000);
  afterAll(() => rig?.stop());

  async function readings(plan: string): Promise<Readings> {
    const { dondoc } = rig;
    const status = await dondoc.plans.status(owner, plan);
    const duties: DutyView[] = [];
    for (let page = await dondoc.duties.list(owner, { plan, limit: 200 }); ;) {
      duties.push(...page.items);
      if (page.next === undefined) break;
      page = await dondoc.duties.list(owner, { plan, limit: 200, cursor: page.next });
    }
    const cascade = await dondoc.plans.cascade(owner, plan, { limit: 200 });
    const matrix = await dondoc.plans.matrix(owner, plan, { limit: 200 });
    const inboxes = await Promise.all([owner, bo].map((actor) => dondoc.inbox.get(actor, {})));
    const listed = inboxes.flatMap(({ today, returned, soon, urged }) => [...today, ...returned, ...soon, ...urged]);
    return {
      counts: status.counts,
      duties,
      cells: matrix.rows.items.flatMap(({ cells }) => cells),
      expected: matrix.items.flatMap(({ periods }) => periods.map(({ expected }) => expected)),
      rows: cascade.units.items,
      statuses: [status.plan.status, cascade.plan.status, matrix.plan.status, (await dondoc.plans.get(owner, plan)).status],
      nextFirings: [status.nextFiring, ...duties.map(({ nextFiring }) => nextFiring)].filter((firing) => firing !== undefined),
      stale: status.stale,
      inbox: listed.filter((duty) => duty.plan === plan).length,
    };
  }

  const hours = ({ standing }: DutyView) => Math.round(standing.overdueMs / HOUR);
  const statesOf = (duties: DutyView[]) => new Set(duties.map(({ standing }) => standing.state));
  const find = (duties: DutyView[], unit: string, item: string) => duties.find((duty) => duty.unit.code === unit && duty.item === item)!;

  it('while it ran, there was everything to be told', () => {
    const { counts, nextFirings, rows, inbox, statuses, expected } = before[plans.concluded]!;
    expect(counts).toMatchObject({ openInTime: expect.any(Number), openOverdue: expect.any(Number), standing: expect.any(Number) });
    expect(nextFirings.length).toBeGreaterThan(10);
    expect([rows.some(({ rung }) => rung !== undefined), rows.some(({ nextDueMs }) => nextDueMs !== undefined)]).toEqual([true, true]);
    expect(inbox).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set(['inForce']));
    expect(Math.min(...expected)).toBeGreaterThan(0);
  });

  it('concluded: nothing is owed or fires; what was overdue stays so and grows no older; what was done stays done', async () => {
    const plan = plans.concluded;
    const now = await readings(plan);
    const then = before[plan]!;
    expect(new Set(now.statuses)).toEqual(new Set(['concluded']));
    expect(statesOf(now.duties)).toEqual(new Set(['cancelled', 'openOverdue', 'doneOnTime']));
    expect(now.counts.openOverdue).toBe(then.counts.openOverdue);
    expect(now.counts.doneOnTime).toBe(then.counts.doneOnTime);
    expect([now.nextFirings, now.stale, now.inbox]).toEqual([[], 0, 0]);
    expect(find(now.duties, 'KB-BO', 'so-lieu-thang').standing.state).toBe('cancelled');
    const late = find(now.duties, 'KB-CUOIHA', 'so-lieu-thang');
    expect([late.standing.state, hours(late)]).toEqual(['openOverdue', Math.round((at('2022-03-10') - late.dueMs!) / HOUR)]);
    expect(now.rows.filter(({ nextDueMs }) => nextDueMs !== undefined)).toEqual([]);
    expect(now.cells.map(({ state }) => state).sort()).toEqual(
      now.duties
        .filter(({ kind }) => kind === 'report')
        .map(({ standing }) => standing.state)
        .sort(),
    );
  });

  it('revoked: all that was not done is cancelled, returned reports too, and nothing is late', async () => {
    const plan = plans.revoked;
    const now = await readings(plan);
    expect(new Set(now.statuses)).toEqual(new Set(['revoked']));
    expect(statesOf(now.duties)).toEqual(new Set(['cancelled', 'doneOnTime']));
    expect(now.counts).toEqual({ cancelled: now.duties.length - 2, doneOnTime: 2 });
    expect([now.nextFirings, now.stale, now.inbox]).toEqual([[], 0, 0]);
    expect(find(now.duties, 'KB-BO', 'so-lieu-thang').standing.state).toBe('cancelled');
    expect(now.rows.filter(({ rung, nextDueMs }) => rung !== undefined || nextDueMs !== undefined)).toEqual([]);
    // Of 20 reports only the one that came and was not returned is still counted.
    expect(now.expected[0]).toBe(1);
  });

  it('suspended: what is open stands still and says so, nothing fires, and nobody grows later', async () => {
    const plan = plans.suspended;
    const now = await readings(plan);
    const then = before[plan]!;
    expect(new Set(now.statuses)).toEqual(new Set(['suspended']));
    expect(now.counts).toEqual(then.counts);
    const open = now.duties.filter(({ standing: { state } }) => state !== 'doneOnTime');
    expect(open.filter(({ standing }) => !standing.suspended)).toEqual([]);
    expect(now.duties.map(hours)).toEqual(then.duties.map(hours));
    expect([now.nextFirings, now.inbox]).toEqual([[], 0]);
    expect(now.cells.filter(({ state, suspended }) => state !== 'doneOnTime' && !suspended)).toEqual([]);
    expect(now.rows.filter(({ rung, nextDueMs }) => rung !== undefined || nextDueMs !== undefined)).toEqual([]);
  });

  it('resumed: it runs again, and its next points with it', async () => {
    const { dondoc } = rig;
    receiptOf(await dondoc.plans.resume(owner, plans.suspended, {}, sending()));
    await rig.settle();
    const now = await readings(plans.suspended);
    expect(now.duties.filter(({ standing }) => standing.suspended)).toEqual([]);
    expect(now.nextFirings.length).toBeGreaterThan(10);
    expect(now.inbox).toBeGreaterThan(0);
  });
});
