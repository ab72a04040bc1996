import { deflateRawSync } from 'node:zlib';

/** Bytes of a lane's state as it travels into its history, less what sealing adds; see STATE_BYTES. */
export function stateBytes(state: unknown): number {
  return state === undefined ? 0 : deflateRawSync(Buffer.from(JSON.stringify(state), 'utf8')).length;
}
