import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { type Block, mapBlocks, paragraphsOf, type ReadParagraph } from './block.js';
import { classifiedMark } from './classified.js';
import { BlockReader, type Marks } from './docx-blocks.js';
import { Numbering } from './docx-numbering.js';
import type { DocxParagraph } from './docx-paragraph.js';
import { ReadParagraphs } from './docx-read.js';
import { Styles } from './docx-styles.js';
import type { Extracted, Footnote } from './extracted.js';
import { checkFile } from './file-type.js';
import { layOut } from './layout.js';
import { missing, readPackage } from './package-check.js';

/**
 * What a `.docx` says. Runs in this very process: bytes from outside go through `createReader`, which runs it in one of its own.
 *
 * Throws the problems of `checkFile` and `readPackage`, and `CLASSIFIED_REFUSED` (mark), `FILE_TOO_LONG` (max).
 */
export async function extractDocx(bytes: Buffer): Promise<Extracted> {
  const wrong = checkFile(bytes, 'ZIP', 'DOCX');
  if (wrong) throw new ProblemError(wrong);
  const styles = new Styles();
  const numbering = new Numbering();
  const marks: Marks = { changes: 0, comments: 0 };
  const readers = new Map<string, BlockReader>();
  await readPackage(bytes, 'DOCX', (part) => {
    const name = /^word\/(document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml$/.exec(part)?.[1];
    if (name === undefined) return undefined;
    if (name === 'styles') return styles.handler();
    if (name === 'numbering') return numbering.handler();
    const reader = new BlockReader(part, marks);
    readers.set(name, reader);
    return reader.handler();
  });
  const page = readers.get('document');
  if (!page) throw missing('word/document.xml');
  const read = new ReadParagraphs(styles, numbering);
  const turn = (blocks: readonly Block<DocxParagraph>[]) => mapBlocks(blocks, (paragraph) => read.next(paragraph));
  const blocks = turn(page.blocks);
  const laid = layOut(blocks);
  const notes = new Map(
    [...readers.values()].flatMap((reader) => [...reader.notes].map(([id, note]) => [id, textOf(turn(note))] as const)),
  );
  const edges = [...readers].filter(([name]) => /^(?:header|footer)/.test(name)).map(([, reader]) => textOf(turn(reader.blocks)));
  const mark =
    classifiedMark([...paragraphsOf(blocks)].map(({ text }) => text)) ?? classifiedMark(edges.flatMap((text) => text.split('\n')));
  if (mark !== undefined) throw new ProblemError(problem('CLASSIFIED_REFUSED', { mark }));
  const footnotes = laid.notes.map(({ at, id }, n): Footnote => ({ number: n + 1, at, text: notes.get(id) ?? '' }));
  return {
    kind: 'docx',
    plainText: laid.plainText,
    paragraphs: laid.paragraphs,
    tables: laid.tables,
    footnotes,
    pages: [],
    converted: laid.converted,
    warnings: warningsOf(marks, read, laid.converted[0]),
  };
}

function textOf(blocks: readonly Block<ReadParagraph>[]): string {
  return [...paragraphsOf(blocks)].map(({ text }) => text.trim()).join('\n');
}

function warningsOf({ changes, comments }: Marks, { hidden }: ReadParagraphs, old?: { font: string; encoding: string }): Problem[] {
  return [
    ...(changes + comments > 0 ? [problem('DRAFT_MARKS', { changes, comments })] : []),
    ...(hidden > 0 ? [problem('TEXT_HIDDEN', { length: hidden })] : []),
    ...(old ? [problem('TEXT_LEGACY_ENCODING', { font: old.font, encoding: old.encoding })] : []),
  ];
}
