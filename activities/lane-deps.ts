import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';

/** What the activities of lanes need. */
export interface LaneActivityDeps {
  db: Db;
  clock: Clock;
  relay: LaneDoor;
}

/** What activities need of the relay: to have a plan's lanes decide what waits in them, and to know a command decided. */
export interface LaneDoor {
  settle(planId?: string): Promise<void>;
  decided(id: string, timeoutMs: number): Promise<unknown>;
}
