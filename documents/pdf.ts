import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { classifiedMark } from './classified.js';
import type { Extracted, Span } from './extracted.js';
import { checkFile } from './file-type.js';
import { LIMITS } from './limits.js';
import { type Letters, pageLines } from './pdf-lines.js';
import { pageParagraphs } from './pdf-paragraphs.js';
import { corrupt, shown } from './zip.js';

/**
 * What a `.pdf` with text says: lines joined into paragraphs by their margins, columns of a head or signature one after the other. Its
 * scripts are not run and its attachments not opened: a file that has them is refused. Runs in this very process, as `extractDocx`.
 *
 * Throws the problems of `checkFile` and `FILE_CORRUPT`, `FILE_ENCRYPTED`, `FILE_MACRO`, `FILE_EMBEDDED_OBJECT`, `FILE_TOO_COMPLEX`,
 * `FILE_TOO_LONG`, `FILE_NO_TEXT` (pages), `CLASSIFIED_REFUSED` (mark).
 */
export async function extractPdf(bytes: Buffer): Promise<Extracted> {
  const wrong = checkFile(bytes, 'PDF', 'PDF');
  if (wrong) throw new ProblemError(wrong);
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await read(await task.promise);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof Error && error.name === 'PasswordException') throw new ProblemError(problem('FILE_ENCRYPTED'));
    throw corrupt(error instanceof Error ? error.message : String(error));
  } finally {
    await task.destroy();
  }
}

async function read(pdf: PDFDocumentProxy): Promise<Extracted> {
  if (pdf.numPages > LIMITS.pages) throw new ProblemError(problem('FILE_TOO_COMPLEX', { reason: `${pdf.numPages} > ${LIMITS.pages}` }));
  const attached = Object.keys((await pdf.getAttachments()) ?? {})[0];
  if (attached !== undefined) throw new ProblemError(problem('FILE_EMBEDDED_OBJECT', { part: shown(attached) }));
  const scripts = Object.keys((await pdf.getJSActions()) ?? {})[0];
  if (scripts !== undefined) throw new ProblemError(problem('FILE_MACRO', { part: shown(scripts) }));
  const paragraphs: Span[] = [];
  const pages: Span[] = [];
  const empty: number[] = [];
  let plainText = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = pageParagraphs(
      pageLines(
        items.filter((item): item is typeof item & Letters => 'str' in item),
        { width, height },
      ),
    );
    page.cleanup();
    const from = plainText.length;
    if (texts.length === 0) empty.push(number);
    for (const text of texts) {
      if (plainText !== '') plainText += '\n';
      paragraphs.push({ start: plainText.length, end: plainText.length + text.length });
      plainText += text;
    }
    if (plainText.length > LIMITS.text) throw new ProblemError(problem('FILE_TOO_LONG', { max: LIMITS.text }));
    pages.push({ start: Math.min(plainText.length, from === 0 ? 0 : from + 1), end: plainText.length });
  }
  if (plainText === '') throw new ProblemError(problem('FILE_NO_TEXT', { pages: pdf.numPages }));
  const mark = classifiedMark(plainText.split('\n'));
  if (mark !== undefined) throw new ProblemError(problem('CLASSIFIED_REFUSED', { mark }));
  const warnings: Problem[] = empty.length > 0 ? [problem('PAGES_WITHOUT_TEXT', { pages: empty.join(', ') })] : [];
  return { kind: 'pdf', plainText, paragraphs, tables: [], footnotes: [], pages, converted: [], warnings };
}
