import type { Payload, PayloadCodec } from '@temporalio/common';
import { deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';
import { promisify } from 'node:util';
import { createCipherCodec, type PayloadKey } from './cipher.js';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const ENCODING = 'binary/dondoc-deflate';
/** Below it deflating gains nothing. */
const SMALLEST = 96;
/** Largest payload after inflating; a workflow's own limit is 2 MB. */
const LARGEST = 32 * 1024 * 1024;
/** Up to this many bytes the work itself costs less than handing it to another thread and back. */
const AT_ONCE = 32 * 1024;

/** Deflates payloads on their way into histories: a batch of like commands shrinks to a fifth. What it did not write, it leaves as it is. */
export const deflateCodec: PayloadCodec = {
  encode: (payloads) => Promise.all(payloads.map(encodeOne)),
  decode: (payloads) => Promise.all(payloads.map(decodeOne)),
};

/** What payloads pass on their way into histories, in order: deflated, then sealed where the installation has keys. */
export function payloadCodecs(keys?: readonly PayloadKey[]): PayloadCodec[] {
  return keys && keys.length > 0 ? [deflateCodec, createCipherCodec(keys)] : [deflateCodec];
}

async function encodeOne(payload: Payload): Promise<Payload> {
  const { data, metadata } = payload;
  if (!data || data.length < SMALLEST) return payload;
  const inner = text(metadata?.encoding);
  return {
    metadata: { ...metadata, encoding: bytes(ENCODING), 'dondoc-inner': bytes(inner) },
    data: data.length > AT_ONCE ? await deflate(data) : deflateRawSync(data),
  };
}

async function decodeOne(payload: Payload): Promise<Payload> {
  const { data, metadata } = payload;
  if (text(metadata?.encoding) !== ENCODING) return payload;
  const { 'dondoc-inner': inner, ...rest } = metadata!;
  const options = { maxOutputLength: LARGEST };
  return {
    metadata: { ...rest, encoding: inner! },
    data: data!.length > AT_ONCE / 4 ? await inflate(data!, options) : inflateRawSync(data!, options),
  };
}

function text(value: Uint8Array | null | undefined): string {
  return value ? Buffer.from(value).toString('utf8') : '';
}

function bytes(value: string): Uint8Array {
  return Buffer.from(value, 'utf8');
}
