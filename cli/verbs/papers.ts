import { operations } from '../../contract/http-api.js';
import type { Download } from '../api.js';
import type { Cli } from '../cli.js';
import { CliProblem, EXIT } from '../exit.js';
import { writeNew } from '../files.js';
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
      { flags: '--format <format>', words: 'cli.option.paperFormat', choices: ['docx', 'csv', 'json'] },
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
];

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
const formatted = ({ format }: Options) => ({ format }) as { format?: 'csv' | 'json' };
