import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { dayOfText } from '../instant.js';
import { table } from '../table.js';
import { planHeading } from './plans.js';
import { stateText } from './states.js';

type Matrix = AnswerOf<typeof operations.plans.matrix>;

/** One sign for a cell: so that a year of months fits on a line; the legend says what each means. */
const SIGNS: Record<string, string> = {
  openInTime: '·',
  openOverdue: '!',
  doneOnTime: '✓',
  doneLate: '~',
  nil: '0',
  waitingGuidance: '?',
  exempt: '−',
  cancelled: '×',
  transferred: '→',
};
const RETURNED = '↩';
const ACCEPTED = '✔';

/** Bodies by periods, a table for each report, with counts of what was expected and came beneath. */
export function matrixText(cli: Cli, { plan, items, rows }: Matrix): string {
  if (items.length === 0) return cli.word('cli.none.reports');
  const used = new Set<string>();
  const tables = items.map(({ item, title, periods }) => {
    const head = [{ head: cli.word('cli.head.unit') }, ...periods.map(({ period }) => ({ head: shortPeriod(period), right: true }))];
    const body = rows.items.flatMap(({ unit, cells }) => {
      const mine = periods.map(({ period }) => cells.find((cell) => cell.item === item && cell.period === period));
      return mine.every((cell) => cell === undefined) ? [] : [[unit.code, ...mine.map((cell) => signOf(cell, used))]];
    });
    const counts = [cli.word('cli.matrix.came'), ...periods.map(({ actual, expected }) => `${actual}/${expected}`)];
    const dues = [cli.word('cli.head.due'), ...periods.map(({ dueMs }) => (dueMs === undefined ? '–' : dayAndMonth(cli, dueMs)))];
    return `${cli.terminal.bold(title)} (${item})\n${table(head, [...body, counts, dues], cli.terminal.columns)}`;
  });
  return [planHeading(cli, plan), ...tables, legend(cli, used)].join('\n\n');
}

/** A day without its year, which stands in the heading. */
function dayAndMonth(cli: Cli, ms: number): string {
  const day = dayOfText(ms, cli.language);
  return cli.language === 'vi' ? day.slice(0, 5) : day.slice(5);
}

function signOf(cell: Matrix['rows']['items'][number]['cells'][number] | undefined, used: Set<string>): string {
  if (!cell) return '';
  const { state, review } = cell;
  if (review === 'returned' && state !== 'cancelled') {
    used.add(review);
    return RETURNED;
  }
  used.add(state);
  if (review === 'accepted') used.add(review);
  return `${SIGNS[state] ?? state}${review === 'accepted' ? ACCEPTED : ''}`;
}

function legend(cli: Cli, used: Set<string>): string {
  const states = Object.entries(SIGNS).flatMap(([state, sign]) => (used.has(state) ? [`${sign} ${stateText(cli, state)}`] : []));
  if (used.has('returned')) states.push(`${RETURNED} ${cli.word('cli.review.returned')}`);
  if (used.has('accepted')) states.push(`${ACCEPTED} ${cli.word('cli.review.accepted')}`);
  return cli.terminal.dim(states.join('   '));
}

/** `2026-M11` as `11/26`, `2026-Q4` as `Q4/26`: short enough for a heading. */
function shortPeriod(period: string): string {
  const part = /^\d\d(\d\d)-(M|Q|H|W)?(\d+M?)$/.exec(period);
  return part ? `${part[2] === 'M' ? '' : (part[2] ?? '')}${part[3]}/${part[1]}` : period;
}
