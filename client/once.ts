import type { Actor } from '../domain/access.js';
import type { Trx } from '../store/database.js';
import { findReply, keepReply } from '../store/replies.js';
import type { ClientDeps } from './deps.js';
import type { Sending } from './dondoc.js';
import { matchBody } from './lodging.js';

/** Ties what is made to the sender's key, in the transaction that makes it. */
export type Keep = (trx: Trx, made: string, nowMs: number) => Promise<void>;

/** Another request with the same key was first; what this one made is undone with its transaction. */
class KeyTaken extends Error {}

/**
 * Makes something outside lanes once under a sender's key: `make` makes it and keeps its id, `again` answers for what the key made before.
 * Without a key it is made each time. `KEY_REUSED` where the key came with other bytes.
 */
export async function once<Made>(
  { db }: ClientDeps,
  actor: Actor,
  sending: Sending | undefined,
  make: (keep: Keep) => Promise<Made>,
  again: (made: string) => Promise<Made>,
): Promise<Made> {
  if (!sending) return make(async () => {});
  const { key, bodyHash } = sending;
  const standing = async () => {
    const reply = await findReply(db, actor.person, key);
    if (reply) matchBody(reply.bodyHash, sending);
    return reply?.made;
  };
  const before = await standing();
  if (before !== undefined) return again(before);
  try {
    return await make(async (trx, made, nowMs) => {
      if (!(await keepReply(trx, actor.person, key, { bodyHash, made }, nowMs))) throw new KeyTaken();
    });
  } catch (error) {
    const first = error instanceof KeyTaken ? await standing() : undefined;
    if (first === undefined) throw error;
    return again(first);
  }
}
