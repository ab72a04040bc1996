import { extname } from 'node:path';
import { writePlanInMaking } from '../../contract/plan-file.js';
import type { Problem } from '../../domain/problem.js';
import { isProblem } from '../../domain/problem.js';
import type { Draft } from '../../reading/draft.js';
import { textOf as decodedText } from '../../documents/text.js';
import { proposalOf } from '../../reading/proposal.js';
import { proposalIn } from '../../reading/propose.js';
import { readDocument } from '../../reading/read.js';
import type { Cli } from '../cli.js';
import { badFile } from '../data-file.js';
import { CliProblem, EXIT } from '../exit.js';
import { readInput } from '../files.js';
import { draftReadText } from '../show/documents.js';
import { treeFrom } from '../unit-tree.js';
import { OPTION, type Verb } from '../verb.js';
import { dayGiven } from './plan-files.js';

/** Reads a paper into a draft plan. Files alone: no server is asked. */
export const documentVerb: Verb = {
  call: 'document read <file>',
  words: 'cli.document.read',
  options: [{ flags: '--plan', words: 'cli.option.draftPlan' }, { flags: '--units <file>', words: 'cli.option.units' }, OPTION.on],
  async run(cli, [file = ''], { plan, units, on }) {
    const { text, extracted } = await textOf(cli, file);
    const draft = readDocument(text);
    if (plan !== undefined) return cli.terminal.out(await planFrom(cli, draft, units, on));
    if (units !== undefined) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: '--plan' });
    const shown: Draft = extracted && draft.plainText === undefined ? { ...draft, plainText: text } : draft;
    await cli.show(shown, () => draftReadText(cli, shown));
  },
};

/** The draft as a plan file, with what must be decided in remarks at its head. Without a file of bodies every name is asked about. */
async function planFrom(cli: Cli, draft: Draft, units: string | undefined, on: string | undefined): Promise<string> {
  const tree = units === undefined ? undefined : await treeFrom(cli, units, dayGiven(on ?? draft.date?.iso ?? undefined));
  const { plan, questions } = tree ? proposalIn(tree, draft) : proposalOf(draft, (names) => ({ selectors: [], asked: [...names] }));
  const remarks = questions.map(({ code, data }) => cli.word(`reading.ask.${code}`, data));
  return writePlanInMaking(
    plan,
    remarks.length > 0 ? [cli.word('reading.ask.head'), ...remarks.map((remark) => `- ${remark}`)] : [],
  ).trimEnd();
}

/** The text of a file and whether it had to be taken out of one; ends with 65 and the problem of a file that can't be read. */
async function textOf(cli: Cli, file: string): Promise<{ text: string; extracted: boolean }> {
  if (file === '-') return { text: await pasted(), extracted: false };
  const bytes = Buffer.from(await readInput(file));
  const ending = extname(file).toLowerCase();
  if (ending !== '.docx' && ending !== '.pdf') return { text: decodedText(bytes), extracted: false };
  // Loaded where it is needed: a text needs no reader of files.
  const { documentReader } = await import('../../start/documents.js');
  const reader = documentReader();
  const read: { plainText: string } | Problem = ending === '.pdf' ? await reader.readPdf(bytes) : await reader.readDocx(bytes);
  if (isProblem(read)) throw badFile(cli, file, [read]);
  return { text: read.plainText, extracted: true };
}

async function pasted(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
