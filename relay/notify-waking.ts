import { wakeNotify } from '../contract/messages.js';
import { NOTIFY_WORKFLOW_ID, TASK_QUEUE } from '../contract/names.js';
import type { RelayDeps } from './deps.js';
import type { Patience } from './patience.js';

/** Tells the delivery of notices that there is something to deliver. */
export class NotifyWaking {
  readonly #deps: Pick<RelayDeps, 'workflows' | 'taskQueue' | 'log'>;
  readonly #patience: Patience;
  #waking: Promise<void> | undefined;
  /** Whether notices may wait that the delivery was not told of: so at first, since whoever recorded them may have died before telling. */
  #untold = true;

  constructor(deps: Pick<RelayDeps, 'workflows' | 'taskQueue' | 'log'>, patience: Patience) {
    this.#deps = deps;
    this.#patience = patience;
  }

  /** Wakes it. Calls that come while one is under way share the next; one that fails is made again by the sweep. */
  wake(): void {
    this.#untold = true;
    this.#waking ??= this.#tell().finally(() => (this.#waking = undefined));
  }

  wakeIfUntold(): void {
    if (this.#untold) this.wake();
  }

  /** Resolves when it has been told of all that it was to be woken for, or that failed. */
  async told(): Promise<void> {
    await this.#waking;
  }

  async #tell(): Promise<void> {
    while (this.#untold) {
      this.#untold = false;
      try {
        const woken = this.#deps.workflows.signalWithStart('notify', {
          workflowId: NOTIFY_WORKFLOW_ID,
          taskQueue: this.#deps.taskQueue ?? TASK_QUEUE,
          signal: wakeNotify,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        });
        await this.#patience.await(woken);
      } catch (error) {
        this.#untold = true;
        if (!this.#patience.ended) this.#deps.log.warn('notify not woken', { error: String(error) });
        return;
      }
    }
  }
}
