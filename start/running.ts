import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Hook } from './engine.js';

/** What a process is started with, whatever its role. */
export interface Starting {
  config: Config;
  log: Logger;
  /** Tells a person what is going on. */
  say?: (text: string) => void;
  /** Aborts when the process is asked to stop: a start under way is then given up, and what it started is stopped. */
  asked?: AbortSignal;
}

/** What a test stages in a process; nothing of it is set otherwise. */
export interface Staging {
  /** Called at named points, for tests that end the process there. */
  at?: Hook;
  /** For tests that need a due day to pass while they run: how far the clock of lodging is behind. */
  clockBehindMs?: number;
}

/** A process that is up. */
export interface Running {
  /** Settles, with its name, when a part has ended that the others cannot do without. */
  ended: Promise<string>;
  /** Stops all parts, newest first, in bounded time. */
  stop(): Promise<void>;
}
