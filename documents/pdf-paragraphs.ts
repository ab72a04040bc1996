import type { Line, Piece } from './pdf-lines.js';

/** How far a line may end before the right margin, or begin from the left one, and still be in the run of its paragraph: in letter heights. */
const NEAR = 2;
const INDENT = 0.8;
const LEAP = 2.1;
const MOSTLY = 0.7;
const BETWEEN = ' | ';
/** What a new paragraph begins with, however it is set. */
const BEGINS =
  /^(?:(?:Phần|Chương|Mục|Điều)\s+(?:\d+|[IVXLC]+)\b|[IVXLC]+\s*[.\-–/]|\d+(?:\.\d+)*\s*[.)/-]|[a-zđ]\s*\)|[-+•–*]\s|\(\d+\)|Căn cứ\b|Nơi nhận\b|Kính gửi\b|Số\s*:?\s*\d)/u;

/**
 * Lines of a page as paragraphs. Where several lines in a row have two pieces, as heads and signatures do, the left column comes before the
 * right; where they have more, as tables do, pieces stand on one line with ` | ` between.
 */
export function pageParagraphs(lines: readonly Line[]): string[] {
  const paragraphs: string[] = [];
  const single = lines.filter(({ pieces }) => pieces.length === 1);
  const margins = {
    left: Math.min(...single.map(({ pieces }) => pieces[0]!.left)),
    right: Math.max(...single.map(({ pieces }) => pieces[0]!.right)),
  };
  for (let n = 0; n < lines.length;) {
    const block = columnBlock(lines, n);
    if (block > 0) {
      paragraphs.push(...columns(lines.slice(n, n + block)));
      n += block;
    } else if (lines[n]!.pieces.length > 1) {
      paragraphs.push(lines[n]!.pieces.map(({ text }) => text).join(BETWEEN));
      n += 1;
    } else {
      const run = runLength(lines, n, margins);
      paragraphs.push(joined(lines.slice(n, n + run).map(({ pieces }) => pieces[0]!.text)));
      n += run;
    }
  }
  return paragraphs;
}

/** Lines that are two columns: the first has two pieces; those after it have two, or one that lies within a column. */
function columnBlock(lines: readonly Line[], from: number): number {
  const first = lines[from]!;
  if (first.pieces.length !== 2) return 0;
  let [leftEnd, rightStart] = [first.pieces[0]!.right, first.pieces[1]!.left];
  let length = 1;
  for (; from + length < lines.length; length += 1) {
    const { pieces } = lines[from + length]!;
    if (pieces.length > 2) return 0;
    const [one, two] = [pieces[0]!, pieces[1]];
    // A piece alone is of the right column when its middle is there: a title stands between both.
    const rightAlone = one.left > leftEnd && (one.left + one.right) / 2 > rightStart;
    const holds = two ? one.right < two.left && one.right < rightStart && two.left > leftEnd : one.right < rightStart || rightAlone;
    if (!holds) break;
    if (two) [leftEnd, rightStart] = [Math.max(leftEnd, one.right), Math.min(rightStart, two.left)];
  }
  return length;
}

/** A block whose lines mostly have both columns is rows of a table; else each column is read down before the next. */
function columns(lines: readonly Line[]): string[] {
  const double = lines.filter(({ pieces }) => pieces.length === 2);
  if (double.length >= MOSTLY * lines.length) return lines.map(({ pieces }) => pieces.map(({ text }) => text).join(BETWEEN));
  const leftEnd = Math.max(...double.map(({ pieces }) => pieces[0]!.right));
  const pieces = lines.flatMap((line) => line.pieces);
  const of = (side: Piece[]) => side.map(({ text }) => text);
  return [...of(pieces.filter(({ left }) => left <= leftEnd)), ...of(pieces.filter(({ left }) => left > leftEnd))];
}

/** How many lines from one on are one paragraph: each full to the right margin, the next at the left one and not beginning anew. */
function runLength(lines: readonly Line[], from: number, margins: { left: number; right: number }): number {
  let length = 1;
  for (; from + length < lines.length; length += 1) {
    const [before, line] = [lines[from + length - 1]!, lines[from + length]!];
    const piece = line.pieces[0]!;
    const full = before.pieces[0]!.right > margins.right - NEAR * before.size;
    const atMargin = piece.left < margins.left + INDENT * line.size;
    const close = line.top - before.top < LEAP * Math.max(line.size, before.size);
    if (line.pieces.length !== 1 || !full || !atMargin || !close || BEGINS.test(piece.text)) break;
  }
  return length;
}

function joined(texts: readonly string[]): string {
  return texts.reduce((all, text) => (all.endsWith('-') && /\d-$/.test(all) ? all + text : `${all} ${text}`));
}
