import { randomInt } from 'node:crypto';
import type { Actor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import type { Trx } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import { setDisabled } from '../store/people.js';
import { removeSecondFactor } from '../store/second-factors.js';
import { endSessions } from '../store/sessions.js';
import { setPassword } from '../store/sign-in.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { PeopleVerbs } from './dondoc.js';
import { linkIdentity } from './oidc.js';
import { hashPassword } from './passwords.js';
import { demandPerson } from './people-reach.js';
import { notFound } from './rights.js';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one use: 16 letters and digits that nobody mistakes for each other (79 bits), in groups of four. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]!);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

type AccessVerbs = Pick<PeopleVerbs, 'resetPassword' | 'removeSecondFactor' | 'setDisabled' | 'endSessions' | 'linkIdentity'>;

/** Verbs of an administrator on how people get in: of people within its reach. Each ends the person's sessions. */
export function accessVerbs(deps: ClientDeps): AccessVerbs {
  const demand = (actor: Actor, person: string) => demandPerson(deps, actor, person);
  return {
    async resetPassword(actor, person) {
      await demand(actor, person);
      const password = oneTimePassword();
      const hash = await hashPassword(password);
      await change(actor, person, 'passwordSet', async (trx, nowMs) => setPassword(trx, person, hash, true, nowMs));
      return { password };
    },
    async removeSecondFactor(actor, person) {
      await demand(actor, person);
      await change(actor, person, 'secondFactorRemoved', async (trx) => {
        if (!(await removeSecondFactor(trx, person))) throw notFound();
      });
    },
    async setDisabled(actor, person, disabled) {
      await demand(actor, person);
      if (disabled && person === actor.person) throw new ProblemError(problem('OWN_GRANT'));
      await change(actor, person, disabled ? 'personDisabled' : 'personEnabled', (trx) => setDisabled(trx, person, disabled));
    },
    async linkIdentity(actor, person, identity) {
      await demand(actor, person);
      await linkIdentity(deps, actor, person, identity);
    },
    async endSessions(actor, person) {
      await demand(actor, person);
      await change(actor, person, 'sessionsEnded', async () => {});
    },
  };

  async function change(actor: Actor, person: string, type: string, work: (trx: Trx, nowMs: number) => Promise<void>): Promise<void> {
    const { nowMs } = await instantOf(deps);
    await deps.db.transaction().execute(async (trx) => {
      await work(trx, nowMs);
      await endSessions(trx, person, {}, nowMs);
      await recordHouse(trx, [{ type, atMs: nowMs, data: { person }, actor: actor.person }], nowMs);
    });
  }
}
