import type { CascadeCommand, CascadeEvent } from '../../domain/cascade.js';
import { EVERY_KIND, Lane, on, aRound } from '../builders/cascade.js';

const key = (item: string, period = 'once') => ({ unit: 'a', item, period });
const REPORT = key('report', '2026-M03');
const repair = { repairDueMs: on(8) - 1, repairPoints: [{ kind: 'due' as const, n: 0, atMs: on(8) - 1 }] };
const submit: CascadeCommand = { type: 'submit', ...REPORT };
const giveBack: CascadeCommand = { type: 'return', ...REPORT, ...repair };

describe('figures that feed a target', () => {
  const feed = (value: number, as: 'increment' | 'total' = 'increment') => ({ target: 'target', as, value });
  const sent = (lane: Lane, feeds: ReturnType<typeof feed>[], atMs: number) =>
    (lane.tell({ ...submit, feeds } as CascadeCommand, atMs) as CascadeEvent[])
      .slice(1)
      .map((event) => event.type === 'targetMoved' && [event.value, event.met]);

  it('are added, or are the running total', () => {
    const lane = Lane.opened();
    lane.tell({ type: 'progress', ...key('target'), value: 0.1 }, on(1));
    expect(sent(lane, [feed(0.2)], on(2))).toEqual([[0.3, false]]);
    expect(sent(Lane.opened(), [feed(10, 'total')], on(2))).toEqual([[10, true]]);
  });
  const returned = (lane: Lane, atMs: number) =>
    (lane.tell(giveBack, atMs) as CascadeEvent[]).slice(1).map((event) => event.type === 'targetMoved' && [event.value, event.met]);

  it('count no more once the report is returned, and again when it is mended', () => {
    const lane = Lane.opened();
    sent(lane, [feed(4)], on(1));
    expect(returned(lane, on(2))).toEqual([[0, false]]);
    expect(sent(lane, [feed(3)], on(3))).toEqual([[3, false]]);
    expect(returned(lane, on(4))).toEqual([[0, false]]);
    expect(sent(lane, [], on(5))).toEqual([]);
  });
  it('are taken back from what else was told, and from nothing where nothing was fed', () => {
    const lane = Lane.opened();
    lane.tell({ type: 'progress', ...key('target'), value: 5 }, on(1));
    sent(lane, [feed(0.3)], on(1));
    expect(returned(lane, on(2))).toEqual([[5, false]]);
    const unfed = Lane.opened();
    sent(unfed, [], on(1));
    expect(returned(unfed, on(2))).toEqual([]);
    expect(unfed.events.at(-1)).not.toHaveProperty('taken');
  });
  it('of a running total give way to what stood before them', () => {
    const lane = Lane.opened();
    lane.tell({ type: 'progress', ...key('target'), value: 2 }, on(1));
    sent(lane, [feed(4, 'total')], on(1));
    expect(returned(lane, on(2))).toEqual([[2, false]]);
    expect(sent(lane, [feed(3, 'total')], on(3))).toEqual([[3, false]]);
    expect(returned(lane, on(4))).toEqual([[2, false]]);
  });
  it('of a running total that was told anew since are not touched', () => {
    const lane = Lane.opened();
    sent(lane, [feed(4, 'total')], on(1));
    lane.tell({ type: 'progress', ...key('target'), value: 6 }, on(2));
    expect(returned(lane, on(3))).toEqual([[6, false]]);
  });
  it('bring back a target that only the returned report had met', () => {
    const lane = Lane.opened();
    sent(lane, [feed(10)], on(1));
    expect(lane.said({ type: 'urge', ...key('target') }, on(1))).toBe('urged');
    lane.run(on(32));
    expect(lane.said({ type: 'urge', ...key('target') }, on(32))).toBe('STATE_NOT_ALLOWED settled');
    lane.tell({ ...giveBack, repairDueMs: on(40) } as CascadeCommand, on(32));
    expect(lane.said({ type: 'urge', ...key('target') }, on(33))).toBe('urged');
  });
  it.each([
    ['in its window meets the target in time', 35, false],
    ['too late meets it too late', 50, true],
  ])('mended %s', (_name, day, late) => {
    const lane = Lane.opened();
    sent(lane, [feed(10)], on(1));
    lane.tell({ ...giveBack, repairDueMs: on(40), repairPoints: [] } as CascadeCommand, on(29));
    lane.run(on(day));
    lane.tell({ ...submit, feeds: [feed(10)] } as CascadeCommand, on(day));
    expect(lane.events.at(-1)).toMatchObject({ type: 'targetMoved', met: true, late });
    expect(lane.said({ type: 'urge', ...key('target') }, on(day))).toBe('STATE_NOT_ALLOWED settled');
  });
  it('of a report due after the target do not make it in time', () => {
    const lane = Lane.opened([aRound({ dueMs: on(60) }), EVERY_KIND[5]!]);
    lane.run(on(35));
    sent(lane, [feed(10)], on(35));
    expect(lane.events.at(-1)).toMatchObject({ type: 'targetMoved', met: true, late: true });
  });
  it('of a version returned before that was the rule are taken back when it is mended', () => {
    const lane = Lane.opened();
    sent(lane, [feed(4)], on(1));
    lane.take({ type: 'returned', ...REPORT, version: 1, ...repair, atMs: on(2) });
    expect(sent(lane, [feed(3)], on(3))).toEqual([[3, false]]);
  });
  it('move each target by its own figures', () => {
    const lane = Lane.opened([aRound(), EVERY_KIND[5]!, { ...EVERY_KIND[5]!, item: 'second' }]);
    const feeds = [feed(4), { ...feed(7), target: 'second' }];
    const moves = () =>
      lane.events.filter(({ type }) => type === 'targetMoved').map((event) => event.type === 'targetMoved' && [event.item, event.value]);
    lane.tell({ ...submit, feeds } as CascadeCommand, on(1));
    lane.tell(giveBack, on(2));
    lane.tell({ ...submit, feeds: [{ ...feed(9, 'total'), target: 'second' }] } as CascadeCommand, on(3));
    expect(moves()).toEqual([
      ['target', 4],
      ['second', 7],
      ['target', 0],
      ['second', 0],
      ['second', 9],
    ]);
  });
  it('move nothing for a body without a share, or a target that is not there', () => {
    const lane = Lane.opened([aRound()]);
    expect(sent(lane, [feed(4)], on(1))).toEqual([]);
    const [, target] = [aRound(), { ...EVERY_KIND[5]!, opensMs: on(20) }];
    expect(sent(Lane.opened([aRound(), target]), [feed(4)], on(1))).toEqual([]);
  });
  it('are kept with the submission, and left out where there are none', () => {
    expect((Lane.opened().tell({ ...submit, feeds: [feed(4)] } as CascadeCommand, on(1)) as CascadeEvent[])[0]).toHaveProperty('feeds', [
      feed(4),
    ]);
    expect((Lane.opened().tell({ ...submit, feeds: [] } as CascadeCommand, on(1)) as CascadeEvent[])[0]).not.toHaveProperty('feeds');
  });
});
