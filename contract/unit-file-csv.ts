/** One record of a CSV text: its place (row of the sheet, the first is 1, blank ones counted) and its cells. */
export interface CsvRecord {
  row: number;
  cells: string[];
}

/** Separators a file may use: comma, semicolon (Excel in Vietnamese), tab (Excel's Unicode text). */
const SEPARATORS = [',', ';', '\t'];

/** The separator of a CSV text: the one found most often outside quotes in its first line. */
export function separatorOf(text: string): string {
  const bare = (text.split(/[\r\n]/u, 1)[0] ?? '').replace(/"[^"]*"/gu, '');
  const count = (separator: string): number => bare.split(separator).length;
  return SEPARATORS.toSorted((a, b) => count(b) - count(a))[0]!;
}

/**
 * The records of a CSV text by RFC 4180: cells in quotes may hold separators, line ends and doubled quotes; lines end in LF, CR LF or CR.
 * Records without any text are left out. Reading ends after `max` records, or at a quote out of place, whose row is then in `badQuote`.
 */
export function readCsv(text: string, separator: string, max: number): { records: CsvRecord[]; badQuote?: number } {
  const records: CsvRecord[] = [];
  const plain = new RegExp(`[^${separator}\r\n]*`, 'uy');
  const quoted = /"([^"]*(?:""[^"]*)*)"/uy;
  let at = 0;
  for (let row = 1; at < text.length && records.length < max; row += 1) {
    const cells: string[] = [];
    for (let open = true; open;) {
      const pattern = text[at] === '"' ? quoted : plain;
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) return { records, badQuote: row };
      at += found[0].length;
      cells.push(found[1]?.replaceAll('""', '"') ?? found[0]);
      const end = text[at];
      open = end === separator;
      if (!open && end !== undefined && end !== '\r' && end !== '\n') return { records, badQuote: row };
      at += text.startsWith('\r\n', at) ? 2 : 1;
    }
    if (cells.some((cell) => cell.trim() !== '')) records.push({ row, cells });
  }
  return { records };
}
