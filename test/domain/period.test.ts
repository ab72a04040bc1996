import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber, dayOfWeek, daysBetween, type Day } from '../../domain/day.js';
import {
  CUTOFF_REGIMES,
  PERIOD_KINDS,
  adHocPeriod,
  administrativeRegime,
  calendarRegime,
  parsePeriodKey,
  periodAt,
  periodsBetween,
  previousPeriod,
  type CutoffRegime,
  type Period,
  type PeriodKind,
} from '../../domain/period.js';

const CYCLIC: PeriodKind[] = ['week', 'month', 'quarter', 'half', 'nineMonths', 'year'];
const anyDay = fc.integer({ min: dayNumber('1901-01-01'), max: dayNumber('2194-12-31') }).map(dayOfNumber);
const anyKind = fc.constantFrom(...CYCLIC);
const anyRegime = fc.constantFrom(...CUTOFF_REGIMES);
const flat = (period: Period | undefined): string | undefined => period && `${period.kind} ${period.key} ${period.from} ${period.to}`;

describe('windows of a period', () => {
  it.each([
    ['2022-M01', '2022-01-01', '2022-01-31', '2021-12-15', '2022-01-14'],
    ['2024-M02', '2024-02-01', '2024-02-29', '2024-01-15', '2024-02-14'],
    ['2022-M12', '2022-12-01', '2022-12-31', '2022-11-15', '2022-12-14'],
    ['2022-Q1', '2022-01-01', '2022-03-31', '2021-12-15', '2022-03-14'],
    ['2022-Q3', '2022-07-01', '2022-09-30', '2022-06-15', '2022-09-14'],
    ['2022-Q4', '2022-10-01', '2022-12-31', '2022-09-15', '2022-12-14'],
    ['2022-H1', '2022-01-01', '2022-06-30', '2021-12-15', '2022-06-14'],
    ['2022-H2', '2022-07-01', '2022-12-31', '2022-06-15', '2022-12-14'],
    ['2022-9M', '2022-01-01', '2022-09-30', '2021-12-15', '2022-09-14'],
    ['2022', '2022-01-01', '2022-12-31', '2021-12-15', '2022-12-14'],
    ['2022..2025', '2022-01-01', '2025-12-31', '2021-12-15', '2025-12-14'],
    ['term:2025..2030', '2025-01-01', '2030-12-31', '2024-12-15', '2030-12-14'],
    ['2022-W05', '2022-01-31', '2022-02-06', '2022-01-31', '2022-02-06'],
    ['2022-W01', '2022-01-03', '2022-01-09', '2022-01-03', '2022-01-09'],
    ['2020-W53', '2020-12-28', '2021-01-03', '2020-12-28', '2021-01-03'],
    ['2026-W01', '2025-12-29', '2026-01-04', '2025-12-29', '2026-01-04'],
  ])('%s runs %s to %s by the calendar, %s to %s in administrative reports', (key, from, to, adminFrom, adminTo) => {
    expect(parsePeriodKey(key, calendarRegime)).toMatchObject({ key, from, to });
    expect(parsePeriodKey(key, administrativeRegime)).toMatchObject({ key, from: adminFrom, to: adminTo });
  });

  it.each([
    '2022-M13',
    '2022-M00',
    '2022-M1',
    '2022-Q5',
    '2022-Q0',
    '2022-Q01',
    '2022-H3',
    '2022-12M',
    '2022-W53',
    '2022-W00',
    '2022-W5',
    '1899',
    '2201-M01',
    '22',
    'x2022',
    '2022x',
    '2025..2022',
    '1899..2022',
    '2022..2201',
    'term:2022',
    'xterm:2022..2025',
    '2022..2025x',
    'adHoc:2026-01-01..2026-02-30',
    'adHoc:2026-02-30..2026-03-01',
    'adHoc:2026-02-02..2026-02-01',
    'xadHoc:2026-01-01..2026-01-02',
    'adHoc:2026-01-01..2026-01-02x',
    'adHoc',
    'once',
    '',
  ])('takes %p for no key', (key) => {
    expect(parsePeriodKey(key, calendarRegime)).toBeUndefined();
  });

  it('names the kind of each key', () => {
    const kinds = [
      '2022-W05',
      '2022-M05',
      '2022-Q1',
      '2022-H1',
      '2022-9M',
      '2022',
      '2022..2025',
      'term:2025..2030',
      'adHoc:2026-01-01..2026-01-01',
    ];
    expect(kinds.map((key) => parsePeriodKey(key, calendarRegime)?.kind)).toEqual(PERIOD_KINDS.filter((kind) => kind !== 'once'));
  });

  it('takes what the plan says of stages, terms and what is owed once', () => {
    const congress = { fromYear: 2025, toYear: 2030, from: '2025-09-26', to: '2030-09-30' };
    const options = {
      spans: [{ fromYear: 2020, toYear: 2030 }, { fromYear: 2025, toYear: 2031 }, congress],
      once: { from: '2026-01-05', to: '2026-03-31' },
    };
    expect(flat(parsePeriodKey('term:2025..2030', calendarRegime, options))).toBe('term term:2025..2030 2025-09-26 2030-09-30');
    expect(flat(parsePeriodKey('2025..2029', calendarRegime, options))).toBe('stage 2025..2029 2025-01-01 2029-12-31');
    expect(flat(parsePeriodKey('once', calendarRegime, options))).toBe('once once 2026-01-05 2026-03-31');
    expect(parsePeriodKey('adHoc:2026-01-01..2026-03-31', calendarRegime)).toEqual(adHocPeriod('2026-01-01', '2026-03-31'));
    expect(flat(adHocPeriod('2026-01-01', '2026-03-31'))).toBe('adHoc adHoc:2026-01-01..2026-03-31 2026-01-01 2026-03-31');
  });

  it('reads back every period from its key, whatever the regime', () => {
    fc.assert(
      fc.property(anyKind, anyDay, anyRegime, (kind, day, regime) => {
        for (const period of periodsBetween(kind, day, addDays(day, 400), regime))
          expect(parsePeriodKey(period.key, regime)).toEqual(period);
      }),
    );
  });

  it('counts ISO weeks from Monday to Sunday, in the year of their Thursday', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const week = periodAt('week', day, calendarRegime)!;
        expect([dayOfWeek(week.from), dayOfWeek(week.to), daysBetween(week.from, week.to)]).toEqual([1, 0, 6]);
        expect(week.key.slice(0, 4)).toBe(addDays(week.from, 3).slice(0, 4));
      }),
    );
  });
});

describe('periods of a range', () => {
  const keys = (kind: PeriodKind, from: Day, to: Day, regime: CutoffRegime) => periodsBetween(kind, from, to, regime).map(({ key }) => key);

  it.each<[PeriodKind, Day, Day, CutoffRegime, string[]]>([
    ['quarter', '2022-10-28', '2023-06-30', calendarRegime, ['2022-Q4', '2023-Q1', '2023-Q2']],
    ['quarter', '2022-10-28', '2023-06-29', calendarRegime, ['2022-Q4', '2023-Q1']],
    ['quarter', '2022-12-31', '2022-12-31', calendarRegime, ['2022-Q4']],
    ['quarter', '2022-12-14', '2022-12-31', administrativeRegime, ['2022-Q4']],
    ['quarter', '2022-12-15', '2023-03-13', administrativeRegime, []],
    ['month', '2022-01-15', '2022-03-14', administrativeRegime, ['2022-M02', '2022-M03']],
    ['half', '2022-06-14', '2022-12-14', administrativeRegime, ['2022-H1', '2022-H2']],
    ['nineMonths', '2022-10-01', '2024-09-30', calendarRegime, ['2023-9M', '2024-9M']],
    ['year', '2022-10-28', '2024-12-31', calendarRegime, ['2022', '2023', '2024']],
    ['week', '2020-12-30', '2021-01-10', calendarRegime, ['2020-W53', '2021-W01']],
    ['adHoc', '2022-01-01', '2022-12-31', calendarRegime, []],
    ['stage', '2023-01-01', '2022-12-31', calendarRegime, []],
    ['once', '2023-01-01', '2022-12-31', calendarRegime, []],
    ['year', '2023-01-01', '2022-12-31', calendarRegime, []],
  ])('%s from %s to %s', (kind, from, to, regime, expected) => {
    expect(keys(kind, from, to, regime)).toEqual(expected);
  });

  it('has, without more said, one stage, term or once for the whole range, with its days', () => {
    const all = (['stage', 'term', 'once'] as const).flatMap((kind) =>
      periodsBetween(kind, '2022-10-28', '2025-06-30', administrativeRegime),
    );
    expect(all.map(flat)).toEqual([
      'stage 2022..2025 2022-10-28 2025-06-30',
      'term term:2022..2025 2022-10-28 2025-06-30',
      'once once 2022-10-28 2025-06-30',
    ]);
  });

  it('has the stages the plan names that end in the range', () => {
    const spans = [
      { fromYear: 2022, toYear: 2025 },
      { fromYear: 2026, toYear: 2030 },
    ];
    const between = (from: Day, to: Day) => periodsBetween('stage', from, to, calendarRegime, { spans }).map(({ key }) => key);
    expect(between('2022-01-01', '2030-12-31')).toEqual(['2022..2025', '2026..2030']);
    expect(between('2022-01-01', '2030-12-30')).toEqual(['2022..2025']);
    expect(between('2026-01-01', '2030-12-31')).toEqual(['2026..2030']);
    const once = { from: '2022-01-01', to: '2022-02-01' };
    expect(periodsBetween('once', '2022-01-15', '2022-03-01', calendarRegime, { once })).toEqual([{ kind: 'once', key: 'once', ...once }]);
    expect(periodsBetween('once', '2022-02-02', '2022-03-01', calendarRegime, { once })).toEqual([]);
  });

  it('follows one another without gap or overlap, each ending in the range', () => {
    fc.assert(
      fc.property(anyKind, anyDay, fc.integer({ min: 0, max: 1500 }), anyRegime, (kind, from, days, regime) => {
        const to = addDays(from, days);
        const periods = periodsBetween(kind, from, to, regime);
        for (const period of periods) expect(from <= period.to && period.to <= to && period.from <= period.to).toBe(true);
        for (const [i, period] of periods.slice(1).entries()) {
          expect(previousPeriod(period, regime)).toEqual(periods[i]);
          if (kind !== 'nineMonths') expect(addDays(periods[i]!.to, 1)).toBe(period.from);
        }
        if (periods.length > 0) expect(previousPeriod(periods[0]!, regime)!.to < from).toBe(true);
      }),
    );
  });
});

describe('the period of a day', () => {
  it.each<[PeriodKind, Day, CutoffRegime, string | undefined]>([
    ['month', '2022-01-20', calendarRegime, '2022-M01'],
    ['month', '2022-01-14', administrativeRegime, '2022-M01'],
    ['month', '2022-01-15', administrativeRegime, '2022-M02'],
    ['year', '2022-12-15', administrativeRegime, '2023'],
    ['half', '2022-06-15', administrativeRegime, '2022-H2'],
    ['nineMonths', '2022-09-30', calendarRegime, '2022-9M'],
    ['nineMonths', '2022-10-01', calendarRegime, undefined],
    ['nineMonths', '2022-12-15', administrativeRegime, '2023-9M'],
    ['week', '2022-02-06', calendarRegime, '2022-W05'],
    ['week', '2022-02-07', calendarRegime, '2022-W06'],
    ['stage', '2022-02-07', calendarRegime, undefined],
    ['once', '2022-02-07', calendarRegime, undefined],
    ['adHoc', '2022-02-07', calendarRegime, undefined],
  ])('%s of %s', (kind, day, regime, key) => {
    expect(periodAt(kind, day, regime)?.key).toBe(key);
  });

  it('is the stage, term or once that the plan names', () => {
    const options = {
      spans: [
        { fromYear: 2020, toYear: 2021 },
        { fromYear: 2022, toYear: 2025 },
      ],
      once: { from: '2022-02-01', to: '2022-02-28' },
    };
    expect(periodAt('stage', '2022-02-07', calendarRegime, options)?.key).toBe('2022..2025');
    expect(periodAt('term', '2021-12-31', calendarRegime, options)?.key).toBe('term:2020..2021');
    expect(periodAt('term', '2026-01-01', calendarRegime, options)).toBeUndefined();
    expect(
      ['2022-01-31', '2022-02-01', '2022-02-28', '2022-03-01'].map((day) => periodAt('once', day, calendarRegime, options)?.key),
    ).toEqual([undefined, 'once', 'once', undefined]);
    expect(periodAt('adHoc', '2022-02-07', calendarRegime, options)).toBeUndefined();
  });

  it('holds the day, and is the only one of its kind that does', () => {
    fc.assert(
      fc.property(anyKind, anyDay, anyRegime, (kind, day, regime) => {
        const period = periodAt(kind, day, regime);
        if (!period) return expect(kind).toBe('nineMonths');
        expect(period.from <= day && day <= period.to).toBe(true);
        expect(previousPeriod(period, regime)!.to < day).toBe(true);
      }),
    );
  });
});

describe('the period before', () => {
  it.each([
    ['2022-M01', '2021-M12'],
    ['2022-Q1', '2021-Q4'],
    ['2022-H2', '2022-H1'],
    ['2022-9M', '2021-9M'],
    ['2022', '2021'],
    ['2021-W01', '2020-W53'],
    ['2022..2025', '2018..2021'],
    ['2022..2022', '2021..2021'],
    ['term:2025..2030', 'term:2020..2025'],
    ['term:2025..2025', 'term:2024..2024'],
  ])('of %s is %s', (key, before) => {
    expect(previousPeriod(parsePeriodKey(key, calendarRegime)!, calendarRegime)).toEqual(parsePeriodKey(before, calendarRegime));
  });

  it('is none for what is owed once or asked ad hoc', () => {
    expect(previousPeriod({ kind: 'once', key: 'once', from: '2022-01-01', to: '2022-01-31' }, calendarRegime)).toBeUndefined();
    expect(previousPeriod(adHocPeriod('2022-01-01', '2022-01-31'), calendarRegime)).toBeUndefined();
  });
});
