import ExcelJS from 'exceljs';
import type { Sheet } from './sheet.js';

/** A table as an Excel workbook; a text stays a text, so no cell of it is ever a formula. */
export async function xlsxOf({ title, columns, rows }: Sheet): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName(title), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ key, title: header, width = 20 }) => ({ key, header, width }));
  for (const cells of rows) {
    const row = sheet.addRow(cells);
    row.eachCell((cell) => {
      if (typeof cell.value === 'string') cell.numFmt = '@';
      cell.alignment = { wrapText: true, vertical: 'top' };
    });
  }
  sheet.getRow(1).font = { name: FONT, bold: true };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export const FONT = 'Times New Roman';

/** Excel takes 31 characters, and not these signs. */
export function sheetName(title: string): string {
  return (
    title
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31)
      .trim() || 'Bảng'
  );
}
