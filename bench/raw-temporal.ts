import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { type Figures, measure, type Run, type Servers } from './measure.js';
import { act, raw } from './raw-workflow.js';

/** The same acts on raw Temporal with an update an act; the server's limits on updates are lifted for it. */
export async function benchRaw(servers: Servers, run: Run): Promise<Figures> {
  const parts = await rawParts(servers);
  const handle = await parts.client.workflow.start(raw, { workflowId: randomUUID(), taskQueue: parts.taskQueue, args: [{}] });
  const follow = parts.client.workflow.getHandle(handle.workflowId);
  const figures = await measure('raw Temporal (an update an act)', servers, run, async (recipient, report) => {
    await follow.executeUpdate(act, {
      args: [`u${recipient}`, report ? 'report' : 'receive', report ? run.text() : ''],
      updateId: randomUUID(),
    });
  });
  await follow.terminate();
  await parts.close();
  return figures;
}

export interface RawParts {
  client: Client;
  taskQueue: string;
  close(): Promise<void>;
}

let bundle: { code: string } | undefined;

/** A client and a worker with the bench's own workflows. */
export async function rawParts(servers: Servers): Promise<RawParts> {
  const connection = await Connection.connect({ address: servers.temporal });
  const native = await NativeConnection.connect({ address: servers.temporal });
  const taskQueue = `raw-${randomUUID()}`;
  bundle ??= await bundleWorkflowCode({ workflowsPath: resolve('dist/bench/raw-workflow.js'), logger: new DefaultLogger('ERROR') });
  const worker = await Worker.create({ connection: native, taskQueue, workflowBundle: bundle });
  const running = worker.run();
  return {
    client: new Client({ connection }),
    taskQueue,
    async close() {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
