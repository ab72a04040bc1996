import { generateSecret, generateURI, verify } from 'otplib';

/** A code may come half a minute early or late: clocks of phones differ. */
const TOLERANCE_S = 30;

/** A new key for one-time codes. */
export function newSecret(): string {
  return generateSecret();
}

/** The key as an authenticator app takes it in. */
export function secretUri(secret: string, person: string): string {
  return generateURI({ issuer: 'Dondoc', label: person, secret });
}

/** The time step of a code of a key, newer than the last one taken; undefined for a wrong code or one that was used. */
export async function stepOfCode(secret: string, code: string, lastStep: number, nowMs: number): Promise<number | undefined> {
  const epoch = Math.floor(nowMs / 1000);
  const found = await verify({ secret, token: code, epoch, epochTolerance: TOLERANCE_S });
  return found.valid && 'timeStep' in found && found.timeStep > lastStep ? found.timeStep : undefined;
}
