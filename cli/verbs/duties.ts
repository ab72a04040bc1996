import { operations } from '../../contract/http-api.js';
import { DUTY_KINDS, DUTY_STATES, ONCE } from '../../domain/duty.js';
import { act, numberOf } from '../acting.js';
import { CliProblem, EXIT } from '../exit.js';
import { planOf } from '../plan-ref.js';
import { dutiesTable, dutyText } from '../show/duties.js';
import { LODGES, type Options, OPTION, type Verb } from '../verb.js';

const PERCENT = { min: 0, max: 100 };
const COUNT = { min: -1e15, max: 1e15 };

/** Duties: the list, and what bodies do about them: receive, make progress, urge, decide on a proposal. */
export const dutyVerbs: Verb[] = [
  {
    call: 'duty list',
    words: 'cli.duty.list',
    options: [
      { flags: '--plan <plan>', words: 'cli.option.plan' },
      OPTION.unit,
      { flags: '--kind <kind>', words: 'cli.option.kind', choices: DUTY_KINDS },
      { flags: '--state <state>', words: 'cli.option.state', choices: DUTY_STATES },
    ],
    async run(cli, _args, { plan, unit, kind, state }) {
      const of = plan === undefined ? undefined : await planOf(cli, plan);
      const items = await cli.api.all(operations.duties.list, { query: { plan: of, unit, kind, state } });
      await cli.show({ items }, () => dutiesTable(cli, items));
    },
  },
  {
    call: 'duty show <plan> <unit> <item>',
    words: 'cli.duty.show',
    options: [OPTION.period],
    async run(cli, [named = '', unit = '', item = ''], { period = ONCE }) {
      const params = { plan: await planOf(cli, named), unit, item, period };
      const answer = await cli.api.ask(operations.duties.get, { params });
      await cli.show(answer, () => dutyText(cli, answer));
    },
  },
  {
    call: 'receipt <plan> <unit>',
    words: 'cli.receipt',
    options: LODGES,
    async run(cli, [named = '', unit = ''], options) {
      await act(cli, operations.duties.receive, { params: { plan: await planOf(cli, named), unit } }, options);
    },
  },
  {
    call: 'progress <plan> <unit> <item>',
    words: 'cli.progress',
    options: [
      OPTION.period,
      { flags: '--percent <number>', words: 'cli.option.percent' },
      { flags: '--value <number>', words: 'cli.option.value' },
      { flags: '--done', words: 'cli.option.done' },
      { flags: '--note <text>', words: 'cli.option.note' },
      { flags: '--symbol <symbol>', words: 'cli.option.productSymbol' },
      { flags: '--name <text>', words: 'cli.option.productName' },
      { flags: '--on <day>', words: 'cli.option.productOn' },
      { flags: '--count <number>', words: 'cli.option.productCount' },
      { flags: '--decision <symbol>', words: 'cli.option.productDecision' },
      { flags: '--address <text>', words: 'cli.option.productAddress' },
      ...LODGES,
    ],
    async run(cli, [named = '', unit = '', item = ''], options) {
      const body = progressOf(options);
      if (Object.keys(body).length === 0) throw new CliProblem(EXIT.usage, 'cli.bad.nothingToReport');
      const params = { plan: await planOf(cli, named), unit, item, period: options.period ?? ONCE };
      await act(cli, operations.duties.progress, { params, body }, options);
    },
  },
  {
    call: 'urge <plan> <unit> <item>',
    words: 'cli.urge',
    options: [OPTION.period, { flags: '--text <text>', words: 'cli.option.urgeText', required: true, many: true }, ...LODGES],
    async run(cli, [named = '', unit = '', item = ''], options) {
      const params = { plan: await planOf(cli, named), unit, item, period: options.period ?? ONCE };
      await act(cli, operations.duties.urge, { params, body: { text: (options.text ?? []).join('\n') } }, options);
    },
  },
  {
    call: 'review-decision <plan> <unit> <item>',
    words: 'cli.reviewDecision',
    options: [
      OPTION.period,
      { flags: '--decide <decision>', words: 'cli.option.decide', required: true, choices: ['review', 'dismiss'] },
      OPTION.reason,
      ...LODGES,
    ],
    async run(cli, [named = '', unit = '', item = ''], options) {
      const { decide, reason, period = ONCE } = options;
      const params = { plan: await planOf(cli, named), unit, item, period };
      await act(cli, operations.duties.decideReview, { params, body: { decision: decide, reason } }, options);
    },
  },
];

/** What came of a task: percent, figure, finished or not, a note, and its product by what the options name. */
function progressOf({ percent, value, done, note, symbol, name, on, count, decision, address }: Options): Record<string, unknown> {
  const product = given({ symbol, name, on, count: numberOf('--count', count, COUNT), decision, address });
  return given({
    percent: numberOf('--percent', percent, PERCENT),
    value: numberOf('--value', value, COUNT),
    done,
    note,
    product: Object.keys(product).length > 0 ? product : undefined,
  });
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
