/** A cell of a table: text, a number, or nothing. */
export type SheetCell = string | number | null;

/** A table as data: what a page or another program reads. Keys name columns for programs, titles for people. */
export interface Sheet {
  title: string;
  columns: { key: string; title: string; width?: number }[];
  rows: SheetCell[][];
}

/** What makes a spreadsheet take a text for a formula, full-width signs among it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A table as CSV for people's spreadsheets: UTF-8 with a byte order mark, comma, CR LF. A text that would be a formula begins with `'`. */
export function csvOf({ columns, rows }: Sheet): Buffer {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(csvCell).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

function csvCell(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const inert = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A table as JSON: its title and an object for each row. */
export function jsonOf({ title, columns, rows }: Sheet): Buffer {
  const items = rows.map((cells) => Object.fromEntries(columns.map(({ key }, n) => [key, cells[n] ?? null])));
  return Buffer.from(`${JSON.stringify({ title, items }, null, 2)}\n`, 'utf8');
}
