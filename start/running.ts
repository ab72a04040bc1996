import type { Logger } from 'pino';
import type { Config } from '../config/config.js';

/** What a process is started with, whatever its role. */
export interface Starting {
  config: Config;
  log: Logger;
  /** Tells a person what is going on. */
  say?: (text: string) => void;
  /** Aborts when the process is asked to stop: a start under way is then given up, and what it started is stopped. */
  asked?: AbortSignal;
}

/** A process that is up. */
export interface Running {
  /** Settles, with its name, when a part has ended that the others cannot do without. */
  ended: Promise<string>;
  /** Stops all parts, newest first, in bounded time. */
  stop(): Promise<void>;
}
