import fc from 'fast-check';
import { placesOf, quotientOf, roundedTo, sumOf } from '../../domain/decimal.js';

const hundredths = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('sumOf', () => {
  it.each([
    [[0.1, 0.2], 0.3],
    [[], 0],
    [[1e15, 0.25], 1_000_000_000_000_000.25],
    [[1e21, -1e21, 5], 5],
    [[1e-7, 2e-7], 3e-7],
    [[-0.05, -0.05], -0.1],
    [[12, 0.5, -12.5], 0],
  ])('of %j is %d', (figures, expected) => {
    expect(sumOf(figures)).toBe(expected);
  });

  it('equals the sum of whole hundredths, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { maxLength: 40 }), (cents) => {
        const expected = cents.reduce((sum, cent) => sum + cent, 0) / 100;
        const figures = cents.map((cent) => cent / 100);
        return sumOf(figures) === expected + 0 && sumOf(figures.toReversed()) === expected + 0;
      }),
    );
  });
});

describe('quotientOf', () => {
  it.each([
    [46, 150, 100, 1, 30.7],
    [1, 3, 1, 6, 0.333333],
    [2, 3, 1, 2, 0.67],
    [1, 8, 100, 1, 12.5],
    [1, 800, 100, 1, 0.1],
    [1, 801, 100, 1, 0.1],
    [1, 2001, 100, 1, 0],
    [-1, 8, 1, 2, -0.13],
    [1, -8, 1, 2, -0.13],
    [-1, -8, 1, 2, 0.13],
    [0.3, 0.1, 1, 0, 3],
    [1.5, 0.25, 1, 0, 6],
    [150, 1e21, 1e21, 0, 150],
    [0, 5, 100, 1, 0],
  ])('%d ÷ %d × %d to %d decimals is %d', (numerator, denominator, factor, digits, expected) => {
    expect(quotientOf(numerator, denominator, factor, digits)).toBe(expected);
  });

  it('keeps six decimals and multiplies by one unless told otherwise', () => {
    expect(quotientOf(2, 3)).toBe(0.666667);
  });

  it('is null over zero', () => {
    expect(quotientOf(5, 0, 100)).toBeNull();
  });
});

describe('roundedTo', () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [1.004, 2, 1],
    [30.65, 1, 30.7],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [7, 2, 7],
    [1e-7, 6, 0],
    [0.12, 2, 0.12],
  ])('%d to %d decimals is %d', (figure, digits, expected) => {
    expect(roundedTo(figure, digits)).toBe(expected);
  });
});

it('counts the decimals a figure prints with', () => {
  expect([30.67, 30, 1e21, 1e-7, 1.5e-7, -0.5].map(placesOf)).toEqual([2, 0, 0, 7, 8, 1]);
});
