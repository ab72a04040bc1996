import { calendarYear, isWorkingDay } from '../../domain/calendar.js';
import { vietnamCalendar, vietnamCalendarBasis } from '../../domain/calendar-vn.js';
import { addDays, dayOfWeek, isDay, yearOf, type Day } from '../../domain/day.js';
import { holidaysByLaw } from '../../domain/holiday.js';

const years = Object.entries(vietnamCalendar.years);
const weekend = (day: Day): boolean => vietnamCalendar.weeklyRest.includes(dayOfWeek(day));

/** What the notices added to the law: Fridays and Mondays taken off in exchange for a Saturday. */
const SWAPS: Record<string, { off: Day[]; worked: Day[] }> = {
  2021: { off: [], worked: [] },
  2022: { off: [], worked: [] },
  2023: { off: [], worked: [] },
  2024: { off: ['2024-04-29'], worked: ['2024-05-04'] },
  2025: { off: ['2025-05-02'], worked: ['2025-04-26'] },
  2026: { off: ['2026-01-02', '2026-08-31'], worked: ['2026-01-10', '2026-08-22'] },
};

describe('the Vietnamese working calendar', () => {
  it('covers 2021 to 2027, the last without its notice', () => {
    expect(years.map(([year, { complete }]) => [year, complete])).toEqual([
      ['2021', true],
      ['2022', true],
      ['2023', true],
      ['2024', true],
      ['2025', true],
      ['2026', true],
      ['2027', false],
    ]);
  });

  it.each(years)('lists days of %s only, in order, each with its kind of day and a source', (year, listed) => {
    for (const days of [listed.weekdaysOff, listed.weekendDaysWorked]) {
      expect(days.every((day) => isDay(day) && yearOf(day) === Number(year))).toBe(true);
      expect(days).toEqual([...new Set(days)].toSorted());
    }
    expect(listed.weekdaysOff.some(weekend)).toBe(false);
    expect(listed.weekendDaysWorked.every(weekend)).toBe(true);
    expect(listed.sources.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(SWAPS))("is, in %s, the law and default rules plus that year's swaps", (year, swaps) => {
    const byLaw = [...holidaysByLaw(Number(year), vietnamCalendar.weeklyRest).keys()].filter((day) => !weekend(day));
    expect(vietnamCalendar.years[year]!.weekdaysOff).toEqual([...byLaw, ...swaps.off].toSorted());
    expect(vietnamCalendar.years[year]!.weekendDaysWorked).toEqual(swaps.worked);
  });

  it('keeps for 2027 only the days fixed by law, and completes them by default', () => {
    const listed = vietnamCalendar.years['2027']!;
    expect(listed.weekdaysOff).toEqual(['2027-01-01', '2027-04-16', '2027-04-30', '2027-05-03', '2027-09-02', '2027-11-24']);
    expect(listed.note).toMatch(/await the notice/);
    const added = calendarYear(vietnamCalendar, 2027).weekdaysOff.filter((day) => !listed.weekdaysOff.includes(day));
    expect(added).toEqual(['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-09-03']);
  });

  it('counts a swapped Saturday as worked and Ngày Văn hóa Việt Nam as off', () => {
    expect(isWorkingDay(vietnamCalendar, '2026-08-22')).toBe(true);
    expect(isWorkingDay(vietnamCalendar, addDays('2026-08-22', 7))).toBe(false);
    expect(isWorkingDay(vietnamCalendar, '2026-11-24')).toBe(false);
    expect(isWorkingDay(vietnamCalendar, '2025-11-24')).toBe(true);
  });

  it('says what it rests on and what is not sure', () => {
    expect(vietnamCalendarBasis.law.map(({ id }) => id)).toEqual(['BLLD-112', 'NQ28']);
    expect(vietnamCalendarBasis.uncertain).toHaveLength(3);
    expect(vietnamCalendar.years['2026']!.note).toMatch(/24\/11/);
    expect(vietnamCalendarBasis).toMatchObject({ timeZone: 'Asia/Ho_Chi_Minh', utcOffset: '+07:00' });
  });
});
