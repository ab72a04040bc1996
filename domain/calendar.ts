import { dayNumber, dayOf, dayOfNumber, dayOfWeek, dayOfWeekOfNumber, yearOf, type Day } from './day.js';
import { HOLIDAYS, holidaysByLaw, type Holiday } from './holiday.js';

/** Days off and swapped working days of one year. */
export interface CalendarYear {
  /** Whether the official notices of the year are all in; if not, the days fixed by law and default are added to those listed. */
  complete: boolean;
  /** Days off that are not weekly rest: holidays, make-up days, swaps. */
  weekdaysOff: readonly Day[];
  /** Weekly rest days worked in exchange. */
  weekendDaysWorked: readonly Day[];
  /** The notices or laws the days come from. */
  sources: readonly string[];
  note?: string;
}

/** A working calendar: versioned data that is never changed in place; a change is another object with a higher version. */
export interface WorkingCalendar {
  id: string;
  version: number;
  /** Days of the week at rest: 0 Sunday to 6 Saturday. */
  weeklyRest: readonly number[];
  /** By year, as text: `2026`. */
  years: Readonly<Record<string, CalendarYear>>;
}

/** Says that a day was computed without an official notice for its year. `lastOfficialYear` is absent if the calendar has none at all. */
export interface CalendarWarning {
  code: 'CALENDAR_NOT_OFFICIAL';
  data: { year: number; lastOfficialYear?: number };
}

/** Why a day is off: its holiday, the weekly rest, or a swap by notice. */
export const DAY_OFF_REASONS = [...HOLIDAYS, 'weeklyRest', 'swapped'] as const;
export type DayOffReason = (typeof DAY_OFF_REASONS)[number];

interface IndexedYear {
  year: CalendarYear;
  holidays: ReadonlyMap<Day, Holiday>;
  firstDay: number;
  /** One entry for each day of the year: whether it is worked. */
  worked: readonly boolean[];
}

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const LAW_SOURCES = ['Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3, Điều 112', 'Nghị quyết 28/2026/QH16, Điều 2'];

// Calendars never change in place, so what is worked out of one holds as long as the object does; the same at every replay.
const indexes = new WeakMap<WorkingCalendar, Map<number, IndexedYear>>();

function completeByLaw(calendar: WorkingCalendar, year: number, holidays: ReadonlyMap<Day, Holiday>): CalendarYear {
  const listed = calendar.years[year];
  if (listed?.complete) return listed;
  const weekdays = [...holidays.keys()].filter((day) => !calendar.weeklyRest.includes(dayOfWeek(day)));
  const derived = {
    complete: false,
    weekdaysOff: [...new Set([...weekdays, ...(listed?.weekdaysOff ?? [])])].toSorted(),
    weekendDaysWorked: listed?.weekendDaysWorked ?? [],
    sources: [...new Set([...(listed?.sources ?? []), ...LAW_SOURCES])],
  };
  return listed?.note === undefined ? derived : { ...derived, note: listed.note };
}

function indexOf(calendar: WorkingCalendar, year: number): IndexedYear {
  let years = indexes.get(calendar);
  if (!years) indexes.set(calendar, (years = new Map()));
  let indexed = years.get(year);
  if (!indexed) {
    // Without this, looking for the next working day would not end.
    if (WEEK.every((day) => calendar.weeklyRest.includes(day))) throw new RangeError(`CALENDAR_NEVER_WORKS: ${calendar.id}`);
    const holidays = holidaysByLaw(year, calendar.weeklyRest);
    const completed = completeByLaw(calendar, year, holidays);
    const off = new Set(completed.weekdaysOff);
    const on = new Set(completed.weekendDaysWorked);
    const firstDay = dayNumber(dayOf(year, 1, 1));
    const worked = Array.from({ length: dayNumber(dayOf(year + 1, 1, 1)) - firstDay }, (_, i) => {
      const day = dayOfNumber(firstDay + i);
      return on.has(day) || !(off.has(day) || calendar.weeklyRest.includes(dayOfWeekOfNumber(firstDay + i)));
    });
    indexed = { year: completed, holidays, firstDay, worked };
    years.set(year, indexed);
  }
  return indexed;
}

/** Walks the days after (step 1) or before (step -1) a day; `next` says whether the day it comes to is worked. */
function walk(calendar: WorkingCalendar, from: Day, step: 1 | -1): { next: () => boolean; day: () => Day } {
  let number = dayNumber(from);
  let indexed = indexOf(calendar, yearOf(from));
  const next = (): boolean => {
    number += step;
    const place = number - indexed.firstDay;
    if (place < 0 || place >= indexed.worked.length) indexed = indexOf(calendar, yearOf(dayOfNumber(number)));
    return indexed.worked[number - indexed.firstDay]!;
  };
  return { next, day: () => dayOfNumber(number) };
}

function step(calendar: WorkingCalendar, from: Day, direction: 1 | -1, n: number): Day {
  const walker = walk(calendar, from, direction);
  for (let left = n; left > 0;) if (walker.next()) left -= 1;
  return walker.day();
}

/**
 * The days off of a year as the calendar counts them: as listed if the year is complete; else what is listed and the days that law and
 * the default rules of holidaysByLaw give, with `complete: false`.
 */
export const calendarYear = (cal: WorkingCalendar, year: number): CalendarYear => indexOf(cal, year).year;

/** Whether a day is worked: neither weekly rest nor off, or a rest day worked in exchange. RangeError DAY_INVALID if it is no day; CALENDAR_NEVER_WORKS (here and below) if all seven weekdays are at rest. */
export function isWorkingDay(cal: WorkingCalendar, day: Day): boolean {
  const indexed = indexOf(cal, yearOf(day));
  return indexed.worked[dayNumber(day) - indexed.firstDay]!;
}

/** Why a day is off, or undefined if it is worked. A make-up day has the reason of the holiday it makes up. */
export function dayOffReason(cal: WorkingCalendar, day: Day): DayOffReason | undefined {
  if (isWorkingDay(cal, day)) return undefined;
  const holiday = indexOf(cal, yearOf(day)).holidays.get(day);
  return holiday ?? (cal.weeklyRest.includes(dayOfWeek(day)) ? 'weeklyRest' : 'swapped');
}

/** The first working day on or after a day. */
export const nextWorkingDay = (cal: WorkingCalendar, day: Day): Day => (isWorkingDay(cal, day) ? day : step(cal, day, 1, 1));

/** The last working day on or before a day. */
export const previousWorkingDay = (cal: WorkingCalendar, day: Day): Day => (isWorkingDay(cal, day) ? day : step(cal, day, -1, 1));

/** The n-th working day after a day (before it if negative); the day itself, worked or not, for 0. Counts from the day after, Bộ luật Dân sự Điều 147.2. */
export const addWorkingDays = (cal: WorkingCalendar, day: Day, n: number): Day => step(cal, day, n < 0 ? -1 : 1, Math.abs(n));

/** Working days after `from` up to and with `to`; with the days changed round and negative if `to` is earlier. */
export function workingDaysBetween(cal: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(cal, to, from);
  const walker = walk(cal, from, 1);
  let count = 0;
  for (let left = dayNumber(to) - dayNumber(from); left > 0; left -= 1) if (walker.next()) count += 1;
  return count;
}

/** A warning if no official notice covers the year of a day, so that its days off are those of law and default only. */
export function calendarWarning(cal: WorkingCalendar, day: Day): CalendarWarning | undefined {
  const year = yearOf(day);
  if (cal.years[year]?.complete) return undefined;
  const official = Object.keys(cal.years).filter((known) => cal.years[known]!.complete);
  const lastOfficialYear = Math.max(...official.map(Number));
  return { code: 'CALENDAR_NOT_OFFICIAL', data: official.length > 0 ? { year, lastOfficialYear } : { year } };
}
