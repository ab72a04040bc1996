/**
 * A day of the Gregorian calendar in Viet Nam, as the text `YYYY-MM-DD`.
 * Days compare and sort as text. The zone is Asia/Ho_Chi_Minh, +07:00 all year; an instant is epoch milliseconds.
 */
export type Day = string;

/** Hour of the day (+07:00) at which reminders, escalation points and digests fire unless the plan says otherwise. */
export const REMINDER_HOUR = 8;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 7 * HOUR_MS;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const DAYS_TO_1970 = 719_162;
const MEAN_YEAR = 365.2425;

interface Civil {
  year: number;
  month: number;
  day: number;
}

const leapDays = (year: number): number => (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0);

const daysBeforeMonth = (year: number, month: number): number => DAYS_BEFORE_MONTH[month - 1]! + (month > 2 ? leapDays(year) : 0);

const monthLength = (year: number, month: number): number => daysBeforeMonth(year, month + 1) - daysBeforeMonth(year, month);

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - DAYS_TO_1970;
}

function isCivil({ year, month, day }: Civil): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

function readDay(text: string): Civil | undefined {
  const found = DAY_TEXT.exec(text);
  if (!found) return undefined;
  const civil = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return isCivil(civil) ? civil : undefined;
}

function civilOf(day: Day): Civil {
  const civil = readDay(day);
  if (!civil) throw new RangeError(`DAY_INVALID: ${day}`);
  return civil;
}

function civilOfNumber(dayNumber: number): Civil {
  // The mean year lands on the right year or the one before, never after: leap days run at most 0.73 of a day ahead of the mean.
  let year = Math.floor((dayNumber + DAYS_TO_1970) / MEAN_YEAR) + 1;
  if (dayNumber >= daysBeforeYear(year + 1)) year += 1;
  const inYear = dayNumber - daysBeforeYear(year);
  let month = 12;
  while (inYear < daysBeforeMonth(year, month)) month -= 1;
  return { year, month, day: inYear - daysBeforeMonth(year, month) + 1 };
}

const padded = (part: number, width: number): string => String(part).padStart(width, '0');

/** Whether a value is a real day written `YYYY-MM-DD`, years 1900–2200; for what comes from outside. */
export function isDay(s: unknown): s is Day {
  const civil = typeof s === 'string' ? readDay(s) : undefined;
  return civil !== undefined && civil.year >= FIRST_YEAR && civil.year <= LAST_YEAR;
}

/** The day of a year, month 1–12 and day of the month; RangeError DAY_INVALID if there is no such day. */
export function dayOf(year: number, month: number, day: number): Day {
  const text = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  civilOf(text);
  return text;
}

/** Days since 1970-01-01 (day 0), for counting; every function here that takes a day throws RangeError DAY_INVALID if it is none. */
export function dayNumber(day: Day): number {
  const civil = civilOf(day);
  return daysBeforeYear(civil.year) + daysBeforeMonth(civil.year, civil.month) + civil.day - 1;
}

/** The day that is so many days after 1970-01-01; the inverse of dayNumber. */
export function dayOfNumber(number: number): Day {
  const civil = civilOfNumber(number);
  return dayOf(civil.year, civil.month, civil.day);
}

/** The day `n` calendar days later (earlier if negative). */
export const addDays = (day: Day, n: number): Day => dayOfNumber(dayNumber(day) + n);

/** Calendar days from `a` to `b`, that is b − a; negative if `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a);

/** Day of the week of a day number: 0 Sunday to 6 Saturday. */
export const dayOfWeekOfNumber = (number: number): number => (((number + 4) % 7) + 7) % 7;

/** Day of the week: 0 Sunday to 6 Saturday. */
export const dayOfWeek = (day: Day): number => dayOfWeekOfNumber(dayNumber(day));

/** Year, for example 2026. */
export const yearOf = (day: Day): number => civilOf(day).year;

/** Month, 1–12. */
export const monthOf = (day: Day): number => civilOf(day).month;

/** Day of the month, 1–31. */
export const dayOfMonth = (day: Day): number => civilOf(day).day;

/** Last day of a month (1–12); RangeError DAY_INVALID for another month. */
export const lastDayOfMonth = (year: number, month: number): Day => dayOf(year, month, monthLength(year, month));

/** The day of a month counted from January of `year` as 1 (0 is December before, 13 January after); past the month's end, its last day. */
export function clampedDay(year: number, month: number, day: number): Day {
  const realYear = year + Math.floor((month - 1) / 12);
  const realMonth = month - (realYear - year) * 12;
  return dayOf(realYear, realMonth, Math.min(day, monthLength(realYear, realMonth)));
}

/** The same day of the month `n` months later (earlier if negative); past the month's end, its last day: 31/01 + 1 is 28 or 29/02. */
export function addMonths(day: Day, n: number): Day {
  const civil = civilOf(day);
  return clampedDay(civil.year, civil.month + n, civil.day);
}

/** The later of days. */
export const maxDay = (first: Day, ...rest: readonly Day[]): Day => rest.reduce((a, b) => (a > b ? a : b), first);

/** The earlier of days. */
export const minDay = (first: Day, ...rest: readonly Day[]): Day => rest.reduce((a, b) => (a < b ? a : b), first);

/** The day in Viet Nam at an instant in epoch milliseconds. */
export const dayOfMs = (ms: number): Day => dayOfNumber(Math.floor((ms + OFFSET_MS) / DAY_MS));

/** The instant at which a day begins: 00:00:00.000 +07:00, epoch milliseconds. */
export const startOfDayMs = (day: Day): number => dayNumber(day) * DAY_MS - OFFSET_MS;

/** The last instant of a day: 23:59:59.999 +07:00, epoch milliseconds (Bộ luật Dân sự 2015, Điều 148.6); what is due that day is not late until after it. */
export const endOfDayMs = (day: Day): number => startOfDayMs(day) + DAY_MS - 1;

/** The instant of an hour (0–23, may be a fraction) of a day, +07:00, epoch milliseconds. */
export const atHourMs = (day: Day, hour: number): number => startOfDayMs(day) + hour * HOUR_MS;
