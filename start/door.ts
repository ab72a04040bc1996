import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Dondoc } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { createHttp } from '../http/http.js';
import type { RelayPart } from './engine.js';
import type { Records } from './records.js';

/** Opens the HTTP door of a process: it serves while the database answers; without Temporal it still takes commands in. */
export async function openDoor(config: Config, dondoc: Dondoc, records: Records, relay: RelayPart, log: Logger): Promise<FastifyInstance> {
  const answers = (asked: Promise<unknown>) =>
    asked.then(
      () => 'ok',
      () => 'down',
    );
  const http = await createHttp({
    dondoc,
    log,
    config: { ratePerMinute: config.requestsPerMinute, trustProxy: config.trustProxy ?? [] },
    health: {
      ready: async () => {
        const database = await answers(records.clock.nowMs());
        const temporal = await answers(relay.client.workflowService.getSystemInfo({}));
        return { ok: database === 'ok', parts: { database, temporal } };
      },
    },
  });
  await http.listen({ host: config.host, port: config.port });
  return http;
}
