import { ProblemError, problem } from '../domain/problem.js';
import { checkFile } from './file-type.js';
import { readPackage } from './package-check.js';
import { plain } from './plain.js';
import { columnName, placeOf, type Workbook, type WorkbookCell, type WorkbookSheet } from './workbook.js';
import { attribute, type XmlHandler } from './xml.js';

/** Used rows of a sheet, and cells of a workbook, at most. */
const MOST_ROWS = 20_000;
const MOST_CELLS = 400_000;
/** Columns of a sheet that is for people: a hidden stretch to the right edge is no concern. */
const MOST_COLUMNS = 100;

interface RawCell extends WorkbookCell {
  shared: boolean;
}

/**
 * What an `.xlsx` says: only cells that hold something, read as they go by, so a million empty rows cost nothing. Runs in this very process,
 * as `extractDocx`. Throws the problems of `checkFile` and `readPackage`, and `SHEET_TOO_LARGE` (max).
 */
export async function extractXlsx(bytes: Buffer): Promise<Workbook> {
  const wrong = checkFile(bytes, 'ZIP', 'XLSX');
  if (wrong) throw new ProblemError(wrong);
  const named: { name: string; hidden: boolean; relation: string }[] = [];
  const targets = new Map<string, string>();
  const strings: string[] = [];
  const sheets = new Map<string, SheetReader>();
  const count = { cells: 0 };
  await readPackage(bytes, 'XLSX', (part) => {
    if (part === 'xl/workbook.xml')
      return {
        open: (tag) => {
          if (tag.local !== 'sheet') return;
          const relation = Object.values(tag.attributes).find(({ local, prefix }) => local === 'id' && prefix !== '')?.value ?? '';
          named.push({ name: plain(attribute(tag, 'name') ?? ''), hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible', relation });
        },
      };
    if (part === 'xl/_rels/workbook.xml.rels')
      return {
        open: (tag) => {
          const target = attribute(tag, 'Target');
          if (tag.local === 'Relationship' && target !== undefined)
            targets.set(attribute(tag, 'Id') ?? '', target.replace(/^\/?(?:xl\/)?/, 'xl/'));
        },
      };
    if (part === 'xl/sharedStrings.xml') return stringsInto(strings);
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(part)) return undefined;
    const reader = new SheetReader(count);
    sheets.set(part, reader);
    return reader.handler();
  });
  return {
    kind: 'xlsx',
    sheets: named.flatMap(({ name, hidden, relation }): WorkbookSheet[] => {
      const reader = sheets.get(targets.get(relation) ?? '');
      return reader ? [{ name, hidden, ...reader.read(strings) }] : [];
    }),
  };
}

/** Shared strings: the text of each, its runs joined, without how it is to be read aloud. */
function stringsInto(strings: string[]): XmlHandler {
  let [inText, silent] = [false, false];
  return {
    open: ({ local }) => {
      if (local === 'si') strings.push('');
      else if (local === 'rPh') silent = true;
      else if (local === 't') inText = !silent;
    },
    close: ({ local }) => {
      if (local === 'rPh') silent = false;
      else if (local === 't') inText = false;
    },
    text: (text) => {
      if (inText && strings.length > 0) strings[strings.length - 1] += text;
    },
  };
}

class SheetReader {
  readonly #cells: RawCell[] = [];
  readonly #merged: string[] = [];
  readonly #hiddenRows: number[] = [];
  readonly #hiddenColumns: string[] = [];
  readonly #rows = new Set<number>();
  #row = 0;
  #cell: RawCell | undefined;
  #within: 'v' | 't' | undefined;

  constructor(readonly count: { cells: number }) {}

  handler(): XmlHandler {
    return {
      open: (tag) => {
        const { local } = tag;
        if (local === 'row') {
          this.#row = Number(attribute(tag, 'r') ?? this.#row + 1);
          if (attribute(tag, 'hidden') === '1' || attribute(tag, 'hidden') === 'true') this.#hiddenRows.push(this.#row);
        } else if (local === 'col') {
          if (attribute(tag, 'hidden') !== '1' && attribute(tag, 'hidden') !== 'true') return;
          const last = Math.min(Number(attribute(tag, 'max')), MOST_COLUMNS);
          for (let n = Number(attribute(tag, 'min')); n <= last; n += 1) this.#hiddenColumns.push(columnName(n));
        } else if (local === 'c') this.#open(attribute(tag, 'r') ?? '', attribute(tag, 't') ?? 'n');
        else if (local === 'f' && this.#cell) this.#cell.kind = 'formula';
        else if (local === 'v' || local === 't') this.#within = local;
        else if (local === 'mergeCell') this.#merged.push(attribute(tag, 'ref') ?? '');
      },
      text: (text) => {
        if (this.#within && this.#cell) this.#cell.value += text;
      },
      close: ({ local }) => {
        if (local === 'v' || local === 't') this.#within = undefined;
        else if (local === 'c') this.#close();
      },
    };
  }

  #open(address: string, type: string): void {
    const place = placeOf(address);
    if (!place) return;
    const kinds: Record<string, WorkbookCell['kind']> = { n: 'number', b: 'boolean', e: 'error' };
    this.#cell = { ...place, kind: kinds[type] ?? 'text', value: '', shared: type === 's' };
  }

  #close(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (!cell || (cell.value === '' && cell.kind !== 'formula')) return;
    this.#rows.add(cell.row);
    this.count.cells += 1;
    if (this.#rows.size > MOST_ROWS || this.count.cells > MOST_CELLS)
      throw new ProblemError(problem('SHEET_TOO_LARGE', { max: MOST_ROWS }));
    this.#cells.push(cell);
  }

  read(strings: readonly string[]): Omit<WorkbookSheet, 'name' | 'hidden'> {
    const cells = this.#cells.map(({ shared, ...cell }) => ({
      ...cell,
      value: plain(shared ? (strings[Number(cell.value)] ?? '') : cell.value),
    }));
    return { cells, merged: this.#merged, hiddenRows: this.#hiddenRows, hiddenColumns: this.#hiddenColumns };
  }
}
