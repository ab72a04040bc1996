import type { WorkflowClient } from '@temporalio/client';
import { NOTIFY_WORKFLOW_ID } from '../../contract/names.js';
import { Relay } from '../../relay/relay.js';
import { outerClock } from '../../store/clock.js';
import { type Db, openPglite } from '../../store/database.js';
import { migrate } from '../../store/migrate.js';

let db: Db;
beforeAll(async () => {
  ({ db } = await openPglite());
  await migrate(db);
});
afterAll(() => db.destroy());

test('a new process wakes the delivery of notices once, and again only where it was not reached', async () => {
  const woken: string[] = [];
  let reached = false;
  const workflows = {
    signalWithStart: async (_type: string, { workflowId }: { workflowId: string }) => {
      woken.push(workflowId);
      if (!reached) throw new Error('away');
    },
  } as unknown as WorkflowClient;
  const warnings: string[] = [];
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message) };
  const relay = new Relay({ db, clock: outerClock(async () => 0), workflows, log });
  await relay.sweep();
  await relay.settle();
  reached = true;
  await relay.sweep();
  await relay.sweep();
  await relay.settle();
  expect(woken).toEqual([NOTIFY_WORKFLOW_ID, NOTIFY_WORKFLOW_ID]);
  expect(warnings).toEqual(['notify not woken']);
});
