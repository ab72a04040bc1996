import { addWorkingDays, calendarWarning, dayOffReason, nextWorkingDay, previousWorkingDay, type WorkingCalendar } from './calendar.js';
import { addDays, clampedDay, endOfDayMs, isDay, monthOf, yearOf, type Day } from './day.js';
import type { Period } from './period.js';

/** What happens to a due day that is off: it stays, goes to the next working day (default; Bộ luật Dân sự 2015, Điều 148.5), or to the one before. */
export type Moved = 'keep' | 'nextWorking' | 'previousWorking';

/** What a number of days is counted from. */
export type DueAfter = 'issue' | 'receipt' | 'guidance' | 'periodEnd' | 'return';

/**
 * When something is due, as the plan says it:
 * - `on`: through that day ("chậm nhất ngày"); `before`: "trước ngày", read as DueContext.beforeReading says;
 * - `within`: so many days (0 or more) after a day, which is not itself counted (Bộ luật Dân sự 2015, Điều 147.2);
 * - `monthDay`: `MM-DD` of the year in which the period ends, or without a period the first one from the day of issue on;
 * - `dayOfMonth`: 1–31 of the period's last month or of the month after it, its last day where the month is shorter;
 * - `endOf`: the last day of the period's data window.
 */
export type DueRule = (
  | { on: Day }
  | { before: Day }
  | { within: number; unit: 'calendar' | 'working'; after: DueAfter }
  | { monthDay: string; before?: boolean }
  | { dayOfMonth: number; of: 'lastMonth' | 'nextMonth'; before?: boolean }
  | { endOf: 'period' }
) & { moved?: Moved };

/** What a rule is resolved against; days that are not known yet are absent. `beforeReading`: "trước ngày 20/11" reaches through the 20th, or ends with the 19th. */
export interface DueContext {
  calendar: WorkingCalendar;
  issuedOn: Day;
  receivedOn?: Day;
  guidanceOn?: Day;
  returnedOn?: Day;
  period?: Period;
  beforeReading?: 'throughNamedDay' | 'strictlyBefore';
}

/** Codes of the reasons for a date or for having none (the last three: tasks that wait or are undated, targets whose last figures come later); each has words in every language. */
export const WHY_CODES = [
  'WHY_STATED',
  'WHY_BEFORE_LENIENT',
  'WHY_BEFORE_STRICT',
  'WHY_WITHIN_CALENDAR_DAYS',
  'WHY_WITHIN_WORKING_DAYS',
  'WHY_YEARLY_DAY',
  'WHY_PERIOD_DAY',
  'WHY_PERIOD_END',
  'WHY_MOVED_DAY_OFF',
  'WHY_MOVED_EARLIER',
  'WHY_KEPT_DAY_OFF',
  'WHY_CALENDAR_NOT_OFFICIAL',
  'WHY_AWAITS_GUIDANCE',
  'WHY_UNDATED',
  'WHY_LAST_FIGURES',
] as const;

/** One reason for a date: a code and the data its sentence needs. Days are YYYY-MM-DD; `reason` is a DayOffReason, `after` a DueAfter. */
export interface Why {
  code: string;
  data: Record<string, string | number>;
}

/** A due date: the day the plan names, the day that counts, its last instant (epoch ms), and why, in the order it was worked out. */
export interface Due {
  statedDay: Day;
  dueDay: Day;
  dueMs: number;
  why: Why[];
}

interface Named {
  day: Day;
  why: Why[];
  /** Whether the plan says "before" that day. */
  before?: boolean | undefined;
  /** Whether the calendar was asked to find the day. */
  counted?: boolean;
}

/** Whether a text is a day of any year, `MM-DD`; 02-29 is one and means 28/02 in a common year. */
export const isMonthDay = (s: unknown): s is string => typeof s === 'string' && isDay(`2000-${s}`);

function dayCountedFrom(after: DueAfter, context: DueContext): Day | undefined {
  switch (after) {
    case 'issue':
      return context.issuedOn;
    case 'receipt':
      return context.receivedOn;
    case 'guidance':
      return context.guidanceOn;
    case 'periodEnd':
      return context.period?.to;
    case 'return':
      return context.returnedOn;
  }
}

function within(rule: { within: number; unit: 'calendar' | 'working'; after: DueAfter }, context: DueContext): Named | undefined {
  const from = dayCountedFrom(rule.after, context);
  if (from === undefined) return undefined;
  const working = rule.unit === 'working';
  const day = working ? addWorkingDays(context.calendar, from, rule.within) : addDays(from, rule.within);
  const code = working ? 'WHY_WITHIN_WORKING_DAYS' : 'WHY_WITHIN_CALENDAR_DAYS';
  return { day, why: [{ code, data: { days: rule.within, after: rule.after, from, to: day } }], counted: working };
}

function yearly(monthDay: string, { period, issuedOn }: DueContext): Day {
  if (!isMonthDay(monthDay)) throw new RangeError(`MONTH_DAY_INVALID: ${monthDay}`);
  const inYear = (year: number): Day => clampedDay(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3)));
  if (period) return inYear(yearOf(period.to));
  const first = inYear(yearOf(issuedOn));
  return first < issuedOn ? inYear(yearOf(issuedOn) + 1) : first;
}

/** The day a rule names, before the reading of "before" and days off; undefined while what it counts from is not known. */
function namedDay(rule: DueRule, context: DueContext): Named | undefined {
  const { period } = context;
  if ('on' in rule) return { day: rule.on, why: [{ code: 'WHY_STATED', data: { day: rule.on } }] };
  if ('within' in rule) return within(rule, context);
  if ('monthDay' in rule) {
    const day = yearly(rule.monthDay, context);
    return { day, why: [{ code: 'WHY_YEARLY_DAY', data: { day } }], before: rule.before };
  }
  if ('dayOfMonth' in rule) {
    if (!period) return undefined;
    const month = monthOf(period.to) + (rule.of === 'nextMonth' ? 1 : 0);
    const day = clampedDay(yearOf(period.to), month, rule.dayOfMonth);
    return { day, why: [{ code: 'WHY_PERIOD_DAY', data: { day, period: period.key } }], before: rule.before };
  }
  if ('endOf' in rule) return period && { day: period.to, why: [{ code: 'WHY_PERIOD_END', data: { day: period.to, period: period.key } }] };
  return { day: rule.before, why: [], before: true };
}

function lastDayBefore(day: Day, reading: DueContext['beforeReading']): { day: Day; why: Why } {
  if (reading !== 'strictlyBefore') return { day, why: { code: 'WHY_BEFORE_LENIENT', data: { day } } };
  const to = addDays(day, -1);
  return { day: to, why: { code: 'WHY_BEFORE_STRICT', data: { day, to } } };
}

function movedOffDaysOff(day: Day, moved: Moved, calendar: WorkingCalendar): { day: Day; why: Why[] } {
  const reason = dayOffReason(calendar, day);
  if (reason === undefined) return { day, why: [] };
  switch (moved) {
    case 'keep':
      return { day, why: [{ code: 'WHY_KEPT_DAY_OFF', data: { day, reason } }] };
    case 'nextWorking': {
      const to = nextWorkingDay(calendar, day);
      return { day: to, why: [{ code: 'WHY_MOVED_DAY_OFF', data: { from: day, to, reason } }] };
    }
    case 'previousWorking': {
      const to = previousWorkingDay(calendar, day);
      return { day: to, why: [{ code: 'WHY_MOVED_EARLIER', data: { from: day, to, reason } }] };
    }
  }
}

/**
 * The due date of a rule: the named day, the reading of "before", then days off by the working calendar; due today is not late.
 * Undefined while a day it counts from is not known (no receipt yet, no period). A date worked out with a calendar year that has no
 * official notice says so among its reasons. RangeError DAY_INVALID or MONTH_DAY_INVALID if the rule holds no such day.
 */
export function resolveDue(rule: DueRule, ctx: DueContext): Due | undefined {
  const named = namedDay(rule, ctx);
  if (!named) return undefined;
  const last = named.before ? lastDayBefore(named.day, ctx.beforeReading) : undefined;
  const moved = rule.moved ?? 'nextWorking';
  const settled = movedOffDaysOff(last?.day ?? named.day, moved, ctx.calendar);
  const why = [...named.why, ...(last ? [last.why] : []), ...settled.why];
  const warning = moved !== 'keep' || named.counted ? calendarWarning(ctx.calendar, settled.day) : undefined;
  if (warning) why.push({ code: 'WHY_CALENDAR_NOT_OFFICIAL', data: { ...warning.data } });
  return { statedDay: named.day, dueDay: settled.day, dueMs: endOfDayMs(settled.day), why };
}
