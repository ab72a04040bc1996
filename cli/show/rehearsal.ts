import type { Plan } from '../../domain/plan.js';
import type { Cli } from '../cli.js';
import { dayOfText, instantText } from '../instant.js';
import { itemOf } from '../names.js';
import { table } from '../table.js';
import { problemLine } from '../told.js';
import type { RehearsalAnswer } from '../verbs/rehearsal.js';
import { eventText, whyText } from './events.js';
import { periodShown, stateText } from './states.js';

const CODES_NAMED = 4;

/** A rehearsal on paper: its dates with their reasons, what each body would meet, then day by day what would happen. */
export function rehearsalText(cli: Cli, answer: RehearsalAnswer, plan: Plan): string {
  const { issuedMs, untilMs, warnings, refused } = answer;
  const span = { from: dayOfText(issuedMs, cli.language), to: dayOfText(untilMs, cli.language), n: answer.entries.length };
  const heading = (text: string) => `\n${cli.terminal.bold(text)}`;
  return [
    cli.terminal.bold(cli.word('cli.rehearsal.title', span)),
    ...warnings.map((warning) => `${cli.terminal.yellow('!')} ${problemLine(warning, cli.language)}`),
    heading(cli.word('cli.rehearsal.dates')),
    datesTable(cli, answer, plan),
    heading(cli.word('cli.rehearsal.units')),
    unitsTable(cli, answer),
    heading(cli.word('cli.rehearsal.timeline')),
    timelineTable(cli, answer, plan),
    ...(refused.length > 0 ? [heading(cli.word('cli.rehearsal.refused', { n: refused.length }))] : []),
    ...refused.map(({ atMs, command, problem }) => `${instantText(atMs, cli.language)}  ${command}  ${problemLine(problem, cli.language)}`),
  ].join('\n');
}

function datesTable(cli: Cli, { rounds }: RehearsalAnswer, plan: Plan): string {
  const head = [
    { head: cli.word('cli.head.item'), wraps: true },
    { head: cli.word('cli.head.period') },
    { head: cli.word('cli.head.opens') },
    { head: cli.word('cli.head.due') },
    { head: cli.word('cli.head.holders'), right: true },
    { head: cli.word('cli.head.why'), wraps: true },
  ];
  const rows = rounds.map(({ item, period, opensMs, dueMs, holders, why }) => [
    itemOf(cli, plan, item),
    periodShown(cli, period),
    dayOfText(opensMs, cli.language),
    dueMs === undefined ? '–' : dayOfText(dueMs, cli.language),
    String(holders),
    why.map((each) => whyText(cli, each)).join('; '),
  ]);
  return table(head, rows, cli.terminal.columns);
}

function unitsTable(cli: Cli, { byUnit }: RehearsalAnswer): string {
  const head = [
    { head: cli.word('cli.head.unit') },
    { head: cli.word('cli.head.duties'), right: true },
    { head: cli.word('cli.head.reminders'), right: true },
    { head: cli.word('cli.head.rungs'), right: true },
    { head: cli.word('cli.head.fellDue'), right: true },
    { head: cli.word('cli.head.returned'), right: true },
    { head: cli.word('cli.head.atEnd'), wraps: true },
  ];
  const rows = byUnit.map(({ code, duties, reminders, rungs, fellDue, returned, states }) => [
    code,
    String(duties),
    String(reminders),
    String(Object.values(rungs).reduce<number>((sum, n) => sum + (n ?? 0), 0)),
    String(fellDue),
    String(returned),
    Object.entries(states)
      .map(([state, n]) => `${stateText(cli, state)} ${n}`)
      .join(', '),
  ]);
  return table(head, rows, cli.terminal.columns);
}

function timelineTable(cli: Cli, { entries, byUnit }: RehearsalAnswer, plan: Plan): string {
  const codes = new Map(byUnit.map(({ unit, code }) => [unit, code]));
  const head = [
    { head: cli.word('cli.head.at') },
    { head: cli.word('cli.head.event'), wraps: true },
    { head: cli.word('cli.head.item'), wraps: true },
    { head: cli.word('cli.head.units'), wraps: true },
    { head: cli.word('cli.head.why'), wraps: true },
  ];
  const rows = entries.map(({ atMs, type, item, period, units, data, why }) => [
    instantText(atMs, cli.language),
    eventText(cli, type, data),
    item === undefined ? '' : [itemOf(cli, plan, item), periodShown(cli, period)].filter(Boolean).join(' · '),
    unitsShown(cli, units, codes),
    why.map((each) => whyText(cli, each)).join('; '),
  ]);
  return table(head, rows, cli.terminal.columns);
}

function unitsShown(cli: Cli, units: string[], codes: ReadonlyMap<string, string>): string {
  const named = units.slice(0, CODES_NAMED).map((unit) => codes.get(unit) ?? unit);
  const more = units.length - named.length;
  return more > 0 ? cli.word('cli.andMore', { what: named.join(', '), more }) : named.join(', ');
}
