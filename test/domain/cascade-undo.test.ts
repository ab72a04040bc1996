import type { CascadeCommand } from '../../domain/cascade.js';
import { memoryOf, roundIndex } from '../../domain/cascade-read.js';
import { dayOfMs } from '../../domain/day.js';
import { noticeKey, noticesOf } from '../../domain/notice.js';
import { undoUntilMs } from '../../domain/review.js';
import { DAY, Lane, on } from '../builders/cascade.js';
import { noticeContext } from '../builders/notice.js';

const REPORT = { unit: 'a', item: 'report', period: '2026-M03' };
const repair = { repairDueMs: on(8) - 1, repairPoints: [{ kind: 'due' as const, n: 0, atMs: on(8) - 1 }] };
const submit: CascadeCommand = { type: 'submit', ...REPORT };
const giveBack: CascadeCommand = { type: 'return', ...REPORT, ...repair };
const accept: CascadeCommand = { type: 'accept', ...REPORT };
const undo: CascadeCommand = { type: 'undoReview', ...REPORT };
const feeds = [{ target: 'target', as: 'increment' as const, value: 4 }];

function told(...commands: CascadeCommand[]): Lane {
  const lane = Lane.opened();
  commands.forEach((command, index) => lane.tell(command, on(index + 1)));
  return lane;
}
const memory = (lane: Lane) => memoryOf(lane.state, 'a', roundIndex(lane.state, REPORT.item, REPORT.period)!);

describe('undoing what was said of a report', () => {
  it.each([
    ['a return', [submit, giveBack], 'returnUndone'],
    ['the return of a second version', [submit, giveBack, submit, giveBack], 'returnUndone'],
    ['an acceptance', [submit, accept], 'acceptanceUndone'],
    ['the acceptance of a second version', [submit, giveBack, submit, accept], 'acceptanceUndone'],
  ] as [string, CascadeCommand[], string][])('%s: the report waits for its review as it was sent', (_name, commands, type) => {
    const lane = told(...commands);
    const before = told(...commands.slice(0, -1));
    expect(lane.said(undo, on(6))).toBe(type);
    const { undone, ...rest } = memory(lane);
    expect([rest, undone, lane.state.repairs]).toEqual([memory(before), 1, []]);
    expect(lane.said(accept, on(7))).toBe('accepted');
  });

  it.each([
    ['what was not sent', [], 'STATE_NOT_ALLOWED drafting'],
    ['what waits for its review', [submit], 'STATE_NOT_ALLOWED submitted'],
    ['a return that was mended', [submit, giveBack, submit], 'STATE_NOT_ALLOWED resubmitted'],
    ['what was undone already', [submit, accept, undo], 'STATE_NOT_ALLOWED submitted'],
  ] as [string, CascadeCommand[], string][])('is refused of %s', (_name, commands, said) => {
    expect(told(...commands).said(undo, on(6))).toBe(said);
  });

  it('is refused of another kind of duty, and before its period opens', () => {
    const lane = Lane.opened();
    expect(lane.said({ ...undo, item: 'task', period: 'once' } as CascadeCommand, on(1))).toBe('STATE_NOT_ALLOWED task');
    expect(lane.said({ ...undo, item: 'later', period: '2026-M04' } as CascadeCommand, on(1))).toBe('STATE_NOT_ALLOWED notDue');
  });

  it('of an acceptance ends with the seventh day after it, whether or not time has passed over the lane', () => {
    const until = undoUntilMs(on(2));
    expect([until - on(2), dayOfMs(until)]).toEqual([8 * DAY - 1, '2026-03-11']);
    expect(told(submit, accept).said(undo, until)).toBe('acceptanceUndone');
    expect(told(submit, accept).said(undo, until + 1)).toBe('UNDO_TOO_LATE');
    const lane = told(submit, accept);
    lane.tick(until);
    expect(memory(lane).review).toBe('accepted');
    lane.tick(until + 1);
    expect([memory(lane), lane.said(undo, until + 1)]).toEqual([{}, 'UNDO_TOO_LATE']);
  });

  it('keeps a proposal that stands after the acceptance is forgotten', () => {
    const lane = Lane.opened();
    lane.run(on(17));
    lane.tell({ ...submit, reasonGiven: true } as CascadeCommand, on(17));
    lane.tell(accept, on(18));
    lane.tick(on(40));
    expect(memory(lane)).toEqual({ proposed: true });
  });

  it('of a return tells the targets anew what the return took back', () => {
    const lane = told({ ...submit, feeds } as CascadeCommand, giveBack);
    expect(lane.events.at(-1)).toMatchObject({ type: 'targetMoved', value: 0 });
    expect(lane.said(undo, on(3))).toBe('returnUndone targetMoved');
    expect(lane.events.at(-1)).toMatchObject({ value: 4 });
    lane.tell(giveBack, on(4));
    expect(lane.events.at(-1)).toMatchObject({ type: 'targetMoved', value: 0 });
  });

  it('of a return that was recorded before it could be undone is refused rather than guessed', () => {
    const lane = told(submit, giveBack);
    delete memory(lane).taken;
    expect(lane.said(undo, on(3))).toBe('UNDO_TOO_LATE');
  });

  it('tells the body each time, and what is said anew is another notice', () => {
    const lane = told(submit, giveBack, undo, giveBack, undo, accept, undo, accept);
    const notices = lane.events.flatMap((event) => noticesOf(event, noticeContext())).filter(({ kind }) => /return|accept/.test(kind));
    expect(notices.map(({ kind, occurrence, urgency }) => [kind, occurrence, urgency])).toEqual([
      ['returned', 'return:1', 'now'],
      ['returnUndone', `returnUndone:1@${on(3)}`, 'now'],
      ['returned', 'return:1+1', 'now'],
      ['returnUndone', `returnUndone:1@${on(5)}`, 'now'],
      ['accepted', 'accept:1+2', 'digest'],
      ['acceptanceUndone', `acceptanceUndone:1@${on(7)}`, 'digest'],
      ['accepted', 'accept:1+3', 'digest'],
    ]);
    expect(new Set(notices.map(noticeKey)).size).toBe(7);
  });

  it('is over with the plan', () => {
    const lane = told(submit, accept, { type: 'conclude' });
    expect(lane.said(undo, on(4))).toBe('PLAN_NOT_ACTIVE concluded');
  });
});
