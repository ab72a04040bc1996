import type { Connection, Trx } from './database.js';

/** What a sender's key has made outside lanes: the bytes it was asked with, and the id of what was made. */
export interface Reply {
  bodyHash: Uint8Array;
  made: string;
}

/** What a sender's key has made, if it has made something. */
export async function findReply(db: Connection, actor: string, key: string): Promise<Reply | undefined> {
  const row = await db
    .selectFrom('replies')
    .select(['body_hash', 'body'])
    .where('actor', '=', actor)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row && { bodyHash: row.body_hash, made: row.body };
}

/** Keeps what a sender's key makes, in the transaction that makes it; false where the key has made something already. */
export async function keepReply(trx: Trx, actor: string, key: string, { bodyHash, made }: Reply, nowMs: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('replies')
    .values({ actor, idempotency_key: key, body_hash: bodyHash, status: 201, body: made, stored_ms: nowMs })
    .onConflict((conflict) => conflict.columns(['actor', 'idempotency_key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
