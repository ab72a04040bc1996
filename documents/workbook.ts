/** A cell as it was read. `formula`: it holds one, whatever it shows; `error`: `#REF!` and its kin. */
export interface WorkbookCell {
  row: number;
  column: string;
  kind: 'text' | 'number' | 'boolean' | 'error' | 'formula';
  value: string;
}

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  cells: WorkbookCell[];
  /** Ranges of merged cells, as `A1:B2`. */
  merged: string[];
  hiddenRows: number[];
  hiddenColumns: string[];
}

/** What a workbook says: cells that hold something, sheet by sheet. */
export interface Workbook {
  kind: 'xlsx';
  sheets: WorkbookSheet[];
}

/** Letters of a column from its number, 1 the first. */
export function columnName(number: number): string {
  let [rest, name] = [number, ''];
  for (; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Row and column letters of an address. */
export function placeOf(address: string): { row: number; column: string } | undefined {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
  return found ? { column: found[1]!, row: Number(found[2]) } : undefined;
}
