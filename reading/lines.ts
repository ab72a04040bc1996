import { type Source, type Span, trimmed } from './source.js';

/** A line of the text without the spaces at its ends; `cells` are its columns, where a bar or a wide gap parts them. */
export interface Line extends Span {
  cells: Span[];
  /** Whether bars part the cells: a row of a table. */
  row: boolean;
}

const LONG = 1_500;
/** What begins a new line where a whole paper was joined into one: the parts of its frame, and points 1., 2., … in order. */
const FRAME_STARTS =
  /(?<=\s)(?=Số:? ?\d{0,5} ?[-/] ?\p{Lu}|(?:KẾ HOẠCH|KẾT LUẬN|NGHỊ QUYẾT|CHỈ THỊ|HƯỚNG DẪN|THÔNG BÁO|BÁO CÁO|CHƯƠNG TRÌNH HÀNH ĐỘNG) (?=\p{Lu})|-{5,} |Nơi nhận:|(?:T\/M|TM\.|K\/T|KT\.|T\/L|TL\.) ?\p{Lu}|(?:ĐẢNG CỘNG SẢN|CỘNG HÒA XÃ HỘI) )/gu;
const PLACE = /(?<=[-/]\p{Lu}+ )(?=\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,5}, ngày)/gu;
/** A signature that runs on after the last line of the recipients. */
const SIGNED =
  /(?<=[.;,:] )(?=(?:T\/M|TM\.|K\/T|KT\.|T\/L|TL\.) ?\p{Lu}{2})|(?<=[-.] )(?=Nơi nhận:)|(?<=Nơi nhận: )(?=\p{Lu}{2,}(?: \p{Lu}{2,})*$)|(?<=[;.,] )(?=\((?:đã ký|Đã ký)\)$)|(?<=^[^\p{Ll}]{4,90} )(?=ĐẢNG CỘNG SẢN VIỆT NAM\s*$|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\s*$)/gu;
/** A position, or a name after the last of the recipients, that stood beside a line of the list. */
const BESIDE =
  /(?<=\p{Ll}[)"]?[,;.]? )(?=(?:Q\. ?)?(?:PHÓ |TỔNG )?(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN|CHỦ NHIỆM|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG)(?: THƯỜNG TRỰC)?(?![\p{L}]))|(?<=(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN|CHỦ NHIỆM|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|THƯỜNG TRỰC) )(?=\p{Lu}\p{Ll}|- )|(?<=(?:^| )- Lưu[^.;]{0,60}[.;] )(?=\p{Lu}\p{Ll}*(?: \p{Lu}(?:'\p{Lu})?\p{Ll}+){1,4}$)/gu;
const AFTER_RULE = /(?<=-{5,}) (?=\S)/gu;
const POINT = /(?<=[.;:!?…)] )(\d{1,2})\. (?=\p{Lu})/gu;
const ROMAN = /(?<=[.;:!?…)] )([IVX]{1,5})[.-] (?=\p{Lu})/gu;

/** The lines of a text in order, blank ones included. */
export function linesOf(source: Source): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= source.text.length) {
    const found = source.text.indexOf('\n', start);
    const end = found === -1 ? source.text.length : found;
    if (start === end) lines.push({ start, end, cells: [], row: false });
    else for (const piece of piecesOf(source, { start, end })) lines.push(lineOf(source, piece));
    start = end + 1;
  }
  return lines;
}

/** A line that holds a whole paper is parted where its frame and its points begin. */
function piecesOf(source: Source, line: Span): Span[] {
  const text = source.plain.slice(line.start, line.end);
  const listed = /^\s*- ?\p{L}/u.test(text) && line.end - line.start < 600;
  const signed = [...text.matchAll(SIGNED), ...(listed ? text.matchAll(BESIDE) : [])].map(({ index }) => index);
  if (line.end - line.start < LONG) return partedAt(line, signed);
  const joined = /(?:ĐẢNG CỘNG SẢN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA)/u.test(text.slice(0, 600));
  if (!joined) return partedAt(line, signed);
  const cuts = new Set<number>(
    [...text.matchAll(FRAME_STARTS), ...text.matchAll(PLACE), ...text.matchAll(AFTER_RULE)].map(({ index }) => index),
  );
  for (const found of inOrder([...text.matchAll(POINT)], (mark) => Number(mark))) cuts.add(found);
  for (const found of inOrder([...text.matchAll(ROMAN)], romanValue)) cuts.add(found);
  return partedAt(line, [...cuts, ...signed]);
}

function partedAt(line: Span, cuts: readonly number[]): Span[] {
  const ends = [...new Set(cuts)].filter((cut) => cut > 0).sort((a, b) => a - b);
  return [0, ...ends].map((cut, i) => ({ start: line.start + cut, end: ends[i] === undefined ? line.end : line.start + ends[i] }));
}

function inOrder(found: readonly RegExpExecArray[], valueOf: (mark: string) => number): number[] {
  let last = 0;
  const starts: number[] = [];
  for (const one of found) {
    if (valueOf(one[1]!) !== last + 1) continue;
    last += 1;
    starts.push(one.index);
  }
  return last > 1 ? starts : [];
}

/** The value of a Roman numeral below forty, 0 where it is none. */
export function romanValue(numeral: string): number {
  const found = /^(X{0,3})(IX|IV|V?I{0,3})$/u.exec(numeral.toUpperCase());
  if (!found || numeral === '') return 0;
  const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'].indexOf(found[2]!);
  return found[1]!.length * 10 + units;
}

const BAR = /\|/gu;
const GAP = / {3}/gu;

function lineOf(source: Source, piece: Span): Line {
  const line = trimmed(source, piece);
  const text = source.plain.slice(piece.start, piece.end);
  const row = text.includes(' | ') || /^\| |\| ?$/u.test(text.trim());
  const cells = row ? parted(source, piece, BAR) : parted(source, line, GAP);
  return { ...line, cells: row ? cells : cells.filter(({ start, end }) => end > start), row };
}

function parted(source: Source, span: Span, mark: RegExp): Span[] {
  const text = source.plain.slice(span.start, span.end);
  const cells: Span[] = [];
  let start = 0;
  for (const found of text.matchAll(mark)) {
    // A gap where a number, day or month is still to be written parts nothing.
    const after = text.slice(found.index + found[0].length, found.index + found[0].length + 20);
    if (
      mark !== BAR &&
      (/(?:số ?[:.]?|ngày|tháng)$/iu.test(text.slice(Math.max(0, found.index - 8), found.index)) ||
        /^(?:[-/] ?\p{Lu}[\p{L}\d]*[-/]|tháng|năm)/iu.test(after))
    )
      continue;
    cells.push({ start: span.start + start, end: span.start + found.index });
    start = found.index + found[0].length;
  }
  cells.push({ start: span.start + start, end: span.end });
  return cells.map((cell) => trimmed(source, cell));
}

export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.start >= line.end;
}
