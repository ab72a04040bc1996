import type { BatchAnswer } from './messages.js';

/** Input of a lane's workflow: its name, its state as folded from its events, the number of its last decided batch. */
export interface LaneInput {
  lane: string;
  state: unknown;
  lastNo: number;
  /** Answer of the last batch, carried across continue-as-new so that it can be given again. */
  last?: BatchAnswer;
  /** How far the server's clock runs ahead of the clock of lodging: other than 0 only where a plan of earlier years is played on a test server. */
  clockAheadMs?: number;
}
