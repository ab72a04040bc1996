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
  /** Told of each batch it carried, for measurement. */
  carried?: (batch: CarriedBatch) => void;
  /** Called at named points, for tests that kill the process there. */
  at?: (point: 'claimed' | 'updated' | 'recorded', lane: string) => void | Promise<void>;
}

/** What carrying a batch took: milliseconds of each step; `gatherMs` is how long the next one was waited for. */
export interface CarriedBatch {
  lane: string;
  commands: number;
  /** Of its commands, those refused by a rule, and those set aside because a rule failed on them. */
  refused: number;
  quarantined: number;
  claimMs: number;
  updateMs: number;
  recordMs: number;
  gatherMs: number;
}
