import { operations } from '../../contract/http-api.js';
import { namesOf } from '../names.js';
import { planOf } from '../plan-ref.js';
import { consolidatedText } from '../show/consolidated.js';
import { timelineTable } from '../show/timeline.js';
import { OPTION, type Verb } from '../verb.js';

const SHOWN = 100;

/** What happened under a plan, and what came of it. */
export const timelineVerbs: Verb[] = [
  {
    call: 'timeline <plan>',
    words: 'cli.timeline',
    options: [OPTION.unit, OPTION.item, { flags: '--all', words: 'cli.option.all' }],
    async run(cli, [named = ''], { unit, item, all }) {
      const plan = await planOf(cli, named);
      const asked = { params: { plan }, query: { unit, item } };
      const answer = all
        ? { items: await cli.api.all(operations.plans.timeline, asked) }
        : await cli.api.ask(operations.plans.timeline, { ...asked, query: { ...asked.query, limit: SHOWN } });
      await cli.show(answer, async () => timelineTable(cli, answer.items, await namesOf(cli, plan)));
      if ('next' in answer && answer.next !== undefined) cli.note('cli.more', { shown: answer.items.length });
    },
  },
  {
    call: 'consolidated <plan> <item> <period>',
    words: 'cli.consolidated',
    async run(cli, [named = '', item = '', period = '']) {
      const plan = await planOf(cli, named);
      const answer = await cli.api.ask(operations.plans.consolidated, { params: { plan, item, period } });
      await cli.show(answer, async () => consolidatedText(cli, answer, await namesOf(cli, plan)));
    },
  },
];
