import { dayOfWeek } from '../../domain/day.js';
import { HOLIDAYS, holidaysByLaw } from '../../domain/holiday.js';

const WEEKEND = [0, 6];
const weekdays = (year: number): [string, string][] =>
  [...holidaysByLaw(year, WEEKEND)].filter(([day]) => !WEEKEND.includes(dayOfWeek(day))).toSorted(([a], [b]) => (a < b ? -1 : 1));

describe('holidays by law and default', () => {
  it('names each day off of a year without notice', () => {
    expect(weekdays(2028)).toEqual([
      ['2028-01-03', 'newYear'],
      ['2028-01-24', 'tet'],
      ['2028-01-25', 'tet'],
      ['2028-01-26', 'tet'],
      ['2028-01-27', 'tet'],
      ['2028-01-28', 'tet'],
      ['2028-04-04', 'hungKings'],
      ['2028-05-01', 'labour'],
      ['2028-05-02', 'reunification'],
      ['2028-09-01', 'nationalDay'],
      ['2028-09-04', 'nationalDay'],
      ['2028-11-24', 'cultureDay'],
    ]);
  });

  it('makes up two holidays of one weekend one after the other, past the holidays that follow (2023)', () => {
    const days = holidaysByLaw(2023, WEEKEND);
    expect([days.get('2023-04-29'), days.get('2023-05-02')]).toEqual(['hungKings', 'hungKings']);
    expect([days.get('2023-04-30'), days.get('2023-05-03')]).toEqual(['reunification', 'reunification']);
    expect(days.get('2023-05-01')).toBe('labour');
    expect(days.has('2023-05-04')).toBe(false);
  });

  it.each([
    [2024, 'Monday', ['2024-09-02', '2024-09-03']],
    [2025, 'Tuesday', ['2025-09-01', '2025-09-02']],
    [2026, 'Wednesday', ['2026-09-01', '2026-09-02']],
    [2021, 'Thursday', ['2021-09-02', '2021-09-03']],
    [2022, 'Friday', ['2022-09-01', '2022-09-02']],
    [2023, 'Saturday', ['2023-09-01', '2023-09-04']],
    [2029, 'Sunday', ['2029-09-03', '2029-09-04']],
  ])('gives two weekdays off for Quốc khánh in %d, when 2/9 is a %s', (year, _weekday, expected) => {
    expect(weekdays(year).filter(([, name]) => name === 'nationalDay')).toEqual(expected.map((day) => [day, 'nationalDay']));
  });

  it('has one day of Quốc khánh before 2021', () => {
    expect(weekdays(2020).filter(([, name]) => name === 'nationalDay')).toEqual([['2020-09-02', 'nationalDay']]);
  });

  it('has 24/11 from 2026 on, never made up', () => {
    expect(holidaysByLaw(2025, WEEKEND).has('2025-11-24')).toBe(false);
    expect(holidaysByLaw(2026, WEEKEND).get('2026-11-24')).toBe('cultureDay');
    expect(dayOfWeek('2029-11-24')).toBe(6);
    expect(weekdays(2029).some(([, name]) => name === 'cultureDay')).toBe(false);
  });

  it('makes nothing up where there is no weekly rest', () => {
    const days = holidaysByLaw(2023, []);
    expect(days.size).toBe(11);
    expect(new Set(days.values())).toEqual(new Set(HOLIDAYS.filter((name) => name !== 'cultureDay')));
  });
});
