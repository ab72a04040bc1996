import type { operations } from '../../contract/http-api.js';
import { DUTY_KINDS, DUTY_STATES } from '../../domain/duty.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import type { Names } from '../names.js';
import { table } from '../table.js';
import { planHeading } from './plans.js';
import { codeText, periodShown, stateText } from './states.js';

type Status = AnswerOf<typeof operations.plans.status>;

/** Where a plan stands: duties by kind and state, the funnel by level, and what fires next. */
export function statusText(cli: Cli, { plan, counts, byKind, stale, funnel, nextFiring }: Status, names: Names): string {
  const states = DUTY_STATES.filter((state) => (counts[state] ?? 0) > 0);
  const head = [
    { head: cli.word('cli.head.duties'), wraps: true },
    ...states.map((state) => ({ head: stateText(cli, state), right: true, wraps: true })),
    { head: cli.word('cli.head.all'), right: true },
  ];
  const row = (name: string, of: Record<string, number>) => [
    name,
    ...states.map((state) => String(of[state] ?? 0)),
    String(Object.values(of).reduce((sum, n) => sum + n, 0)),
  ];
  const kinds = DUTY_KINDS.filter((kind) => byKind[kind] !== undefined);
  const rows = [...kinds.map((kind) => row(codeText(cli, 'dutyKind', kind), byKind[kind]!)), row(cli.word('cli.head.all'), counts)];
  const next = nextFiring && {
    at: instantText(nextFiring.atMs, cli.language),
    what: codeText(cli, 'point', nextFiring.kind),
    item: [names.item(nextFiring.item), periodShown(cli, nextFiring.period)].filter(Boolean).join(', '),
  };
  return [
    planHeading(cli, plan),
    '',
    table(head, rows, cli.terminal.columns),
    ...(stale > 0 ? [cli.terminal.yellow(cli.word('cli.status.stale', { n: stale }))] : []),
    '',
    funnelTable(cli, funnel),
    '',
    next ? cli.word('cli.status.next', next) : cli.word('cli.status.nothingNext'),
  ].join('\n');
}

/** The funnel by level of the tree: issued to, received, own plan, reporting. */
export function funnelTable(cli: Cli, funnel: Status['funnel']): string {
  const head = [
    { head: cli.word('cli.head.level'), right: true },
    { head: cli.word('cli.head.issuedTo'), right: true },
    { head: cli.word('cli.head.received'), right: true },
    { head: cli.word('cli.head.ownPlan'), right: true },
    { head: cli.word('cli.head.reporting'), right: true },
  ];
  const rows = funnel.map(({ level, issued, received, ownPlan, reporting }) => [level, issued, received, ownPlan, reporting].map(String));
  return table(head, rows, cli.terminal.columns);
}
