import { type Problem, ProblemError, problem } from '../domain/problem.js';
import type { Draft } from '../reading/draft.js';
import { readDocument } from '../reading/read.js';
import { classifiedMark } from './classified.js';
import { extractDocx } from './docx.js';
import type { PaperKind } from './file-type.js';
import { LIMITS } from './limits.js';
import { extractPdf } from './pdf.js';
import { textOf } from './text.js';

/** A paper read: the text that all offsets count in, the draft plan found in it, and what a reader should know of the file. */
export interface ReadPaper {
  kind: PaperKind;
  plainText: string;
  draft: Omit<Draft, 'plainText'>;
  warnings: Problem[];
}

/** Fonts that texts of an old encoding were written in, where a plain text doesn't say. */
const FONTS = { TCVN3: '.VnTime', VNI: 'VNI-Times' } as const;

/**
 * Reads a paper into a draft plan. Runs in this very process: bytes from outside go through `createReader`, which runs it in one of its own.
 *
 * Throws the problems of `extractDocx` and `extractPdf`; for a plain text `FILE_TOO_LONG` (max) and `CLASSIFIED_REFUSED` (mark).
 */
export async function readPaper(kind: PaperKind, bytes: Buffer): Promise<ReadPaper> {
  const { plainText: text, warnings } = kind === 'txt' ? plainPaper(bytes) : await (kind === 'pdf' ? extractPdf : extractDocx)(bytes);
  const { plainText = text, ...draft } = readDocument(text);
  const old = draft.flags.find(({ code }) => code === 'oldEncoding')?.data.encoding as keyof typeof FONTS | undefined;
  const isTold = warnings.some(({ code }) => code === 'TEXT_LEGACY_ENCODING');
  const more = old === undefined || isTold ? [] : [problem('TEXT_LEGACY_ENCODING', { font: FONTS[old], encoding: old })];
  return { kind, plainText, draft, warnings: [...warnings, ...more] };
}

/** A plain text as it is read: `FILE_TOO_LONG` (max), `CLASSIFIED_REFUSED` (mark). */
export function plainPaper(bytes: Buffer): { plainText: string; warnings: Problem[] } {
  const plainText = textOf(bytes)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  if (plainText.length > LIMITS.text) throw new ProblemError(problem('FILE_TOO_LONG', { max: LIMITS.text }));
  const mark = classifiedMark(plainText.split('\n'));
  if (mark !== undefined) throw new ProblemError(problem('CLASSIFIED_REFUSED', { mark }));
  return { plainText, warnings: [] };
}
