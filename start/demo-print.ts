/** How the demo writes on a terminal: bold and dim where it is one, plain text into a file. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

export function styleOf(colours: boolean): Style {
  const wrapped = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: wrapped(1), dim: wrapped(2) };
}

export interface Column {
  title: string;
  right?: boolean;
}

/** A table as lines: columns as wide as their widest cell, numbers to the right. */
export function table(columns: Column[], rows: (string | number)[][], { bold }: Style): string[] {
  const cells = rows.map((row) => row.map(String));
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    `  ${row.map((cell, at) => (columns[at]?.right ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))).join('  ')}`.trimEnd();
  return [bold(line(columns.map(({ title }) => title))), ...cells.map(line)];
}

/** A share of a whole as a bar of so many cells. */
export function bar(share: number, cells = 30): string {
  const full = Math.max(0, Math.min(cells, Math.round(share * cells)));
  return '█'.repeat(full) + '░'.repeat(cells - full);
}

/** A list of names, the first few of them and how many more. */
export function fewOf(names: string[], few = 2): string {
  const shown = names.slice(0, few).join(', ');
  return names.length > few ? `${shown} và ${names.length - few} đơn vị khác` : shown;
}

/** A title that fits a line. */
export function short(title: string, most = 46): string {
  return title.length <= most ? title : `${title.slice(0, title.lastIndexOf(' ', most - 1))}…`;
}
