import fc from 'fast-check';
import { dayNumber, dayOfNumber } from '../../domain/day.js';
import { formatDay, formatLongDay, formatNumber, formatPercent, formatPeriod, roundNumber } from '../../domain/number.js';

describe('numbers in Vietnamese', () => {
  it.each<[number, number | undefined, string]>([
    [1600, undefined, '1.600'],
    [0, undefined, '0'],
    [-0, undefined, '0'],
    [7, undefined, '7'],
    [999, undefined, '999'],
    [1000, undefined, '1.000'],
    [-1600, undefined, '-1.600'],
    [1_234_567.5, undefined, '1.234.567,5'],
    [0.1 + 0.2, 2, '0,3'],
    [14.857142, 1, '14,9'],
    [62.5, 1, '62,5'],
    [62.5, 0, '63'],
    [-62.5, 0, '-63'],
    [61.5, 0, '62'],
    [62.49, 0, '62'],
    [-62.49, 0, '-62'],
    [1.005, 2, '1,01'],
    [-1.005, 2, '-1,01'],
    [1.0049, 2, '1'],
    [0.045, 2, '0,05'],
    [0.4, 0, '0'],
    [-0.4, 0, '0'],
    [0.05, undefined, '0,05'],
    [999_999.96, 1, '1.000.000'],
    [10.5, 3, '10,5'],
    [100, 2, '100'],
    [1.5e-7, undefined, '0,00000015'],
    [1.5e-7, 7, '0,0000002'],
    [-1e-7, 3, '0'],
    [1e21, undefined, '1.000.000.000.000.000.000.000'],
    [1.25e21, 1, '1.250.000.000.000.000.000.000'],
    [Number.MAX_SAFE_INTEGER, undefined, '9.007.199.254.740.991'],
    [-Number.MAX_SAFE_INTEGER, 2, '-9.007.199.254.740.991'],
    [90_071_992_547_409.91, 1, '90.071.992.547.409,9'],
  ])('%p to %p decimals is %s', (value, decimals, expected) => {
    expect(formatNumber(value, decimals)).toBe(expected);
  });

  it.each<[number, number | undefined, string]>([
    [0.30666, 1, '30,7 %'],
    [46 / 150, 1, '30,7 %'],
    [0.285, 0, '29 %'],
    [0.285, undefined, '29 %'],
    [0.285, 1, '28,5 %'],
    [0.0005, 2, '0,05 %'],
    [1, 1, '100 %'],
    [12.345, 0, '1.235 %'],
    [-0.125, 0, '-13 %'],
    [0, 1, '0 %'],
    [1e-9, 2, '0 %'],
  ])('the ratio %p to %p decimals is %s', (ratio, decimals, expected) => {
    expect(formatPercent(ratio, decimals)).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %p', (value) => {
    const refusal = new RangeError(`NUMBER_INVALID: ${value}`);
    expect(() => formatNumber(value)).toThrow(refusal);
    expect(() => formatPercent(value, 1)).toThrow(refusal);
    expect(() => roundNumber(value, 1)).toThrow(refusal);
  });

  it('rounds to the same figure that it prints, half away from zero', () => {
    expect([roundNumber(1.005, 2), roundNumber(-2.5, 0), roundNumber(14.857, 1), roundNumber(1600, 2)]).toEqual([1.01, -3, 14.9, 1600]);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (thousandths, decimals) => {
        const value = thousandths / 1000;
        const result = roundNumber(value, decimals);
        expect(Math.abs(result - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
        expect(roundNumber(-value, decimals) + result).toBe(0);
        expect(formatNumber(result)).toBe(formatNumber(value, decimals));
      }),
    );
  });

  it('prints every whole number up to 2^53 with its own digits, in groups of three', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const text = formatNumber(value);
        expect(Number(text.replaceAll('.', ''))).toBe(value);
        expect(text).toMatch(/^-?\d{1,3}(\.\d{3})*$/);
      }),
    );
  });

  it('prints what reads back as the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const back = Number(formatNumber(value).replaceAll('.', '').replace(',', '.'));
        expect(back === value).toBe(true);
      }),
    );
  });
});

describe('days in Vietnamese', () => {
  it.each([
    ['2026-11-22', '22/11/2026', 'ngày 22 tháng 11 năm 2026'],
    ['2026-02-03', '03/02/2026', 'ngày 03 tháng 02 năm 2026'],
    ['2026-01-10', '10/01/2026', 'ngày 10 tháng 01 năm 2026'],
    ['2026-03-09', '09/03/2026', 'ngày 09 tháng 3 năm 2026'],
    ['2026-10-31', '31/10/2026', 'ngày 31 tháng 10 năm 2026'],
  ])('%s is %s, %s', (day, short, long) => {
    expect(formatDay(day)).toBe(short);
    expect(formatLongDay(day)).toBe(long);
  });

  it('puts the day first, always', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }), (number) => {
        const day = dayOfNumber(number);
        expect(formatDay(day).split('/').toReversed().join('-')).toBe(day);
      }),
    );
  });
});

describe('names of periods', () => {
  it.each([
    ['2022-W05', 'tuần 5/2022', 'week 5 of 2022'],
    ['2022-W12', 'tuần 12/2022', 'week 12 of 2022'],
    ['2022-M01', 'tháng 1/2022', 'January 2022'],
    ['2022-M12', 'tháng 12/2022', 'December 2022'],
    ['2026-Q1', 'quý I/2026', 'Q1 2026'],
    ['2026-Q4', 'quý IV/2026', 'Q4 2026'],
    ['2026-H1', '6 tháng đầu năm 2026', 'first half of 2026'],
    ['2026-H2', '6 tháng cuối năm 2026', 'second half of 2026'],
    ['2026-9M', '9 tháng đầu năm 2026', 'first nine months of 2026'],
    ['2026', 'năm 2026', '2026'],
    ['2022..2025', 'giai đoạn 2022 - 2025', 'stage 2022–2025'],
    ['term:2025..2030', 'nhiệm kỳ 2025 - 2030', 'term 2025–2030'],
    ['once', 'một lần', 'once'],
    ['adHoc:2026-01-05..2026-03-31', 'đột xuất 05/01/2026 - 31/03/2026', 'on request 05/01/2026–31/03/2026'],
    ['2026-Q5', '2026-Q5', '2026-Q5'],
  ])('%s is %s, in English %s', (key, vi, en) => {
    expect(formatPeriod(key, 'vi')).toBe(vi);
    expect(formatPeriod(key)).toBe(vi);
    expect(formatPeriod(key, 'en')).toBe(en);
  });
});
