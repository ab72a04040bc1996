import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Dondoc } from '../client/dondoc.js';
import type { Config } from '../config/config.js';
import { createHttp } from '../http/http.js';
import type { RelayPart } from './engine.js';
import type { Records } from './records.js';
import { documentReader } from './documents.js';
import type { Metrics } from './metrics.js';
import { portProblem } from './port-problem.js';
import { version } from './version.js';

type Where = Pick<Config, 'host' | 'port'>;

/** The built web app, where it was built. */
const pages = fileURLToPath(new URL('../web', import.meta.url));

const PART_MS = 2_000;

/** Opens the HTTP door of a process: it serves while the database answers; without Temporal it still takes commands in. */
export async function openDoor(
  config: Config,
  dondoc: Dondoc,
  records: Records,
  relay: RelayPart,
  log: Logger,
  metrics?: Pick<Metrics, 'answered'>,
): ReturnType<typeof createHttp> {
  const http = await createHttp({
    dondoc,
    log,
    ...(metrics && { answered: metrics.answered }),
    documents: documentReader(),
    config: {
      version: version(),
      ratePerMinute: config.requestsPerMinute,
      trustProxy: config.trustProxy ?? [],
      origin: new URL(config.publicUrl).origin,
      ...(existsSync(pages) && { pages }),
    },
    health: {
      ready: async () => {
        const [database, temporal] = await Promise.all([told(records.clock.nowMs()), told(relay.client.workflowService.getSystemInfo({}))]);
        return { ok: database === 'ok', parts: { database, temporal } };
      },
    },
  });
  try {
    await http.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw portProblem(error, config);
  }
  return http;
}

/** Answers the requests under way and closes the door. Who waits for a decision learns soon that its command is lodged, and where to ask. */
export async function closeDoor(http: Awaited<ReturnType<typeof createHttp>>, { relay }: Pick<RelayPart, 'relay'>): Promise<void> {
  await Promise.all([relay.close(), http.close()]);
}

/** Looks whether the door could open, before anything else is started for nothing. Throws StartProblem PORT_TAKEN, PORT_UNUSABLE. */
export async function checkPort({ host, port }: Where): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail).listen({ host, port, exclusive: true }, done);
    });
  } catch (error) {
    throw portProblem(error, { host, port });
  }
  await new Promise((done) => probe.close(done));
}

/** Whether a part answers, soon. */
async function told(asked: Promise<unknown>): Promise<'ok' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((done) => {
    timer = setTimeout(() => done('down'), PART_MS);
  });
  const answered = asked.then(
    () => 'ok' as const,
    () => 'down' as const,
  );
  const word = await Promise.race([answered, late]);
  clearTimeout(timer);
  return word;
}
