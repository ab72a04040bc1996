import { sql } from 'kysely';
import { sha256 } from './chain.js';
import type { Connection } from './database.js';

const CHUNK = 1024 * 1024;

/** Keeps bytes under their SHA-256, in chunks of 1 MB; bytes already there are not written again. Answers the hash. */
export async function putContent(db: Connection, bytes: Uint8Array, storedMs: number): Promise<Buffer> {
  const hash = sha256(bytes);
  const rows = [];
  for (let n = 0; n === 0 || n * CHUNK < bytes.length; n += 1)
    rows.push({ hash, n, size: bytes.length, bytes: bytes.subarray(n * CHUNK, (n + 1) * CHUNK), stored_ms: storedMs });
  await db
    .insertInto('content')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}

/** The bytes of a hash; undefined when there are none. */
export async function getContent(db: Connection, hash: Uint8Array): Promise<Buffer | undefined> {
  const chunks = await db.selectFrom('content').select('bytes').where('hash', '=', hash).orderBy('n').execute();
  return chunks.length === 0 ? undefined : Buffer.concat(chunks.map(({ bytes }) => bytes));
}

/** A JSON value kept as content. */
export async function getJson<T>(db: Connection, hash: Uint8Array): Promise<T | undefined> {
  const bytes = await getContent(db, hash);
  return bytes && (JSON.parse(bytes.toString('utf8')) as T);
}

/** Documents read lately, oldest first: the bytes of a hash never change, so neither does what was read of them. */
const lately = new Map<string, { value: unknown; size: number }>();
const MOST_LATELY = 16 * 1024 * 1024;
let sizeLately = 0;

/** A JSON value that is read again and again, as plans are: shared by all who read it, and frozen for that. */
export async function getDocument<T>(db: Connection, hash: Uint8Array): Promise<T | undefined> {
  const key = Buffer.from(hash).toString('hex');
  const known = lately.get(key);
  if (known) return known.value as T;
  const bytes = await getContent(db, hash);
  if (!bytes) return undefined;
  const value = frozen(JSON.parse(bytes.toString('utf8')));
  if (!lately.has(key)) sizeLately += bytes.length;
  lately.set(key, { value, size: bytes.length });
  for (const [oldest, { size }] of lately) {
    if (sizeLately <= MOST_LATELY) break;
    lately.delete(oldest);
    sizeLately -= size;
  }
  return value as T;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** Many JSON values by hash in one query, keyed by hash in hex; only values of one chunk, which reports are. */
export async function getManyJson<T>(db: Connection, hashes: Uint8Array[]): Promise<Map<string, T>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ hash: Buffer; bytes: Buffer }>`
    select hash, bytes from content where n = 0 and hash in (${sql.join(hashes)})`.execute(db);
  return new Map(rows.map(({ hash, bytes }) => [Buffer.from(hash).toString('hex'), JSON.parse(Buffer.from(bytes).toString('utf8')) as T]));
}
