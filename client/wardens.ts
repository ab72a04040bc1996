import { ProblemError, problem } from '../domain/problem.js';
import { sha256 } from '../store/chain.js';
import type { Db } from '../store/database.js';
import { addFailure, clearFailures, failuresOf } from '../store/sign-in.js';

/** So many wrong tries are free; after them each waits twice as long, up to a bound. An address serves a whole office, so it has more. */
const LIMITS = {
  account: { free: 5, longestMs: 5 * 60_000 },
  address: { free: 50, longestMs: 15 * 60_000 },
};

/**
 * Counts wrong passwords and codes, by account and by address, in the database, so that all processes count together. Accounts are counted by
 * what was typed, whether there is such a person or not.
 */
export class Wardens {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Refuses who must still wait; without an account the address alone counts. `SIGN_IN_WAIT` (seconds). */
  async admit(person: string | undefined, address: string, nowMs: number): Promise<void> {
    const waits = await Promise.all(
      countedOf(person, address).map(async ({ what, key }) => {
        const [found] = await failuresOf(this.#db, [key]);
        return found === undefined ? 0 : found.lastMs + waitOf(what, found.count) - nowMs;
      }),
    );
    const waitMs = Math.max(...waits);
    if (waitMs > 0) throw new ProblemError(problem('SIGN_IN_WAIT', { seconds: Math.ceil(waitMs / 1000) }));
  }

  async fail(person: string | undefined, address: string, nowMs: number): Promise<void> {
    await addFailure(
      this.#db,
      countedOf(person, address).map(({ key }) => key),
      nowMs,
    );
  }

  /** A right password ends the account's count, not the address's: who tries many accounts has one of its own. */
  async forgive(person: string): Promise<void> {
    await clearFailures(this.#db, keyOf('account', person));
  }
}

function waitOf(what: keyof typeof LIMITS, count: number): number {
  const { free, longestMs } = LIMITS[what];
  return count < free ? 0 : Math.min(longestMs, 1000 * 2 ** Math.min(count - free, 20));
}

function countedOf(person: string | undefined, address: string): { what: keyof typeof LIMITS; key: Buffer }[] {
  const byAddress = { what: 'address' as const, key: keyOf('address', address) };
  return person === undefined ? [byAddress] : [{ what: 'account', key: keyOf('account', person) }, byAddress];
}

function keyOf(what: keyof typeof LIMITS, value: string): Buffer {
  return sha256(`${what}:${value.normalize('NFC')}`);
}
