import { existsSync, writeFileSync } from 'node:fs';
import { operations } from '../../contract/http-api.js';
import { numberOf } from '../acting.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { CliProblem, EXIT, type ExitCode } from '../exit.js';
import { readText } from '../files.js';
import { newHeadKey, readHead, writeHead } from '../head-file.js';
import { instantText } from '../instant.js';
import { planOf } from '../plan-ref.js';
import { receiptText } from '../show/receipt.js';
import { table } from '../table.js';
import { OPTION, type Verb } from '../verb.js';

type Proof = AnswerOf<typeof operations.audit.verify>;

const SIGNED_WITH = { flags: '--signed-with <file>', words: 'cli.option.signedWith' } as const;

/** Proof: the chain of events, its heads kept outside, and what became of a command. */
export const auditVerbs: Verb[] = [
  {
    call: 'audit verify',
    words: 'cli.audit.verify',
    options: [{ flags: '--plan <plan>', words: 'cli.option.plan' }, { flags: '--head <file>', words: 'cli.option.head' }, SIGNED_WITH],
    async run(cli, _args, { plan, head, signedWith }): Promise<ExitCode> {
      const answer = head === undefined ? await verified(cli, plan) : await verifiedAgainst(cli, head, signedWith);
      await cli.show(answer, () => proofText(cli, answer));
      return answer.ok ? EXIT.ok : EXIT.refused;
    },
  },
  {
    call: 'audit export-head',
    words: 'cli.audit.exportHead',
    options: [
      { ...SIGNED_WITH, required: true },
      { flags: '--out <file>', words: 'cli.option.out' },
    ],
    async run(cli, _args, { signedWith = '', out }): Promise<ExitCode> {
      const answer = await verified(cli);
      if (!answer.ok) {
        await cli.show(answer, () => proofText(cli, answer));
        return EXIT.refused;
      }
      const heads = answer.lanes.map(({ lane, events, head }) => ({ lane, seq: events, hash: head }));
      const text = writeHead(heads, Date.now(), await privateKeyIn(cli, signedWith));
      if (out === undefined) cli.terminal.out(text.trimEnd());
      else {
        writeFileSync(out, text);
        cli.note('cli.audit.exported', { n: heads.length, file: out });
      }
      return EXIT.ok;
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

async function verified(cli: Cli, plan?: string): Promise<Proof> {
  const of = plan === undefined ? undefined : await planOf(cli, plan);
  return cli.api.ask(operations.audit.verify, { query: { plan: of } });
}

/** The signature is proved here, by who keeps the head: the server is only asked for the events. */
async function verifiedAgainst(cli: Cli, file: string, signedWith: string | undefined): Promise<Proof> {
  const head = readHead(await readText(file), signedWith === undefined ? undefined : await readText(signedWith));
  if (!head) throw new CliProblem(EXIT.refused, 'cli.bad.head', { file });
  cli.note('cli.audit.head', { at: instantText(head.atMs, cli.language), key: head.key });
  return cli.api.ask(operations.audit.verifyAgainst, { body: { heads: head.heads } });
}

/** The key to sign with, made where there is none yet: it stays with who keeps the heads, and never comes to the server. */
async function privateKeyIn(cli: Cli, file: string): Promise<string> {
  if (!existsSync(file)) {
    writeFileSync(file, newHeadKey(), { mode: 0o600, flag: 'wx' });
    cli.note('cli.audit.newKey', { file });
  }
  return readText(file);
}

function proofText(cli: Cli, answer: Proof): string {
  const head = [
    { head: cli.word('cli.head.lane') },
    { head: cli.word('cli.head.events'), right: true },
    { head: cli.word('cli.head.hash') },
    { head: cli.word('cli.head.status'), wraps: true },
  ];
  const rows = answer.lanes.map(({ lane, events, head: hash, badSeq, problem }) => [
    lane,
    String(events),
    hash.slice(0, 16) || '–',
    badSeq === undefined
      ? cli.word('cli.audit.whole')
      : cli.terminal.red(cli.word('cli.audit.broken', { seq: badSeq, problem: cli.word(`cli.audit.problem.${problem ?? 'hash'}`) })),
  ]);
  const verdict = answer.ok
    ? `${cli.terminal.green('✓')} ${cli.word('cli.audit.ok', { n: answer.lanes.length })}`
    : `${cli.terminal.red('✗')} ${cli.word('cli.audit.bad')}`;
  return [table(head, rows, cli.terminal.columns), verdict].filter(Boolean).join('\n');
}
