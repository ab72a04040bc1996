import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { NotifyActivities } from '../contract/activities.js';
import { wakeNotify } from '../contract/messages.js';
import { DELIVER, REDELIVER } from './timeouts.js';

const { deliver } = proxyActivities<Pick<NotifyActivities, 'deliver'>>(DELIVER);
const { redeliver } = proxyActivities<Pick<NotifyActivities, 'redeliver'>>(REDELIVER);

/**
 * Delivers notices: at once when woken, and again when the next is due. With nothing waiting it sleeps until it is woken. What failed for
 * now is tried again beside it, under retries of its own: a full mailbox holds up nobody.
 */
export async function notify(): Promise<void> {
  let woken = true;
  let retrying = false;
  setHandler(wakeNotify, () => {
    woken = true;
  });
  const again = new CancellationScope();
  const retry = async () => {
    retrying = true;
    try {
      await again.run(() => redeliver());
    } finally {
      retrying = false;
      woken = true;
    }
  };
  for (;;) {
    woken = false;
    const { waitMs, failing } = await deliver();
    // It fails only when it is cancelled, and whatever it left is found by the next delivery.
    if (failing && !retrying) retry().catch(() => undefined);
    if (workflowInfo().continueAsNewSuggested) break;
    if (waitMs === undefined) await condition(() => woken);
    else if (waitMs > 0) await condition(() => woken, waitMs);
  }
  again.cancel();
  await condition(() => !retrying && allHandlersFinished());
  await continueAsNew<typeof notify>();
}
