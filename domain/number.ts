import { dayOfMonth, monthOf, yearOf, type Day } from './day.js';
import { calendarRegime, parsePeriodKey, type Period } from './period.js';

/** A decimal number held exactly: `units` × 10^-`scale`; scale is never negative. */
interface Decimal {
  units: bigint;
  scale: number;
}

const ROMAN_QUARTERS = ['I', 'II', 'III', 'IV'];
const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');

/** The decimal that a number is written as, which is what was entered: 1.005 is 1,005 and not the binary fraction just below it. */
function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`NUMBER_INVALID: ${value}`);
  const [mantissa, exponent] = String(value).split('e');
  const [whole, fraction = ''] = mantissa!.split('.');
  const scale = fraction.length - Number(exponent ?? 0);
  const units = BigInt(`${whole}${fraction}`);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** Rounds to at most `decimals` decimals, half away from zero. */
function rounded({ units, scale }: Decimal, decimals: number): Decimal {
  if (scale <= decimals) return { units, scale };
  const cut = 10n ** BigInt(scale - decimals);
  const half = units < 0n ? -cut / 2n : cut / 2n;
  return { units: (units + half) / cut, scale: decimals };
}

function textOf({ units, scale }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+$)/g, '.');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction && `,${fraction}`}`;
}

/** A number rounded to at most so many decimals (0 or more), half away from zero, by its decimal text: 1.005 to two is 1.01. RangeError NUMBER_INVALID if not finite. */
export function roundNumber(value: number, decimals: number): number {
  const { units, scale } = rounded(decimalOf(value), decimals);
  return Number(`${units}e-${scale}`);
}

/**
 * A number as Vietnamese print has it, points between thousands and a decimal comma: `1.600`, `-2.345,5`.
 * At most `decimals` decimals, half away from zero, no zeros after the last; without `decimals`, all the number has. Exact up to 2^53.
 * RangeError NUMBER_INVALID if the number is not finite.
 */
export function formatNumber(value: number, decimals?: number): string {
  const decimal = decimalOf(value);
  return textOf(decimals === undefined ? decimal : rounded(decimal, decimals));
}

/** A ratio as percent, `%` after a space, at most `decimals` decimals (default 0): 0.30666 to one is `30,7 %`. RangeError NUMBER_INVALID if not finite. */
export function formatPercent(ratio: number, decimals = 0): string {
  const { units, scale } = decimalOf(ratio);
  return `${textOf(rounded({ units: units * 100n, scale }, decimals))} %`;
}

const padded = (part: number): string => String(part).padStart(2, '0');

/** A day as `22/11/2026`. RangeError DAY_INVALID if it is none, here and in formatLongDay. */
export const formatDay = (day: Day): string => `${padded(dayOfMonth(day))}/${padded(monthOf(day))}/${yearOf(day)}`;

/** A day as documents print it, `ngày 03 tháng 02 năm 2026`: 0 before days below 10 and months 1 and 2 only (Hướng dẫn 05-HD/VPTW). */
export function formatLongDay(day: Day): string {
  const month = monthOf(day);
  return `ngày ${padded(dayOfMonth(day))} tháng ${month <= 2 ? padded(month) : month} năm ${yearOf(day)}`;
}

/** Words of a period by language; `place` is its number in the year. */
function periodText({ kind, key, from, to }: Period, place: number, vi: boolean): string {
  const year = key.slice(0, 4);
  const years = key.replace('term:', '').replace('..', vi ? ' - ' : '–');
  const days = `${formatDay(from)}${vi ? ' - ' : '–'}${formatDay(to)}`;
  switch (kind) {
    case 'week':
      return vi ? `tuần ${place}/${year}` : `week ${place} of ${year}`;
    case 'month':
      return vi ? `tháng ${place}/${year}` : `${MONTH_NAMES[place - 1]} ${year}`;
    case 'quarter':
      return vi ? `quý ${ROMAN_QUARTERS[place - 1]}/${year}` : `Q${place} ${year}`;
    case 'half':
      if (vi) return `6 tháng ${place === 1 ? 'đầu' : 'cuối'} năm ${year}`;
      return `${place === 1 ? 'first' : 'second'} half of ${year}`;
    case 'nineMonths':
      return vi ? `9 tháng đầu năm ${year}` : `first nine months of ${year}`;
    case 'year':
      return vi ? `năm ${year}` : year;
    case 'stage':
      return vi ? `giai đoạn ${years}` : `stage ${years}`;
    case 'term':
      return vi ? `nhiệm kỳ ${years}` : `term ${years}`;
    case 'once':
      return vi ? 'một lần' : 'once';
    case 'adHoc':
      return vi ? `đột xuất ${days}` : `on request ${days}`;
  }
}

const ANY_WINDOW = { from: '1970-01-01', to: '1970-01-01' };

/** The name of a period from its key: `quý I/2026`, `6 tháng đầu năm 2026`, in English `Q1 2026`; what is no key comes back as it is. */
export function formatPeriod(key: string, language: 'vi' | 'en' = 'vi'): string {
  // The name says nothing of the data window, so any regime and any window will do.
  const period = parsePeriodKey(key, calendarRegime, { once: ANY_WINDOW });
  return period ? periodText(period, Number(key.slice(6)), language === 'vi') : key;
}
