import { dayOf, isDay } from '../domain/day.js';
import type { DateRead, NumberBlank, NumberRead } from './draft.js';
import type { Frame } from './frame.js';
import { bare, range } from './frame.js';
import { evidenceOf, type Source, type Span, valueOf } from './source.js';

const LETTERS = '\\p{L}[\\p{L}\\d&.]*';
const CODES = `${LETTERS}(?: ?[-/] ?${LETTERS}){0,4}`;
/** `Số 132-KH/TU`, `Số: 5973 /UBND-KT`, `Số:     /KH-UBND`, `Số: 16/2026/QĐ-UBND`. */
const NUMBER = new RegExp(
  `số ?[:.]? ?(?<ordinal>\\d{1,6})?(?<letter>[a-zđ])?[ .…_]*(?<mark>[-/])(?:(?<year>\\d{4}) ?/)? ?(?<codes>${CODES})`,
  'iu',
);
const DATE =
  /ngày(?<day>[ .…_\d]{0,12})tháng(?<month>[ .…_\d]{0,12})năm(?<year> ?\d{4})|ngày ?(?<d>\d{1,2}) ?[/.-] ?(?<m>\d{1,2}) ?[/.-] ?(?<y>\d{4})/iu;

/** The cells of the head, in order; a head in columns gives them one by one. */
export function headCells(frame: Frame): Span[] {
  return range(frame.head.from, frame.head.to).flatMap((at) => frame.lines[at]!.cells.filter(({ start, end }) => end > start));
}

/** Number and symbol of the paper itself, from its head; a blank number is told as blank. */
export function readNumber(source: Source, given: readonly Span[]): { number: NumberRead | null; numberBlank?: NumberBlank } {
  for (const cell of [...given, ...broken(source, given)]) {
    const text = source.plain.slice(cell.start, cell.end);
    const found = NUMBER.exec(text);
    if (!found || found.index > 4 || bare(text.slice(0, found.index)) !== '') continue;
    const { ordinal, letter = '', mark = '-', year, codes = '' } = found.groups!;
    const [typeCode, bodyCode] = codeParts(codes, mark);
    if (typeCode === undefined || bodyCode === undefined) continue;
    const end = cell.start + found.index + found[0].length;
    if (ordinal === undefined) {
      return {
        number: null,
        numberBlank: {
          typeCode,
          bodyCode,
          evidence: evidenceOf(source, { start: cell.start + found.index, end }, 'head.number-blank', 0.95),
        },
      };
    }
    const value = `${ordinal}${letter}${mark}${year === undefined ? '' : `${year}/`}${codes.replace(/ ?([-/]) ?/gu, '$1')}`;
    const start = cell.start + found.index + found[0].indexOf(ordinal);
    return {
      number: { value, ordinal: Number(ordinal), typeCode, bodyCode, evidence: evidenceOf(source, { start, end }, 'head.number', 0.98) },
    };
  }
  return { number: null };
}

/** Type and body initials of `KH/TU` (after a hyphen) or `KH-UBND` (after a stroke). */
export function codeParts(codes: string, mark: string): [string?, string?] {
  const plain = codes.replace(/ ?([-/]) ?/gu, '$1').replace(/[.]+$/u, '');
  const at = mark === '-' ? plain.indexOf('/') : plain.indexOf('-');
  if (at > 0) return [plain.slice(0, at), plain.slice(at + 1)];
  const other = plain.search(/[-/]/u);
  return other > 0 ? [plain.slice(0, other), plain.slice(other + 1)] : [];
}

/** Place and day of the paper, from the line `<place>, ngày … tháng … năm …` of its head. */
export function readPlaceDate(source: Source, given: readonly Span[]): { place?: Span; date: DateRead | null } {
  for (const cell of [...given, ...broken(source, given)]) {
    const text = source.plain.slice(cell.start, cell.end);
    const found = DATE.exec(text);
    if (!found || /^(?:v\/v|kèm)/iu.test(text)) continue;
    // Number and place may stand in one line.
    const numbered = /^số/iu.test(text) ? NUMBER.exec(text) : null;
    const from = numbered ? numbered.index + numbered[0].length : 0;
    const before = text.slice(from, found.index);
    // Only a place and a comma may stand before: a date in a subject is another paper's.
    if (before.length > 60 || /\d/u.test(before) || (before.trim() !== '' && !/[,.]\s*$/u.test(before) && before.length > 40)) continue;
    const date = dateOf(source, found, cell.start + found.index);
    const place = placeOf(source, cell.start + from, before) ?? placeAbove(source, given, cell);
    return { ...(place && { place }), date };
  }
  return { date: null };
}

/** Cells broken by the width of a page: `Số:` / `06/2024/QĐ-UBND`, `Sơn` / `La, ngày 11 tháng 3` / `năm 2020`. */
function broken(source: Source, cells: readonly Span[]): Span[] {
  return cells.flatMap((cell, at) =>
    [1, 2].flatMap((more) => {
      const last = cells[at + more];
      const between = last && source.plain.slice(cell.start, last.end);
      return last && between!.length < 90 && !/[|]/u.test(between!) && /^số|ngày/iu.test(between!)
        ? [{ start: cell.start, end: last.end }]
        : [];
    }),
  );
}

/** The place on the line above its day: `Quảng Bình,` / `ngày 25 tháng 5 năm 2015`. */
function placeAbove(source: Source, cells: readonly Span[], cell: Span): Span | undefined {
  const above = cells[cells.indexOf(cell) - 1];
  const text = above && source.plain.slice(above.start, above.end);
  return above && /^\p{Lu}\p{Ll}[\p{L} -]{1,38},$/u.test(text!) ? { start: above.start, end: above.end - 1 } : undefined;
}

function placeOf(source: Source, from: number, before: string): Span | undefined {
  const name = /^[*_ (]*(\p{L}.*?)[,. ]*$/u.exec(before);
  if (!name) return undefined;
  const start = from + before.indexOf(name[1]!);
  const place = { start, end: start + name[1]!.length };
  return valueOf(source, place) === '' ? undefined : place;
}

function dateOf(source: Source, found: RegExpExecArray, start: number): DateRead | null {
  const { day = '', month = '', year, d, m, y } = found.groups!;
  const number = (digits: string) => Number(digits.replace(/\D/gu, '') || 0);
  const [dd, mm, yyyy] = d === undefined ? [number(day), number(month), number(year ?? '')] : [Number(d), Number(m), Number(y)];
  const evidence = evidenceOf(source, { start, end: start + found[0].length }, 'head.date', 0.97);
  if (mm < 1 || mm > 12) return { iso: null, partial: String(yyyy), evidence: { ...evidence, rule: 'head.date-blank' } };
  const partial = `${yyyy}-${String(mm).padStart(2, '0')}`;
  const iso = `${partial}-${String(dd).padStart(2, '0')}`;
  return isDay(iso) && dayOf(yyyy, mm, dd) === iso
    ? { iso, evidence }
    : { iso: null, partial, evidence: { ...evidence, rule: 'head.date-blank' } };
}
