import fc from 'fast-check';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { isWorkingDay } from '../../domain/calendar.js';
import { addDays, atHourMs, type Day, dayOfMs } from '../../domain/day.js';
import type { PeriodKind } from '../../domain/period.js';
import { cadenceDays, reminderPoints } from '../../domain/reminder.js';

const around = (offsets: number[], dueDay: Day, said: { unit?: 'calendar' | 'working'; fromMs?: number; cadence?: PeriodKind } = {}) => {
  const { unit = 'calendar', fromMs = 0, cadence } = said;
  const points = reminderPoints({ offsets, unit }, { dueDay, fromMs, cadence }, vietnamCalendar);
  for (const { kind, atMs } of points) expect([kind, atMs]).toEqual(['remind', atHourMs(dayOfMs(atMs), 8)]);
  return points.map(({ n, atMs }) => `${n} ${dayOfMs(atMs)}`);
};

it('reminds at 08:00 so many days before the due day, in order of time', () => {
  expect(around([-1, -30, -7], '2026-03-31')).toEqual(['-30 2026-02-27', '-7 2026-03-24', '-1 2026-03-30']);
  expect(around([0], '2026-03-31')).toEqual(['0 2026-03-31']);
  expect(around([-7, 3, -1], '2026-03-31')).toEqual(['-7 2026-03-24', '-1 2026-03-30', '3 2026-04-03']);
});

it('moves a reminder on a day off to the working day before', () => {
  // 28/03 and 29/03 are a weekend; 16/02 to 20/02 is Tết.
  expect(around([-2, -3], '2026-03-31')).toEqual(['-2 2026-03-27']);
  expect(around([-5], '2026-02-23')).toEqual(['-5 2026-02-13']);
  expect(around([0], '2026-03-29')).toEqual(['0 2026-03-27']);
});

it('moves a reminder after the due day on, so that none calls late what is not', () => {
  expect(around([1, 2, 3], '2026-03-27')).toEqual(['1 2026-03-30']);
  expect(around([1], '2026-03-26')).toEqual(['1 2026-03-27']);
});

it('keeps of two on one day the one nearer the due day', () => {
  expect(around([-1, -2, -3], '2026-03-30')).toEqual(['-1 2026-03-27']);
  expect(around([-3, -2, -1], '2026-03-30')).toEqual(['-1 2026-03-27']);
  expect(around([2, 1], '2026-03-27')).toEqual(['1 2026-03-30']);
});

it('counts working days where the plan says so', () => {
  expect(around([-5, 1], '2026-02-23', { unit: 'working' })).toEqual(['-5 2026-02-09', '1 2026-02-24']);
});

it('leaves out what would come before the duty', () => {
  expect(around([-7, -1], '2026-03-31', { fromMs: atHourMs('2026-03-24', 8) })).toEqual(['-7 2026-03-24', '-1 2026-03-30']);
  expect(around([-7, -1], '2026-03-31', { fromMs: atHourMs('2026-03-24', 8) + 1 })).toEqual(['-1 2026-03-30']);
});

describe('the cadence', () => {
  const lengths: [PeriodKind | undefined, number][] = [
    ['week', 7],
    ['month', 28],
    ['quarter', 90],
    ['half', 181],
    ['nineMonths', 273],
    ['year', 365],
    ['stage', Number.POSITIVE_INFINITY],
    ['term', Number.POSITIVE_INFINITY],
    ['once', Number.POSITIVE_INFINITY],
    [undefined, Number.POSITIVE_INFINITY],
  ];
  it.each(lengths)('of %s is at least so many days', (kind, days) => {
    expect(cadenceDays(kind)).toBe(days);
  });
  it('bounds the reminders, before the due day and after it', () => {
    expect(around([-28, -27, 27, 28], '2026-05-29', { cadence: 'month' })).toEqual(['-27 2026-04-29', '27 2026-06-25']);
    expect(around([-28], '2026-05-29')).toEqual(['-28 2026-04-29']);
  });
});

it('falls on working days only, each once, none before its time', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -60, max: 30 }), { maxLength: 8 }),
      fc.integer({ min: 0, max: 700 }),
      fc.constantFrom('calendar' as const, 'working' as const),
      (offsets, days, unit) => {
        const dueDay = addDays('2025-06-01', days);
        const fromMs = atHourMs(addDays(dueDay, -20), 12);
        const points = reminderPoints({ offsets, unit }, { dueDay, fromMs }, vietnamCalendar);
        expect(points.every(({ atMs }) => atMs >= fromMs && isWorkingDay(vietnamCalendar, dayOfMs(atMs)))).toBe(true);
        expect(new Set(points.map(({ atMs }) => atMs)).size).toBe(points.length);
        for (const { n, atMs } of points) {
          if (n > 0 && unit === 'calendar') expect(dayOfMs(atMs) > dueDay).toBe(true);
          if (n < 0) expect(dayOfMs(atMs) < dueDay).toBe(true);
        }
      },
    ),
  );
});
