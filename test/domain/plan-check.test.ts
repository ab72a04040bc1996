import { checkPlanFile } from '../../contract/plan-file.js';
import { checkPlan } from '../../domain/plan-check.js';
import type { Target } from '../../domain/plan.js';
import { aReport, aTarget, aTask, at, FULLEST, onlyProblemIn, planFrom, planTree, wrongIn } from '../builders/plan-file.js';

test('the shortest plan and the fullest are in order, with and without the tree', () => {
  const { plan } = checkPlanFile(FULLEST);
  expect(checkPlan(planFrom())).toEqual([]);
  expect(checkPlan(plan!)).toEqual([]);
  expect(checkPlan(plan!, { tree: planTree })).toEqual([]);
});

describe('symbol', () => {
  test.each([
    ['132/KH-TU', '132-KH/TU'],
    ['KH/TU', '-KH/TU'],
    ['132-KH/TƯ', '132-KH/TU'],
  ])('%s is no symbol of a Party body; %s is meant', (symbol, suggestion) => {
    expect(onlyProblemIn(`symbol: ${symbol}\n`)).toEqual({ code: 'SYMBOL_FORMAT', path: 'symbol', data: { symbol, suggestion } });
  });

  test('is judged by what its issuer is, once the tree is known', () => {
    const plan = { ...planFrom(), symbol: '15/KH-XYZ', term: '2025-2030' };
    expect(at(checkPlan(plan))).toEqual([]);
    expect(at(checkPlan(plan, { tree: planTree }))).toEqual(['SYMBOL_FORMAT symbol']);
    expect(at(checkPlan({ ...plan, issuer: 'UBND' }, { tree: planTree }))).toEqual([]);
  });
});

describe('ids and references', () => {
  test('are well formed and once each over all that can be an item', () => {
    const lines = `objectives: [{ id: a, text: Một }]
sections: [{ id: a, number: I, title: Một, sections: [{ id: "a/b", number: "1", title: Hai }] }]
tasks: [{ id: a, title: Một, lead: BTC }, { id: receipt, title: Hai, lead: BTC }, { id: ownPlan, title: Ba, lead: BTC }, { id: đ, title: Tư, lead: BTC }]
groups: { "nhóm một": BTC }
`;
    expect(wrongIn(lines)).toEqual([
      'ID_FORMAT sections.0.sections.0.id',
      'ID_DUPLICATE objectives.0.id',
      'ID_DUPLICATE tasks.0.id',
      'ID_RESERVED tasks.1.id',
      'ID_RESERVED tasks.2.id',
      'ID_FORMAT tasks.3.id',
      'ID_FORMAT groups.nhóm một',
    ]);
  });

  test('fields are named once in their form', () => {
    const field = '{ id: f, label: Một, unit: lớp }';
    expect(wrongIn(aReport('', `${field}, ${field}`))).toEqual(['ID_DUPLICATE reports.0.form.figures.1.id']);
  });

  test('lead to something that is there', () => {
    const lines = `${aTask('section: s9, concretises: { plan: { issuer: TW, symbol: 7-KH/TW }, item: x }')}
targets:
  - { id: c1, indicator: Một, comparator: atLeast, value: 1, unit: lớp, time: { kind: perYear }, measure: { report: b9, field: f } }
  - { id: c2, indicator: Hai, comparator: atLeast, value: 1, unit: lớp, time: { kind: perYear }, measure: { report: b1, field: g, denominator: h } }
${aReport('', '{ id: f, label: Một, unit: lớp, feeds: { target: c9 } }, { id: r, label: Hai, unit: "%", rollup: ratio, ratio: { numerator: x, denominator: f } }')}
exempt: [{ units: HU2, items: [c1, zz, receipt, ownPlan], reason: Lý do }, { units: HU2, items: [], reason: Lý do }]
`;
    expect(wrongIn(lines)).toEqual([
      'REFERENCE_UNKNOWN tasks.0.section',
      'REFERENCE_UNKNOWN targets.0.measure.report',
      'REFERENCE_UNKNOWN targets.1.measure.field',
      'REFERENCE_UNKNOWN targets.1.measure.denominator',
      'REFERENCE_UNKNOWN reports.0.form.figures.0.feeds.target',
      'REFERENCE_UNKNOWN reports.0.form.figures.1.ratio.numerator',
      'REFERENCE_UNKNOWN exempt.0.items.1',
      'FIELD_REQUIRED exempt.1.items',
      'PLAN_REF_UNKNOWN tasks.0.concretises.plan',
    ]);
  });

  test('an item makes concrete an item of a plan that the plan names, however its symbol is printed', () => {
    const lines = `concretises: [{ issuer: TW, symbol: 07-KH/TW }]\n${aTask('concretises: { plan: { issuer: TW, symbol: số 7-KH/TW }, item: x }')}`;
    expect(wrongIn(lines)).toEqual([]);
  });

  test('a ratio needs its parts, and a least value is not above the greatest', () => {
    const figures = '{ id: f, label: Một, unit: lớp, min: 5, max: 4 }, { id: r, label: Hai, unit: "%", rollup: ratio }';
    expect(wrongIn(aReport('', figures))).toEqual(['RANGE_ORDER reports.0.form.figures.0.max', 'RATIO_REQUIRED reports.0.form.figures.1']);
  });
});

describe('values and units', () => {
  const shares = (...values: number[]) => ({ allotment: { shares: values.map((value) => ({ unit: 'HU1', value })) } });
  test.each<[Partial<Target>, string, string, object]>([
    [{ unit: '%', value: 130 }, 'VALUE_UNIT', 'targets.0.value', { value: '130 %', expected: '0–100 %' }],
    [{ unit: '%', value: -1 }, 'VALUE_UNIT', 'targets.0.value', {}],
    [{ unit: '%', comparator: 'range', value: 95, valueMax: 101 }, 'VALUE_UNIT', 'targets.0.valueMax', {}],
    [{ share: { of: 'chi bộ' } }, 'SHARE_UNIT', 'targets.0.unit', { unit: 'lớp' }],
    [{ comparator: 'yesNo', value: 2 }, 'YES_NO_VALUE', 'targets.0.value', { value: 2 }],
    [{ comparator: 'range' }, 'FIELD_REQUIRED', 'targets.0', { field: 'targets.0.valueMax' }],
    [{ comparator: 'range', valueMax: 25 }, 'RANGE_ORDER', 'targets.0.valueMax', { from: 25, to: 25 }],
    [{ valueMax: 30 }, 'VALUE_MAX_UNUSED', 'targets.0.valueMax', { comparator: 'atLeast' }],
    [{ time: { kind: 'range', from: 2026, to: 2025 } }, 'RANGE_ORDER', 'targets.0.time.to', {}],
    [shares(20, 20), 'SHARE_TWICE', 'targets.0.allotment.shares.1.unit', { unit: 'HU1', first: 1, second: 2 }],
    [shares(20), 'QUOTA_SUM', 'targets.0.allotment', { sum: 20, bound: 25, short: 5, unit: 'lớp' }],
    [{ unit: '%', ...shares(101) }, 'VALUE_UNIT', 'targets.0.allotment.shares.0.value', {}],
    [{ comparator: 'approx', ...shares(-1) }, 'FIELD_RANGE', 'targets.0.allotment.shares.0.value', { value: -1 }],
  ])('%j answers %s', (said, code, path, data) => {
    const plan = planFrom(aTarget(''));
    const problems = checkPlan({ ...plan, targets: [{ ...plan.targets[0]!, ...said }] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, path, data });
  });

  test('a sum that falls short stands with a reason', () => {
    expect(wrongIn(aTarget('allotment: { shares: [{ unit: HU1, value: 20 }], reason: Chưa giao hết }'))).toEqual([]);
  });

  test('a share is measured over a denominator, anything else by a figure of its own unit', () => {
    const people = '{ id: f, label: Số người, unit: người }';
    const share =
      'targets: [{ id: c1, indicator: Một, comparator: atLeast, value: 25, unit: "%", time: { kind: perYear }, share: { of: chi bộ }, measure: { report: b1, field: f } }]\n';
    expect(wrongIn(share + aReport('', people))).toEqual(['SHARE_DENOMINATOR targets.0.measure']);
    expect(wrongIn(aTarget('measure: { report: b1, field: f }', aReport('', people)))).toEqual(['VALUE_UNIT targets.0.measure.field']);
    expect(wrongIn(aTarget('measure: { report: b1, field: f }', aReport('', '{ id: f, label: Một, unit: Lớp }')))).toEqual([]);
    expect(wrongIn(aTarget('', aReport('', '{ id: f, label: Số người, unit: người, feeds: { target: c1 } }')))).toEqual([
      'VALUE_UNIT reports.0.form.figures.0.unit',
    ]);
  });
});
