import { operations } from '../../contract/http-api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import { dutyRows } from '../show/duties.js';
import { wrapped } from '../show/fields.js';
import { saidLines } from '../show/said.js';
import type { AnswerOf } from '../api.js';
import { OPTION, type Verb } from '../verb.js';

const BUCKETS = ['today', 'returned', 'urged', 'soon', 'toReview'] as const;
const NOTICES_SHOWN = 50;
/** Notices that one request may mark. */
const MARKED_AT_ONCE = 500;

type Notice = AnswerOf<typeof operations.inbox.notices>['items'][number];

/** What a person's bodies have to do, and what they were told. */
export const inboxVerbs: Verb[] = [
  {
    call: 'inbox',
    words: 'cli.inbox',
    options: [OPTION.unit],
    async run(cli, _args, { unit }) {
      const answer = await cli.api.ask(operations.inbox.get, { query: { unit } });
      await cli.show(answer, () => {
        const parts = BUCKETS.flatMap((bucket) =>
          answer[bucket].length === 0
            ? []
            : [`${cli.terminal.bold(cli.word(`cli.inbox.${bucket}`, { n: answer[bucket].length }))}\n${dutyRows(cli, answer[bucket])}`],
        );
        return [
          ...(parts.length === 0 ? [cli.word('cli.none.inbox')] : parts),
          cli.word('cli.inbox.awaiting', { n: answer.awaiting }),
        ].join('\n\n');
      });
    },
  },
  {
    call: 'notices',
    words: 'cli.notices',
    options: [
      { flags: '--unread', words: 'cli.option.unread' },
      { flags: '--all', words: 'cli.option.all' },
      { flags: '--mark-read', words: 'cli.option.markRead' },
    ],
    async run(cli, _args, { unread, all, markRead }) {
      const query = { unread: unread ?? undefined };
      const answer = all
        ? { items: await cli.api.all(operations.inbox.notices, { query }) }
        : await cli.api.ask(operations.inbox.notices, { query: { ...query, limit: NOTICES_SHOWN } });
      await cli.show(answer, () => answer.items.map((notice) => noticeText(cli, notice)).join('\n\n') || cli.word('cli.none.notices'));
      if ('next' in answer && answer.next !== undefined) cli.note('cli.more', { shown: answer.items.length });
      if (markRead) await mark(cli, answer.items);
    },
  },
];

function noticeText(cli: Cli, { title, line, why, said, atMs, symbol, plan, readMs, tier }: Notice): string {
  const mark = readMs === undefined ? '●' : ' ';
  const coloured = tier === 'overdue' ? cli.terminal.red(title) : tier === 'behind' ? cli.terminal.yellow(title) : title;
  const words = [line, why].flatMap((text) => wrapped(text, cli.terminal.columns - 2)).map((text) => `  ${text}`);
  return [
    `${mark} ${cli.terminal.bold(coloured)}`,
    ...words,
    ...saidLines(cli, said),
    cli.terminal.dim(`  ${instantText(atMs, cli.language)} · ${symbol ?? plan}`),
  ].join('\n');
}

async function mark(cli: Cli, notices: readonly Notice[]): Promise<void> {
  const unread = notices.filter(({ readMs }) => readMs === undefined).map(({ id }) => id);
  for (let from = 0; from < unread.length; from += MARKED_AT_ONCE)
    await cli.api.ask(operations.inbox.read, { body: { notices: unread.slice(from, from + MARKED_AT_ONCE) } });
}
