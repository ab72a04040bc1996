import { type CascadeCommand, type CascadeEvent, type CascadeState, newCascade } from './cascade.js';
import { decideCascade } from './cascade-decide.js';
import { evolveCascade } from './cascade-evolve.js';
import { fireCascade, nextDueMs } from './cascade-fire.js';
import { decidePlan, evolvePlan, firePlan, newPlan, type PlanCommand, type PlanEvent, planNextDueMs, type PlanState } from './plan-life.js';
import { isProblem, type Problem } from './problem.js';

/** A lane: one workflow, its commands in one order. `plan` is the life of a plan, `cascade` the duties of up to 4,000 recipients. */
export type LaneKind = 'plan' | 'cascade';

/** The four functions that make a lane's rules; workflow, rehearsal, rebuild and tests call the same ones. */
export interface LaneRules<State, Command, Event> {
  initial(): State;
  /** The events of a command, or the problem that refuses it; changes nothing. */
  decide(state: State, command: Exclude<Command, { type: 'tick' }>, atMs: number): Event[] | Problem;
  /** The state after an event; may change `state` in place. */
  evolve(state: State, event: Event): State;
  nextDueMs(state: State): number | undefined;
  /** Fires what is due up to an instant, changing `state` in place. */
  fire(state: State, nowMs: number): Event[];
}

export const cascadeRules: LaneRules<CascadeState, CascadeCommand, CascadeEvent> = {
  initial: newCascade,
  decide: decideCascade,
  evolve: evolveCascade,
  nextDueMs,
  fire: fireCascade,
};

export const planRules: LaneRules<PlanState, PlanCommand, PlanEvent> = {
  initial: newPlan,
  decide: decidePlan,
  evolve: evolvePlan,
  nextDueMs: planNextDueMs,
  fire: firePlan,
};

/** State of any lane; every one counts its ticks and has a phase. */
export interface AnyLaneState {
  phase: string;
  ticks: number;
}

/**
 * Decides a command and applies its events: the state after it and the events, or the problem with the state unchanged.
 * A tick fires all that is due at its lodging and is itself an event, so that the number of the next tick is known from events alone.
 */
export function apply<State extends AnyLaneState, Command extends { type: string }, Event extends { atMs: number }>(
  rules: LaneRules<State, Command, Event>,
  state: State,
  command: Command,
  atMs: number,
): { state: State; events: Event[] } | Problem {
  if (command.type === 'tick') {
    const events = rules.fire(state, atMs);
    const ticked = { type: 'ticked', n: state.ticks + 1, atMs } as unknown as Event;
    return { state: rules.evolve(state, ticked), events: [...events, ticked] };
  }
  const events = rules.decide(state, command as Exclude<Command, { type: 'tick' }>, atMs);
  if (isProblem(events)) return events;
  return { state: events.reduce((before, event) => rules.evolve(before, event), state), events: events };
}

/** State of a lane from all its events, oldest first. */
export function fold<State, Command, Event>(rules: LaneRules<State, Command, Event>, events: Iterable<Event>): State {
  let state = rules.initial();
  for (const event of events) state = rules.evolve(state, event);
  return state;
}
