import type { CascadeEvent } from '../../domain/cascade.js';
import { entryOf, expandEntry, type RehearsalEntry, timelineKey, type TimelineLane } from '../../domain/rehearsal-entry.js';
import { TIMELINE_WHY_CODES, whyOf } from '../../domain/rehearsal-why.js';
import type { PlanEvent } from '../../domain/plan-life.js';
import { HOUR, on, opening } from '../builders/cascade.js';

const CASCADE: TimelineLane = { lane: 'cascade', cascade: 2 };
const on_ = { item: 'r', period: 'M1' };
const due = { ...on_, units: ['a', 'b'], atMs: on(3) };
const entry = (event: CascadeEvent | PlanEvent, lane: TimelineLane = CASCADE): RehearsalEntry => entryOf(lane, event)!;

describe('a line of a timeline', () => {
  it('says when, where, what, to whom, and what the event tells besides', () => {
    expect(entryOf(CASCADE, { type: 'escalated', ...due, rung: 'urged', n: 5 }, [{ code: 'W', data: {} }])).toEqual({
      atMs: on(3),
      lane: 'cascade',
      cascade: 2,
      type: 'escalated',
      ...on_,
      units: ['a', 'b'],
      data: { rung: 'urged', n: 5 },
      why: [{ code: 'W', data: {} }],
    });
    expect(entry({ type: 'accepted', ...on_, unit: 'a', version: 2, late: false, atMs: on(3) })).toMatchObject({
      units: ['a'],
      data: { version: 2, late: false },
    });
    expect(entry({ type: 'suspended', atMs: on(3) }, { lane: 'plan' })).toEqual({
      atMs: on(3),
      lane: 'plan',
      type: 'suspended',
      units: [],
      data: {},
      why: [],
    });
  });

  it('leaves out clocks, ids of papers and what lanes are opened with', () => {
    const { type: _open, ...given } = opening();
    expect(entry({ type: 'opened', ...given, atMs: on(0) }).data).toEqual({ recipients: 2 });
    expect(entry({ type: 'issued', plan: 'p', collections: [], awaits: [], recipients: 3, lanes: 1, atMs: on(0) }).data).toEqual({
      recipients: 3,
      lanes: 1,
    });
    expect(entry({ type: 'guidanceRegistered', guidance: 'hd', guidanceId: 'g', atMs: on(0) }).data).toEqual({ guidance: 'hd' });
    expect(entry({ type: 'woken', guidance: 'hd', clocks: {}, atMs: on(0) }).data).toEqual({ guidance: 'hd' });
    expect(entry({ type: 'resumed', clocks: {}, repairs: [], atMs: on(0) }).data).toEqual({});
    expect(entry({ type: 'resumed', shiftDays: 3, suspendedMs: 5, collections: [], atMs: on(0) }).data).toEqual({ shiftDays: 3 });
    expect(entry({ type: 'ownPlanLinked', unit: 'a', ownPlan: 'q', late: true, atMs: on(0) }).data).toEqual({ late: true });
    expect(entry({ type: 'returned', ...on_, unit: 'a', version: 1, repairDueMs: 9, repairPoints: [], atMs: on(0) }).data).toEqual({
      version: 1,
      repairDueMs: 9,
    });
    expect(entry({ type: 'submitted', ...on_, unit: 'a', version: 1, late: false, nil: undefined, feeds: [], atMs: on(0) }).data).toEqual({
      version: 1,
      late: false,
    });
  });

  it('is none for a tick', () => {
    expect(entryOf({ lane: 'plan' }, { type: 'ticked', n: 3, atMs: on(0) })).toBeUndefined();
  });

  it('expands to one for each body, with the value beside it', () => {
    const check = entry({ type: 'paceChecked', ...due, n: 1, share: 0.5, values: [3, 4] });
    expect(expandEntry(check)).toEqual([
      { atMs: on(3), lane: 'cascade', cascade: 2, type: 'paceChecked', ...on_, unit: 'a', data: { n: 1, share: 0.5, value: 3 }, why: [] },
      { atMs: on(3), lane: 'cascade', cascade: 2, type: 'paceChecked', ...on_, unit: 'b', data: { n: 1, share: 0.5, value: 4 }, why: [] },
    ]);
    expect(expandEntry(entry({ type: 'reminded', ...due, n: -1 })).map(({ unit, data }) => [unit, data])).toEqual([
      ['a', { n: -1 }],
      ['b', { n: -1 }],
    ]);
    expect(expandEntry(entry({ type: 'suspended', atMs: on(0) }))).toEqual([]);
  });
});

describe('the key of a line', () => {
  const fell = { type: 'fellDue' as const, ...due };
  const sent = { type: 'submitted' as const, ...on_, unit: 'a', version: 1, late: false, atMs: on(3) + 9 * HOUR };
  const key = (event: CascadeEvent | PlanEvent, lane?: TimelineLane) => timelineKey(entry(event, lane));

  it('names the instant, the lane and all that is told', () => {
    expect(key(fell)).toBe('2026-03-04T17:00:00.000Z|cascade|2|fellDue|r|M1|a,b|{}');
    expect(key(sent)).toBe('2026-03-05T02:00:00.000Z|cascade|2|submitted|r|M1|a|{"late":false,"version":1}');
    expect(key({ type: 'revoked', atMs: on(0) }, { lane: 'plan' })).toBe('2026-03-01T17:00:00.000Z|plan|0|revoked||||{}');
  });
  it('is exact for a due point, and by the minute for what was lodged', () => {
    expect(key({ ...fell, atMs: fell.atMs + 1 })).not.toBe(key(fell));
    expect(key({ ...sent, atMs: sent.atMs + 400 })).toBe(key(sent));
    expect(key({ ...sent, atMs: sent.atMs + 60_000 })).not.toBe(key(sent));
    const locked = { type: 'consolidated' as const, ...on_, revision: 1, coverage: { expected: 3, delivered: 2, nil: 0 }, atMs: on(4) - 1 };
    expect(key({ ...locked, atMs: locked.atMs + 300 })).toBe(key(locked));
    const fired: CascadeEvent['type'][] = ['roundOpened', 'reminded', 'escalated', 'superseded', 'fellDue', 'wentStale', 'paceChecked'];
    for (const type of fired)
      expect(key({ ...fell, type } as CascadeEvent)).not.toBe(key({ ...fell, type, atMs: fell.atMs + 5 } as CascadeEvent));
    const collected = { type: 'collectionDue' as const, ...on_, atMs: on(4) - 1 };
    expect(key(collected)).not.toBe(key({ ...collected, atMs: on(4) }));
  });
  it('does not depend on the order of bodies or of names', () => {
    expect(key({ ...fell, units: ['b', 'a'] })).toBe(key(fell));
    const [one, other] = [
      { expected: 3, delivered: 2, nil: 0 },
      { nil: 0, delivered: 2, expected: 3 },
    ].map((coverage) => key({ type: 'consolidated', ...on_, revision: 1, coverage, atMs: on(4) }));
    expect(one).toBe(other);
    expect(one).toContain('{"coverage":{"delivered":2,"expected":3,"nil":0},"revision":1}');
    expect(key({ type: 'paceChecked', ...due, n: 1, share: 0.5, values: [4, 3] })).toContain('|a=4,b=3|{"n":1,"share":0.5}');
  });
});

describe('why something happens on its day', () => {
  const why = [{ code: 'WHY_STATED', data: { day: '2026-03-31' } }];
  const round = { dueMs: on(11) - 1, why };
  const of = (event: { type: string; [field: string]: unknown }, given: Parameters<typeof whyOf>[1] = round) =>
    whyOf({ ...due, ...event } as unknown as CascadeEvent, given).map(({ code, data }) => [code, data]);
  const stated = ['WHY_STATED', { day: '2026-03-31' }];
  const before = (days: number) => [['WHY_DAYS_BEFORE_DUE', { days, day: '2026-03-12' }], stated];

  it('is the due day itself, how the point lies to it, or the window of a repair', () => {
    for (const type of ['roundOpened', 'collectionDue', 'wentStale', 'fellDue', 'superseded'] as const)
      expect(of({ type })).toEqual([stated]);
    expect(of({ type: 'reminded', n: -7 })).toEqual(before(7));
    expect(of({ type: 'reminded', n: 0 })).toEqual(before(0));
    expect(of({ type: 'reminded', n: 2 })).toEqual([['WHY_DAYS_AFTER_DUE', { days: 2, day: '2026-03-12' }], stated]);
    expect(of({ type: 'escalated', n: 5, rung: 'urged' })).toEqual([['WHY_RUNG', { days: 5, day: '2026-03-12' }], stated]);
    expect(of({ type: 'paceChecked', n: 1, share: 0.4166 })).toEqual([['WHY_PACE_CHECK', { share: 41.7 }], stated]);
    for (const type of ['fellDue', 'superseded', 'escalated'] as const)
      expect(of({ type, repair: true })).toEqual([['WHY_REPAIR_WINDOW', {}]]);
  });
  it('without a due day is what the round says', () => {
    expect(of({ type: 'reminded', n: 1 }, { why })).toEqual([stated]);
    expect(of({ type: 'escalated', n: 1, rung: 'urged' }, { why })).toEqual([stated]);
  });
  it('is nothing for what a person chose to do', () => {
    for (const type of ['submitted', 'accepted', 'urged', 'completed'] as const) expect(of({ type })).toEqual([]);
  });
  it('has a code for each of its sentences', () => {
    expect(new Set(TIMELINE_WHY_CODES).size).toBe(6);
  });
});
