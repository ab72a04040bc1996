/**
 * The Vietnamese lunisolar calendar by its astronomical rule, at UTC+7 for every year: a month begins on the day of the new moon;
 * month 11 holds the winter solstice; of 13 months between two solstices the first without a major solar term is a leap month.
 * New moons by the series of J. Meeus, Astronomical Algorithms, chapter 49; the Sun by the greatest terms of VSOP87 (P. Bretagnon, G. Francou).
 */
import { dayNumber, dayOfNumber, yearOf, type Day } from './day.js';

/** A day of the lunar calendar: month 1–12, day 1–30; `leap` when the month repeats the one before it. */
export interface LunarDate {
  year: number;
  month: number;
  day: number;
  leap: boolean;
}

interface LunarMonth {
  year: number;
  month: number;
  leap: boolean;
  /** Day number of its first day, and of the first day of the month after it. */
  start: number;
  end: number;
}

const JULIAN_DAY_OF_1970 = 2_440_587.5;
const J2000 = 2_451_545;
const DAYS_PER_CENTURY = 36_525;
const LUNATIONS_PER_CENTURY = 1236.85;
const SYNODIC_MONTH = 29.530588861;
const NEW_MOON_0 = 2_451_550.09766;
const UTC_OFFSET_DAYS = 7 / 24;
const SECONDS_PER_DAY = 86_400;
const SOLSTICE_TERM = 9;

const RADIANS = Math.PI / 180;

const sine = (degrees: number): number => Math.sin(degrees * RADIANS);
const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);

/** Terms of the new moon: days, power of the eccentricity, and multiples of the anomalies of Sun and Moon, the Moon's argument, its node. */
const MOON_TERMS: readonly (readonly [number, number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 0, 2, 2, 0],
  [-0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0, -1, 1, 2, 0],
  [-0.00002, 0, -1, 1, -2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0, 0, 4, 0, 0],
];

/** Planetary terms of the new moon: days, then degrees at lunation 0 and per lunation. */
const PLANET_TERMS: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** Terms of the Earth's longitude by power of time in thousands of years: units of 1e-8 radian, phase in radians, radians per 1,000 years. */
const EARTH_TERMS: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [175_347_046, 0, 0],
    [3_341_656, 4.6692568, 6283.07585],
    [34_894, 4.6261, 12_566.1517],
    [3497, 2.7441, 5753.3849],
    [3418, 2.8289, 3.5231],
    [3136, 3.6277, 77_713.7715],
    [2676, 4.4181, 7860.4194],
    [2343, 6.1352, 3930.2097],
    [1324, 0.7425, 11_506.7698],
    [1273, 2.0371, 529.691],
    [1199, 1.1096, 1577.3435],
    [990, 5.233, 5884.927],
    [902, 2.045, 26.298],
    [857, 3.508, 398.149],
    [780, 1.179, 5223.694],
    [753, 2.533, 5507.553],
    [505, 4.583, 18_849.228],
    [492, 4.205, 775.523],
    [357, 2.92, 0.067],
    [317, 5.849, 11_790.629],
    [284, 1.899, 796.298],
    [271, 0.315, 10_977.079],
  ],
  [
    [628_331_966_747, 0, 0],
    [206_059, 2.678235, 6283.07585],
    [4303, 2.6351, 12_566.1517],
    [425, 1.59, 3.523],
  ],
  [
    [52_919, 0, 0],
    [8720, 1.0721, 6283.0758],
    [309, 0.867, 12_566.152],
  ],
];

/** Seconds by which dynamical time leads the clock, every 25 years from 1900: measured to 2025, foretold after it (F. Espenak, J. Meeus). */
const CLOCK_LAG = [-3, 24, 29, 45, 64, 69, 93, 146, 203, 265, 328, 385, 442];
const LAG_STEP = 0.25;

/** Clock behind dynamical time, in days, at a Julian day of the years 1900 to 2200: between the seconds of the table, in a straight line. */
function clockLag(julianDay: number): number {
  const place = (julianDay - J2000) / DAYS_PER_CENTURY / LAG_STEP + 4;
  const step = Math.max(0, Math.min(Math.floor(place), CLOCK_LAG.length - 2));
  const before = CLOCK_LAG[step]!;
  return (before + (CLOCK_LAG[step + 1]! - before) * (place - step)) / SECONDS_PER_DAY;
}

/** Day number on which new moon number k falls in Viet Nam (k = 0 is the one of 06/01/2000). */
function newMoonDay(k: number): number {
  const t = k / LUNATIONS_PER_CENTURY;
  const eccentricity = polynomial([1, -0.002516, -0.0000074], t);
  const sun = polynomial([2.5534 + 29.1053567 * k, 0, -0.0000014, -0.00000011], t);
  const moon = polynomial([201.5643 + 385.81693528 * k, 0, 0.0107582, 0.00001238, -0.000000058], t);
  const argument = polynomial([160.7108 + 390.67050284 * k, 0, -0.0016118, -0.00000227, 0.000000011], t);
  const node = polynomial([124.7746 - 1.56375588 * k, 0, 0.0020672, 0.00000215], t);
  let julianDay = polynomial([NEW_MOON_0 + SYNODIC_MONTH * k, 0, 0.00015437, -0.00000015, 0.00000000073], t);
  for (const [days, power, s, m, f, n] of MOON_TERMS) {
    julianDay += days * eccentricity ** power * sine(s * sun + m * moon + f * argument + n * node);
  }
  for (const [days, angle, perLunation] of PLANET_TERMS) julianDay += days * sine(angle + perLunation * k);
  return Math.floor(julianDay - clockLag(julianDay) - JULIAN_DAY_OF_1970 + UTC_OFFSET_DAYS);
}

/** Which twelfth of the ecliptic the Sun is in as a day begins in Viet Nam: 0 from the spring equinox to 9 from the winter solstice. */
function solarTerm(number: number): number {
  const clock = number + JULIAN_DAY_OF_1970 - UTC_OFFSET_DAYS;
  const t = (clock + clockLag(clock) - J2000) / DAYS_PER_CENTURY;
  const sums = EARTH_TERMS.map((terms) => terms.reduce((sum, [size, phase, rate]) => sum + size * Math.cos(phase + (rate * t) / 10), 0));
  const earth = polynomial(sums, t / 10) / 1e8 / RADIANS;
  const nutation = -0.00478 * sine(125.04 - 1934.136 * t) - 0.00037 * sine(2 * earth);
  const aberration = -0.005692 - 0.000095 * sine(earth - 13);
  const longitude = earth + 180 + nutation + aberration;
  return Math.floor((longitude - 360 * Math.floor(longitude / 360)) / 30);
}

/** Number of the new moon that begins month 11 of a year: the last one on or before the day of the winter solstice. */
function eleventhMonth(year: number): number {
  const k = Math.floor((dayNumber(`${year}-12-31`) + JULIAN_DAY_OF_1970 - NEW_MOON_0) / SYNODIC_MONTH);
  // As its first day begins, the Sun must not have reached the solstice yet; else the solstice lies in the month before.
  const solsticePast = solarTerm(newMoonDay(k)) >= SOLSTICE_TERM;
  return solsticePast ? k - 1 : k;
}

/** The months from month 11 of the year before to the month before month 11 of `year`: 12, or 13 with a leap month. */
function monthsTo(year: number): LunarMonth[] {
  const first = eleventhMonth(year - 1);
  const count = eleventhMonth(year) - first;
  const starts = Array.from({ length: count + 1 }, (_, i) => newMoonDay(first + i));
  const terms = starts.map(solarTerm);
  const leapAt = count === 13 ? terms.findIndex((term, i) => term === terms[i + 1]) : count;
  return Array.from({ length: count }, (_, i) => {
    const place = i >= leapAt ? i - 1 : i;
    return {
      year: place < 2 ? year - 1 : year,
      month: ((place + 10) % 12) + 1,
      leap: i === leapAt,
      start: starts[i]!,
      end: starts[i + 1]!,
    };
  });
}

/** The solar day of a lunar date, or undefined where that year has no such leap month or that month no such day. */
export function lunarToSolar(year: number, month: number, day: number, leap = false): Day | undefined {
  const found = monthsTo(month >= 11 ? year + 1 : year).find((m) => m.month === month && m.leap === leap);
  if (!found || !Number.isInteger(day) || day < 1 || day > found.end - found.start) return undefined;
  return dayOfNumber(found.start + day - 1);
}

/** The lunar date of a solar day; RangeError DAY_INVALID if it is no day. */
export function solarToLunar(day: Day): LunarDate {
  const number = dayNumber(day);
  const year = yearOf(day);
  // The last weeks of a solar year, from its month 11 on, belong to the months that lead to the next one.
  const month = [...monthsTo(year), ...monthsTo(year + 1)].find((m) => number < m.end)!;
  return { year: month.year, month: month.month, day: number - month.start + 1, leap: month.leap };
}
