import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { atHourMs, dayOfMs } from '../../domain/day.js';
import { rungPoints, TRIGGER_OF } from '../../domain/escalation.js';
import { DEFAULT_ESCALATION, TRIGGERS } from '../../domain/plan.js';

const ladder = (...said: Parameters<typeof rungPoints> extends [unknown, ...infer Rest] ? Rest : never) =>
  rungPoints(DEFAULT_ESCALATION, ...said).map(({ kind, n, atMs }) => {
    expect(atMs).toBe(atHourMs(dayOfMs(atMs), 8));
    return `${kind} ${n} ${dayOfMs(atMs)}`;
  });

it('climbs by working days after the due day, at 08:00', () => {
  // Tết: 16/02 to 20/02.
  expect(ladder('noReport', '2026-02-13', vietnamCalendar)).toEqual([
    'reminded 1 2026-02-23',
    'urged 5 2026-02-27',
    'toHead 10 2026-03-06',
    'toStandingCommittee 15 2026-03-13',
    'proposedForReview 20 2026-03-20',
  ]);
});

it('counts a swapped Saturday as worked', () => {
  expect(ladder('noReport', '2026-08-21', vietnamCalendar)[0]).toBe('reminded 1 2026-08-22');
});

it('is pulled only by the triggers the plan names', () => {
  expect(rungPoints({ ...DEFAULT_ESCALATION, triggers: ['noReport'] }, 'notReceived', '2026-02-13', vietnamCalendar)).toEqual([]);
  expect(rungPoints({ ...DEFAULT_ESCALATION, triggers: [] }, 'noReport', '2026-02-13', vietnamCalendar)).toEqual([]);
});

it('has no rung before the duty is there', () => {
  expect(ladder('noReport', '2026-02-13', vietnamCalendar, atHourMs('2026-03-06', 8))[0]).toBe('toHead 10 2026-03-06');
  expect(ladder('noReport', '2026-02-13', vietnamCalendar, atHourMs('2026-03-06', 8) + 1)[0]).toBe('toStandingCommittee 15 2026-03-13');
});

it('has a trigger of its own for each kind of duty', () => {
  expect(TRIGGER_OF).toEqual({
    receipt: 'notReceived',
    ownPlan: 'noOwnPlan',
    task: 'taskOverdue',
    report: 'noReport',
    target: 'behindPace',
    standing: 'staleStanding',
  });
  expect([...Object.values(TRIGGER_OF), 'returnNotMended'].toSorted()).toEqual(TRIGGERS.toSorted());
});
