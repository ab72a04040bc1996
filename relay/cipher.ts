import type { Payload, PayloadCodec } from '@temporalio/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of the ring: 32 bytes under an id that travels with what it sealed. */
export interface PayloadKey {
  id: string;
  key: Uint8Array;
}

/** A payload sealed under a key that this process does not have: destroyed, or not handed to it. */
export class PayloadKeyError extends Error {
  constructor(readonly keyId: string) {
    super(`PAYLOAD_KEY_UNKNOWN: no key "${keyId}" to open a payload with`);
    this.name = 'PayloadKeyError';
  }
}

const ENCODING = 'binary/dondoc-aes-256-gcm';
const KEY_ID = 'dondoc-key';
const SEALED = 'dondoc-sealed';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals payloads with AES-256-GCM under the first key and opens them with whichever key of the ring they name: a new key goes first, old
 * ones stay behind it as long as their histories are to be read. What it did not seal, it leaves as it is: histories from before the
 * first key stay readable. Throws PayloadKeyError where the key is gone.
 */
export function createCipherCodec(keys: readonly PayloadKey[]): PayloadCodec {
  const ring = new Map(keys.map(({ id, key }) => [id, key]));
  const [current] = keys;
  if (!current) throw new Error('a ring without a key');
  return {
    encode: async (payloads) => payloads.map((payload) => seal(payload, current)),
    decode: async (payloads) => payloads.map((payload) => open(payload, ring)),
  };
}

function seal(payload: Payload, { id, key }: PayloadKey): Payload {
  const { data, metadata } = payload;
  if (!data || data.length === 0) return payload;
  const inner = inside(metadata);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(covered(id, inner));
  const sealed = Buffer.concat([iv, cipher.update(data), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: bytes(ENCODING), [KEY_ID]: bytes(id), [SEALED]: inner }, data: sealed };
}

function open(payload: Payload, ring: ReadonlyMap<string, Uint8Array>): Payload {
  const { data, metadata } = payload;
  if (!data || text(metadata?.encoding) !== ENCODING) return payload;
  const id = text(metadata![KEY_ID]);
  const key = ring.get(id);
  if (!key) throw new PayloadKeyError(id);
  const inner = metadata![SEALED]!;
  const body = data.subarray(IV_BYTES, data.length - TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(covered(id, inner))
    .setAuthTag(data.subarray(data.length - TAG_BYTES));
  return { metadata: outside(inner), data: Buffer.concat([decipher.update(body), decipher.final()]) };
}

/** The metadata of what is sealed, as bytes: how it is encoded, never what it says. */
function inside(metadata: Payload['metadata']): Buffer {
  return bytes(JSON.stringify(Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value!).toString('base64')])));
}

function outside(inner: Uint8Array): Record<string, Uint8Array> {
  const entries = JSON.parse(text(inner)) as [string, string][];
  return Object.fromEntries(entries.map(([name, value]) => [name, Buffer.from(value, 'base64')]));
}

/** What the seal covers besides the data: neither the key's id nor the encoding can be exchanged unseen. */
function covered(id: string, inner: Buffer | Uint8Array): Buffer {
  return Buffer.concat([bytes(`${ENCODING}\n${id}\n`), inner]);
}

function text(value: Uint8Array | null | undefined): string {
  return value ? Buffer.from(value).toString('utf8') : '';
}

function bytes(value: string): Buffer {
  return Buffer.from(value, 'utf8');
}
