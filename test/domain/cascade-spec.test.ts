import { cascadeSpec, collectionsOf, MAX_RECIPIENTS, openingsOf, wakeClocks } from '../../domain/cascade-spec.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { atHourMs, dayOfMs, endOfDayMs } from '../../domain/day.js';
import type { DueRule } from '../../domain/deadline.js';
import type { Timing } from '../../domain/plan.js';
import { treeAsOf } from '../../domain/unit.js';
import { aUnit } from '../builders/unit-tree.js';
import { aPlan, aReport, aTarget, aTask, issuedOn, specOf } from '../builders/plan.js';

const ISSUED_MS = atHourMs('2026-01-05', 10.5);
const awaiting = (key: string, due: DueRule = { within: 30, unit: 'calendar', after: 'guidance' }): Timing => ({
  kind: 'awaiting',
  guidance: { key, title: key },
  due,
});

describe('what issuing brings about', () => {
  it('is a receipt for all who have something to do, due after the issue', () => {
    const spec = specOf(
      aPlan({
        recipients: [
          { to: [{ unit: 'HU1' }, { unit: 'HU2' }], purpose: 'toImplement' },
          { to: [{ unit: 'HU3' }], purpose: 'toKnow' },
          { to: [{ unit: 'HU2' }], purpose: 'toReport' },
        ],
        tasks: [aTask({ lead: [{ unit: 'BTC' }] })],
      }),
    );
    expect(spec).toMatchObject({ v: 1, plan: 'plan00000001', issuer: 'root', issuedMs: ISSUED_MS, issuedOn: '2026-01-05' });
    expect(spec.recipients).toEqual([
      { unit: 'hu1', purposes: ['toImplement'] },
      { unit: 'hu2', purposes: ['toImplement', 'toReport'] },
      { unit: 'hu3', purposes: ['toKnow'] },
      { unit: 'btc', purposes: ['toImplement'] },
    ]);
    expect(spec.rounds[0]).toMatchObject({
      item: 'receipt',
      period: 'once',
      kind: 'receipt',
      opensMs: ISSUED_MS,
      dueMs: endOfDayMs('2026-01-10'),
      statedDay: '2026-01-10',
      holders: ['hu1', 'hu2', 'btc'],
    });
    expect(spec.rounds[0]!.why.map(({ code }) => code)).toEqual(['WHY_WITHIN_CALENDAR_DAYS']);
    expect(spec.rounds[0]!.points.map(({ kind, n }) => `${kind} ${n}`).slice(0, 3)).toEqual(['remind -1', 'due 0', 'reminded 1']);
  });
  it('asks those who co-operate to receive it, those who only know of it not', () => {
    const held = (purpose: 'toCooperate' | 'toArchive') =>
      specOf(aPlan({ recipients: [{ to: [{ unit: 'HU1' }], purpose }] })).rounds.length;
    expect([held('toCooperate'), held('toArchive')]).toEqual([1, 0]);
  });
  it('names a body once with each purpose once', () => {
    const to = [{ unit: 'HU1' }];
    const spec = specOf(
      aPlan({
        recipients: [
          { to, purpose: 'toKnow' },
          { to, purpose: 'toKnow' },
        ],
      }),
    );
    expect(spec.recipients).toEqual([{ unit: 'hu1', purposes: ['toKnow'] }]);
  });
  it('does not make an issuer receive its own plan, though it may have tasks of its own', () => {
    const spec = specOf(aPlan({ tasks: [aTask({ lead: [{ unit: 'ROOT' }] })] }));
    expect(spec.rounds.map(({ item, holders }) => [item, holders])).toEqual([['task', ['root']]]);
  });
  it('leaves out what a body is exempt from, and rounds that nobody holds then', () => {
    const spec = specOf(
      aPlan({
        tasks: [aTask({ id: 'mine', lead: [{ unit: 'HU1' }] }), aTask({ id: 'ours', lead: [{ unit: 'HU1' }, { unit: 'HU2' }] })],
        exempt: [{ units: [{ unit: 'HU1' }], items: ['mine', 'ours'], reason: 'Lực lượng vũ trang' }],
      }),
    );
    expect(spec.rounds.map(({ item, holders }) => [item, holders])).toEqual([
      ['receipt', ['hu2']],
      ['ours', ['hu2']],
    ]);
    expect(spec.exempt).toEqual([
      { item: 'mine', unit: 'hu1', reason: 'Lực lượng vũ trang' },
      { item: 'ours', unit: 'hu1', reason: 'Lực lượng vũ trang' },
    ]);
  });
  it('collects the reports in order of their locks, and knows each document that is awaited once', () => {
    const tasks = ['one', 'two', 'three'].map((id) => aTask({ id, timing: awaiting(id === 'three' ? 'kl' : 'hd') }));
    const reports = [aReport({ id: 'slow', lockAfter: { days: 5, unit: 'calendar' } }), aReport({ id: 'fast' })];
    const spec = specOf(aPlan({ tasks, reports }));
    expect(spec.collections.map(({ item, period }) => `${item} ${period}`).slice(0, 3)).toEqual([
      'fast 2026-Q1',
      'slow 2026-Q1',
      'fast 2026-Q2',
    ]);
    expect(spec.collections[0]!.atMs).toBe(endOfDayMs('2026-03-20'));
    expect(spec.awaits).toEqual(['hd', 'kl']);
    expect(collectionsOf([{ item: 'x', period: 'once' }])).toEqual([]);
  });
  it('tells all that is wrong at once, where it knows the issuer', () => {
    const problems = (said: Parameters<typeof aPlan>[0]) => cascadeSpec(aPlan(said), issuedOn());
    expect(problems({ issuer: 'NOBODY' })).toEqual([{ code: 'UNIT_UNKNOWN', data: { code: 'NOBODY' }, path: 'issuer' }]);
    expect(
      problems({ tasks: [aTask({ lead: [{ unit: 'X' }] })], receipt: { due: { within: 3, unit: 'calendar', after: 'receipt' } } }),
    ).toMatchObject([{ code: 'UNIT_UNKNOWN' }, { code: 'DUE_UNKNOWN', data: { item: 'receipt' }, path: 'receipt.due' }]);
    expect(problems({ tasks: [aTask({ lead: [{ unit: 'X' }] })] })).toMatchObject([{ code: 'UNIT_UNKNOWN' }]);
  });
  it('reads "before" in the receipt as the plan does', () => {
    const due = (beforeReading?: 'strictlyBefore') =>
      dayOfMs(
        specOf(aPlan({ tasks: [aTask()], receipt: { due: { before: '2026-01-09' } }, ...(beforeReading && { beforeReading }) })).rounds[0]!
          .dueMs!,
      );
    expect([due(), due('strictlyBefore')]).toEqual(['2026-01-09', '2026-01-08']);
  });
});

describe('the openings of its lanes', () => {
  it('hold each set of rounds once, and of a round only what the rules need', () => {
    const spec = specOf(
      aPlan({
        recipients: [{ to: [{ unit: 'HU1' }, { unit: 'HU2' }, { unit: 'HU3' }], purpose: 'toImplement' }],
        tasks: [aTask({ lead: [{ unit: 'HU1' }] })],
        targets: [aTarget()],
      }),
    );
    const [opening, ...rest] = openingsOf(spec);
    expect(rest).toEqual([]);
    expect(opening!.rounds.map(({ item }) => item)).toEqual(['receipt', 'task', 'target']);
    expect(opening!.recipients).toEqual({ hu1: 0, hu2: 1, hu3: 2 });
    expect(opening!.classes).toEqual([[0, 1, 2], [0, 2], [0]]);
    expect(opening!.quotas).toEqual({ target: { hu1: 8, hu2: 4 } });
    for (const round of opening!.rounds)
      for (const left of ['why', 'statedDay', 'holders', 'cadence']) expect(round).not.toHaveProperty(left);
  });
  it('say nothing of shares where none are allotted', () => {
    expect(openingsOf(specOf(aPlan({ tasks: [aTask()] })))[0]).not.toHaveProperty('quotas');
  });
  it('split above four thousand bodies, shares with their bodies', () => {
    const count = MAX_RECIPIENTS + 2;
    const units = Array.from({ length: count }, (_, index) => aUnit(`u${String(index).padStart(5, '0')}`));
    const tree = treeAsOf([aUnit('root'), ...units], '2026-01-05');
    const last = units.at(-1)!.code;
    const plan = aPlan({
      recipients: [{ to: [{ depth: 'direct' }], purpose: 'toImplement' }],
      targets: [
        aTarget({
          allotment: {
            shares: [
              { unit: 'U00000', value: 7 },
              { unit: last, value: 5 },
            ],
          },
        }),
      ],
    });
    const [one, two, ...rest] = openingsOf(specOf(plan, issuedOn('2026-01-05', tree)));
    expect(rest).toEqual([]);
    expect([Object.keys(one!.recipients).length, Object.keys(two!.recipients).length]).toEqual([MAX_RECIPIENTS, 2]);
    expect([one!.quotas, two!.quotas]).toEqual([{ target: { u00000: 7 } }, { target: { [last.toLowerCase()]: 5 } }]);
    expect(two!.classes).toEqual([[0], [0, 1]]);
    expect(one!.rounds).toEqual(two!.rounds);
  });
});

describe('the clocks of what a guidance document wakes', () => {
  const plan = aPlan({
    tasks: [
      aTask({ id: 'one', timing: awaiting('hd') }),
      aTask({ id: 'other', timing: awaiting('kl') }),
      aTask({ id: 'dated' }),
      aTask({ id: 'lost', timing: awaiting('hd', { within: 3, unit: 'calendar', after: 'receipt' }) }),
    ],
  });
  it('count from the day of its registration, for exactly what waits for it', () => {
    const clocks = wakeClocks(plan, specOf(plan), 'hd', atHourMs('2026-05-04', 15), vietnamCalendar);
    expect(Object.keys(clocks)).toEqual(['one|once']);
    expect(clocks['one|once']).toMatchObject({ dueMs: endOfDayMs('2026-06-03'), statedDay: '2026-06-03' });
    expect(clocks['one|once']!.why).toEqual([
      { code: 'WHY_WITHIN_CALENDAR_DAYS', data: { days: 30, after: 'guidance', from: '2026-05-04', to: '2026-06-03' } },
    ]);
    expect(clocks['one|once']!.points.map(({ kind, n }) => `${kind} ${n}`).slice(0, 3)).toEqual(['remind -7', 'remind -1', 'due 0']);
  });
  it('are none for a document nobody waits for', () => {
    expect(wakeClocks(plan, specOf(plan), 'x', ISSUED_MS, vietnamCalendar)).toEqual({});
  });
  it('are none for a task that is no longer in the plan, or no longer waits', () => {
    const spec = specOf(plan);
    expect(wakeClocks(aPlan(), spec, 'hd', ISSUED_MS, vietnamCalendar)).toEqual({});
    expect(wakeClocks(aPlan({ tasks: [aTask({ id: 'one' })] }), spec, 'hd', ISSUED_MS, vietnamCalendar)).toEqual({});
  });
  it('read "before" as the plan does', () => {
    const before = aPlan({
      beforeReading: 'strictlyBefore',
      tasks: [aTask({ id: 'one', timing: awaiting('hd', { before: '2026-06-05' }) })],
    });
    expect(wakeClocks(before, specOf(before), 'hd', ISSUED_MS, vietnamCalendar)['one|once']!.dueMs).toBe(endOfDayMs('2026-06-04'));
    const { beforeReading: _reading, ...plain } = before;
    expect(wakeClocks(plain, specOf(before), 'hd', ISSUED_MS, vietnamCalendar)['one|once']!.dueMs).toBe(endOfDayMs('2026-06-05'));
  });
});
