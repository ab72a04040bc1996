import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import type { Names } from '../names.js';
import { table } from '../table.js';
import { fieldsText, wrapped } from './fields.js';
import { codeText, periodShown } from './states.js';
import { figureText, targetsText } from './targets.js';

type Consolidated = AnswerOf<typeof operations.plans.consolidated>;

const SOURCES_NAMED = 8;

/** A consolidated report: coverage first, then each figure with its sources, texts by body, difference notes and targets. */
export function consolidatedText(cli: Cli, answer: Consolidated, names: Names): string {
  const { item, period, revision, frozenMs, consolidated, differences, targets } = answer;
  const { coverage, missing, nilUnits, figures, narrative } = consolidated;
  const head = [
    { head: cli.word('cli.head.figure'), wraps: true },
    { head: cli.word('cli.head.rollup') },
    { head: cli.word('cli.head.value'), right: true },
    { head: cli.word('cli.head.sources'), wraps: true },
  ];
  const rows = Object.entries(figures).map(([id, { rollup, value, numerator, denominator, sources }]) => [
    names.figure(item, id),
    codeText(cli, 'rollup', rollup),
    figureText(cli, value) +
      (numerator === undefined || denominator === undefined ? '' : ` (${figureText(cli, numerator)}/${figureText(cli, denominator)})`),
    sourcesText(cli, sources, names),
  ]);
  const texts = Object.entries(narrative).flatMap(([id, parts]) =>
    parts.length === 0
      ? []
      : [
          '',
          cli.terminal.bold(names.section(item, id)),
          ...parts.flatMap(({ unit, text }) =>
            wrapped(`${names.code(unit)}: ${text}`, cli.terminal.columns - 2).map((line) => `  ${line}`),
          ),
        ],
  );
  const notes = differences.map(({ revision: no, atMs, unit, fields }) => {
    const changes = fields.map(
      ({ field, before, after }) => `${names.figure(item, field)} ${figureText(cli, before)} → ${figureText(cli, after)}`,
    );
    return `  ${no}. ${instantText(atMs, cli.language)} ${names.code(unit)}: ${changes.join('; ')}`;
  });
  const frozen =
    frozenMs === undefined
      ? cli.word('cli.consolidated.live')
      : cli.word('cli.consolidated.frozen', { at: instantText(frozenMs, cli.language), revision });
  return [
    cli.terminal.bold([names.item(item), periodShown(cli, period)].filter(Boolean).join(' · ')),
    fieldsText(cli, [
      ['cli.head.status', frozen],
      [
        'cli.head.coverage',
        cli.word('cli.consolidated.coverage', { delivered: coverage.delivered, expected: coverage.expected, nil: coverage.nil }),
      ],
      ['cli.head.missing', missing.map((unit) => names.code(unit)).join(', ')],
      ['cli.head.nilUnits', nilUnits.map((unit) => names.code(unit)).join(', ')],
    ]),
    '',
    table(head, rows, cli.terminal.columns),
    ...texts,
    ...(notes.length > 0 ? ['', cli.terminal.bold(cli.word('cli.consolidated.differences')), ...notes] : []),
    ...(targets.length > 0 ? ['', targetsText(cli, targets, names)] : []),
  ].join('\n');
}

function sourcesText(cli: Cli, sources: Consolidated['consolidated']['figures'][string]['sources'], names: Names): string {
  const named = sources
    .slice(0, SOURCES_NAMED)
    .map(({ unit, value, version }) => `${names.code(unit)} ${figureText(cli, value)}${version > 1 ? ` (${version})` : ''}`);
  const more = sources.length - named.length;
  return more > 0 ? cli.word('cli.andMore', { what: named.join(', '), more }) : named.join(', ');
}
