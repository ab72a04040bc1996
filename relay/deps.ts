import type { WorkflowClient } from '@temporalio/client';
import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';

/** What a relay needs. */
export interface RelayDeps {
  db: Db;
  clock: Clock;
  workflows: WorkflowClient;
  taskQueue?: string;
  log: { info(message: string, data?: object): void; warn(message: string, data?: object): void };
  /** See LaneInput: 0 but where earlier years are played on a test server. */
  clockAheadMs?: number;
  /** Called at named points, for tests that kill the process there. */
  at?: (point: 'claimed' | 'updated' | 'recorded', lane: string) => void | Promise<void>;
}
