import type { DutyAnswer, operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { dayOfText, instantText, lengthParts } from '../instant.js';
import { itemText } from '../names.js';
import { type Column, table } from '../table.js';
import { whyText } from './events.js';
import { fieldsText } from './fields.js';
import { actLines } from './said.js';
import { codeText, periodShown, stateText } from './states.js';

/** Duties, a row each: whose, what, by when, and where it stands. */
export function dutiesTable(cli: Cli, duties: readonly DutyAnswer[]): string {
  return [dutyRows(cli, duties), cli.word('cli.count.duties', { n: duties.length })].filter(Boolean).join('\n');
}

/** The rows alone. */
export function dutyRows(cli: Cli, duties: readonly DutyAnswer[]): string {
  const head: Column[] = [
    { head: cli.word('cli.head.plan') },
    { head: cli.word('cli.head.unit') },
    { head: cli.word('cli.head.itemId'), wraps: true },
    { head: cli.word('cli.head.title'), wraps: true },
    { head: cli.word('cli.head.due') },
    { head: cli.word('cli.head.status'), wraps: true },
  ];
  const rows = duties.map((duty) => [
    duty.plan,
    duty.unit.code,
    [duty.item, ...(duty.period === 'once' ? [] : [duty.period])].join(' '),
    [itemText(cli, duty.item, duty.title), periodShown(cli, duty.period)].filter(Boolean).join(' · '),
    duty.dueMs === undefined ? '–' : dayOfText(duty.dueMs, cli.language),
    standingText(cli, duty),
  ]);
  return table(head, rows, cli.terminal.columns);
}

/** One duty: whose, by when and why, where it stands, what fires next, and what was said of it. */
export function dutyText(cli: Cli, duty: AnswerOf<typeof operations.duties.get>): string {
  const { unit, item, period, title, dueMs, doneMs, why, nextFiring, said } = duty;
  return [
    `${cli.terminal.bold([itemText(cli, item, title), periodShown(cli, period)].filter(Boolean).join(' · '))} · ${unit.code} ${unit.name}`,
    fieldsText(cli, [
      ['cli.head.status', standingText(cli, duty)],
      ['cli.head.due', dueMs === undefined ? undefined : dayOfText(dueMs, cli.language)],
      ['cli.head.done', doneMs === undefined ? undefined : instantText(doneMs, cli.language)],
      ['cli.head.why', why.map((one) => whyText(cli, one)).join('\n')],
      ['cli.head.next', nextFiring && `${instantText(nextFiring.atMs, cli.language)} ${codeText(cli, 'point', nextFiring.kind)}`],
    ]),
    ...(said.length > 0 ? ['', ...actLines(cli, said)] : []),
  ].join('\n');
}

/** Where a duty stands, in words: its state, how long overdue, and what was said of a report. */
export function standingText(cli: Cli, { standing, review, repairDueMs, urged, percent }: DutyAnswer): string {
  const { state, overdueMs, stale, suspended } = standing;
  const { n, unit } = lengthParts(overdueMs);
  const repairs = review === 'returned' && repairDueMs !== undefined && state !== 'cancelled';
  const parts = [
    overdueMs > 0 ? cli.terminal.red(`${stateText(cli, state)} ${cli.word(`cli.length.${unit}`, { n })}`) : stateText(cli, state),
    ...(review === undefined ? [] : [codeText(cli, 'review', review)]),
    ...(repairs ? [cli.word('cli.detail.repairDue', { day: dayOfText(repairDueMs, cli.language) })] : []),
    ...(stale ? [cli.terminal.yellow(cli.word('cli.state.stale'))] : []),
    ...(suspended ? [cli.word('cli.state.suspended')] : []),
    ...(percent === undefined ? [] : [`${percent} %`]),
    ...(urged > 0 ? [cli.word('cli.detail.urged', { n: urged })] : []),
  ];
  return parts.join(', ');
}
