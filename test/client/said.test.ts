import type { Actor } from '../../domain/access.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { allRolesAt, at, figures, ISSUED, issueKimBoi, monthly } from './kim-boi.js';

describe('what people write is read by those who may', () => {
  let rig: DondocRig;
  let owner: Actor;
  let bo: Actor;
  let sibling: Actor;
  let through: Actor;
  let plan: string;
  const task = (unit: string, item: string, period: string) => ({ plan, unit, item, period });

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    const { duties, reports, plans } = rig.dondoc;
    owner = await allRolesAt(rig, 'HU-KIMBOI');
    bo = await allRolesAt(rig, 'KB-BO');
    sibling = await allRolesAt(rig, 'KB-BINHSON');
    through = await allRolesAt(rig, 'KB-BTC');
    plan = await issueKimBoi(rig, owner);
    const on = monthly(plan, 'KB-BO');
    receiptOf(await duties.urge(owner, on, 'gửi ngay\ntrong tuần', sending()));
    receiptOf(await reports.submit(bo, on, figures(3), sending()));
    receiptOf(await reports.giveBack(owner, on, { reason: 'chưa khớp sổ', pins: [{ field: 'nguon', comment: 'xem lại' }] }, sending()));
    receiptOf(await reports.submit(bo, on, figures(2), sending()));
    receiptOf(await reports.accept(owner, on, 'đã khớp', sending()));
    const survey = task('KB-BO', 'khao-sat-nguon', '2022-Q1');
    receiptOf(await duties.progress(bo, survey, { percent: 40, note: 'đang rà soát' }, sending()));
    receiptOf(await duties.progress(bo, survey, { done: true, product: { symbol: '07-BC/ĐU' } }, sending()));
    receiptOf(await plans.suspend(owner, plan, 'chờ sắp xếp bộ máy', sending()));
    await rig.settle();
    receiptOf(await plans.resume(owner, plan, { dates: 'same', reason: 'đã sắp xếp xong' }, sending()));
    await rig.settle();
    // Of those who report nothing, two are proposed for review and decided on.
    await rig.advanceTo(at('2022-05-05'));
    receiptOf(await duties.decideReview(owner, monthly(plan, 'KB-CUOIHA'), { decision: 'review', reason: 'không báo cáo' }, sending()));
    receiptOf(
      await duties.decideReview(
        owner,
        task('KB-BINHSON', 'so-lieu-thang', '2022-M03'),
        { decision: 'dismiss', reason: 'do mất mạng' },
        sending(),
      ),
    );
  }, 240_000);
  afterAll(() => rig?.stop());

  const notices = async (actor: Actor) => {
    const found = [];
    for (let page = await rig.dondoc.inbox.notices(actor, { limit: 200 }); ;) {
      found.push(...page.items);
      if (page.next === undefined) return found;
      page = await rig.dondoc.inbox.notices(actor, { limit: 200, cursor: page.next });
    }
  };
  const timeline = async (actor: Actor) => {
    const found = [];
    for (let page = await rig.dondoc.plans.timeline(actor, plan, { limit: 200 }); ;) {
      found.push(...page.items);
      if (page.next === undefined) return found;
      page = await rig.dondoc.plans.timeline(actor, plan, { limit: 200, cursor: page.next });
    }
  };
  const texts = (of: { said?: { text?: string } }[]) => of.flatMap(({ said }) => said?.text ?? []);

  it('at the duty: urging, return, acceptance, by the body that acted', async () => {
    for (const actor of [bo, owner, through]) {
      const { said } = await rig.dondoc.duties.get(actor, monthly(plan, 'KB-BO'));
      expect(said.map(({ type, by, n, version, text, pins }) => [type, by?.code, n ?? version, text, pins])).toEqual([
        ['urged', 'HU-KIMBOI', 1, 'gửi ngay\ntrong tuần', undefined],
        ['returned', 'HU-KIMBOI', 1, 'chưa khớp sổ', [{ field: 'nguon', comment: 'xem lại' }]],
        ['accepted', 'HU-KIMBOI', 2, 'đã khớp', undefined],
      ]);
    }
  });

  it('at the task: notes of progress and what came of it', async () => {
    const { said } = await rig.dondoc.duties.get(owner, task('KB-BO', 'khao-sat-nguon', '2022-Q1'));
    expect(said).toMatchObject([
      { type: 'progressed', percent: 40, text: 'đang rà soát', by: { code: 'KB-BO' } },
      { type: 'completed', product: { symbol: '07-BC/ĐU' } },
    ]);
  });

  it('in the report: the note of its acceptance', async () => {
    const { versions } = await rig.dondoc.reports.get(bo, monthly(plan, 'KB-BO'));
    expect(versions.map(({ returned, acceptedNote }) => [returned?.reason, acceptedNote])).toEqual([
      ['chưa khớp sổ', undefined],
      [undefined, 'đã khớp'],
    ]);
  });

  it('in the notices of whom it was written to', async () => {
    const told = (await notices(bo)).flatMap(({ kind, said }) => (said?.text === undefined ? [] : [`${kind} ${said.text}`]));
    expect(told.sort()).toEqual(
      [
        'urged gửi ngay\ntrong tuần',
        'returned chưa khớp sổ',
        'accepted đã khớp',
        'suspended chờ sắp xếp bộ máy',
        'resumed đã sắp xếp xong',
      ].sort(),
    );
    expect(texts((await notices(await allRolesAt(rig, 'KB-CUOIHA'))).filter(({ kind }) => kind === 'reviewDecided'))).toEqual([
      'không báo cáo',
    ]);
  });

  it('at the plan: every decision with its reason, to all its recipients', async () => {
    for (const actor of [owner, bo])
      expect((await rig.dondoc.plans.get(actor, plan)).decisions.map(({ type, text }) => [type, text])).toEqual([
        ['suspended', 'chờ sắp xếp bộ máy'],
        ['resumed', 'đã sắp xếp xong'],
      ]);
  });

  it('in the timeline: to its holder its own, to the issuer all', async () => {
    const own = ['gửi ngay\ntrong tuần', 'chưa khớp sổ', 'đã khớp', 'đang rà soát', 'chờ sắp xếp bộ máy', 'đã sắp xếp xong'];
    expect(texts(await timeline(bo))).toEqual(own);
    expect(texts(await timeline(owner))).toEqual([...own, 'không báo cáo', 'do mất mạng']);
    const entry = (await timeline(bo)).find(({ type }) => type === 'completed');
    expect(entry).toMatchObject({ data: { late: false }, said: { product: { symbol: '07-BC/ĐU' } } });
    expect(entry).not.toHaveProperty('actor');
  });

  it('and by nobody else: siblings read none of it, and a dismissed proposal is not told to its body', async () => {
    const said = JSON.stringify([await timeline(sibling), await notices(sibling)]);
    for (const text of ['gửi ngay', 'chưa khớp', 'đã khớp', 'rà soát', '07-BC', 'không báo cáo', 'do mất mạng'])
      expect(said).not.toContain(text);
    await expect(rig.dondoc.duties.get(sibling, monthly(plan, 'KB-BO'))).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const on = monthly(plan, 'KB-BINHSON', '2022-M03');
    expect((await rig.dondoc.duties.get(sibling, on)).said).toEqual([]);
    expect(texts((await rig.dondoc.duties.get(owner, on)).said.map((act) => ({ said: act })))).toEqual(['do mất mạng']);
    expect((await timeline(sibling)).find(({ type }) => type === 'reviewDecided')?.data).toEqual({});
  });

  it('at its end: the summary to all, its counts and figures to who sees the plan whole', async () => {
    receiptOf(await rig.dondoc.plans.conclude(owner, plan, { summary: 'Đạt 140 trên 150.' }, sending()));
    await rig.settle();
    const closing = (actor: Actor) => rig.dondoc.plans.get(actor, plan).then((view) => view.closing as object);
    expect(await closing(bo)).toEqual({ summary: 'Đạt 140 trên 150.' });
    expect(Object.keys(await closing(owner)).sort()).toEqual(['counts', 'reports', 'summary', 'targets']);
    expect(texts((await notices(bo)).filter(({ kind }) => kind === 'concluded'))).toEqual(['Đạt 140 trên 150.']);
  });
});
