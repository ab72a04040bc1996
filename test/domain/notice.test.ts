import fc from 'fast-check';
import type { CascadeEvent } from '../../domain/cascade.js';
import { atHourMs } from '../../domain/day.js';
import { type Notice, noticeKey, noticesOf } from '../../domain/notice.js';
import type { PlanEvent } from '../../domain/plan-life.js';
import { RUNGS } from '../../domain/plan.js';
import { DUE_MS, noticeContext } from '../builders/notice.js';

const atMs = atHourMs('2026-11-13', 8);
const on = { item: 'annual', period: '2026', atMs };
const of = { ...on, unit: 'cellA1' };
const many = { ...on, units: ['cellA1', 'cellA2', 'cellB1'] };

/** Who is told, in what quality, how soon, and about whom: `kind body role urgency tier (units)`. */
const told = ({ kind, body, role, urgency, tier, unit, units }: Notice): string =>
  [kind, body, role, urgency, tier ?? '-', units ? `[${units.join(' ')}]` : unit].join(' ');

type Row = [name: string, event: CascadeEvent | PlanEvent, notices: string[]];
const CASES: Row[] = [
  [
    'a reminder goes to each holder',
    { type: 'reminded', n: -7, ...many },
    [
      'reminded cellA1 holder digest nearDue cellA1',
      'reminded cellA2 holder digest nearDue cellA2',
      'reminded cellB1 holder digest nearDue cellB1',
    ],
  ],
  [
    'a reminder of the due day is still near due',
    { type: 'reminded', n: 0, ...on, units: ['cellA1'] },
    ['reminded cellA1 holder digest nearDue cellA1'],
  ],
  [
    'a reminder after the due day is overdue',
    { type: 'reminded', n: 3, ...on, units: ['cellA1'] },
    ['reminded cellA1 holder digest overdue cellA1'],
  ],
  [
    'the first rung reminds the holder',
    { type: 'escalated', rung: 'reminded', n: 1, ...on, units: ['cellA1'] },
    ['reminded cellA1 holder digest overdue cellA1'],
  ],
  [
    'the second rung urges at once',
    { type: 'escalated', rung: 'urged', n: 5, ...on, units: ['cellA1'] },
    ['urged cellA1 holder now overdue cellA1'],
  ],
  [
    'the third rung tells the head of the holder',
    { type: 'escalated', rung: 'toHead', n: 10, ...on, units: ['cellA1'] },
    ['toHead cellA1 head now overdue cellA1'],
  ],
  [
    'the fourth rung gives the issuer all and each superior its own',
    { type: 'escalated', rung: 'toStandingCommittee', n: 15, ...many },
    [
      'toStandingCommittee issuer issuer digest overdue [cellA1 cellA2 cellB1]',
      'toStandingCommittee unitA superior digest overdue [cellA1 cellA2]',
      'toStandingCommittee unitB superior digest overdue [cellB1]',
    ],
  ],
  [
    'an issuer that is also the superior gets one list',
    { type: 'escalated', rung: 'toStandingCommittee', n: 15, ...on, units: ['unitA', 'cellB1'] },
    ['toStandingCommittee issuer issuer digest overdue [unitA cellB1]', 'toStandingCommittee unitB superior digest overdue [cellB1]'],
  ],
  [
    'the last rung proposes, and the issuer decides',
    { type: 'escalated', rung: 'proposedForReview', n: 20, ...many },
    ['proposedForReview issuer issuer now overdue [cellA1 cellA2 cellB1]'],
  ],
  [
    'what falls due is listed for superiors',
    { type: 'fellDue', ...many },
    ['fellDue unitA superior digest overdue [cellA1 cellA2]', 'fellDue unitB superior digest overdue [cellB1]'],
  ],
  [
    'a body at the top answers to the issuer',
    { type: 'fellDue', ...on, units: ['outsider'] },
    ['fellDue issuer superior digest overdue [outsider]'],
  ],
  ['what falls due and is owed by nobody is told to nobody', { type: 'fellDue', ...on, units: [] }, []],
  ['an urging by people reaches the holder at once', { type: 'urged', n: 2, ...of }, ['urged cellA1 holder now nearDue cellA1']],
  ['an urging after the due day is overdue', { type: 'urged', n: 2, ...of, atMs: DUE_MS + 1 }, ['urged cellA1 holder now overdue cellA1']],
  ['an urging on the due instant is not', { type: 'urged', n: 2, ...of, atMs: DUE_MS }, ['urged cellA1 holder now nearDue cellA1']],
  [
    'a return reaches the holder at once',
    { type: 'returned', version: 1, repairDueMs: DUE_MS, repairPoints: [], ...of },
    ['returned cellA1 holder now behind cellA1'],
  ],
  [
    'a submission waits for its reviewer',
    { type: 'submitted', version: 1, late: false, ...of },
    ['submitted issuer reviewer digest - cellA1'],
  ],
  ['a mended report does too', { type: 'resubmitted', version: 2, late: false, ...of }, ['resubmitted issuer reviewer digest - cellA1']],
  ['acceptance is told to the holder', { type: 'accepted', version: 1, late: false, ...of }, ['accepted cellA1 holder digest - cellA1']],
  [
    'a decided review is told to the head',
    { type: 'reviewDecided', decision: 'review', ...of },
    ['reviewDecided cellA1 head digest - cellA1'],
  ],
  ['a dismissed proposal is told to nobody', { type: 'reviewDecided', decision: 'dismiss', ...of }, []],
  [
    'units behind pace and their superiors are told',
    { type: 'paceChecked', n: 2, share: 5 / 12, ...many, values: [1, 2, 3] },
    [
      'behindPace cellA1 holder digest behind cellA1',
      'behindPace cellA2 holder digest behind cellA2',
      'behindPace cellB1 holder digest behind cellB1',
      'behindPace unitA superior digest behind [cellA1 cellA2]',
      'behindPace unitB superior digest behind [cellB1]',
    ],
  ],
  ['a pace that all keep is told to nobody', { type: 'paceChecked', n: 2, share: 0.5, ...on, units: [], values: [] }, []],
  ['a stale task is told to its holder', { type: 'wentStale', ...on, units: ['cellA1'] }, ['wentStale cellA1 holder digest behind cellA1']],
  [
    'registered guidance is told to those who waited',
    { type: 'woken', guidance: 'hd-01', clocks: { 'annual|2026': { dueMs: DUE_MS, points: [] } }, atMs },
    ['woken unitA holder digest - unitA'],
  ],
  ['an overtaken point is told to nobody', { type: 'superseded', point: 'remind', n: -7, ...many }, []],
  ['an opening round is told by its reminders', { type: 'roundOpened', ...on }, []],
  ['what a body did itself it is not told', { type: 'received', unit: 'cellA1', late: false, atMs }, []],
  ['progress is told to nobody', { type: 'progressed', percent: 50, ...of }, []],
  ['completion is told to nobody', { type: 'completed', late: false, ...of }, []],
  ['evidence is told to nobody', { type: 'evidenced', ...of }, []],
  ['a moved target is told to nobody', { type: 'targetMoved', value: 3, met: false, late: false, ...of }, []],
  ['an own plan is told to nobody', { type: 'ownPlanLinked', unit: 'cellA1', ownPlan: 'x', late: false, atMs }, []],
  ['an opened lane is told by the plan', { type: 'opened', plan: 'p', rounds: [], classes: [], recipients: { cellA1: 0 }, atMs }, []],
  ['a tick is told to nobody', { type: 'ticked', n: 1, atMs }, []],
];

describe('noticesOf', () => {
  test.each(CASES)('%s', (_name, event, expected) => {
    expect(noticesOf(event, noticeContext()).map(told)).toEqual(expected);
  });

  const plan = noticeContext({ lane: 'plan' });
  const LIFE: Row[] = [
    [
      'an issued plan is told to all its bodies',
      { type: 'issued', plan: 'p', collections: [], awaits: [], recipients: 2, lanes: 1, atMs },
      ['issued unitA holder digest - unitA', 'issued unitB holder digest - unitB'],
    ],
    ...(['suspended', 'revoked', 'concluded'] as const).map((type): Row => [
      `a plan ${type} is told to all its bodies`,
      { type, atMs },
      [`${type} unitA holder digest - unitA`, `${type} unitB holder digest - unitB`],
    ]),
    [
      'a resumed plan is told to all its bodies',
      { type: 'resumed', shiftDays: 30, suspendedMs: atMs - 30 * 86_400_000, atMs },
      ['resumed unitA holder digest - unitA', 'resumed unitB holder digest - unitB'],
    ],
    [
      'a consolidation is told to the issuer',
      { type: 'consolidated', item: 'annual', period: '2026', revision: 1, coverage: { expected: 12, delivered: 11, nil: 1 }, atMs },
      ['consolidated issuer issuer digest - '],
    ],
    [
      'a difference note is told to the issuer',
      { type: 'differenceNoted', item: 'annual', period: '2026', unit: 'cellA1', revision: 2, atMs },
      ['differenceNoted issuer issuer digest - cellA1'],
    ],
    ['a collection date is told to nobody', { type: 'collectionDue', item: 'annual', period: '2026', atMs }, []],
    ['registered guidance is told by the cascades it wakes', { type: 'guidanceRegistered', guidance: 'hd-01', guidanceId: 'g', atMs }, []],
  ];
  test.each(LIFE)('%s', (_name, event, expected) => {
    expect(noticesOf(event, plan).map(told)).toEqual(expected);
  });

  test.each(['suspended', 'revoked', 'concluded'] as const)('a plan %s is not told again by its cascades', (type) => {
    expect(noticesOf({ type, atMs }, noticeContext())).toEqual([]);
    expect(noticesOf({ type: 'resumed', clocks: {}, atMs }, noticeContext())).toEqual([]);
  });

  test('reports that go through a staff body are told to it as well', () => {
    const context = noticeContext({ viaOf: () => 'office' });
    expect(noticesOf({ type: 'submitted', version: 1, late: true, nil: true, ...of }, context).map(told)).toEqual([
      'submitted issuer reviewer digest - cellA1',
      'submitted office via digest - cellA1',
    ]);
    const same = noticeContext({ viaOf: () => 'issuer' });
    expect(noticesOf({ type: 'submitted', version: 1, late: false, ...of }, same)).toHaveLength(1);
  });

  test('data carries what the words need, and nothing of the text', () => {
    const [reminder] = noticesOf({ type: 'reminded', n: -7, ...many }, noticeContext());
    expect(reminder).toMatchObject({ plan: 'plan00000001', item: 'annual', period: '2026', data: { n: -7, dueMs: DUE_MS }, atMs });
    expect(noticesOf({ type: 'reminded', n: -7, ...many }, noticeContext({ dueMsOf: () => undefined }))[0]!.data).toEqual({ n: -7 });
    const [returned] = noticesOf({ type: 'returned', version: 2, repairDueMs: 5, repairPoints: [], ...of }, noticeContext());
    expect(returned!.data).toEqual({ version: 2, repairDueMs: 5 });
    const [nil] = noticesOf({ type: 'submitted', version: 1, late: true, nil: true, ...of }, noticeContext());
    expect(nil!.data).toEqual({ version: 1, late: 1, nil: 1 });
    const [behind, list] = noticesOf(
      { type: 'paceChecked', n: 2, share: 0.5, ...on, units: ['cellA1'], values: [46] },
      noticeContext({ quotaOf: () => 150 }),
    );
    expect([behind!.data, list!.data]).toEqual([
      { share: 0.5, value: 46, quota: 150 },
      { share: 0.5, count: 1 },
    ]);
    const [consolidated] = noticesOf(
      { type: 'consolidated', item: 'annual', period: '2026', revision: 1, coverage: { expected: 12, delivered: 11, nil: 1 }, atMs },
      plan,
    );
    expect(consolidated!.data).toEqual({ revision: 1, expected: 12, delivered: 11, nil: 1 });
  });

  const wake: CascadeEvent = { type: 'woken', guidance: 'hd-01', clocks: { 'annual|2026': { dueMs: DUE_MS, points: [] } }, atMs };
  const OCCURRENCES: [event: CascadeEvent | PlanEvent, occurrence: string, data: Notice['data']][] = [
    [{ type: 'wentStale', ...on, units: ['cellA1'] }, 'stale@2026-11-13', {}],
    [{ type: 'returned', version: 2, repairDueMs: 5, repairPoints: [], ...of }, 'return:2', { version: 2, repairDueMs: 5 }],
    [{ type: 'submitted', version: 1, late: false, ...of }, 'submit:1', { version: 1 }],
    [{ type: 'resubmitted', version: 2, late: false, ...of }, 'submit:2', { version: 2 }],
    [{ type: 'accepted', version: 2, late: false, ...of }, 'accept:2', { version: 2 }],
    [{ type: 'reviewDecided', decision: 'review', ...of }, `review@${atMs}`, {}],
    [{ type: 'urged', n: 2, ...of }, `urge:2@${atMs}`, { n: 2, manual: 1, dueMs: DUE_MS }],
    [{ type: 'paceChecked', n: 3, share: 0.5, ...on, units: ['cellA1'], values: [4] }, 'pace:3@2026-11-13', { share: 0.5, value: 4 }],
    [wake, 'woken@2026-11-13', { dueMs: DUE_MS }],
    [{ ...wake, clocks: { 'annual|2026': { points: [] } } }, 'woken@2026-11-13', {}],
    [{ type: 'issued', plan: 'p', collections: [], awaits: [], recipients: 2, lanes: 1, atMs }, 'issued', {}],
    [{ type: 'suspended', atMs }, `suspended@${atMs}`, {}],
    [{ type: 'resumed', shiftDays: 30, suspendedMs: 0, atMs }, `resumed@${atMs}`, { shiftDays: 30 }],
    [{ type: 'differenceNoted', ...of, revision: 2 }, 'revision:2', { revision: 2 }],
  ];
  test.each(OCCURRENCES)('%j is told under its own name', (event, occurrence, data) => {
    const [notice] = noticesOf(event, plan);
    expect(notice).toMatchObject({ occurrence, atMs });
    expect(notice!.data).toStrictEqual(data);
  });

  test('a woken round is told by its own item and period', () => {
    expect(noticesOf(wake, noticeContext())[0]).toMatchObject({ item: 'annual', period: '2026' });
  });

  test('where no due day is known none is told', () => {
    const undated = noticeContext({ dueMsOf: () => undefined });
    expect(noticesOf({ type: 'urged', n: 1, ...of }, undated)[0]).toMatchObject({ tier: 'nearDue', data: { n: 1, manual: 1 } });
    expect(noticesOf({ type: 'fellDue', ...on, units: ['cellA1'] }, undated)[0]!.data).toStrictEqual({ count: 1 });
  });

  test('an empty list is no notice', () => {
    for (const rung of RUNGS) expect(noticesOf({ type: 'escalated', rung, n: 5, ...on, units: [] }, noticeContext())).toEqual([]);
  });

  test('a due point that comes again on another day is another notice', () => {
    const first = noticesOf({ type: 'reminded', n: -7, ...on, units: ['cellA1'] }, noticeContext())[0]!;
    const later = noticesOf({ type: 'reminded', n: -7, ...on, units: ['cellA1'], atMs: atMs + 30 * 86_400_000 }, noticeContext())[0]!;
    expect(first.occurrence).toBe('remind:-7@2026-11-13');
    expect(noticeKey(later)).not.toBe(noticeKey(first));
  });

  test('a repair runs on its own clock, unit by unit', () => {
    const repair = (unit: string) =>
      noticesOf({ type: 'escalated', rung: 'toStandingCommittee', n: 15, ...on, units: [unit], repair: true }, noticeContext());
    const [ofA, ofA2] = [repair('cellA1'), repair('cellA2')];
    expect(new Set([...ofA, ...ofA2].map(noticeKey)).size).toBe(4);
    expect(ofA[0]).toMatchObject({ unit: 'cellA1', units: ['cellA1'], occurrence: 'repair:rung:toStandingCommittee:15@2026-11-13' });
    expect(ofA[0]!.data).toEqual({ n: 15, rung: 'toStandingCommittee', repair: 1, count: 1 });
  });

  test('collective lists of two cascades of one plan are two notices', () => {
    const [first] = noticesOf({ type: 'fellDue', ...many }, noticeContext({ part: 1 }));
    const [second] = noticesOf({ type: 'fellDue', ...many }, noticeContext({ part: 2 }));
    expect(first!.occurrence).toBe('due@2026-11-13');
    expect(second!.occurrence).toBe('due@2026-11-13#2');
  });

  test('no event makes a notice twice, and collective lists hold each unit once', () => {
    const units = fc.uniqueArray(fc.constantFrom('unitA', 'unitB', 'cellA1', 'cellA2', 'cellB1', 'outsider', 'issuer'));
    const event = fc.record({ rung: fc.constantFrom(...RUNGS), n: fc.nat(40), units, repair: fc.constant(false) });
    fc.assert(
      fc.property(event, fc.constantFrom('fellDue', 'escalated', 'reminded'), (fields, type) => {
        const notices = noticesOf({ type, ...on, ...fields } as CascadeEvent, noticeContext());
        expect(new Set(notices.map(noticeKey)).size).toBe(notices.length);
        for (const { units: list = [] } of notices) expect(new Set(list).size).toBe(list.length);
        const superiors = notices.filter(({ role }) => role === 'superior' && type === 'fellDue').flatMap((notice) => notice.units!);
        if (type === 'fellDue') expect([...superiors].sort()).toEqual([...fields.units].sort());
      }),
    );
  });
});
