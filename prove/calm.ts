/** When something was broken: so it is known how long all had been well before something had to have happened. Real time, epoch ms. */
export class Calm {
  readonly #disturbed: { fromMs: number; toMs: number }[] = [];

  /** Runs what breaks something until it is mended. */
  async disturb<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const spell = { fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY };
    this.#disturbed.push(spell);
    try {
      return await work();
    } finally {
      spell.toMs = Date.now();
    }
  }

  /** How often something was broken between two instants. */
  spells(fromMs: number, toMs: number): number {
    return this.#disturbed.filter((spell) => spell.toMs > fromMs && spell.fromMs < toMs).length;
  }

  /** The longest time between two instants in which nothing was broken. */
  longest(fromMs: number, toMs: number): number {
    let longest = 0;
    let since = fromMs;
    for (const spell of this.#disturbed) {
      if (spell.toMs <= since || spell.fromMs >= toMs) continue;
      longest = Math.max(longest, spell.fromMs - since);
      since = Math.max(since, spell.toMs);
    }
    return Math.max(longest, toMs - since, 0);
  }
}
