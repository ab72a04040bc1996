import type { operations } from '../../contract/http-api.js';
import { numberText } from '../../i18n/format.js';
import { isWordKey } from '../../i18n/render.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import type { Names } from '../names.js';
import { table } from '../table.js';
import { codeText } from './states.js';

type TargetAnswer = AnswerOf<typeof operations.plans.targets>['items'][number];

/** A figure as it is printed; what is missing is a dash, which is not zero. */
export function figureText(cli: Cli, value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : numberText(value, cli.language, 2);
}

/** What a target demands: `từ 1.600 đảng viên trở lên`. */
export function boundText(
  cli: Cli,
  { comparator, bound, boundMax, unit }: Pick<TargetAnswer, 'comparator' | 'bound' | 'boundMax' | 'unit'>,
): string {
  const key = `bound.${comparator}`;
  const data = { value: figureText(cli, bound), max: figureText(cli, boundMax), unit };
  return isWordKey(key) ? cli.word(key, data) : `${comparator} ${data.value} ${unit}`;
}

/** Targets with what was reached, and beneath each the pace of the bodies it is allotted to. */
export function targetsText(cli: Cli, targets: readonly TargetAnswer[], names: Names): string {
  if (targets.length === 0) return cli.word('cli.none.targets');
  const head = [
    { head: cli.word('cli.head.indicator'), wraps: true },
    { head: cli.word('cli.head.bound'), wraps: true },
    { head: cli.word('cli.head.reached'), right: true },
    { head: cli.word('cli.head.status'), wraps: true },
  ];
  const rows = targets.map((target) => [
    target.indicator,
    boundText(cli, target),
    figureText(cli, target.value) + partsText(cli, target),
    codeText(cli, 'targetState', target.state),
  ]);
  const paced = targets.filter(({ pace }) => pace.length > 0);
  return [table(head, rows, cli.terminal.columns), ...paced.map((target) => paceText(cli, target, names))].join('\n');
}

function partsText(cli: Cli, { numerator, denominator }: TargetAnswer): string {
  return numerator === undefined || denominator === undefined ? '' : ` (${figureText(cli, numerator)}/${figureText(cli, denominator)})`;
}

function paceText(cli: Cli, { indicator, pace }: TargetAnswer, names: Names): string {
  const head = [
    { head: cli.word('cli.head.unit') },
    { head: cli.word('cli.head.reached'), right: true },
    { head: cli.word('cli.head.quota'), right: true },
    { head: '%', right: true },
    { head: cli.word('cli.head.evenPace'), right: true },
    { head: cli.word('cli.head.neededPerMonth'), right: true },
    { head: cli.word('cli.head.pace') },
  ];
  const rows = pace.map(({ unit, value, unreviewed, quota, percent, evenValue, neededPerMonth, behind }) => [
    names.code(unit),
    figureText(cli, value) +
      (unreviewed === undefined ? '' : ` (${cli.word('cli.pace.unreviewed', { value: figureText(cli, unreviewed) })})`),
    figureText(cli, quota),
    figureText(cli, percent),
    figureText(cli, evenValue),
    figureText(cli, neededPerMonth),
    behind ? cli.terminal.yellow(cli.word('cli.pace.behind')) : cli.word('cli.pace.even'),
  ]);
  return `\n${cli.terminal.bold(cli.word('cli.pace.title', { indicator }))}\n${table(head, rows, cli.terminal.columns)}`;
}
