import fc from 'fast-check';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { addDays, atHourMs, type Day, dayOfMs, endOfDayMs } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { type Behaviours, type Rehearsal, rehearse, type RehearsalEntry } from '../../domain/rehearsal.js';
import { expandEntry, timelineKey } from '../../domain/rehearsal-entry.js';
import { treeAsOf } from '../../domain/unit.js';
import { aUnit } from '../builders/unit-tree.js';
import { aPlan, aReport, aTarget, aTask, issuedOn } from '../builders/plan.js';

const figure = { id: 'n', label: 'Kết nạp', unit: 'đảng viên', required: true, min: 0, integer: true, rollup: 'sum' as const };
const GUIDANCE = { key: 'hd', title: 'Hướng dẫn' };
const PLAN = aPlan({
  recipients: [{ to: [{ unit: 'HU1' }, { unit: 'HU2' }, { unit: 'HU3' }], purpose: 'toImplement' }],
  ownPlan: { by: [{ unit: 'HU1' }], due: { within: 20, unit: 'working', after: 'issue' } },
  tasks: [
    aTask(),
    aTask({ id: 'wait', timing: { kind: 'awaiting', guidance: GUIDANCE, due: { within: 30, unit: 'calendar', after: 'guidance' } } }),
    aTask({ id: 'keep', timing: { kind: 'standing', cadence: 'half' } }),
    aTask({ id: 'some', timing: { kind: 'undated', reviewAfterDays: 200 } }),
  ],
  reports: [
    aReport({
      nilAllowed: true,
      lockAfter: { days: 5, unit: 'calendar' },
      form: { figures: [{ ...figure, feeds: { target: 'target', as: 'increment' } }], narrative: [] },
    }),
  ],
  targets: [aTarget()],
  exempt: [{ units: [{ unit: 'HU2' }], items: ['report'], reason: 'Đang thành lập' }],
});

function played(behaviours?: Behaviours, said: { plan?: Plan; until?: Day } = {}): Rehearsal {
  const rehearsal = rehearse(said.plan ?? PLAN, { ...issuedOn(), untilMs: endOfDayMs(said.until ?? '2027-03-31') }, behaviours);
  if (Array.isArray(rehearsal)) throw new Error(JSON.stringify(rehearsal));
  return rehearsal;
}

const only = ({ entries }: Rehearsal, ...types: RehearsalEntry['type'][]) => entries.filter(({ type }) => types.includes(type));
const line = ({ type, item, period, units, data, atMs }: RehearsalEntry) =>
  [dayOfMs(atMs), type, item, period, units.join('+'), data.rung ?? data.n].filter((part) => part !== undefined && part !== '').join(' ');
const of = (rehearsal: Rehearsal, unit: string) => rehearsal.byUnit.find((row) => row.unit === unit)!;

describe('a rehearsal that nobody answers', () => {
  const rehearsal = played();

  it('begins with the issue and the opening of the cascade', () => {
    expect(rehearsal.entries.slice(0, 2)).toEqual([
      { atMs: issuedOn().issuedMs, lane: 'plan', type: 'issued', units: [], data: { recipients: 3, lanes: 1 }, why: [] },
      { atMs: issuedOn().issuedMs, lane: 'cascade', cascade: 1, type: 'opened', units: [], data: { recipients: 3 }, why: [] },
    ]);
    expect(rehearsal).toMatchObject({
      plan: 'plan00000001',
      issuedMs: issuedOn().issuedMs,
      untilMs: endOfDayMs('2027-03-31'),
      phase: 'issued',
      refused: [],
    });
  });

  it('shows each reminder, due day and rung of an item, in order, and whom it meets', () => {
    expect(rehearsal.entries.filter(({ item }) => item === 'task').map(line)).toEqual([
      '2026-02-27 reminded task once hu1 -30',
      '2026-03-24 reminded task once hu1 -7',
      '2026-03-30 reminded task once hu1 -1',
      '2026-03-31 fellDue task once hu1',
      '2026-04-01 escalated task once hu1 reminded',
      '2026-04-07 escalated task once hu1 urged',
      '2026-04-14 escalated task once hu1 toHead',
      '2026-04-21 escalated task once hu1 toStandingCommittee',
      '2026-04-29 escalated task once hu1 proposedForReview',
    ]);
  });

  it('tells the why of each date', () => {
    const [reminder, , , due, rung] = rehearsal.entries.filter(({ item }) => item === 'task');
    const stated = { code: 'WHY_STATED', data: { day: '2026-03-31' } };
    expect(reminder!.why).toEqual([{ code: 'WHY_DAYS_BEFORE_DUE', data: { days: 30, day: '2026-03-31' } }, stated]);
    expect(due!.why).toEqual([stated]);
    expect(rung!.why).toEqual([{ code: 'WHY_RUNG', data: { days: 1, day: '2026-03-31' } }, stated]);
    expect(only(rehearsal, 'paceChecked')[0]!.why[0]).toEqual({ code: 'WHY_PACE_CHECK', data: { share: 25 } });
    expect(only(rehearsal, 'roundOpened')[0]!.why.length).toBeGreaterThan(0);
    expect(rehearsal.entries.filter(({ item }) => item === 'some')[0]!.why).toEqual([{ code: 'WHY_UNDATED', data: { days: 200 } }]);
  });

  it('collects at each lock and consolidates at once, with the gaps', () => {
    expect(only(rehearsal, 'collectionDue', 'consolidated').slice(0, 2)).toMatchObject([
      { atMs: endOfDayMs('2026-03-25'), lane: 'plan', type: 'collectionDue', item: 'report', period: '2026-Q1' },
      {
        atMs: endOfDayMs('2026-03-25'),
        lane: 'plan',
        type: 'consolidated',
        data: { revision: 1, coverage: { expected: 1, delivered: 0, nil: 0 } },
      },
    ]);
    expect(only(rehearsal, 'consolidated')).toHaveLength(4);
  });

  it('sums up for each body what it would meet', () => {
    expect(rehearsal.byUnit.map(({ unit, code, name }) => [unit, code, name])).toEqual([
      ['hu1', 'HU1', 'Đảng ủy hu1'],
      ['hu2', 'HU2', 'Đảng ủy hu2'],
      ['hu3', 'HU3', 'Đảng ủy hu3'],
    ]);
    expect(of(rehearsal, 'hu1')).toMatchObject({
      duties: 12,
      states: { openOverdue: 8, waitingGuidance: 1, standing: 2, openInTime: 1 },
      stale: 2,
      fellDue: 8,
      returned: 0,
      rungs: { reminded: 10, urged: 10, toHead: 10, toStandingCommittee: 10, proposedForReview: 10 },
    });
    expect(of(rehearsal, 'hu2').states).toEqual({ openOverdue: 2 });
    expect(of(rehearsal, 'hu1').reminders).toBe(only(rehearsal, 'reminded').filter(({ units }) => units.includes('hu1')).length);
    expect(rehearsal.states).toEqual({ openOverdue: 11, waitingGuidance: 1, standing: 2, openInTime: 1, exempt: 1 });
  });

  it('lists its rounds with their clocks, reasons and holders', () => {
    expect(rehearsal.rounds.find(({ item, period }) => item === 'report' && period === '2026-Q1')).toMatchObject({
      kind: 'report',
      opensMs: issuedOn().issuedMs,
      dueMs: endOfDayMs('2026-03-20'),
      lockMs: endOfDayMs('2026-03-25'),
      holders: 1,
    });
    expect(rehearsal.rounds.find(({ item }) => item === 'wait')).toEqual({
      item: 'wait',
      period: 'once',
      kind: 'task',
      opensMs: issuedOn().issuedMs,
      waits: 'hd',
      why: [{ code: 'WHY_AWAITS_GUIDANCE', data: { guidance: 'Hướng dẫn' } }],
      holders: 1,
    });
  });

  it('stops at its end and says what fires next', () => {
    const short = played({}, { until: '2026-03-24' });
    expect(short.entries.at(-1)).toMatchObject({ type: 'reminded', item: 'task', atMs: atHourMs('2026-03-24', 8) });
    expect(short.nextDueMs).toBe(endOfDayMs('2026-03-25'));
    expect(of(short, 'hu1').nextDueMs).toBe(endOfDayMs('2026-03-31'));
    expect(rehearsal).not.toHaveProperty('nextDueMs');
    expect(of(played({}, { until: '2026-03-31' }), 'hu3')).not.toHaveProperty('nextDueMs');
  });

  it('warns of a year without an official calendar, and of what is due before the issue', () => {
    const far = played({}, { plan: aPlan({ horizon: { from: '2026-01-01', to: '2029-12-31' }, reports: [aReport({ period: 'year' })] }) });
    expect(far.warnings.map(({ code, data }) => [code, data.year])).toEqual(
      [2027, 2028, 2029].map((year) => ['CALENDAR_NOT_OFFICIAL', year]),
    );
    const early = rehearse(aPlan({ reports: [aReport({ period: 'month' })] }), {
      ...issuedOn('2026-01-22'),
      untilMs: endOfDayMs('2026-02-28'),
    });
    expect((early as Rehearsal).warnings).toEqual([
      { code: 'DUE_BEFORE_ISSUE', data: { item: 'report', day: '2026-01-20', date: '2026-01-22' } },
    ]);
    expect(played({}, { plan: aPlan({ tasks: [aTask()] }) }).warnings).toEqual([]);
  });
});

describe('behaviours', () => {
  const good: Behaviours = {
    default: { receive: 2, ownPlan: 10, tasks: 'onTime', reports: 'punctual', evidence: 'eachPeriod' },
    reviewer: { afterDays: 1 },
  };

  it('of bodies that do everything in time leave nobody late or stale', () => {
    const rehearsal = played(good);
    expect(rehearsal.states).toEqual({ doneOnTime: 11, openOverdue: 1, waitingGuidance: 1, standing: 2, exempt: 1 });
    // HU2 may not report, so what was allotted to it is not told of.
    expect(of(rehearsal, 'hu2').states).toEqual({ doneOnTime: 1, openOverdue: 1 });
    expect(
      [of(rehearsal, 'hu1'), of(rehearsal, 'hu3')].every(
        ({ fellDue, stale, rungs }) => fellDue === 0 && stale === 0 && Object.keys(rungs).length === 0,
      ),
    ).toBe(true);
    expect(only(rehearsal, 'consolidated').map(({ data }) => data.coverage)).toEqual(Array(4).fill({ expected: 1, delivered: 1, nil: 0 }));
    expect(only(rehearsal, 'received').map(line)).toEqual([
      '2026-01-07 received hu1',
      '2026-01-07 received hu2',
      '2026-01-07 received hu3',
    ]);
    expect(rehearsal.refused).toEqual([]);
  });

  it('are those of each body by id or code, over the default', () => {
    const rehearsal = played({ default: { receive: 2 }, units: { HU2: { receive: 'never' }, hu3: { receive: 20 } } });
    expect(rehearsal.byUnit.map(({ states }) => [states.doneOnTime, states.doneLate])).toEqual([
      [1, undefined],
      [undefined, undefined],
      [undefined, 1],
    ]);
  });

  it('name only bodies that are in the tree', () => {
    expect(rehearse(PLAN, { ...issuedOn(), untilMs: endOfDayMs('2026-03-31') }, { units: { XX: {}, HU1: {}, hu2: {} } })).toEqual([
      { code: 'UNIT_UNKNOWN', data: { code: 'XX' }, path: 'behaviours.units.XX' },
    ]);
  });

  it('that are late carry a reason and end late', () => {
    const rehearsal = played({ ...good, default: { ...good.default, tasks: 'late', reports: 'late', daysLate: 6 } });
    expect(of(rehearsal, 'hu1').states).toEqual({ doneOnTime: 4, doneLate: 5, waitingGuidance: 1, standing: 2 });
    expect(only(rehearsal, 'completed').map(line)).toEqual(['2026-02-04 completed some once hu1', '2026-04-06 completed task once hu1']);
    expect(only(rehearsal, 'submitted').map(({ atMs }) => dayOfMs(atMs))).toEqual(['2026-03-26', '2026-06-28', '2026-09-27', '2026-12-27']);
    expect(rehearsal.refused).toEqual([]);
  });

  it('accepted after the collection become a difference note, and revision 1 stays', () => {
    const rehearsal = played({ ...good, default: { ...good.default, reports: 'late', daysLate: 5 } });
    const [first] = only(rehearsal, 'consolidated');
    expect(first).toMatchObject({ data: { revision: 1, coverage: { expected: 1, delivered: 0 } } });
    const [accepted, noted] = rehearsal.entries.filter(
      ({ type, period }) => period === '2026-Q1' && (type === 'accepted' || type === 'differenceNoted'),
    );
    expect(noted).toMatchObject({ type: 'differenceNoted', lane: 'plan', units: ['hu1'], data: { revision: 2 }, atMs: accepted!.atMs });
  });

  it('that are wrong are returned and mended in the window, and stay on time', () => {
    const rehearsal = played({ ...good, default: { ...good.default, reports: 'wrong' } });
    const first = rehearsal.entries.filter(({ item, period, type }) => item === 'report' && period === '2026-Q1' && type !== 'reminded');
    expect(first.map(line)).toEqual([
      '2026-03-18 submitted report 2026-Q1 hu1',
      '2026-03-19 returned report 2026-Q1 hu1',
      '2026-03-24 resubmitted report 2026-Q1 hu1',
      '2026-03-25 accepted report 2026-Q1 hu1',
      '2026-03-25 collectionDue report 2026-Q1',
      '2026-03-25 consolidated report 2026-Q1',
    ]);
    expect(first[2]!.data).toEqual({ version: 2, late: false });
    expect(of(rehearsal, 'hu1')).toMatchObject({ returned: 4, states: { doneOnTime: 9 } });
  });

  it('mended after the window end late; never mended, they climb the ladder of returns', () => {
    const late = played({ ...good, default: { ...good.default, reports: 'wrong', mends: 'late', daysLate: 2 } });
    expect(of(late, 'hu1').states).toMatchObject({ doneLate: 4 });
    const never = played({ ...good, default: { ...good.default, reports: 'wrong', mends: 'never' } });
    // The target too: figures that were returned and not mended have reached nothing.
    expect(of(never, 'hu1').states).toMatchObject({ openOverdue: 5 });
    const rungs = never.entries.filter(({ period, type }) => period === '2026-Q1' && (type === 'escalated' || type === 'fellDue'));
    expect(rungs.map(({ data }) => data.repair)).toEqual([true, true, true, true, true, true]);
    expect(rungs[1]!.why).toEqual([{ code: 'WHY_REPAIR_WINDOW', data: {} }]);
    expect(rungs[0]!.why).toEqual([{ code: 'WHY_REPAIR_WINDOW', data: {} }]);
  });

  it('that report nothing are counted as nil, where the plan allows it', () => {
    const rehearsal = played({ ...good, default: { ...good.default, reports: 'nil' } });
    expect(only(rehearsal, 'consolidated')[0]!.data.coverage).toEqual({ expected: 1, delivered: 1, nil: 1 });
    expect(of(rehearsal, 'hu1').states).toMatchObject({ nil: 4 });
  });

  it('leave reports in review where nobody reviews', () => {
    const { reviewer: _reviewer, ...unreviewed } = good;
    const rehearsal = played(unreviewed);
    expect(only(rehearsal, 'accepted')).toEqual([]);
    expect(only(played({ ...unreviewed, default: { ...good.default, reports: 'wrong' } }), 'returned')).toEqual([]);
    expect(rehearsal.states.doneOnTime).toBe(11);
  });

  it('move targets with their pace: half of it stays behind and is not reached', () => {
    const half = played({ ...good, default: { ...good.default, pace: 0.5 } });
    expect(only(half, 'targetMoved').map(({ data }) => data.value)).toEqual([1, 2, 3, 4]);
    expect(only(half, 'paceChecked').map(({ units, data }) => [units, data.values])).toEqual([
      [
        ['hu1', 'hu2'],
        [1, 0],
      ],
      [
        ['hu1', 'hu2'],
        [2, 0],
      ],
      [
        ['hu1', 'hu2'],
        [3, 0],
      ],
    ]);
    expect(expandEntry(only(half, 'paceChecked')[2]!).map(({ unit, data }) => [unit, data])).toEqual([
      ['hu1', { n: 3, share: 0.75, value: 3 }],
      ['hu2', { n: 3, share: 0.75, value: 0 }],
    ]);
    expect(only(played(good), 'targetMoved').map(({ data }) => [data.value, data.met])).toEqual([
      [2, false],
      [4, false],
      [6, false],
      [8, true],
    ]);
  });
});

describe('those who steer', () => {
  const registered: Behaviours = {
    default: { tasks: 'onTime', daysBeforeDue: 3 },
    guidance: [{ key: 'hd', atMs: atHourMs('2026-05-04', 15) }],
  };

  it('wake exactly what waits by registering the document', () => {
    const rehearsal = played(registered);
    expect(only(rehearsal, 'guidanceRegistered', 'woken').map(({ lane, type, data }) => [lane, type, data])).toEqual([
      ['plan', 'guidanceRegistered', { guidance: 'hd' }],
      ['cascade', 'woken', { guidance: 'hd' }],
    ]);
    const round = rehearsal.rounds.find(({ item }) => item === 'wait')!;
    expect(round).toMatchObject({ dueMs: endOfDayMs('2026-06-03') });
    expect(round).not.toHaveProperty('waits');
    expect(rehearsal.entries.filter(({ item }) => item === 'wait').map(line)).toEqual([
      '2026-05-27 reminded wait once hu1 -7',
      '2026-05-31 completed wait once hu1',
    ]);
    expect(rehearsal.states).not.toHaveProperty('waitingGuidance');
    expect(
      only(played({ ...registered, guidance: [{ key: 'x', atMs: atHourMs('2026-05-04', 15) }] }), 'guidanceRegistered', 'woken'),
    ).toEqual([]);
  });

  it('stop everything by suspending, and move what was to come on resuming', () => {
    const suspensions = [{ fromMs: atHourMs('2026-03-02', 12), toMs: atHourMs('2026-04-01', 12) }];
    const rehearsal = played({ suspensions });
    expect(rehearsal.entries.filter(({ atMs }) => atMs > suspensions[0]!.fromMs && atMs < suspensions[0]!.toMs)).toEqual([]);
    expect(only(rehearsal, 'suspended', 'resumed').map(({ lane, type, data }) => [lane, type, data])).toEqual([
      ['plan', 'suspended', {}],
      ['cascade', 'suspended', {}],
      ['plan', 'resumed', { shiftDays: 30 }],
      ['cascade', 'resumed', {}],
    ]);
    expect(rehearsal.entries.filter(({ item, type }) => item === 'task' && type === 'fellDue').map(line)).toEqual([
      '2026-05-04 fellDue task once hu1',
    ]);
    expect(only(rehearsal, 'collectionDue')[0]!.atMs).toBe(endOfDayMs('2026-04-24'));
    const round = rehearsal.rounds.find(({ item }) => item === 'task')!;
    expect(round.why.at(-1)).toEqual({ code: 'WHY_RESUMED', data: { days: 30, to: '2026-05-04' } });
  });

  it('keep the dates where they say so, and then meet one late batch', () => {
    const rehearsal = played({ suspensions: [{ fromMs: atHourMs('2026-03-02', 12), toMs: atHourMs('2026-04-15', 12), dates: 'same' }] });
    const task = rehearsal.entries.filter(({ item }) => item === 'task').map(line);
    expect(task).toEqual([
      '2026-02-27 reminded task once hu1 -30',
      '2026-03-24 superseded task once hu1 -7',
      '2026-03-30 superseded task once hu1 -1',
      '2026-03-31 fellDue task once hu1',
      '2026-04-01 superseded task once hu1 1',
      '2026-04-07 superseded task once hu1 5',
      '2026-04-14 escalated task once hu1 toHead',
      '2026-04-21 escalated task once hu1 toStandingCommittee',
      '2026-04-29 escalated task once hu1 proposedForReview',
    ]);
  });

  it('leave a plan suspended to the end, and nobody late for it', () => {
    const rehearsal = played({ suspensions: [{ fromMs: atHourMs('2026-01-06', 12) }] });
    expect(rehearsal).toMatchObject({ phase: 'suspended' });
    expect(rehearsal).not.toHaveProperty('nextDueMs');
    expect(rehearsal.states).not.toHaveProperty('openOverdue');
  });

  it('move the repairs that run', () => {
    const behaviours: Behaviours = {
      default: { reports: 'wrong', mends: 'never', daysBeforeDue: 0 },
      reviewer: { afterDays: 0 },
      suspensions: [{ fromMs: atHourMs('2026-03-21', 12), toMs: atHourMs('2026-03-31', 12) }],
    };
    const fell = only(played(behaviours), 'fellDue').filter(({ data }) => data.repair);
    expect(fell.map(line)[0]).toBe('2026-04-06 fellDue report 2026-Q1 hu1');
  });

  it('move a plan twice, each time from where it stood', () => {
    const suspensions = [
      { fromMs: atHourMs('2026-02-02', 12), toMs: atHourMs('2026-02-12', 12) },
      { fromMs: atHourMs('2026-03-02', 12), toMs: atHourMs('2026-03-12', 12) },
    ];
    const rehearsal = played({ default: { reports: 'punctual' }, reviewer: { afterDays: 0 }, suspensions });
    expect(only(rehearsal, 'collectionDue')[0]!.atMs).toBe(endOfDayMs('2026-04-16'));
    expect(only(rehearsal, 'submitted')[0]).toMatchObject({ atMs: atHourMs(addDays('2026-04-09', -2), 9), data: { late: false } });
  });

  it('end the plan: by revoking, what is open is cancelled; by concluding, what is not late yet is', () => {
    const revoked = played({ default: { receive: 1 }, end: { as: 'revoke', atMs: atHourMs('2026-03-02', 12) } });
    expect(revoked).toMatchObject({ phase: 'revoked' });
    expect(revoked.entries.at(-1)).toMatchObject({ type: 'revoked', lane: 'cascade' });
    expect(revoked.states).toEqual({ doneOnTime: 3, cancelled: 8, exempt: 1 });
    const concluded = played({ end: { as: 'conclude', atMs: atHourMs('2026-03-02', 12) } });
    expect(concluded).toMatchObject({ phase: 'concluded' });
    expect(concluded.states).toMatchObject({ openOverdue: expect.any(Number), cancelled: expect.any(Number) });
    expect(concluded.states).not.toHaveProperty('openInTime');
    expect(
      only(played({ default: { tasks: 'late' }, end: { as: 'conclude', atMs: atHourMs('2026-03-02', 12) } }), 'completed').map(line),
    ).toEqual(['2026-02-04 completed some once hu1']);
  });

  it('may do single things besides, named by id or code, and hear what is refused', () => {
    const atMs = atHourMs('2026-01-06', 14);
    const rehearsal = played({
      commands: [
        { atMs, lane: 'cascade', command: { type: 'receive', unit: 'HU1' } },
        { atMs, lane: 'cascade', command: { type: 'urge', unit: 'hu2', item: 'receipt', period: 'once' } },
        { atMs, lane: 'cascade', command: { type: 'receive', unit: 'HU1' } },
        { atMs, lane: 'cascade', command: { type: 'receive', unit: 'nobody' } },
        { atMs, lane: 'cascade', command: { type: 'tick' } },
        { atMs, lane: 'plan', command: { type: 'resume', shiftDays: 0 } },
        { atMs: atHourMs('2025-12-01', 8), lane: 'plan', command: { type: 'conclude' } },
        { atMs: atHourMs('2028-12-01', 8), lane: 'plan', command: { type: 'conclude' } },
      ],
    });
    expect(only(rehearsal, 'received', 'urged').map(line)).toEqual(['2026-01-06 received hu1', '2026-01-06 urged receipt once hu2 1']);
    expect(rehearsal.refused.map(({ command, unit, problem }) => [command, unit, problem.code])).toEqual([
      ['receive', 'hu1', 'ALREADY_DECIDED'],
      ['receive', 'nobody', 'DUTY_NOT_FOUND'],
      ['resume', undefined, 'STATE_NOT_ALLOWED'],
    ]);
    expect(rehearsal.refused[0]!.atMs).toBe(atMs);
  });
});

describe('a rehearsal as a whole', () => {
  it('goes over many bodies and years with whatever they do', () => {
    const units = Array.from({ length: 60 }, (_, index) => aUnit(`u${String(index).padStart(3, '0')}`));
    const tree = treeAsOf([aUnit('root'), aUnit('hu1'), ...units], '2026-01-05');
    const everyone = [{ depth: 'direct' as const }];
    const plan = aPlan({
      horizon: { from: '2026-01-01', to: '2029-12-31' },
      recipients: [{ to: everyone, purpose: 'toImplement' }],
      tasks: Array.from({ length: 10 }, (_, index) =>
        aTask({ id: `t${index}`, lead: everyone, timing: { kind: 'standing', cadence: 'quarter' } }),
      ),
      reports: [aReport({ id: 'm', reporters: everyone, period: 'month' }), aReport({ id: 'q', reporters: everyone })],
    });
    const context = { ...issuedOn('2026-01-05', tree), untilMs: endOfDayMs('2030-03-31') };
    const default_ = { receive: 3, reports: 'wrong', evidence: 'eachPeriod' } as const;
    for (const behaviours of [{}, { default: default_, reviewer: { afterDays: 1 } }]) {
      const rehearsal = rehearse(plan, context, behaviours) as Rehearsal;
      expect(rehearsal.byUnit).toHaveLength(61);
      expect(rehearsal.refused).toEqual([]);
    }
  });

  it('goes over several lanes as over one', () => {
    const units = Array.from({ length: 4001 }, (_, index) => aUnit(`u${String(index).padStart(4, '0')}`));
    const tree = treeAsOf([aUnit('root'), ...units], '2026-01-05');
    const plan = aPlan({ recipients: [{ to: [{ depth: 'direct' }], purpose: 'toImplement' }] });
    const behaviours = { units: { U0000: { receive: 1 }, U4000: { receive: 2 } } };
    const rehearsal = rehearse(plan, { ...issuedOn('2026-01-05', tree), untilMs: endOfDayMs('2026-01-13') }, behaviours) as Rehearsal;
    expect(only(rehearsal, 'opened').map(({ cascade, data }) => [cascade, data.recipients])).toEqual([
      [1, 4000],
      [2, 1],
    ]);
    expect(only(rehearsal, 'received').map(({ cascade, units: who }) => [cascade, who])).toEqual([
      [1, ['u0000']],
      [2, ['u4000']],
    ]);
    expect(only(rehearsal, 'fellDue').map(({ cascade, units: who }) => [cascade, who.length])).toEqual([[1, 3999]]);
    expect(rehearsal.states).toEqual({ doneOnTime: 2, openOverdue: 3999 });
  });

  it('of a plan that asks nothing of anybody is only its issue', () => {
    const nothing = rehearse(
      aPlan(),
      { ...issuedOn(), untilMs: endOfDayMs('2026-12-31') },
      {
        commands: [{ atMs: atHourMs('2026-02-02', 9), lane: 'cascade', command: { type: 'receive', unit: 'hu1' } }],
      },
    ) as Rehearsal;
    expect(nothing.entries.map(({ type }) => type)).toEqual(['issued']);
    expect([nothing.byUnit, nothing.states]).toEqual([[], {}]);
  });

  it('answers with the problems that keep the plan from being issued', () => {
    expect(rehearse(aPlan({ issuer: 'X' }), { ...issuedOn(), untilMs: 0 })).toMatchObject([{ code: 'UNIT_UNKNOWN', path: 'issuer' }]);
  });

  it('is the same each time, in order within each lane, and each line of it has its own key', () => {
    const anyBehaviour = fc.record(
      {
        receive: fc.constantFrom(0, 3, 'never' as const),
        ownPlan: fc.constantFrom(5, 60),
        tasks: fc.constantFrom('onTime' as const, 'late' as const, 'never' as const),
        reports: fc.constantFrom('punctual' as const, 'late' as const, 'wrong' as const, 'nil' as const, 'silent' as const),
        mends: fc.constantFrom('inWindow' as const, 'late' as const, 'never' as const),
        daysBeforeDue: fc.integer({ min: 0, max: 100 }),
        evidence: fc.constantFrom('eachPeriod' as const, 'never' as const),
        pace: fc.double({ min: 0, max: 2, noNaN: true }),
      },
      { requiredKeys: [] },
    );
    const behaviours = fc.record({
      default: anyBehaviour,
      units: fc.dictionary(fc.constantFrom('hu1', 'HU2', 'HU3'), anyBehaviour),
      reviewer: fc.option(fc.record({ afterDays: fc.integer({ min: 0, max: 20 }) }), { nil: undefined }),
      suspensions: fc
        .option(fc.record({ from: fc.integer({ min: 1, max: 300 }), days: fc.integer({ min: 0, max: 90 }) }), { nil: undefined })
        .map((given) =>
          given
            ? [
                {
                  fromMs: atHourMs(addDays('2026-01-05', given.from), 14),
                  toMs: atHourMs(addDays('2026-01-05', given.from + given.days), 15),
                },
              ]
            : [],
        ),
    });
    fc.assert(
      fc.property(behaviours, (given) => {
        const rehearsal = played(given);
        expect(played(given)).toEqual(rehearsal);
        expect(rehearsal.refused).toEqual([]);
        for (const lane of ['plan', 'cascade']) {
          const times = rehearsal.entries.filter((entry) => entry.lane === lane).map(({ atMs }) => atMs);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        const keys = rehearsal.entries.map(timelineKey);
        expect(new Set(keys).size).toBe(keys.length);
        const { openOverdue = 0 } = rehearsal.states;
        const fell = rehearsal.byUnit.reduce((sum, unit) => sum + unit.fellDue, 0);
        expect(openOverdue).toBeLessThanOrEqual(fell);
      }),
      { numRuns: 40 },
    );
    expect(vietnamCalendar.id).toBeDefined();
  });
});
