/** Batches smaller than this are not worth gathering for. */
const FEW = 4;
const LONGEST_GATHER_MS = 20;

/** Commands lodged here since the last batch of each lane was recorded, and who waits for more of them. */
export class Arrivals {
  readonly #arrived = new Map<string, number>();
  readonly #gathering = new Map<string, () => void>();

  add(lane: string): void {
    this.#arrived.set(lane, (this.#arrived.get(lane) ?? 0) + 1);
    this.#gathering.get(lane)?.();
  }

  none(lane: string): boolean {
    return !this.#arrived.get(lane);
  }

  reset(lane: string): void {
    this.#arrived.delete(lane);
  }

  /**
   * Senders who were just answered mostly send again at once: where there were several, the next batch waits for them, for a part of the
   * time a batch takes, so that two half batches do not chase each other. A lone command never waits.
   */
  async gather(lane: string, answered: number, batchMs: number): Promise<void> {
    const enough = () => (this.#arrived.get(lane) ?? 0) >= answered;
    if (answered < FEW || enough()) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#gathering.delete(lane);
        resolve();
      };
      const timer = setTimeout(end, Math.min(LONGEST_GATHER_MS, batchMs / 2));
      this.#gathering.set(lane, () => {
        if (enough()) end();
      });
    });
  }
}
