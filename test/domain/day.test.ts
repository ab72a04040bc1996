import fc from 'fast-check';
import {
  REMINDER_HOUR,
  addDays,
  addMonths,
  atHourMs,
  clampedDay,
  dayNumber,
  dayOf,
  dayOfMonth,
  dayOfMs,
  dayOfNumber,
  dayOfWeek,
  daysBetween,
  endOfDayMs,
  isDay,
  lastDayOfMonth,
  maxDay,
  minDay,
  monthOf,
  startOfDayMs,
  yearOf,
} from '../../domain/day.js';

const DAY_MS = 86_400_000;
const anyNumber = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') });
const anyDay = anyNumber.map(dayOfNumber);
const byDate = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

describe('isDay', () => {
  it.each(['1900-01-01', '2200-12-31', '2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01', '2026-04-30'])('takes %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-04-31',
    '0000-00-00',
    '1899-12-31',
    '2201-01-01',
    '20226-01-01',
    '2026-1-1',
    '2026-12-31T24:00',
    ' 2026-12-31',
    '2026-12-31\n',
    '20261231',
    '',
    20_261_231,
    undefined,
    null,
    ['2026-12-31'],
  ])('refuses %p', (value) => {
    expect(isDay(value)).toBe(false);
  });
});

describe('day arithmetic', () => {
  it('agrees with the proleptic Gregorian calendar around each turn of year and of February from 1600 to 2400, and through 2000 and 2001', () => {
    const numbers = Array.from({ length: 731 }, (_, i) => Date.UTC(2000, 0, 1) / DAY_MS + i);
    for (let year = 1600; year <= 2400; year += 1) {
      for (const [month, date] of [
        [0, 1],
        [1, 28],
        [1, 29],
        [2, 1],
        [11, 31],
      ] as const)
        numbers.push(Date.UTC(year, month, date) / DAY_MS);
    }
    const wrong = numbers.map((n) => [n, byDate(n)] as const).filter(([n, day]) => dayOfNumber(n) !== day || dayNumber(day) !== n);
    expect(wrong).toEqual([]);
  });

  it('reads the parts of a day', () => {
    expect([yearOf('2026-11-24'), monthOf('2026-11-24'), dayOfMonth('2026-11-24')]).toEqual([2026, 11, 24]);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 1, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s plus %d days is %s', (day, n, expected) => {
    expect(addDays(day, n)).toBe(expected);
  });

  it('counts days between as b minus a, the inverse of addDays', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
      }),
    );
  });

  it('sorts as text in the order of time', () => {
    fc.assert(fc.property(anyNumber, anyNumber, (a, b) => dayOfNumber(a) < dayOfNumber(b) === a < b));
  });

  it.each([
    ['1970-01-01', 4],
    ['1969-12-31', 3],
    ['1900-01-01', 1],
    ['2026-11-22', 0],
    ['2026-11-28', 6],
  ])('%s falls on weekday %d (0 is Sunday)', (day, weekday) => {
    expect(dayOfWeek(day)).toBe(weekday);
    expect(dayOfWeek(addDays(day, 1))).toBe((weekday + 1) % 7);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-30', 13, '2027-12-30'],
    ['2026-05-31', -12, '2025-05-31'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s plus %d months is %s', (day, n, expected) => {
    expect(addMonths(day, n)).toBe(expected);
  });

  it('gives the day of a month counted from January, clamped to its end', () => {
    expect(clampedDay(2022, 0, 15)).toBe('2021-12-15');
    expect(clampedDay(2022, 13, 31)).toBe('2023-01-31');
    expect(clampedDay(2022, -11, 31)).toBe('2021-01-31');
    expect(clampedDay(2022, 4, 31)).toBe('2022-04-30');
  });

  it('finds the last day of each month', () => {
    const lengths = Array.from({ length: 12 }, (_, i) => dayOfMonth(lastDayOfMonth(2023, i + 1)));
    expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect([1900, 2000, 2024, 2100].map((year) => lastDayOfMonth(year, 2))).toEqual([
      '1900-02-28',
      '2000-02-29',
      '2024-02-29',
      '2100-02-28',
    ]);
  });

  it('takes the later and the earlier of days', () => {
    expect(maxDay('2026-01-02', '2026-01-03', '2026-01-01')).toBe('2026-01-03');
    expect(minDay('2026-01-02', '2026-01-03', '2026-01-01')).toBe('2026-01-01');
    expect([maxDay('2026-01-02'), minDay('2026-01-02')]).toEqual(['2026-01-02', '2026-01-02']);
  });

  it('names what is not a day instead of counting on', () => {
    const refusal = (text: string) => new RangeError(`DAY_INVALID: ${text}`);
    expect(() => addDays('2026-02-29', 1)).toThrow(refusal('2026-02-29'));
    expect(() => dayOf(2026, 13, 1)).toThrow(refusal('2026-13-01'));
    expect(() => lastDayOfMonth(2026, 13)).toThrow(RangeError);
    expect(() => lastDayOfMonth(2026, 0)).toThrow(RangeError);
    expect(() => dayOfNumber(0.5)).toThrow(RangeError);
  });

  it('pads a day to its full text', () => {
    expect(dayOf(987, 6, 5)).toBe('0987-06-05');
  });
});

describe('instants at +07:00', () => {
  it('begins a day at 17:00 UTC of the day before and ends it one millisecond before the next', () => {
    expect(new Date(startOfDayMs('2026-11-24')).toISOString()).toBe('2026-11-23T17:00:00.000Z');
    expect(new Date(endOfDayMs('2026-11-24')).toISOString()).toBe('2026-11-24T16:59:59.999Z');
    expect(new Date(atHourMs('2026-11-24', REMINDER_HOUR)).toISOString()).toBe('2026-11-24T01:00:00.000Z');
  });

  it('reads the day of each instant between its two ends', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: DAY_MS - 1 }), (day, msIn) => {
        expect(dayOfMs(startOfDayMs(day) + msIn)).toBe(day);
        expect(dayOfMs(endOfDayMs(day) + 1)).toBe(addDays(day, 1));
        expect(dayOfMs(startOfDayMs(day) - 1)).toBe(addDays(day, -1));
      }),
    );
  });
});
