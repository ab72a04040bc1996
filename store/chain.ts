import { createHash } from 'node:crypto';

/** An event as the chain covers it; `contentHash` in hex. Key order never matters: the row is made canonical first. */
export interface ChainedRow {
  lane: string;
  seq: number;
  type: string;
  v: number;
  data: unknown;
  atMs: number;
  recordedMs: number;
  commandId?: string | null;
  actor?: string | null;
  forUnit?: string | null;
  contentHash?: string | null;
}

/** Hash of an event: SHA-256 over the hash of the one before it and the canonical bytes of its row. */
export function chainHash(previous: Uint8Array, row: ChainedRow): Buffer {
  const { lane, seq, type, v, data, atMs, recordedMs, commandId, actor, forUnit, contentHash } = row;
  const covered = { lane, seq, type, v, data, atMs, recordedMs, commandId, actor, forUnit, contentHash };
  return createHash('sha256').update(previous).update(canonical(covered)).digest();
}

/** JSON with keys in order and without undefined or null members: one value, one text. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of bytes or of UTF-8 text. */
export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}
