import { type Duty, type DutyState, DUTY_STATES, isDelivered, standingOf } from '../../domain/duty.js';

const DUE = 1_000;
const aDuty = (said: Partial<Duty> = {}): Duty => ({ kind: 'report', opensMs: 0, dueMs: DUE, ...said });
const state = (said: Partial<Duty>, nowMs: number) => standingOf(aDuty(said), nowMs).state;

describe('where a duty stands', () => {
  it('grows no older after the end of its plan, is stale and suspended no more', () => {
    expect(standingOf(aDuty({ endedMs: DUE + 7 }), 9e12)).toEqual({ state: 'openOverdue', stale: false, suspended: false, overdueMs: 7 });
    const standing = aDuty({ kind: 'standing', staleMs: 5, endedMs: 9 });
    expect([standingOf(standing, 8).stale, standingOf(standing, 9).stale]).toEqual([true, false]);
    expect(standingOf(aDuty({ cancelled: true, staleMs: 5, suspendedMs: 6 }), 9)).toMatchObject({ stale: false, suspended: false });
  });

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
    ['owed no longer under a concluded plan', { endedMs: DUE }, DUE + 1, 'cancelled'],
    ['owed until its plan is concluded', { endedMs: DUE }, DUE - 1, 'openInTime'],
    ['overdue when its plan was concluded', { endedMs: DUE + 1 }, 9e12, 'openOverdue'],
    ['returned and still to be mended at the end', { review: 'returned', doneMs: 1, repairDueMs: 9, endedMs: 9 }, 9e12, 'cancelled'],
    ['returned and not mended in time at the end', { review: 'returned', doneMs: 1, repairDueMs: 9, endedMs: 10 }, 9e12, 'openOverdue'],
    ['waiting for guidance that came no more', { kind: 'task', dueMs: undefined, waits: true, endedMs: 5 }, 9e12, 'cancelled'],
    ['standing without evidence at the end', { kind: 'standing', endedMs: 5 }, 9, 'cancelled'],
    ['standing with evidence at the end', { kind: 'standing', doneMs: 3, evidenceMs: 3, endedMs: 5 }, 9, 'standing'],
    ['done before the end', { doneMs: DUE, late: false, endedMs: DUE + 1 }, 9e12, 'doneOnTime'],
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
