import type { CascadeCommand } from '../../domain/cascade.js';
import { fold, cascadeRules } from '../../domain/lane.js';
import { isProblem } from '../../domain/problem.js';
import { DAY, EVERY_KIND, json, Lane, on, opening, pointsAround, aRound } from '../builders/cascade.js';

const key = (item: string, period = 'once') => ({ unit: 'a', item, period });
const REPORT = key('report', '2026-M03');
const LATER = key('later', '2026-M04');
const RECEIPT = key('receipt');
const repair = { repairDueMs: on(8) - 1, repairPoints: [{ kind: 'due' as const, n: 0, atMs: on(8) - 1 }] };

const submit: CascadeCommand = { type: 'submit', ...REPORT };
const giveBack: CascadeCommand = { type: 'return', ...REPORT, ...repair };
const accept: CascadeCommand = { type: 'accept', ...REPORT };

/** A lane to which some commands have been told, a day apart from T0 on. */
function after(...commands: CascadeCommand[]): Lane {
  const lane = Lane.opened();
  commands.forEach((command, index) => {
    const said = lane.said(command, on(index) + 1);
    if (said.startsWith('STATE') || said.startsWith('DUTY')) throw new Error(said);
  });
  return lane;
}

/** Every command on the report of a, and what it comes to where that report stands. */
const ON_REPORT: Record<string, CascadeCommand> = {
  submit,
  return: giveBack,
  accept,
  urge: { type: 'urge', ...REPORT },
  progress: { type: 'progress', ...REPORT },
  decideReview: { type: 'decideReview', ...REPORT, decision: 'review' },
};
const STAGES: [name: string, before: CascadeCommand[], expected: Record<keyof typeof ON_REPORT, string>][] = [
  [
    'owed',
    [],
    {
      submit: 'submitted',
      return: 'STATE_NOT_ALLOWED drafting',
      accept: 'STATE_NOT_ALLOWED drafting',
      urge: 'urged',
      progress: 'STATE_NOT_ALLOWED report',
      decideReview: 'STATE_NOT_ALLOWED notProposed',
    },
  ],
  [
    'submitted',
    [submit],
    {
      submit: 'ALREADY_DECIDED submitted',
      return: 'returned',
      accept: 'accepted',
      urge: 'STATE_NOT_ALLOWED submitted',
      progress: 'STATE_NOT_ALLOWED report',
      decideReview: 'STATE_NOT_ALLOWED notProposed',
    },
  ],
  [
    'returned',
    [submit, giveBack],
    {
      submit: 'resubmitted',
      return: 'STATE_NOT_ALLOWED returned',
      accept: 'STATE_NOT_ALLOWED returned',
      urge: 'urged',
      progress: 'STATE_NOT_ALLOWED report',
      decideReview: 'STATE_NOT_ALLOWED notProposed',
    },
  ],
  [
    'resubmitted',
    [submit, giveBack, submit],
    {
      submit: 'ALREADY_DECIDED resubmitted',
      return: 'returned',
      accept: 'accepted',
      urge: 'STATE_NOT_ALLOWED resubmitted',
      progress: 'STATE_NOT_ALLOWED report',
      decideReview: 'STATE_NOT_ALLOWED notProposed',
    },
  ],
  [
    'accepted',
    [submit, accept],
    {
      submit: 'ALREADY_DECIDED accepted',
      return: 'ALREADY_DECIDED accepted',
      accept: 'ALREADY_DECIDED accepted',
      urge: 'STATE_NOT_ALLOWED accepted',
      progress: 'STATE_NOT_ALLOWED report',
      decideReview: 'STATE_NOT_ALLOWED notProposed',
    },
  ],
];

describe('a report under each command', () => {
  it.each(
    STAGES.flatMap(([stage, before, expected]) => Object.keys(ON_REPORT).map((name) => [stage, name, before, expected[name]!] as const)),
  )('%s: %s', (_stage, name, before, expected) => {
    expect(after(...before).said(ON_REPORT[name]!, on(5))).toBe(expected);
  });

  it('is not yet to be had before its period opens', () => {
    const allowed = (command: CascadeCommand) => Lane.opened().said(command, on(5));
    expect(allowed({ type: 'submit', ...LATER })).toBe('STATE_NOT_ALLOWED notDue');
    expect(allowed({ type: 'accept', ...LATER })).toBe('STATE_NOT_ALLOWED notDue');
    expect(allowed({ type: 'urge', ...LATER })).toBe('STATE_NOT_ALLOWED notOpen');
    expect(allowed({ type: 'progress', ...LATER })).toBe('STATE_NOT_ALLOWED report');
  });
});

describe('the kinds of duties', () => {
  const rows: [string, CascadeCommand, string][] = [
    ['a receipt is received', { type: 'receive', unit: 'a' }, 'received'],
    ['a receipt is not submitted', { type: 'submit', ...RECEIPT }, 'STATE_NOT_ALLOWED receipt'],
    ['a receipt makes no progress', { type: 'progress', ...RECEIPT }, 'STATE_NOT_ALLOWED receipt'],
    ['a receipt is not reviewed', { type: 'accept', ...RECEIPT }, 'STATE_NOT_ALLOWED receipt'],
    ['an own plan makes no progress', { type: 'progress', ...key('ownPlan') }, 'STATE_NOT_ALLOWED ownPlan'],
    ['a task makes progress', { type: 'progress', ...key('task'), percent: 40 }, 'progressed'],
    ['a task is done when its product is named', { type: 'progress', ...key('task'), done: true, productNamed: true }, 'completed'],
    ['a task is not done without its product', { type: 'progress', ...key('task'), done: true }, 'PRODUCT_INCOMPLETE'],
    ['a task without a product is done', { type: 'progress', ...key('waiting'), done: true }, 'completed'],
    ['a task is not submitted', { type: 'submit', ...key('task') }, 'STATE_NOT_ALLOWED task'],
    ['a standing task gets evidence', { type: 'progress', ...key('standing', '2026-Q1'), evidence: true }, 'evidenced'],
    ['a standing task is not fresh for nothing', { type: 'progress', ...key('standing', '2026-Q1') }, 'EVIDENCE_REQUIRED'],
    ['a percentage is no evidence', { type: 'progress', ...key('standing', '2026-Q1'), percent: 100, done: true }, 'EVIDENCE_REQUIRED'],
    ['a task makes no progress of nothing', { type: 'progress', ...key('task') }, 'PROGRESS_EMPTY'],
    ['a task makes progress by a note', { type: 'progress', ...key('task'), evidence: true }, 'progressed'],
    ['a task makes progress by a figure', { type: 'progress', ...key('task'), value: 0 }, 'progressed'],
    ['a task has not begun', { type: 'progress', ...key('task'), percent: 0 }, 'progressed'],
    ['a target needs a value', { type: 'progress', ...key('target') }, 'VALUE_REQUIRED'],
    ['a target moves', { type: 'progress', ...key('target'), value: 4 }, 'targetMoved'],
    ['an unknown item is no duty', { type: 'progress', ...key('elsewhere') }, 'DUTY_NOT_FOUND'],
    ['an unknown period is no duty', { type: 'submit', ...key('report', '2027-M01') }, 'DUTY_NOT_FOUND'],
    ['an unknown body owes nothing', { type: 'receive', unit: 'z' }, 'DUTY_NOT_FOUND'],
    ['a word every object knows is no body', { type: 'receive', unit: 'constructor' }, 'DUTY_NOT_FOUND'],
    ['an unknown body has no own plan to link', { type: 'linkOwnPlan', unit: 'z', ownPlan: 'q' }, 'DUTY_NOT_FOUND'],
    ['an own plan is linked', { type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' }, 'ownPlanLinked'],
  ];
  it.each(rows)('%s', (_name, command, expected) => {
    expect(Lane.opened().said(command, on(1))).toBe(expected);
  });

  it('says what would deliver a duty that was answered in the wrong way', () => {
    const allowed = (command: CascadeCommand) => {
      const refused = Lane.opened().tell(command, on(1));
      return isProblem(refused) && refused.data.allowed;
    };
    expect(allowed({ type: 'submit', ...RECEIPT })).toBe('receive');
    expect(allowed({ type: 'submit', ...key('ownPlan') })).toBe('issue');
    expect(allowed({ type: 'submit', ...key('task') })).toBe('progress');
    expect(allowed({ type: 'submit', ...key('standing', '2026-Q1') })).toBe('progress');
    expect(allowed({ type: 'submit', ...key('target') })).toBe('progress');
    expect(allowed({ type: 'progress', ...REPORT })).toBe('submit');
    expect(allowed({ type: 'accept', ...REPORT })).toBe('submit');
    expect(after(submit, giveBack).tell(accept, on(5))).toMatchObject({ data: { state: 'returned', allowed: 'submit' } });
  });

  it('names the thing that is lacking', () => {
    const lacking = (command: CascadeCommand) => {
      const refused = Lane.opened().tell(command, on(1));
      return isProblem(refused) && refused.data;
    };
    expect(lacking({ type: 'progress', ...key('target') })).toEqual({ item: 'target' });
    expect(lacking({ type: 'progress', ...key('task'), done: true })).toEqual({ item: 'task', product: 'document' });
    expect(lacking({ ...submit, nil: true, reasonGiven: true })).toEqual({ item: 'report' });
    expect(lacking({ type: 'submit', ...key('report', 'x') })).toEqual({ unit: 'a', item: 'report', period: 'x' });
  });

  it('is not yet due before its round opens', () => {
    const later = EVERY_KIND.map((round) => ({ ...round, opensMs: on(20) }));
    const open = () => Lane.opened(later);
    expect(open().said({ type: 'receive', unit: 'a' }, on(1))).toBe('STATE_NOT_ALLOWED notDue');
    for (const round of later.filter(({ kind }) => kind === 'task' || kind === 'standing' || kind === 'target'))
      expect(open().said({ type: 'progress', ...key(round.item, round.period), done: true, value: 3 }, on(1))).toBe(
        'STATE_NOT_ALLOWED notDue',
      );
  });

  it('is delivered once: what is done is not done again', () => {
    expect(after({ type: 'receive', unit: 'a' }).said({ type: 'receive', unit: 'a' }, on(5))).toBe('ALREADY_DECIDED done');
    const done: CascadeCommand = { type: 'progress', ...key('task'), done: true, productNamed: true };
    expect(after(done).said(done, on(5))).toBe('ALREADY_DECIDED done');
    expect(after(done).said({ type: 'progress', ...key('task'), percent: 10 }, on(5))).toBe('ALREADY_DECIDED done');
  });

  it('takes evidence and figures again and again', () => {
    const evidence: CascadeCommand = { type: 'progress', ...key('standing', '2026-Q1'), evidence: true };
    expect(after(evidence).said(evidence, on(5))).toBe('evidenced');
    expect(after({ type: 'progress', ...key('target'), value: 10 }).said({ type: 'progress', ...key('target'), value: 12 }, on(5))).toBe(
      'targetMoved',
    );
  });

  it('links a second plan of a body without settling anything twice', () => {
    const lane = after({ type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' });
    expect(lane.tell({ type: 'linkOwnPlan', unit: 'a', ownPlan: 'r' }, on(20))).toEqual([
      { type: 'ownPlanLinked', unit: 'a', ownPlan: 'r', late: false, atMs: on(20) },
    ]);
  });

  it('links an own plan where nobody was asked for one', () => {
    const lane = Lane.opened([aRound()]);
    expect(lane.tell({ type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' }, on(50))).toEqual([
      { type: 'ownPlanLinked', unit: 'a', ownPlan: 'q', late: false, atMs: on(50) },
    ]);
    expect(lane.state.recipients.a).toEqual({ class: 0, owes: [0] });
  });
});

describe('lateness', () => {
  const late = (events: unknown) => (events as { late: boolean }[])[0]!.late;
  const deliveries: [string, CascadeCommand, dueMs: number][] = [
    ['a receipt', { type: 'receive', unit: 'a' }, on(4) - 1],
    ['an own plan', { type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' }, on(11) - 1],
    ['a task', { type: 'progress', ...key('task'), done: true, productNamed: true }, on(11) - 1],
    ['a report', { ...submit, reasonGiven: true }, on(11) - 1],
    ['a target', { type: 'progress', ...key('target'), value: 10 }, on(31) - 1],
  ];
  it.each(deliveries)('of %s begins after 23:59:59.999 of the due day', (_name, command, dueMs) => {
    expect(late(Lane.opened().tell(command, dueMs))).toBe(false);
    expect(late(Lane.opened().tell(command, dueMs + 1))).toBe(true);
  });

  it('of a target is only of one that is reached', () => {
    expect(late(Lane.opened().tell({ type: 'progress', ...key('target'), value: 9 }, on(40)))).toBe(false);
  });

  it('is never of a task that waits or has no date', () => {
    expect(late(Lane.opened().tell({ type: 'progress', ...key('waiting'), done: true }, on(900)))).toBe(false);
  });

  it('asks a late report for its reason, one in time for none', () => {
    expect(Lane.opened().said(submit, on(11) - 1)).toBe('submitted');
    expect(Lane.opened().said(submit, on(11))).toBe('REASON_REQUIRED late');
  });

  it('does not grow while the plan is suspended', () => {
    const lane = after({ type: 'suspend' });
    expect(late(lane.tell({ ...submit, reasonGiven: true }, on(300)))).toBe(false);
    const overdue = Lane.opened();
    overdue.tell({ type: 'suspend' }, on(12));
    expect(late(overdue.tell({ ...submit, reasonGiven: true }, on(300)))).toBe(true);
  });
});

describe('a nil return', () => {
  const nil: CascadeCommand = { type: 'submit', ...LATER, nil: true, reasonGiven: true };
  const lane = () => {
    const opened = Lane.opened();
    opened.run(on(21));
    return opened;
  };
  it('says why, and is marked to its end', () => {
    const open = lane();
    expect(open.said({ ...nil, reasonGiven: false }, on(22))).toBe('REASON_REQUIRED nil');
    expect(open.tell(nil, on(22))).toEqual([{ type: 'submitted', ...LATER, version: 1, late: false, nil: true, atMs: on(22) }]);
    expect(open.tell({ type: 'accept', ...LATER }, on(23))).toEqual([
      { type: 'accepted', ...LATER, version: 1, late: false, nil: true, atMs: on(23) },
    ]);
  });
  it('is refused where the plan wants figures', () => {
    expect(Lane.opened().said({ ...submit, nil: true, reasonGiven: true }, on(2))).toBe('NIL_NOT_ALLOWED');
  });
});

describe('a report that was returned', () => {
  const resubmitted = (firstMs: number, mendedMs: number) => {
    const lane = Lane.opened();
    lane.tell({ ...submit, reasonGiven: true }, firstMs);
    lane.tell({ ...giveBack, repairDueMs: on(15) - 1, repairPoints: [] }, on(12));
    return lane.tell(submit, mendedMs);
  };
  it('stays in time when it is mended in its window', () => {
    expect(resubmitted(on(11) - 1, on(15) - 1)).toEqual([{ type: 'resubmitted', ...REPORT, version: 2, late: false, atMs: on(15) - 1 }]);
  });
  it('becomes late after its window, and needs no reason for it', () => {
    expect(resubmitted(on(11) - 1, on(15))).toEqual([{ type: 'resubmitted', ...REPORT, version: 2, late: true, atMs: on(15) }]);
  });
  it('stays late when it came late', () => {
    expect(resubmitted(on(11), on(13))).toEqual([{ type: 'resubmitted', ...REPORT, version: 2, late: true, atMs: on(13) }]);
  });
  it('keeps its versions through two returns and ends accepted as it stands', () => {
    const lane = after(submit, giveBack, submit, giveBack, submit);
    expect(lane.events.filter(({ type }) => type === 'returned').map((event) => (event as { version: number }).version)).toEqual([1, 2]);
    expect(lane.tell(accept, on(6))).toEqual([{ type: 'accepted', ...REPORT, version: 3, late: false, atMs: on(6) }]);
  });
  it('carries the clock of its repair', () => {
    expect(after(submit).tell(giveBack, on(2))).toEqual([{ type: 'returned', ...REPORT, version: 1, ...repair, atMs: on(2) }]);
  });
});

describe('urging and proposals', () => {
  it('counts how often a body was urged', () => {
    const urge: CascadeCommand = { type: 'urge', ...key('task') };
    expect(after(urge).tell(urge, on(2))).toEqual([{ type: 'urged', ...key('task'), n: 2, atMs: on(2) }]);
  });
  it('urges nobody for what they do not owe, or while the plan is suspended', () => {
    expect(Lane.opened().said({ type: 'urge', ...key('elsewhere') }, on(1))).toBe('DUTY_NOT_FOUND');
    expect(after({ type: 'suspend' }).said({ type: 'urge', ...key('task') }, on(2))).toBe('PLAN_NOT_ACTIVE suspended');
  });

  const decide: CascadeCommand = { type: 'decideReview', ...REPORT, decision: 'dismiss' };
  it('lets people decide a proposal once, whatever the body has delivered since', () => {
    const lane = Lane.opened();
    lane.run(on(20));
    const proposed = json(lane.state);
    expect(lane.tell(decide, on(21))).toEqual([{ type: 'reviewDecided', ...REPORT, decision: 'dismiss', atMs: on(21) }]);
    expect(lane.said(decide, on(22))).toBe('STATE_NOT_ALLOWED notProposed');
    for (const steps of [1, 2, 3, 4]) {
      const late = new Lane();
      late.state = json(proposed);
      const way: CascadeCommand[] = [{ ...submit, reasonGiven: true }, giveBack, submit, accept];
      for (const step of way.slice(0, steps)) late.tell(step, on(21));
      expect(late.said(decide, on(22))).toBe('reviewDecided');
      expect(late.said(decide, on(22))).toBe('STATE_NOT_ALLOWED notProposed');
    }
    expect(lane.said({ ...decide, item: 'elsewhere' }, on(22))).toBe('DUTY_NOT_FOUND');
  });
});

describe('the phases of a lane', () => {
  const clock = { dueMs: on(60) - 1, points: pointsAround(59) };
  const all: Record<string, CascadeCommand> = {
    open: opening(),
    receive: { type: 'receive', unit: 'a' },
    linkOwnPlan: { type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' },
    progress: { type: 'progress', ...key('task'), percent: 10 },
    submit,
    accept,
    urge: { type: 'urge', ...key('task') },
    wake: { type: 'wake', guidance: 'hd', clocks: { 'waiting|once': clock } },
    suspend: { type: 'suspend' },
    resume: { type: 'resume', clocks: {} },
    revoke: { type: 'revoke' },
    conclude: { type: 'conclude' },
    tick: { type: 'tick' },
  };
  const closed = (state: string) => ({
    ...Object.fromEntries(Object.keys(all).map((name) => [name, `PLAN_NOT_ACTIVE ${state}`])),
    open: `STATE_NOT_ALLOWED ${state}`,
    tick: 'ticked',
  });
  const phases: [string, Lane, Record<string, string>][] = [
    [
      'new',
      new Lane(),
      { ...Object.fromEntries(Object.keys(all).map((name) => [name, 'STATE_NOT_ALLOWED new'])), open: 'opened', tick: 'ticked' },
    ],
    [
      'running',
      Lane.opened(),
      {
        open: 'STATE_NOT_ALLOWED running',
        receive: 'received',
        linkOwnPlan: 'ownPlanLinked',
        progress: 'progressed',
        submit: 'submitted',
        accept: 'STATE_NOT_ALLOWED drafting',
        urge: 'urged',
        wake: 'woken',
        suspend: 'suspended',
        resume: 'STATE_NOT_ALLOWED running',
        revoke: 'revoked',
        conclude: 'concluded',
        tick: 'ticked',
      },
    ],
    [
      'suspended',
      after({ type: 'suspend' }),
      {
        open: 'STATE_NOT_ALLOWED suspended',
        receive: 'received',
        linkOwnPlan: 'ownPlanLinked',
        progress: 'progressed',
        submit: 'submitted',
        accept: 'STATE_NOT_ALLOWED drafting',
        urge: 'PLAN_NOT_ACTIVE suspended',
        wake: 'woken',
        suspend: 'STATE_NOT_ALLOWED suspended',
        resume: 'resumed',
        revoke: 'revoked',
        conclude: 'concluded',
        tick: 'ticked',
      },
    ],
    ['revoked', after({ type: 'revoke' }), closed('revoked')],
    ['concluded', after({ type: 'conclude' }), closed('concluded')],
  ];
  it.each(phases.flatMap(([phase, lane, expected]) => Object.keys(all).map((name) => [phase, name, lane, expected[name]!] as const)))(
    '%s: %s',
    (_phase, name, lane, expected) => {
      const here = new Lane();
      here.state = json(lane.state);
      expect(here.said(all[name]!, on(1))).toBe(expected);
    },
  );

  it('names what is allowed instead', () => {
    expect(new Lane().tell({ type: 'suspend' }, on(0))).toMatchObject({ data: { allowed: 'open' } });
    expect(Lane.opened().tell(opening(), on(0))).toMatchObject({ data: { state: 'running', allowed: '' } });
    expect(Lane.opened().tell({ type: 'resume', clocks: {} }, on(0))).toMatchObject({ data: { allowed: 'suspend' } });
    expect(after({ type: 'suspend' }).tell({ type: 'suspend' }, on(1))).toMatchObject({ data: { allowed: 'resume' } });
  });
});

describe('waking and resuming', () => {
  const clock = { dueMs: on(60) - 1, points: pointsAround(59) };
  it('wakes exactly what waits for the document, once', () => {
    const lane = Lane.opened();
    const clocks = { 'waiting|once': clock, 'task|once': clock, 'elsewhere|once': clock };
    expect(lane.tell({ type: 'wake', guidance: 'other', clocks }, on(5))).toEqual([]);
    expect(lane.tell({ type: 'wake', guidance: 'hd', clocks: {} }, on(5))).toEqual([]);
    expect(lane.tell({ type: 'wake', guidance: 'hd', clocks }, on(5))).toEqual([
      { type: 'woken', guidance: 'hd', clocks: { 'waiting|once': clock }, atMs: on(5) },
    ]);
    expect(lane.tell({ type: 'wake', guidance: 'hd', clocks }, on(6))).toEqual([]);
  });

  it('resumes with the clocks it knows, and with repairs that still run', () => {
    const lane = after(submit, giveBack, { type: 'suspend' });
    const mend = { ...REPORT, repairDueMs: on(18) - 1, repairPoints: [{ kind: 'due' as const, n: 0, atMs: on(18) - 1 }] };
    const others = [
      { ...mend, unit: 'b' },
      { ...mend, item: 'later' },
      { ...mend, period: 'x' },
    ];
    expect(lane.tell({ type: 'resume', clocks: { 'task|once': clock, 'x|y': clock }, repairs: [...others, mend] }, on(13))).toEqual([
      { type: 'resumed', clocks: { 'task|once': clock }, repairs: [mend], atMs: on(13) },
    ]);
    const plain = after({ type: 'suspend' });
    expect(plain.tell({ type: 'resume', clocks: {}, repairs: [mend] }, on(13))).toEqual([{ type: 'resumed', clocks: {}, atMs: on(13) }]);
  });
});

it('reads the state and changes nothing: deciding twice comes to the same', () => {
  const lane = after(submit, giveBack);
  const before = json(lane.state);
  const commands: CascadeCommand[] = [
    ...Object.values(ON_REPORT),
    { type: 'receive', unit: 'a' },
    { type: 'suspend' },
    { type: 'conclude' },
  ];
  for (const command of commands) cascadeRules.decide(lane.state, command as never, on(6));
  expect(lane.state).toEqual(before);
  expect(fold(cascadeRules, lane.events)).toEqual(before);
  expect(on(1) - on(0)).toBe(DAY);
});
