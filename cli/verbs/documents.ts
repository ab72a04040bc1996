import { extname } from 'node:path';
import type { Problem } from '../../domain/problem.js';
import { isProblem } from '../../domain/problem.js';
import type { Draft } from '../../reading/draft.js';
import { readDocument } from '../../reading/read.js';
import type { Cli } from '../cli.js';
import { badFile } from '../data-file.js';
import { readInput } from '../files.js';
import { draftReadText } from '../show/documents.js';
import type { Verb } from '../verb.js';

/** Reads a paper into a draft plan. Files alone: no server is asked. */
export const documentVerb: Verb = {
  call: 'document read <file>',
  words: 'cli.document.read',
  async run(cli, [file = '']) {
    const { text, extracted } = await textOf(cli, file);
    const draft = readDocument(text);
    const shown: Draft = extracted && draft.plainText === undefined ? { ...draft, plainText: text } : draft;
    await cli.show(shown, () => draftReadText(cli, shown));
  },
};

/** The text of a file and whether it had to be taken out of one; ends with 65 and the problem of a file that can't be read. */
async function textOf(cli: Cli, file: string): Promise<{ text: string; extracted: boolean }> {
  if (file === '-') return { text: await pasted(), extracted: false };
  const bytes = Buffer.from(await readInput(file));
  const ending = extname(file).toLowerCase();
  if (ending !== '.docx' && ending !== '.pdf') return { text: textFrom(bytes), extracted: false };
  // Loaded where it is needed: a text needs no reader of files.
  const { documentReader } = await import('../../start/documents.js');
  const reader = documentReader();
  const read: { plainText: string } | Problem = ending === '.pdf' ? await reader.readPdf(bytes) : await reader.readDocx(bytes);
  if (isProblem(read)) throw badFile(cli, file, [read]);
  return { text: read.plainText, extracted: true };
}

/** Text in UTF-8, or what an old font left: a letter to a byte. */
function textFrom(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
    return marked ? new TextDecoder('utf-16le').decode(bytes) : bytes.toString('latin1');
  }
}

async function pasted(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
