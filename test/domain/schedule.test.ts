import { vietnamCalendar as calendar } from '../../domain/calendar-vn.js';
import { type Point, type RepairClock } from '../../domain/cascade.js';
import { addDays, atHourMs, type Day, dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import { DEFAULT_ESCALATION, DEFAULT_REMINDERS } from '../../domain/plan.js';
import {
  daysSuspended,
  pointsOf,
  repairClock,
  resumedClocks,
  resumedCollections,
  resumedRepairs,
  shiftedClock,
  type Suspension,
} from '../../domain/schedule.js';

const plan = { reminders: DEFAULT_REMINDERS, escalation: DEFAULT_ESCALATION };
const told = (points: readonly Point[]) => points.map(({ kind, n, atMs }) => `${kind} ${n} ${dayOfMs(atMs)}`);
const report = (dueDay: Day, fromDay: Day, said: object = {}) => ({
  item: 'r',
  period: 'M1',
  kind: 'report' as const,
  opensMs: startOfDayMs(fromDay),
  dueMs: endOfDayMs(dueDay),
  points: pointsOf(plan, { kind: 'report', dueDay, fromMs: startOfDayMs(fromDay) }, calendar),
  ...said,
});
const suspension = (from: Day, days: number): Suspension => ({
  fromMs: atHourMs(from, 12),
  toMs: atHourMs(addDays(from, days), 12),
  shiftDays: days,
});

describe('the points of a clock', () => {
  it('are reminders, the due instant and the ladder, in order of time', () => {
    const points = pointsOf(plan, { kind: 'report', dueDay: '2026-03-31', fromMs: startOfDayMs('2026-03-01') }, calendar);
    expect(told(points)).toEqual([
      'remind -7 2026-03-24',
      'remind -1 2026-03-30',
      'due 0 2026-03-31',
      'reminded 1 2026-04-01',
      'urged 5 2026-04-07',
      'toHead 10 2026-04-14',
      'toStandingCommittee 15 2026-04-21',
      'proposedForReview 20 2026-04-29',
    ]);
    expect(points[2]!.atMs).toBe(endOfDayMs('2026-03-31'));
    expect(points).toEqual(points.toSorted((a, b) => a.atMs - b.atMs));
  });
  it('put a reminder after the due day in its place', () => {
    const reminders = { offsets: [-1, 3], unit: 'calendar' as const };
    const points = pointsOf({ ...plan, reminders }, { kind: 'report', dueDay: '2026-03-31', fromMs: 0 }, calendar);
    expect(told(points).slice(0, 4)).toEqual(['remind -1 2026-03-30', 'due 0 2026-03-31', 'reminded 1 2026-04-01', 'remind 3 2026-04-03']);
  });
  it('leave out the due instant that is past, and keep the one of this very instant', () => {
    const from = (fromMs: number) => told(pointsOf(plan, { kind: 'task', dueDay: '2026-03-31', fromMs }, calendar))[0];
    expect(from(endOfDayMs('2026-03-31'))).toBe('due 0 2026-03-31');
    expect(from(endOfDayMs('2026-03-31') + 1)).toBe('reminded 1 2026-04-01');
  });
  it('take their ladder from the kind of duty, and their reminders from the cadence', () => {
    const points = (kind: 'receipt' | 'task', cadence?: 'week') =>
      told(
        pointsOf(
          { ...plan, escalation: { ...DEFAULT_ESCALATION, triggers: ['taskOverdue'] } },
          { kind, dueDay: '2026-03-31', fromMs: 0, cadence },
          calendar,
        ),
      );
    expect(points('receipt')).toEqual(['remind -30 2026-02-27', 'remind -7 2026-03-24', 'remind -1 2026-03-30', 'due 0 2026-03-31']);
    expect(points('task', 'week').slice(0, 3)).toEqual(['remind -1 2026-03-30', 'due 0 2026-03-31', 'reminded 1 2026-04-01']);
  });
});

describe('the clock of a repair', () => {
  it('counts from the day after the return, in working or calendar days, and ends on a working day', () => {
    const due = (days: number, unit: 'working' | 'calendar', on: Day) =>
      dayOfMs(repairClock(plan, { days, unit }, on, calendar).repairDueMs);
    expect(due(3, 'working', '2026-02-12')).toBe('2026-02-24');
    expect(due(3, 'calendar', '2026-03-24')).toBe('2026-03-27');
    expect(due(3, 'calendar', '2026-03-25')).toBe('2026-03-30');
  });
  it('falls due at the end of its day, then climbs the ladder for returns', () => {
    const { repairDueMs, repairPoints } = repairClock(plan, { days: 3, unit: 'calendar' }, '2026-03-24', calendar);
    expect(repairDueMs).toBe(endOfDayMs('2026-03-27'));
    expect(told(repairPoints)).toEqual([
      'due 0 2026-03-27',
      'reminded 1 2026-03-30',
      'urged 5 2026-04-03',
      'toHead 10 2026-04-10',
      'toStandingCommittee 15 2026-04-17',
      'proposedForReview 20 2026-04-24',
    ]);
    expect(repairPoints[0]!.atMs).toBe(repairDueMs);
    const without = { escalation: { ...DEFAULT_ESCALATION, triggers: [] } };
    expect(told(repairClock(without, { days: 3, unit: 'calendar' }, '2026-03-24', calendar).repairPoints)).toEqual(['due 0 2026-03-27']);
  });
});

describe('a round after a suspension', () => {
  const shifted = (round: Parameters<typeof shiftedClock>[1], from: Day, days: number) =>
    shiftedClock(plan, round, suspension(from, days), calendar);

  it('moves by the days suspended, with the points still to come laid anew around the new due day', () => {
    const clock = shifted(report('2026-03-31', '2026-03-02', { lockMs: endOfDayMs('2026-04-03') }), '2026-03-25', 10)!;
    expect(clock.dueMs).toBe(endOfDayMs('2026-04-10'));
    expect(clock.lockMs).toBe(endOfDayMs('2026-04-13'));
    expect(clock).not.toHaveProperty('opensMs');
    expect(told(clock.points)).toEqual([
      'remind -1 2026-04-09',
      'due 0 2026-04-10',
      'reminded 1 2026-04-13',
      'urged 5 2026-04-17',
      'toHead 10 2026-04-24',
      'toStandingCommittee 15 2026-05-06',
      'proposedForReview 20 2026-05-13',
    ]);
  });
  it('moves on to a working day, its lock never before it', () => {
    const clock = shifted(report('2026-03-31', '2026-03-02', { lockMs: endOfDayMs('2026-03-31') }), '2026-03-25', 4)!;
    expect(clock.dueMs).toBe(endOfDayMs('2026-04-06'));
    expect(clock.lockMs).toBe(clock.dueMs);
  });
  it('does not give again what was past before', () => {
    const clock = shifted(report('2026-03-31', '2026-03-02'), '2026-03-24', 20)!;
    expect(told(clock.points)[0]).toBe('remind -1 2026-04-17');
  });
  it('does not give again what was past, though its new instant is still to come', () => {
    const early = { fromMs: atHourMs('2026-03-24', 12), toMs: atHourMs('2026-04-13', 6), shiftDays: 20 };
    const clock = shiftedClock(plan, report('2026-03-31', '2026-03-02'), early, calendar)!;
    expect(told(clock.points).slice(0, 2)).toEqual(['remind -1 2026-04-17', 'due 0 2026-04-20']);
  });
  it('counts as past what is due at the very instant of the suspension', () => {
    const at = (fromMs: number) =>
      shiftedClock(plan, report('2026-03-31', '2026-03-02'), { fromMs, toMs: fromMs + 10 * 86_400_000, shiftDays: 10 }, calendar)!;
    expect(at(endOfDayMs('2026-03-31'))).not.toHaveProperty('dueMs');
    expect(at(endOfDayMs('2026-03-31') - 1)).toHaveProperty('dueMs');
    expect(told(at(atHourMs('2026-04-07', 8)).points)[0]).toBe('toHead 10 2026-04-24');
  });
  it('opens later when it had not opened', () => {
    const clock = shifted(report('2026-03-31', '2026-03-02'), '2026-02-20', 10)!;
    expect(clock.opensMs).toBe(startOfDayMs('2026-03-12'));
    expect(dayOfMs(clock.points[0]!.atMs)).toBe('2026-04-03');
  });
  it('keeps its due day when that had passed, and moves the ladder that was left', () => {
    const clock = shifted(report('2026-03-31', '2026-03-02'), '2026-04-08', 10)!;
    expect(clock).not.toHaveProperty('dueMs');
    expect(told(clock.points)).toEqual(['toHead 10 2026-04-24', 'toStandingCommittee 15 2026-05-04', 'proposedForReview 20 2026-05-11']);
    expect(clock.points.every(({ atMs }) => atMs === atHourMs(dayOfMs(atMs), 8))).toBe(true);
  });
  it('keeps the checks of its pace beside its other points', () => {
    const points: Point[] = [
      { kind: 'pace', n: 1, atMs: atHourMs('2026-03-20', 8), share: 0.2 },
      { kind: 'pace', n: 2, atMs: atHourMs('2026-03-27', 8), share: 0.4 },
      { kind: 'due', n: 0, atMs: endOfDayMs('2026-03-31') },
    ];
    const target = { kind: 'target' as const, opensMs: 0, dueMs: endOfDayMs('2026-03-31'), points };
    const clock = shifted(target, '2026-03-25', 10)!;
    expect(clock.points).toEqual([
      { kind: 'pace', n: 2, atMs: atHourMs('2026-04-06', 8), share: 0.4 },
      { kind: 'due', n: 0, atMs: endOfDayMs('2026-04-10') },
    ]);
  });
  it('of an undated task moves its reviews', () => {
    const task = { kind: 'task' as const, opensMs: 0, points: [{ kind: 'remind' as const, n: 1, atMs: atHourMs('2026-03-30', 8) }] };
    expect(shifted(task, '2026-03-25', 5)).toEqual({ points: [{ kind: 'remind', n: 1, atMs: atHourMs('2026-04-06', 8) }] });
  });
  it('has no new clock when nothing of it was to come, or it waits for guidance', () => {
    expect(shifted(report('2026-03-31', '2026-03-02'), '2026-05-04', 5)).toBeUndefined();
    expect(shifted({ ...report('2026-03-31', '2026-03-02'), waits: 'hd' }, '2026-03-25', 5)).toBeUndefined();
    const locked = { ...report('2026-03-31', '2026-03-02'), lockMs: endOfDayMs('2026-05-07') };
    expect(shifted(locked, '2026-05-04', 5)).toEqual({ points: [], lockMs: endOfDayMs('2026-05-12') });
  });
  it('is left out of the clocks of a resumption that keeps the same dates', () => {
    const rounds = [report('2026-03-31', '2026-03-02'), { ...report('2026-03-31', '2026-03-02'), item: 'w', waits: 'hd' }];
    expect(resumedClocks(plan, rounds, { ...suspension('2026-03-25', 9), shiftDays: 0 }, calendar)).toEqual({});
    const clocks = resumedClocks(plan, rounds, suspension('2026-03-25', 9), calendar);
    expect(clocks).toEqual({ 'r|M1': shifted(rounds[0]!, '2026-03-25', 9) });
    expect(Object.keys(clocks)).toEqual(['r|M1']);
  });
});

describe('repairs and collections after a suspension', () => {
  const repair = (returnedOn: Day): RepairClock => ({
    unit: 'a',
    item: 'r',
    period: 'M1',
    ...repairClock(plan, { days: 3, unit: 'working' }, returnedOn, calendar),
  });
  it('move with the days suspended', () => {
    const [moved] = resumedRepairs(plan, [repair('2026-03-24')], suspension('2026-03-25', 10), calendar);
    expect(moved).toMatchObject({ unit: 'a', item: 'r', period: 'M1', repairDueMs: endOfDayMs('2026-04-06') });
    expect(told(moved!.repairPoints).slice(0, 2)).toEqual(['due 0 2026-04-06', 'reminded 1 2026-04-07']);
    expect(resumedRepairs(plan, [repair('2026-03-24')], { ...suspension('2026-03-25', 10), shiftDays: 0 }, calendar)).toEqual([]);
  });
  it('keep a due day that had passed, and move the ladder that was left', () => {
    const [moved] = resumedRepairs(plan, [repair('2026-03-03')], suspension('2026-03-14', 10), calendar);
    expect(moved!.repairDueMs).toBe(endOfDayMs('2026-03-06'));
    expect(told(moved!.repairPoints)).toEqual([
      'toHead 10 2026-03-30',
      'toStandingCommittee 15 2026-04-06',
      'proposedForReview 20 2026-04-13',
    ]);
    expect(resumedRepairs(plan, [repair('2026-01-05')], suspension('2026-03-14', 10), calendar)).toEqual([]);
    const at = (fromMs: number) =>
      resumedRepairs(plan, [repair('2026-03-03')], { fromMs, toMs: fromMs + 86_400_000, shiftDays: 1 }, calendar)[0]!;
    expect(at(endOfDayMs('2026-03-06')).repairDueMs).toBe(endOfDayMs('2026-03-06'));
    expect(at(endOfDayMs('2026-03-06') - 1).repairDueMs).toBe(endOfDayMs('2026-03-09'));
    expect(at(atHourMs('2026-03-13', 8)).repairPoints[0]).toMatchObject({ n: 10 });
  });
  it('of collections only those to come, in order of time', () => {
    const collections = [
      { item: 'past', period: 'M1', atMs: atHourMs('2026-03-25', 12) },
      { item: 'late', period: 'M1', atMs: endOfDayMs('2026-03-31') },
      { item: 'soon', period: 'M1', atMs: atHourMs('2026-03-25', 12) + 1 },
    ];
    expect(resumedCollections(collections, suspension('2026-03-25', 10), calendar)).toEqual([
      { item: 'soon', period: 'M1', atMs: endOfDayMs('2026-04-06') },
      { item: 'late', period: 'M1', atMs: endOfDayMs('2026-04-10') },
    ]);
  });
});

it('counts the days suspended from day to day', () => {
  expect(daysSuspended(atHourMs('2026-03-01', 23), atHourMs('2026-03-02', 1))).toBe(1);
  expect(daysSuspended(atHourMs('2026-03-01', 1), atHourMs('2026-03-01', 23))).toBe(0);
});
