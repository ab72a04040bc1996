import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readPlanFile } from '../../contract/plan-file.js';
import type { FilledForm } from '../../documents/report-form.js';
import { readReportForm } from '../../documents/report-form-read.js';
import { writeReportForm } from '../../documents/report-form-xlsx.js';
import { xlsxOf } from '../../documents/sheet-xlsx.js';
import { extractXlsx } from '../../documents/xlsx.js';
import { ProblemError } from '../../domain/problem.js';

const read77 = readPlanFile(readFileSync('examples/plan-77-kh-tu.yaml', 'utf8'));
if (!('plan' in read77)) throw new Error('plan 77');
const rule = read77.plan.reports[0]!;
const filled: FilledForm = {
  title: rule.title,
  unitName: 'Huyện ủy Kim Bôi',
  periodName: 'tháng 3/2022',
  of: { plan: 'plan00000001', unit: 'HU-KIMBOI', item: rule.id, period: '2022-M03' },
  form: rule.form,
};
const body = {
  figures: { 'ket-nap': 9, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2, 'ty-le-dung-han': 100 },
  narrative: { 'vuong-mac': 'Thiếu nguồn.' },
};

/** A form with something changed by hand, as it comes back. */
async function changed(change: (sheet: ExcelJS.Worksheet) => void, from: FilledForm = { ...filled, body }) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await writeReportForm(from)) as unknown as ArrayBuffer);
  change(workbook.worksheets[0]!);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
const readBack = async (bytes: Buffer) => readReportForm(await extractXlsx(bytes), filled.of, filled.form);
const faults = async (change: (sheet: ExcelJS.Worksheet) => void) =>
  (await readBack(await changed(change))).problems.map(({ code, path }) => `${path} ${code}`);

describe('a report as a form', () => {
  it('comes back as it was filled in', async () => {
    const { body: back, problems } = await readBack(await writeReportForm({ ...filled, body: { ...body, lateReason: 'Chờ xã' } }));
    expect(problems).toEqual([]);
    expect(back).toEqual({ ...body, lateReason: 'Chờ xã' });
  });

  it('comes back as it was filled in, whatever that is', async () => {
    const figure = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
    const text = fc.stringMatching(/^[=+@a-zđĐ0-9&<"'][a-zA-Z0-9 ừ&<"'{}]{0,20}[a-z]$/);
    await fc.assert(
      fc.asyncProperty(figure, figure, text, async (ketNap, nguon, note) => {
        const given = { figures: { ...body.figures, 'ket-nap': ketNap, nguon }, narrative: { 'vuong-mac': note } };
        const { body: back } = await readBack(await writeReportForm({ ...filled, body: given }));
        expect(back).toEqual({ ...given, narrative: { 'vuong-mac': note.trim() } });
      }),
      { numRuns: 15 },
    );
  });

  it('is locked but for what is to be filled in, and takes figures within their bounds', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeReportForm(filled)) as unknown as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    expect((sheet as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection.sheet).toBe(true);
    expect([
      sheet.getCell('E7').protection?.locked,
      sheet.getCell('B7').protection?.locked ?? true,
      sheet.getCell('B4').protection?.locked ?? true,
    ]).toEqual([false, true, true]);
    expect(sheet.getCell('E7').dataValidation).toMatchObject({ type: 'whole', operator: 'between', formulae: [0, 500] });
  });

  test.each<[string, (sheet: ExcelJS.Worksheet) => void, string[]]>([
    [
      'a formula where a number is expected',
      (sheet) => (sheet.getCell('E7').value = { formula: '1+1', result: 2 } as never),
      ['E7 CELL_FORMULA'],
    ],
    ['an error', (sheet) => (sheet.getCell('E7').value = { error: '#REF!' } as never), ['E7 CELL_ERROR']],
    ['words for a number', (sheet) => (sheet.getCell('E7').value = 'khoảng 25'), ['E7 CELL_NUMBER']],
    ['a number with a mark that may be of thousands', (sheet) => (sheet.getCell('E7').value = '1.600'), ['E7 CELL_NUMBER']],
    ['a number out of bounds', (sheet) => (sheet.getCell('E7').value = 501), ['E7 FIGURE_RANGE']],
    ['nothing where a number is required', (sheet) => (sheet.getCell('E8').value = null), ['E8 FIGURE_REQUIRED']],
    ['merged cells', (sheet) => sheet.mergeCells('E7:F7'), ['E7 CELL_MERGED']],
    ['a hidden row', (sheet) => (sheet.getRow(8).hidden = true), ['E8 ROW_HIDDEN']],
    [
      'a column that is gone',
      (sheet) => sheet.spliceColumns(3, 1),
      ['C6 COLUMN_MISSING', 'D6 COLUMN_MISSING', 'E6 COLUMN_MISSING', 'F6 COLUMN_MISSING'],
    ],
    ['a form of another version', (sheet) => (sheet.getCell('B4').value = 'dondoc-report/0'), ['B4 TEMPLATE_VERSION']],
  ])('with %s is told by cell', async (_, change, expected) => {
    expect(await faults(change)).toEqual(expected);
  });

  it('with many faults has them all told at once', async () => {
    expect(
      await faults((sheet) => {
        sheet.getCell('E7').value = 'x';
        sheet.getCell('E8').value = -1;
        sheet.getCell('E9').value = null;
      }),
    ).toEqual(['E7 CELL_NUMBER', 'E8 FIGURE_RANGE', 'E9 FIGURE_REQUIRED']);
  });

  it('goes back with its wrong cells marked', async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await writeReportForm(filled, { E7: 'khoảng 25' }, [{ cell: 'E7', sentence: 'Ô E7 phải là một số.' }]);
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const cell = workbook.worksheets[0]!.getCell('E7');
    expect([cell.value, JSON.stringify(cell.note)]).toEqual(['khoảng 25', expect.stringContaining('Ô E7 phải là một số.')]);
  });
});

describe('a workbook', () => {
  it('is read to its last used row, however many empty ones are formatted', async () => {
    const bytes = await changed(
      (sheet) => (sheet.getCell('A900000').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF0000' } }),
    );
    expect((await readBack(bytes)).problems).toEqual([]);
  });

  it('of more than 20,000 used rows is refused', async () => {
    const bytes = await xlsxOf({ title: 'x', columns: [{ key: 'a', title: 'a' }], rows: Array.from({ length: 20_001 }, (_, n) => [n]) });
    await expect(extractXlsx(bytes)).rejects.toMatchObject({ problem: { code: 'SHEET_TOO_LARGE' } });
  });

  it('that is none is refused by name', async () => {
    await expect(extractXlsx(Buffer.from('a,b'))).rejects.toBeInstanceOf(ProblemError);
    await expect(extractXlsx(Buffer.alloc(0))).rejects.toMatchObject({ problem: { code: 'FILE_EMPTY' } });
  });

  test.each(["=cmd|'/c calc'!A1", '+1', '@SUM(A1)', '＝1', '=HYPERLINK("http://x")'])(
    'written with the text %j has no formula in it',
    async (text) => {
      const { sheets } = await extractXlsx(await xlsxOf({ title: text, columns: [{ key: 'a', title: text }], rows: [[text], [-1]] }));
      expect(sheets[0]!.cells.map(({ kind, value }) => [kind, value])).toEqual([
        ['text', text],
        ['text', text],
        ['number', '-1'],
      ]);
    },
  );
});
