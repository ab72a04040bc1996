import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { operations } from '../../contract/http-api.js';
import { writePlanFile } from '../../contract/plan-file.js';
import type { Plan } from '../../domain/plan.js';
import { act, lodge } from '../acting.js';
import type { Cli } from '../cli.js';
import { watchCascade } from '../cascade-progress.js';
import { planOf } from '../plan-ref.js';
import { planTitle } from '../show/plans.js';
import { receiptText } from '../show/receipt.js';
import { LODGES, OPTION, type Verb } from '../verb.js';
import { draft } from './plan-files.js';

const PLAN_FILES = ['.yaml', '.yml', '.json'];

/** The acts of an issuer on a plan: issue, suspend, resume, revoke, conclude. */
export const planActVerbs: Verb[] = [
  {
    call: 'plan issue <file-or-plan>',
    words: 'cli.plan.issue',
    options: LODGES,
    async run(cli, [named = ''], options) {
      const { plan, expected } = isFile(named) ? await drafted(cli, named) : await known(cli, named);
      const decided = await lodge(cli, operations.plans.issue, { params: { plan } }, options);
      const units = await watchCascade(cli, plan, expected);
      await cli.show(decided, () => [receiptText(cli, decided), `  ${cli.word('cli.plan.issued', { id: plan, units })}`].join('\n'));
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

/** A symbol has a slash as a path has: a file is what is there, or what is named like one. */
function isFile(named: string): boolean {
  return PLAN_FILES.includes(extname(named).toLowerCase()) || existsSync(named);
}

/** A plan about to be issued, and how many bodies it is to reach. */
interface ToIssue {
  plan: string;
  expected?: number;
}

async function drafted(cli: Cli, file: string): Promise<ToIssue> {
  const plan = await draft(cli, file);
  cli.note('cli.plan.drafted', { plan: planTitle(plan), id: plan.id, revision: plan.revision });
  return known(cli, plan.id);
}

async function known(cli: Cli, named: string): Promise<ToIssue> {
  const plan = await planOf(cli, named, true);
  // Only a person who watches needs to know how many bodies are still to come.
  if (!cli.terminal.watched) return { plan };
  const { plan: document } = await cli.api.ask(operations.plans.get, { params: { plan } });
  const { summary } = await cli.api.ask(operations.plans.check, { body: { text: writePlanFile(document as Plan), format: 'yaml' } });
  return { plan, ...(summary && { expected: summary.recipients }) };
}
