import { ProblemError, problem } from '../domain/problem.js';
import { type Block, paragraphsOf, type ReadParagraph, type TableBlock } from './block.js';
import type { Alignment, Cell, Converted, Paragraph, Row, Table } from './extracted.js';
import { LIMITS } from './limits.js';

/** Blocks laid out as one text. `notes` are the places where notes hang. */
export interface Laid {
  plainText: string;
  paragraphs: Paragraph[];
  tables: Table[];
  notes: { at: number; id: string }[];
  converted: Converted[];
}

const BETWEEN_CELLS = ' | ';
const LAYOUT_COLUMNS = 2;

/**
 * Lays blocks out as plain text: a paragraph to a line; of a table a row to a line with ` | ` between its cells, or, where it only sets a page
 * (`layout`), a cell to its own lines. `FILE_TOO_LONG` (max).
 */
export function layOut(blocks: readonly Block<ReadParagraph>[]): Laid {
  const writer = new Writer();
  for (const block of blocks) writer.block(block);
  return writer.laid();
}

class Writer {
  #text = '';
  readonly #laid: Omit<Laid, 'plainText'> = { paragraphs: [], tables: [], notes: [], converted: [] };

  laid(): Laid {
    return { plainText: this.#text, ...this.#laid };
  }

  block(block: Block<ReadParagraph>): void {
    this.#newLine();
    if (block.kind === 'table') this.#table(block);
    else this.#paragraph(block, (text) => text);
  }

  #newLine(): void {
    if (this.#text.length > LIMITS.text) throw new ProblemError(problem('FILE_TOO_LONG', { max: LIMITS.text }));
    if (this.#laid.paragraphs.length > 0) this.#text += '\n';
  }

  #table(block: TableBlock<ReadParagraph>): void {
    const index = this.#laid.tables.length;
    const table: Table = { start: this.#text.length, end: 0, layout: isLayout(block), rows: [] };
    this.#laid.tables.push(table);
    for (const [n, { cells, before }] of block.rows.entries()) {
      if (n > 0) this.#text += '\n';
      const row: Row = { start: this.#text.length, end: 0, cells: [] };
      let column = before;
      let filled = 0;
      for (const [m, cell] of cells.entries()) {
        // Where a table only sets a page, an empty cell is a gap of the page, not a line.
        const silent = table.layout && [...paragraphsOf(cell.blocks)].every(isEmpty);
        if (table.layout ? !silent && filled > 0 : m > 0) this.#text += table.layout ? '\n' : BETWEEN_CELLS;
        if (!silent) filled += 1;
        const placed: Cell = {
          start: this.#text.length,
          end: 0,
          column,
          columns: cell.columns,
          ...(cell.continues && { continues: true }),
        };
        if (!silent) this.#cell(cell.blocks, table.layout, { table: index, row: n, column });
        placed.end = this.#text.length;
        row.cells.push(placed);
        column += cell.columns;
      }
      row.end = this.#text.length;
      table.rows.push(row);
    }
    table.end = this.#text.length;
  }

  /** In a row of one line, paragraphs of a cell stand one after the other, and a table within it becomes its paragraphs. */
  #cell(blocks: readonly Block<ReadParagraph>[], layout: boolean, cell: NonNullable<Paragraph['cell']>): void {
    if (layout) {
      for (const [n, block] of blocks.entries()) {
        if (n > 0) this.#text += '\n';
        if (block.kind === 'table') this.#table(block);
        else this.#paragraph(block, (text) => text, cell);
      }
      return;
    }
    let first = true;
    for (const paragraph of paragraphsOf(blocks)) {
      if (isEmpty(paragraph) && !(first && blocks.length === 1)) continue;
      if (!first) this.#text += ' ';
      first = false;
      this.#paragraph(paragraph, (text) => text.replace(/[\n\t]/g, ' '), cell);
    }
  }

  #paragraph(paragraph: ReadParagraph, line: (text: string) => string, cell?: Paragraph['cell']): void {
    const { label, style, heading, alignment, bold, italic, notes, converted } = paragraph;
    const start = this.#text.length;
    const before = start + (label?.length ?? 0);
    this.#text += (label ?? '') + line(paragraph.text);
    for (const { at, id } of notes) this.#laid.notes.push({ at: before + at, id });
    for (const one of converted) this.#laid.converted.push({ ...one, start: before + one.start, end: before + one.end });
    this.#laid.paragraphs.push({
      start,
      end: this.#text.length,
      ...(label !== undefined && { label: label.trimEnd() }),
      ...(style !== undefined && { style }),
      ...(heading !== undefined && { heading }),
      ...(alignment !== undefined && { alignment: ALIGNMENTS[alignment] ?? 'left' }),
      ...(bold && { bold: true }),
      ...(italic && { italic: true }),
      ...(cell && { cell }),
    });
  }
}

const ALIGNMENTS: Record<string, Alignment> = { center: 'center', right: 'right', end: 'right', both: 'justify', distribute: 'justify' };

const isEmpty = ({ text }: ReadParagraph): boolean => text.trim() === '';

/**
 * Heads and signatures stand in tables of two columns, perhaps with an empty one between, several lines to a cell; lists of tasks do not.
 */
function isLayout({ rows }: TableBlock<ReadParagraph>): boolean {
  const filled = rows.map(({ cells }) => cells.map(({ blocks }) => [...paragraphsOf(blocks)].filter((one) => !isEmpty(one)).length));
  const most = Math.max(0, ...filled.map((cells) => cells.filter((count) => count > 0).length));
  return most <= LAYOUT_COLUMNS && (rows.length === 1 || filled.some((cells) => cells.some((count) => count > 1)));
}
