import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { atHourMs, type Day, dayOfMs } from '../../domain/day.js';
import type { FigureField, Plan } from '../../domain/plan.js';
import { type Behaviours, behaviourOf, pacedValue, type TimedCommand } from '../../domain/rehearsal-behaviour.js';
import { behaviourCommands } from '../../domain/rehearsal-commands.js';
import { nilBody, simulatedBody, wrongBody, type Writer } from '../../domain/rehearsal-report.js';
import { checkReportBody } from '../../domain/report.js';
import { aPlan, aReport, aTarget, aTask, issuedOn, specOf, TREE } from '../builders/plan.js';

const WORLD = { tree: TREE, calendar: vietnamCalendar };
const commands = (plan: Partial<Plan>, behaviours: Behaviours, day?: Day): TimedCommand[] =>
  behaviourCommands(specOf(aPlan(plan), issuedOn(day)), aPlan(plan), behaviours, WORLD);
function line({ atMs, lane, command }: TimedCommand): string {
  const hour = (atMs - atHourMs(dayOfMs(atMs), 0)) / 3_600_000;
  return [
    dayOfMs(atMs),
    `${hour}h`,
    lane === 'plan' ? 'plan' : '',
    command.type,
    'unit' in command ? command.unit : '',
    'period' in command ? command.period : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
const lines = (...said: Parameters<typeof commands>) => commands(...said).map(line);

describe('the commands of behaviours', () => {
  it('are none where nobody answers', () => {
    const everything = {
      tasks: [aTask()],
      reports: [aReport()],
      targets: [aTarget()],
      ownPlan: { by: [{ unit: 'HU1' }], due: { on: '2026-02-02' } },
    };
    expect(lines(everything, {})).toEqual([]);
    expect(
      lines(everything, { default: { receive: 'never', ownPlan: 'never', tasks: 'never', reports: 'silent', evidence: 'never' } }),
    ).toEqual([]);
  });

  it('come at nine in the morning, an hour after the issue at the earliest', () => {
    const tasks = {
      tasks: [aTask(), aTask({ id: 'second', lead: [{ unit: 'HU2' }], timing: { kind: 'dated', due: { on: '2026-01-06' } } })],
    };
    expect(lines(tasks, { default: { receive: 0, tasks: 'onTime' } })).toEqual([
      '2026-01-05 11.5h receive hu1',
      '2026-01-05 11.5h receive hu2',
      '2026-01-05 11.5h progress hu2 once',
      '2026-03-29 9h progress hu1 once',
    ]);
    expect(lines(tasks, { default: { receive: 3 } })).toEqual(['2026-01-08 9h receive hu1', '2026-01-08 9h receive hu2']);
  });

  it('do tasks so many days before or after their due day, with the product named', () => {
    const tasks = { tasks: [aTask()] };
    expect(lines(tasks, { default: { tasks: 'onTime', daysBeforeDue: 5 } })).toEqual(['2026-03-26 9h progress hu1 once']);
    expect(lines(tasks, { default: { tasks: 'late' } })).toEqual(['2026-04-05 9h progress hu1 once']);
    expect(commands(tasks, { default: { tasks: 'late', daysLate: 1 } })).toEqual([
      {
        atMs: atHourMs('2026-04-01', 9),
        lane: 'cascade',
        command: { type: 'progress', unit: 'hu1', item: 'task', period: 'once', done: true, productNamed: true },
      },
    ]);
  });

  it('do a task without a date after a month, and one that waits only once it is woken', () => {
    const undated = { tasks: [aTask({ timing: { kind: 'undated', reviewAfterDays: 90 } })] };
    expect(lines(undated, { default: { tasks: 'onTime' } })).toEqual(['2026-02-04 9h progress hu1 once']);
    const timing = {
      kind: 'awaiting' as const,
      guidance: { key: 'hd', title: 'hd' },
      due: { within: 30, unit: 'calendar' as const, after: 'guidance' as const },
    };
    expect(lines({ tasks: [aTask({ timing })] }, { default: { tasks: 'onTime' } })).toEqual([]);
    const guidance = [
      { key: 'hd', atMs: atHourMs('2026-05-04', 15) },
      { key: 'x', atMs: atHourMs('2026-05-05', 15) },
    ];
    expect(lines({ tasks: [aTask({ timing })] }, { default: { tasks: 'onTime' }, guidance })).toEqual([
      '2026-05-04 15h plan registerGuidance',
      '2026-05-05 15h plan registerGuidance',
      '2026-06-01 9h progress hu1 once',
    ]);
  });

  it('give evidence in each period, an own plan so many days after the issue', () => {
    const plan = {
      tasks: [aTask({ timing: { kind: 'standing', cadence: 'half' } })],
      ownPlan: { by: [{ unit: 'HU2' }], due: { on: '2026-03-02' } },
    } as const;
    expect(
      commands(plan as never, { default: { evidence: 'eachPeriod', ownPlan: 20 } }).map((timed) => [line(timed), timed.command]),
    ).toEqual([
      ['2026-01-25 9h linkOwnPlan hu2', { type: 'linkOwnPlan', unit: 'hu2', ownPlan: 'own:hu2' }],
      ['2026-06-28 9h progress hu1 2026-H1', { type: 'progress', unit: 'hu1', item: 'task', period: '2026-H1', evidence: true }],
      ['2026-12-29 9h progress hu1 2026-H2', { type: 'progress', unit: 'hu1', item: 'task', period: '2026-H2', evidence: true }],
    ]);
  });

  it('tell of a target that no report feeds the day before each check, and on its last day', () => {
    const told = commands({ targets: [aTarget()] }, { units: { HU1: { pace: 0.5 } } }).map((timed) => [
      line(timed),
      (timed.command as { value: number }).value,
    ]);
    expect(told).toEqual([
      ['2026-03-31 9h progress hu1 once', 1],
      ['2026-06-30 9h progress hu1 once', 2],
      ['2026-09-30 9h progress hu1 once', 3],
      ['2026-12-31 9h progress hu1 once', 4],
    ]);
    expect(lines({ targets: [aTarget()] }, { default: {} })).toEqual([]);
    const figures = [
      { id: 'n', label: 'n', unit: 'x', required: true, rollup: 'sum' as const, feeds: { target: 'target', as: 'total' as const } },
    ];
    const fed = { targets: [aTarget()], reports: [aReport({ form: { figures, narrative: [] } })] };
    expect(lines(fed, { default: { pace: 1 } })).toEqual([]);
  });

  const reports = { reports: [aReport({ period: 'half', reporters: [{ unit: 'HU1' }] })] };
  const acting = (behaviour: Behaviours['default'], more: Behaviours = {}) =>
    lines(reports, { default: behaviour, reviewer: { afterDays: 2 }, ...more }).slice(0, 4);
  it('submit in time and are accepted where somebody reviews', () => {
    expect(acting({ reports: 'punctual' })).toEqual([
      '2026-06-20 9h submit hu1 2026-H1',
      '2026-06-22 10h accept hu1 2026-H1',
      '2026-12-19 9h submit hu1 2026-H2',
      '2026-12-21 10h accept hu1 2026-H2',
    ]);
    expect(acting({ reports: 'punctual' }, { reviewer: undefined })).toEqual([
      '2026-06-20 9h submit hu1 2026-H1',
      '2026-12-19 9h submit hu1 2026-H2',
    ]);
    expect(commands(reports, { default: { reports: 'punctual' } })[0]!.command).toEqual({
      type: 'submit',
      unit: 'hu1',
      item: 'report',
      period: '2026-H1',
      feeds: [],
    });
  });
  it('submit late with a reason', () => {
    const [late] = commands(reports, { default: { reports: 'late', daysLate: 3 } });
    expect(line(late!)).toBe('2026-06-25 9h submit hu1 2026-H1');
    expect(late).toMatchObject({ command: { reasonGiven: true }, body: { lateReason: expect.any(String) as string } });
    const hurried = commands(
      { reports: [aReport({ period: 'month', reporters: [{ unit: 'HU1' }] })] },
      { default: { reports: 'punctual' } },
      '2026-01-22',
    )[0]!;
    expect(line(hurried)).toBe('2026-01-22 11.5h submit hu1 2026-M01');
    expect(hurried.command).toMatchObject({ reasonGiven: true });
  });
  it('submit what is wrong, have it returned, and mend it in the window, late, or never', () => {
    expect(acting({ reports: 'wrong' })).toEqual([
      '2026-06-20 9h submit hu1 2026-H1',
      '2026-06-22 10h return hu1 2026-H1',
      '2026-06-25 9h submit hu1 2026-H1',
      '2026-06-27 10h accept hu1 2026-H1',
    ]);
    expect(acting({ reports: 'wrong', mends: 'late', daysLate: 4 }).slice(2)).toEqual([
      '2026-06-29 9h submit hu1 2026-H1',
      '2026-07-01 10h accept hu1 2026-H1',
    ]);
    expect(acting({ reports: 'wrong', mends: 'never' }).slice(1, 3)).toEqual([
      '2026-06-22 10h return hu1 2026-H1',
      '2026-12-19 9h submit hu1 2026-H2',
    ]);
    expect(acting({ reports: 'wrong' }, { reviewer: undefined })).toEqual([
      '2026-06-20 9h submit hu1 2026-H1',
      '2026-12-19 9h submit hu1 2026-H2',
    ]);
    const atOnce = commands(
      { reports: [aReport({ period: 'half', reporters: [{ unit: 'HU1' }], repairWithin: { days: 0, unit: 'calendar' } })] },
      {
        default: { reports: 'wrong', daysBeforeDue: 0 },
        reviewer: { afterDays: 0 },
      },
    );
    expect(atOnce.slice(0, 4).map(line)).toEqual([
      '2026-06-22 9h submit hu1 2026-H1',
      '2026-06-22 10h return hu1 2026-H1',
      '2026-06-22 11h submit hu1 2026-H1',
      '2026-06-22 12h accept hu1 2026-H1',
    ]);
  });
  it('return with the clock the rules give, of each report by its own window', () => {
    const two = { reports: [aReport({ id: 'one' }), aReport({ id: 'two', repairWithin: { days: 10, unit: 'calendar' } })] };
    const returned = commands(two, { default: { reports: 'wrong' }, reviewer: { afterDays: 1 } }).filter(
      ({ command }) => command.type === 'return',
    );
    const dues = returned
      .slice(0, 4)
      .map(({ command }) => (command.type === 'return' ? [command.item, command.unit, dayOfMs(command.repairDueMs)] : []));
    expect(dues).toEqual([
      ['one', 'hu1', '2026-03-24'],
      ['two', 'hu1', '2026-03-30'],
      ['one', 'hu2', '2026-03-24'],
      ['two', 'hu2', '2026-03-30'],
    ]);
  });
  it('say that nothing arose where the plan allows it, and report otherwise', () => {
    const nil = { reports: [aReport({ reporters: [{ unit: 'HU1' }], nilAllowed: true })] };
    expect(commands(nil, { default: { reports: 'nil' } })[0]).toMatchObject({
      command: { type: 'submit', nil: true, reasonGiven: true },
      body: { figures: {}, narrative: {}, nilReason: expect.any(String) as string },
    });
    expect(commands(reports, { default: { reports: 'nil' } })[0]!.command).not.toHaveProperty('nil');
  });

  it('come in order of time, those of one instant body by body, what steers the plan last', () => {
    const atMs = atHourMs('2026-01-08', 9);
    const given: Behaviours = {
      default: { receive: 3 },
      suspensions: [{ fromMs: atMs, toMs: atHourMs('2026-01-20', 9) }],
      end: { as: 'conclude', atMs: atHourMs('2026-01-25', 9) },
      commands: [{ atMs, lane: 'cascade', command: { type: 'urge', unit: 'HU1', item: 'task', period: 'once' } }],
    };
    expect(lines({ tasks: [aTask({ lead: [{ unit: 'HU1' }, { unit: 'HU2' }] })] }, given)).toEqual([
      '2026-01-08 9h receive hu1',
      '2026-01-08 9h receive hu2',
      '2026-01-08 9h urge hu1 once',
      '2026-01-08 9h plan suspend',
      '2026-01-20 9h plan resume',
      '2026-01-25 9h plan conclude',
    ]);
  });
  it('resume with the days suspended and the collections moved by them, or with the same dates', () => {
    const suspend = (dates?: 'same') => ({
      suspensions: [{ fromMs: atHourMs('2026-03-02', 9), toMs: atHourMs('2026-03-12', 9), ...(dates && { dates }) }],
    });
    const resume = commands(reports, suspend()).at(-1)!.command;
    expect(resume).toMatchObject({ type: 'resume', shiftDays: 10 });
    expect(resume.type === 'resume' && 'collections' in resume && resume.collections!.map(({ atMs }) => dayOfMs(atMs))).toEqual([
      '2026-07-02',
      '2026-12-31',
    ]);
    expect(commands(reports, suspend('same')).at(-1)!.command).toEqual({ type: 'resume', shiftDays: 0 });
    expect(lines(reports, { suspensions: [{ fromMs: atHourMs('2026-03-02', 9) }] })).toEqual(['2026-03-02 9h plan suspend']);
  });
  it('meet the dates that a suspension leaves', () => {
    const suspensions = [{ fromMs: atHourMs('2026-03-02', 9), toMs: atHourMs('2026-03-12', 9) }];
    expect(lines(reports, { default: { reports: 'punctual' }, suspensions }).filter((text) => text.includes('submit'))).toEqual([
      '2026-06-30 9h submit hu1 2026-H1',
      '2026-12-29 9h submit hu1 2026-H2',
    ]);
  });
  it('wake what waits in the order of time, also while the plan stands still', () => {
    const timing = {
      kind: 'awaiting' as const,
      guidance: { key: 'hd', title: 'hd' },
      due: { within: 30, unit: 'calendar' as const, after: 'guidance' as const },
    };
    const given: Behaviours = {
      default: { tasks: 'onTime', daysBeforeDue: 0 },
      suspensions: [{ fromMs: atHourMs('2026-03-02', 9), toMs: atHourMs('2026-03-12', 9) }],
      guidance: [{ key: 'hd', atMs: atHourMs('2026-03-05', 9) }],
    };
    expect(lines({ tasks: [aTask({ timing })] }, given).at(-1)).toBe('2026-04-16 9h progress hu1 once');
    const later = { ...given, guidance: [{ key: 'hd', atMs: atHourMs('2026-03-16', 9) }] };
    expect(lines({ tasks: [aTask({ timing })] }, later).at(-1)).toBe('2026-04-15 9h progress hu1 once');
  });
  it('before the issue, or after the end, are none', () => {
    const command = { type: 'suspend' as const };
    const given: Behaviours = {
      default: { receive: 40 },
      end: { as: 'revoke', atMs: atHourMs('2026-02-02', 9) },
      commands: [
        { atMs: issuedOn().issuedMs - 1, lane: 'plan', command },
        { atMs: issuedOn().issuedMs, lane: 'plan', command },
        { atMs: atHourMs('2026-02-02', 9) + 1, lane: 'plan', command },
      ],
    };
    expect(lines({ tasks: [aTask()] }, given)).toEqual(['2026-01-05 10.5h plan suspend', '2026-02-02 9h plan revoke']);
  });
});

it('takes the behaviour of a body over the default, by id before code', () => {
  const given: Behaviours = {
    default: { receive: 1, daysLate: 9 },
    units: { hu1: { receive: 2 }, HU2: { receive: 3, daysBeforeDue: 0 }, HU1: { receive: 4 } },
  };
  expect(behaviourOf(given, 'hu1', 'HU1')).toEqual({ receive: 2, daysLate: 9, daysBeforeDue: 2 });
  expect(behaviourOf(given, 'hu2', 'HU2')).toEqual({ receive: 3, daysLate: 9, daysBeforeDue: 0 });
  expect(behaviourOf(given, 'hu3', undefined)).toEqual({ receive: 1, daysLate: 9, daysBeforeDue: 2 });
  expect(behaviourOf({}, 'hu3', 'HU3')).toEqual({ daysLate: 5, daysBeforeDue: 2 });
});

it('reaches whole values of whole quotas', () => {
  expect([pacedValue(10, 1, 0.25), pacedValue(10, 1, 1), pacedValue(7.5, 0.5, 0.25), pacedValue(0, 2, 1)]).toEqual([3, 10, 0.94, 0]);
});

describe('a simulated report', () => {
  const figure = (said: Partial<FigureField>): FigureField => ({ id: 'n', label: 'n', unit: 'x', required: true, rollup: 'sum', ...said });
  const writer = (pace = 1): Writer => ({ pace, quota: (target) => (target === 'target' ? 12 : 0), told: new Map() });
  const plan = aPlan({ targets: [aTarget(), aTarget({ id: 'later', time: { kind: 'range', from: 2027, to: 2028 } })] });
  const rule = aReport({
    form: {
      figures: [
        figure({ id: 'add', feeds: { target: 'target', as: 'increment' } }),
        figure({ id: 'sum', feeds: { target: 'target', as: 'total' } }),
        figure({ id: 'lost', feeds: { target: 'gone', as: 'total' } }),
        figure({ id: 'later', feeds: { target: 'later', as: 'total' } }),
        figure({ id: 'plain', min: 5, max: 9 }),
        figure({ id: 'small', max: 0.4 }),
        figure({ id: 'share', rollup: 'ratio', unit: '%', ratio: { numerator: 'plain', denominator: 'plain', factor: 100 } }),
      ],
      narrative: [{ id: 'text', label: 'Kết quả', required: true }],
    },
  });
  it('tells what the pace has reached by the end of its period, in sum and since the report before', () => {
    const who = writer();
    const bodies = ['2026-Q1', '2026-Q2', '2026-Q4'].map((period) => simulatedBody(plan, rule, period, who, false));
    expect(bodies.map(({ figures }) => [figures.add, figures.sum, figures.later])).toEqual([
      [3, 3, 0],
      [3, 6, 0],
      [6, 12, 0],
    ]);
    expect(bodies[0]).toEqual({
      figures: { add: 3, sum: 3, lost: 1, later: 0, plain: 5, small: 0.4 },
      narrative: { text: expect.any(String) as string },
    });
  });
  it('keeps to the form', () => {
    for (const body of [
      simulatedBody(plan, rule, '2026-Q1', writer(), true),
      wrongBody(rule, simulatedBody(plan, rule, '2026-Q1', writer(), false)),
    ])
      expect(checkReportBody(rule.form, body, { nil: false })).toEqual([]);
    expect(checkReportBody(rule.form, nilBody(true), { nil: true })).toEqual([]);
  });
  it('counts no more of a whole than the form lets it', () => {
    const counted = aReport({
      form: {
        figures: [
          figure({ id: 'part', feeds: { target: 'target', as: 'total' } }),
          figure({ id: 'whole', integer: true }),
          figure({ id: 'share', unit: '%', max: 30, rollup: 'ratio', ratio: { numerator: 'part', denominator: 'whole', factor: 100 } }),
        ],
        narrative: [],
      },
    });
    const right = simulatedBody(plan, counted, '2026-Q4', writer(), false);
    expect(right.figures).toEqual({ part: 12, whole: 40 });
    for (const body of [right, wrongBody(counted, right)]) expect(checkReportBody(counted.form, body, { nil: false })).toEqual([]);
  });
  it('of a whole figure is whole, also where the share is not', () => {
    const whole = aReport({ form: { figures: [figure({ integer: true, feeds: { target: 'target', as: 'total' } })], narrative: [] } });
    const odd: Writer = { pace: 1, quota: () => 12.5, told: new Map() };
    expect(simulatedBody(plan, whole, '2026-Q1', odd, false).figures).toEqual({ n: 3 });
  });
  it('reads its period by the regime of the report, and one without periods to its end', () => {
    const administrative = { ...rule, regime: 'administrative' };
    expect(simulatedBody(plan, administrative, '2026-M02', writer(), false).figures.sum).toBe(2);
    expect(simulatedBody(plan, { ...rule, until: '2026-06-30' }, 'once', writer(), false).figures.sum).toBe(6);
    expect(simulatedBody(plan, rule, 'once', writer(), false).figures.sum).toBe(12);
    expect(simulatedBody(plan, rule, '2025-Q4', writer(), false).figures.sum).toBe(0);
    expect(simulatedBody(plan, rule, '2027-Q4', writer(), false).figures.sum).toBe(12);
  });
  it('says why it is late, and not where it is in time', () => {
    expect(simulatedBody(plan, rule, '2026-Q1', writer(), true)).toHaveProperty('lateReason');
    expect(simulatedBody(plan, rule, '2026-Q1', writer(), false)).not.toHaveProperty('lateReason');
    expect(nilBody(true)).toMatchObject({ lateReason: expect.any(String) as string, nilReason: expect.any(String) as string });
    expect(nilBody(false)).not.toHaveProperty('lateReason');
  });
  it('that is wrong is one too high, or too low where it may not be higher', () => {
    const right = simulatedBody(plan, rule, '2026-Q1', writer(), false);
    expect(wrongBody(rule, right).figures).toEqual({ add: 4, sum: 4, lost: 2, later: 1, plain: 6, small: -0.6 });
    expect(wrongBody(rule, right).narrative).toEqual(right.narrative);
    const full = { ...right, figures: { plain: 9 } };
    expect(wrongBody(rule, full).figures).toEqual({ plain: 8 });
  });
});
