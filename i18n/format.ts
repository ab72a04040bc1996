import { type Day, dayOfMonth, monthOf, yearOf } from '../domain/day.js';
import { ONCE } from '../domain/duty.js';
import type { Language } from './render.js';

/** Days, numbers and periods as people write them. No Intl: its long forms are not those of official papers, and it differs by machine. */

const ROMAN = ['I', 'II', 'III', 'IV'];

/** A day: `20/11/2026` in Vietnamese, `2026-11-20` in English. */
export function dayText(day: Day, language: Language): string {
  return language === 'en' ? day : `${two(dayOfMonth(day))}/${two(monthOf(day))}/${yearOf(day)}`;
}

/** A number with at most so many decimals: `1.600` and `30,7` in Vietnamese, `1,600` and `30.7` in English. */
export function numberText(value: number, language: Language, decimals = 1): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const rest = fraction.replace(/0+$/, '');
  const text = rest === '' ? digits : `${digits}${point}${rest}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Words for a period by its key (domain/period); empty for what is owed once, the key itself where it has no known form. */
export function periodText(key: string, language: Language): string {
  if (key === ONCE) return '';
  const vi = language === 'vi';
  const part = /^(\d{4})-([WMQH])(\d{1,2})$/.exec(key);
  if (part) return partOfYear(part[1]!, part[2]!, Number(part[3]), vi);
  const nine = /^(\d{4})-9M$/.exec(key);
  if (nine) return vi ? `9 tháng năm ${nine[1]}` : `nine months of ${nine[1]}`;
  if (/^\d{4}$/.test(key)) return vi ? `năm ${key}` : key;
  const span = /^(term:)?(\d{4})\.\.(\d{4})$/.exec(key);
  if (span) return `${spanName(span[1] !== undefined, vi)} ${span[2]}-${span[3]}`;
  const days = /^adHoc:(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(key);
  if (days) return `${vi ? 'từ' : 'from'} ${dayText(days[1]!, language)} ${vi ? 'đến' : 'to'} ${dayText(days[2]!, language)}`;
  return key;
}

function spanName(term: boolean, vi: boolean): string {
  if (term) return vi ? 'nhiệm kỳ' : 'term';
  return vi ? 'giai đoạn' : 'stage';
}

function partOfYear(year: string, letter: string, number: number, vi: boolean): string {
  switch (letter) {
    case 'W':
      return `${vi ? 'tuần' : 'week'} ${number}/${year}`;
    case 'M':
      // Official papers write 0 before months 1 and 2 only.
      return vi ? `tháng ${number <= 2 ? two(number) : number}/${year}` : `${year}-${two(number)}`;
    case 'Q':
      return vi ? `quý ${ROMAN[number - 1] ?? number}/${year}` : `Q${number} ${year}`;
    default:
      if (vi) return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`;
      return `${number === 1 ? 'first' : 'second'} half of ${year}`;
  }
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
