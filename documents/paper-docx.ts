import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Paper, PaperAppendix } from './paper.js';
import { headOf, signatureOf, titleOf } from './paper-head.js';
import { partOf } from './paper-parts.js';
import { centred, CLOSE, FONT, mm, PAGE, SIZE } from './paper-style.js';

/** A paper as a Word file in the official form: A4, Times New Roman 14, page numbers top centre from the second page, appendices on pages of their own. */
export async function writePaper(paper: Paper): Promise<Buffer> {
  const document = new Document({
    creator: paper.issuer,
    title: paper.subject,
    styles: { default: { document: { run: { font: FONT, size: SIZE.body } } } },
    sections: [
      section(
        [...headOf(paper), ...titleOf(paper), ...paper.parts.flatMap((part) => partOf(part, PORTRAIT)), ...signatureOf(paper)],
        false,
      ),
      ...(paper.appendices ?? []).map((appendix, n, all) => section(appendixOf(appendix, n + 1, all.length), appendix.landscape ?? false)),
    ],
  });
  return Packer.toBuffer(document);
}

function section(children: FileChild[], landscape: boolean): ISectionOptions {
  const number = new Header({
    children: [
      new Paragraph({
        ...CLOSE,
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.body })],
      }),
    ],
  });
  const { width, height, top, bottom, left, right, header } = PAGE;
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: mm(width), height: mm(height), orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: mm(top), bottom: mm(bottom), left: mm(landscape ? top : left), right: mm(right), header: mm(header) },
        pageNumbers: { start: 1 },
      },
    },
    headers: { default: number, first: new Header({ children: [] }) },
    children,
  };
}

const PORTRAIT = 165;
const LANDSCAPE = 262;

function appendixOf({ title, tie, parts, landscape }: PaperAppendix, number: number, count: number): FileChild[] {
  return [
    centred(count > 1 ? `Phụ lục ${number}` : 'Phụ lục', { bold: true }),
    centred(title, { bold: true }),
    centred(tie, { italics: true }, { spacing: { after: 160 } }),
    ...parts.flatMap((part) => partOf(part, landscape ? LANDSCAPE : PORTRAIT)),
  ];
}
