import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import type { Names } from '../names.js';
import { table } from '../table.js';
import { eventText } from './events.js';
import { saidText } from './said.js';
import { periodShown } from './states.js';

type Entry = AnswerOf<typeof operations.plans.timeline>['items'][number];

const CODES_NAMED = 4;

/** Events in the order of rule time, a row each; ticks of the machine are left to `--json`. */
export function timelineTable(cli: Cli, entries: readonly Entry[], names: Names): string {
  const head = [
    { head: cli.word('cli.head.at') },
    { head: cli.word('cli.head.event'), wraps: true },
    { head: cli.word('cli.head.item'), wraps: true },
    { head: cli.word('cli.head.units'), wraps: true },
    { head: cli.word('cli.head.by'), wraps: true },
    { head: cli.word('cli.head.proof') },
  ];
  const rows = entries
    .filter(({ type }) => type !== 'ticked')
    .map(({ atMs, type, item, period, units = [], actor, data, said, lane, seq, hash }) => [
      instantText(atMs, cli.language),
      [eventText(cli, type, data), saidText(cli, said)].filter(Boolean).join(': '),
      item === undefined ? '' : [names.item(item), periodShown(cli, period)].filter(Boolean).join(' · '),
      names.codes(units, CODES_NAMED),
      actor ?? '',
      `${laneMark(lane)}#${seq} ${hash.slice(0, 8)}`,
    ]);
  return table(head, rows, cli.terminal.columns) || cli.word('cli.none.events');
}

/** The lane of an event in short: the plan's own, or the number of its cascade. */
function laneMark(lane: string): string {
  return /:cascade:(\d+)$/.exec(lane)?.[1] ?? 'P';
}
