import type { Clock } from '../store/clock.js';
import { findDecided } from '../store/commands.js';
import type { Db } from '../store/database.js';

/** What the activities of lanes need. */
export interface LaneActivityDeps {
  db: Db;
  clock: Clock;
  relay: LaneDoor;
  /** Called at named points, for tests that kill the process there. */
  at?: (point: 'ticked' | 'collected') => void | Promise<void>;
}

/** What activities need of the relay: to have a plan's lanes decide what waits in them, and to know a command decided. */
export interface LaneDoor {
  settle(planId?: string): Promise<void>;
  decided(id: string, timeoutMs: number): Promise<unknown>;
}

const WAIT_MS = 20_000;

/** Has a plan's lanes decide what waits in them; answers whether a command is decided then, by whomever. */
export async function isDecidedNow({ db, relay }: LaneActivityDeps, planId: string | undefined, commandId: string): Promise<boolean> {
  await relay.settle(planId);
  const decided = (await findDecided(db, commandId)) ?? (await relay.decided(commandId, WAIT_MS));
  return decided !== undefined;
}
