import { Connection, isGrpcServiceError } from '@temporalio/client';
import type { Config } from '../config/config.js';
import { StartProblem } from './start-problem.js';

/** How a Temporal server is reached: its address, with the keys and TLS of a server elsewhere. */
export type TemporalAddress = { address: string } & Config['temporal'];

const CONNECT_MS = 10_000;
/** Updates came of age with it. */
const OLDEST_SERVER = [1, 25] as const;

/** The server at an address, with TLS and key as the configuration has them. */
export function namedTemporal(address: string, { temporal }: Pick<Config, 'temporal'>): TemporalAddress {
  return { address, ...temporal };
}

/**
 * Connects to Temporal. A server that cannot be used ends the start: TEMPORAL_NAMESPACE_MISSING, TEMPORAL_TOO_OLD; so does one that does
 * not answer (TEMPORAL_UNREACHABLE), unless the process can do its work until it comes (`patient`). It is closed by the end of the
 * process, never before: a call that is then being repeated would throw out of its timer.
 */
export async function connectTemporal(
  server: TemporalAddress,
  { temporalNamespace: namespace }: Pick<Config, 'temporalNamespace'>,
  { patient = false }: { patient?: boolean } = {},
): Promise<Connection> {
  const connection = Connection.lazy({ ...server, connectTimeout: CONNECT_MS });
  try {
    await check(connection, server.address, namespace);
  } catch (error) {
    if (patient && error instanceof StartProblem && error.code === 'TEMPORAL_UNREACHABLE') return connection;
    await connection.close();
    throw error;
  }
  return connection;
}

async function check(connection: Connection, address: string, namespace: string): Promise<void> {
  const { workflowService } = connection;
  const version = await reached(connection, address, async () => (await workflowService.getSystemInfo({})).serverVersion ?? '?');
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  const [oldMajor, oldMinor] = OLDEST_SERVER;
  if (Number(major) < oldMajor || (Number(major) === oldMajor && Number(minor) < oldMinor))
    throw new StartProblem('TEMPORAL_TOO_OLD', { address, version, oldest: OLDEST_SERVER.join('.') });
  await reached(connection, address, async () => {
    try {
      await workflowService.describeNamespace({ namespace });
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === NOT_FOUND)
        throw new StartProblem('TEMPORAL_NAMESPACE_MISSING', { address, namespace, version });
      throw error;
    }
  });
}

const NOT_FOUND = 5;

async function reached<Answer>(connection: Connection, address: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await connection.withDeadline(Date.now() + CONNECT_MS, ask);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem('TEMPORAL_UNREACHABLE', { address, reason: isGrpcServiceError(error) ? error.details : String(error) });
  }
}
