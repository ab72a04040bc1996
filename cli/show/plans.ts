import type { operations, PlanAnswer } from '../../contract/http-api.js';
import type { Plan, Timing } from '../../domain/plan.js';
import type { DueRule } from '../../domain/deadline.js';
import { dayText, numberText } from '../../i18n/format.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import { table } from '../table.js';
import { fieldsText } from './fields.js';
import { actLines } from './said.js';
import { codeText } from './states.js';
import { boundText } from './targets.js';

/** A plan by its symbol, or by its id while it has none. */
export function planTitle({ symbol, id, subject }: Pick<PlanAnswer, 'symbol' | 'id' | 'subject'>): string {
  return `${symbol ?? id} ${subject}`;
}

/** The heading of a page about a plan: its title and where its life stands. */
export function planHeading(cli: Cli, plan: Pick<PlanAnswer, 'symbol' | 'id' | 'subject' | 'status'>): string {
  return `${cli.terminal.bold(planTitle(plan))} · ${codeText(cli, 'planStatus', plan.status)}`;
}

/** Plans, a row each. */
export function plansTable(cli: Cli, plans: readonly PlanAnswer[]): string {
  const head = [
    { head: cli.word('cli.head.symbol') },
    { head: cli.word('cli.head.status') },
    { head: cli.word('cli.head.date') },
    { head: cli.word('cli.head.issuer') },
    { head: cli.word('cli.head.subject'), wraps: true },
    { head: cli.word('cli.head.id') },
  ];
  const rows = plans.map(({ symbol, status, date, issuer, subject, id }) => [
    symbol ?? '–',
    codeText(cli, 'planStatus', status),
    date === undefined ? '–' : dayText(date, cli.language),
    issuer.code,
    subject,
    id,
  ]);
  return [table(head, rows, cli.terminal.columns), cli.word('cli.count.plans', { n: plans.length })].filter(Boolean).join('\n');
}

/** A plan: who issued it and when, then what it asks, item by item. */
export function planText(cli: Cli, answer: AnswerOf<typeof operations.plans.get>): string {
  const { status, issuer, term, date, issuedMs, parents, children, id, revision, decisions, closing } = answer;
  const plan = answer.plan as Plan;
  const day = (value: string | undefined) => (value === undefined ? undefined : dayText(value, cli.language));
  const fields = fieldsText(cli, [
    ['cli.head.status', codeText(cli, 'planStatus', status)],
    ['cli.head.issuer', `${issuer.code} ${issuer.name}`],
    ['cli.head.term', term],
    ['cli.head.date', day(date)],
    ['cli.head.issued', issuedMs === undefined ? undefined : instantText(issuedMs, cli.language)],
    ['cli.head.horizon', `${day(plan.horizon.from)} – ${day(plan.horizon.to)}`],
    ['cli.head.parents', parents.join(', ')],
    ['cli.head.children', children.join(', ')],
    ['cli.head.note', plan.note],
    ['cli.head.summary', (closing as { summary?: string } | undefined)?.summary],
    ['cli.head.id', `${id} · ${cli.word('cli.head.revision')} ${revision}`],
  ]);
  const decided = actLines(
    cli,
    decisions.filter(({ type }) => type !== 'concluded'),
  );
  return [
    cli.terminal.bold(planTitle(answer)),
    fields,
    ...(decided.length > 0 ? ['', ...decided] : []),
    '',
    itemsTable(cli, plan),
    ...targetLines(cli, plan),
  ].join('\n');
}

function itemsTable(cli: Cli, { tasks, reports }: Plan): string {
  const head = [
    { head: cli.word('cli.head.itemId'), wraps: true },
    { head: cli.word('cli.head.clause') },
    { head: cli.word('cli.head.title'), wraps: true },
    { head: cli.word('cli.head.due'), wraps: true },
  ];
  const rows = [
    ...tasks.map(({ id, clause, title, timing }) => [id, clause ?? '', title, timingText(cli, timing)]),
    ...reports.map(({ id, clause, title, period, due }) => [
      id,
      clause ?? '',
      title,
      `${cli.word(`cli.cadence.${period}`)}: ${dueText(cli, due)}`,
    ]),
  ];
  return table(head, rows, cli.terminal.columns);
}

function targetLines(cli: Cli, { targets }: Plan): string[] {
  if (targets.length === 0) return [];
  const head = [
    { head: cli.word('cli.head.targetId'), wraps: true },
    { head: cli.word('cli.head.clause') },
    { head: cli.word('cli.head.indicator'), wraps: true },
    { head: cli.word('cli.head.bound'), wraps: true },
  ];
  const rows = targets.map(({ id, clause, indicator, comparator, value, valueMax, unit }) => [
    id,
    clause ?? '',
    indicator,
    boundText(cli, { comparator, bound: value, boundMax: valueMax, unit }),
  ]);
  return ['', table(head, rows, cli.terminal.columns)];
}

function timingText(cli: Cli, timing: Timing): string {
  switch (timing.kind) {
    case 'dated':
      return dueText(cli, timing.due);
    case 'periodic':
      return `${cli.word(`cli.cadence.${timing.period}`)}: ${dueText(cli, timing.due)}`;
    case 'standing':
      return cli.word('cli.timing.standing');
    case 'awaiting':
      return cli.word('cli.timing.awaiting', { key: timing.guidance.key });
    case 'undated':
      return cli.word('cli.timing.undated', { n: timing.reviewAfterDays });
  }
}

/** A rule for a due day, as a plan states it. */
function dueText(cli: Cli, due: DueRule): string {
  const monthDay = (text: string) => (cli.language === 'vi' ? text.split('-').toReversed().join('/') : text);
  if ('on' in due) return dayText(due.on, cli.language);
  if ('monthDay' in due) return cli.word(due.before ? 'cli.due.before' : 'cli.due.day', { day: monthDay(due.monthDay) });
  if ('dayOfMonth' in due) return cli.word(`cli.due.${due.of}`, { n: due.dayOfMonth });
  if ('within' in due)
    return cli.word(`cli.due.${due.unit}`, { n: numberText(due.within, cli.language), after: cli.word(`cli.due.after.${due.after}`) });
  if ('endOf' in due) return cli.word('cli.due.endOf');
  return cli.word('cli.due.before', { day: dayText(due.before, cli.language) });
}
