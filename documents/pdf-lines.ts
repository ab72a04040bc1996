import { plain } from './plain.js';

/** A stretch of letters on a page as pdf.js tells it: its matrix holds where it stands, from the lower left, in points. */
export interface Letters {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

/** Letters of one line that belong together; a wide gap divides a line into several. Points from the left and from the top. */
export interface Piece {
  text: string;
  left: number;
  right: number;
}

export interface Line {
  pieces: Piece[];
  top: number;
  size: number;
}

/** A gap of so many letter heights divides a line; one of so many divides words. */
const WIDE_GAP = 1.6;
const WORD_GAP = 0.15;
const SAME_LINE = 0.45;
/** Page numbers stand in this share of the height, at either edge. */
const EDGE = 0.08;

/** The lines of a page from top to bottom, each from left to right, without page numbers and letters set aslant. */
export function pageLines(letters: readonly Letters[], page: { width: number; height: number }): Line[] {
  const placed = letters
    .filter(({ str, transform }) => str.trim() !== '' && Math.abs(transform[1]!) < 0.01)
    .map(({ str, transform, width, height }) => {
      const size = height || Math.abs(transform[3]!);
      return { text: plain(str), left: transform[4]!, right: transform[4]! + width, top: page.height - transform[5]!, size };
    })
    .toSorted((a, b) => a.top - b.top || a.left - b.left);
  const rows: (typeof placed)[] = [];
  for (const one of placed) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.top - one.top) < SAME_LINE * Math.max(one.size, row[0]!.size)) row.push(one);
    else rows.push([one]);
  }
  return rows.map(lineOf).filter((line) => !isPageNumber(line, page));
}

function lineOf(row: { text: string; left: number; right: number; top: number; size: number }[]): Line {
  const pieces: Piece[] = [];
  const size = Math.max(...row.map((one) => one.size));
  for (const { text, left, right } of row.toSorted((a, b) => a.left - b.left)) {
    const last = pieces.at(-1);
    const gap = last ? left - last.right : 0;
    if (!last || gap > WIDE_GAP * size) pieces.push({ text, left, right });
    else {
      last.text += (gap > WORD_GAP * size && !/\s$/.test(last.text) ? ' ' : '') + text;
      last.right = Math.max(last.right, right);
    }
  }
  for (const piece of pieces) piece.text = piece.text.replace(/\s+/g, ' ').trim().normalize('NFC');
  return { pieces: pieces.filter(({ text }) => text !== ''), top: row[0]!.top, size };
}

function isPageNumber({ pieces, top }: Line, { height }: { height: number }): boolean {
  const atEdge = top < height * EDGE || top > height * (1 - EDGE);
  return pieces.length === 0 || (atEdge && pieces.length === 1 && /^[-–\s]*\d{1,4}[-–\s]*$/.test(pieces[0]!.text));
}
