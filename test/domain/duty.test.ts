import { type Duty, type DutyState, DUTY_STATES, isDelivered, standingOf } from '../../domain/duty.js';

const DUE = 1_000;
const aDuty = (said: Partial<Duty> = {}): Duty => ({ kind: 'report', opensMs: 0, dueMs: DUE, ...said });
const state = (said: Partial<Duty>, nowMs: number) => standingOf(aDuty(said), nowMs).state;

describe('where a duty stands', () => {
  const rows: [string, Partial<Duty>, nowMs: number, DutyState][] = [
    ['open until its due instant has passed', {}, DUE, 'openInTime'],
    ['overdue after it', {}, DUE + 1, 'openOverdue'],
    ['open for ever without a date', { dueMs: undefined }, 9e12, 'openInTime'],
    ['done on time', { doneMs: DUE, late: false }, DUE + 5, 'doneOnTime'],
    ['done late', { doneMs: DUE + 1, late: true }, DUE + 5, 'doneLate'],
    ['nil in time', { doneMs: DUE, late: false, nil: true }, DUE + 5, 'nil'],
    ['nil and late is late', { doneMs: DUE, late: true, nil: true }, DUE + 5, 'doneLate'],
    ['submitted and in review is done', { doneMs: 1, late: false, review: 'submitted' }, DUE + 5, 'doneOnTime'],
    ['resubmitted is done', { doneMs: 1, late: false, review: 'resubmitted' }, DUE + 5, 'doneOnTime'],
    [
      'returned is open in its window, whatever the first due day',
      { doneMs: 1, review: 'returned', repairDueMs: 5_000 },
      5_000,
      'openInTime',
    ],
    ['returned is overdue after its window', { doneMs: 1, review: 'returned', repairDueMs: 5_000 }, 5_001, 'openOverdue'],
    ['waiting for guidance, never overdue', { kind: 'task', dueMs: undefined, waits: true }, 9e12, 'waitingGuidance'],
    ['waiting but done', { kind: 'task', waits: true, doneMs: 3 }, 9, 'doneOnTime'],
    ['standing, never overdue', { kind: 'standing' }, DUE + 1, 'standing'],
    ['standing with evidence', { kind: 'standing', doneMs: 3, evidenceMs: 3 }, DUE + 1, 'standing'],
    ['exempt before all else', { exempt: true, cancelled: true }, DUE + 1, 'exempt'],
    ['cancelled', { cancelled: true, kind: 'standing' }, DUE + 1, 'cancelled'],
  ];
  it.each(rows)('%s', (_name, said, nowMs, expected) => {
    expect(state(said, nowMs)).toBe(expected);
  });

  it('tells how long it is overdue, and nothing else is', () => {
    expect(standingOf(aDuty(), DUE + 7)).toEqual({ state: 'openOverdue', stale: false, suspended: false, overdueMs: 7 });
    expect(standingOf(aDuty(), DUE)).toEqual({ state: 'openInTime', stale: false, suspended: false, overdueMs: 0 });
    expect(standingOf(aDuty({ doneMs: 5_000, late: true }), 9_000).overdueMs).toBe(0);
  });

  it('flags a standing task without evidence as stale', () => {
    expect(standingOf(aDuty({ kind: 'standing', staleMs: 5 }), 9)).toEqual({
      state: 'standing',
      stale: true,
      suspended: false,
      overdueMs: 0,
    });
  });

  it('makes nobody late while the plan is suspended', () => {
    expect(standingOf(aDuty({ suspendedMs: DUE }), 9e12)).toEqual({ state: 'openInTime', stale: false, suspended: true, overdueMs: 0 });
    expect(standingOf(aDuty({ suspendedMs: DUE + 3 }), 9e12)).toMatchObject({ state: 'openOverdue', suspended: true, overdueMs: 3 });
    expect(standingOf(aDuty({ suspendedMs: DUE + 3 }), DUE + 1)).toMatchObject({ overdueMs: 1 });
  });
});

it('is delivered when it is done or nil, in no other state', () => {
  expect(DUTY_STATES.filter(isDelivered)).toEqual(['doneOnTime', 'doneLate', 'nil']);
});
