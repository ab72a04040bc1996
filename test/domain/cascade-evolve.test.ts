import type { CascadeCommand } from '../../domain/cascade.js';
import { aRound, EVERY_KIND, HOUR, Lane, on, pointsAround } from '../builders/cascade.js';

const key = (item: string, period = 'once') => ({ unit: 'a', item, period });
const REPORT = key('report', '2026-M03');
const submit: CascadeCommand = { type: 'submit', ...REPORT, reasonGiven: true };
const memory = (lane: Lane) => lane.state.recipients.a!.memory;

/** What of a state is kept for a duty that has ended: nothing takes no room in thousands of recipients. */
describe('what a lane remembers', () => {
  it('is nothing of a duty that is done, whatever was remembered of it', () => {
    const lane = Lane.opened();
    lane.tell({ type: 'urge', ...key('receipt') }, on(1));
    lane.tell({ type: 'urge', ...key('task') }, on(1));
    expect(memory(lane)).toEqual({ 0: { urged: 1 }, 2: { urged: 1 } });
    lane.tell({ type: 'receive', unit: 'a' }, on(2));
    expect(memory(lane)).toEqual({ 2: { urged: 1 } });
    lane.tell({ type: 'progress', ...key('task'), done: true, productNamed: true }, on(2));
    expect(lane.state.recipients.a).not.toHaveProperty('memory');
    lane.tell({ type: 'linkOwnPlan', unit: 'a', ownPlan: 'q' }, on(2));
    expect(lane.state.recipients.a).toEqual({ class: 0, owes: [3, 4, 5, 6] });
  });

  it('of progress is nothing: it is read from its records', () => {
    const lane = Lane.opened();
    const before = lane.state;
    lane.tell({ type: 'progress', ...key('task'), percent: 40 }, on(1));
    expect(lane.state).toEqual(before);
  });

  it('of a report in review is its version, lateness, nil and figures', () => {
    const lane = Lane.opened();
    lane.tell({ ...submit, feeds: [{ target: 'target', as: 'increment', value: 3 }] } as CascadeCommand, on(1));
    expect(memory(lane)![6]).toEqual({
      review: 'submitted',
      version: 1,
      late: false,
      fed: [{ target: 'target', as: 'increment', value: 3 }],
    });
    lane.run(on(20));
    lane.tell({ type: 'submit', ...key('later', '2026-M04'), nil: true, reasonGiven: true }, on(21));
    expect(memory(lane)![7]).toEqual({ review: 'submitted', version: 1, late: false, nil: true });
  });

  it('of a proposal is until people decide it, and no lower rung proposes', () => {
    const lane = Lane.opened([aRound()]);
    lane.run(on(12));
    expect(lane.state.recipients.a).not.toHaveProperty('memory');
    lane.run(on(16));
    expect(memory(lane)).toEqual({ 0: { proposed: true } });
    lane.tell(submit, on(17));
    lane.tell({ type: 'accept', ...REPORT }, on(18));
    const accepted = { review: 'accepted', acceptedMs: on(18), version: 1, late: true };
    expect(memory(lane)).toEqual({ 0: { ...accepted, proposed: true } });
    lane.tell({ type: 'decideReview', ...REPORT, decision: 'dismiss' }, on(19));
    expect(memory(lane)).toEqual({ 0: accepted });
  });
});

it('takes evidence for its own task only', () => {
  const lane = Lane.opened();
  lane.tell({ type: 'progress', ...key('standing', '2026-Q1'), evidence: true }, on(1));
  expect(lane.state.recipients.a!.owes).toEqual([0, 1, 2, 3, 5, 6]);
});

it('ends the repair of the report that is mended, not those beside it', () => {
  const other = aRound({ item: 'other' });
  const lane = Lane.opened([other, aRound()]);
  for (const { item, period } of [other, REPORT]) {
    lane.tell({ type: 'submit', unit: 'a', item, period }, on(1));
    lane.tell({ type: 'return', unit: 'a', item, period, repairDueMs: on(5) - 1, repairPoints: [] }, on(2));
  }
  lane.tell(submit, on(3));
  expect(lane.state.repairs).toEqual([['a', 0]]);
});

describe('a new clock', () => {
  const resumed = (clock: object, suspendMs = on(2)) => {
    const lane = Lane.opened([aRound({ lockMs: on(13) - 1 })]);
    lane.run(suspendMs);
    lane.tell({ type: 'suspend' }, suspendMs);
    lane.tell({ type: 'resume', clocks: { 'report|2026-M03': { points: [], ...clock } } }, on(30));
    return lane.state.rounds[0]!;
  };
  it('changes only the instants it is given', () => {
    expect(resumed({})).toMatchObject({ opensMs: on(0), dueMs: on(11) - 1, lockMs: on(13) - 1, points: [] });
    expect(resumed({ dueMs: 7 })).toMatchObject({ opensMs: on(0), dueMs: 7, lockMs: on(13) - 1 });
    expect(resumed({ lockMs: 8 })).toMatchObject({ opensMs: on(0), dueMs: on(11) - 1, lockMs: 8 });
    expect(resumed({ opensMs: 9 })).toMatchObject({ opensMs: 9, dueMs: on(11) - 1, lockMs: on(13) - 1 });
  });
  it('does not fire again what was fired before the suspension', () => {
    const points = pointsAround(40).slice(1);
    expect(resumed({ points }, on(10))).toMatchObject({ points, fired: 0 });
  });
  it('of a repair does not fire again either', () => {
    const lane = Lane.opened([aRound()]);
    lane.tell(submit, on(1));
    const repairPoints = [
      { kind: 'due' as const, n: 0, atMs: on(5) - 1 },
      { kind: 'reminded' as const, n: 1, atMs: on(5) + 8 * HOUR },
    ];
    lane.tell({ type: 'return', ...REPORT, repairDueMs: on(5) - 1, repairPoints }, on(2));
    lane.run(on(5));
    lane.tell({ type: 'suspend' }, on(5));
    const moved = [{ kind: 'reminded' as const, n: 1, atMs: on(25) + 8 * HOUR }];
    lane.tell({ type: 'resume', clocks: {}, repairs: [{ ...REPORT, repairDueMs: on(5) - 1, repairPoints: moved }] }, on(25));
    expect(memory(lane)![0]).toMatchObject({ repairPoints: moved, repairFired: 0 });
  });
  it('opens a round later that had not opened', () => {
    const lane = Lane.opened([aRound({ opensMs: on(5) })]);
    lane.tell({ type: 'suspend' }, on(2));
    lane.tell({ type: 'resume', clocks: { 'report|2026-M03': { opensMs: on(15), points: pointsAround(20) } } }, on(12));
    expect(lane.tick(on(15) - 1)).toEqual([]);
    expect(lane.tick(on(15)).map(({ type }) => type)).toEqual(['roundOpened']);
  });
});

it('passes each point once, superseded or not', () => {
  const lane = Lane.opened([EVERY_KIND[6]!]);
  lane.tick(on(100));
  expect(lane.state.rounds[0]).toMatchObject({ fired: 4, missing: 2 });
});
