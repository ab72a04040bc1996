import fc from 'fast-check';
import type { DueRule } from '../../domain/deadline.js';
import { rebasePlan } from '../../domain/rebase.js';
import { aPlan, aReport, aTarget, aTask } from '../builders/plan.js';

const ref = { issuer: 'TW', symbol: '07-KH/TW', term: '2020-2025' };
const PLAN = aPlan({
  symbol: '77-KH/TU',
  term: '2020-2025',
  date: '2024-02-29',
  inForceFrom: '2024-03-10',
  horizon: { from: '2024-02-29', to: '2025-12-31', label: 'năm 2024', openEnded: true },
  legalBases: [{ relation: 'implements', symbol: '21-NQ/TW', type: 'resolution', date: '2022-06-16' }],
  concretises: [ref, { issuer: 'TW', symbol: '08-KH/TW' }],
  targets: [
    aTarget({ time: { kind: 'year', year: 2024 } }),
    aTarget({ time: { kind: 'byYear', year: 2030 } }),
    aTarget({ time: { kind: 'range', from: 2024, to: 2025 } }),
    aTarget({ time: { kind: 'perTerm' } }),
    aTarget({ time: { kind: 'perYear' } }),
    aTarget({ time: { kind: 'standing' } }),
  ],
  tasks: [
    aTask({
      timing: { kind: 'dated', due: { on: '2024-02-29', moved: 'keep' }, opensOn: '2024-03-01' },
      concretises: { plan: ref, item: 'x' },
    }),
    aTask({ timing: { kind: 'dated', due: { before: '2024-11-20' } } }),
    aTask({ timing: { kind: 'periodic', period: 'year', due: { monthDay: '11-15', before: true } } }),
    aTask({ timing: { kind: 'awaiting', guidance: { key: 'hd', title: 'Hướng dẫn năm 2024' }, due: { on: '2024-12-01' } } }),
    aTask({ timing: { kind: 'standing', cadence: 'quarter' } }),
    aTask({ timing: { kind: 'undated', reviewAfterDays: 60 } }),
  ],
  reports: [
    aReport({
      from: '2024-03-01',
      until: '2024-12-31',
      due: { dayOfMonth: 20, of: 'lastMonth', before: false },
      concretises: { plan: ref, item: 'r' },
    }),
    aReport({ due: { before: '2024-12-20' } }),
  ],
  receipt: { due: { on: '2024-03-05' } },
  ownPlan: { by: [{ unit: 'HU1' }], due: { on: '2024-03-20' } },
});

it('moves every day and year of the plan, leaves terms to the day of issue, and 29/02 to 28/02 where the year has none', () => {
  const moved = rebasePlan(PLAN, 2);
  expect(moved).toMatchObject({
    date: '2026-02-28',
    inForceFrom: '2026-03-10',
    horizon: { from: '2026-02-28', to: '2027-12-31' },
    concretises: [
      { issuer: 'TW', symbol: '07-KH/TW' },
      { issuer: 'TW', symbol: '08-KH/TW' },
    ],
    receipt: { due: { on: '2026-03-05' } },
    ownPlan: { due: { on: '2026-03-20' } },
  });
  expect(JSON.stringify(moved)).not.toContain('"term"');
  expect(moved.targets.map(({ time }) => time)).toEqual([
    { kind: 'year', year: 2026 },
    { kind: 'byYear', year: 2032 },
    { kind: 'range', from: 2026, to: 2027 },
    { kind: 'perTerm' },
    { kind: 'perYear' },
    { kind: 'standing' },
  ]);
  expect(moved.tasks.map(({ timing }) => timing)).toEqual([
    { kind: 'dated', due: { on: '2026-02-28', moved: 'keep' }, opensOn: '2026-03-01' },
    { kind: 'dated', due: { before: '2026-11-20' } },
    { kind: 'periodic', period: 'year', due: { monthDay: '11-15', before: true } },
    { kind: 'awaiting', guidance: { key: 'hd', title: 'Hướng dẫn năm 2024' }, due: { on: '2026-12-01' } },
    { kind: 'standing', cadence: 'quarter' },
    { kind: 'undated', reviewAfterDays: 60 },
  ]);
  expect(moved.tasks[0]!.concretises).toEqual({ plan: { issuer: 'TW', symbol: '07-KH/TW' }, item: 'x' });
  expect(moved.reports.map(({ from, until, due, concretises }) => [from, until, due, concretises?.plan.term])).toEqual([
    ['2026-03-01', '2026-12-31', { dayOfMonth: 20, of: 'lastMonth', before: false }, undefined],
    [undefined, undefined, { before: '2026-12-20' }, undefined],
  ]);
});

it('keeps all else: symbol, texts, cited papers, shares; and the plan it was given', () => {
  const before = structuredClone(PLAN);
  const moved = rebasePlan(PLAN, 2);
  expect(PLAN).toEqual(before);
  for (const kept of ['symbol', 'subject', 'legalBases', 'groups', 'recipients', 'reminders', 'escalation', 'exempt'] as const)
    expect(moved[kept]).toEqual(PLAN[kept]);
  expect(moved.horizon).toMatchObject({ label: 'năm 2026', openEnded: true });
  expect(moved.targets[0]!.allotment).toEqual(PLAN.targets[0]!.allotment);
  expect(moved.concretises[1]).toEqual(PLAN.concretises[1]);
  expect(moved.concretises[1]).not.toHaveProperty('term');
});

it('moves the years of its horizon in subject and titles, and none of a cited day or symbol, or of another time', () => {
  const words = 'Kế hoạch năm 2024, giai đoạn 2024-2025, theo 30/2024/NĐ-CP ngày 16/6/2024, tháng 3 năm 2024, tầm nhìn 2045, quý I/2024';
  const plan = aPlan({
    subject: words,
    horizon: { from: '2024-02-29', to: '2025-12-31' },
    tasks: [aTask({ title: 'Tổng kết năm 2025' })],
    reports: [aReport({ title: 'Báo cáo năm 2024' })],
    targets: [aTarget({ indicator: 'Kết nạp năm 2024' })],
  });
  const moved = rebasePlan(plan, 2);
  expect(moved.subject).toBe(
    'Kế hoạch năm 2026, giai đoạn 2026-2027, theo 30/2024/NĐ-CP ngày 16/6/2024, tháng 3 năm 2024, tầm nhìn 2045, quý I/2026',
  );
  expect([moved.tasks[0]!.title, moved.reports[0]!.title, moved.targets[0]!.indicator]).toEqual([
    'Tổng kết năm 2027',
    'Báo cáo năm 2026',
    'Kết nạp năm 2026',
  ]);
});

it('adds nothing to a plan that names no days', () => {
  const bare = aPlan({
    tasks: [aTask({ timing: { kind: 'dated', due: { within: 5, unit: 'working', after: 'issue' } } })],
    reports: [aReport()],
  });
  const moved = rebasePlan(bare, 3);
  expect(moved).toEqual({ ...bare, horizon: { from: '2029-01-01', to: '2029-12-31' } });
  expect(Object.keys(moved).toSorted()).toEqual(Object.keys(bare).toSorted());
  expect(Object.keys(moved.reports[0]!).toSorted()).toEqual(Object.keys(bare.reports[0]!).toSorted());
});

it('moved there and back is the same plan, but for 29/02', () => {
  const rule = fc.constantFrom<DueRule>({ on: '2026-05-31' }, { before: '2026-01-01' }, { endOf: 'period' });
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 20 }), rule, (years, due) => {
      const plan = aPlan({ date: '2026-03-31', tasks: [aTask({ timing: { kind: 'dated', due } })] });
      expect(rebasePlan(rebasePlan(plan, years), -years)).toEqual(plan);
    }),
  );
  expect(rebasePlan(PLAN, 0)).toEqual(PLAN);
});
