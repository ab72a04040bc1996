import { operations } from '../../contract/http-api.js';
import { askOnce } from '../acting.js';
import { dayOfText } from '../instant.js';
import { table } from '../table.js';
import { problemLine } from '../told.js';
import { OPTION, type OptionSpec, type Verb } from '../verb.js';

const REGISTERS: readonly OptionSpec[] = [
  { flags: '--title <text>', words: 'cli.option.title', required: true },
  { flags: '--symbol <symbol>', words: 'cli.option.guidanceSymbol' },
  { flags: '--issued-on <day>', words: 'cli.option.issuedOn' },
  OPTION.unit,
  OPTION.key,
];

/** Guidance documents: what duties wait for, and the registering that wakes them. */
export const guidanceVerbs: Verb[] = [
  {
    call: 'guidance register <guidance>',
    words: 'cli.guidance.register',
    options: REGISTERS,
    async run(cli, [guidance = ''], options) {
      const { title, symbol, issuedOn, unit } = options;
      const body = { key: guidance, title, symbol, issuedOn, unit };
      const answer = await askOnce(cli, operations.guidance.register, { body }, options);
      await cli.show(answer, () =>
        [
          `${cli.terminal.green('✓')} ${cli.word('cli.guidance.registered', { guidance, id: answer.id, n: answer.plans.length })}`,
          ...answer.warnings.map((warning) => `  ${cli.terminal.yellow('!')} ${problemLine(warning, cli.language)}`),
        ].join('\n'),
      );
    },
  },
  {
    call: 'guidance awaited',
    words: 'cli.guidance.awaited',
    async run(cli) {
      const answer = await cli.api.ask(operations.guidance.awaited);
      const head = [
        { head: cli.word('cli.head.guidance') },
        { head: cli.word('cli.head.title'), wraps: true },
        { head: cli.word('cli.head.duties'), right: true },
        { head: cli.word('cli.head.plans'), right: true },
        { head: cli.word('cli.head.since') },
      ];
      await cli.show(answer, () => {
        const rows = answer.items.map(({ key, title, duties, plans, sinceMs }) => [
          key,
          title,
          String(duties),
          String(plans.length),
          dayOfText(sinceMs, cli.language),
        ]);
        return table(head, rows, cli.terminal.columns) || cli.word('cli.none.guidance');
      });
    },
  },
];
