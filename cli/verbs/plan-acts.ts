import { isDeepStrictEqual } from 'node:util';
import { type DecidedAnswer, operations } from '../../contract/http-api.js';
import { writePlanFile } from '../../contract/plan-file.js';
import type { Plan } from '../../domain/plan.js';
import { act, lodge } from '../acting.js';
import type { Cli } from '../cli.js';
import { watchCascade } from '../cascade-progress.js';
import { CliProblem } from '../exit.js';
import { isPlanFile } from '../files.js';
import { planOf } from '../plan-ref.js';
import { planTitle } from '../show/plans.js';
import { receiptText } from '../show/receipt.js';
import { LODGES, type Options, OPTION, type Verb } from '../verb.js';
import { draft, planIn } from './plan-files.js';

/** The acts of an issuer on a plan: issue, suspend, resume, revoke, conclude. */
export const planActVerbs: Verb[] = [
  {
    call: 'plan issue <file-or-plan>',
    words: 'cli.plan.issue',
    options: LODGES,
    async run(cli, [named = ''], options) {
      const { plan, expected } = isPlanFile(named) ? await drafted(cli, named, options.key) : await known(cli, named);
      const decided = await issue(cli, plan, options);
      // Said before the cascade is watched: whoever goes away meanwhile has the receipt.
      await cli.show(decided, () => receiptText(cli, decided));
      const units = await watchCascade(cli, plan, expected);
      const word = units === undefined ? 'cli.plan.issuing' : 'cli.plan.issued';
      if (!cli.terminal.json) cli.terminal.out(`  ${cli.word(word, { id: plan, units: units ?? 0 })}`);
    },
  },
  {
    call: 'plan suspend <plan>',
    words: 'cli.plan.suspend',
    options: [OPTION.reason, ...LODGES],
    async run(cli, [named = ''], options) {
      await act(cli, operations.plans.suspend, { params: { plan: await planOf(cli, named) }, body: { reason: options.reason } }, options);
    },
  },
  {
    call: 'plan resume <plan>',
    words: 'cli.plan.resume',
    options: [
      { flags: '--dates <how>', words: 'cli.option.dates', choices: ['shift', 'same'] },
      { ...OPTION.reason, required: false },
      ...LODGES,
    ],
    async run(cli, [named = ''], options) {
      const { dates, reason } = options;
      await act(cli, operations.plans.resume, { params: { plan: await planOf(cli, named) }, body: { dates, reason } }, options);
    },
  },
  {
    call: 'plan revoke <plan>',
    words: 'cli.plan.revoke',
    options: [OPTION.reason, ...LODGES],
    async run(cli, [named = ''], options) {
      await act(cli, operations.plans.revoke, { params: { plan: await planOf(cli, named) }, body: { reason: options.reason } }, options);
    },
  },
  {
    call: 'plan conclude <plan>',
    words: 'cli.plan.conclude',
    options: [{ flags: '--summary <text>', words: 'cli.option.summary', required: true }, ...LODGES],
    async run(cli, [named = ''], options) {
      await act(
        cli,
        operations.plans.conclude,
        { params: { plan: await planOf(cli, named) }, body: { summary: options.summary } },
        options,
      );
    },
  },
];

/** A plan about to be issued, and how many bodies it is to reach. */
interface ToIssue {
  plan: string;
  expected?: number;
}

/** Where it is not known whether the issue arrived, it is the draft that is to be issued again, not the file. */
async function issue(cli: Cli, plan: string, options: Options): Promise<DecidedAnswer> {
  try {
    return await lodge(cli, operations.plans.issue, { params: { plan } }, options);
  } catch (error) {
    if (!(error instanceof CliProblem) || error.key !== 'cli.bad.lostCommand') throw error;
    throw new CliProblem(error.exit, 'cli.bad.lostIssue', { ...error.data, plan });
  }
}

/** Drafts a file; with a key that was used before, what became of the file then is taken up again. */
async function drafted(cli: Cli, file: string, key: string | undefined): Promise<ToIssue> {
  const before = key === undefined ? undefined : await draftedBefore(cli, file);
  if (before !== undefined) return known(cli, before);
  const plan = await draft(cli, file);
  cli.note('cli.plan.drafted', { plan: planTitle(plan), id: plan.id, revision: plan.revision });
  return known(cli, plan.id);
}

/** The plan that this very file became before: the same document under the same symbol and issuer. */
async function draftedBefore(cli: Cli, file: string): Promise<string | undefined> {
  const document = await planIn(cli, file);
  const { symbol, issuer } = document;
  if (symbol === undefined) return undefined;
  const found = await cli.api.all(operations.plans.list, { query: { q: symbol } });
  for (const { id } of found.filter((plan) => plan.symbol === symbol && plan.issuer.code === issuer)) {
    const { plan } = await cli.api.ask(operations.plans.get, { params: { plan: id } });
    if (isDeepStrictEqual(plan, document)) return id;
  }
  return undefined;
}

async function known(cli: Cli, named: string): Promise<ToIssue> {
  const plan = await planOf(cli, named, true);
  // Only a person who watches needs to know how many bodies are still to come.
  if (!cli.terminal.watched) return { plan };
  const { plan: document } = await cli.api.ask(operations.plans.get, { params: { plan } });
  const { summary } = await cli.api.ask(operations.plans.check, { body: { text: writePlanFile(document as Plan), format: 'yaml' } });
  return { plan, ...(summary && { expected: summary.recipients }) };
}
