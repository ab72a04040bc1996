import { operations, UPLOADS } from '../../contract/http-api.js';
import type { Download } from '../api.js';
import type { Cli } from '../cli.js';
import { CliProblem, EXIT, Refused } from '../exit.js';
import { readInput, writeNew } from '../files.js';
import { planOf } from '../plan-ref.js';
import { OPTION, type Options, type Verb } from '../verb.js';

const { papers } = operations;

/** Papers by the name they are asked by. */
const PAPERS: Record<string, (cli: Cli, plan: string, options: Options) => Promise<Download>> = {
  plan: (cli, plan) => cli.api.download(papers.plan, { params: { plan } }),
  tasks: (cli, plan, options) => cli.api.download(papers.tasks, { params: { plan }, query: formatted(options) }),
  late: (cli, plan, options) => cli.api.download(papers.late, { params: { plan }, query: { ...which(options), ...formatted(options) } }),
  urging: (cli, plan, options) => {
    const { until, note } = options;
    return cli.api.download(papers.urging, { params: { plan }, query: { ...which(options), deadline: until, text: note } });
  },
  closing: (cli, plan) => cli.api.download(papers.closing, { params: { plan } }),
  consolidated: (cli, plan, options) =>
    cli.api.download(papers.consolidated, {
      params: { plan, item: needed(options, 'item'), period: needed(options, 'period') },
      query: formatted(options),
    }),
  report: (cli, plan, options) =>
    cli.api.download(papers.report, {
      params: { plan, unit: needed(options, 'unit'), item: needed(options, 'item'), period: needed(options, 'period') },
    }),
};

/** Papers in the official form, and tables as files. */
export const paperVerbs: Verb[] = [
  {
    call: 'document write <paper> <plan>',
    words: 'cli.document.write',
    options: [
      OPTION.unit,
      OPTION.item,
      OPTION.period,
      { flags: '--format <format>', words: 'cli.option.paperFormat', choices: ['docx', 'xlsx', 'csv', 'json'] },
      { flags: '--until <day>', words: 'cli.option.urgedUntil' },
      { flags: '--note <text>', words: 'cli.option.urgedNote' },
      { flags: '--out <file>', words: 'cli.option.saveAs' },
    ],
    async run(cli, [paper = '', named = ''], options) {
      const write = Object.hasOwn(PAPERS, paper) ? PAPERS[paper] : undefined;
      if (!write) {
        const data = { what: 'paper', value: paper.slice(0, 40), choices: Object.keys(PAPERS).join(', ') };
        throw new CliProblem(EXIT.usage, 'cli.usage.invalidArgument', data);
      }
      await save(cli, await write(cli, await planOf(cli, named), options), options.out);
    },
  },
  {
    call: 'report form <plan> <unit> <item> <period>',
    words: 'cli.report.form',
    options: [{ flags: '--out <file>', words: 'cli.option.saveAs' }],
    async run(cli, args, { out }) {
      await save(cli, await cli.api.download(papers.form, { params: await onPeriod(cli, args) }), out);
    },
  },
  {
    call: 'report import <file> <plan> <unit> <item> <period>',
    words: 'cli.report.import',
    options: [{ flags: '--annotated <file>', words: 'cli.option.annotated' }],
    async run(cli, [file = '', ...args], { annotated }) {
      const params = await onPeriod(cli, args);
      const asked = { params, upload: { type: UPLOADS.xlsx, bytes: await readInput(file) }, file };
      try {
        const answer = await cli.api.ask(papers.importForm, asked);
        await cli.show(answer, () => cli.word('cli.report.imported', { file, revision: answer.revision }));
      } catch (error) {
        if (!(error instanceof Refused) || error.answer.code !== 'REPORT_FORM_INVALID' || annotated === undefined) throw error;
        await writeNew(annotated, (await cli.api.download(papers.annotateForm, asked)).bytes);
        cli.note('cli.report.annotated', { file: annotated });
        throw error;
      }
    },
  },
];

async function onPeriod(cli: Cli, [named = '', unit = '', item = '', period = '']: string[]) {
  return { plan: await planOf(cli, named), unit, item, period };
}

/** Keeps a file that came down, under the name given or its own, and says where. */
export async function save(cli: Cli, { name, bytes }: Download, out: string | undefined): Promise<void> {
  const file = out ?? name;
  await writeNew(file, bytes);
  await cli.show({ file, bytes: bytes.length }, () => cli.word('cli.document.saved', { file, bytes: bytes.length }));
}

function needed(options: Options, name: 'unit' | 'item' | 'period'): string {
  const value = options[name];
  if (value === undefined) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: `--${name}` });
  return value;
}

const which = ({ unit, item, period }: Options) => ({ unit, item, period });
const formatted = ({ format }: Options) => ({ format }) as { format?: 'xlsx' | 'csv' | 'json' };
