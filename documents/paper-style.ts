import { AlignmentType, convertMillimetersToTwip, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx';

/** Measures of the official form (Hướng dẫn 05-HD/VPTW; sizes by 36-HD/VPTW, appendix 3). Letters in half points, lengths in twentieths of a point. */
export const FONT = 'Times New Roman';
const POINT = 20;
export const SIZE = { title: 32, party: 30, body: 28, table: 26, recipients: 24 } as const;
export const mm = convertMillimetersToTwip;

/** Page, in millimetres. */
export const PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15, header: 10 } as const;
/** Columns of head and signature. */
export const LEFT_COLUMN = 78;
export const RIGHT_COLUMN = 87;

/** Body text stands in lines of exactly 18 points, 6 points apart, its first line 10 mm in. */
export const BODY: IParagraphOptions = {
  alignment: AlignmentType.BOTH,
  indent: { firstLine: mm(10) },
  spacing: { after: 6 * POINT, line: 18 * POINT, lineRule: LineRuleType.EXACT },
};
export const CLOSE: IParagraphOptions = { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } };

export interface Letters {
  size?: number;
  bold?: boolean;
  italics?: boolean;
  underline?: boolean;
}

/** Letters of one kind. */
export function run(text: string, { size = SIZE.body, bold, italics, underline }: Letters = {}): TextRun {
  return new TextRun({ text, size, ...(bold && { bold }), ...(italics && { italics }), ...(underline && { underline: {} }) });
}

/** A centred line of head, title or signature. */
export function centred(text: string, letters: Letters = {}, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...CLOSE, alignment: AlignmentType.CENTER, ...more, children: [run(text, letters)] });
}
