import { addDays, addMonths, clampedDay, dayNumber, dayOfNumber, daysBetween, isDay, minDay, monthOf, yearOf, type Day } from './day.js';

export const PERIOD_KINDS = ['week', 'month', 'quarter', 'half', 'nineMonths', 'year', 'stage', 'term', 'once', 'adHoc'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/**
 * A reporting period (kỳ báo cáo). `from` and `to` are its data window, both days within it, cut-off included.
 * Keys: `2022-W05` (ISO week), `2022-M05`, `2022-Q1`, `2022-H1`, `2022-9M`, `2022`, stage `2022..2025`, term `term:2025..2030`,
 * `once`, `adHoc:2026-01-01..2026-03-31`.
 */
export interface Period {
  kind: PeriodKind;
  key: string;
  from: Day;
  to: Day;
}

/** When figures open and close: on a day of the first month, or of the one before it (-1), and on a day of the last; 31 is the month's end. */
export interface CutoffWindow {
  fromDay: number;
  fromMonth: 0 | -1;
  toDay: number;
}

/** A regime of data windows (chốt số liệu), as data with the clause that sets it. Weeks run Monday to Sunday in every regime. */
export interface CutoffRegime {
  id: string;
  name: { vi: string; en: string };
  source: string;
  /** First and last day on which the regime is in force; absent: always. */
  validFrom?: Day;
  validTo?: Day;
  month: CutoffWindow;
  quarter: CutoffWindow;
  half: CutoffWindow;
  nineMonths: CutoffWindow;
  year: CutoffWindow;
}

/** A stage or a term by its years; `from` and `to` where its own days are known (a term runs from congress to congress). */
export interface YearSpan {
  fromYear: number;
  toYear: number;
  from?: Day;
  to?: Day;
}

/** What the calendar alone does not know of a period: the spans of a plan's stages or terms, the window of what is owed once. */
export interface PeriodOptions {
  spans?: readonly YearSpan[];
  once?: { from: Day; to: Day };
}

const WHOLE_MONTHS: CutoffWindow = { fromDay: 1, fromMonth: 0, toDay: 31 };
const FIFTEENTH_TO_FOURTEENTH: CutoffWindow = { fromDay: 15, fromMonth: -1, toDay: 14 };

const everyKind = (window: CutoffWindow) => ({ month: window, quarter: window, half: window, nineMonths: window, year: window });

/** Windows by the calendar: the first of the first month to the end of the last. The default. */
export const calendarRegime: CutoffRegime = {
  id: 'calendar',
  name: { vi: 'Theo tháng dương lịch', en: 'By calendar months' },
  source: 'Thông tư 02/2019/TT-BTC',
  ...everyKind(WHOLE_MONTHS),
};

/** Windows of administrative reports: the 15th of the month before to the 14th of the last month; a year from 15/12 to 14/12. */
export const administrativeRegime: CutoffRegime = {
  id: 'administrative',
  name: { vi: 'Báo cáo hành chính: từ ngày 15 đến ngày 14', en: 'Administrative reports: 15th to 14th' },
  // The decree was not read, only a circular made under it; its day of entry into force is general knowledge.
  source: 'Nghị định 09/2019/NĐ-CP, Điều 12, theo Thông tư 09/2019/TT-NHNN',
  validFrom: '2019-03-12',
  ...everyKind(FIFTEENTH_TO_FOURTEENTH),
};

export const CUTOFF_REGIMES: readonly CutoffRegime[] = [calendarRegime, administrativeRegime];

/** The regime of an id; RangeError REGIME_UNKNOWN if there is none. */
export function regimeOf(id: string): CutoffRegime {
  const regime = CUTOFF_REGIMES.find((known) => known.id === id);
  if (!regime) throw new RangeError(`REGIME_UNKNOWN: ${id}`);
  return regime;
}

/** Whether a regime is in force on a day. */
export const isRegimeInForce = (regime: CutoffRegime, day: Day): boolean =>
  (regime.validFrom === undefined || regime.validFrom <= day) && (regime.validTo === undefined || day <= regime.validTo);

type MonthlyKind = 'month' | 'quarter' | 'half' | 'nineMonths' | 'year';
type CyclicKind = MonthlyKind | 'week';

/** Months in a period of each kind, how many a year holds, and how its key ends. Periods of a kind are numbered year × perYear + place. */
const MONTHLY: Record<MonthlyKind, { months: number; perYear: number; suffix: (place: number) => string }> = {
  month: { months: 1, perYear: 12, suffix: (place) => `-M${String(place).padStart(2, '0')}` },
  quarter: { months: 3, perYear: 4, suffix: (place) => `-Q${place}` },
  half: { months: 6, perYear: 2, suffix: (place) => `-H${place}` },
  nineMonths: { months: 9, perYear: 1, suffix: () => '-9M' },
  year: { months: 12, perYear: 1, suffix: () => '' },
};

const SUFFIX_KINDS: Record<string, CyclicKind> = { W: 'week', M: 'month', Q: 'quarter', H: 'half' };
const CYCLIC_KEY = /^(\d{4})(?:-([WMQH])(\d{1,2})|-(9M))?$/;
const SPAN_KEY = /^(term:)?(\d{4})\.\.(\d{4})$/;
const AD_HOC_KEY = /^adHoc:(.{10})\.\.(.{10})$/;

const isCyclic = (kind: PeriodKind): kind is CyclicKind => kind === 'week' || kind in MONTHLY;

function weekPeriod(number: number): Period {
  // Week 0 began on Monday 29/12/1969, day number -3; a week belongs to the year of its Thursday.
  const from = dayOfNumber(number * 7 - 3);
  const thursday = addDays(from, 3);
  const year = yearOf(thursday);
  const place = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return { kind: 'week', key: `${year}-W${String(place).padStart(2, '0')}`, from, to: addDays(from, 6) };
}

function cyclicPeriod(kind: CyclicKind, number: number, regime: CutoffRegime): Period {
  if (kind === 'week') return weekPeriod(number);
  const { months, perYear, suffix } = MONTHLY[kind];
  const window = regime[kind];
  const year = Math.floor(number / perYear);
  const place = number - year * perYear + 1;
  const firstMonth = (place - 1) * months + 1;
  return {
    kind,
    key: `${year}${suffix(place)}`,
    from: clampedDay(year, firstMonth + window.fromMonth, window.fromDay),
    to: clampedDay(year, firstMonth + months - 1, window.toDay),
  };
}

/** Number of the period of a kind in whose calendar months (or week) a day lies; of nine months, that of its year. */
function numberAt(kind: CyclicKind, day: Day): number {
  if (kind === 'week') return Math.floor((dayNumber(day) + 3) / 7);
  const { months, perYear } = MONTHLY[kind];
  return yearOf(day) * perYear + Math.min(Math.ceil(monthOf(day) / months), perYear) - 1;
}

function spanPeriod(kind: 'stage' | 'term', span: YearSpan, regime: CutoffRegime): Period {
  return {
    kind,
    key: `${kind === 'term' ? 'term:' : ''}${span.fromYear}..${span.toYear}`,
    from: span.from ?? cyclicPeriod('year', span.fromYear, regime).from,
    to: span.to ?? cyclicPeriod('year', span.toYear, regime).to,
  };
}

/** Number of a cyclic period from its key, which may still name none (M13): who makes a period of it compares the keys. */
function cyclicNumber(key: string): { kind: CyclicKind; number: number } | undefined {
  const found = CYCLIC_KEY.exec(key);
  if (!found || !isDay(`${found[1]}-01-01`)) return undefined;
  const year = Number(found[1]);
  if (found[4] !== undefined) return { kind: 'nineMonths', number: year };
  if (found[2] === undefined) return { kind: 'year', number: year };
  const kind = SUFFIX_KINDS[found[2]]!;
  const place = Number(found[3]) - 1;
  // 4 January always lies in the first ISO week.
  if (kind === 'week') return { kind, number: numberAt('week', `${year}-01-04`) + place };
  return { kind, number: year * MONTHLY[kind as MonthlyKind].perYear + place };
}

/** The period of what is reported on request, for a window of days. */
export const adHocPeriod = (from: Day, to: Day): Period => ({ kind: 'adHoc', key: `adHoc:${from}..${to}`, from, to });

/**
 * The period of a key under a regime, or undefined if it is no key (or `once` without its window in `options`).
 * A stage or term takes its own days from `options.spans` where they are given, else whole years of the regime.
 */
export function parsePeriodKey(key: string, regime: CutoffRegime, options: PeriodOptions = {}): Period | undefined {
  if (key === 'once') return options.once && { kind: 'once', key, ...options.once };
  const request = AD_HOC_KEY.exec(key);
  if (request) {
    const [from, to] = [request[1]!, request[2]!];
    return isDay(from) && isDay(to) && from <= to ? adHocPeriod(from, to) : undefined;
  }
  const years = SPAN_KEY.exec(key);
  if (years) {
    const span = { fromYear: Number(years[2]), toYear: Number(years[3]) };
    const known = options.spans?.find(({ fromYear, toYear }) => fromYear === span.fromYear && toYear === span.toYear);
    const real = isDay(`${years[2]}-01-01`) && isDay(`${years[3]}-01-01`) && span.fromYear <= span.toYear;
    return real ? spanPeriod(years[1] === undefined ? 'stage' : 'term', known ?? span, regime) : undefined;
  }
  const cyclic = cyclicNumber(key);
  const period = cyclic && cyclicPeriod(cyclic.kind, cyclic.number, regime);
  return period?.key === key ? period : undefined;
}

/**
 * The periods of a kind whose window ends from `from` to `to`, both days included, in order; anchored to the calendar, never to when
 * the one before was done. Stages and terms are those of `options.spans`, without them the years of the range as one; what is owed
 * once has the range as its window (or `options.once`); what is asked ad hoc has no periods of its own.
 */
export function periodsBetween(kind: PeriodKind, from: Day, to: Day, regime: CutoffRegime, options: PeriodOptions = {}): Period[] {
  const inRange = (period: Period): boolean => from <= period.to && period.to <= to;
  if (kind === 'adHoc') return [];
  if (kind === 'once') return [{ kind, key: 'once', ...(options.once ?? { from, to }) }].filter(inRange);
  if (!isCyclic(kind)) {
    const whole = { fromYear: yearOf(from), toYear: yearOf(to), from, to };
    return (options.spans ?? [whole]).map((span) => spanPeriod(kind, span, regime)).filter(inRange);
  }
  const found: Period[] = [];
  for (let number = numberAt(kind, from); ; number += 1) {
    const period = cyclicPeriod(kind, number, regime);
    if (period.to > to) return found;
    if (inRange(period)) found.push(period);
  }
}

/** The period of a kind whose window holds a day, or undefined if none does (nine months in October, a stage that is not named). */
export function periodAt(kind: PeriodKind, day: Day, regime: CutoffRegime, options: PeriodOptions = {}): Period | undefined {
  const holds = (period: Period): boolean => period.from <= day && day <= period.to;
  if (isCyclic(kind)) {
    const number = numberAt(kind, day);
    return [number, number + 1].map((n) => cyclicPeriod(kind, n, regime)).find(holds);
  }
  if (kind === 'stage' || kind === 'term') return options.spans?.map((span) => spanPeriod(kind, span, regime)).find(holds);
  const once = kind === 'once' ? parsePeriodKey('once', regime, options) : undefined;
  return once && holds(once) ? once : undefined;
}

/**
 * The period of the same kind just before: the week, month, quarter … before; the stage of as many years before; the term that ends in
 * the year in which this one begins. Undefined for what is owed once or asked ad hoc.
 */
export function previousPeriod(period: Period, regime: CutoffRegime): Period | undefined {
  const cyclic = cyclicNumber(period.key);
  if (cyclic) return cyclicPeriod(cyclic.kind, cyclic.number - 1, regime);
  const years = SPAN_KEY.exec(period.key);
  if (!years) return undefined;
  const kind = years[1] === undefined ? 'stage' : 'term';
  const [fromYear, toYear] = [Number(years[2]), Number(years[3])];
  const shift = kind === 'term' ? Math.max(toYear - fromYear, 1) : toYear - fromYear + 1;
  return spanPeriod(kind, { fromYear: fromYear - shift, toYear: toYear - shift }, regime);
}

/** Days and months of a period gone by the end of a day. Months are counted from the first day of the window, parts of one by its days. */
export interface PeriodElapsed {
  elapsedDays: number;
  totalDays: number;
  elapsedMonths: number;
  totalMonths: number;
  remainingMonths: number;
}

function monthsUntil(from: Day, end: Day): number {
  let whole = 0;
  while (addMonths(from, whole + 1) <= end) whole += 1;
  const begun = addMonths(from, whole);
  return whole + daysBetween(begun, end) / daysBetween(begun, addMonths(from, whole + 1));
}

/** How far a period has come by the end of a day, for pace: 5 of 12 months of 2022 on 31/05. Before it nothing, after it all. */
export function periodElapsed(period: Period, day: Day): PeriodElapsed {
  const end = addDays(period.to, 1);
  const reached = day < period.from ? period.from : minDay(addDays(day, 1), end);
  const elapsedMonths = monthsUntil(period.from, reached);
  const totalMonths = monthsUntil(period.from, end);
  return {
    elapsedDays: daysBetween(period.from, reached),
    totalDays: daysBetween(period.from, end),
    elapsedMonths,
    totalMonths,
    remainingMonths: totalMonths - elapsedMonths,
  };
}
