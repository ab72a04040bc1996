import { type Problem, problem } from '../domain/problem.js';
import { checkReportBody, type ReportBody, type ReportForm } from '../domain/report.js';
import { COLUMN, type FormOf, HEAD_ROW, LATE_REASON, MARK_CELL, templateMark, TITLES } from './report-form.js';
import { placeOf, type Workbook, type WorkbookCell, type WorkbookSheet } from './workbook.js';

/** A form as it came back: what it says, all that is wrong with it by cell (`path`), and what stands in its cells. */
export interface ReadForm {
  body: ReportBody;
  problems: Problem[];
  values: Record<string, string | number>;
}

/**
 * Reads a filled-in form. Every problem at once, each with the address of its cell: `TEMPLATE_VERSION` (expected, found) where it is another
 * form, `COLUMN_MISSING` (column), `ROW_MISSING` (field, label), `ROW_HIDDEN` (row), `CELL_MERGED`, `CELL_FORMULA`, `CELL_ERROR` (cell,
 * value), `CELL_NUMBER` (cell, value), and what domain/report finds.
 */
export function readReportForm(workbook: Workbook, of: FormOf, form: ReportForm): ReadForm {
  const sheet = workbook.sheets.find(({ hidden }) => !hidden);
  const body: ReportBody = { figures: {}, narrative: {} };
  const cells = new Map((sheet?.cells ?? []).map((cell) => [`${cell.column}${cell.row}`, cell]));
  const expected = templateMark(of, form);
  const found = cells.get(MARK_CELL)?.value.trim() ?? '';
  if (!sheet || found !== expected)
    return { body, values: {}, problems: [problem('TEMPLATE_VERSION', { expected, found: found.slice(0, 120) || '–' }, MARK_CELL)] };
  const missing = Object.entries(TITLES).filter(([letter, title]) => cells.get(`${letter}${HEAD_ROW}`)?.value.trim() !== title);
  if (missing.length > 0)
    return {
      body,
      values: {},
      problems: missing.map(([column, title]) => problem('COLUMN_MISSING', { column: `${column}: ${title}` }, `${column}${HEAD_ROW}`)),
    };
  const rows = new Map(
    sheet.cells.filter(({ column, row }) => column === COLUMN.id && row > HEAD_ROW).map(({ row, value }) => [value.trim(), row]),
  );
  const problems: Problem[] = [];
  const values: ReadForm['values'] = {};
  const at = (id: string, label: string): { cell: string; held: WorkbookCell | undefined } | undefined => {
    const row = rows.get(id);
    if (row === undefined) {
      problems.push(problem('ROW_MISSING', { field: id, label }));
      return undefined;
    }
    const cell = `${COLUMN.value}${row}`;
    const held = cells.get(cell);
    if (held && held.kind !== 'formula') values[cell] = held.kind === 'number' ? Number(held.value) : held.value;
    problems.push(...placeFaults(sheet, row, cell));
    if (held?.kind === 'formula') problems.push(problem('CELL_FORMULA', { cell }, cell));
    else if (held?.kind === 'error') problems.push(problem('CELL_ERROR', { cell, value: held.value }, cell));
    else return { cell, held };
    return undefined;
  };
  const unread = new Set<string>();
  for (const { id, label } of form.figures) {
    const place = at(id, label);
    const value = place ? numberOf(place.held) : undefined;
    if (place && value === undefined)
      problems.push(problem('CELL_NUMBER', { cell: place.cell, value: place.held!.value.slice(0, 60) }, place.cell));
    if (value === undefined) unread.add(`figures.${id}`);
    body.figures[id] = value ?? null;
  }
  for (const { id, label } of form.narrative) {
    const place = at(id, label);
    if (!place) unread.add(`narrative.${id}`);
    body.narrative[id] = place?.held?.value.trim() ?? '';
  }
  const reason = at(LATE_REASON, LATE_REASON)?.held?.value.trim();
  if (reason) body.lateReason = reason;
  const cellOf = (path: string) => `${COLUMN.value}${rows.get(path.split('.').at(-1)!) ?? HEAD_ROW}`;
  // What could not be read is told as that, not as missing besides.
  const judged = checkReportBody(form, body, { nil: false }).filter(({ path = '' }) => !unread.has(path));
  return { body, values, problems: [...problems, ...judged.map((one) => ({ ...one, path: cellOf(one.path ?? '') }))] };
}

function placeFaults(sheet: WorkbookSheet, row: number, cell: string): Problem[] {
  const hidden = sheet.hiddenRows.includes(row) || sheet.hiddenColumns.includes(COLUMN.value);
  return [
    ...(hidden ? [problem('ROW_HIDDEN', { row }, cell)] : []),
    ...(sheet.merged.some((range) => covers(range, row)) ? [problem('CELL_MERGED', { cell }, cell)] : []),
  ];
}

function covers(range: string, row: number): boolean {
  const [from, to] = range.split(':').map((address) => placeOf(address));
  if (!from || !to) return false;
  const inColumns = from.column.padStart(3) <= COLUMN.value.padStart(3) && COLUMN.value.padStart(3) <= to.column.padStart(3);
  return inColumns && from.row <= row && row <= to.row;
}

/** A figure; null where the cell is empty; undefined for what is no number. A text of digits is one, with a decimal comma that can't be a thousands mark. */
function numberOf(cell: WorkbookCell | undefined): number | null | undefined {
  if (!cell) return null;
  const text = cell.value.trim();
  if (text === '') return null;
  if (cell.kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  return cell.kind === 'text' && /^-?\d{1,15}(?:,\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
