import ExcelJS from 'exceljs';
import type { FigureField } from '../domain/plan.js';
import { figureIn, textIn } from '../domain/report.js';
import { COLUMN, FIRST_ROW, type FilledForm, HEAD_ROW, LATE_REASON, MARK_CELL, templateMark, TITLES } from './report-form.js';
import { FONT, sheetName } from './sheet-xlsx.js';

/** A cell that is wrong, and the sentence that says why. */
export interface CellFault {
  cell: string;
  sentence: string;
}

const OPEN: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8DC' } };
const WRONG: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } };
const LINE: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  bottom: { style: 'thin' },
  left: { style: 'thin' },
  right: { style: 'thin' },
};
/** Longest text of a narrative that Excel holds in a cell. */
const WIDTHS = { A: 18, B: 48, C: 14, D: 14, E: 40, F: 34 };

/**
 * A report as a form to fill in without a connection: all cells are locked but those of the period, figures take numbers within their bounds
 * alone, and its mark tells which form it is. `values` overwrite what stands in cells, and `faults` mark them: so a file comes back to
 * whoever filled it in.
 */
export async function writeReportForm(
  filled: FilledForm,
  values: Record<string, string | number> = {},
  faults: readonly CellFault[] = [],
): Promise<Buffer> {
  const { title, unitName, periodName, of, form, body, previous } = filled;
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName(title), { views: [{ state: 'frozen', ySplit: HEAD_ROW }] });
  for (const [letter, width] of Object.entries(WIDTHS)) sheet.getColumn(letter).width = width;
  const text = (address: string, value: string, bold = false) => {
    const cell = sheet.getCell(address);
    Object.assign(cell, { value, numFmt: '@', font: { name: FONT, bold }, alignment: { wrapText: true, vertical: 'top' } });
    return cell;
  };
  text('A1', title, true).alignment = { wrapText: false };
  text('A2', 'Đơn vị');
  text('B2', unitName);
  text('A3', 'Kỳ báo cáo');
  text('B3', periodName);
  text('A4', 'Mã mẫu');
  text(MARK_CELL, templateMark(of, form)).alignment = { wrapText: false };
  for (const [letter, header] of Object.entries(TITLES)) text(`${letter}${HEAD_ROW}`, header, true).border = LINE;
  let row = FIRST_ROW;
  const line = (id: string, label: string, unit: string, rule: string) => {
    text(`${COLUMN.id}${row}`, id);
    text(`${COLUMN.label}${row}`, label);
    text(`${COLUMN.unit}${row}`, unit);
    text(`${COLUMN.rule}${row}`, rule);
    for (const letter of Object.values(COLUMN)) sheet.getCell(`${letter}${row}`).border = LINE;
    const cell = sheet.getCell(`${COLUMN.value}${row}`);
    Object.assign(cell, {
      protection: { locked: false },
      fill: OPEN,
      font: { name: FONT },
      alignment: { wrapText: true, vertical: 'top' },
    });
    return cell;
  };
  for (const field of form.figures) {
    const cell = line(field.id, field.label, field.unit, ruleOf(field));
    cell.value = body ? figureIn(body, field.id) : null;
    cell.dataValidation = validationOf(field);
    sheet.getCell(`${COLUMN.previous}${row}`).value = previous ? figureIn(previous, field.id) : null;
    row += 1;
  }
  for (const { id, label, required } of form.narrative) {
    const cell = line(id, label, '', required ? 'Bắt buộc' : '');
    Object.assign(cell, { value: body ? textIn(body, id) : '', numFmt: '@' });
    sheet.getRow(row).height = 60;
    row += 1;
  }
  Object.assign(line(LATE_REASON, 'Lý do gửi sau hạn (nếu có)', '', ''), { value: body?.lateReason ?? '', numFmt: '@' });
  for (const [address, value] of Object.entries(values)) sheet.getCell(address).value = value;
  for (const { cell, sentence } of faults) Object.assign(sheet.getCell(cell), { fill: WRONG, note: sentence });
  // No password: it keeps hands off what is not to be filled in, and nothing from anybody.
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function ruleOf({ required, min, max, integer, ratio }: FigureField): string {
  return [
    required ? 'Bắt buộc' : '',
    integer ? 'số nguyên' : '',
    min === undefined ? '' : `≥ ${min}`,
    max === undefined ? '' : `≤ ${max}`,
    ratio ? `= ${ratio.numerator} / ${ratio.denominator} × ${ratio.factor}, có thể để trống` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

const MOST = 1e15;

function validationOf({ integer, min = -MOST, max = MOST }: FigureField): ExcelJS.DataValidation {
  return {
    type: integer ? 'whole' : 'decimal',
    operator: 'between',
    formulae: [min, max],
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: 'Số liệu',
    error: integer ? 'Nhập một số nguyên trong giới hạn ghi ở cột Quy định.' : 'Nhập một số trong giới hạn ghi ở cột Quy định.',
  };
}
