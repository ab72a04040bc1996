import { hash, verify } from '@node-rs/argon2';

/** Costs of argon2id: 19 MiB, two passes, one lane; a hash with lower ones is made anew when its password comes by. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const STANDING = '$argon2id$v=19$m=19456,t=2,p=1$';
/** Hashes at a time: each takes 19 MiB and a thread of the pool that files and names wait for too. */
const AT_ONCE = 3;

/** What an unknown person's password is held against, so that the answer takes as long as for a known one; nothing hashes to it. */
const NOBODY = `${STANDING}AF8HENHhY++9wN9WdSM4XA$75sSRvS2eqUY61kXNpyKatWEbBuE7hlCGoghpDLcSRY`;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((next) => waiting.push(next));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The hash of a password, as a PHC string. The password counts in NFC, since some keyboards send its letters in parts. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), COSTS));
}

/** Whether a password is the one of a hash; without a hash it is not, in the same time. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(stored ?? NOBODY, password.normalize('NFC')));
  return right && stored != null;
}

/** Whether a hash was made with costs of another day. */
export function isOutworn(stored: string): boolean {
  return !stored.startsWith(STANDING);
}
