import { type Source, tidy } from './source.js';

/** A short name that the text itself gives: `Ban Thường vụ (BTV)`, `(sau đây viết tắt là Chỉ thị 11)`. */
export interface Alias {
  short: string;
  full: string;
}

/** Short forms that newspapers use without saying what they stand for. */
const PRESS: readonly [string, string][] = [
  ['BTV', 'Ban Thường vụ'],
  ['BCH', 'Ban Chấp hành'],
  ['ĐV', 'đảng viên'],
  ['LĐLĐ', 'Liên đoàn Lao động'],
  ['UBND', 'Ủy ban nhân dân'],
  ['HĐND', 'Hội đồng nhân dân'],
  ['MTTQ', 'Mặt trận Tổ quốc'],
  ['UBKT', 'Ủy ban Kiểm tra'],
  ['CCB', 'Cựu chiến binh'],
  ['CB, ĐV', 'cán bộ, đảng viên'],
];

/** The short names a text gives, in order. */
export function aliasesIn(source: Source): Alias[] {
  const found: Alias[] = [];
  for (const match of source.plain.matchAll(
    /\((?:(?:sau đây )?(?:gọi tắt|viết tắt|gọi chung|gọi) là:? )?["“]?([\p{Lu}Đ&]{2,8}|(?<=là:? ["“]?)[^()"”]{2,60})["”]?\)/gu,
  )) {
    const short = match[1]!;
    const before = source.plain.slice(Math.max(0, match.index - 160), match.index).trimEnd();
    const full = /^[\p{Lu}Đ&]+$/u.test(short) ? initialsBefore(before, short) : longBefore(before);
    if (full !== undefined) found.push({ short, full: tidy(full) });
  }
  return found;
}

/** The last words before whose initials are the short form; `đ` and capitals alike. */
function initialsBefore(before: string, short: string): string | undefined {
  const words = before.split(/[\s-]+/u);
  const letters = [...short.replace(/&/gu, '').toLowerCase()];
  const tail = words.slice(-letters.length);
  return tail.length === letters.length && tail.every((word, i) => word.toLowerCase().startsWith(letters[i]!)) ? tail.join(' ') : undefined;
}

function longBefore(before: string): string | undefined {
  return /(?:^|[.;:,] |(?:của|về|hiện|cứ|theo) )(\p{Lu}[^.;:]{3,140})$/u.exec(before)?.[1];
}

/** A name of a newspaper with its short forms written out. */
export function expanded(text: string, aliases: readonly Alias[]): string {
  const all: [string, string][] = [
    ...aliases.filter(({ short }) => /^[\p{Lu}Đ]+$/u.test(short)).map(({ short, full }): [string, string] => [short, full]),
    ...PRESS,
  ];
  return all.reduce((now, [short, full]) => now.replace(new RegExp(`(?<![\\p{L}])${short}(?![\\p{L}])`, 'gu'), full), text);
}
