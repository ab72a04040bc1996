import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { atHourMs, dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import type { PlannedRound } from '../../domain/planned-round.js';
import { COMPARATORS, type Comparator, DEFAULT_ESCALATION, type Plan, type ReportRule } from '../../domain/plan.js';
import { monthsBetween, roundsOf, targetSpan } from '../../domain/rounds.js';
import { treeAsOf } from '../../domain/unit.js';
import { aUnit } from '../builders/unit-tree.js';
import { aPlan, aReport, aTarget, aTask, issuedOn, specOf, TREE } from '../builders/plan.js';

const ISSUED_MS = atHourMs('2026-01-05', 10.5);
const rounds = (plan: Partial<Plan>, day?: string) => specOf(aPlan(plan), issuedOn(day)).rounds.filter(({ kind }) => kind !== 'receipt');
const days = (plan: Partial<Plan>, day?: string) =>
  rounds(plan, day).map(({ period, opensMs, dueMs }) => [period, dayOfMs(opensMs), dueMs === undefined ? undefined : dayOfMs(dueMs)]);

describe('a task', () => {
  it('with a date is open from the issue and due at the end of its day', () => {
    const [round] = rounds({ tasks: [aTask({ product: { kind: 'class', text: 'Lớp' } })] });
    expect(round).toMatchObject({
      item: 'task',
      period: 'once',
      kind: 'task',
      product: 'class',
      opensMs: ISSUED_MS,
      dueMs: endOfDayMs('2026-03-31'),
      statedDay: '2026-03-31',
      holders: ['hu1'],
    });
    expect(round!.points.map(({ kind, n }) => `${kind} ${n}`).slice(0, 4)).toEqual(['remind -30', 'remind -7', 'remind -1', 'due 0']);
    expect(round!.why).toEqual([{ code: 'WHY_STATED', data: { day: '2026-03-31' } }]);
    expect(rounds({ tasks: [aTask()] })[0]).not.toHaveProperty('product');
  });
  it('opens on the day it names, not before the issue', () => {
    const opens = (opensOn: string) =>
      dayOfMs(rounds({ tasks: [aTask({ timing: { kind: 'dated', due: { on: '2026-03-31' }, opensOn } })] })[0]!.opensMs);
    expect(opens('2026-02-01')).toBe('2026-02-01');
    expect(opens('2025-12-01')).toBe('2026-01-05');
  });
  it('reads "before" as the plan does', () => {
    const due = (beforeReading?: Plan['beforeReading']) =>
      dayOfMs(
        rounds({
          ...(beforeReading && { beforeReading }),
          tasks: [aTask({ timing: { kind: 'dated', due: { before: '2026-03-31' } } })],
        })[0]!.dueMs!,
      );
    expect([due(), due('throughNamedDay'), due('strictlyBefore')]).toEqual(['2026-03-31', '2026-03-31', '2026-03-30']);
  });
  it('that counts from what is not known has no round', () => {
    expect(rounds({ tasks: [aTask({ timing: { kind: 'dated', due: { within: 5, unit: 'working', after: 'receipt' } } })] })).toEqual([]);
    expect(
      rounds({
        tasks: [aTask({ timing: { kind: 'periodic', period: 'quarter', due: { within: 5, unit: 'working', after: 'receipt' } } })],
      }),
    ).toEqual([]);
  });
  it('of each period has a round for every one that ends from the issue to the horizon', () => {
    const plan = { tasks: [aTask({ timing: { kind: 'periodic', period: 'quarter', due: { endOf: 'period', moved: 'keep' } } })] };
    expect(days(plan)).toEqual([
      ['2026-Q1', '2026-01-05', '2026-03-31'],
      ['2026-Q2', '2026-04-01', '2026-06-30'],
      ['2026-Q3', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2026-10-01', '2026-12-31'],
    ]);
    expect(days(plan, '2026-07-01').map(([period]) => period)).toEqual(['2026-Q3', '2026-Q4']);
    expect(days(plan, '2026-06-30').map(([period]) => period)).toEqual(['2026-Q2', '2026-Q3', '2026-Q4']);
    expect(rounds(plan)[0]!.points.some(({ n }) => n === -30)).toBe(true);
    const monthly = {
      tasks: [aTask({ timing: { kind: 'periodic' as const, period: 'month' as const, due: { endOf: 'period' as const } } })],
    };
    expect(rounds(monthly)[1]!.points.some(({ n }) => n === -30)).toBe(false);
  });
  it('of each period closes its window by the regime it names', () => {
    const timing = {
      kind: 'periodic' as const,
      period: 'quarter' as const,
      regime: 'administrative',
      due: { endOf: 'period' as const, moved: 'keep' as const },
    };
    expect(days({ tasks: [aTask({ timing })] })[1]).toEqual(['2026-Q2', '2026-03-15', '2026-06-14']);
  });
  it('that stands has a round for each cadence, its own or the plan’s, due on its last day, worked or not', () => {
    const standing = (cadence?: 'half') => [aTask({ timing: { kind: 'standing', ...(cadence && { cadence }) } })];
    expect(days({ tasks: standing('half') })).toEqual([
      ['2026-H1', '2026-01-05', '2026-06-30'],
      ['2026-H2', '2026-07-01', '2026-12-31'],
    ]);
    expect(days({ tasks: standing(), evidenceCadence: 'quarter' })).toHaveLength(4);
    expect(days({ tasks: standing('half'), evidenceCadence: 'quarter' })).toHaveLength(2);
    expect(days({ tasks: standing() })).toEqual([]);
    expect(days({ tasks: standing(), evidenceCadence: 'month' })[4]).toEqual(['2026-M05', '2026-05-01', '2026-05-31']);
    expect(rounds({ tasks: standing('half') })[0]!.points.find(({ kind }) => kind === 'urged')).toBeDefined();
    expect(rounds({ tasks: standing('half') })[0]).toMatchObject({ kind: 'standing', cadence: 'half' });
  });
  it('that waits for guidance is there from the issue, without a date', () => {
    const timing = {
      kind: 'awaiting' as const,
      guidance: { key: 'hd', title: 'Hướng dẫn' },
      due: { within: 30, unit: 'calendar' as const, after: 'guidance' as const },
    };
    expect(rounds({ tasks: [aTask({ timing })] })).toEqual([
      {
        item: 'task',
        period: 'once',
        kind: 'task',
        opensMs: ISSUED_MS,
        waits: 'hd',
        points: [],
        why: [{ code: 'WHY_AWAITS_GUIDANCE', data: { guidance: 'Hướng dẫn' } }],
        holders: ['hu1'],
      },
    ]);
  });
  it('without a date is reminded of at its review age to the horizon, on working days, and is never due', () => {
    const [round] = rounds({ tasks: [aTask({ timing: { kind: 'undated', reviewAfterDays: 90 } })] });
    expect(round).toEqual({
      item: 'task',
      period: 'once',
      kind: 'task',
      opensMs: ISSUED_MS,
      points: [
        { kind: 'remind', n: 1, atMs: atHourMs('2026-04-06', 8) },
        { kind: 'remind', n: 2, atMs: atHourMs('2026-07-06', 8) },
        { kind: 'remind', n: 3, atMs: atHourMs('2026-10-02', 8) },
        { kind: 'remind', n: 4, atMs: atHourMs('2026-12-31', 8) },
      ],
      why: [{ code: 'WHY_UNDATED', data: { days: 90 } }],
      holders: ['hu1'],
    });
  });
});

describe('a report', () => {
  it('has a round for each period, collected at its lock', () => {
    const [first, second] = rounds({ reports: [aReport({ lockAfter: { days: 5, unit: 'working' } })] });
    expect(first).toMatchObject({ item: 'report', period: '2026-Q1', kind: 'report', cadence: 'quarter', holders: ['hu1', 'hu2'] });
    expect(first).not.toHaveProperty('nilAllowed');
    expect([first, second].map((round) => [dayOfMs(round!.opensMs), dayOfMs(round!.dueMs!), dayOfMs(round!.lockMs!)])).toEqual([
      ['2026-01-05', '2026-03-20', '2026-03-27'],
      ['2026-04-01', '2026-06-22', '2026-06-29'],
    ]);
    expect(first!.lockMs).toBe(endOfDayMs('2026-03-27'));
    expect(rounds({ reports: [aReport({ nilAllowed: true })] })[0]).toHaveProperty('nilAllowed', true);
  });
  it('is collected at its due instant unless the plan says later', () => {
    expect(rounds({ reports: [aReport()] })[0]!.lockMs).toBe(endOfDayMs('2026-03-20'));
    expect(rounds({ reports: [aReport({ lockAfter: { days: 8, unit: 'calendar' } })] })[0]!.lockMs).toBe(endOfDayMs('2026-03-28'));
  });
  it('is not collected where its lock lies before the issue', () => {
    const plan = { reports: [aReport({ period: 'month' })] };
    expect(rounds(plan, '2026-01-22').map(({ period, lockMs }) => [period, lockMs && dayOfMs(lockMs)])[0]).toEqual(['2026-M01', undefined]);
    expect(rounds(plan, '2026-01-20')[0]!.lockMs).toBe(endOfDayMs('2026-01-20'));
    expect(specOf(aPlan(plan), issuedOn('2026-01-22')).collections[0]).toMatchObject({ period: '2026-M02' });
  });
  it('is asked for its own span, within the regime it names', () => {
    expect(days({ reports: [aReport({ from: '2026-04-01', until: '2026-09-30' })] }).map(([period]) => period)).toEqual([
      '2026-Q2',
      '2026-Q3',
    ]);
    expect(days({ reports: [aReport({ regime: 'administrative' })] })[1]).toEqual(['2026-Q2', '2026-03-15', '2026-06-22']);
  });
  it('asked once has one round over its span, asked ad hoc none', () => {
    expect(days({ reports: [aReport({ period: 'once', due: { on: '2026-11-30' } })] })).toEqual([['once', '2026-01-05', '2026-11-30']]);
    expect(days({ reports: [aReport({ period: 'once', from: '2026-05-04', due: { endOf: 'period' } })] })).toEqual([
      ['once', '2026-05-04', '2026-12-31'],
    ]);
    expect(days({ reports: [aReport({ period: 'adHoc', due: { on: '2026-11-30' } })] })).toEqual([]);
  });
  it('without a day has no round', () => {
    expect(rounds({ reports: [aReport({ due: { within: 3, unit: 'calendar', after: 'receipt' } })] })).toEqual([]);
  });
  it('of a stage is named by the years of its whole span, whenever the plan is issued', () => {
    const plan = { horizon: { from: '2025-01-01', to: '2027-12-31' }, reports: [aReport({ period: 'stage', due: { endOf: 'period' } })] };
    expect(days(plan)).toEqual([['2025..2027', '2026-01-05', '2027-12-31']]);
  });
  it('of a term follows the terms of the issuer, from congress to congress', () => {
    const terms = [
      { name: '2020-2025', from: '2020-10-14', to: '2025-10-09' },
      { name: '2025-2030', from: '2025-10-10', to: '2030-10-09' },
    ];
    const tree = treeAsOf([aUnit('root', { terms }), aUnit('hu1'), aUnit('hu2')], '2022-03-01');
    const plan = (to: string) =>
      aPlan({ horizon: { from: '2022-01-01', to }, reports: [aReport({ period: 'term', due: { endOf: 'period' } })] });
    const periods = (to: string, given = terms) =>
      specOf(
        plan(to),
        issuedOn(
          '2022-03-01',
          given === terms ? tree : treeAsOf([aUnit('root', { terms: given }), aUnit('hu1'), aUnit('hu2')], '2022-03-01'),
        ),
      )
        .rounds.filter(({ kind }) => kind === 'report')
        .map(({ period, dueMs }) => [period, dayOfMs(dueMs!)]);
    expect(periods('2025-12-31')).toEqual([['term:2020..2025', '2025-10-09']]);
    expect(periods('2030-12-31')).toEqual([
      ['term:2020..2025', '2025-10-09'],
      ['term:2025..2030', '2030-10-09'],
    ]);
    expect(periods('2024-12-31')).toEqual([['term:2022..2024', '2024-12-31']]);
    expect(periods('2025-12-31', [{ name: 'XVII', from: '2020-10-14', to: '2025-10-09' }])).toEqual([['term:2020..2025', '2025-10-09']]);
    expect(periods('2025-12-31', [{ name: '2020-2025', from: '2020-10-14' } as never])).toEqual([['term:2020..2025', '2025-12-31']]);
    expect(periods('2025-12-31', [{ name: 'XVII', from: '2024-01-05' } as never])).toEqual([['term:2024..2024', '2024-12-31']]);
  });
});

describe('an own plan', () => {
  it('is asked of those named, and of nobody where the plan asks none', () => {
    const ownPlan = { by: [{ unit: 'HU2' }], due: { within: 20, unit: 'working' as const, after: 'issue' as const } };
    expect(rounds({ ownPlan })).toMatchObject([
      { item: 'ownPlan', period: 'once', kind: 'ownPlan', holders: ['hu2'], dueMs: endOfDayMs('2026-01-30') },
    ]);
    expect(rounds({})).toEqual([]);
    expect(rounds({ ownPlan: { ...ownPlan, due: { within: 5, unit: 'calendar', after: 'receipt' } } })).toEqual([]);
  });
});

describe('a target', () => {
  it('is owed by those it is allotted to, until the end of its time', () => {
    const spec = specOf(aPlan({ targets: [aTarget()] }));
    expect(spec.quotas).toEqual({ target: { hu1: 8, hu2: 4 } });
    const [round] = spec.rounds.filter(({ kind }) => kind === 'target');
    expect(round).toMatchObject({
      item: 'target',
      period: 'once',
      tolerance: 0.9,
      dueMs: endOfDayMs('2026-12-31'),
      holders: ['hu1', 'hu2'],
      opensMs: ISSUED_MS,
    });
  });
  it('has its pace checked on the working day after each period, the last excepted', () => {
    const [round] = rounds({ targets: [aTarget()] });
    expect(round!.points.filter(({ kind }) => kind === 'pace')).toEqual([
      { kind: 'pace', n: 1, atMs: atHourMs('2026-04-01', 8), share: 0.25 },
      { kind: 'pace', n: 2, atMs: atHourMs('2026-07-01', 8), share: 0.5 },
      { kind: 'pace', n: 3, atMs: atHourMs('2026-10-01', 8), share: 0.75 },
    ]);
    expect(round!.points).toEqual(round!.points.toSorted((a, b) => a.atMs - b.atMs));
    const late = rounds({ targets: [aTarget()] }, '2026-05-04')[0]!.points.filter(({ kind }) => kind === 'pace');
    expect(late.map(({ n, share }) => [n, share])).toEqual([
      [1, 0.5],
      [2, 0.75],
    ]);
  });
  it('is not checked for pace by a plan that does not press for it, and still falls due', () => {
    const [round] = rounds({ targets: [aTarget()], escalation: { ...DEFAULT_ESCALATION, triggers: ['noReport'] } });
    expect(round!.points.map(({ kind }) => kind)).toEqual(['remind', 'remind', 'remind', 'due']);
  });
  describe('that reports feed', () => {
    const feeding = (said: Partial<ReportRule>, feeds: string) =>
      aReport({
        ...said,
        form: {
          figures: [{ id: 'n', label: 'n', unit: 'x', required: true, rollup: 'sum', feeds: { target: feeds, as: 'increment' } }],
          narrative: [],
        },
      });
    const target = (said: Partial<ReportRule>, feeds = 'target') => {
      const plan = {
        targets: [aTarget()],
        reports: [aReport({ id: 'other' }), feeding({ due: { dayOfMonth: 8, of: 'nextMonth' }, ...said }, feeds)],
      };
      return rounds(plan).find(({ kind }) => kind === 'target')!;
    };
    const told = ({ points, dueMs }: PlannedRound) => [
      ...points.filter(({ kind }) => kind === 'pace').map(({ atMs }) => dayOfMs(atMs)),
      dayOfMs(dueMs!),
    ];

    it('waits each time for the figures of its periods to be due', () => {
      const round = target({ period: 'month', until: '2027-06-30' });
      expect(told(round)).toEqual(['2026-04-09', '2026-07-09', '2026-10-09', '2027-01-08']);
      expect(round.statedDay).toBe('2026-12-31');
      expect(round.why).toEqual([
        { code: 'WHY_STATED', data: { day: '2026-12-31' } },
        { code: 'WHY_LAST_FIGURES', data: { day: '2027-01-08' } },
      ]);
      expect(round.points.find(({ kind }) => kind === 'due')!.atMs).toBe(round.dueMs);
      expect(round.points.filter(({ kind }) => kind === 'pace').map(({ share }) => share)).toEqual([0.25, 0.5, 0.75]);
    });
    it('waits for no figures that come in time, or are of something else', () => {
      const plain = ['2026-04-01', '2026-07-01', '2026-10-01', '2026-12-31'];
      expect(told(target({ due: { dayOfMonth: 20, of: 'lastMonth' } }))).toEqual(plain);
      expect(told(target({}, 'another'))).toEqual(plain);
      expect(target({}, 'another').why.map(({ code }) => code)).toEqual(['WHY_STATED']);
      expect(told(target({ until: '2026-03-31' }))).toEqual(['2026-04-09', ...plain.slice(1)]);
    });
  });
  it('without shares is nobody’s duty', () => {
    expect(rounds({ targets: [aTarget({ allotment: undefined })] })).toEqual([]);
  });
  it('that is a ceiling has shares and no duty: there is nothing to reach', () => {
    const asked = (comparator: Comparator) => rounds({ targets: [aTarget({ comparator })] }).length > 0;
    expect(COMPARATORS.filter((comparator) => !asked(comparator))).toEqual(['atMost', 'lessThan']);
    expect(specOf(aPlan({ targets: [aTarget({ comparator: 'atMost' })] })).quotas).toEqual({ target: { hu1: 8, hu2: 4 } });
  });
  it('runs over the time it names, else the horizon', () => {
    const plan = { horizon: { from: '2026-03-02', to: '2028-06-30' } };
    const span = (time: Parameters<typeof targetSpan>[0]['time']) => Object.values(targetSpan({ time }, plan));
    expect(span({ kind: 'year', year: 2027 })).toEqual(['2027-01-01', '2027-12-31']);
    expect(span({ kind: 'byYear', year: 2030 })).toEqual(['2026-01-01', '2030-12-31']);
    expect(span({ kind: 'range', from: 2027, to: 2029 })).toEqual(['2027-01-01', '2029-12-31']);
    for (const kind of ['perYear', 'perTerm', 'standing'] as const) expect(span({ kind })).toEqual(['2026-03-02', '2028-06-30']);
  });
});

it('counts months whole and by their days', () => {
  expect(monthsBetween('2026-01-01', '2027-01-01')).toBe(12);
  expect(monthsBetween('2026-01-01', '2026-01-01')).toBe(0);
  expect(monthsBetween('2026-01-01', '2026-02-15')).toBe(1.5);
  expect(monthsBetween('2026-01-15', '2026-02-14')).toBeCloseTo(30 / 31);
});

describe('relations to items', () => {
  const sections = [
    {
      id: 's3',
      number: 'III',
      title: 'Nhiệm vụ',
      sections: [{ id: 's31', number: '1', title: 'Chung', sections: [{ id: 's31a', number: 'III.1.a', title: 'Riêng', sections: [] }] }],
    },
    { id: 's4', number: 'IV', title: 'Tổ chức', sections: [] },
  ];
  const items = {
    sections,
    tasks: [
      aTask({ id: 'board', clause: 'IV.1', lead: [{ unit: 'BTC' }], section: 's31' }),
      aTask({ id: 'in', clause: 'III.1' }),
      aTask({ id: 'below', clause: 'III.1.a' }),
      aTask({ id: 'beside', clause: 'III.10' }),
      aTask({ id: 'loose', clause: undefined }),
    ],
    reports: [aReport({ clause: 'III.1.b' }), aReport({ id: 'other', clause: 'III' })],
    targets: [aTarget({ clause: 'III.1' }), aTarget({ id: 'elsewhere', clause: 'IV' })],
  };
  const bySection = (plan: Partial<Plan>) =>
    specOf(aPlan(plan))
      .relations.filter(({ relation }) => relation === 'section')
      .map(({ item, unit }) => `${item} ${unit}`);

  it('give a board that was given a section what stands under it, and nothing else', () => {
    expect(bySection(items)).toEqual(['board btc', 'in btc', 'below btc', 'report btc', 'target btc']);
  });
  it('read the number of a section with or without those above it', () => {
    const given = (section: string) =>
      bySection({ ...items, tasks: items.tasks.map((task) => (task.section === undefined ? task : { ...task, section })) });
    expect(given('s31a')).toEqual(['board btc', 'below btc']);
    expect(given('s3')).toEqual(['board btc', 'in btc', 'below btc', 'beside btc', 'report btc', 'other btc', 'target btc']);
    expect(given('s4')).toEqual(['board btc', 'elsewhere btc']);
    expect(given('nowhere')).toEqual(['board btc']);
  });
  it('name who leads, takes part and passes on', () => {
    const task = aTask({ cooperate: [{ unit: 'HU2' }], advise: [{ unit: 'BTC' }], guide: [{ unit: 'HU3' }], monitor: [{ unit: 'CB1' }] });
    expect(specOf(aPlan({ tasks: [task], reports: [aReport({ via: 'BTC' })] })).relations).toEqual([
      { item: 'task', unit: 'hu2', relation: 'cooperate' },
      { item: 'task', unit: 'btc', relation: 'advise' },
      { item: 'task', unit: 'hu3', relation: 'guide' },
      { item: 'task', unit: 'cb1', relation: 'monitor' },
      { item: 'task', unit: 'hu1', relation: 'lead' },
      { item: 'report', unit: 'btc', relation: 'via' },
    ]);
  });
});

it('asks the selectors it is given and leaves the tree alone', () => {
  const asked: unknown[] = [];
  const found = roundsOf(aPlan({ tasks: [aTask()] }), { ...issuedOn(), tree: TREE, calendar: vietnamCalendar }, (selectors) => {
    asked.push(...selectors);
    return [];
  });
  expect(found.rounds).toMatchObject([{ item: 'task', holders: [] }]);
  expect(asked).toEqual([{ unit: 'HU1' }]);
  expect(startOfDayMs('2026-01-05')).toBeLessThan(ISSUED_MS);
});
