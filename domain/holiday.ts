import { addDays, dayOf, dayOfWeek, type Day } from './day.js';
import { lunarToSolar } from './lunar.js';

/** Public holidays of Viet Nam by code name. */
export const HOLIDAYS = ['newYear', 'tet', 'hungKings', 'reunification', 'labour', 'nationalDay', 'cultureDay'] as const;
export type Holiday = (typeof HOLIDAYS)[number];

const SECOND_NATIONAL_DAY_FROM = 2021;
const CULTURE_DAY_FROM = 2026;
const THURSDAY = 4;

/** Tết by default: the last two days of the lunar year and the first three of the new one. */
const TET_OFFSETS = [-2, -1, 0, 1, 2];

/** Holidays of Điều 112 khoản 1: the ones that are made up when they fall on a weekly rest day. */
function codeHolidays(year: number): [Day, Holiday][] {
  const tet = lunarToSolar(year, 1, 1)!;
  const nationalDay = dayOf(year, 9, 2);
  const found: [Day, Holiday][] = [
    [dayOf(year, 1, 1), 'newYear'],
    ...TET_OFFSETS.map((offset): [Day, Holiday] => [addDays(tet, offset), 'tet']),
    [lunarToSolar(year, 3, 10)!, 'hungKings'],
    [dayOf(year, 4, 30), 'reunification'],
    [dayOf(year, 5, 1), 'labour'],
    [nationalDay, 'nationalDay'],
  ];
  if (year >= SECOND_NATIONAL_DAY_FROM) found.push([addDays(nationalDay, dayOfWeek(nationalDay) === THURSDAY ? 1 : -1), 'nationalDay']);
  return found;
}

/**
 * The days off of a year by law and default, with their holiday, weekends among them and make-up days included.
 *
 * Law: Bộ luật Lao động 45/2019/QH14, Điều 112.1 and 111.3 (a holiday on a weekly rest day is made up on the next working day);
 * Nghị quyết 28/2026/QH16, Điều 2 (24/11 from 2026; outside Điều 112, so not made up here: whether it should be is not settled).
 * Defaults where the Prime Minister decides each year: Tết from the last two days of the lunar year to mùng 3; the second day of
 * Quốc khánh (from 2021) is 1/9, but 3/9 where 2/9 is a Thursday. Both give what was decided in each year from 2021 to 2026.
 * Earlier years are given by the same rule, which is not their history. `weeklyRest` as in WorkingCalendar.
 */
export function holidaysByLaw(year: number, weeklyRest: readonly number[]): ReadonlyMap<Day, Holiday> {
  const holidays = new Map(codeHolidays(year));
  const rests = (day: Day): boolean => weeklyRest.includes(dayOfWeek(day));
  const lost = [...holidays].filter(([day]) => rests(day));
  for (const [day, holiday] of lost) {
    let madeUp = addDays(day, 1);
    while (rests(madeUp) || holidays.has(madeUp)) madeUp = addDays(madeUp, 1);
    holidays.set(madeUp, holiday);
  }
  if (year >= CULTURE_DAY_FROM) holidays.set(dayOf(year, 11, 24), 'cultureDay');
  return holidays;
}
