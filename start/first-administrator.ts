import { randomBytes } from 'node:crypto';
import { hashPassword } from '../client/passwords.js';
import { oneTimePassword } from '../client/people-access.js';
import { EVERYWHERE } from '../domain/access.js';
import { dayOfMs } from '../domain/day.js';
import type { Clock } from '../store/clock.js';
import { sha256 } from '../store/chain.js';
import type { Db } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import { addGrants, addToken, upsertPerson } from '../store/people.js';
import { setPassword, signInOf } from '../store/sign-in.js';

/** Person who keeps house before there are people: imports bodies and people, gives tokens, reads no plans. */
export const FIRST_ADMINISTRATOR = 'first-administrator';

/** A password for one use for the first administrator, where it has none: to be changed when it first signs in. */
export async function firstPassword({ db, clock }: { db: Db; clock: Clock }): Promise<string | undefined> {
  if ((await signInOf(db, FIRST_ADMINISTRATOR))?.hash !== null) return undefined;
  const nowMs = await clock.nowMs();
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  await db.transaction().execute(async (trx) => {
    await setPassword(trx, FIRST_ADMINISTRATOR, hash, true, nowMs);
    await recordHouse(trx, [{ type: 'passwordSet', atMs: nowMs, data: { person: FIRST_ADMINISTRATOR } }], nowMs);
  });
  return password;
}

/** Makes the first administrator where there is none yet, and a token for it. */
export async function firstAdministrator({ db, clock }: { db: Db; clock: Clock }): Promise<string> {
  const nowMs = await clock.nowMs();
  const token = `dd_${randomBytes(32).toString('base64url')}`;
  const id = `first${nowMs}`;
  await db.transaction().execute(async (trx) => {
    const person = { id: FIRST_ADMINISTRATOR, name: 'Quản trị viên', email: null, language: 'vi' as const, sample: false };
    await upsertPerson(trx, person, nowMs);
    const from = dayOfMs(nowMs);
    for (const role of ['administrator', 'operator'] as const)
      await addGrants(trx, [{ id: `${FIRST_ADMINISTRATOR}:${role}`, person: FIRST_ADMINISTRATOR, role, unit: EVERYWHERE, from }]);
    await addToken(trx, { id, hash: sha256(token), person: FIRST_ADMINISTRATOR, label: 'first', createdMs: nowMs });
    await recordHouse(trx, [{ type: 'tokenCreated', atMs: nowMs, data: { token: id, person: FIRST_ADMINISTRATOR } }], nowMs);
  });
  return token;
}
