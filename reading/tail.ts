import type { Signatory } from './draft.js';
import { AUTHORITY, bare, type Frame, range, RECIPIENTS } from './frame.js';
import { isBlank } from './lines.js';
import { type Evidence, evidenceOf, type Source, type Span, tidy, valueOf } from './source.js';

const POSITION =
  /^(?:Q\. ?)?(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BÍ THƯ|PHÓ BÍ THƯ|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|TRƯỞNG|PHÓ TRƯỞNG|CHÁNH|PHÓ CHÁNH|BỘ TRƯỞNG|THỨ TRƯỞNG|HIỆU TRƯỞNG|PHÓ HIỆU TRƯỞNG|CHỦ NHIỆM|PHÓ CHỦ NHIỆM|CỤC TRƯỞNG|PHÓ CỤC|VỤ TRƯỞNG|PHÓ VỤ|TỔNG|PHÓ TỔNG|VIỆN TRƯỞNG|PHÓ VIỆN|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|ỦY VIÊN|THƯỜNG TRỰC|CHỈ HUY|PHÓ CHỈ HUY|CHI CỤC|PHÓ CHI CỤC|CHÍNH ỦY|ĐỘI TRƯỞNG|TỔ TRƯỞNG|KIÊM|kiêm|TRƯỞNG BAN|THỦ TRƯỞNG|CHÁNH VĂN PHÒNG|CỤC PHÓ|CHỦ BIÊN)/u;
const NAME =
  /^(?:(?:GS|PGS|TS|ThS|BS|KS|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng)[.\p{L}]*\.? ?)*((?:\p{Lu}'?\p{Lu}?\p{Ll}*(?:-\p{Lu}\p{Ll}+)?)(?:[ ]+\p{Lu}'?\p{Lu}?\p{Ll}*(?:-\p{Lu}\p{Ll}+)?){1,5})$/u;
const SEAL = /^[[(]? ?(?:đã ký|ký tên|ký, đóng dấu|chữ ký|ký bởi|người ký)/iu;
const BARE_POSITION = /^[\p{Lu}\d .,()-]+$/u;

export interface TailRead {
  recipients: Span[];
  signatory: Signatory | null;
}

/** Recipients and signature of a paper, from its tail; where they stand side by side, by their columns. */
export function readTail(source: Source, frame: Frame): TailRead {
  return { recipients: readRecipients(source, frame), signatory: readSignatory(source, frame) };
}

function isSignature(text: string): boolean {
  const words = bare(text);
  return AUTHORITY.test(words) || (POSITION.test(words) && !/\p{Ll}{2}/u.test(words.replace(/kiêm/u, ''))) || SEAL.test(words);
}

function readRecipients(source: Source, frame: Frame): Span[] {
  if (frame.recipients === undefined) return [];
  const found: Span[] = [];
  let open = false;
  let dashed = false;
  let blanks = 0;
  let right = false;
  for (const at of range(frame.recipients, frame.tail.to)) {
    const line = frame.lines[at]!;
    if (isBlank(line)) {
      blanks += 1;
      continue;
    }
    const cells = line.cells.filter(({ start, end }) => end > start);
    const listed = (one: Span) => /^[-+*] ?\p{L}/u.test(source.plain.slice(one.start, one.end));
    const here = at === frame.recipients ? cells.findIndex((one) => RECIPIENTS.test(bare(source.plain.slice(one.start, one.end)))) : -1;
    if (here > 0) right = true;
    // Where the list stands at the right, what stands alone without a dash is of the signature.
    const cell = here >= 0 ? cells[here] : (cells.find(listed) ?? (right ? cells[1] : cells[0]));
    if (!cell) continue;
    let text = source.plain.slice(cell.start, cell.end);
    if (at === frame.recipients) {
      const lead = RECIPIENTS.exec(bare(text)) ? text.search(/nơi nhận/iu) + (RECIPIENTS.exec(bare(text))?.[0].length ?? 0) : 0;
      text = text.slice(lead).replace(/^[\s*_:]+/u, '');
      for (const piece of inlineList(text)) found.push(spanOf(cell.end - text.length, piece));
      dashed = found.length > 0;
      blanks = 0;
      continue;
    }
    // A line with the signature alone, or a name beneath it, is no recipient.
    if (
      isSignature(text) ||
      (cells.length === 1 && NAME.test(text) && !open && !/^[-+]/u.test(text) && line.start - lineStart(source, line.start) > 20)
    ) {
      if (cells.length === 1 && dashed && !open) break;
      continue;
    }
    const mark = /^[-+*] ?/u.exec(text)?.[0];
    if (mark !== undefined) {
      for (const piece of inlineList(text)) found.push(spanOf(cell.start, piece));
      dashed = true;
      open = !/[;.]$/u.test(text);
    } else if (open && found.length > 0 && /[;.,] - ?\p{L}/u.test(text)) {
      // The line goes on with the one above, and more of the list after it.
      const first = text.search(/[;.,] - ?\p{L}/u) + 1;
      found.at(-1)!.end = cell.start + first;
      for (const piece of inlineList(text.slice(first + 1))) found.push(spanOf(cell.start + first + 1, piece));
      open = !/[;.]$/u.test(text);
    } else if (
      open &&
      found.length > 0 &&
      (blanks === 0 || /^\p{Ll}/u.test(text)) &&
      text.length < 90 &&
      !(NAME.test(text) && isLast(source, found))
    ) {
      found.at(-1)!.end = cell.end;
      open = !/[;.]$/u.test(text);
    } else if (!dashed && text.length < 120 && /[;.,]$/u.test(text)) {
      found.push({ start: cell.start, end: cell.end });
    } else if (dashed) break;
    blanks = 0;
  }
  return found.map((span) => ended(source, span)).filter(({ start, end }) => end > start);
}

function lineStart(source: Source, at: number): number {
  return source.text.lastIndexOf('\n', at - 1) + 1;
}

/** The line about keeping (`Lưu …`) is the last. */
function isLast(source: Source, found: readonly Span[]): boolean {
  const last = found.at(-1)!;
  return /^lưu/iu.test(source.plain.slice(last.start, last.end));
}

/** `- A; - B; - Lưu: VT.` in one line. */
function inlineList(text: string): { at: number; length: number }[] {
  return [...text.matchAll(/(?:^|(?<=[;.,] ))[-+*] ?(.+?)(?=[;.,] [-+*] ?\p{L}|$)/gu)].map((found) => ({
    at: found.index + found[0].length - found[1]!.length,
    length: found[1]!.length,
  }));
}

function spanOf(from: number, { at, length }: { at: number; length: number }): Span {
  return { start: from + at, end: from + at + length };
}

function ended(source: Source, span: Span): Span {
  const text = source.plain.slice(span.start, span.end);
  return { start: span.start, end: span.start + text.replace(/[\s;.,/]+$/u, '').length };
}

/** Who signs: authority line, position and name; the mode by the authority. */
function readSignatory(source: Source, frame: Frame): Signatory | null {
  const from = frame.tail.from;
  const pieces: { span: Span; text: string; column: number }[] = [];
  for (const at of range(from, frame.tail.to)) {
    for (const cell of frame.lines[at]!.cells) {
      if (cell.end <= cell.start) continue;
      for (const span of joined(source, cell)) pieces.push({ span, text: source.plain.slice(span.start, span.end), column: cell.start });
    }
  }
  const first = pieces.findIndex(({ text }) => AUTHORITY.test(bare(text)) && !/^[-+]/u.test(text) && /^[^\p{Ll}]{2,}/u.test(bare(text)));
  const start =
    first >= 0
      ? first
      : pieces.findIndex(({ text }) => POSITION.test(bare(text)) && BARE_POSITION.test(bare(text)) && !/^[-+]/u.test(text));
  if (start < 0) return null;
  const authority: Span[] = [];
  const position: Span[] = [];
  let name: Span | undefined;
  for (const { span, text } of pieces.slice(start)) {
    const words = bare(text);
    if (/^[-+]/u.test(text) || SEAL.test(words)) continue;
    if (AUTHORITY.test(words) && position.length === 0) authority.push(span);
    else if (
      authority.length > 0 &&
      position.length === 0 &&
      BARE_POSITION.test(words) &&
      !POSITION.test(words) &&
      words.length < 80 &&
      /\p{Lu}{2}/u.test(words)
    ) {
      // The authority line runs on: `TM. ỦY BAN NHÂN DÂN` / `TỈNH …`.
      authority.push(span);
    } else if (POSITION.test(words) && !/\p{Ll}{2}/u.test(words.replace(/kiêm/u, ''))) position.push(span);
    else if (NAME.test(words)) {
      name = span;
      break;
    } else if (position.length > 0 && BARE_POSITION.test(words) && /\p{Lu}{2}/u.test(words) && words.length < 60) {
      // A name may be set in capitals; a position of two lines goes on.
      if (/^\p{Lu}+(?: \p{Lu}+){1,4}$/u.test(words) && !/(?:BAN|TRỰC|ỦY|PHÒNG|SỞ|ĐẢNG|TỔ CHỨC)/u.test(words)) {
        name = span;
        break;
      }
      position.push(span);
    }
  }
  if (authority.length === 0 && name === undefined) return null;
  const all = [...authority, ...position, ...(name ? [name] : [])];
  const whole = { start: Math.min(...all.map((s) => s.start)), end: Math.max(...all.map((s) => s.end)) };
  const marks = authority.map((span) => source.plain.slice(span.start, span.end)).join(' ');
  return {
    name: name ? valueOf(source, name) : null,
    position: position.length > 0 ? tidy(position.map((span) => source.text.slice(span.start, span.end)).join(' ')) : null,
    authority: authority.length > 0 ? authorityOf(source, authority) : null,
    mode: modeOf(marks),
    evidence: signatureEvidence(source, whole, name !== undefined),
  };
}

function signatureEvidence(source: Source, whole: Span, named: boolean): Evidence {
  return evidenceOf(source, whole, 'tail.signature', named ? 0.95 : 0.7);
}

function authorityOf(source: Source, spans: readonly Span[]): string {
  return spans.reduce((said, span) => {
    const text = valueOf(source, span);
    return said === '' ? text : AUTHORITY.test(source.plain.slice(span.start, span.end)) ? `${said} / ${text}` : `${said} ${text}`;
  }, '');
}

/** `T/M BỘ CHÍNH TRỊ Trần Cẩm Tú` in one line: the name stands apart. */
function joined(source: Source, cell: Span): Span[] {
  const text = source.plain.slice(cell.start, cell.end);
  const inline =
    /^((?:T\/M|TM\.?|K\/T|KT\.?|T\/L|TL\.?) ?[\p{Lu} ,-]+?) ((?:PHÓ |CHỦ |BÍ |GIÁM |TRƯỞNG |CHÁNH )[\p{Lu} ]+ )?(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4})$/u.exec(
      text,
    );
  if (!inline || text.length > 140) return [cell];
  const parts = [inline[1]!, inline[2]?.trim(), inline[3]!].filter((part): part is string => part !== undefined && part !== '');
  let at = 0;
  return parts.map((part) => {
    const start = text.indexOf(part, at);
    at = start + part.length;
    return { start: cell.start + start, end: cell.start + at };
  });
}

function modeOf(marks: string): Signatory['mode'] {
  const tm = /T ?\/ ?M|TM[ ./]/u.test(marks);
  const kt = /K ?\/ ?T|KT[ ./]/u.test(marks);
  if (tm && kt) return 'TM+KT';
  if (tm) return 'TM';
  if (kt) return 'KT';
  return /T ?\/ ?L|TL[ ./]|TUQ/u.test(marks) ? 'TL' : 'direct';
}
