import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  log,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { type AnyLaneState, apply, type LaneRules } from '../domain/lane.js';
import { isProblem } from '../domain/problem.js';
import type { LaneActivities } from '../contract/activities.js';
import { type Batch, type BatchAnswer, type BatchOutcome, decideBatch, DRIFT, laneState, laneTimer } from '../contract/messages.js';
import type { LaneInput } from '../contract/workflows.js';
import { ACTIVITY_RETRY } from './timeouts.js';

const { lodgeTick } = proxyActivities<LaneActivities>(ACTIVITY_RETRY);

interface Rules<State> extends LaneRules<State, { type: string }, { type: string; atMs: number }> {}

/**
 * A lane: decides batches in order, and wakes itself when the next point in time is due. It changes nothing on its own: the timer
 * lodges a tick, and the tick comes back in a batch like any other command. `work` is what one kind of lane does besides; it runs
 * whenever the state has changed. Answers the input of the next run when history grows long, undefined when the lane has ended.
 */
export async function runLane<State extends AnyLaneState>(
  rules: Rules<State>,
  input: LaneInput,
  work: (state: () => State) => Promise<boolean> = async () => false,
): Promise<LaneInput | undefined> {
  const { lane, clockAheadMs = 0 } = input;
  let state = (input.state ?? rules.initial()) as State;
  let lastNo = input.lastNo;
  let last = input.last;
  let version = 0;
  let forMs: number | undefined;
  let working = false;

  // An update, since the relay needs the answer; synchronous, so that it is accepted and completed in one task.
  setHandler(decideBatch, (batch: Batch): BatchAnswer => {
    if (last && batch.no === lastNo && batch.fingerprint === last.fingerprint) return last;
    if (batch.no !== lastNo + 1) throw ApplicationFailure.nonRetryable(`batch ${batch.no} after ${lastNo}`, DRIFT, { lane, lastNo });
    const decided = decide(rules, state, batch);
    state = decided.state;
    last = decided.answer;
    lastNo = batch.no;
    version += 1;
    return last;
  });
  setHandler(laneState, () => ({ lane, lastNo, state }));
  setHandler(laneTimer, () => ({ forMs, working }));

  for (;;) {
    // A batch is answered before anything else is asked of the server: whether it comes in the same activation as what woke the loop, or
    // in the next, may differ between a run and its replay, and the order of commands must not. The pause lets it begin.
    await Promise.resolve();
    await condition(allHandlersFinished);
    const seen = version;
    if (hasEnded(state)) return undefined;
    if (workflowInfo().continueAsNewSuggested) return { ...input, state, lastNo, last };
    working = true;
    if (await work(() => state)) continue;
    working = false;
    const dueMs = rules.nextDueMs(state);
    const moved = () =>
      version !== seen &&
      (hasEnded(state) || workflowInfo().continueAsNewSuggested || rules.nextDueMs(state) !== dueMs || needsWork(state));
    if (dueMs === undefined) await condition(moved);
    else {
      forMs = dueMs;
      const isDue = await dueBefore(dueMs + clockAheadMs, moved);
      forMs = undefined;
      working = isDue;
      if (isDue) await lodgeTick(lane, state.ticks + 1);
      working = false;
    }
  }
}

/** Waits for an instant or for a change, whichever comes first; the timer lives in a scope of its own and is cancelled on a change. */
async function dueBefore(dueMs: number, moved: () => boolean): Promise<boolean> {
  const waitMs = dueMs - Date.now();
  if (waitMs <= 0) return true;
  const timer = new CancellationScope();
  let fired = false;
  const slept = timer
    .run(() => sleep(waitMs))
    .then(() => {
      fired = true;
    })
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  await condition(() => fired || moved());
  if (!fired) timer.cancel();
  await slept;
  return fired;
}

function decide<State extends AnyLaneState>(rules: Rules<State>, before: State, batch: Batch): { state: State; answer: BatchAnswer } {
  let state = before;
  const outcomes: BatchOutcome[] = [];
  const events: BatchAnswer['events'] = [];
  for (const { data, atMs } of batch.commands) {
    const outcome = decideOne(rules, state, data, atMs);
    if ('state' in outcome) {
      state = outcome.state;
      events.push(...outcome.events);
      outcomes.push({ events: outcome.events.length });
    } else outcomes.push(outcome);
  }
  return { state, answer: { no: batch.no, fingerprint: batch.fingerprint, outcomes, events } };
}

/** A rule that throws is poison of one command: it is set aside with its reason, its neighbours go on. */
function decideOne<State extends AnyLaneState>(rules: Rules<State>, state: State, command: { type: string }, atMs: number) {
  try {
    const outcome = apply(rules, state, command, atMs);
    return isProblem(outcome) ? { problem: { code: outcome.code, data: outcome.data } } : outcome;
  } catch (error) {
    log.error('a rule threw', { type: command.type, error: String(error) });
    return { poison: String(error) };
  }
}

function hasEnded(state: AnyLaneState): boolean {
  return state.phase === 'concluded' || state.phase === 'revoked';
}

function needsWork(state: AnyLaneState): boolean {
  return 'collecting' in state && Array.isArray(state.collecting) && state.collecting.length > 0;
}
