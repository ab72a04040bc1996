import { Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

let installed = false;

/** Temporal's own log goes where ours goes, and its core tells its figures at `metrics`, where that is said; its runtime is one a process. */
export function installRuntime(log: Logger, metrics?: string): void {
  if (installed) return;
  installed = true;
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: object) => log[level](meta ?? {}, message);
  const [debug, info, warn, error] = [write('debug'), write('debug'), write('warn'), write('error')];
  Runtime.install({
    logger: {
      trace: debug,
      debug,
      info,
      warn,
      error,
      log: (level, message, meta) => (level === 'ERROR' ? error : level === 'WARN' ? warn : debug)(message, meta),
    },
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'WARN' } },
      ...(metrics !== undefined && { metrics: { prometheus: { bindAddress: metrics, useSecondsForDurations: true } } }),
    },
  });
}
