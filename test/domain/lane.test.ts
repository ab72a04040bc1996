import { apply, cascadeRules, fold, planRules } from '../../domain/lane.js';
import { newCascade } from '../../domain/cascade.js';
import { isProblem } from '../../domain/problem.js';
import { Lane, on } from '../builders/cascade.js';

describe('a lane', () => {
  it('numbers its ticks from its events alone', () => {
    const lane = Lane.opened();
    lane.tell({ type: 'tick' }, on(1));
    expect(lane.tell({ type: 'tick' }, on(2))).toEqual([{ type: 'ticked', n: 2, atMs: on(2) }]);
    expect(fold(cascadeRules, lane.events).ticks).toBe(2);
  });

  it('puts the tick after what it fires', () => {
    expect(Lane.opened().said({ type: 'tick' }, on(3))).toBe('reminded ticked');
  });

  it('refuses with a problem and keeps its state', () => {
    const state = newCascade();
    const refused = apply(cascadeRules, state, { type: 'suspend' }, on(0));
    expect(isProblem(refused) && refused.code).toBe('STATE_NOT_ALLOWED');
    expect(state).toEqual(newCascade());
  });

  it('is new before its first event', () => {
    expect(fold(cascadeRules, [])).toEqual(newCascade());
    expect(fold(planRules, [])).toEqual(planRules.initial());
    expect([newCascade().phase, planRules.initial().phase]).toEqual(['new', 'new']);
  });
});
