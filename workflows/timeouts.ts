import type { ActivityOptions } from '@temporalio/workflow';

/**
 * How long activities may take and how they are retried; the one place that says it. All say that they live: one whose process was killed
 * is taken up by another soon after.
 */
export const ACTIVITY_RETRY: ActivityOptions = {
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};

/** Collecting waits for lanes to decide and reads thousands of reports. */
export const COLLECT: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

/** Delivery talks to mail servers; it fails only where the records are away. */
export const DELIVER: ActivityOptions = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

/** What a mail server refuses for now is tried again for days. */
export const REDELIVER: ActivityOptions = {
  ...DELIVER,
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '15 minutes' },
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
};

/** Comparing reads everything there is, for a large province an hour long. */
export const COMPARE: ActivityOptions = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '1 hour', maximumAttempts: 5 },
};
