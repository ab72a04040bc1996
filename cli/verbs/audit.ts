import { operations } from '../../contract/http-api.js';
import { numberOf } from '../acting.js';
import { EXIT, type ExitCode } from '../exit.js';
import { planOf } from '../plan-ref.js';
import { receiptText } from '../show/receipt.js';
import { table } from '../table.js';
import { OPTION, type Verb } from '../verb.js';

/** Proof: the chain of events, and what became of a command. */
export const auditVerbs: Verb[] = [
  {
    call: 'audit verify',
    words: 'cli.audit.verify',
    options: [{ flags: '--plan <plan>', words: 'cli.option.plan' }],
    async run(cli, _args, { plan }): Promise<ExitCode> {
      const of = plan === undefined ? undefined : await planOf(cli, plan);
      const answer = await cli.api.ask(operations.audit.verify, { query: { plan: of } });
      const head = [
        { head: cli.word('cli.head.lane') },
        { head: cli.word('cli.head.events'), right: true },
        { head: cli.word('cli.head.hash') },
        { head: cli.word('cli.head.status'), wraps: true },
      ];
      await cli.show(answer, () => {
        const rows = answer.lanes.map(({ lane, events, head: hash, badSeq, problem }) => [
          lane,
          String(events),
          hash.slice(0, 16) || '–',
          badSeq === undefined
            ? cli.word('cli.audit.whole')
            : cli.terminal.red(cli.word('cli.audit.broken', { seq: badSeq, problem: problem ?? '' })),
        ]);
        const verdict = answer.ok
          ? `${cli.terminal.green('✓')} ${cli.word('cli.audit.ok', { n: answer.lanes.length })}`
          : `${cli.terminal.red('✗')} ${cli.word('cli.audit.bad')}`;
        return [table(head, rows, cli.terminal.columns), verdict].filter(Boolean).join('\n');
      });
      return answer.ok ? EXIT.ok : EXIT.refused;
    },
  },
  {
    call: 'command show <command>',
    words: 'cli.command.show',
    options: [OPTION.wait],
    async run(cli, [command = ''], { wait }) {
      const waitMs = numberOf('--wait', wait, { min: 0, max: 86_400 }, 0) * 1000;
      const decided = await cli.api.decided(command, waitMs);
      await cli.show(decided, () => receiptText(cli, decided));
    },
  },
];
