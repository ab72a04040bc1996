import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { dayOfText } from '../instant.js';
import { table } from '../table.js';
import { planHeading } from './plans.js';
import { codeText, stateText } from './states.js';
import { funnelTable } from './status.js';

/** How far a plan has come down the tree: the funnel, then each body with what it received, issued, did and reported. */
export function cascadeText(cli: Cli, { plan, funnel, units }: AnswerOf<typeof operations.plans.cascade>): string {
  const head = [
    { head: cli.word('cli.head.unit') },
    { head: cli.word('cli.head.received') },
    { head: cli.word('cli.head.ownPlan'), wraps: true },
    { head: cli.word('cli.head.tasks'), right: true },
    { head: cli.word('cli.head.reports'), right: true },
    { head: cli.word('cli.head.overdue'), right: true },
    { head: cli.word('cli.head.rung'), wraps: true },
    { head: cli.word('cli.head.nextDue') },
  ];
  const rows = units.items.map(({ unit, received, ownPlan, tasks, reports, rung, nextDueMs }) => [
    unit.code,
    received === undefined ? '–' : `${dayOfText(received.ms, cli.language)}${received.late ? ` ${cli.word('cli.detail.late')}` : ''}`,
    ownPlan === undefined ? '–' : stateText(cli, ownPlan.state),
    `${tasks.done}/${tasks.total}`,
    `${reports.delivered}/${reports.expected}`,
    reports.overdue === 0 ? '0' : cli.terminal.red(String(reports.overdue)),
    rung === undefined ? '–' : codeText(cli, 'rung', rung),
    nextDueMs === undefined ? '–' : dayOfText(nextDueMs, cli.language),
  ]);
  return [planHeading(cli, plan), '', funnelTable(cli, funnel), '', table(head, rows, cli.terminal.columns)].join('\n');
}
