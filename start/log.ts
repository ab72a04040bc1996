import { pino, type Logger } from 'pino';

/** Log lines of a process, JSON on standard error; secrets and addresses of people never go in. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: { paths: ['*.authorization', '*.token', '*.password', '*.email', 'req.headers.authorization'], censor: '…' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination(2),
  );
}
