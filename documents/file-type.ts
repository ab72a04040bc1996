import { type Problem, problem } from '../domain/problem.js';
import { LIMITS } from './limits.js';

/** What begins a file of a kind that one may meet under another's name. */
const SIGNATURES: [string, string][] = [
  ['%PDF-', 'PDF'],
  ['PK\x03\x04', 'ZIP'],
  ['PK\x05\x06', 'ZIP'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Office 97-2003 (.doc, .xls)'],
  ['MZ', 'EXE'],
  ['\x7fELF', 'ELF'],
  ['{\\rtf', 'RTF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['II*\x00', 'TIFF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7Z'],
  ['\x1f\x8b', 'GZIP'],
];

/** What a file is by its first bytes; `TXT` where they are text, `?` where they are neither. */
export function typeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  const known = SIGNATURES.find(([begin]) => head.startsWith(begin));
  if (known) return known[1];
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b/i.test(head)) return 'HTML';
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml\b/.test(head)) return 'XML';
  return /^(?:\xff\xfe|\xfe\xff)/.test(head) || !/[\x00-\x08\x0e-\x1f]/.test(head) ? 'TXT' : '?';
}

/** Kinds of paper that are read into a draft plan. */
export const PAPER_KINDS = ['docx', 'pdf', 'txt'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Kind by the ending of a name and by content; macro-enabled files and templates are told apart when they are opened. */
const ENDINGS: Record<string, PaperKind> = { docx: 'docx', docm: 'docx', dotx: 'docx', dotm: 'docx', pdf: 'pdf', txt: 'txt' };
const CONTENTS: Record<string, PaperKind> = { ZIP: 'docx', PDF: 'pdf', TXT: 'txt' };

/** The kind of a paper, by its content, which must be what its name says; else what is wrong with it, as `checkFile`. */
export function paperKindOf(bytes: Uint8Array, name: string): PaperKind | Problem {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const found = typeOf(bytes);
  const kind = ending === undefined ? CONTENTS[found] : ENDINGS[ending];
  const begins = Object.keys(CONTENTS).find((content) => CONTENTS[content] === kind) ?? '';
  return checkFile(bytes, begins, kind?.toUpperCase() ?? PAPER_KINDS.join(', ').toUpperCase()) ?? kind!;
}

/** Kinds of file that go with a duty or a plan, by their content. */
const EVIDENCE: Record<string, readonly string[]> = {
  docx: ['ZIP'],
  xlsx: ['ZIP'],
  pdf: ['PDF'],
  png: ['PNG'],
  jpg: ['JPEG'],
  jpeg: ['JPEG'],
  txt: ['TXT'],
  csv: ['TXT'],
};
export const EVIDENCE_KINDS = ['docx', 'xlsx', 'pdf', 'png', 'jpg', 'txt', 'csv'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The kind of a file that is evidence, by its content, which must be what its name says; else what is wrong with it, as `checkFile`. */
export function evidenceKindOf(bytes: Uint8Array, name: string): EvidenceKind | Problem {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = ending === 'jpeg' ? 'jpg' : ending === 'docm' ? 'docx' : ending === 'xlsm' ? 'xlsx' : ending;
  const begins = Object.hasOwn(EVIDENCE, kind) ? EVIDENCE[kind]![0]! : '';
  const known = begins === '' ? EVIDENCE_KINDS.join(', ').toUpperCase() : kind.toUpperCase();
  return checkFile(bytes, begins, known) ?? (kind as EvidenceKind);
}

/** What is wrong with a file before it is opened: `FILE_EMPTY`, `FILE_TOO_LARGE` (size, max), `FILE_TYPE_MISMATCH` (expected, found). */
export function checkFile(bytes: Uint8Array, begins: string, expected: string): Problem | undefined {
  if (bytes.length === 0) return problem('FILE_EMPTY');
  if (bytes.length > LIMITS.file) return problem('FILE_TOO_LARGE', { size: bytes.length, max: LIMITS.file });
  const found = typeOf(bytes);
  return found === begins ? undefined : problem('FILE_TYPE_MISMATCH', { expected, found });
}
