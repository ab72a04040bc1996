import fc from 'fast-check';
import { checkAllotment } from '../../domain/allotment.js';
import type { Comparator, Target } from '../../domain/plan.js';

function target(comparator: Comparator, value: number, shares: number[], more: Partial<Target> = {}, reason?: string): Target {
  return {
    id: 'c1',
    indicator: 'Kết nạp đảng viên mới',
    comparator,
    value,
    unit: 'đảng viên',
    time: { kind: 'year', year: 2022 },
    allotment: { shares: shares.map((share, index) => ({ unit: `HU${index}`, value: share })), ...(reason !== undefined && { reason }) },
    ...more,
  };
}

describe('the sum of allotted shares', () => {
  test('one short of a floor is refused, naming sum, bound and lack', () => {
    expect(checkAllotment(target('atLeast', 1600, [800, 799]), 'x')).toEqual({
      sum: 1599,
      short: 1,
      problem: { code: 'QUOTA_SUM', path: 'x', data: { sum: 1599, bound: 1600, short: 1, unit: 'đảng viên' } },
    });
  });

  test('one short of a floor stands with a reason on record', () => {
    expect(checkAllotment(target('atLeast', 1600, [800, 799], {}, 'Một đảng bộ mới giải thể'))).toEqual({
      sum: 1599,
      short: 1,
      reason: 'Một đảng bộ mới giải thể',
    });
  });

  test.each<[Comparator, number, number[], Partial<Target>, object]>([
    ['atLeast', 1600, [800, 810], {}, { sum: 1610, reserve: 10 }],
    ['atLeast', 1600, [1600], {}, { sum: 1600, reserve: 0 }],
    ['moreThan', 1600, [1601], {}, { sum: 1601, reserve: 1 }],
    ['maintain', 12, [6, 6], {}, { sum: 12, reserve: 0 }],
    ['equal', 1600, [1600], {}, { sum: 1600, reserve: 0 }],
    ['atMost', 1600, [1500], {}, { sum: 1500, reserve: 100 }],
    ['lessThan', 1600, [1599], {}, { sum: 1599, reserve: 1 }],
    ['range', 10, [6, 6], { valueMax: 15 }, { sum: 12, reserve: 3 }],
    ['equal', 0.3, [0.1, 0.2], {}, { sum: 0.3, reserve: 0 }],
  ])('%s %d with shares %j is kept', (comparator, value, shares, more, sum) => {
    expect(checkAllotment(target(comparator, value, shares, more))).toEqual(sum);
  });

  test.each<[Comparator, number, number[], Partial<Target>, string, object]>([
    ['moreThan', 1600, [1600], {}, 'QUOTA_SUM', { short: 0 }],
    ['equal', 1600, [1590], {}, 'QUOTA_SUM', { short: 10 }],
    ['equal', 1600, [1610], {}, 'QUOTA_OVER', { over: 10 }],
    ['atMost', 1600, [1610], {}, 'QUOTA_OVER', { over: 10 }],
    ['lessThan', 1600, [1600], {}, 'QUOTA_OVER', { over: 0 }],
    ['range', 10, [9], { valueMax: 15 }, 'QUOTA_SUM', { short: 1 }],
    ['range', 10, [16], { valueMax: 15 }, 'QUOTA_OVER', { over: 1 }],
  ])('%s %d with shares %j is refused as %s', (comparator, value, shares, more, code, data) => {
    expect(checkAllotment(target(comparator, value, shares, more))?.problem).toMatchObject({ code, data });
  });

  test('a reason never excuses going over', () => {
    expect(checkAllotment(target('equal', 10, [11], {}, 'lý do'))?.problem?.code).toBe('QUOTA_OVER');
  });

  test('percentages, approximations and yes-or-no have no sum; neither has a target that is not allotted', () => {
    expect(checkAllotment(target('atLeast', 90, [80, 95], { unit: '%' }))).toBeUndefined();
    expect(checkAllotment(target('atLeast', 90, [80], { unit: '%', share: { of: 'chi bộ' } }))).toBeUndefined();
    expect(checkAllotment(target('approx', 90, [80]))).toBeUndefined();
    expect(checkAllotment(target('yesNo', 1, [1]))).toBeUndefined();
    expect(checkAllotment(target('atLeast', 90, [80], { allotment: undefined }))).toBeUndefined();
  });

  test('against a floor, the sum is the bound less what is short or plus the reserve', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { minLength: 1 }), fc.nat({ max: 20_000 }), (shares, floor) => {
        const { sum, short = 0, reserve = 0, problem } = checkAllotment(target('atLeast', floor, shares))!;
        expect(sum).toBe(floor - short + reserve);
        expect(problem !== undefined).toBe(sum < floor);
      }),
    );
  });
});
