import type { Problem } from '../domain/problem.js';

/** A stretch of the plain text: UTF-16 units from its start, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

export type Alignment = 'left' | 'center' | 'right' | 'justify';

/** One paragraph. Its span covers its automatic number, which is part of the text as a reader sees it. */
export interface Paragraph extends Span {
  /** Automatic number as printed (`1.`, `a)`, `-`), standing at the start of the span. */
  label?: string;
  /** Name of its style. */
  style?: string;
  /** Level as a heading, 1 the highest. */
  heading?: number;
  alignment?: Alignment;
  bold?: true;
  italic?: true;
  /** Where it stands, if in a table: which (index in `tables`), row and column from 0. */
  cell?: { table: number; row: number; column: number };
}

/** A cell; columns it spans are counted in `column` of those after it. `continues`: it is the lower part of a cell that began in a row above. */
export interface Cell extends Span {
  column: number;
  columns: number;
  continues?: true;
}

export interface Row extends Span {
  cells: Cell[];
}

/** A table. `layout`: it has at most two columns and cells of several paragraphs, as heads and signatures are set; each cell then has lines of its own. */
export interface Table extends Span {
  layout: boolean;
  rows: Row[];
}

/** A note at the foot of a page: where it hangs in the plain text, and its own text, which is not part of it. */
export interface Footnote {
  number: number;
  at: number;
  text: string;
}

/** Text that was in a font of an old encoding and is converted here. */
export interface Converted extends Span {
  font: string;
  encoding: 'TCVN3' | 'VNI';
}

/** What a file says, as plain text (Unicode NFC, lines end in LF) with its structure in offsets into it. */
export interface Extracted {
  kind: 'docx' | 'pdf';
  plainText: string;
  paragraphs: Paragraph[];
  tables: Table[];
  footnotes: Footnote[];
  /** Pages of a .pdf. */
  pages: Span[];
  converted: Converted[];
  /** What a reader should know: `DRAFT_MARKS`, `TEXT_LEGACY_ENCODING`, `TEXT_HIDDEN`, `PAGES_WITHOUT_TEXT`. */
  warnings: Problem[];
}
