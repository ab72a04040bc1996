/** Activities of lanes. Each is safe to repeat: commands are lodged under fixed ids. */
export interface LaneActivities {
  /**
   * Lodges the tick numbered `n` in a lane and waits until it is decided. Nothing is decided here: time makes its mark
   * through the same door as people.
   */
  lodgeTick(lane: string, n: number): Promise<void>;
  /**
   * Waits until the plan's lanes have decided what was lodged before the collection date, consolidates what was accepted,
   * stores the draft with its gaps and sources, and lodges `consolidate` in the plan's lane.
   */
  collectReports(planId: string, item: string, period: string): Promise<void>;
}

/** Activities of the notify workflow. */
export interface NotifyActivities {
  /** Sends what is to be sent at once, and digests whose hour has come; answers when the next digest is due, epoch milliseconds. */
  deliver(nowMs: number): Promise<{ nextMs?: number }>;
}
