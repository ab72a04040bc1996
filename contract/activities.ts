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

/** Activities of the notify workflow. What is due is told by the one clock; the server's own time only measures the waiting between. */
export interface NotifyActivities {
  /**
   * Sends what is due and fresh: what leaves at once, and digests whose hour has come. Answers in how many milliseconds more is due (0:
   * now; absent: nothing waits), and whether something failed for now, which is left to `redeliver` so that it holds up nobody.
   */
  deliver(): Promise<{ waitMs?: number; failing: boolean }>;
  /** Sends again what failed for now; throws where none of it goes out, so that it is tried again later. */
  redeliver(): Promise<void>;
}

/** Activities of the night. */
export interface NightlyActivities {
  /** Compares events, workflows and projections, records what was found in the house, and sweeps content that nothing names. */
  compareRecords(): Promise<void>;
}
