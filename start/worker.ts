import { logUp, required } from './api.js';
import { makeRelay, startWorker, WORKER_MS } from './engine.js';
import { startMetrics } from './metrics-door.js';
import { Parts } from './parts.js';
import { clockBehind, openRecords } from './records.js';
import type { Running, Staging, Starting } from './running.js';
import { connectTemporal, namedTemporal } from './temporal-link.js';

/** A worker of a deployment: runs the workflows and activities, and sweeps lanes that any process left open. */
export async function runWorker({ config, log, say, asked, at, clockBehindMs = 0 }: Starting & Staging): Promise<Running> {
  const server = namedTemporal(required(config), config);
  const parts = new Parts(log, asked);
  try {
    const records = await parts.start(
      'records',
      async () => clockBehind(await openRecords(config, config.dataDir, { asked, say }), clockBehindMs),
      (part) => part.close(),
    );
    const metrics = await parts.start(
      'metrics',
      () => startMetrics(config, records, log, { worker: true }),
      (part) => part?.close(),
    );
    const connection = await connectTemporal(server, config);
    const relay = makeRelay(config, connection, records, log, { at, clockAheadMs: clockBehindMs, ...metrics });
    const worker = await parts.start(
      'worker',
      () => startWorker(config, server, records, relay, config.dataDir, log, at),
      (part) => part.stop(),
      WORKER_MS,
    );
    // Stopped before the worker, which decides the batches that are under way.
    await parts.start(
      'relay',
      () => relay.relay,
      (part) => part.close(),
    );
    logUp(log, 'worker', config);
    return { ended: worker.ended, stop: () => parts.stop() };
  } catch (error) {
    await parts.stop();
    throw error;
  }
}
