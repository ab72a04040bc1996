import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { required } from './api.js';
import { startRelay, startWorker } from './engine.js';
import { openRecords } from './records.js';

/** A worker of a deployment: runs the workflows and activities, and sweeps lanes that any process left open. */
export async function runWorker(config: Config, log: Logger): Promise<{ stop(): Promise<void>; ended: Promise<string> }> {
  const address = required(config);
  const records = await openRecords(config, config.dataDir);
  const relay = await startRelay(config, address, records, log);
  const worker = await startWorker(config, address, records, relay.relay, config.dataDir, log);
  return {
    ended: worker.ended.then(() => 'worker'),
    async stop() {
      await worker.stop();
      await relay.close();
      await records.close();
    },
  };
}
