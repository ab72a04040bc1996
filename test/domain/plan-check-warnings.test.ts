import { checkPlan, planWarnings } from '../../domain/plan-check.js';
import { aReport, aTask, at, planFrom, planTree } from '../builders/plan-file.js';

describe('warnings', () => {
  const warned = (lines: string) => planWarnings(planFrom(lines));

  test('a deadline on a day off shows the day it moves to', () => {
    // 2026-02-16 is in Tết, 2026-02-15 a Sunday.
    expect(warned(aTask('timing: 2026-02-15'))).toEqual([
      { code: 'DUE_MOVED', path: 'tasks.0.timing.due', data: { item: 't1', stated: '2026-02-15', due: '2026-02-23' } },
    ]);
    expect(warned(aTask('timing: { kind: dated, due: { on: 2026-02-15, moved: keep } }'))).toEqual([]);
  });

  test('undated and awaiting tasks are named', () => {
    expect(warned(aTask('timing: { kind: undated, reviewAfterDays: 60 }'))).toEqual([
      { code: 'TASK_UNDATED', path: 'tasks.0.timing', data: { task: 't1', days: 60 } },
    ]);
    expect(
      warned(aTask('timing: { kind: awaiting, guidance: { key: k, title: Hướng dẫn }, due: { within: 30, after: guidance } }')),
    ).toEqual([{ code: 'TASK_AWAITING', path: 'tasks.0.timing', data: { task: 't1', guidance: 'Hướng dẫn' } }]);
  });

  test('days outside the plan, periods that never end in it, targets of other years', () => {
    expect(at(warned(aTask('timing: 2027-03-31')))).toContain('DUE_OUTSIDE_HORIZON tasks.0.timing.due');
    expect(at(warned('ownPlan: { by: HU1, due: 2025-12-31 }\n'))).toContain('DUE_OUTSIDE_HORIZON ownPlan.due');
    expect(at(warned(aReport('until: 2026-02-15,')))).toEqual(['NEVER_DUE reports.0.due']);
    expect(at(warned(aReport('').replace('quarter', 'adHoc').replace('endOf: period', 'within: 5, after: issue')))).toEqual([
      'NEVER_DUE reports.0.due',
    ]);
    const targetOf = (time: string) => `targets: [{ id: c1, indicator: Một, comparator: atLeast, value: 1, unit: lớp, time: ${time} }]\n`;
    expect(at(warned(targetOf('{ kind: byYear, year: 2030 }')))).toEqual(['TARGET_OUTSIDE_HORIZON targets.0.time']);
    expect(at(warned(targetOf('{ kind: range, from: 2020, to: 2026 }')))).toEqual(['TARGET_OUTSIDE_HORIZON targets.0.time']);
    expect(at(warned(targetOf('{ kind: year, year: 2026 }')))).toEqual([]);
  });

  test('an open-ended plan may look past its end', () => {
    const plan = planFrom(aTask('timing: 2027-03-31'));
    const codes = planWarnings({ ...plan, horizon: { ...plan.horizon, openEnded: true } }).map(({ code }) => code);
    expect(codes).toEqual(['CALENDAR_NOT_OFFICIAL']);
  });

  test('a year without an official calendar is told once', () => {
    const plan = planFrom(aReport('').replace('quarter', 'month'));
    const far = planWarnings({ ...plan, horizon: { from: '2028-01-01', to: '2029-12-31' } }).filter(
      ({ code }) => code === 'CALENDAR_NOT_OFFICIAL',
    );
    expect(far).toMatchObject([
      { path: 'reports.0.due', data: { year: 2028, lastOfficialYear: 2026 } },
      { path: 'reports.0.due', data: { year: 2029, lastOfficialYear: 2026 } },
    ]);
  });

  test('the tree gives an unknown term, an unusual type, leads that are no recipients, and leads that co-operate as part of a class', () => {
    const lines = `symbol: 5-HD/CB\ntype: guidance\ntasks: [{ id: t1, title: Một, lead: [HU1, HU2], cooperate: { depth: direct }, timing: 2026-03-31 }]\nrecipients: [{ to: HU1 }]\n`;
    const plan = planFrom(lines);
    expect(at(planWarnings({ ...plan, issuer: 'CB' }, { tree: planTree }))).toEqual(
      expect.arrayContaining(['TERM_UNKNOWN term', 'TYPE_UNUSUAL type']),
    );
    expect(planWarnings(plan, { tree: planTree })).toEqual([
      { code: 'LEAD_NOT_RECIPIENT', path: 'tasks.0.lead', data: { task: 't1', count: 1, first: 'HU2' } },
      { code: 'ASSIGNEE_OVERLAP', path: 'tasks.0.cooperate', data: { task: 't1', count: 2, first: 'HU1' } },
    ]);
    expect(planWarnings({ ...plan, issuer: 'XX' }, { tree: planTree })).toEqual([]);
  });

  test('what would be overdue in the second of its issue', () => {
    const lines = aTask('timing: 2025-12-31') + 'ownPlan: { by: HU1, due: 2026-01-05 }\nreceipt: { due: { on: 2025-12-30 } }\n';
    const passed = (all: ReturnType<typeof planWarnings>) => all.filter(({ code }) => code === 'DUE_PASSED');
    expect(passed(planWarnings(planFrom(lines), { tree: planTree }))).toEqual([
      { code: 'DUE_PASSED', path: 'tasks.0.timing.due', data: { item: 't1', day: '2025-12-31', issued: '2026-01-05' } },
      { code: 'DUE_PASSED', path: 'receipt.due', data: { item: 'receipt', day: '2025-12-30', issued: '2026-01-05' } },
    ]);
    expect(passed(planWarnings(planFrom(lines)))).toEqual([]);
    expect(passed(planWarnings(planFrom(aReport('from: 2025-01-01,')), { tree: planTree }))).toEqual([]);
  });

  test('a term the committee never had is refused; one that is not that of the day is told', () => {
    const of = (lines: string) => ({
      problems: checkPlan(planFrom(lines), { tree: planTree }).filter(({ path }) => path === 'term'),
      warnings: planWarnings(planFrom(lines), { tree: planTree }).filter(({ path }) => path === 'term'),
    });
    expect(of('term: 2025-2030\n')).toEqual({ problems: [], warnings: [] });
    expect(of('term: 1999-2000\n').problems).toEqual([
      { code: 'TERM_NOT_FOUND', path: 'term', data: { unit: 'TU', term: '1999-2000', known: '2025-2030' } },
    ]);
    expect(of('term: 2025-2030\ndate: 2025-06-01\n')).toEqual({
      problems: [],
      warnings: [{ code: 'TERM_OTHER', path: 'term', data: { unit: 'TU', term: '2025-2030', day: '2025-06-01', expected: '–' } }],
    });
    // HU1 has no term on record: what the file says stands.
    const plan = { ...planFrom('term: 1999-2000\n'), issuer: 'HU1' };
    expect(checkPlan(plan, { tree: planTree }).filter(({ path }) => path === 'term')).toEqual([]);
  });
});
