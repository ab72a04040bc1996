import { constants } from 'node:os';

/** Thrown out of a start that was asked to stop before it was up. */
export class StopAsked extends Error {
  constructor(readonly by: 'SIGINT' | 'SIGTERM') {
    super(`asked to stop by ${by}`);
    this.name = 'StopAsked';
  }

  /** What a shell expects of a process that a signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.by];
  }
}

/** npm passes Ctrl-C on to a process that the terminal has told already: what comes so soon is the same one. */
const SAME_MS = 500;

/**
 * Listens for Ctrl-C and SIGTERM from now on; the signal aborts, with a StopAsked, when the first comes. Who asks again ends the process
 * at once: parts that run beside it end by themselves when it is gone.
 */
export function listenForStop(): AbortSignal {
  const asked = new AbortController();
  let askedMs = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      const stop = new StopAsked(name);
      if (!asked.signal.aborted) {
        askedMs = performance.now();
        asked.abort(stop);
      } else if (performance.now() - askedMs > SAME_MS) process.exit(stop.exitCode);
    });
  }
  return asked.signal;
}
