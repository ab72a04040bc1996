import fc from 'fast-check';
import {
  type AcceptedReport,
  carriedFrom,
  type Consolidated,
  consolidate,
  differenceOf,
  draftFrom,
  type FigureSource,
  rollUp,
} from '../../domain/consolidation.js';
import type { FigureField, Rollup } from '../../domain/plan.js';
import type { ReportForm } from '../../domain/report.js';

const field = (id: string, rollup: Rollup = 'sum', more: Partial<FigureField> = {}): FigureField => ({
  id,
  label: id,
  unit: 'đảng viên',
  required: false,
  rollup,
  ...more,
});

const rate = field('rate', 'ratio', { ratio: { numerator: 'rated', denominator: 'members', factor: 100 } });
const form: ReportForm = {
  figures: [
    field('admitted'),
    field('total', 'last'),
    field('score', 'average'),
    field('model', 'countUnits'),
    field('rated'),
    field('members'),
    rate,
  ],
  narrative: [
    { id: 'results', label: 'Kết quả', required: true },
    { id: 'causes', label: 'Nguyên nhân', required: false },
  ],
};

const accepted = (unit: string, figures: Record<string, number | null>, more: Partial<AcceptedReport> = {}): AcceptedReport => ({
  unit,
  version: 1,
  nil: false,
  body: { figures, narrative: {} },
  acceptedMs: 0,
  ...more,
});

const nil = (unit: string): AcceptedReport => accepted(unit, {}, { nil: true, body: { figures: {}, narrative: {}, nilReason: 'Không' } });

const totals = ({ figures }: Consolidated) => Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value]));

describe('consolidate', () => {
  const reports = [
    accepted('a', { admitted: 3, total: 10, score: 7, model: 1, rated: 10, members: 10 }),
    accepted('b', { admitted: 5, total: 20, score: 8, model: 0, rated: 30, members: 100 }),
    nil('c'),
  ];
  const whole = consolidate({ form }, reports, ['c', 'a', 'b', 'd'], []);

  it('rolls each figure up as its field says, never averaging ratios', () => {
    expect(totals(whole)).toEqual({ admitted: 8, total: 30, score: 7.5, model: 1, rated: 40, members: 110, rate: 36.363636 });
    expect(whole.figures.rate).toMatchObject({ rollup: 'ratio', numerator: 40, denominator: 110 });
    expect(Object.values(whole.figures).map(({ rollup }) => rollup)).toEqual(form.figures.map(({ rollup }) => rollup));
  });

  it('shows coverage beside every total, who is missing and who had nothing', () => {
    expect(whole.coverage).toEqual({ expected: 4, delivered: 3, nil: 1 });
    expect(whole.missing).toEqual(['d']);
    expect(whole.nilUnits).toEqual(['c']);
  });

  it('traces each figure to unit, version and value, in the order of those expected', () => {
    expect(whole.figures.admitted?.sources).toEqual([
      { unit: 'c', version: 1, value: 0, nil: true },
      { unit: 'a', version: 1, value: 3 },
      { unit: 'b', version: 1, value: 5 },
    ]);
    expect(whole.figures.rate?.sources).toEqual([
      { unit: 'c', version: 1, value: null, nil: true, numerator: 0, denominator: 0 },
      { unit: 'a', version: 1, value: 100, numerator: 10, denominator: 10 },
      { unit: 'b', version: 1, value: 30, numerator: 30, denominator: 100 },
    ]);
  });

  it('counts each unit once, by its latest accepted version', () => {
    const versions = [
      accepted('a', { admitted: 9 }, { version: 3, acceptedMs: 5 }),
      accepted('a', { admitted: 4 }, { version: 2, acceptedMs: 9 }),
      accepted('a', { admitted: 6 }, { version: 3, acceptedMs: 7 }),
    ];
    for (const order of [versions, versions.toReversed()]) {
      const { figures, coverage } = consolidate({ form }, order, ['a', 'a'], []);
      expect(figures.admitted).toEqual({ rollup: 'sum', value: 6, sources: [{ unit: 'a', version: 3, value: 6 }] });
      expect(coverage).toEqual({ expected: 1, delivered: 1, nil: 0 });
    }
  });

  it('leaves exempt units and strangers out of figures, coverage and the missing', () => {
    const { figures, coverage, missing, nilUnits } = consolidate(
      { form },
      [...reports, accepted('x', { admitted: 100 })],
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    );
    expect(figures.admitted?.value).toBe(3);
    expect(figures.rate?.value).toBe(100);
    expect({ coverage, missing, nilUnits }).toEqual({ coverage: { expected: 1, delivered: 1, nil: 0 }, missing: [], nilUnits: [] });
  });

  it('tells missing from zero from nil', () => {
    expect(totals(consolidate({ form }, [accepted('a', {})], ['a'], []))).toEqual({
      admitted: null,
      total: null,
      score: null,
      model: null,
      rated: null,
      members: null,
      rate: null,
    });
    expect(totals(consolidate({ form }, [nil('a')], ['a'], []))).toEqual({
      admitted: 0,
      total: 0,
      score: null,
      model: 0,
      rated: 0,
      members: 0,
      rate: null,
    });
    const zero = { admitted: 0, total: 0, score: 0, model: 0, rated: 0, members: 5 };
    expect(totals(consolidate({ form }, [accepted('a', zero)], ['a'], []))).toEqual({ ...zero, rate: 0 });
  });

  it('averages only the units that gave a figure', () => {
    const { figures } = consolidate(
      { form },
      [accepted('a', { score: 0 }), accepted('b', { score: 7 }), accepted('c', {}), nil('d')],
      ['a', 'b', 'c', 'd'],
      [],
    );
    expect(figures.score?.value).toBe(3.5);
  });

  it('makes a ratio of the units that gave both parts', () => {
    const some = [accepted('a', { rated: 1, members: 4 }), accepted('b', { rated: 50 }), accepted('c', { members: 900 })];
    const { figures } = consolidate({ form }, some, ['a', 'b', 'c'], []);
    expect(figures.rate).toMatchObject({ value: 25, numerator: 1, denominator: 4 });
    expect(figures.rate?.sources[1]).toEqual({ unit: 'b', version: 1, value: null, numerator: 50, denominator: null });
    expect(figures.rate?.sources[2]).toMatchObject({ value: null, numerator: null, denominator: 900 });
  });

  it('takes from the record what a report leaves out, a nil return too', () => {
    const besides = { denominators: { members: { a: 50, b: 200, c: 150 } } };
    const { figures } = consolidate(
      { form },
      [accepted('a', { rated: 60, members: 100 }), accepted('b', { rated: 30 }), nil('c')],
      ['a', 'b', 'c'],
      [],
      besides,
    );
    expect(figures.rate).toMatchObject({ value: 20, numerator: 90, denominator: 450 });
    expect(figures.members?.value).toBe(450);
    expect(figures.admitted?.value).toBe(0);
  });

  it('keeps a running total through a nil return, an empty field and a missing report', () => {
    const before = consolidate(
      { form },
      [accepted('a', { total: 10 }), accepted('b', { total: 20 }), accepted('c', { total: 5 }), accepted('d', {})],
      ['a', 'b', 'c', 'd'],
      [],
    );
    const carried = carriedFrom(before);
    expect(carried).toEqual({ total: [10, 20, 5].map((value, index) => ({ unit: 'abc'[index], version: 1, value })) });
    const now = consolidate(
      { form },
      [accepted('a', { total: 12 }, { version: 2 }), nil('b'), accepted('d', { admitted: 1 })],
      ['a', 'b', 'c', 'd'],
      [],
      { carried },
    );
    expect(now.figures.total).toEqual({
      rollup: 'last',
      value: 37,
      sources: [
        { unit: 'a', version: 2, value: 12 },
        { unit: 'b', version: 1, nil: true, value: 20, carried: true },
        { unit: 'd', version: 1, value: null },
        { unit: 'c', version: 1, value: 5, carried: true },
      ],
    });
    expect(now.missing).toEqual(['c']);
    expect(now.figures.admitted).toMatchObject({ value: 1 });
    expect(carriedFrom(now).total?.find(({ unit }) => unit === 'c')).toEqual({ unit: 'c', version: 1, value: 5 });
    expect(
      consolidate({ form }, [nil('a')], ['a'], [], { carried: { admitted: [{ unit: 'a', version: 1, value: 9 }] } }).figures.admitted
        ?.value,
    ).toBe(0);
    expect(consolidate({ form }, [], ['a', 'c'], ['c'], { carried }).figures.total?.sources.map(({ unit }) => unit)).toEqual(['a']);
  });

  it('keeps texts with whose they are, and leaves out the empty ones', () => {
    const said = (unit: string, narrative: Record<string, string>) => accepted(unit, {}, { body: { figures: {}, narrative } });
    const { narrative } = consolidate(
      { form },
      [said('a', { results: ' Tốt ' }), said('b', { results: 'Khá', causes: '  ' }), said('c', {})],
      ['b', 'c', 'a'],
      [],
    );
    expect(narrative).toEqual({
      results: [
        { unit: 'b', text: 'Khá' },
        { unit: 'a', text: 'Tốt' },
      ],
      causes: [],
    });
  });

  it('of no reports has no figures, and everyone missing', () => {
    const { figures, coverage, missing } = consolidate({ form }, [], ['a', 'b'], []);
    expect(figures.admitted).toEqual({ rollup: 'sum', value: null, sources: [] });
    expect({ coverage, missing }).toEqual({ coverage: { expected: 2, delivered: 0, nil: 0 }, missing: ['a', 'b'] });
  });
});

describe('consolidation conserves (PR6)', () => {
  const units = ['a', 'b', 'c', 'd', 'e', 'f'];
  const report = fc.record({
    unit: fc.constantFrom(...units, 'stranger'),
    version: fc.integer({ min: 1, max: 4 }),
    nil: fc.boolean(),
    cents: fc.option(fc.integer({ min: -1e9, max: 1e9 })),
  });
  const many = fc.uniqueArray(report, { maxLength: 20, selector: ({ unit, version }) => `${unit} ${version}` });
  const asReport = ({ unit, version, nil: isNil, cents }: { unit: string; version: number; nil: boolean; cents: number | null }) =>
    isNil ? { ...nil(unit), version } : accepted(unit, { admitted: cents === null ? null : cents / 100 }, { version });

  it('sums the latest version of each expected unit, each once, to the last decimal, whatever the order', () => {
    fc.assert(
      fc.property(many, fc.subarray(units), fc.subarray(units), (given, expected, exempt) => {
        const counted = expected.filter((unit) => !exempt.includes(unit));
        let cents = 0;
        let gave = false;
        const delivered = counted.filter((unit) => given.some((one) => one.unit === unit));
        for (const unit of delivered) {
          const [newest] = given.filter((one) => one.unit === unit).sort((x, y) => y.version - x.version);
          if (newest!.nil || newest!.cents !== null) gave = true;
          cents += newest!.nil ? 0 : (newest!.cents ?? 0);
        }
        const consolidated = consolidate({ form }, given.map(asReport), expected, exempt);
        expect(consolidated.figures.admitted?.value).toBe(gave ? cents / 100 + 0 : null);
        expect(consolidated.coverage).toMatchObject({ expected: counted.length, delivered: delivered.length });
        expect(consolidated.missing).toEqual(counted.filter((unit) => !delivered.includes(unit)));
        expect(consolidate({ form }, given.map(asReport).toReversed(), expected, exempt)).toEqual(consolidated);
      }),
    );
  });
});

describe('rollUp', () => {
  const from = (...values: (number | null)[]): FigureSource[] => values.map((value, index) => ({ unit: `u${index}`, version: 1, value }));

  it.each<[Rollup, (number | null)[], number | null]>([
    ['sum', [0.1, 0.2, null], 0.3],
    ['last', [0.1, 0.2], 0.3],
    ['average', [0.1, 0.2, null], 0.15],
    ['countUnits', [1, 0, -1, 3, null], 2],
    ['countUnits', [null], null],
    ['countUnits', [0], 0],
    ['average', [], null],
    ['ratio', [50, 60], null],
  ])('%s of %j is %p', (rollup, values, expected) => {
    expect(rollUp({ rollup }, from(...values)).value).toBe(expected);
  });

  it('multiplies a ratio by its factor', () => {
    const sources = [{ unit: 'a', version: 1, value: null, numerator: 12, denominator: 20_000 }];
    expect(rollUp(field('r', 'ratio', { ratio: { numerator: 'n', denominator: 'd', factor: 10_000 } }), sources).value).toBe(6);
  });
});

describe('differenceOf', () => {
  const units = ['a', 'b', 'c'];
  const given = [accepted('a', { admitted: 3, rated: 1, members: 2 }), accepted('b', { admitted: 5, rated: 1, members: 4 })];
  const frozen = consolidate({ form }, given, units, []);

  it('is empty while nothing changes, a unit without a figure being the same as none', () => {
    expect(differenceOf(frozen, consolidate({ form }, given, units, []))).toEqual([]);
    expect(differenceOf(frozen, consolidate({ form }, [...given, accepted('c', {})], units, []))).toEqual([]);
  });

  it('names field, unit, old and new of a corrected and a late report, and leaves the frozen revision as it is (probe 2)', () => {
    const kept = JSON.stringify(frozen);
    const now = consolidate(
      { form },
      [given[0]!, accepted('b', { admitted: 4, rated: 1, members: 4 }, { version: 2 }), accepted('c', { admitted: 7 })],
      units,
      [],
    );
    expect(differenceOf(frozen, now)).toEqual([
      {
        field: 'admitted',
        before: 8,
        after: 14,
        units: [
          { unit: 'b', before: 5, after: 4 },
          { unit: 'c', before: null, after: 7 },
        ],
      },
    ]);
    expect(JSON.stringify(frozen)).toBe(kept);
  });

  it('tells changes that leave the total as it was', () => {
    const now = consolidate(
      { form },
      [accepted('a', { admitted: 5, rated: 1, members: 2 }), accepted('b', { admitted: 3, rated: 1, members: 4 })],
      units,
      [],
    );
    expect(differenceOf(frozen, now)).toEqual([
      {
        field: 'admitted',
        before: 8,
        after: 8,
        units: [
          { unit: 'a', before: 3, after: 5 },
          { unit: 'b', before: 5, after: 3 },
        ],
      },
    ]);
  });

  it('tells parts of a ratio that changed though the ratio of the unit did not', () => {
    const now = consolidate({ form }, [accepted('a', { admitted: 3, rated: 2, members: 4 }), given[1]!], units, []);
    expect(differenceOf(frozen, now).find((one) => one.field === 'rate')).toEqual({
      field: 'rate',
      before: 33.333333,
      after: 37.5,
      units: [{ unit: 'a', before: 50, after: 50 }],
    });
  });

  it('tells a withdrawn unit, and fields that only one of the two has', () => {
    const now = consolidate({ form: { figures: [field('fresh')], narrative: [] } }, [accepted('a', { fresh: 1 })], units, []);
    const then = consolidate({ form: { figures: [field('old'), field('blank')], narrative: [] } }, [accepted('a', { old: 2 })], units, []);
    expect(differenceOf(then, now)).toEqual([
      { field: 'old', before: 2, after: null, units: [{ unit: 'a', before: 2, after: null }] },
      { field: 'fresh', before: null, after: 1, units: [{ unit: 'a', before: null, after: 1 }] },
    ]);
  });
});

describe('draftFrom', () => {
  const parent: ReportForm = {
    figures: [
      field('new', 'sum', { from: 'admitted' }),
      field('own'),
      field('lost', 'sum', { from: 'nowhere' }),
      field('good', 'sum', { from: 'rated' }),
      field('all', 'sum', { from: 'members' }),
      field('share', 'ratio', { ratio: { numerator: 'good', denominator: 'all', factor: 100 } }),
      field('half', 'ratio', { ratio: { numerator: 'good', denominator: 'own', factor: 100 } }),
      field('other', 'ratio', { ratio: { numerator: 'own', denominator: 'all', factor: 100 } }),
    ],
    narrative: [{ id: 'results', label: 'Kết quả', required: true }],
  };

  it('fills the superior form by `from`, makes ratios of their parts, and names what nothing fills', () => {
    const consolidated = consolidate(
      { form },
      [accepted('a', { admitted: 3, rated: 1, members: 3 }), accepted('b', { admitted: 2 })],
      ['a', 'b'],
      [],
    );
    expect(draftFrom(consolidated, { form }, { form: parent })).toEqual({
      body: {
        figures: { new: 5, own: null, lost: null, good: 1, all: 3, share: 33.333333, half: null, other: null },
        narrative: { results: '' },
      },
      unmapped: ['own', 'lost', 'half', 'other'],
    });
  });

  it.each<Record<string, number>>([{}, { rated: 1 }, { members: 1 }])('leaves what is missing beneath missing above: %j', (figures) => {
    const { body, unmapped } = draftFrom(consolidate({ form }, [accepted('a', figures)], ['a'], []), { form }, { form: parent });
    expect(body.figures).toMatchObject({ new: null, share: null });
    expect(unmapped).toEqual(['own', 'lost', 'half', 'other']);
  });

  it('takes a ratio from beneath where its parts are not mapped, and holds a field of the form that was not consolidated empty', () => {
    const above: ReportForm = { figures: [field('p', 'average', { from: 'rate' }), field('q', 'sum', { from: 'later' })], narrative: [] };
    const consolidated = consolidate({ form }, [accepted('a', { rated: 1, members: 4 })], ['a'], []);
    const child = { form: { ...form, figures: [...form.figures, field('later')] } };
    expect(draftFrom(consolidated, child, { form: above })).toEqual({ body: { figures: { p: 25, q: null }, narrative: {} }, unmapped: [] });
  });
});
