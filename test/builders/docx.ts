import { type ZipPart, zipOf } from './zip.js';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Parts of a Word file with this body (elements of `w:body`), and others by name, instead of or beside its own. */
export function docxParts(body: string, others: Record<string, string> = {}): ZipPart[] {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/></Types>`,
    '_rels/.rels': relations(
      '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>',
    ),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`,
    ...others,
  };
  return Object.entries(parts).map(([name, content]) => ({ name, content }));
}

/** A Word file with this body. */
export function docxOf(body: string, others: Record<string, string> = {}): Buffer {
  return zipOf(docxParts(body, others));
}

/** A part of relations. */
export function relations(inner: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
}

/** Another part of a Word file: `numbering`, `styles`, `footnotes`, with what it contains. */
export function wordPart(root: string, inner: string): string {
  return `<w:${root} xmlns:w="${W}">${inner}</w:${root}>`;
}

/** A paragraph, with elements of its properties. */
export function p(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text)}</w:p>`;
}

/** A run, with elements of its properties. */
export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A table of rows of cells, each cell its elements. */
export function tbl(...rows: string[][]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
}
