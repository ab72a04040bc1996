import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { bundleWorkflows } from '../workers/worker.js';
import type { Figures, Servers } from './dondoc.js';
import { closedLoop, cpuMs, percentile } from './cost.js';
import { act, raw } from './raw-workflow.js';

/** The same acts on raw Temporal with an update an act; the server's limits on updates are lifted for it. */
export async function benchRaw(servers: Servers, recipients: number, clients: number, text: () => string): Promise<Figures> {
  const connection = await Connection.connect({ address: servers.temporal });
  const client = new Client({ connection });
  const native = await NativeConnection.connect({ address: servers.temporal });
  const taskQueue = `raw-${randomUUID()}`;
  const bundle = await bundleWorkflows(resolve('dist/bench/raw-workflow.js'));
  const worker = await Worker.create({ connection: native, taskQueue, workflowBundle: bundle });
  const running = worker.run();
  const handle = await client.workflow.start(raw, { workflowId: randomUUID(), taskQueue, args: [{}] });
  const follow = client.workflow.getHandle(handle.workflowId);
  const cpu = cpuMs(servers.pids);
  const { ms, latencies } = await closedLoop(recipients * 2, clients, async (index) => {
    const report = index % 2 === 1;
    await follow.executeUpdate(act, {
      args: [`u${index >> 1}`, report ? 'report' : 'receive', report ? text() : ''],
      updateId: randomUUID(),
    });
  });
  const used = cpuMs(servers.pids) - cpu;
  await follow.terminate();
  worker.shutdown();
  await running;
  await connection.close();
  await native.close();
  return {
    design: 'raw Temporal (an update an act)',
    recipients,
    clients,
    perSecond: (recipients * 2 * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    longest: latencies.at(-1) ?? 0,
    cpuMsPerRecipient: used / recipients,
  };
}
