import { operations } from '../../contract/http-api.js';
import { PLAN_STATUSES } from '../../contract/http-api-plans.js';
import { namesOf } from '../names.js';
import { planOf } from '../plan-ref.js';
import { cascadeText } from '../show/cascade.js';
import { matrixText } from '../show/matrix.js';
import { plansTable, planText } from '../show/plans.js';
import { statusText } from '../show/status.js';
import { targetsText } from '../show/targets.js';
import { OPTION, type Verb } from '../verb.js';

/** Plans as they are read: list, document, standing, cascade, matrix of reports, targets. */
export const planVerbs: Verb[] = [
  {
    call: 'plan list',
    words: 'cli.plan.list',
    options: [
      { flags: '--q <text>', words: 'cli.option.q' },
      { flags: '--status <status>', words: 'cli.option.status', choices: PLAN_STATUSES },
    ],
    async run(cli, _args, { q, status }) {
      const items = await cli.api.all(operations.plans.list, { query: { q, status } });
      await cli.show({ items }, () => plansTable(cli, items));
    },
  },
  {
    call: 'plan show <plan>',
    words: 'cli.plan.show',
    async run(cli, [named = '']) {
      const answer = await cli.api.ask(operations.plans.get, { params: { plan: await planOf(cli, named) } });
      await cli.show(answer, () => planText(cli, answer));
    },
  },
  {
    call: 'plan status <plan>',
    words: 'cli.plan.status',
    async run(cli, [named = '']) {
      const plan = await planOf(cli, named);
      const answer = await cli.api.ask(operations.plans.status, { params: { plan } });
      await cli.show(answer, async () => statusText(cli, answer, await namesOf(cli, plan)));
    },
  },
  {
    call: 'plan cascade <plan>',
    words: 'cli.plan.cascade',
    options: [{ flags: '--under <unit>', words: 'cli.option.under' }],
    async run(cli, [named = ''], { under }) {
      const plan = await planOf(cli, named);
      const answer = await cli.api.ask(operations.plans.cascade, { params: { plan }, query: { under, limit: 200 } });
      // The list of bodies comes in pages within one answer.
      for (let cursor = answer.units.next; cursor !== undefined;) {
        const more = await cli.api.ask(operations.plans.cascade, { params: { plan }, query: { under, limit: 200, cursor } });
        answer.units.items.push(...more.units.items);
        cursor = more.units.next;
      }
      delete answer.units.next;
      await cli.show(answer, () => cascadeText(cli, answer));
    },
  },
  {
    call: 'plan matrix <plan>',
    words: 'cli.plan.matrix',
    options: [OPTION.item],
    async run(cli, [named = ''], { item }) {
      const plan = await planOf(cli, named);
      const answer = await cli.api.ask(operations.plans.matrix, { params: { plan }, query: { item, limit: 200 } });
      for (let cursor = answer.rows.next; cursor !== undefined;) {
        const more = await cli.api.ask(operations.plans.matrix, { params: { plan }, query: { item, limit: 200, cursor } });
        answer.rows.items.push(...more.rows.items);
        cursor = more.rows.next;
      }
      delete answer.rows.next;
      await cli.show(answer, () => matrixText(cli, answer));
    },
  },
  {
    call: 'plan targets <plan>',
    words: 'cli.plan.targets',
    options: [OPTION.on],
    async run(cli, [named = ''], { on }) {
      const plan = await planOf(cli, named);
      const answer = await cli.api.ask(operations.plans.targets, { params: { plan }, query: { on } });
      await cli.show(answer, async () => targetsText(cli, answer.items, await namesOf(cli)));
    },
  },
];
