import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { dayOfMonth, monthOf, yearOf } from '../domain/day.js';
import type { Paper } from './paper.js';
import { centred, CLOSE, LEFT_COLUMN, mm, RIGHT_COLUMN, run, SIZE } from './paper-style.js';

const PARTY = 'ĐẢNG CỘNG SẢN VIỆT NAM';

/** Head: left the bodies and the number, right the Party's name over its rule, place and date. */
export function headOf(paper: Paper): FileChild[] {
  const { superior, issuer, symbol, type, subject } = paper;
  const left = [
    ...(superior === undefined ? [] : [centred(superior.toUpperCase())]),
    centred(issuer.toUpperCase(), { bold: true }),
    centred('*'),
    centred(`Số ${symbol}`),
    ...(type === undefined ? [centred(`về việc ${subject}`, { size: SIZE.recipients, italics: true })] : []),
  ];
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 8, space: 1, color: '000000' } };
  const right = [
    centred(PARTY, { size: SIZE.party, bold: true }, { border: rule, indent: { left: mm(4), right: mm(4) } }),
    centred(placeAndDate(paper), { italics: true }, { spacing: { before: 80 } }),
  ];
  return [twoColumns(left, right), new Paragraph({ ...CLOSE, children: [] })];
}

/** Type and subject over five hyphens; a letter has its addressees instead. */
export function titleOf({ type, subject, addressees }: Paper): FileChild[] {
  const title =
    type === undefined
      ? []
      : [
          centred(type.toUpperCase(), { size: SIZE.title, bold: true }),
          centred(subject, { bold: true }),
          centred('-----', {}, { spacing: { after: 160 } }),
        ];
  return [...title, ...addressedTo(addressees ?? [])];
}

function addressedTo(addressees: readonly string[]): FileChild[] {
  const [only] = addressees;
  if (only === undefined) return [];
  const after = { spacing: { after: 160 } };
  if (addressees.length === 1)
    return [
      new Paragraph({ ...CLOSE, ...after, alignment: AlignmentType.CENTER, children: [run('Kính gửi: ', { italics: true }), run(only)] }),
    ];
  return [
    new Paragraph({ ...CLOSE, indent: { left: mm(35) }, children: [run('Kính gửi:', { italics: true })] }),
    ...addressees.map(
      (one, n) =>
        new Paragraph({
          ...CLOSE,
          ...(n === addressees.length - 1 && after),
          indent: { left: mm(55) },
          children: [run(`- ${one}${n === addressees.length - 1 ? '.' : ';'}`)],
        }),
    ),
  ];
}

const SIGNING_LINES = 4;

/** Foot: left Nơi nhận, right authority, position, room for the pen, name. */
export function signatureOf({ recipients, signature, type }: Paper): FileChild[] {
  const lines = type === undefined ? ['Như trên', ...recipients] : recipients;
  const left = [
    new Paragraph({ ...CLOSE, children: [run('Nơi nhận:', { underline: true })] }),
    ...lines.map(
      (line, n) =>
        new Paragraph({ ...CLOSE, children: [run(`- ${line}${n === lines.length - 1 ? '.' : ';'}`, { size: SIZE.recipients })] }),
    ),
  ];
  const right = [
    ...(signature.authority === undefined ? [] : [centred(signature.authority.toUpperCase(), { bold: true })]),
    centred(signature.position.toUpperCase(), signature.authority === undefined ? { bold: true } : {}),
    ...Array.from({ length: SIGNING_LINES }, () => centred('')),
    centred(signature.name ?? '', { bold: true }),
  ];
  return [new Paragraph({ ...CLOSE, children: [] }), twoColumns(left, right)];
}

/** `Hòa Bình, ngày 03 tháng 02 năm 2026`: 0 before days below 10 and months 1 and 2. */
function placeAndDate({ place = '…………', date, month }: Paper): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const monthWord = (n: number) => (n <= 2 ? two(n) : String(n));
  if (date !== undefined) return `${place}, ngày ${two(dayOfMonth(date))} tháng ${monthWord(monthOf(date))} năm ${yearOf(date)}`;
  if (month === undefined) return `${place}, ngày      tháng      năm         `;
  const [year = '', number = ''] = month.split('-');
  return `${place}, ngày      tháng ${monthWord(Number(number))} năm ${year}`;
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const BARE = { top: NONE, bottom: NONE, left: NONE, right: NONE };

function twoColumns(left: Paragraph[], right: Paragraph[]): Table {
  const cell = (children: Paragraph[], width: number) => {
    const options: ITableCellOptions = {
      children,
      borders: BARE,
      width: { size: mm(width), type: WidthType.DXA },
      margins: { left: 0, right: 0 },
    };
    return new TableCell(options);
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(LEFT_COLUMN + RIGHT_COLUMN), type: WidthType.DXA },
    columnWidths: [mm(LEFT_COLUMN), mm(RIGHT_COLUMN)],
    borders: { ...BARE, insideHorizontal: NONE, insideVertical: NONE },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, LEFT_COLUMN), cell(right, RIGHT_COLUMN)] })],
  });
}
