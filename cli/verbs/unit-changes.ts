import type { ToldProblem } from '../../contract/http-api.js';
import { operations } from '../../contract/http-api.js';
import { type UnitKind, UNIT_KINDS } from '../../domain/unit.js';
import type { Cli } from '../cli.js';
import { problemLine } from '../told.js';
import { OPTION, type OptionSpec, type Verb } from '../verb.js';

const FROM: OptionSpec = { flags: '--from <day>', words: 'cli.option.from', required: true };
const KIND: OptionSpec = { flags: '--kind <kind>', words: 'cli.option.unitKind', choices: UNIT_KINDS };
const PARENT: OptionSpec = { flags: '--parent <unit>', words: 'cli.option.parent' };

/** Bodies changed one by one, each from a day on: added, named or placed otherwise, ended. */
export const unitChangeVerbs: Verb[] = [
  {
    call: 'unit add <code> <name>',
    words: 'cli.unit.add',
    options: [FROM, { ...KIND, required: true }, { ...PARENT, required: true }],
    async run(cli, [code = '', name = ''], { from = '', kind, parent = '' }) {
      const answer = await cli.api.ask(operations.units.add, { body: { from, code, name, kind: kind as UnitKind, parent } });
      await cli.show(answer, () => changedText(cli, 'cli.unit.added', code, answer.warnings));
    },
  },
  {
    call: 'unit change <unit>',
    words: 'cli.unit.change',
    options: [FROM, { flags: '--name <text>', words: 'cli.option.newName' }, KIND, PARENT],
    async run(cli, [unit = ''], { from = '', name, kind, parent }) {
      const body = { from, name, kind: kind as UnitKind | undefined, parent };
      const answer = await cli.api.ask(operations.units.change, { params: { unit }, body });
      await cli.show(answer, () => changedText(cli, 'cli.unit.changed', unit, answer.warnings));
    },
  },
  {
    call: 'unit close <unit>',
    words: 'cli.unit.close',
    options: [{ ...OPTION.on, required: true }],
    async run(cli, [unit = ''], { on = '' }) {
      const answer = await cli.api.ask(operations.units.close, { params: { unit }, body: { on } });
      await cli.show(answer, () => changedText(cli, 'cli.unit.closed', unit, answer.warnings));
    },
  },
];

function changedText(
  cli: Cli,
  words: 'cli.unit.added' | 'cli.unit.changed' | 'cli.unit.closed',
  code: string,
  warnings: ToldProblem[],
): string {
  return [
    `${cli.terminal.green('✓')} ${cli.word(words, { code })}`,
    ...warnings.map((warning) => `  ${cli.terminal.yellow('!')} ${problemLine(warning, cli.language)}`),
  ].join('\n');
}
