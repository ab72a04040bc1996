import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { dayOfText } from '../instant.js';
import { problemLine } from '../told.js';
import { fieldsText } from './fields.js';
import { planTitle } from './plans.js';

/** What a check found: problems and warnings by line, else what the plan comes to. */
export function checkText(cli: Cli, { problems, warnings, summary }: AnswerOf<typeof operations.plans.check>, file: string): string {
  const { terminal, language } = cli;
  const lines = [
    ...problems.map((found) => `${terminal.red('✗')} ${problemLine(found, language, file)}`),
    ...warnings.map((found) => `${terminal.yellow('!')} ${problemLine(found, language, file)}`),
  ];
  const verdict =
    problems.length > 0
      ? `${terminal.red('✗')} ${cli.word('cli.check.bad', { n: problems.length })}`
      : `${terminal.green('✓')} ${cli.word('cli.check.good', { warnings: warnings.length })}`;
  const fields = summary && [
    ['cli.head.recipients', String(summary.recipients)] as const,
    ['cli.head.rounds', String(summary.rounds)] as const,
    ['cli.head.duties', String(summary.duties)] as const,
    ['cli.head.firstDue', summary.firstDueMs === undefined ? undefined : dayOfText(summary.firstDueMs, language)] as const,
    ['cli.head.lastDue', summary.lastDueMs === undefined ? undefined : dayOfText(summary.lastDueMs, language)] as const,
  ];
  return [...lines, verdict, ...(fields ? [fieldsText(cli, fields)] : [])].join('\n');
}

/** A draft that was kept, with what its drafter should see. */
export function draftText(cli: Cli, plan: AnswerOf<typeof operations.plans.draft>, file: string): string {
  const { warnings = [] } = plan;
  return [
    `${cli.terminal.green('✓')} ${cli.word('cli.plan.drafted', { plan: planTitle(plan), id: plan.id, revision: plan.revision })}`,
    ...warnings.map((warning) => `  ${cli.terminal.yellow('!')} ${problemLine(warning, cli.language, file)}`),
  ].join('\n');
}
