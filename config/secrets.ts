import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** A secret of the variable itself, or of the file that `<variable>_FILE` names. Throws ConfigError where the file cannot be read. */
export function secretOf(variable: string, inline?: string, file?: string): string | undefined {
  if (inline !== undefined || file === undefined) return inline;
  return textIn(`${variable}_FILE`, file);
}

/** What a file says, less the space around it. Throws ConfigError naming the variable. */
export function textIn(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(variable, file, (error as NodeJS.ErrnoException).code ?? 'unreadable');
  }
}

const SHORTEST = 12;
/** Words that samples are made of. */
const SAMPLE =
  /^(change|me|please|my|the|your|password|pass|pwd|secret|example|sample|postgres|postgresql|dondoc|temporal|admin|administrator|user|root|test|default|demo|trial|matkhau|mat|khau|letmein|qwerty|abc|db|x)*$/;

/** Whether a password is short, or made of nothing but the words and digits of samples, or of few letters again and again. */
export function isWeak(password: string): boolean {
  const letters = password.toLowerCase().replace(/[^a-z]/g, '');
  return password.length < SHORTEST || SAMPLE.test(letters) || new Set(password).size < SHORTEST / 2;
}

/**
 * Refuses the password of a database's address that anybody could guess; one without a password lets the server decide by other means.
 * Throws ConfigError, which does not show it.
 */
export function refuseWeakPassword(variable: string, url: string): void {
  const { password } = new URL(url);
  if (password !== '' && isWeak(decodeURIComponent(password)))
    throw new ConfigError(variable, url.replace(/\/\/[^@/]*@/, '//…@'), 'a random password: openssl rand -hex 24');
}
