/** What does not agree, or does not go on: a code with its data; words belong to who shows it. */
export interface Finding {
  code: FindingCode;
  lane: string;
  data: Record<string, string | number>;
}

export const FINDINGS = [
  /** data: seq, problem. A chain does not hold in itself. */
  'CHAIN_BROKEN',
  /** data: reason. A lane was set aside. */
  'LANE_STOPPED',
  /** Temporal does not know the workflow of an open lane. */
  'WORKFLOW_MISSING',
  /** data: workflow, record. The workflow has decided another batch last than is recorded. */
  'WORKFLOW_BATCH',
  /** data: batch. The workflow's state is not the fold of its events. */
  'WORKFLOW_DRIFT',
  /** data: due. The workflow does not wait for what its rules have next. */
  'TIMER_NOT_ARMED',
  /** data: unit, item, period. An open duty has a point to come that its lane does not wait for. */
  'DUTY_NOT_ARMED',
  /** data: minutes. What was due has not fired. */
  'POINT_LATE',
  /** data: table, rows, first. Rows are not what the events make of them. */
  'PROJECTION_DRIFT',
] as const;

export type FindingCode = (typeof FINDINGS)[number];

/** Bytes of a lane's state in a history beyond which it is worth a word, and beyond which the lane is in danger: a payload takes 2 MB at most. */
export const STATE_BYTES = { warn: 300_000, alarm: 400_000 } as const;

/** What a comparison of events, workflows and projections found. */
export interface Reconciliation {
  lanes: number;
  plans: number;
  findings: Finding[];
  /** The lane whose state is the largest, with its bytes in a history. */
  largestState?: { lane: string; bytes: number };
}
