import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** Where lanes stood: what is exported off the machine. Hashes in hex. */
export interface Head {
  lane: string;
  seq: number;
  hash: string;
}

/** A signed head as read from its file; `key` names the public key that it was signed with (the start of its SHA-256). */
export interface SignedHead {
  atMs: number;
  heads: Head[];
  key: string;
}

const TITLE = 'dondoc-head/1';

/** A new ed25519 key as PEM. */
export function newHeadKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The text of a signed head: a line a lane, the public key, and the signature of every byte above it. */
export function writeHead(heads: readonly Head[], atMs: number, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  const lines = heads.map(({ lane, seq, hash }) => `lane ${lane} ${seq} ${hash || '-'}`);
  const signed = `${[`${TITLE} ${new Date(atMs).toISOString()}`, ...lines, `key ${spki(key).toString('base64')}`].join('\n')}\n`;
  return `${signed}signature ${sign(null, Buffer.from(signed), key).toString('base64')}\n`;
}

/**
 * Reads a signed head; undefined where it is none, a byte of it was changed, or it was signed with another key than the one given
 * (PEM, public or private).
 */
export function readHead(text: string, pinned?: string): SignedHead | undefined {
  const [, signed = '', signature = ''] = /^(.*\n)signature ([A-Za-z0-9+/=]+)\n$/s.exec(text) ?? [];
  const [title = '', ...rest] = signed.trimEnd().split('\n');
  const own = /^key ([A-Za-z0-9+/=]+)$/.exec(rest.pop() ?? '')?.[1];
  const atMs = Date.parse(title.slice(TITLE.length + 1));
  const lines = rest.map((line) => /^lane (\S+) (\d+) (-|[0-9a-f]{64})$/.exec(line));
  if (!title.startsWith(`${TITLE} `) || Number.isNaN(atMs) || own === undefined || lines.includes(null)) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.from(own, 'base64'), type: 'spki', format: 'der' });
    const bytes = Buffer.from(signature, 'base64');
    // One signature, one text: base64 can be written in several ways.
    if (bytes.toString('base64') !== signature || !verify(null, Buffer.from(signed), key, bytes)) return undefined;
    if (pinned !== undefined && !spki(createPublicKey(pinned)).equals(spki(key))) return undefined;
    const heads = lines.map((line) => ({ lane: line![1]!, seq: Number(line![2]), hash: line![3]!.replace('-', '') }));
    return { atMs, heads, key: createHash('sha256').update(spki(key)).digest('hex').slice(0, 16) };
  } catch {
    return undefined;
  }
}

function spki(key: KeyObject): Buffer {
  return createPublicKey(
    key.type === 'private' ? key.export({ type: 'pkcs8', format: 'pem' }) : key.export({ type: 'spki', format: 'pem' }),
  ).export({
    type: 'spki',
    format: 'der',
  });
}
