import { type TypeName, typeOfCode, typeOfDamaged, typeOfTitle } from './document-types.js';
import { ADDRESSED, bare, type Frame, range } from './frame.js';
import { isBlank } from './lines.js';
import type { Source, Span } from './source.js';

const MATTER = /^[*_( ]*(?:v\/v|về việc|v\.v)[:. ]/iu;
/** Where the opening begins: what the paper rests on. The words of a subject may be the same, so a subject takes its first block whatever it says. */
const OPENING =
  /^(?:- ?)?(?:căn cứ|thực hiện|thi hành|triển khai|chấp hành|xét|theo|sau khi|trên cơ sở|nhằm|để|ngày \d|tại |qua |thời gian qua|trong )/iu;

export interface TitleRead {
  type?: { name: TypeName; at: Span };
  /** The stretches that make up the subject, in order. */
  subject: Span[];
  /** A body named in the title: `CỦA BỘ CHÍNH TRỊ`. */
  by?: Span;
  /** The first line of the opening. */
  opening: number;
}

/** Type and subject of a paper: its title block, or the `V/v` line of a letter. */
export function readTitle(source: Source, frame: Frame, typeCode: string | undefined): TitleRead {
  return frame.title === undefined ? letter(source, frame, typeCode) : titled(source, frame, frame.title);
}

function titled(source: Source, frame: Frame, at: number): TitleRead {
  const line = frame.lines[at]!;
  const text = source.plain.slice(line.start, line.end);
  const lead = text.length - text.replace(/^[#>*_ ]+/u, '').length;
  const word =
    /^(CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|KẾ HOẠCH|CHỈ THỊ|HƯỚNG DẪN|CÔNG VĂN|KẾT LUẬN|NGHỊ QUYẾT|BÁO CÁO|THÔNG BÁO|ĐỀ ÁN|QUYẾT ĐỊNH|QUY ĐỊNH|TỜ TRÌNH)/u.exec(
      bare(text),
    );
  const damaged = word ? undefined : typeOfDamaged(bare(text));
  const name = word ? typeOfTitle(word[1]!) : damaged;
  const typeAt = { start: line.start + lead, end: line.start + lead + (damaged ? bare(text).length : (word?.[1]?.length ?? 0)) };
  const rest = { start: typeAt.end, end: line.end };
  const subject: Span[] = /\p{L}/u.test(source.plain.slice(rest.start, rest.end)) ? [rest] : [];
  let next = at + 1;
  let by: Span | undefined;
  while (next < frame.body.to && isRule(source, frame, next)) next += 1;
  while (next < frame.body.to) {
    const here = frame.lines[next]!;
    const words = bare(source.plain.slice(here.start, here.end));
    if (isRule(source, frame, next)) {
      // A blank line ends the subject, unless all that stood was whose paper it is, or the next block still is in capitals like this one.
      const after = range(next, frame.body.to).find((each) => !isRule(source, frame, each));
      const goesOn = after !== undefined && (subject.length === 0 || continues(source, frame, subject, after));
      if (!goesOn) break;
      next = after;
      continue;
    }
    if (here.row || ADDRESSED.test(words) || /^(?:I|A|1|PHẦN (?:I|THỨ NHẤT))[.\-/) ]/u.test(words)) break;
    if (subject.length > 0 && begins(source, subject, words)) break;
    const owner = subject.length === 0 && by === undefined ? /^CỦA ([\p{Lu} ,-]+?) (?=VỀ |về )/u.exec(words) : null;
    if (owner)
      by = {
        start: here.start + source.plain.slice(here.start, here.end).indexOf('CỦA'),
        end: here.start + source.plain.slice(here.start, here.end).indexOf('CỦA') + owner[0].trimEnd().length,
      };
    if (subject.length === 0 && by === undefined && /^CỦA \p{Lu}{2}/u.test(words) && words.length < 80 && !/ VỀ /u.test(words)) by = here;
    else subject.push(here);
    next += 1;
  }
  return {
    ...(name && { type: { name, at: typeAt } }),
    subject: subject.map((span) => withoutOwner(source, span)),
    ...(by && { by }),
    opening: next,
  };
}

function isRule(source: Source, frame: Frame, at: number): boolean {
  const line = frame.lines[at];
  return isBlank(line) || /^[-_*=. ]+$/u.test(source.plain.slice(line!.start, line!.end));
}

/** Whether a new block still belongs to the subject: it ends in the air, or both are in capitals. */
function continues(source: Source, frame: Frame, subject: readonly Span[], after: number): boolean {
  const last = subject.at(-1)!;
  const before = source.plain.slice(last.start, last.end);
  const line = frame.lines[after]!;
  const text = source.plain.slice(line.start, line.end);
  if (text.length > 250 || OPENING.test(text)) return false;
  if (/(?:,| và| của| về| trên| tại| đối với)$/u.test(before)) return true;
  const capitals = (words: string) => !/\p{Ll}{2}/u.test(words);
  return (capitals(before) && capitals(text) && !/^[IVX]+[.-]/u.test(text)) || /^\(?về /iu.test(text);
}

function begins(source: Source, subject: readonly Span[], words: string): boolean {
  if (words.length > 300) return true;
  const last = subject.at(-1)!;
  const before = source.plain.slice(last.start, last.end);
  if (!/^\p{Lu}/u.test(words) || /(?:,| và| của| về| với| trên| tại| các| đối với| số)$/u.test(before)) return false;
  return OPENING.test(words) && /\p{Ll}/u.test(words);
}

/** `CỦA BỘ CHÍNH TRỊ về đột phá …` in one line: the subject is what follows. */
function withoutOwner(source: Source, span: Span): Span {
  const text = source.plain.slice(span.start, span.end);
  const found = /^[*_ ]*CỦA [\p{Lu} ,-]+? (?=VỀ |về )/u.exec(text);
  return found ? { start: span.start + found[0].length, end: span.end } : span;
}

/** A letter has no title: its matter stands as `V/v …` under the number, its type is in its symbol or nowhere. */
function letter(source: Source, frame: Frame, typeCode: string | undefined): TitleRead {
  const subject: Span[] = [];
  let column: number | undefined;
  for (const at of range(frame.head.from, frame.head.to)) {
    const { cells } = frame.lines[at]!;
    const matter = cells.findIndex((cell) => MATTER.test(source.plain.slice(cell.start, cell.end)));
    if (matter >= 0) {
      subject.push(cells[matter]!);
      column = matter;
    } else if (column !== undefined) {
      const cell = cells[0];
      const text = cell && source.plain.slice(cell.start, cell.end);
      if (!text || ADDRESSED.test(text) || /ngày .*năm \d|^[-_*=. ]+$|CỘNG H[ÒO]A|ĐẢNG CỘNG|^Độc lập/u.test(text)) break;
      subject.push(cell);
    }
  }
  const opening = openingOf(source, frame);
  const addressed = frame.lines[frame.head.to];
  const known = typeCode === undefined ? undefined : typeOfCode(typeCode);
  const isLetter =
    subject.length > 0 ||
    (addressed !== undefined && addressed.cells.some((cell) => ADDRESSED.test(source.low.slice(cell.start, cell.end))));
  const name = isLetter && known !== 'to-trinh' && known !== 'bao-cao' ? ('cong-van' as const) : known;
  const at = subject[0] ?? addressed ?? { start: 0, end: 0 };
  return { ...(name && frame.official && { type: { name, at: { start: at.start, end: Math.max(at.start, at.end) } } }), subject, opening };
}

/** The line after the addressees. */
function openingOf(source: Source, frame: Frame): number {
  let at = frame.body.from;
  const here = () => frame.lines[at]!;
  if (at >= frame.body.to || !here().cells.some((cell) => ADDRESSED.test(source.low.slice(cell.start, cell.end)))) return at;
  at += 1;
  let blank = false;
  while (at < frame.body.to) {
    const text = source.plain.slice(here().start, here().end);
    if (isBlank(here())) blank = true;
    else if (!here().row && !/^[-+] ?/u.test(text) && (OPENING.test(text) || text.length > 160 || (blank && !/[;,]$/u.test(text)))) break;
    at += 1;
  }
  return at;
}

/** The bodies addressed, each as a stretch. */
export function readAddressees(source: Source, frame: Frame, opening: number): Span[] {
  const first = range(frame.head.from, Math.min(frame.body.to, frame.body.from + 12)).find((at) =>
    frame.lines[at]!.cells.some((cell) => ADDRESSED.test(bare(source.low.slice(cell.start, cell.end)))),
  );
  if (first === undefined) return [];
  const cells = range(first, Math.max(first + 1, opening)).flatMap((at) => frame.lines[at]!.cells);
  const found: Span[] = [];
  for (const cell of cells) {
    const text = source.plain.slice(cell.start, cell.end);
    const lead = ADDRESSED.exec(text)?.[0].length ?? 0;
    const name = text.slice(lead).replace(/^[-+*\s]+/u, '');
    if (name === '') continue;
    const span = { start: cell.end - name.length, end: cell.end };
    const last = found.at(-1);
    const open = last !== undefined && !/[;.]$/u.test(source.plain.slice(last.start, last.end)) && !/^[-+]/u.test(text.slice(lead));
    if (open) last.end = span.end;
    else found.push(span);
  }
  return found
    .flatMap((span) => listed(source, span))
    .map((span) => ({ start: span.start, end: span.end - (/[;.,]$/u.test(source.plain.slice(span.start, span.end)) ? 1 : 0) }));
}

function listed(source: Source, span: Span): Span[] {
  const text = source.plain.slice(span.start, span.end);
  let start = 0;
  return text.split(/;\s*/u).flatMap((piece) => {
    const at = text.indexOf(piece, start);
    start = at + piece.length;
    return piece.trim() === '' ? [] : [{ start: span.start + at, end: span.start + at + piece.length }];
  });
}
