import fc from 'fast-check';
import { DAY_OFF_REASONS, addWorkingDays, isWorkingDay, nextWorkingDay, previousWorkingDay } from '../../domain/calendar.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { addDays, dayNumber, dayOfNumber, type Day } from '../../domain/day.js';
import { WHY_CODES, isMonthDay, resolveDue, type Due, type DueContext, type DueRule } from '../../domain/deadline.js';
import { administrativeRegime, calendarRegime, parsePeriodKey } from '../../domain/period.js';

const context: DueContext = { calendar: vietnamCalendar, issuedOn: '2022-10-28', beforeReading: 'throughNamedDay' };
const inPeriod = (key: string, regime = calendarRegime): DueContext => ({ ...context, period: parsePeriodKey(key, regime)! });
const codes = (due: Due | undefined): string[] => due!.why.map(({ code }) => code);
const anyDay = fc.integer({ min: dayNumber('2021-01-01'), max: dayNumber('2030-12-31') }).map(dayOfNumber);

describe('the day a rule names', () => {
  it.each<[string, DueRule, DueContext, Day, Day]>([
    ['a day', { on: '2026-02-03' }, context, '2026-02-03', '2026-02-03'],
    ['a day on Sunday', { on: '2026-11-22' }, context, '2026-11-22', '2026-11-23'],
    ['a day in Tết', { on: '2026-02-17' }, context, '2026-02-17', '2026-02-23'],
    ['a swapped Saturday', { on: '2026-08-22' }, context, '2026-08-22', '2026-08-22'],
    ['before a day', { before: '2026-11-20' }, context, '2026-11-20', '2026-11-20'],
    ['30 days after issue', { within: 30, unit: 'calendar', after: 'issue' }, context, '2022-11-27', '2022-11-28'],
    ['10 working days after issue', { within: 10, unit: 'working', after: 'issue' }, context, '2022-11-11', '2022-11-11'],
    ['the day of issue itself', { within: 0, unit: 'working', after: 'issue' }, context, '2022-10-28', '2022-10-28'],
    ['yearly, next in the year of issue', { monthDay: '12-15' }, context, '2022-12-15', '2022-12-15'],
    ['yearly, on the day of issue', { monthDay: '10-28' }, context, '2022-10-28', '2022-10-28'],
    ['yearly, past in the year of issue', { monthDay: '10-27' }, context, '2023-10-27', '2023-10-27'],
    ['yearly, in a period', { monthDay: '11-15' }, inPeriod('2024'), '2024-11-15', '2024-11-15'],
    ['yearly, in a year closed on 14/12', { monthDay: '12-17' }, inPeriod('2024', administrativeRegime), '2024-12-17', '2024-12-17'],
    ['29/02 in a common year', { monthDay: '02-29' }, inPeriod('2023'), '2023-02-28', '2023-02-28'],
    ['29/02 in a leap year', { monthDay: '02-29' }, inPeriod('2024'), '2024-02-29', '2024-02-29'],
    ['day 6 of the last month', { dayOfMonth: 6, of: 'lastMonth' }, inPeriod('2022-Q2'), '2022-06-06', '2022-06-06'],
    [
      'the same, closed on the 14th',
      { dayOfMonth: 20, of: 'lastMonth' },
      inPeriod('2022-Q4', administrativeRegime),
      '2022-12-20',
      '2022-12-20',
    ],
    ['day 5 of the next month', { dayOfMonth: 5, of: 'nextMonth' }, inPeriod('2022-Q4'), '2023-01-05', '2023-01-05'],
    ['day 31 of a short month', { dayOfMonth: 31, of: 'lastMonth' }, inPeriod('2022-Q2'), '2022-06-30', '2022-06-30'],
    ['day 31 of February next', { dayOfMonth: 31, of: 'nextMonth' }, inPeriod('2023-M01'), '2023-02-28', '2023-02-28'],
    ['the end of the period', { endOf: 'period' }, inPeriod('2022-Q1'), '2022-03-31', '2022-03-31'],
    ['the end of its window', { endOf: 'period' }, inPeriod('2022-Q1', administrativeRegime), '2022-03-14', '2022-03-14'],
    ['30 days after the period', { within: 30, unit: 'calendar', after: 'periodEnd' }, inPeriod('2022-Q1'), '2022-04-30', '2022-05-04'],
    [
      'after receipt',
      { within: 5, unit: 'working', after: 'receipt' },
      { ...context, receivedOn: '2022-12-30' },
      '2023-01-09',
      '2023-01-09',
    ],
    [
      'after guidance',
      { within: 1, unit: 'calendar', after: 'guidance' },
      { ...context, guidanceOn: '2022-11-01' },
      '2022-11-02',
      '2022-11-02',
    ],
    ['after return', { within: 3, unit: 'working', after: 'return' }, { ...context, returnedOn: '2022-11-04' }, '2022-11-09', '2022-11-09'],
  ])('%s', (_what, rule, ctx, statedDay, dueDay) => {
    expect(resolveDue(rule, ctx)).toMatchObject({ statedDay, dueDay });
  });

  it.each<DueRule>([
    { within: 5, unit: 'working', after: 'receipt' },
    { within: 5, unit: 'calendar', after: 'guidance' },
    { within: 5, unit: 'calendar', after: 'return' },
    { within: 5, unit: 'calendar', after: 'periodEnd' },
    { dayOfMonth: 5, of: 'lastMonth' },
    { endOf: 'period' },
  ])('is not known yet for %j', (rule) => {
    expect(resolveDue(rule, context)).toBeUndefined();
  });

  it('refuses a day that does not exist', () => {
    expect(() => resolveDue({ on: '2026-02-29' }, context)).toThrow(new RangeError('DAY_INVALID: 2026-02-29'));
    expect(() => resolveDue({ monthDay: '13-01' }, context)).toThrow(new RangeError('MONTH_DAY_INVALID: 13-01'));
  });

  it.each([
    ['12-17', true],
    ['02-29', true],
    ['02-30', false],
    ['13-01', false],
    ['1-1', false],
    [1217, false],
    [['12-17'], false],
  ])('takes %p for a day of any year: %s', (text, expected) => {
    expect(isMonthDay(text)).toBe(expected);
  });

  it('ends the day at 23:59:59.999 +07:00', () => {
    expect(new Date(resolveDue({ on: '2026-11-23' }, context)!.dueMs).toISOString()).toBe('2026-11-23T16:59:59.999Z');
  });
});

describe('"trước ngày"', () => {
  const rules: [DueRule, Day][] = [
    [{ before: '2026-11-20' }, '2026-11-20'],
    [{ monthDay: '11-20', before: true }, '2026-11-20'],
    [{ dayOfMonth: 20, of: 'lastMonth', before: true }, '2026-11-20'],
  ];
  const ctx = inPeriod('2026-M11');

  it.each(rules)('%j reaches through the named day by default', (rule, statedDay) => {
    for (const beforeReading of ['throughNamedDay', undefined] as const) {
      const due = resolveDue(rule, { ...ctx, beforeReading });
      expect(due).toMatchObject({ statedDay, dueDay: '2026-11-20' });
      expect(due!.why.at(-1)).toEqual({ code: 'WHY_BEFORE_LENIENT', data: { day: '2026-11-20' } });
    }
  });

  it.each(rules)('%j ends the day before where the committee reads it strictly', (rule, statedDay) => {
    const due = resolveDue(rule, { ...ctx, beforeReading: 'strictlyBefore' });
    expect(due).toMatchObject({ statedDay, dueDay: '2026-11-19' });
    expect(due!.why.at(-1)).toEqual({ code: 'WHY_BEFORE_STRICT', data: { day: '2026-11-20', to: '2026-11-19' } });
  });

  it('moves the last day, not the named one, off a day off', () => {
    const due = resolveDue({ before: '2026-11-24', moved: 'previousWorking' }, { ...context, beforeReading: 'strictlyBefore' });
    expect(due).toMatchObject({ statedDay: '2026-11-24', dueDay: '2026-11-23' });
    const sunday = resolveDue({ before: '2026-11-23' }, { ...context, beforeReading: 'strictlyBefore' });
    expect(sunday).toMatchObject({ statedDay: '2026-11-23', dueDay: '2026-11-23' });
    expect(codes(sunday)).toEqual(['WHY_BEFORE_STRICT', 'WHY_MOVED_DAY_OFF']);
  });

  it.each<DueRule>([
    { monthDay: '11-20' },
    { monthDay: '11-20', before: false },
    { dayOfMonth: 20, of: 'lastMonth' },
    { dayOfMonth: 20, of: 'lastMonth', before: false },
  ])('%j does not say it', (rule) => {
    const due = resolveDue(rule, { ...ctx, beforeReading: 'strictlyBefore' });
    expect(due!.dueDay).toBe('2026-11-20');
    expect(codes(due)).toHaveLength(1);
  });
});

describe('the reasons of a date', () => {
  it.each<[DueRule, DueContext, Due['why']]>([
    [{ on: '2026-02-03' }, context, [{ code: 'WHY_STATED', data: { day: '2026-02-03' } }]],
    [
      { within: 30, unit: 'calendar', after: 'issue' },
      context,
      [
        { code: 'WHY_WITHIN_CALENDAR_DAYS', data: { days: 30, after: 'issue', from: '2022-10-28', to: '2022-11-27' } },
        { code: 'WHY_MOVED_DAY_OFF', data: { from: '2022-11-27', to: '2022-11-28', reason: 'weeklyRest' } },
      ],
    ],
    [
      { within: 3, unit: 'working', after: 'return' },
      { ...context, returnedOn: '2022-11-04' },
      [{ code: 'WHY_WITHIN_WORKING_DAYS', data: { days: 3, after: 'return', from: '2022-11-04', to: '2022-11-09' } }],
    ],
    [{ monthDay: '11-15' }, inPeriod('2024'), [{ code: 'WHY_YEARLY_DAY', data: { day: '2024-11-15' } }]],
    [{ dayOfMonth: 6, of: 'lastMonth' }, inPeriod('2022-Q2'), [{ code: 'WHY_PERIOD_DAY', data: { day: '2022-06-06', period: '2022-Q2' } }]],
    [{ endOf: 'period' }, inPeriod('2022-Q1'), [{ code: 'WHY_PERIOD_END', data: { day: '2022-03-31', period: '2022-Q1' } }]],
    [
      { on: '2026-02-17' },
      context,
      [
        { code: 'WHY_STATED', data: { day: '2026-02-17' } },
        { code: 'WHY_MOVED_DAY_OFF', data: { from: '2026-02-17', to: '2026-02-23', reason: 'tet' } },
      ],
    ],
    [
      { on: '2026-02-17', moved: 'previousWorking' },
      context,
      [
        { code: 'WHY_STATED', data: { day: '2026-02-17' } },
        { code: 'WHY_MOVED_EARLIER', data: { from: '2026-02-17', to: '2026-02-13', reason: 'tet' } },
      ],
    ],
    [
      { on: '2026-02-17', moved: 'keep' },
      context,
      [
        { code: 'WHY_STATED', data: { day: '2026-02-17' } },
        { code: 'WHY_KEPT_DAY_OFF', data: { day: '2026-02-17', reason: 'tet' } },
      ],
    ],
  ])('of %j', (rule, ctx, why) => {
    expect(resolveDue(rule, ctx)!.why).toEqual(why);
  });

  it('say where the calendar of the year is not official, unless the calendar was not asked', () => {
    const warning = { code: 'WHY_CALENDAR_NOT_OFFICIAL', data: { year: 2028, lastOfficialYear: 2026 } };
    expect(resolveDue({ on: '2028-06-30' }, context)!.why).toEqual([{ code: 'WHY_STATED', data: { day: '2028-06-30' } }, warning]);
    expect(codes(resolveDue({ on: '2028-06-30', moved: 'keep' }, context))).toEqual(['WHY_STATED']);
    const later = { ...context, issuedOn: '2028-06-01' };
    expect(resolveDue({ within: 3, unit: 'working', after: 'issue', moved: 'keep' }, later)!.why.at(-1)).toEqual(warning);
    expect(codes(resolveDue({ within: 3, unit: 'calendar', after: 'issue', moved: 'keep' }, later))).toEqual([
      'WHY_WITHIN_CALENDAR_DAYS',
      'WHY_KEPT_DAY_OFF',
    ]);
  });

  it('are codes of the list, with reasons for a day off of theirs, and no code stands twice', () => {
    expect(new Set(WHY_CODES).size).toBe(WHY_CODES.length);
    fc.assert(
      fc.property(anyDay, fc.constantFrom('keep' as const, 'nextWorking' as const, 'previousWorking' as const), (before, moved) => {
        const due = resolveDue({ before, moved }, context)!;
        for (const { code, data } of due.why) {
          expect(WHY_CODES).toContain(code);
          if ('reason' in data) expect(DAY_OFF_REASONS).toContain(data['reason']);
        }
      }),
    );
  });
});

describe('a due day that is off', () => {
  it('moves to the next working day by default, to the one before, or stays, as the rule says', () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        expect(resolveDue({ on }, context)!.dueDay).toBe(nextWorkingDay(vietnamCalendar, on));
        expect(resolveDue({ on, moved: 'nextWorking' }, context)).toEqual(resolveDue({ on }, context));
        expect(resolveDue({ on, moved: 'previousWorking' }, context)!.dueDay).toBe(previousWorkingDay(vietnamCalendar, on));
        expect(resolveDue({ on, moved: 'keep' }, context)!.dueDay).toBe(on);
      }),
    );
  });

  it('is never reached by counting working days, and never before the day counted to', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (issuedOn, days) => {
        const ctx = { ...context, issuedOn };
        const working = resolveDue({ within: days, unit: 'working', after: 'issue' }, ctx)!;
        expect(working.dueDay).toBe(addWorkingDays(vietnamCalendar, issuedOn, days));
        expect(working.statedDay).toBe(working.dueDay);
        const calendar = resolveDue({ within: days, unit: 'calendar', after: 'issue' }, ctx)!;
        expect(calendar.statedDay).toBe(addDays(issuedOn, days));
        expect(calendar.dueDay >= calendar.statedDay && isWorkingDay(vietnamCalendar, calendar.dueDay)).toBe(true);
      }),
    );
  });
});
