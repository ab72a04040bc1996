import { type AcceptedReport, consolidate } from '../../domain/consolidation.js';
import type { FigureField, Plan, Rollup, Target } from '../../domain/plan.js';
import type { ReportForm } from '../../domain/report.js';
import { APPROX_TOLERANCE, type CollectedPeriod, evaluateTarget, targetsOf } from '../../domain/target.js';

const asked = (comparator: Target['comparator'], value: number, valueMax?: number, unit = '%') => ({ comparator, value, valueMax, unit });

describe('evaluateTarget', () => {
  it.each<[Target['comparator'], number, number | undefined, number, 'met' | 'unmet']>([
    ['atLeast', 25, undefined, 25, 'met'],
    ['atLeast', 25, undefined, 24.999999, 'unmet'],
    ['atLeast', 25, undefined, 60, 'met'],
    ['moreThan', 90, undefined, 90, 'unmet'],
    ['moreThan', 90, undefined, 90.1, 'met'],
    ['moreThan', 90, undefined, 89, 'unmet'],
    ['atMost', 10, undefined, 10, 'met'],
    ['atMost', 10, undefined, 10.1, 'unmet'],
    ['atMost', 10, undefined, 0, 'met'],
    ['lessThan', 10, undefined, 10, 'unmet'],
    ['lessThan', 10, undefined, 9.9, 'met'],
    ['lessThan', 10, undefined, 11, 'unmet'],
    ['equal', 90, undefined, 90, 'met'],
    ['equal', 90, undefined, 95, 'met'],
    ['equal', 90, undefined, 89.9, 'unmet'],
    ['equal', 0, undefined, 0, 'met'],
    ['equal', 0, undefined, 1, 'unmet'],
    ['equal', 0, undefined, -1, 'unmet'],
    ['range', 3, 4, 3, 'met'],
    ['range', 3, 4, 4, 'met'],
    ['range', 3, 4, 2.9, 'unmet'],
    ['range', 3, 4, 4.1, 'unmet'],
    ['range', 3, undefined, 3.1, 'unmet'],
    ['maintain', 100, undefined, 100, 'met'],
    ['maintain', 100, undefined, 99.5, 'unmet'],
    ['approx', 22, undefined, 19.8, 'met'],
    ['approx', 22, undefined, 24.2, 'met'],
    ['approx', 22, undefined, 19.7, 'unmet'],
    ['approx', 22, undefined, 24.3, 'unmet'],
    ['approx', 3, undefined, 3.3, 'met'],
    ['approx', 3, undefined, 3.3000000001, 'unmet'],
    ['approx', -20, undefined, -22, 'met'],
    ['approx', -20, undefined, -22.1, 'unmet'],
    ['yesNo', 1, undefined, 1, 'met'],
    ['yesNo', 1, undefined, 0, 'unmet'],
    ['yesNo', 0, undefined, 0, 'met'],
    ['yesNo', 0, undefined, 2, 'unmet'],
  ])('%s %p (to %p), reaching %d, is %s', (comparator, value, valueMax, reached, state) => {
    expect(evaluateTarget(asked(comparator, value, valueMax), reached).state).toBe(state);
  });

  it('states how far an approximate target may be missed', () => {
    expect(APPROX_TOLERANCE).toBe(0.1);
  });

  it('tells the bound in the words of its comparator', () => {
    expect(evaluateTarget(asked('range', 1, 2, 'chi bộ'), 1).bound).toEqual({ code: 'range', data: { value: 1, max: 2, unit: 'chi bộ' } });
    expect(evaluateTarget(asked('atLeast', 1600, undefined, 'đảng viên'), 0).bound).toEqual({
      code: 'atLeast',
      data: { value: 1600, unit: 'đảng viên' },
    });
  });

  it.each<[ReturnType<typeof asked>, number, string, object]>([
    [asked('atLeast', 25), 30.6666, 'WHY_TARGET_MET', { value: 30.67, unit: '%' }],
    [asked('atLeast', 1600), 1599, 'WHY_TARGET_SHORT', { value: 1599, unit: '%', bound: 1600, short: 1 }],
    [asked('range', 3, 4), 4.3, 'WHY_TARGET_OVER', { value: 4.3, unit: '%', bound: 4, over: 0.3 }],
    [asked('range', 3, 4), 2.7, 'WHY_TARGET_SHORT', { value: 2.7, unit: '%', bound: 3, short: 0.3 }],
    [asked('atMost', 10), 10.1, 'WHY_TARGET_OVER', { value: 10.1, unit: '%', bound: 10, over: 0.1 }],
    [asked('moreThan', 90), 90, 'WHY_TARGET_AT_BOUND', { value: 90, unit: '%', bound: 90 }],
    [asked('lessThan', 10), 10, 'WHY_TARGET_AT_BOUND', { value: 10, unit: '%', bound: 10 }],
    [asked('yesNo', 1), 0, 'WHY_TARGET_NOT_YES', {}],
    [asked('yesNo', 0), 1, 'WHY_TARGET_NOT_NO', {}],
  ])('%j with %d says %s', (target, reached, code, data) => {
    expect(evaluateTarget(target, reached).why).toEqual({ code, data });
  });

  it.each([
    [89.996, 89.996],
    [89.9996, 89.9996],
    [89.99996, 89.99996],
    [89.999996, 89.999996],
    [89.985, 89.99],
    [50.666667, 50.67],
  ])('never rounds %d to the bound of 90 it misses', (reached, shown) => {
    expect(evaluateTarget(asked('atLeast', 90), reached).why.data.value).toBe(shown);
  });

  it('makes a share of its parts, shows both, and prefers a figure that is given', () => {
    const parts = { numerator: 46, denominator: 150 };
    expect(evaluateTarget(asked('atLeast', 30), null, parts)).toMatchObject({ state: 'met', value: 30.666667, parts });
    expect(evaluateTarget(asked('atLeast', 30), 12, parts)).toMatchObject({ state: 'unmet', value: 12, parts });
    expect(evaluateTarget(asked('atLeast', 30), 30)).not.toHaveProperty('parts');
  });

  it('is unknown without a figure, and over nothing', () => {
    expect(evaluateTarget(asked('atMost', 30), null)).toMatchObject({
      state: 'unknown',
      value: null,
      why: { code: 'WHY_TARGET_NO_FIGURE', data: {} },
    });
    expect(evaluateTarget(asked('atMost', 30), null, { numerator: 0, denominator: 0 })).toMatchObject({
      state: 'unknown',
      value: null,
      why: { code: 'WHY_TARGET_NOTHING_TO_DIVIDE', data: {} },
    });
  });

  it.each<[string, Target['comparator'], { on: string; to?: string } | undefined, string]>([
    ['before its last day', 'atLeast', { on: '2030-12-30', to: '2030-12-31' }, 'open'],
    ['at the end of its last day', 'atLeast', { on: '2030-12-31', to: '2030-12-31' }, 'unmet'],
    ['after it', 'atLeast', { on: '2031-01-01', to: '2030-12-31' }, 'unmet'],
    ['with no last day', 'atLeast', { on: '2022-01-01' }, 'unmet'],
    ['with no time told', 'atLeast', undefined, 'unmet'],
    ['when it is to be kept at all times', 'maintain', { on: '2022-01-01', to: '2030-12-31' }, 'unmet'],
  ])('short of it %s', (_when, comparator, time, state) => {
    expect(evaluateTarget(asked(comparator, 90), 50, undefined, time)).toMatchObject({ state, why: { code: 'WHY_TARGET_SHORT' } });
  });

  it('is met as soon as it is reached, and unknown however early', () => {
    const time = { on: '2022-01-01', to: '2030-12-31' };
    expect(evaluateTarget(asked('atLeast', 90), 91, undefined, time).state).toBe('met');
    expect(evaluateTarget(asked('atLeast', 90), null, undefined, time).state).toBe('unknown');
  });
});

const field = (id: string, rollup: Rollup = 'sum', more: Partial<FigureField> = {}): FigureField => ({
  id,
  label: id,
  unit: '',
  required: false,
  rollup,
  ...more,
});
const increment = (target: string) => ({ feeds: { target, as: 'increment' as const } });

const form: ReportForm = {
  figures: [
    field('kept'),
    field('hamlets'),
    field('elected'),
    field('cells'),
    field('model'),
    field('committees'),
    field('founded', 'sum', increment('founded')),
    field('admitted', 'sum', increment('admitted')),
    field('members'),
    field('rate', 'ratio', { ratio: { numerator: 'elected', denominator: 'cells', factor: 100 } }),
    field('done', 'countUnits'),
  ],
  narrative: [],
};

const target = (id: string, more: Partial<Target>): Target => ({
  id,
  indicator: id,
  comparator: 'atLeast',
  value: 1,
  unit: '%',
  time: { kind: 'standing' },
  share: { of: 'tất cả' },
  ...more,
});
const measure = (of: string, denominator?: string) => ({ report: 'year', field: of, ...(denominator !== undefined && { denominator }) });

const lacDuong: Target[] = [
  target('maintained', { comparator: 'maintain', value: 100, measure: measure('kept', 'hamlets') }),
  target('elected', { comparator: 'moreThan', value: 90, time: { kind: 'byYear', year: 2030 }, measure: measure('elected', 'cells') }),
  target('models', { comparator: 'atLeast', value: 25, time: { kind: 'perYear' }, measure: measure('model', 'committees') }),
  target('founded', {
    comparator: 'range',
    value: 1,
    valueMax: 2,
    unit: 'chi bộ',
    share: undefined,
    time: { kind: 'perTerm' },
    measure: measure('founded'),
  }),
  target('admitted', { comparator: 'range', value: 3, valueMax: 4, time: { kind: 'perYear' }, measure: measure('admitted', 'members') }),
];

const plan = (targets: Target[]): Pick<Plan, 'targets' | 'reports' | 'horizon'> => ({
  targets,
  horizon: { from: '2025-01-01', to: '2030-12-31' },
  reports: [
    {
      id: 'year',
      title: '',
      reporters: [],
      period: 'year',
      due: { endOf: 'period' },
      repairWithin: { days: 5, unit: 'working' },
      nilAllowed: true,
      form,
    },
  ],
});

const accepted = (unit: string, figures: Record<string, number>): AcceptedReport => ({
  unit,
  version: 1,
  nil: false,
  body: { figures, narrative: {} },
  acceptedMs: 0,
});
const year = (to: string, reports: AcceptedReport[], expected = ['xa', 'ta', 'qs']): CollectedPeriod => ({
  report: 'year',
  to,
  consolidated: consolidate({ form }, reports, expected, []),
});

const xa = { kept: 10, hamlets: 10, elected: 9, cells: 10, model: 3, committees: 8, founded: 1, admitted: 7, members: 200 };
const ta = { kept: 20, hamlets: 20, elected: 20, cells: 20, model: 2, committees: 12, founded: 0, admitted: 10, members: 300 };
/** The armed forces unit: it would spoil every share. */
const qs = { kept: 0, hamlets: 10, elected: 0, cells: 10, model: 0, committees: 10, founded: 5, admitted: 90, members: 100 };
const exempt = lacDuong.map(({ id }) => ({ item: id, unit: 'qs' }));

describe('targetsOf', () => {
  const reports = [accepted('xa', xa), accepted('ta', ta), accepted('qs', qs)];
  const states = (all: ReturnType<typeof targetsOf>) => Object.fromEntries(all.map(({ target: id, state, value }) => [id, [state, value]]));

  it('evaluates every kind of target of a district plan, the armed forces out of both sides (probe 4)', () => {
    const all = targetsOf(plan(lacDuong), [year('2025-12-31', reports)], '2025-12-31', exempt);
    expect(states(all)).toEqual({
      maintained: ['met', 100],
      elected: ['met', 96.666667],
      models: ['met', 25],
      founded: ['met', 1],
      admitted: ['met', 3.4],
    });
    expect(all.map(({ parts }) => parts)).toEqual([
      { numerator: 30, denominator: 30 },
      { numerator: 29, denominator: 30 },
      { numerator: 5, denominator: 20 },
      undefined,
      { numerator: 17, denominator: 500 },
    ]);
    for (const one of all) expect(one).toMatchObject({ exempt: ['qs'], coverage: { expected: 2, delivered: 2, nil: 0 } });
  });

  it('would count them where they are not exempt', () => {
    const all = targetsOf(plan(lacDuong), [year('2025-12-31', reports)], '2025-12-31', [{ item: 'models', unit: 'qs' }]);
    expect(states(all)).toEqual({
      maintained: ['unmet', 75],
      elected: ['open', 72.5],
      models: ['met', 25],
      founded: ['open', 6],
      admitted: ['unmet', 17.833333],
    });
    expect(all.map((one) => one.exempt)).toEqual([[], [], ['qs'], [], []]);
  });

  it('counts a yearly target by the year of the day, and one of a term over all its years', () => {
    const next = { ...xa, admitted: 2, founded: 1, model: 1 };
    const periods = [year('2026-12-31', [accepted('xa', next)], ['xa', 'ta']), year('2025-12-31', [accepted('xa', xa)], ['xa', 'ta'])];
    const all = targetsOf(plan(lacDuong), periods, '2026-12-31');
    expect(states(all)).toMatchObject({ admitted: ['unmet', 1], founded: ['met', 2], models: ['unmet', 12.5] });
    expect(all[4]).toMatchObject({ parts: { numerator: 2, denominator: 200 }, coverage: { expected: 2, delivered: 1, nil: 0 } });
    expect(states(targetsOf(plan(lacDuong), periods, '2025-12-31'))).toMatchObject({ admitted: ['met', 3.5], founded: ['met', 1] });
    expect(states(targetsOf(plan(lacDuong), periods, '2026-12-30'))).toMatchObject({ admitted: ['unknown', null], founded: ['met', 1] });
    expect(states(targetsOf(plan(lacDuong), periods, '2031-01-31'))).toMatchObject({ admitted: ['unknown', null], founded: ['met', 2] });
  });

  it('leaves reports out that closed before the time of the target, or after it', () => {
    const [founded] = targetsOf(
      plan([lacDuong[3]!]),
      [year('2024-12-31', reports), year('2031-12-31', reports), year('2025-01-01', [accepted('xa', xa)])],
      '2032-01-01',
    );
    expect(founded?.value).toBe(1);
  });

  it('adds increments of a year up and divides them by what last stood', () => {
    const quarters = [
      year('2025-03-31', [accepted('xa', { admitted: 4, members: 180 })]),
      year('2025-06-30', [accepted('xa', { admitted: 3, members: 200 })]),
    ];
    for (const order of [quarters, quarters.toReversed()]) {
      const [one] = targetsOf(plan([lacDuong[4]!]), order, '2025-06-30');
      expect(one).toMatchObject({ state: 'met', value: 3.5, parts: { numerator: 7, denominator: 200 } });
    }
  });

  it('has no patience with a standing target, which holds at all times', () => {
    const standing = target('always', { comparator: 'equal', value: 100, measure: measure('elected', 'cells') });
    expect(states(targetsOf(plan([standing]), [year('2025-12-31', reports)], '2025-12-31'))).toEqual({ always: ['unmet', 72.5] });
  });

  it('makes a share of the units that gave both sides', () => {
    const some = [accepted('xa', { model: 1, committees: 4 }), accepted('ta', { model: 9 }), accepted('qs', { committees: 90 })];
    expect(targetsOf(plan([lacDuong[2]!]), [year('2025-12-31', some)], '2025-12-31')[0]).toMatchObject({
      state: 'met',
      parts: { numerator: 1, denominator: 4 },
      coverage: { expected: 3, delivered: 3, nil: 0 },
    });
  });

  it('is unknown, and covers nobody, where nothing was collected', () => {
    expect(targetsOf(plan([lacDuong[2]!]), [], '2025-12-31', exempt)).toEqual([
      {
        target: 'models',
        state: 'unknown',
        value: null,
        bound: { code: 'atLeast', data: { value: 25, unit: '%' } },
        why: { code: 'WHY_TARGET_NO_FIGURE', data: {} },
        coverage: { expected: 0, delivered: 0, nil: 0 },
        exempt: ['qs'],
      },
    ]);
    expect(targetsOf(plan([lacDuong[3]!]), [], '2025-12-31')[0]).toMatchObject({ state: 'unknown', value: null });
  });

  it('leaves out a target that no form measures, and reports of other items', () => {
    const others = [target('free', {}), target('lost', { measure: { report: 'gone', field: 'x' } }), lacDuong[3]!];
    const all = targetsOf(plan(others), [{ ...year('2025-12-31', reports), report: 'quarter' }], '2025-12-31');
    expect(states(all)).toEqual({ founded: ['unknown', null] });
  });

  it('shows both sides of a ratio field, and counts units that did it', () => {
    const targets = [
      target('ratio', { value: 90, comparator: 'equal', measure: measure('rate') }),
      target('units', { value: 2, unit: 'đơn vị', share: undefined, measure: measure('done') }),
      target('blank', { measure: measure('nothing') }),
      target('blank2', { measure: measure('model', 'nothing') }),
    ];
    const given = [accepted('xa', { ...xa, done: 1 }), accepted('ta', { ...ta, done: 1 }), accepted('qs', { ...qs, done: 0 })];
    const all = targetsOf(plan(targets), [year('2025-12-31', given)], '2025-12-31', [{ item: 'ratio', unit: 'qs' }]);
    expect(states(all)).toEqual({ ratio: ['met', 96.666667], units: ['met', 2], blank: ['unknown', null], blank2: ['unknown', null] });
    expect(all[0]?.parts).toEqual({ numerator: 29, denominator: 30 });
    expect(all[1]).not.toHaveProperty('parts');
    const [none] = targetsOf(plan([targets[0]!]), [year('2025-12-31', [accepted('xa', { done: 1 })])], '2025-12-31');
    expect(none).toMatchObject({ state: 'unknown', why: { code: 'WHY_TARGET_NO_FIGURE' } });
    expect(none).not.toHaveProperty('parts');
  });

  it('tells coverage of the latest period: nil returns as delivered, carried totals not, the exempt nowhere', () => {
    const nil = (unit: string): AcceptedReport => ({ ...accepted(unit, {}), nil: true });
    const running: ReportForm = { figures: [field('total', 'last')], narrative: [] };
    const consolidated = consolidate({ form: running }, [nil('a'), nil('x')], ['a', 'b', 'x', 'y'], [], {
      carried: { total: [{ unit: 'b', version: 1, value: 7 }] },
    });
    const of = plan([target('t', { value: 5, share: undefined, measure: measure('total') })]);
    of.reports[0]!.form = running;
    const out = ['x', 'y'].map((unit) => ({ item: 't', unit }));
    const [one] = targetsOf(of, [{ report: 'year', to: '2025-12-31', consolidated }], '2025-12-31', out);
    expect(one).toMatchObject({ value: 7, coverage: { expected: 2, delivered: 1, nil: 1 }, exempt: ['x', 'y'] });
  });
});
