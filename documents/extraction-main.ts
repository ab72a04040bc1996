import { isProblem, ProblemError, problem } from '../domain/problem.js';
import type { PaperKind } from './file-type.js';

/** A process that reads one file and ends: bytes on standard input, what they say or the problem with them, as JSON, on standard output. */
const kinds: Record<string, () => Promise<(bytes: Buffer) => Promise<unknown>>> = {
  docx: async () => (await import('./docx.js')).extractDocx,
  xlsx: async () => (await import('./xlsx.js')).extractXlsx,
  pdf: async () => (await import('./pdf.js')).extractPdf,
  txt: async () => async (bytes) => (await import('./read-paper.js')).plainPaper(bytes),
  'docx-paper': async () => paper('docx'),
  'pdf-paper': async () => paper('pdf'),
  'txt-paper': async () => paper('txt'),
};

async function paper(kind: PaperKind): Promise<(bytes: Buffer) => Promise<unknown>> {
  const { readPaper } = await import('./read-paper.js');
  return (bytes) => readPaper(kind, bytes);
}

async function main(kind: string | undefined): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const open = kinds[kind ?? ''];
  if (!open) throw new Error(`No kind of file: ${kind}`);
  const extract = await open();
  process.stdout.write(JSON.stringify(await extract(Buffer.concat(chunks)).catch(told)));
}

/** What a parser throws that knows of no problems is a file it can't read. */
function told(error: unknown): unknown {
  if (error instanceof ProblemError) return error.problem;
  if (isProblem(error)) return error;
  return problem('FILE_CORRUPT', { reason: error instanceof Error ? error.message.slice(0, 120) : 'unknown' });
}

void main(process.argv[2]);
