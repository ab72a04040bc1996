import { checkPlan } from '../../domain/plan-check.js';
import type { Plan } from '../../domain/plan.js';
import { aReport, aTask, at, onlyProblemIn, planFrom, wrongIn } from '../builders/plan-file.js';

describe('days', () => {
  test.each([
    ['horizon', { horizon: { from: '2026-12-31', to: '2026-01-01' } }, 'DAY_ORDER horizon.to'],
    ['horizon of 2206', { horizon: { from: '2026-01-01', to: '2126-12-31' } }, 'HORIZON_LONG horizon.to'],
    ['date after the end', { date: '2027-01-01' }, 'DAY_ORDER date'],
    ['in force after the end', { inForceFrom: '2027-01-01' }, 'DAY_ORDER inForceFrom'],
  ])('%s', (_name, said: Partial<Plan>, problem) => {
    expect(at(checkPlan({ ...planFrom(), ...said }))).toContain(problem);
  });

  test.each([
    ['due before the plan was issued', `date: 2026-03-01\n${aTask('timing: 2026-02-01')}`, 'DUE_BEFORE_ISSUE tasks.0.timing.due'],
    ['opens after it is due', aTask('timing: { kind: dated, due: 2026-03-02, opensOn: 2026-03-03 }'), 'DAY_ORDER tasks.0.timing.opensOn'],
    ['a report that ends before it begins', aReport('from: 2026-09-01, until: 2026-03-01,'), 'DAY_ORDER reports.0.until'],
    ['end of a period, of what has none', aTask('timing: { kind: dated, due: { endOf: period } }'), 'DUE_UNKNOWN tasks.0.timing.due'],
    [
      'day of a month, of what has no period',
      aTask('timing: { kind: dated, due: { dayOfMonth: 5, of: lastMonth } }'),
      'DUE_UNKNOWN tasks.0.timing.due',
    ],
    [
      'counted from a guidance nobody waits for',
      aTask('timing: { kind: dated, due: { within: 5, after: guidance } }'),
      'DUE_UNKNOWN tasks.0.timing.due',
    ],
    [
      'own plan counted from a receipt that has no day yet',
      'ownPlan: { by: HU1, due: { within: 5, after: receipt } }\n',
      'DUE_UNKNOWN ownPlan.due',
    ],
    ['one day for all periods', aTask('timing: { kind: periodic, period: month, due: 2026-03-31 }'), 'DUE_FIXED tasks.0.timing.due'],
    [
      'one day before for all periods',
      aTask('timing: { kind: periodic, period: month, due: { before: 2026-03-31 } }'),
      'DUE_FIXED tasks.0.timing.due',
    ],
    ['unknown regime of windows', aReport('regime: lunar,'), 'REGIME_UNKNOWN reports.0.regime'],
  ])('%s', (_name, lines, problem) => {
    expect(wrongIn(lines)).toEqual([problem]);
  });

  test.each([
    ['yearly day', 'timing: { kind: periodic, period: year, due: { monthDay: 11-15, before: true } }'],
    ['a periodic task due once', 'timing: { kind: periodic, period: year, due: 2026-11-15 }'],
    ['an awaited document', 'timing: { kind: awaiting, guidance: { key: k, title: Một }, due: { within: 30, after: guidance } }'],
    ['no date', 'timing: { kind: undated }'],
  ])('%s is in order', (_name, fields) => {
    expect(wrongIn(aTask(fields))).toEqual([]);
  });

  test('a standing task needs a cadence that comes again, its own or the plan’s', () => {
    expect(onlyProblemIn(aTask('timing: Thường xuyên'))).toEqual({ code: 'CYCLE_REQUIRED', path: 'tasks.0.timing', data: { task: 't1' } });
    expect(wrongIn(aTask('timing: { kind: standing, cadence: once }'))).toEqual(['CYCLE_REQUIRED tasks.0.timing']);
    expect(wrongIn(aTask('timing: { kind: standing, cadence: month }'))).toEqual([]);
    expect(wrongIn(`evidenceCadence: quarter\n${aTask('timing: Thường xuyên')}`)).toEqual([]);
  });
});

describe('reminders and ladder', () => {
  const data = { maxDays: 364, maxCount: 20 };
  test.each([
    ['longer than the plan', [-365], ['reminders.offsets.0'], { offset: -365, count: 1 }],
    ['not whole days', [1.5], ['reminders.offsets.0'], { offset: 1.5, count: 1 }],
    ['ten thousand', Array.from({ length: 10_000 }, (_, i) => i), ['reminders.offsets'], { offset: 20, count: 10_000 }],
  ])('offsets %s', (_name, offsets, paths, more) => {
    const problems = checkPlan({ ...planFrom(), reminders: { offsets, unit: 'calendar' } });
    expect(problems).toEqual(paths.map((path) => ({ code: 'REMINDER_RANGE', path, data: { ...data, ...more } })));
  });

  test('twenty offsets within the plan are in order, the same one twice is not', () => {
    const offsets = Array.from({ length: 20 }, (_, i) => i - 10);
    expect(checkPlan({ ...planFrom(), reminders: { offsets, unit: 'calendar' } })).toEqual([]);
    expect(wrongIn('reminders: { offsets: [-7, -7] }\n')).toEqual(['VALUE_TWICE reminders.offsets.1']);
  });

  test('rungs climb in order and in time, triggers stand once, tolerance is a share', () => {
    const lines = `escalation:
  rungs:
    - { rung: urged, afterWorkingDays: 5 }
    - { rung: reminded, afterWorkingDays: 6 }
    - { rung: toHead, afterWorkingDays: 6 }
    - { rung: proposedForReview, afterWorkingDays: 0 }
    - { rung: proposedForReview, afterWorkingDays: 251 }
  triggers: [noReport, noReport]
  paceTolerance: 90
`;
    expect(wrongIn(lines)).toEqual([
      'RUNG_ORDER escalation.rungs.1',
      'RUNG_ORDER escalation.rungs.2',
      'FIELD_RANGE escalation.rungs.3.afterWorkingDays',
      'RUNG_ORDER escalation.rungs.3',
      'FIELD_RANGE escalation.rungs.4.afterWorkingDays',
      'RUNG_ORDER escalation.rungs.4',
      'VALUE_TWICE escalation.triggers.1',
      'FIELD_RANGE escalation.paceTolerance',
    ]);
  });
});
