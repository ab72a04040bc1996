import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber, daysBetween, type Day } from '../../domain/day.js';
import {
  CUTOFF_REGIMES,
  administrativeRegime,
  calendarRegime,
  isRegimeInForce,
  parsePeriodKey,
  periodAt,
  periodElapsed,
  regimeOf,
  type CutoffRegime,
  type Period,
} from '../../domain/period.js';

const anyDay = fc.integer({ min: dayNumber('1901-01-01'), max: dayNumber('2194-12-31') }).map(dayOfNumber);

describe('how far a period has come', () => {
  const year = parsePeriodKey('2022', calendarRegime)!;
  const administrative = parsePeriodKey('2022', administrativeRegime)!;

  it.each<[Period, Day, number, number, number]>([
    [year, '2021-12-31', 0, 0, 12],
    [year, '2021-10-01', 0, 0, 12],
    [year, '2022-05-31', 151, 5, 12],
    [year, '2022-06-15', 166, 5.5, 12],
    [year, '2022-12-31', 365, 12, 12],
    [year, '2023-05-01', 365, 12, 12],
    [administrative, '2021-12-14', 0, 0, 12],
    [administrative, '2022-06-14', 182, 6, 12],
    [administrative, '2022-05-31', 168, 5 + 17 / 31, 12],
    [parsePeriodKey('2022-9M', calendarRegime)!, '2022-03-31', 90, 3, 9],
    [parsePeriodKey('2022..2025', calendarRegime)!, '2023-12-31', 730, 24, 48],
    [parsePeriodKey('2022-W05', calendarRegime)!, '2022-02-06', 7, 7 / 28, 7 / 28],
  ])('%j on %s', (period, day, days, months, total) => {
    const elapsed = periodElapsed(period, day);
    expect(elapsed.elapsedDays).toBe(days);
    expect(elapsed.elapsedMonths).toBeCloseTo(months, 10);
    expect(elapsed.totalMonths).toBeCloseTo(total, 10);
    expect(elapsed.remainingMonths).toBeCloseTo(total - months, 10);
    expect(elapsed.totalDays).toBe(daysBetween(period.from, period.to) + 1);
  });

  it('gives the pace of 46 of 150 on 31/05: even pace 62,5, needs 14,9 a month', () => {
    const { elapsedMonths, totalMonths, remainingMonths } = periodElapsed(year, '2022-05-31');
    expect((150 * elapsedMonths) / totalMonths).toBe(62.5);
    expect((150 - 46) / remainingMonths).toBeCloseTo(14.857, 3);
  });

  it('never goes back, from nothing to all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('week', 'month', 'quarter', 'half', 'nineMonths', 'year'),
        anyDay,
        fc.constantFrom(...CUTOFF_REGIMES),
        (kind, day, regime) => {
          const period = periodAt(kind, day, regime);
          if (!period) return;
          const [before, after] = [periodElapsed(period, addDays(day, -1)), periodElapsed(period, day)];
          expect(after.elapsedDays - before.elapsedDays).toBe(1);
          expect(after.elapsedMonths).toBeGreaterThan(before.elapsedMonths);
          expect(periodElapsed(period, period.to)).toMatchObject({ elapsedDays: after.totalDays, remainingMonths: 0 });
        },
      ),
    );
  });
});

describe('regimes of data windows', () => {
  it('are found by id, with source and days in force', () => {
    expect(regimeOf('calendar')).toBe(calendarRegime);
    expect(regimeOf('administrative')).toBe(administrativeRegime);
    expect(() => regimeOf('x')).toThrow(new RangeError('REGIME_UNKNOWN: x'));
    expect(new Set(CUTOFF_REGIMES.map(({ id }) => id)).size).toBe(CUTOFF_REGIMES.length);
    for (const { name, source } of CUTOFF_REGIMES) expect([name.vi, name.en, source].every((text) => text.length > 5)).toBe(true);
  });

  it('are in force from their first day to their last, or always', () => {
    expect(isRegimeInForce(calendarRegime, '1950-01-01')).toBe(true);
    expect(['2019-03-11', '2019-03-12', '2026-01-01'].map((day) => isRegimeInForce(administrativeRegime, day))).toEqual([
      false,
      true,
      true,
    ]);
    const ended = { ...administrativeRegime, validTo: '2025-06-30' };
    expect(['2025-06-30', '2025-07-01'].map((day) => isRegimeInForce(ended, day))).toEqual([true, false]);
  });

  it('may close each kind of period on its own day', () => {
    const early: CutoffRegime = { ...calendarRegime, id: 'early', quarter: { fromDay: 5, fromMonth: -1, toDay: 4 } };
    expect(parsePeriodKey('2022-Q1', early)).toMatchObject({ from: '2021-12-05', to: '2022-03-04' });
    expect(parsePeriodKey('2022-M03', early)).toMatchObject({ from: '2022-03-01', to: '2022-03-31' });
    expect(periodAt('quarter', '2022-03-05', early)?.key).toBe('2022-Q2');
  });
});
