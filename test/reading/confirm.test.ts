import { confirmedPlan, type Decisions } from '../../reading/confirm.js';
import { proposalOf } from '../../reading/proposal.js';
import { readDocument } from '../../reading/read.js';
import { PROVINCE_PLAN } from './papers.js';

const draft = readDocument(PROVINCE_PLAN);
const proposal = proposalOf(draft, (names) => ({ selectors: names.map((unit) => ({ unit })), asked: [] }));
const decide = (decisions: Partial<Decisions>) => confirmedPlan(draft, proposal, { rejected: [], head: {}, items: {}, ...decisions });
const [task] = draft.tasks.filter(({ kind }) => kind !== 'issue-own-plan');
const [report] = draft.reports;

describe('the plan that a person confirmed', () => {
  test('is what was proposed, where nothing was changed', () => {
    const { targets, tasks, recipients, symbol, subject } = decide({});
    expect({ targets, tasks, recipients, symbol, subject }).toEqual({
      targets: proposal.plan.targets,
      tasks: proposal.plan.tasks,
      recipients: proposal.plan.recipients,
      symbol: proposal.plan.symbol,
      subject: proposal.plan.subject,
    });
  });

  test('lacks what was rejected, and nothing else', () => {
    const ids = [...proposal.plan.targets, ...proposal.plan.tasks].map(({ id }) => id!);
    for (const id of ids) {
      const plan = decide({ rejected: [id] });
      expect([...plan.targets, ...plan.tasks].map((one) => one.id)).toEqual(ids.filter((one) => one !== id));
    }
    expect(decide({ rejected: ['recipients.0'] }).recipients).toEqual(proposal.plan.recipients!.slice(1));
  });

  test('has what was given in place of what was read', () => {
    const plan = decide({
      head: { subject: 'khác', to: '2023-12-31' },
      items: { [task!.id]: { title: 'Việc khác', lead: ['BTCTU'], cooperate: [], due: '2022-09-30' } },
    });
    expect(plan).toMatchObject({ subject: 'khác', horizon: { from: proposal.plan.horizon!.from, to: '2023-12-31' } });
    expect(plan.tasks.find(({ id }) => id === task!.id)).toMatchObject({
      title: 'Việc khác',
      lead: [{ unit: 'BTCTU' }],
      cooperate: [],
      timing: { kind: 'dated', due: { on: '2022-09-30' } },
    });
    expect(decide({ items: { [task!.id]: { timing: 'standing' } } }).tasks.find(({ id }) => id === task!.id)!.timing).toEqual({
      kind: 'standing',
    });
  });

  test('has a report whose period was not told once a person gives it, and without it not', () => {
    const open = { ...proposal, plan: { ...proposal.plan, reports: [] } };
    const asked = (items: Decisions['items']) => confirmedPlan(draft, open, { rejected: [], head: {}, items }).reports;
    expect(asked({})).toEqual([]);
    expect(asked({ [report!.id]: { period: 'quarter', lead: ['HU-KIMBOI'] } })).toEqual([
      expect.objectContaining({ id: report!.id, period: 'quarter', reporters: [{ unit: 'HU-KIMBOI' }], due: { endOf: 'period' } }),
    ]);
  });
});
