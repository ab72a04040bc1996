import { StartProblem } from './start-problem.js';

/** The problem that a door which does not open is: PORT_TAKEN, PORT_UNUSABLE; any other error as it is. */
export function portProblem(error: unknown, { host, port }: { host: string; port: number }, variable = 'PORT'): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'bind' && syscall !== 'getaddrinfo') return error;
  return code === 'EADDRINUSE'
    ? new StartProblem('PORT_TAKEN', { port, variable })
    : new StartProblem('PORT_UNUSABLE', { host, port, reason: code ?? '?' });
}
