import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what costs time to fetch or make is kept for the next start, by whichever clone; it may be deleted at any time. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'dondoc');
}
