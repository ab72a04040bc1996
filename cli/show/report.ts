import type { operations, ReportAnswer } from '../../contract/http-api.js';
import type { ReportForm } from '../../domain/report.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import type { DataFile } from '../data-file.js';
import { dayOfText, instantText } from '../instant.js';
import { table } from '../table.js';
import { problemLine } from '../told.js';
import { standingText } from './duties.js';
import { fieldsText, wrapped } from './fields.js';
import { saidLines } from './said.js';
import { periodShown } from './states.js';
import { figureText } from './targets.js';

type Version = ReportAnswer['versions'][number];

/** A report: whose and by when, the form with the draft and the figures before, then its versions with what was said of each. */
export function reportText(cli: Cli, { duty, form, draft, previous, versions }: ReportAnswer): string {
  const { figures, narrative } = form as ReportForm;
  const newest = versions.at(-1)?.body;
  const head = [
    { head: cli.word('cli.head.field') },
    { head: cli.word('cli.head.label'), wraps: true },
    { head: cli.word('cli.head.measure'), wraps: true },
    { head: cli.word('cli.head.previous'), right: true },
    ...(draft ? [{ head: cli.word('cli.head.draft'), right: true }] : []),
    ...(newest ? [{ head: cli.word('cli.head.submitted'), right: true }] : []),
  ];
  const rows = figures.map(({ id, label, unit, required }) => [
    id,
    required ? `${label} *` : label,
    unit,
    figureText(cli, previous?.figures[id]),
    ...(draft ? [figureText(cli, draft.body.figures[id])] : []),
    ...(newest ? [figureText(cli, newest.figures[id])] : []),
  ]);
  const texts = narrative.flatMap(({ id, label, required }) => {
    const text = newest?.narrative[id] ?? draft?.body.narrative[id] ?? '';
    return [
      `${cli.terminal.bold(required ? `${label} *` : label)} (${id})`,
      ...(text === '' ? ['  –'] : text.split('\n').flatMap((line) => indented(cli, line))),
    ];
  });
  return [
    `${cli.terminal.bold([duty.title, periodShown(cli, duty.period)].filter(Boolean).join(' · '))} · ${duty.unit.code} ${duty.unit.name}`,
    fieldsText(cli, [
      ['cli.head.status', standingText(cli, duty)],
      ['cli.head.due', duty.dueMs === undefined ? undefined : dayOfText(duty.dueMs, cli.language)],
      ['cli.head.unmapped', draft?.unmapped.join(', ')],
    ]),
    '',
    table(head, rows, cli.terminal.columns),
    ...(texts.length > 0 ? ['', ...texts] : []),
    ...versions.map((version) => versionText(cli, version)),
  ].join('\n');
}

function versionText(
  cli: Cli,
  { version, lodgedMs, late, nil, body, returned, acceptedMs, acceptedNote, diff, contentHash }: Version,
): string {
  const marks = [
    ...(late ? [cli.terminal.yellow(cli.word('cli.detail.late'))] : []),
    ...(nil ? [cli.word('cli.state.nil')] : []),
    ...(returned ? [cli.word('cli.review.returned')] : []),
    ...(acceptedMs === undefined ? [] : [cli.word('cli.review.acceptedAt', { at: instantText(acceptedMs, cli.language) })]),
  ];
  const title = cli.word('cli.report.version', { n: version, at: instantText(lodgedMs, cli.language) });
  const changes = (diff ?? []).map(({ label, before, after }) => `  ${label}: ${valueText(cli, before)} → ${valueText(cli, after)}`);
  return [
    '',
    [cli.terminal.bold(title), ...marks].join(' · '),
    `  ${cli.word('cli.receipt.content', { hash: contentHash.slice(0, 12) })}`,
    ...(body.nilReason ? indented(cli, `${cli.word('cli.head.reason')}: ${body.nilReason}`) : []),
    ...(body.lateReason ? indented(cli, `${cli.word('cli.head.lateReason')}: ${body.lateReason}`) : []),
    ...changes,
    ...(acceptedNote === undefined ? [] : saidLines(cli, { text: acceptedNote })),
    ...(returned
      ? indented(cli, cli.word('cli.report.returned', { at: instantText(returned.ms, cli.language), reason: returned.reason }))
      : []),
    ...(returned?.pins ?? []).map(({ field, comment }) => `    ${field}: ${comment}`),
  ].join('\n');
}

function indented(cli: Cli, text: string): string[] {
  return wrapped(text, cli.terminal.columns - 2).map((line) => `  ${line}`);
}

function valueText(cli: Cli, value: number | string | null): string {
  return typeof value === 'string' ? `“${value}”` : figureText(cli, value);
}

/** A draft that was saved, and what it still lacks. */
export function draftSavedText(
  cli: Cli,
  { revision, problems }: AnswerOf<typeof operations.reports.saveDraft>,
  data: DataFile | undefined,
): string {
  const lacks = problems.map((found) => `  ${cli.terminal.yellow('!')} ${problemLine(found, cli.language, data?.file)}`);
  return [`${cli.terminal.green('✓')} ${cli.word('cli.report.saved', { revision, n: problems.length })}`, ...lacks].join('\n');
}
