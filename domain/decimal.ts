/**
 * Decimal arithmetic on figures, exact in between: 0.1 + 0.2 is 0.3. A figure is read as the decimal it prints as; only a result is
 * rounded, half away from zero, as people do. Figures are finite (domain/report refuses the rest).
 */

/** Decimals kept of a quotient: averages, shares. */
const QUOTIENT_DIGITS = 6;

interface Decimal {
  units: bigint;
  places: number;
}

const tens = (places: number): bigint => 10n ** BigInt(places);

const abs = (units: bigint): bigint => (units < 0n ? -units : units);

function decimalOf(figure: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(figure).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places < 0 ? { units: units * tens(-places), places: 0 } : { units, places };
}

const numberOf = (units: bigint, places: number): number => Number(`${units}e-${places}`);

/** Decimals of a figure as it prints: 2 for 30.67. */
export const placesOf = (figure: number): number => decimalOf(figure).places;

/** The exact sum of figures, 0 of none; the order never matters. */
export function sumOf(figures: readonly number[]): number {
  const decimals = figures.map(decimalOf);
  const places = decimals.reduce((most, decimal) => Math.max(most, decimal.places), 0);
  return numberOf(
    decimals.reduce((sum, decimal) => sum + decimal.units * tens(places - decimal.places), 0n),
    places,
  );
}

/** numerator × factor ÷ denominator, rounded once to so many decimals (6); null where there is nothing to divide by. */
export function quotientOf(numerator: number, denominator: number, factor = 1, digits = QUOTIENT_DIGITS): number | null {
  if (denominator === 0) return null;
  const [n, d, f] = [decimalOf(numerator), decimalOf(denominator), decimalOf(factor)];
  const over = n.units * f.units * tens(d.places + digits);
  const under = d.units * tens(n.places + f.places);
  const size = (2n * abs(over) + abs(under)) / (2n * abs(under));
  return numberOf(over < 0n === under < 0n ? size : -size, digits);
}

/** A figure rounded to so many decimals, half away from zero: 1.005 to two is 1.01. */
export function roundedTo(figure: number, digits: number): number {
  const { units, places } = decimalOf(figure);
  if (places <= digits) return figure;
  const step = tens(places - digits);
  const size = (2n * abs(units) + step) / (2n * step);
  return numberOf(units < 0n ? -size : size, digits);
}
