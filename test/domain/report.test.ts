import type { FigureField } from '../../domain/plan.js';
import { checkReportBody, draftBody, feedsOf, MAX_FIGURE, type ReportBody, type ReportForm } from '../../domain/report.js';

const figure = (id: string, more: Partial<FigureField> = {}): FigureField => ({
  id,
  label: `Số ${id}`,
  unit: 'đảng viên',
  required: true,
  rollup: 'sum',
  ...more,
});

const form: ReportForm = {
  figures: [
    figure('admitted', { min: 0, integer: true, feeds: { target: 'quota', as: 'increment' } }),
    figure('members', { min: 1, max: 5000, required: false }),
    figure('rated', { required: false }),
    figure('rate', { unit: '%', required: false, rollup: 'ratio', ratio: { numerator: 'rated', denominator: 'members', factor: 100 } }),
  ],
  narrative: [
    { id: 'results', label: 'Kết quả', required: true },
    { id: 'proposals', label: 'Kiến nghị', required: false },
  ],
};

const body = (figures: ReportBody['figures'], narrative: ReportBody['narrative'] = { results: 'Đã kết nạp.' }): ReportBody => ({
  figures,
  narrative,
});

const found = (given: ReportBody, nil = false, of: ReportForm = form) =>
  checkReportBody(of, given, { nil }).map(({ code, path }) => `${code} ${path}`);

describe('a report body', () => {
  it('with every required field is without problems, zero being a figure', () => {
    expect(found(body({ admitted: 0 }))).toEqual([]);
    expect(found(body({ admitted: 46, members: 1, rated: null, rate: null }, { results: 'Tốt', proposals: '' }))).toEqual([]);
  });

  it('tells all that is wrong at once, each at its path', () => {
    const given = { figures: { admitted: -1.5, members: 5001, foo: 1 }, narrative: { results: '  ', bar: 'x' }, lateReason: 'Bão\u0000' };
    expect(found(given)).toEqual([
      'FIELD_UNKNOWN figures.foo',
      'FIELD_UNKNOWN narrative.bar',
      'FIGURE_INTEGER figures.admitted',
      'FIGURE_RANGE figures.admitted',
      'FIGURE_RANGE figures.members',
      'NARRATIVE_REQUIRED narrative.results',
      'TEXT_CONTROL lateReason',
    ]);
  });

  it.each([[{}], [{ admitted: null }], [Object.create({ admitted: 5 }) as Record<string, number>]])(
    'lacks a required figure in %j',
    (figures) => {
      const [one, ...rest] = checkReportBody(form, body(figures), { nil: false });
      expect(rest).toEqual([]);
      expect(one).toEqual({ code: 'FIGURE_REQUIRED', path: 'figures.admitted', data: { field: 'admitted', label: 'Số admitted' } });
    },
  );

  it('lacks a required section that is not its own', () => {
    const [one] = checkReportBody(form, body({ admitted: 1 }, Object.create({ results: 'x' }) as Record<string, string>), { nil: false });
    expect(one).toEqual({ code: 'NARRATIVE_REQUIRED', path: 'narrative.results', data: { field: 'results', label: 'Kết quả' } });
  });

  it('names value and bound of a figure out of its range, and takes the bounds themselves', () => {
    const data = checkReportBody(form, body({ admitted: 1, members: 0 }), { nil: false })[0]?.data;
    expect(data).toEqual({ field: 'members', label: 'Số members', value: 0, sign: '≥', bound: 1 });
    expect(checkReportBody(form, body({ admitted: 1, members: 6000 }), { nil: false })[0]?.data).toMatchObject({
      value: 6000,
      sign: '≤',
      bound: 5000,
    });
    expect(found(body({ admitted: 0, members: 5000 }))).toEqual([]);
  });

  it.each([NaN, Infinity, -Infinity, 1e300, -1e300, MAX_FIGURE * 1.1])(
    'refuses %d, which is no number of use, and nothing else of it',
    (value) => {
      const problems = checkReportBody(form, body({ admitted: value }), { nil: false });
      expect(problems).toEqual([
        {
          code: 'FIGURE_SIZE',
          path: 'figures.admitted',
          data: { field: 'admitted', label: 'Số admitted', value: String(value), bound: 1e15 },
        },
      ]);
    },
  );

  it('takes the greatest figure', () => {
    expect(found(body({ admitted: MAX_FIGURE }))).toEqual([]);
  });

  it('takes no more than 100 % unless the form allows more', () => {
    const percent = (more: Partial<FigureField>): ReportForm => ({ figures: [figure('p', { unit: '%', ...more })], narrative: [] });
    expect(found(body({ p: 130 }, {}), false, percent({}))).toEqual(['VALUE_UNIT figures.p']);
    expect(checkReportBody(percent({}), body({ p: 130 }, {}), { nil: false })[0]?.data).toEqual({
      field: 'p',
      label: 'Số p',
      value: 130,
      unit: '%',
      expected: '≤ 100 %',
    });
    expect(found(body({ p: 100 }, {}), false, percent({}))).toEqual([]);
    expect(found(body({ p: 130 }, {}), false, percent({ max: 150 }))).toEqual([]);
    expect(found(body({ p: 130 }, {}), false, percent({ max: 120 }))).toEqual(['FIGURE_RANGE figures.p']);
    expect(found(body({ p: 130 }, {}), false, percent({ unit: 'người' }))).toEqual([]);
  });

  it('has texts of readable characters within their length', () => {
    expect(found(body({ admitted: 1 }, { results: '\u200b' }))).toEqual(['TEXT_INVISIBLE narrative.results']);
    expect(found(body({ admitted: 1 }, { results: 'a\nb', proposals: 'x'.repeat(20_001) }))).toEqual(['TEXT_LENGTH narrative.proposals']);
    expect(found({ ...body({ admitted: 1 }), lateReason: 'x'.repeat(2_001) })).toEqual(['TEXT_LENGTH lateReason']);
    expect(found({ ...body({ admitted: 1 }), lateReason: ' ', nilReason: '' })).toEqual([]);
  });
});

describe('a ratio', () => {
  const parts = { admitted: 1, rated: 46, members: 150 };

  it.each([30.7, 30.67, 31, 30.667, null])('of 46 in 150 may be written %p', (rate) => {
    expect(found(body({ ...parts, rate }))).toEqual([]);
  });

  it.each([30.6, 30, 30.66, 0.3])('of 46 in 150 is not %d', (rate) => {
    expect(checkReportBody(form, body({ ...parts, rate }), { nil: false })).toEqual([
      { code: 'FIGURE_RATIO', path: 'figures.rate', data: { field: 'rate', label: 'Số rate', value: rate, expected: 30.67 } },
    ]);
  });

  it('does not exist over zero', () => {
    const free: ReportForm = { ...form, figures: form.figures.map((field) => ({ ...field, min: undefined })) };
    const [one] = checkReportBody(free, body({ admitted: 1, rated: 0, members: 0, rate: 0 }), { nil: false });
    expect(one).toMatchObject({ code: 'FIGURE_RATIO', data: { expected: '–' } });
    expect(found(body({ admitted: 1, rated: 0, members: 0 }), false, free)).toEqual([]);
  });

  it('needs its parts, each missing one named once', () => {
    expect(found(body({ admitted: 1, rate: 30 }))).toEqual(['FIGURE_REQUIRED figures.members', 'FIGURE_REQUIRED figures.rated']);
    expect(found(body({ admitted: 1, members: 150, rate: 30 }))).toEqual(['FIGURE_REQUIRED figures.rated']);
    expect(found(body({ admitted: 1, rated: 150, rate: 30 }))).toEqual(['FIGURE_REQUIRED figures.members']);
    const strict: ReportForm = { ...form, figures: form.figures.map((field) => ({ ...field, required: true })) };
    expect(found(body({ admitted: 1, members: 150, rate: 30 }), false, strict)).toEqual(['FIGURE_REQUIRED figures.rated']);
  });

  it('that is required may be left to its parts, and only to both of them', () => {
    const strict: ReportForm = {
      ...form,
      figures: form.figures.map((field) => (field.id === 'rate' ? { ...field, required: true } : field)),
    };
    expect(found(body(parts), false, strict)).toEqual([]);
    expect(found(body({ admitted: 1, rated: 46 }), false, strict)).toEqual(['FIGURE_REQUIRED figures.rate']);
    expect(found(body({ admitted: 1, members: 46 }), false, strict)).toEqual(['FIGURE_REQUIRED figures.rate']);
  });

  it.each([
    [6, 2, [['VALUE_UNIT', 300]]],
    [2, 6, []],
    [6, 6, []],
    [1e9, 1, [['VALUE_UNIT', 1e11]]],
  ])('that %d of %d make is held to the bounds when it is left out', (rated, members, expected) => {
    const problems = checkReportBody(form, body({ admitted: 1, rated, members }), { nil: false });
    expect(problems.map(({ code, path, data }) => [code, path, data['value']])).toEqual(
      expected.map(([code, value]) => [code, 'figures.rate', value]),
    );
  });

  it('left to its parts keeps to the bounds of its own field', () => {
    const bounded = (more: Partial<FigureField>): ReportForm => ({
      ...form,
      figures: form.figures.map((field) => (field.id === 'rate' ? { ...field, ...more } : field)),
    });
    expect(found(body(parts), false, bounded({ max: 30 }))).toEqual(['FIGURE_RANGE figures.rate']);
    expect(found(body(parts), false, bounded({ min: 31 }))).toEqual(['FIGURE_RANGE figures.rate']);
    expect(found(body({ ...parts, rated: 300 }), false, bounded({ max: 200 }))).toEqual([]);
    expect(found(body({ ...parts, rated: 300 }), false, bounded({ unit: 'lần' }))).toEqual([]);
  });

  it('is not brought under its bound by rounding it', () => {
    expect(found(body({ admitted: 1, rated: 251, members: 250, rate: 100 }))).toEqual(['VALUE_UNIT figures.rate']);
    expect(found(body({ admitted: 1, rated: 300, members: 200, rate: 150 }))).toEqual(['VALUE_UNIT figures.rate']);
  });

  it('has nothing above zero over nothing', () => {
    const free: ReportForm = { ...form, figures: form.figures.map((field) => ({ ...field, min: undefined })) };
    expect(checkReportBody(free, body({ admitted: 1, rated: 6, members: 0 }), { nil: false })).toEqual([
      { code: 'FIGURE_DENOMINATOR', path: 'figures.rate', data: { field: 'rate', label: 'Số rate', value: 6 } },
    ]);
  });

  it('is not judged by parts that are no numbers', () => {
    expect(found(body({ admitted: 1, rated: Infinity, members: 150, rate: 5 }))).toEqual(['FIGURE_SIZE figures.rated']);
    expect(found(body({ admitted: 1, rated: 5, members: NaN, rate: 5 }))).toEqual(['FIGURE_SIZE figures.members']);
  });
});

describe('a nil return', () => {
  it('needs a reason and nothing else', () => {
    expect(found({ figures: {}, narrative: {}, nilReason: 'Không phát sinh trong quý' }, true)).toEqual([]);
    expect(checkReportBody(form, { figures: {}, narrative: {}, nilReason: ' ' }, { nil: true })).toEqual([
      { code: 'REASON_REQUIRED', path: 'nilReason', data: { why: 'nil' } },
    ]);
    expect(found({ figures: { admitted: null }, narrative: { results: '' } }, true)).toEqual(['REASON_REQUIRED nilReason']);
  });

  it('carries no figures, not even zero', () => {
    const problems = checkReportBody(form, { figures: { admitted: 0, members: 9000 }, narrative: {}, nilReason: 'Không' }, { nil: true });
    expect(problems).toEqual([
      { code: 'NIL_WITH_FIGURES', path: 'figures.admitted', data: { field: 'admitted', label: 'Số admitted', value: 0 } },
      { code: 'NIL_WITH_FIGURES', path: 'figures.members', data: { field: 'members', label: 'Số members', value: 9000 } },
    ]);
  });
});

describe('feedsOf', () => {
  it('feeds targets with what is given, not with what is missing', () => {
    expect(feedsOf(form, body({ admitted: 46, members: 900 }))).toEqual([{ target: 'quota', as: 'increment', value: 46 }]);
    expect(feedsOf(form, body({ admitted: 0 }))).toEqual([{ target: 'quota', as: 'increment', value: 0 }]);
    expect(feedsOf(form, body({ admitted: null }))).toEqual([]);
    expect(feedsOf(form, body({}))).toEqual([]);
  });

  it('adds up, in exact decimals, the fields that feed one target in one way', () => {
    const feeding = (id: string, target: string, as: 'increment' | 'total') => figure(id, { feeds: { target, as } });
    const many: ReportForm = {
      figures: [feeding('a', 't', 'increment'), feeding('b', 'u', 'increment'), feeding('c', 't', 'increment'), feeding('d', 't', 'total')],
      narrative: [],
    };
    expect(feedsOf(many, body({ a: 0.1, b: 7, c: 0.2, d: 5 }))).toEqual([
      { target: 't', as: 'increment', value: 0.3 },
      { target: 'u', as: 'increment', value: 7 },
      { target: 't', as: 'total', value: 5 },
    ]);
    expect(many.figures[0]?.feeds).toEqual({ target: 't', as: 'increment' });
  });
});

describe('draftBody', () => {
  const empty = { figures: { admitted: null, members: null, rated: null, rate: null }, narrative: { results: '', proposals: '' } };

  it('is empty, with the last values beside it', () => {
    expect(draftBody(form, body({ admitted: 12, members: 0, gone: 5 }))).toEqual({
      body: empty,
      last: { admitted: 12, members: 0, rated: null, rate: null },
    });
  });

  it('has no last values where there was no report before', () => {
    expect(draftBody(form)).toEqual({ body: empty, last: { admitted: null, members: null, rated: null, rate: null } });
  });
});
