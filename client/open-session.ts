import { randomBytes } from 'node:crypto';
import type { Factor } from '../domain/access.js';
import { sha256 } from '../store/chain.js';
import type { Trx } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import { addSession } from '../store/sessions.js';
import { newId } from './deps.js';
import type { Opened } from './dondoc-session.js';

/** Opens a session under a new secret; what went before it, a planted cookie too, is nobody's. */
export async function openSession(
  trx: Trx,
  person: string,
  factor: Exclude<Factor, 'token'>,
  agent: string,
  nowMs: number,
): Promise<Opened> {
  const secret = randomBytes(32).toString('base64url');
  const id = newId();
  await addSession(trx, { id, hash: sha256(secret), person, factor, agent: agent.slice(0, 200), atMs: nowMs });
  await recordHouse(trx, [{ type: 'signedIn', atMs: nowMs, data: { session: id, factor }, actor: person }], nowMs);
  return { secret };
}
