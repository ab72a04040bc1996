import { AlignmentType, type FileChild, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import type { PaperPart, PaperTable } from './paper.js';
import { BODY, centred, CLOSE, mm, run, SIZE } from './paper-style.js';

/** A part of the body in its form; `width` of the page between its margins, in millimetres. */
export function partOf(part: PaperPart, width: number): FileChild[] {
  switch (part.kind) {
    case 'heading':
      // `I-` and `1.` stand in bold; deeper clauses in plain letters, or a page would be nothing but bold.
      return [new Paragraph({ ...BODY, keepNext: true, children: [run(part.text, { bold: part.level < 3 })] })];
    case 'text':
      return linesOf(part.text).map((line) => new Paragraph({ ...BODY, children: [run(line, { italics: part.italic ?? false })] }));
    case 'dash':
      return linesOf(part.text).map((line, n) => new Paragraph({ ...BODY, children: [run(n === 0 ? `- ${line}` : line)] }));
    case 'table': {
      const caption =
        part.caption === undefined
          ? []
          : [centred(part.caption, { italics: true }, { keepNext: true, spacing: { before: 80, after: 80 } })];
      return [...caption, tableOf(part.table, width), new Paragraph({ ...CLOSE, children: [] })];
    }
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const CELL_MARGINS = { left: mm(1.5), right: mm(1.5), top: 30, bottom: 30 };

function tableOf({ columns, rows }: PaperTable, width: number): Table {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => mm((width * share) / total));
  const cell = (text: string, n: number, bold: boolean, align: 'left' | 'center' | 'right') =>
    new TableCell({
      width: { size: widths[n]!, type: WidthType.DXA },
      margins: CELL_MARGINS,
      verticalAlign: VerticalAlign.CENTER,
      children: text
        .split('\n')
        .map((line) => new Paragraph({ ...CLOSE, alignment: ALIGN[align], children: [run(line, { size: SIZE.table, bold })] })),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(width), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, n) => cell(title, n, true, 'center')) }),
      ...rows.map(
        ({ cells, bold }) =>
          new TableRow({
            cantSplit: true,
            children: columns.map(({ align }, n) => cell(cells[n] ?? '', n, bold ?? false, align ?? 'left')),
          }),
      ),
    ],
  });
}
