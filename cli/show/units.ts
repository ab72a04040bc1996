import type { operations } from '../../contract/http-api.js';
import { dayText } from '../../i18n/format.js';
import { isWordKey } from '../../i18n/render.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { table } from '../table.js';
import { problemLine } from '../told.js';
import { fieldsText } from './fields.js';

type UnitAnswer = AnswerOf<typeof operations.units.get>;

/** Bodies, a row each. */
export function unitsTable(cli: Cli, units: AnswerOf<typeof operations.units.list>['items']): string {
  const head = [
    { head: cli.word('cli.head.code') },
    { head: cli.word('cli.head.name'), wraps: true },
    { head: cli.word('cli.head.kind'), wraps: true },
    { head: cli.word('cli.head.level'), right: true },
    { head: cli.word('cli.head.parent') },
  ];
  const rows = units.map(({ code, name, kind, level, parentCode }) => [code, name, kindText(cli, kind), String(level), parentCode ?? '–']);
  return [table(head, rows, cli.terminal.columns), cli.word('cli.count.units', { n: units.length })].filter(Boolean).join('\n');
}

/** One body: what it is, and from when to when it was what. */
export function unitText(cli: Cli, unit: UnitAnswer): string {
  const { code, name, kind, level, parentCode, head, terms, tags, specialRegime, id, history } = unit;
  const day = (value: string) => dayText(value, cli.language);
  const fields = fieldsText(cli, [
    ['cli.head.code', code],
    ['cli.head.kind', kindText(cli, kind)],
    ['cli.head.level', String(level)],
    ['cli.head.parent', parentCode],
    ['cli.head.leader', head && [head.position, head.name].filter(Boolean).join(' ')],
    ['cli.head.terms', terms.map((term) => `${term.name} (${day(term.from)} – ${term.to === undefined ? '…' : day(term.to)})`).join('\n')],
    ['cli.head.tags', tags.join(', ')],
    ['cli.head.specialRegime', specialRegime ? cli.word('cli.yes') : undefined],
    ['cli.head.id', id],
  ]);
  const rows = history.map((row) => [
    day(row.validFrom),
    row.validTo === undefined ? '–' : day(row.validTo),
    row.code,
    row.name,
    kindText(cli, row.kind),
  ]);
  const life = table(
    [
      { head: cli.word('cli.head.from') },
      { head: cli.word('cli.head.to') },
      { head: cli.word('cli.head.code') },
      { head: cli.word('cli.head.name'), wraps: true },
      { head: cli.word('cli.head.kind'), wraps: true },
    ],
    rows,
    cli.terminal.columns,
  );
  return [cli.terminal.bold(name), fields, '', life].join('\n');
}

/** What an import did, or would do, with its warnings by row. */
export function importText(cli: Cli, { added, changed, warnings, dryRun }: AnswerOf<typeof operations.units.import>, file: string): string {
  const done = cli.word(dryRun ? 'cli.import.wouldUnits' : 'cli.import.units', { added, changed });
  return [
    `${cli.terminal.green('✓')} ${done}`,
    ...warnings.map((warning) => `  ${cli.terminal.yellow('!')} ${problemLine(warning, cli.language, file)}`),
  ].join('\n');
}

function kindText(cli: Cli, kind: string): string {
  const key = `unitKind.${kind}`;
  return isWordKey(key) ? cli.word(key) : kind;
}
