import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { CliProblem, EXIT } from './exit.js';

/** Options that every command takes. */
export interface Globals {
  json?: boolean;
  lang?: string;
  url?: string;
  as?: string;
}

/** Where the API is and whose token is shown there. */
export interface Account {
  url: string;
  token: string;
}

/** The address of the API: `--url`, DONDOC_URL, else this machine at PORT. */
export function addressFrom(config: Config, { url }: Globals): string {
  const address = url ?? config.url ?? `http://127.0.0.1:${config.port}`;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  // A password in an address would end up in logs; the token goes in a header of its own.
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    throw new CliProblem(EXIT.usage, 'cli.bad.url', { url: address.replace(/\/\/[^@/]*@/, '//…@') });
  return address.replace(/\/+$/, '');
}

/** The account to ask with: a sample person's token by `--as`, else DONDOC_TOKEN or DONDOC_TOKEN_FILE. */
export function accountFrom(config: Config, globals: Globals): Account {
  const token = globals.as === undefined ? config.token : tokenOf(config.dataDir, globals.as);
  if (token === undefined) throw new CliProblem(EXIT.denied, 'cli.bad.noToken');
  // It goes into a header: what could not stand there is refused, unseen.
  if (!/^[\x21-\x7e]{1,500}$/.test(token)) throw new CliProblem(EXIT.config, 'cli.bad.token');
  return { url: addressFrom(config, globals), token };
}

/** Whether there is anyone to ask as. */
export function hasAccount(config: Config, globals: Globals): boolean {
  return globals.as !== undefined || config.token !== undefined;
}

function tokenOf(dataDir: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) throw new CliProblem(EXIT.usage, 'cli.bad.as', { name: name.slice(0, 60) });
  const file = join(dataDir, 'tokens', name);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CliProblem(EXIT.config, 'cli.bad.tokenFile', { name, file, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}
