import type { CascadeCommand, CascadeEvent } from '../../domain/cascade.js';
import { nextDueMs } from '../../domain/cascade-fire.js';
import { aRound, EVERY_KIND, HOUR, Lane, on, pointsAround } from '../builders/cascade.js';

const key = (item: string, period = 'once') => ({ unit: 'a', item, period });
const REPORT = key('report', '2026-M03');
const submit = (unit: string, atMs: number, lane: Lane, reasonGiven = true) =>
  lane.tell({ type: 'submit', ...REPORT, unit, reasonGiven }, atMs);

/** Events, short: what, of which point, for whom, on which day after T0. */
function short(events: CascadeEvent[]): string[] {
  return events.map((event) => {
    const point = 'rung' in event ? `${event.rung}${event.n}` : 'point' in event ? `${event.point}${event.n}` : 'n' in event ? event.n : '';
    const units = 'units' in event ? event.units.join('') : '';
    return [event.type, point, units, when(event.atMs)].filter((part) => part !== '').join(' ');
  });
}

/** Days after T0 and the time of day: `10d 23:59`. */
function when(ms: number): string {
  const minutes = Math.floor((ms - on(0)) / 60_000);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(minutes / 1440)}d ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

describe('a round of three who owe it', () => {
  const lane = () => Lane.opened([aRound()], ['a', 'b', 'c']);

  it('reminds, falls due and climbs its ladder at its own instants, nothing before them', () => {
    const open = lane();
    expect(nextDueMs(open.state)).toBe(on(9) + 8 * HOUR);
    expect(open.tick(on(9) + 8 * HOUR - 1)).toEqual([]);
    expect(open.run(on(100))).toEqual([
      { type: 'reminded', item: 'report', period: '2026-M03', n: -1, units: ['a', 'b', 'c'], atMs: on(9) + 8 * HOUR },
      { type: 'fellDue', item: 'report', period: '2026-M03', units: ['a', 'b', 'c'], atMs: on(11) - 1 },
      { type: 'escalated', item: 'report', period: '2026-M03', rung: 'reminded', n: 1, units: ['a', 'b', 'c'], atMs: on(11) + 8 * HOUR },
      {
        type: 'escalated',
        item: 'report',
        period: '2026-M03',
        rung: 'proposedForReview',
        n: 5,
        units: ['a', 'b', 'c'],
        atMs: on(15) + 8 * HOUR,
      },
    ]);
    expect(nextDueMs(open.state)).toBeUndefined();
  });

  it('tells only those who still owe it', () => {
    const open = lane();
    submit('a', on(1), open);
    expect(short(open.tick(on(9) + 8 * HOUR))).toEqual(['reminded -1 bc 9d 08:00']);
    submit('b', on(10), open);
    expect(short(open.tick(on(11)))).toEqual(['fellDue c 10d 23:59']);
  });

  it('is passed over in silence once nobody owes it', () => {
    const open = lane();
    for (const unit of ['a', 'b', 'c']) submit(unit, on(1), open);
    expect(nextDueMs(open.state)).toBeUndefined();
    expect(open.tick(on(100))).toEqual([]);
  });

  it('fires what is due to the millisecond', () => {
    expect(short(lane().tick(on(9) + 8 * HOUR))).toHaveLength(1);
  });
});

describe('an outage', () => {
  it('fires the last of the overtaken notices and records the others, the due day in any case', () => {
    const open = Lane.opened([aRound()]);
    const short20 = short(open.tick(on(20)));
    expect(short20).toEqual([
      'superseded remind-1 ab 9d 08:00',
      'fellDue ab 10d 23:59',
      'superseded reminded1 ab 11d 08:00',
      'escalated proposedForReview5 ab 15d 08:00',
    ]);
  });

  it('of a day keeps the reminder that is not overtaken yet', () => {
    expect(short(Lane.opened([aRound()]).tick(on(11)))).toEqual(['reminded -1 ab 9d 08:00', 'fellDue ab 10d 23:59']);
  });

  it('that ends at the very instant of a notice is overtaken by it', () => {
    const open = Lane.opened([aRound()]);
    expect(short(open.tick(on(11) + 8 * HOUR))).toEqual([
      'superseded remind-1 ab 9d 08:00',
      'fellDue ab 10d 23:59',
      'escalated reminded1 ab 11d 08:00',
    ]);
  });

  it('keeps rounds due at one instant in their order', () => {
    const open = Lane.opened([aRound({ item: 'one' }), aRound({ item: 'two' })]);
    expect(open.tick(on(9) + 8 * HOUR).map((event) => 'item' in event && event.item)).toEqual(['one', 'two']);
  });

  it('overtakes only within one clock: two rounds and a repair speak each for themselves', () => {
    const open = Lane.opened([aRound({ item: 'one' }), aRound({ item: 'two' })]);
    expect(open.tick(on(20)).filter(({ type }) => type === 'escalated')).toHaveLength(2);
  });

  it('asks of the pace once, at the last check, and reminds of the target besides', () => {
    const open = Lane.opened([EVERY_KIND[5]!]);
    expect(short(open.tick(on(29) + 9 * HOUR))).toEqual([
      'superseded pace1 ab 10d 08:00',
      'paceChecked 2 ab 20d 08:00',
      'reminded -1 ab 29d 08:00',
    ]);
  });
});

describe('opening', () => {
  it('opens later rounds on their day and asks all their holders', () => {
    const open = Lane.opened([aRound({ opensMs: on(3) })]);
    expect(open.state.recipients.a!.owes).toEqual([]);
    expect(nextDueMs(open.state)).toBe(on(3));
    expect(open.tick(on(3))).toEqual([{ type: 'roundOpened', item: 'report', period: '2026-M03', atMs: on(3) }]);
    expect(open.state.recipients.a!.owes).toEqual([0]);
    expect(open.state.rounds[0]).toMatchObject({ opened: true, missing: 2 });
  });

  it('gives each class its own rounds', () => {
    const open = Lane.opened([aRound(), aRound({ item: 'other' })], ['a', 'b'], { classes: [[0], [0, 1]], recipients: { a: 0, b: 1 } });
    expect(open.state.recipients).toEqual({ a: { class: 0, owes: [0] }, b: { class: 1, owes: [0, 1] } });
    expect(open.state.rounds.map(({ missing }) => missing)).toEqual([2, 1]);
    expect(open.said({ type: 'submit', ...key('other', '2026-M03') }, on(1))).toBe('DUTY_NOT_FOUND');
  });
});

describe('a standing task', () => {
  const rounds = [
    aRound({ item: 'standing', period: '2026-Q1', kind: 'standing' }),
    aRound({ item: 'standing', period: '2026-Q2', kind: 'standing', opensMs: on(20), dueMs: on(31) - 1, points: pointsAround(30) }),
  ];
  it('goes stale, and is never overdue', () => {
    const open = Lane.opened(rounds);
    const fired = open.run(on(100));
    expect(fired.filter(({ type }) => type === 'fellDue')).toEqual([]);
    expect(fired.filter(({ type }) => type === 'wentStale')).toEqual([
      { type: 'wentStale', item: 'standing', period: '2026-Q1', units: ['a', 'b'], atMs: on(11) - 1 },
      { type: 'wentStale', item: 'standing', period: '2026-Q2', units: ['a', 'b'], atMs: on(31) - 1 },
    ]);
  });
  it('is fresh again with evidence, for every period opened so far', () => {
    const open = Lane.opened(rounds);
    open.run(on(25));
    open.tell({ type: 'progress', ...key('standing', '2026-Q1'), evidence: true }, on(25));
    expect(open.state.recipients).toEqual({
      a: { class: 0, owes: [], memory: { 0: { proposed: true } } },
      b: expect.anything() as unknown,
    });
    expect(open.run(on(100)).every((event) => !('units' in event) || !event.units.includes('a'))).toBe(true);
  });
});

describe('a target', () => {
  const lane = () => Lane.opened([EVERY_KIND[5]!], ['a', 'b', 'c']);
  const move = (open: Lane, unit: string, value: number, atMs: number) =>
    open.tell({ type: 'progress', ...key('target'), unit, value }, atMs);

  it('is behind under the tolerated share of the even pace', () => {
    const open = lane();
    move(open, 'a', 2.7, on(5));
    move(open, 'b', 2.69, on(5));
    expect(open.tick(on(10) + 8 * HOUR)).toEqual([
      {
        type: 'paceChecked',
        item: 'target',
        period: 'once',
        n: 1,
        share: 0.3,
        units: ['b', 'c'],
        values: [2.69, 0],
        atMs: on(10) + 8 * HOUR,
      },
    ]);
  });
  it('is judged against the even pace itself where nothing is tolerated', () => {
    const open = Lane.opened([{ ...EVERY_KIND[5]!, tolerance: undefined }]);
    move(open, 'a', 3, on(5));
    move(open, 'b', 2.99, on(5));
    expect(open.tick(on(10) + 8 * HOUR)).toMatchObject([{ units: ['b'] }]);
  });
  it('settles those who reached it at its due instant, and keeps the others on the ladder', () => {
    const open = lane();
    move(open, 'a', 10, on(5));
    move(open, 'b', 9, on(5));
    open.run(on(30));
    expect(open.tick(on(31))).toMatchObject([{ type: 'fellDue', units: ['b', 'c'] }]);
    expect(open.state.recipients).toEqual({
      a: { class: 0, owes: [], memory: { 0: { value: 10 } } },
      b: { class: 0, owes: [0], memory: { 0: { value: 9 } } },
      c: { class: 0, owes: [0] },
    });
    expect(open.tick(on(31) + 8 * HOUR)).toMatchObject([{ type: 'escalated', units: ['b', 'c'] }]);
  });
  it('leaves the ladder when it is reached late', () => {
    const open = lane();
    open.run(on(31));
    expect(move(open, 'b', 10, on(31))).toMatchObject([{ met: true, late: true }]);
    expect(open.tick(on(31) + 8 * HOUR)).toMatchObject([{ type: 'escalated', units: ['a', 'c'] }]);
    expect(open.state.rounds[0]!.missing).toBe(2);
  });
  it('stays met in time whatever is added after its day, and is owed again when it falls short', () => {
    const open = lane();
    for (const unit of ['a', 'b', 'c']) move(open, unit, 10, on(5));
    open.run(on(40));
    expect(move(open, 'a', 12, on(41))).toMatchObject([{ met: true, late: false }]);
    expect(open.state.rounds[0]!.missing).toBe(0);
    expect(move(open, 'a', 7, on(42))).toMatchObject([{ met: false, late: false }]);
    expect(open.state.rounds[0]!.missing).toBe(1);
    expect(short(open.tick(on(43)))).toEqual(['superseded reminded1 a 31d 08:00', 'escalated proposedForReview5 a 35d 08:00']);
    expect(move(open, 'a', 10, on(44))).toMatchObject([{ met: true, late: true }]);
    expect(open.state.rounds[0]!.missing).toBe(0);
  });
  it('without a share is reached from the start', () => {
    const open = Lane.opened([EVERY_KIND[5]!], ['a'], { quotas: undefined });
    expect(short(open.run(on(31)))).toEqual([
      'paceChecked 1 10d 08:00',
      'paceChecked 2 20d 08:00',
      'reminded -1 a 29d 08:00',
      'fellDue 30d 23:59',
    ]);
    expect(open.state.recipients.a!.owes).toEqual([]);
  });
});

describe('the repair of a returned report', () => {
  const repairPoints = [
    { kind: 'due' as const, n: 0, atMs: on(8) - 1 },
    { kind: 'reminded' as const, n: 1, atMs: on(8) + 8 * HOUR },
    { kind: 'proposedForReview' as const, n: 5, atMs: on(14) + 8 * HOUR },
  ];
  const giveBack = (unit = 'a'): CascadeCommand => ({ type: 'return', ...REPORT, unit, repairDueMs: on(8) - 1, repairPoints });
  function returned(): Lane {
    const lane = Lane.opened([aRound()]);
    for (const unit of ['a', 'b']) {
      submit(unit, on(1), lane);
      lane.tell(giveBack(unit), on(2));
    }
    return lane;
  }

  it('has a clock of its own for each body', () => {
    const open = returned();
    open.tell({ type: 'submit', ...REPORT, unit: 'b' }, on(5));
    expect(open.run(on(100))).toEqual([
      { type: 'fellDue', item: 'report', period: '2026-M03', units: ['a'], repair: true, atMs: on(8) - 1 },
      { type: 'escalated', item: 'report', period: '2026-M03', rung: 'reminded', n: 1, units: ['a'], repair: true, atMs: on(8) + 8 * HOUR },
      {
        type: 'escalated',
        item: 'report',
        period: '2026-M03',
        rung: 'proposedForReview',
        n: 5,
        units: ['a'],
        repair: true,
        atMs: on(14) + 8 * HOUR,
      },
    ]);
    expect(open.state.recipients.a!.memory![0]).toMatchObject({ proposed: true, repairFired: 3 });
    expect(open.state.rounds[0]).toMatchObject({ fired: 0, missing: 0 });
  });
  it('is overtaken in an outage like any clock', () => {
    expect(short(returned().tick(on(20)))).toEqual([
      'fellDue a 7d 23:59',
      'fellDue b 7d 23:59',
      'superseded reminded1 a 8d 08:00',
      'superseded reminded1 b 8d 08:00',
      'escalated proposedForReview5 a 14d 08:00',
      'escalated proposedForReview5 b 14d 08:00',
    ]);
  });
  it('ends with the mended report and begins anew with the next return', () => {
    const open = returned();
    open.run(on(9));
    open.tell({ type: 'submit', ...REPORT }, on(9));
    expect(open.state.repairs).toEqual([['b', 0]]);
    open.tell(
      { ...giveBack(), repairDueMs: on(20) - 1, repairPoints: [{ kind: 'due', n: 0, atMs: on(20) - 1 }] } as CascadeCommand,
      on(10),
    );
    expect(open.tick(on(20))).toContainEqual({
      type: 'fellDue',
      item: 'report',
      period: '2026-M03',
      units: ['a'],
      repair: true,
      atMs: on(20) - 1,
    });
  });
});

describe('suspension', () => {
  const suspended = (atMs: number) => {
    const lane = Lane.opened();
    lane.run(atMs);
    lane.tell({ type: 'suspend' }, atMs);
    return lane;
  };
  it('fires nothing, however long', () => {
    const lane = suspended(on(2));
    expect(nextDueMs(lane.state)).toBeUndefined();
    expect(lane.tick(on(5000))).toEqual([]);
    expect(lane.state.suspendedMs).toBe(on(2));
  });
  it('with the same dates gives one late batch on resuming', () => {
    const lane = suspended(on(2));
    lane.tell({ type: 'resume', clocks: {} }, on(50));
    expect(lane.state).not.toHaveProperty('suspendedMs');
    const events = lane.tick(on(50));
    expect(events.filter((event) => event.type === 'escalated' && event.item === 'report')).toMatchObject([{ rung: 'proposedForReview' }]);
    expect(events.filter((event) => event.type === 'fellDue' && event.item === 'report')).toMatchObject([
      { units: ['a', 'b'], atMs: on(11) - 1 },
    ]);
  });
  it('with new clocks fires at the new instants only', () => {
    const lane = Lane.opened([aRound()]);
    lane.tell({ type: 'suspend' }, on(2));
    const clock = { opensMs: on(0), dueMs: on(41) - 1, lockMs: on(45) - 1, points: pointsAround(40) };
    lane.tell({ type: 'resume', clocks: { 'report|2026-M03': clock } }, on(32));
    expect(lane.state.rounds[0]).toMatchObject({ ...clock, fired: 0 });
    expect(lane.tick(on(32))).toEqual([]);
    expect(lane.run(on(100)).map(({ atMs }) => atMs)).toEqual(pointsAround(40).map(({ atMs }) => atMs));
  });
  it('keeps for later what was due when it began and had not been fired', () => {
    const lane = Lane.opened([aRound()]);
    lane.tell({ type: 'suspend' }, on(9) + 8 * HOUR);
    lane.tell({ type: 'resume', clocks: { 'report|2026-M03': { dueMs: on(41) - 1, points: pointsAround(40).slice(1) } } }, on(32));
    expect(short(lane.tick(on(32)))).toEqual(['reminded -1 ab 9d 08:00']);
    expect(short(lane.tick(on(41)))).toEqual(['fellDue ab 40d 23:59']);
  });
  it('moves the repairs it is given, and keeps of them too what was due', () => {
    const lane = Lane.opened([aRound()]);
    submit('a', on(1), lane);
    const repairPoints = [
      { kind: 'due' as const, n: 0, atMs: on(5) - 1 },
      { kind: 'reminded' as const, n: 1, atMs: on(5) + 8 * HOUR },
    ];
    lane.tell({ type: 'return', ...REPORT, repairDueMs: on(5) - 1, repairPoints }, on(2));
    lane.tell({ type: 'suspend' }, on(5));
    const moved = { ...REPORT, repairDueMs: on(5) - 1, repairPoints: [{ kind: 'reminded' as const, n: 1, atMs: on(25) + 8 * HOUR }] };
    lane.tell({ type: 'resume', clocks: {}, repairs: [moved] }, on(25));
    expect(short(lane.tick(on(25)).filter((event) => 'repair' in event))).toEqual(['fellDue a 4d 23:59']);
    expect(short(lane.tick(on(25) + 8 * HOUR).filter((event) => 'repair' in event))).toEqual(['escalated reminded1 a 25d 08:00']);
  });
});

describe('guidance', () => {
  it('starts the clock of what waited for it; until then nothing of it fires', () => {
    const lane = Lane.opened([EVERY_KIND[3]!]);
    expect(nextDueMs(lane.state)).toBeUndefined();
    expect(lane.tick(on(300))).toEqual([]);
    lane.tell({ type: 'wake', guidance: 'hd', clocks: { 'waiting|once': { dueMs: on(311) - 1, points: pointsAround(310) } } }, on(300));
    expect(lane.state.rounds[0]).not.toHaveProperty('waits');
    expect(short(lane.tick(on(311)))).toEqual(['reminded -1 ab 309d 08:00', 'fellDue ab 310d 23:59']);
  });
  it('does not fire what it is given before it is woken', () => {
    const lane = Lane.opened([{ ...EVERY_KIND[3]!, points: pointsAround(10) }]);
    expect(lane.tick(on(300))).toEqual([]);
  });
});

it('ends with the plan: a revoked or concluded lane fires nothing', () => {
  for (const type of ['revoke', 'conclude'] as const) {
    const lane = Lane.opened();
    lane.tell({ type }, on(1));
    expect(nextDueMs(lane.state)).toBeUndefined();
    expect(lane.tick(on(1000))).toEqual([]);
  }
});
