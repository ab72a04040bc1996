import fc from 'fast-check';
import {
  DAY_OFF_REASONS,
  addWorkingDays,
  calendarWarning,
  calendarYear,
  dayOffReason,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
  type WorkingCalendar,
} from '../../domain/calendar.js';
import { vietnamCalendar as vn } from '../../domain/calendar-vn.js';
import { addDays, dayNumber, dayOfNumber, dayOfWeek } from '../../domain/day.js';

const anyDay = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2032-12-31') }).map(dayOfNumber);
const bare: WorkingCalendar = { id: 'bare', version: 3, weeklyRest: [0, 6], years: {} };

describe('working days', () => {
  it.each([
    ['2026-11-20', true, undefined],
    ['2026-11-21', false, 'weeklyRest'],
    ['2026-11-22', false, 'weeklyRest'],
    ['2026-11-24', false, 'cultureDay'],
    ['2026-02-17', false, 'tet'],
    ['2026-02-20', false, 'tet'],
    ['2026-04-26', false, 'hungKings'],
    ['2026-04-27', false, 'hungKings'],
    ['2026-01-02', false, 'swapped'],
    ['2026-08-31', false, 'swapped'],
    ['2026-08-22', true, undefined],
    ['2026-01-01', false, 'newYear'],
    ['2026-12-31', true, undefined],
    ['2025-05-01', false, 'labour'],
    ['2025-04-30', false, 'reunification'],
    ['2027-02-08', false, 'tet'],
    ['2028-09-04', false, 'nationalDay'],
    ['2019-01-02', true, undefined],
  ])('%s is worked: %s, off for: %s', (day, worked, reason) => {
    expect(isWorkingDay(vn, day)).toBe(worked);
    expect(dayOffReason(vn, day)).toBe(reason);
  });

  it.each([
    ['2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-11-22', '2026-11-23', '2026-11-20'],
    ['2026-02-17', '2026-02-23', '2026-02-13'],
    ['2026-01-01', '2026-01-05', '2025-12-31'],
    ['2022-12-31', '2023-01-03', '2022-12-30'],
    ['2026-08-22', '2026-08-22', '2026-08-22'],
  ])('the working day from %s on is %s, and up to it %s', (day, next, previous) => {
    expect(nextWorkingDay(vn, day)).toBe(next);
    expect(previousWorkingDay(vn, day)).toBe(previous);
  });

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 2, '2026-11-25'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-22', -1, '2026-11-20'],
    ['2026-08-21', 1, '2026-08-22'],
    ['2026-12-30', 2, '2027-01-04'],
    ['2027-01-04', -2, '2026-12-30'],
    ['2026-02-13', 5, '2026-02-27'],
  ])('the working day %s %+d is %s', (day, n, expected) => {
    expect(addWorkingDays(vn, day, n)).toBe(expected);
  });

  it.each([
    ['2026-11-20', '2026-11-25', 2],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-25', '2026-11-20', -2],
    ['2025-12-30', '2026-01-12', 8],
    ['2020-12-31', '2021-12-31', 250],
  ])('from after %s through %s there are %d', (from, to, expected) => {
    expect(workingDaysBetween(vn, from, to)).toBe(expected);
  });

  it('adds and counts by one measure, forwards and backwards', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const after = addWorkingDays(vn, day, n);
        expect(isWorkingDay(vn, after)).toBe(true);
        expect(workingDaysBetween(vn, day, after)).toBe(n);
        expect(workingDaysBetween(vn, day, addDays(after, -1))).toBe(n - 1);
        const before = addWorkingDays(vn, day, -n);
        expect(isWorkingDay(vn, before)).toBe(true);
        expect(workingDaysBetween(vn, addDays(before, -1), addDays(day, -1))).toBe(n);
      }),
    );
  });

  it('finds the nearest working day on each side, none between', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [next, previous] = [nextWorkingDay(vn, day), previousWorkingDay(vn, day)];
        expect(previous <= day && day <= next).toBe(true);
        expect(isWorkingDay(vn, next) && isWorkingDay(vn, previous)).toBe(true);
        expect(workingDaysBetween(vn, previous, next)).toBe(next === previous ? 0 : 1);
        expect(isWorkingDay(vn, day)).toBe(next === previous);
      }),
    );
  });

  it('gives a reason for a day off, known by name, and for no other day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const reason = dayOffReason(vn, day);
        expect(reason === undefined).toBe(isWorkingDay(vn, day));
        if (reason) expect(DAY_OFF_REASONS).toContain(reason);
      }),
    );
  });

  it('refuses a calendar with no working weekday instead of looking for ever', () => {
    const idle: WorkingCalendar = { id: 'idle', version: 2, weeklyRest: [0, 1, 2, 3, 4, 5, 6], years: {} };
    expect(() => nextWorkingDay(idle, '2026-01-01')).toThrow(new RangeError('CALENDAR_NEVER_WORKS: idle'));
    const mondays = { ...idle, weeklyRest: [0, 2, 3, 4, 5, 6] };
    expect(addWorkingDays(mondays, '2026-06-01', 10)).toBe('2026-08-10');
  });
});

describe('years of a calendar', () => {
  it('gives an official year as it is listed', () => {
    expect(calendarYear(vn, 2026)).toBe(vn.years['2026']);
  });

  it('derives a year it has nothing of from the law, naming it', () => {
    const derived = calendarYear(vn, 2028);
    expect(derived).toEqual({
      complete: false,
      weekdaysOff: [
        '2028-01-03',
        '2028-01-24',
        '2028-01-25',
        '2028-01-26',
        '2028-01-27',
        '2028-01-28',
        '2028-04-04',
        '2028-05-01',
        '2028-05-02',
        '2028-09-01',
        '2028-09-04',
        '2028-11-24',
      ],
      weekendDaysWorked: [],
      sources: ['Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3, Điều 112', 'Nghị quyết 28/2026/QH16, Điều 2'],
    });
    expect(derived).not.toHaveProperty('note');
    expect(calendarYear(vn, 2020).weekdaysOff).not.toContain('2020-11-24');
  });

  it('adds the law to what an incomplete year lists, once each, and keeps its swaps, sources and note', () => {
    const year = {
      complete: false,
      weekdaysOff: ['2028-06-05', '2028-05-01'],
      weekendDaysWorked: ['2028-06-10'],
      sources: ['Công văn 1'],
      note: 'x',
    };
    const cal = { ...bare, years: { 2028: year } };
    const completed = calendarYear(cal, 2028);
    expect(completed).toMatchObject({ complete: false, weekendDaysWorked: ['2028-06-10'], note: 'x' });
    expect(completed.weekdaysOff).toEqual([...calendarYear(bare, 2028).weekdaysOff, '2028-06-05'].toSorted());
    expect(completed.sources[0]).toBe('Công văn 1');
    expect(completed.sources).toHaveLength(3);
    expect([isWorkingDay(cal, '2028-06-05'), isWorkingDay(cal, '2028-06-10')]).toEqual([false, true]);
  });

  it('follows the weekly rest of the calendar', () => {
    const sixDays: WorkingCalendar = { ...bare, weeklyRest: [0] };
    expect(dayOfWeek('2026-11-21')).toBe(6);
    expect([isWorkingDay(sixDays, '2026-11-21'), isWorkingDay(bare, '2026-11-21')]).toEqual([true, false]);
    expect(calendarYear(sixDays, 2028).weekdaysOff).toContain('2028-01-01');
    expect(calendarYear(sixDays, 2028).weekdaysOff).not.toContain('2028-01-03');
  });

  it('keeps what it knows of one version apart from another', () => {
    const other = { ...vn, version: 2, years: { ...vn.years, 2026: { ...vn.years['2026']!, weekdaysOff: ['2026-11-23'] } } };
    expect([isWorkingDay(vn, '2026-11-23'), isWorkingDay(other, '2026-11-23')]).toEqual([true, false]);
  });

  it.each([
    ['2026-12-31', undefined],
    ['2021-01-01', undefined],
    ['2027-01-01', { code: 'CALENDAR_NOT_OFFICIAL', data: { year: 2027, lastOfficialYear: 2026 } }],
    ['2031-06-01', { code: 'CALENDAR_NOT_OFFICIAL', data: { year: 2031, lastOfficialYear: 2026 } }],
    ['2020-12-31', { code: 'CALENDAR_NOT_OFFICIAL', data: { year: 2020, lastOfficialYear: 2026 } }],
  ])('warns on %s: %j', (day, warning) => {
    expect(calendarWarning(vn, day)).toEqual(warning);
  });

  it('names no last official year where there is none', () => {
    expect(calendarWarning(bare, '2026-01-01')).toEqual({ code: 'CALENDAR_NOT_OFFICIAL', data: { year: 2026 } });
  });
});
