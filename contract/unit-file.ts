import { isProblem, type Problem, problem } from '../domain/problem.js';
import { listedProblems, UNIT_COLUMNS, type UnitColumn, type UnitRow } from '../domain/unit-rows.js';
import { type FileTree, readFileTree } from './plan-file-tree.js';
import { readCsv, separatorOf } from './unit-file-csv.js';
import { readFileText } from './unit-file-text.js';

/** Rows of one file at most, the header not counted. */
export const MAX_ROWS = 20_000;

/** Columns that a sheet must have; the others may be left out, which leaves their cells empty. */
const NEEDED: readonly UnitColumn[] = ['code', 'name', 'kind', 'parent', 'validFrom'];

/**
 * The rows of a unit file, or everything that is wrong with its form. What the cells say is judged by planUnitImport.
 *
 * CSV: a header of UNIT_COLUMNS in any order, then a row for each dated row of a body. YAML or JSON: a list of maps with the same names,
 * where `tags` and `terms` may be lists (a term `name:from..to`, or a map of `name`, `from`, `to`). The kind of file is told by the ending
 * of `name` (.csv .txt .tsv, .yaml .yml, .json), else by its beginning. A row's `row` is the row of the sheet (header = 1), in YAML and JSON the line.
 *
 * Problems: `UNIT_FILE_EMPTY`, `CSV_ENCODING`, `UNIT_FILE_SYNTAX` (a quote out of place; no list), `COLUMN_MISSING`, `COLUMN_UNKNOWN`, `COLUMN_TWICE`,
 * `CELL_EXTRA`, `SHEET_TOO_LARGE` over 20,000 rows, `FIELD_INVALID`, and of YAML and JSON those of readFileTree.
 */
export function readUnitFile(bytesOrText: Uint8Array | string, name = ''): { rows: UnitRow[] } | { problems: Problem[] } {
  const text = readFileText(bytesOrText);
  if (isProblem(text)) return { problems: [text] };
  if (text.trim() === '') return { problems: [problem('UNIT_FILE_EMPTY')] };
  const format = formatOf(text, name);
  const { rows, problems } = format === 'csv' ? readSheet(text) : readList(text, format);
  return problems.length > 0 ? { problems: listedProblems(problems) } : { rows };
}

interface Read {
  rows: UnitRow[];
  problems: Problem[];
}

function formatOf(text: string, name: string): 'csv' | 'yaml' | 'json' {
  if (/\.(csv|txt|tsv)$/iu.test(name)) return 'csv';
  if (/\.json$/iu.test(name)) return 'json';
  if (/\.ya?ml$/iu.test(name) || /^\s*(#|- |---|units:)/u.test(text)) return 'yaml';
  return /^\s*[[{]/u.test(text) ? 'json' : 'csv';
}

function tooLarge(): Read {
  return { rows: [], problems: [problem('SHEET_TOO_LARGE', { max: MAX_ROWS })] };
}

function readSheet(text: string): Read {
  const separator = separatorOf(text);
  const { records, badQuote } = readCsv(text, separator, MAX_ROWS + 2);
  const [header, ...body] = records;
  if (badQuote !== undefined) return { rows: [], problems: [{ ...problem('UNIT_FILE_SYNTAX', { near: '"' }), line: badQuote }] };
  if (body.length > MAX_ROWS) return tooLarge();
  if (!header) return { rows: [], problems: [problem('UNIT_FILE_EMPTY')] };
  const columns = header.cells.map((cell) => cell.trim());
  const known = columns.map((column) => UNIT_COLUMNS.find((each) => each.toLowerCase() === column.toLowerCase()));
  const problems = headerProblems(columns, known, header.row);
  if (problems.length > 0) return { rows: [], problems };
  const rows = body.map(({ row, cells }): UnitRow => {
    const unitRow: UnitRow = { row };
    cells.forEach((cell, place) => {
      const column = known[place];
      if (column) unitRow[column] = cell;
      else if (cell.trim() !== '')
        problems.push({ ...problem('CELL_EXTRA', { row, cell: place + 1, value: cell.slice(0, 60) }), line: row });
    });
    return unitRow;
  });
  return { rows, problems };
}

/** An empty heading is a column without cells; cells under it are `CELL_EXTRA`. */
function headerProblems(columns: readonly string[], known: readonly (UnitColumn | undefined)[], line: number): Problem[] {
  const missing = NEEDED.filter((column) => !known.includes(column)).map((column) => problem('COLUMN_MISSING', { column }, column));
  const wrong = columns.flatMap((column, place): Problem[] => {
    const name = known[place];
    if (name === undefined) return column === '' ? [] : [unknownColumn(column)];
    return known.indexOf(name) === place ? [] : [problem('COLUMN_TWICE', { column: name }, name)];
  });
  return [...missing, ...wrong].map((found) => ({ ...found, line }));
}

function unknownColumn(column: string): Problem {
  return problem('COLUMN_UNKNOWN', { column: column.slice(0, 60), known: UNIT_COLUMNS.join(', ') }, column.slice(0, 60));
}

function readList(text: string, format: 'yaml' | 'json'): Read {
  const tree = readFileTree(text, format);
  if ('problems' in tree) return { rows: [], problems: tree.problems };
  const [list, base] = Array.isArray(tree.value) ? [tree.value, ''] : [isMap(tree.value) && tree.value.units, 'units.'];
  if (!Array.isArray(list))
    return { rows: [], problems: [{ ...problem('UNIT_FILE_SYNTAX', { near: 'units' }), ...tree.positions.of('') }] };
  if (list.length > MAX_ROWS) return tooLarge();
  const read = list.map((item: unknown, place) => readItem(item, `${base}${place}`, tree));
  return { rows: read.map(({ row }) => row), problems: read.flatMap(({ problems }) => problems) };
}

function readItem(item: unknown, path: string, { positions }: FileTree): { row: UnitRow; problems: Problem[] } {
  const row: UnitRow = { row: positions.of(path).line };
  if (!isMap(item)) return { row, problems: [{ ...problem('FIELD_INVALID', { field: path }, path), ...positions.of(path) }] };
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(item)) {
    const field = `${path}.${key}`;
    const column = UNIT_COLUMNS.find((each) => each === key);
    const cell = typeof value === 'string' ? value : column && listCell(column, value);
    if (column && value === undefined) continue;
    if (!column) problems.push({ ...unknownColumn(key), ...positions.of(field, 'key') });
    else if (cell === undefined) problems.push({ ...problem('FIELD_INVALID', { field: key }, key), ...positions.of(field) });
    else row[column] = cell;
  }
  return { row, problems };
}

/** A list of tags or terms as its cell in a sheet would be; undefined where it is none. */
function listCell(column: UnitColumn, value: unknown): string | undefined {
  if (!Array.isArray(value) || (column !== 'tags' && column !== 'terms')) return undefined;
  const parts = value.map((part: unknown) => (column === 'terms' && isMap(part) ? termCell(part) : part));
  return parts.every((part) => typeof part === 'string' && !part.includes(';')) ? parts.join(';') : undefined;
}

function termCell({ name, from, to = '', ...others }: Record<string, unknown>): string | undefined {
  const known = [name, from, to].every((part) => typeof part === 'string') && Object.keys(others).length === 0;
  return known ? `${String(name)}:${String(from)}..${String(to)}` : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
