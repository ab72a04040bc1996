/** What is said of work that was left since the relay is closed. */
export const CLOSED = 'the relay is closed';

/** Waits for answers of Temporal as long as anything is waited for; at the end all are left at once, and none is waited for any more. */
export class Patience {
  #ended = false;
  readonly #leavers = new Set<(reason: Error) => void>();

  get ended(): boolean {
    return this.#ended;
  }

  /** The answer; throws CLOSED where the end comes first. */
  await<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#leavers.add(reject);
      answer.then(resolve, reject).finally(() => this.#leavers.delete(reject));
      if (this.#ended) reject(new Error(CLOSED));
    });
  }

  end(): void {
    this.#ended = true;
    for (const leave of this.#leavers) leave(new Error(CLOSED));
  }
}
