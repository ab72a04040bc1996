import type { operations } from '../../contract/http-api.js';
import type { Plan } from '../../domain/plan.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { dayOfText, instantText } from '../instant.js';
import { itemOf } from '../names.js';
import { padded, table, widthOf } from '../table.js';
import { problemLine } from '../told.js';
import { eventText, whyText } from './events.js';
import { hanging, wrapped } from './fields.js';
import { periodShown, stateText } from './states.js';

export type RehearsalAnswer = AnswerOf<typeof operations.plans.rehearse>;

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
    datesText(cli, answer, plan),
    heading(cli.word('cli.rehearsal.units')),
    unitsTable(cli, answer),
    heading(cli.word('cli.rehearsal.timeline')),
    timelineText(cli, answer, plan),
    ...(refused.length > 0 ? [heading(cli.word('cli.rehearsal.refused', { n: refused.length }))] : []),
    ...refused.map(({ atMs, command, problem }) => `${instantText(atMs, cli.language)}  ${command}  ${problemLine(problem, cli.language)}`),
  ].join('\n');
}

/** Dates by item: each period from when to when, and why then. */
function datesText(cli: Cli, { rounds }: RehearsalAnswer, plan: Plan): string {
  const day = (ms: number | undefined) => (ms === undefined ? '–' : dayOfText(ms, cli.language));
  const width = Math.max(...rounds.map(({ period }) => widthOf(periodShown(cli, period))));
  const lines: string[] = [];
  let last: string | undefined;
  for (const { item, period, opensMs, dueMs, holders, why } of rounds) {
    if (item !== last)
      lines.push(...wrapped(cli.word('cli.rehearsal.item', { title: itemOf(cli, plan, item), item, n: holders }), cli.terminal.columns));
    last = item;
    const shown = periodShown(cli, period);
    const name = shown === '' ? '' : `${padded(shown, width)}  `;
    lines.push(hanging(`  ${name}${padded(day(opensMs), DAY)} → ${padded(day(dueMs), DAY)}  `, whysText(cli, why), cli.terminal.columns));
  }
  return lines.join('\n');
}

/** Columns of a day. */
const DAY = 10;

function whysText(cli: Cli, why: RehearsalAnswer['rounds'][number]['why']): string {
  return why.map((each) => whyText(cli, each)).join('; ');
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

/** What would happen, in order of time: when, what, of which item, to whom, and beneath it why. */
function timelineText(cli: Cli, { entries, byUnit }: RehearsalAnswer, plan: Plan): string {
  const codes = new Map(byUnit.map(({ unit, code }) => [unit, code]));
  const { columns } = cli.terminal;
  return entries
    .map(({ atMs, type, item, period, units, data, why }) => {
      const at = `${instantText(atMs, cli.language)}  `;
      const what = [
        eventText(cli, type, data),
        item === undefined ? '' : [itemOf(cli, plan, item), periodShown(cli, period)].filter(Boolean).join(', '),
        unitsShown(cli, units, codes),
      ];
      const line = hanging(at, what.filter(Boolean).join(' · '), columns);
      if (why.length === 0) return line;
      return `${line}\n${cli.terminal.dim(hanging(' '.repeat(widthOf(at)), cli.word('cli.rehearsal.why', { why: whysText(cli, why) }), columns))}`;
    })
    .join('\n');
}

function unitsShown(cli: Cli, units: string[], codes: ReadonlyMap<string, string>): string {
  const named = units.slice(0, CODES_NAMED).map((unit) => codes.get(unit) ?? unit);
  const more = units.length - named.length;
  return more > 0 ? cli.word('cli.andMore', { what: named.join(', '), more }) : named.join(', ');
}
