import type { Dondoc } from '../../client/dondoc.js';
import { writePlanFile } from '../../contract/plan-file.js';
import type { Actor } from '../../domain/access.js';
import { dayOfMs } from '../../domain/day.js';
import type { ProblemError } from '../../domain/problem.js';
import { rebasePlan } from '../../domain/rebase.js';
import type { ReportBody } from '../../domain/report.js';
import { actorFor } from '../../start/play-stage.js';
import { readEvents } from '../../store/events.js';
import { examplePlan, exampleText } from '../examples/province.js';
import { proveConsolidations } from '../harness/consolidation-proof.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { clerkOf, conclude, dutiesSeenBy, issue } from './probe-acts.js';
import { at } from './rehearsed.js';

/** What a user would try in the later years of the sample province; the numbers are those of the list of probes. */
describe('probes of later years', () => {
  let rig: DondocRig;
  let dondoc: Dondoc;
  let plan = '';
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-12-12', 8) });
    dondoc = rig.dondoc;
  });
  afterAll(() => rig.stop());

  describe('5: a section of a plan given to a board', () => {
    const document = examplePlan('plan-77-kh-duk');
    const itemsOf = (section: string) => document.tasks.filter(({ clause }) => clause === section).map(({ id }) => id);
    let issuer: Actor;
    const boards: Record<string, Actor> = {};
    beforeAll(async () => {
      await rig.advanceTo(at(document.date!, 9));
      issuer = await rig.as('issuer-duk');
      plan = await issue(rig, issuer, exampleText('plan-77-kh-duk.yaml'));
      for (const code of ['DUK-BTG', 'DUK-BTC', 'DUK-VP']) boards[code] = await clerkOf(rig, code);
    });

    it.each([
      // What a board co-operates in is told to it beside its own section.
      { board: 'DUK-BTG', section: 'III.1', others: ['III.2', 'III.3'], besides: [] },
      { board: 'DUK-BTC', section: 'III.2', others: ['III.1', 'III.3'], besides: ['chat-luong-can-bo'] },
      { board: 'DUK-VP', section: 'III.3', others: ['III.1', 'III.2'], besides: [] },
    ])('$board sees $section, and of the other sections only what it takes part in', async ({ board, section, others, besides }) => {
      const seen = new Set((await dutiesSeenBy(rig, boards[board]!, plan)).map(({ item }) => item));
      expect(itemsOf(section).filter((item) => !seen.has(item))).toEqual([]);
      expect(others.flatMap(itemsOf).filter((item) => seen.has(item))).toEqual(besides);
      const { byKind } = await dondoc.plans.status(boards[board]!, plan);
      expect(Object.values(byKind.standing!).reduce((sum, count) => sum + count, 0)).toBe(
        (await dutiesSeenBy(rig, boards[board]!, plan)).filter(({ kind }) => kind === 'standing').length,
      );
    });

    it('what it does not see answers as if it did not exist, in the timeline too', async () => {
      const unit = await rig.unitId('DUK-BTC');
      const on = { plan, unit, item: 'quy-che-lam-viec', period: '2023-H1' };
      const refused: unknown = await dondoc.duties.get(boards['DUK-BTG']!, on).catch((error: unknown) => error);
      expect((refused as ProblemError).problem.code).toBe('NOT_FOUND');
      expect((await dondoc.duties.get(boards['DUK-BTC']!, on)).standing.state).toBe('standing');
      await rig.advanceTo(at('2024-01-03', 12));
      const { items } = await dondoc.plans.timeline(boards['DUK-BTG']!, plan, { limit: 200 });
      const told = new Set(items.flatMap(({ item }) => item ?? []));
      expect([...itemsOf('III.2'), ...itemsOf('III.3')].filter((item) => told.has(item))).toEqual([]);
      expect(itemsOf('III.1').filter((item) => !told.has(item))).toEqual([]);
    });

    it('a standing task is never overdue, only stale, until there is evidence', async () => {
      const standing = (await dutiesSeenBy(rig, issuer, plan)).filter(({ kind }) => kind === 'standing');
      expect(new Set(standing.map(({ standing: { state } }) => state))).toEqual(new Set(['standing']));
      const ended = standing.filter(({ dueMs }) => dueMs! < at('2024-01-01', 0));
      expect(ended.length).toBeGreaterThan(30);
      expect(ended.every(({ standing: { stale, overdueMs } }) => stale && overdueMs === 0)).toBe(true);
      const status = await dondoc.plans.status(issuer, plan);
      expect(status.stale).toBe(ended.length);
      expect(status.byKind.standing).toEqual({ standing: standing.length });

      const on = { plan, unit: await rig.unitId('DUK-BTG'), item: 'neu-guong', period: '2023-H2' };
      receiptOf(await dondoc.duties.progress(boards['DUK-BTG']!, on, { note: 'Đã biểu dương 12 điển hình' }, sending()));
      expect((await dondoc.duties.get(boards['DUK-BTG']!, on)).standing).toMatchObject({ state: 'standing', stale: false });
      await conclude(rig, issuer, plan);
    });
  });

  describe('8: a swapped Saturday', () => {
    it('of May 2024 counts as a working day: what was due on Friday is pressed on Saturday', async () => {
      const issuer = await rig.as('issuer-duk');
      await rig.advanceTo(at('2024-04-22', 9));
      const moved = rebasePlan(examplePlan('plan-77-kh-duk'), 1);
      const [from, receipt] = ['2024-04-22', { due: { on: '2024-05-03' } }];
      plan = await issue(
        rig,
        issuer,
        writePlanFile({ ...moved, symbol: '91-KH/ĐUK', date: from, horizon: { ...moved.horizon, from }, receipt }),
      );
      await rig.advanceTo(at('2024-05-07', 12));
      const events = await readEvents(rig.db, `plan:${plan}:cascade:01`);
      const pressed = events.filter(({ type, data }) => data.item === 'receipt' && (type === 'fellDue' || type === 'escalated'));
      expect(pressed.map(({ type, atMs }) => [type, dayOfMs(atMs)])).toEqual([
        ['fellDue', '2024-05-03'],
        ['escalated', '2024-05-04'],
      ]);
      await conclude(rig, issuer, plan);
    });
  });

  describe('4: targets of every kind', () => {
    const ARMED = ['LD-CA', 'LD-QS'];

    it('each is judged in its own way, and the armed forces leave numerator and denominator', async () => {
      const issuer = await rig.as('issuer-hu-lacduong');
      // Two years later than the plan, since earlier probes have gone past its day.
      await rig.advanceTo(at('2024-12-12', 9));
      plan = await issue(rig, issuer, writePlanFile(rebasePlan(examplePlan('plan-lac-duong'), 2)));
      await rig.advanceTo(at('2025-12-16', 9));
      const asked = (await dutiesSeenBy(rig, issuer, plan)).filter(({ item, period }) => item === 'bao-cao-nam' && period === '2025');
      const reporters = asked.map(({ unit }) => unit);
      expect(reporters.map(({ code }) => code)).toEqual(expect.arrayContaining(ARMED));
      const reviewer = actorFor('approver', await rig.unitId('LD-BTC'));
      for (const [index, { id, code }] of reporters.entries()) {
        const on = { plan, unit: id, item: 'bao-cao-nam', period: '2025' };
        receiptOf(await dondoc.reports.submit(actorFor('clerk', id), on, yearly(index, ARMED.includes(code)), sending()));
        receiptOf(await dondoc.reports.accept(reviewer, on, undefined, sending()));
      }
      await rig.advanceTo(at('2025-12-31', 12));
      const targets = Object.fromEntries((await dondoc.plans.targets(issuer, plan, '2025-12-31')).map((view) => [view.target, view]));
      expect(Object.keys(targets)).toHaveLength(12);
      // 13 bodies report; the two of the armed forces are rated by their own rules, and report that they are not rated well.
      expect(targets['xep-loai-to-chuc']).toMatchObject({ state: 'met', value: 100, numerator: 11, denominator: 11 });
      expect(targets['thon-co-chi-bo']).toMatchObject({ comparator: 'maintain', bound: 100, value: 100, state: 'met' });
      // More than 90 % by a year to come: 90 % is not more, and there is time.
      expect(targets['chi-bo-co-chi-uy']).toMatchObject({ comparator: 'moreThan', bound: 90, value: 90, state: 'open' });
      expect(targets['mo-hinh-moi']).toMatchObject({ comparator: 'atLeast', bound: 25, numerator: 4, denominator: 13, state: 'met' });
      expect(targets['chi-bo-ngoai-nha-nuoc']).toMatchObject({ comparator: 'range', bound: 1, boundMax: 2, value: 1, state: 'met' });
      // 3 to 4 % of members in the year: 5 % is outside.
      const admitted = { comparator: 'range', bound: 3, boundMax: 4, numerator: 26, denominator: 520, value: 5, state: 'unmet' };
      expect(targets['ty-le-ket-nap']).toMatchObject(admitted);
      await conclude(rig, issuer, plan);
    });

    function yearly(index: number, armed: boolean): ReportBody {
      const all = (count: number, ...fields: string[]) => Object.fromEntries(fields.map((field) => [field, count]));
      const figures = {
        ...all(
          10,
          'to-chuc',
          'dung-quy-che',
          'co-kiem-tra',
          'chi-bo-thon',
          'dang-vien-cong-tac',
          'giu-lien-he',
          'dien-cam-ket',
          'co-cam-ket',
        ),
        ...all(5, 'thon', 'thon-co-chi-bo'),
        ...all(1, 'to-chuc-co-so', 'to-chuc-xep-loai'),
        'to-chuc-tot': armed ? 0 : 1,
        'co-mo-hinh': index < 4 ? 1 : 0,
        'co-chi-uy': 9,
        'chi-bo-moi': index === 0 ? 1 : 0,
        'dang-vien': 40,
        'dang-vien-xep-loai': 10,
        'dang-vien-tot': 9,
        'ket-nap': 2,
        'chu-doanh-nghiep': 0,
      };
      return { figures, narrative: { 'ket-qua': 'Đạt', 'han-che': 'Không', 'nguyen-nhan': 'Không', 'phuong-huong': 'Tiếp tục' } };
    }
  });

  it('the chains stand, the histories replay, the figures conserve', async () => {
    await proveLanes(rig);
    expect(await proveConsolidations(rig.db)).toBeGreaterThan(20);
  });
});
