interface PartsLog {
  debug(data: object, message: string): void;
  warn(data: object, message: string): void;
}

/** Parts of a process in the order they are started; they are stopped the other way round, each within a time of its own. */
export class Parts {
  readonly #asked: AbortSignal | undefined;
  readonly #log: PartsLog;
  readonly #started: { name: string; stop: () => unknown; withinMs: number }[] = [];
  #stopping: Promise<void> | undefined;

  constructor(log: PartsLog, asked?: AbortSignal) {
    this.#log = log;
    this.#asked = asked;
  }

  /** Starts a part, unless a stop was asked for: then that is thrown, and nothing more starts. */
  async start<Part>(name: string, begin: () => Part | Promise<Part>, stop: (part: Part) => unknown, withinMs = 5_000): Promise<Part> {
    this.#asked?.throwIfAborted();
    const part = await begin();
    this.#started.push({ name, stop: () => stop(part), withinMs });
    return part;
  }

  /** Stops all that was started, newest first. What takes too long or fails is told to the log and left: the others still stop. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const { name, stop, withinMs } of this.#started.splice(0).reverse()) {
      const began = performance.now();
      const ms = () => Math.round(performance.now() - began);
      try {
        await within(withinMs, Promise.resolve().then(stop));
        this.#log.debug({ part: name, ms: ms() }, 'part stopped');
      } catch (error) {
        this.#log.warn({ part: name, ms: ms(), error: String(error) }, 'part not stopped');
      }
    }
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
