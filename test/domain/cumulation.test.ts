import { type AcceptedReport, carriedFrom, type Consolidated, consolidate } from '../../domain/consolidation.js';
import { cumulate } from '../../domain/cumulation.js';
import type { FigureField, Rollup } from '../../domain/plan.js';
import type { ReportForm } from '../../domain/report.js';

const field = (id: string, rollup: Rollup, more: Partial<FigureField> = {}): FigureField => ({
  id,
  label: id,
  unit: '',
  required: false,
  rollup,
  ...more,
});
const increment = { feeds: { target: 't', as: 'increment' as const } };

const form: ReportForm = {
  figures: [
    field('admitted', 'sum', increment),
    field('members', 'sum', { feeds: { target: 'm', as: 'total' } }),
    field('total', 'last'),
    field('model', 'countUnits'),
    field('rate', 'ratio', { ratio: { numerator: 'admitted', denominator: 'members', factor: 100 } }),
  ],
  narrative: [{ id: 'results', label: '', required: true }],
};

const units = ['a', 'b'];
const report = (unit: string, figures: Record<string, number> | 'nil', version = 1): AcceptedReport => ({
  unit,
  version,
  nil: figures === 'nil',
  body: { figures: figures === 'nil' ? {} : figures, narrative: { results: `${unit} ${version}` } },
  acceptedMs: 0,
});
const period = (reports: AcceptedReport[], carried?: ReturnType<typeof carriedFrom>): Consolidated =>
  consolidate({ form }, reports, units, [], { carried });
const values = (total: Consolidated | undefined) => Object.fromEntries(form.figures.map(({ id }) => [id, total?.figures[id]?.value]));

describe('cumulate', () => {
  const first = period([
    report('a', { admitted: 0.1, members: 100, total: 4, model: 0 }),
    report('b', { admitted: 3, members: 50, total: 6, model: 1 }),
  ]);
  const second = period([report('a', { admitted: 0.2, members: 110, total: 5, model: 1 }, 2)]);

  it('of no period is nothing, of one that period', () => {
    expect(cumulate(form, [])).toBeUndefined();
    expect(cumulate(form, [first])).toBe(first);
  });

  it('adds increments up and lets all other figures stand as each unit last gave them', () => {
    expect(values(cumulate(form, [first, second]))).toEqual({ admitted: 3.3, members: 160, total: 11, model: 2, rate: 2.0625 });
  });

  it('takes coverage, the missing and the texts of the last period, and traces each unit to its latest version', () => {
    const total = cumulate(form, [first, second])!;
    expect(total).toMatchObject({
      coverage: second.coverage,
      missing: ['b'],
      nilUnits: [],
      narrative: { results: [{ unit: 'a', text: 'a 2' }] },
    });
    expect(total.figures.admitted?.sources).toEqual([
      { unit: 'a', version: 2, value: 0.3 },
      { unit: 'b', version: 1, value: 3 },
    ]);
    expect(total.figures.rate?.sources[0]).toEqual({ unit: 'a', version: 2, value: 0.272727, numerator: 0.3, denominator: 110 });
  });

  it('lets a nil return add nothing and change nothing', () => {
    const quiet = period([report('a', 'nil'), report('b', { admitted: 2, members: 55 })], carriedFrom(first));
    expect(values(cumulate(form, [first, quiet]))).toEqual({ admitted: 5.1, members: 155, total: 10, model: 1, rate: 3.290323 });
    expect(cumulate(form, [first, quiet])!.figures.members?.sources[0]).toEqual({ unit: 'a', version: 1, value: 100 });
  });

  it('counts a unit that was nil throughout as zero, still nil', () => {
    const total = cumulate(form, [period([report('a', 'nil')]), period([report('a', 'nil')])])!;
    expect(total.figures.members?.sources).toEqual([{ unit: 'a', version: 1, value: 0, nil: true }]);
    expect(values(total)).toMatchObject({ admitted: 0, members: 0, rate: null });
  });

  it('leaves missing what no period told', () => {
    const total = cumulate(form, [period([report('a', {})]), period([report('a', { admitted: 1 })])]);
    expect(values(total)).toEqual({ admitted: 1, members: null, total: null, model: null, rate: null });
    const none = cumulate(form, [period([report('a', {})]), period([report('a', { members: 1 })])]);
    expect(values(none)).toEqual({ admitted: null, members: 1, total: null, model: null, rate: null });
  });

  it('follows the form of the plan where a period was consolidated without a field or its parts', () => {
    const narrow: ReportForm = { figures: [form.figures[0]!, form.figures[4]!, field('later', 'sum')], narrative: [] };
    const total = cumulate(narrow, [first, second])!;
    expect(total.figures.later).toEqual({ rollup: 'sum', value: null, sources: [] });
    expect(total.figures.rate).toMatchObject({ numerator: 3.3, denominator: 160 });
  });
});
