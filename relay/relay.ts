import { WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { type BatchAnswer, type BatchCommand, decideBatch, DRIFT } from '../contract/messages.js';
import { laneKind, TASK_QUEUE } from '../contract/names.js';
import type { LaneInput } from '../contract/workflows.js';
import { claim, type Decided, findDecided, lanesWaiting, type OpenBatch, waits } from '../store/commands.js';
import { allLanes, findLane, type LaneRow, reopenLane, stopLane } from '../store/lanes.js';
import { codeFails, endWorkflow, isTaskFailure, refusal } from './answers.js';
import { Arrivals } from './arrivals.js';
import type { RelayDeps } from './deps.js';
import { NotifyWaking } from './notify-waking.js';
import { CLOSED, Patience } from './patience.js';
import { foldLane } from './rebuild.js';
import { type LaneTimer, laneTimers } from './timers.js';
import { recordBatch, type Recorded } from './record.js';

/**
 * Carries commands from PostgreSQL to the workflow of their lane and back: claims a batch, sends it, records what was decided, then
 * tells who waits. It may die anywhere: a batch stays open until it is recorded, and any process may send it again.
 */
export class Relay {
  readonly #deps: RelayDeps;
  readonly #pumps = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #waiting = new Map<string, Set<(decided?: Decided) => void>>();
  readonly #arrivals = new Arrivals();
  #closed = false;
  readonly #patience = new Patience();
  readonly #notify: NotifyWaking;

  constructor(deps: RelayDeps) {
    this.#deps = deps;
    this.#notify = new NotifyWaking(deps, this.#patience);
  }

  /** Starts deciding what waits in a lane and in lanes that get commands derived from it, without waiting. The log is told of errors; the sweep tries again. */
  kick(lane: string): void {
    this.#arrivals.add(lane);
    this.#drain(lane).catch((error: unknown) => this.#failed(lane, error));
  }

  /** Decides until nothing waits in any lane of a plan, or of all plans: what time or a test has caused is then done, whoever is doing it. */
  async settle(planId?: string): Promise<void> {
    for (;;) {
      if (this.#closed) throw new Error(CLOSED);
      const lanes = await lanesWaiting(this.#deps.db, planId);
      if (lanes.length === 0) break;
      await Promise.all(lanes.map((lane) => this.#pump(lane, new Set())));
    }
    await this.#notify.told();
  }

  /** Drains every lane with undecided commands, from whichever process they came; run each second by workers. */
  async sweep(): Promise<number> {
    this.#notify.wakeIfUntold();
    const lanes = await lanesWaiting(this.#deps.db);
    await Promise.all(lanes.map((lane) => this.#drain(lane).catch((error: unknown) => this.#failed(lane, error))));
    return lanes.length;
  }

  async #drain(lane: string): Promise<void> {
    const derived = new Set<string>();
    await this.#pump(lane, derived);
    for (const other of derived) await this.#drain(other);
  }

  /** Waits until a command is decided, told by this process or found in the record; undefined when it is not within the time given. */
  async decided(id: string, timeoutMs: number): Promise<Decided | undefined> {
    const until = performance.now() + timeoutMs;
    for (let look = FIRST_LOOK_MS; ; look = LOOK_MS) {
      const told = await this.#told(id, Math.min(until - performance.now(), look));
      if (told) return told;
      const row = await findDecided(this.#deps.db, id);
      if (row) return row;
      if (performance.now() >= until || this.#patience.ended) return undefined;
    }
  }

  /** What Temporal says of the timers of lanes. */
  timers(lanes: readonly string[]): Promise<Map<string, LaneTimer>> {
    return laneTimers(this.#deps.workflows, lanes);
  }

  /**
   * Takes no new work and waits for what is under way: what is being recorded to its end, an answer of a workflow not longer than
   * `graceMs`. A batch that is left so stays open, and any process sends it again.
   */
  async close(graceMs = CLOSE_MS): Promise<void> {
    this.#closed = true;
    const late = setTimeout(() => this.#patience.end(), graceMs);
    await Promise.allSettled([...this.#pumps.values(), this.#notify.told()]);
    clearTimeout(late);
    this.#patience.end();
  }

  #told(id: string, timeoutMs: number): Promise<Decided | undefined> {
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, waiters);
      const end = (decided?: Decided) => {
        clearTimeout(timer);
        waiters.delete(end);
        if (waiters.size === 0) this.#waiting.delete(id);
        resolve(decided);
      };
      const timer = setTimeout(end, this.#patience.ended ? 0 : Math.max(0, timeoutMs));
      waiters.add(end);
    });
  }

  /** One pump a lane; who comes while it runs makes it look once more before it ends. */
  async #pump(lane: string, derived: Set<string>): Promise<void> {
    const running = this.#pumps.get(lane);
    if (running) {
      this.#again.add(lane);
      // Whoever began it is told of what fails; the sweep tries again.
      await running.catch(() => undefined);
      return;
    }
    const pump = this.#run(lane, derived).finally(() => this.#pumps.delete(lane));
    this.#pumps.set(lane, pump);
    await pump;
  }

  async #run(lane: string, derived: Set<string>): Promise<void> {
    do {
      this.#again.delete(lane);
      for (let batches = 0; ; batches += 1) {
        if (this.#closed) return;
        // After a batch mostly nothing waits: to ask costs less than to claim.
        if (batches > 0 && this.#arrivals.none(lane) && !(await waits(this.#deps.db, lane))) break;
        const started = performance.now();
        const batch = await claim(this.#deps.db, lane, await this.#deps.clock.instant());
        if (!batch) break;
        const claimed = performance.now();
        await this.#deps.at?.('claimed', lane);
        const answer = await this.#send(lane, batch);
        if (!answer) return;
        const updated = performance.now();
        await this.#deps.at?.('updated', lane);
        const recorded = await recordBatch(this.#deps.db, this.#deps.clock, lane, batch, answer);
        await this.#deps.at?.('recorded', lane);
        const ended = performance.now();
        this.#arrivals.reset(lane);
        await this.#tell(batch, recorded);
        for (const other of recorded?.derivedLanes ?? []) derived.add(other);
        if (recorded?.noticesWritten) this.#notify.wake();
        const commands = batch.commands.length;
        await this.#arrivals.gather(lane, commands, ended - started);
        const steps = { claimMs: claimed - started, updateMs: updated - claimed, recordMs: ended - updated };
        this.#deps.carried?.({ lane, commands, ...tally(answer), ...steps, gatherMs: performance.now() - ended });
      }
    } while (this.#again.has(lane));
  }

  /** Tells who waits here; a batch that another process has recorded is looked up. */
  async #tell(batch: OpenBatch, recorded: Recorded | undefined): Promise<void> {
    for (const [index, { id }] of batch.commands.entries()) {
      if (!this.#waiting.has(id)) continue;
      const decided = recorded ? recorded.decided[index] : await findDecided(this.#deps.db, id);
      if (decided) for (const tell of Array.from(this.#waiting.get(id) ?? [])) tell(decided);
    }
  }

  async #send(lane: string, batch: OpenBatch): Promise<BatchAnswer | undefined> {
    if (batch.laneState === 'closed') return refusal(batch);
    if (batch.laneState === 'stopped') return undefined;
    if (batch.no === 1) await this.#begin(lane);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#update(lane, batch);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError && attempt < 3) await this.#begin(lane);
        else return this.#refused(lane, batch, error);
      }
    }
  }

  async #begin(lane: string): Promise<void> {
    const row = await findLane(this.#deps.db, lane);
    if (row) await this.#start(row);
  }

  async #update(lane: string, batch: OpenBatch): Promise<BatchAnswer> {
    const commands: BatchCommand[] = batch.commands.map(({ data, lodgedMs }) => ({ data, atMs: lodgedMs }));
    const { no, fingerprint } = batch;
    const handle = this.#deps.workflows.getHandle(lane);
    const answer = await this.#patience.await(
      handle.executeUpdate(decideBatch, { args: [{ no, fingerprint, commands }], updateId: `${no}:${fingerprint}` }),
    );
    if (answer.fingerprint !== fingerprint) throw ApplicationFailure.nonRetryable('answer of another batch', DRIFT);
    return answer;
  }

  /**
   * Starts the workflows of open lanes that Temporal does not know, so that time goes on in them: all of them where its records were lost.
   * Answers how many.
   */
  async adopt(): Promise<number> {
    let adopted = 0;
    for (const row of await allLanes(this.#deps.db)) {
      // A lane that never decided a batch starts with its first.
      if (row.kind === 'house' || row.state !== 'open' || row.batchNo === 0 || (await this.#lives(row.lane))) continue;
      await this.#start(row);
      adopted += 1;
    }
    return adopted;
  }

  /** Ends the workflow of a lane and starts it again from the fold of its events; a stopped lane goes on. Says whether there is such a lane. */
  async rebuild(lane: string): Promise<boolean> {
    const row = await findLane(this.#deps.db, lane);
    if (!row || row.kind === 'house' || row.state === 'closed' || row.batchNo === 0) return false;
    await endWorkflow(this.#deps.workflows, lane);
    await reopenLane(this.#deps.db, lane);
    await this.#start((await findLane(this.#deps.db, lane))!);
    this.kick(lane);
    return true;
  }

  async #lives(lane: string): Promise<boolean> {
    try {
      return (await this.#deps.workflows.getHandle(lane).describe()).status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Starts a lane's workflow from the fold of its events: a lane is born as it is rebuilt. */
  async #start({ lane, batchNo, seq }: LaneRow): Promise<void> {
    const input: LaneInput = {
      lane,
      state: await foldLane(this.#deps.db, lane, seq),
      lastNo: batchNo,
      ...(this.#deps.clockAheadMs && { clockAheadMs: this.#deps.clockAheadMs }),
    };
    try {
      await this.#deps.workflows.start(laneKind(lane), {
        workflowId: lane,
        taskQueue: this.#deps.taskQueue ?? TASK_QUEUE,
        args: [input],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowTaskTimeout: '5 seconds',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** An answer that says store and workflow disagree, or that the workflow's code fails, stops the lane with its reason; all else is tried again. */
  async #refused(lane: string, batch: OpenBatch, error: unknown): Promise<undefined> {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : error;
    if (cause instanceof ApplicationFailure && cause.type === DRIFT) {
      await stopLane(this.#deps.db, lane, `DRIFT: ${cause.message}`);
      this.#deps.log.warn('lane stopped', { lane, batch: batch.no, reason: cause.message });
      return undefined;
    }
    if (isTaskFailure(error) && (await codeFails(this.#deps.workflows, lane))) {
      await stopLane(this.#deps.db, lane, `WORKFLOW_TASK_FAILED: ${String(cause)}`);
      this.#deps.log.warn('lane stopped', { lane, batch: batch.no, reason: String(cause) });
      return undefined;
    }
    throw error;
  }

  #failed(lane: string, error: unknown): void {
    if (this.#patience.ended) this.#deps.log.info('lane left to others', { lane });
    else this.#deps.log.warn('lane not drained', { lane, error: String(error) });
  }
}

function tally({ outcomes }: BatchAnswer): { refused: number; quarantined: number } {
  const quarantined = outcomes.filter((outcome) => 'poison' in outcome).length;
  return { refused: outcomes.filter((outcome) => 'problem' in outcome).length, quarantined };
}

/** Most of it is over in milliseconds; a workflow that no worker runs does not answer at all. */
const CLOSE_MS = 2_000;
/** When a waiting door first looks for itself, and how often then, for commands that another process decides. */
const FIRST_LOOK_MS = 500;
const LOOK_MS = 250;
