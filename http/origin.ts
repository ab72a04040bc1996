import type { FastifyRequest } from 'fastify';
import { ProblemError, problem } from '../domain/problem.js';

/**
 * Refuses a request that would change something and does not come from one of our own pages: a browser says where a request comes from,
 * and a page of another site cannot make it say otherwise. Needed only where a cookie speaks for the sender: a token does not go along by
 * itself. `ORIGIN_REFUSED`.
 */
export function demandOwnOrigin({ method, headers, host }: FastifyRequest, ownOrigin: string | undefined): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if ((site !== undefined && site !== 'same-origin') || origin === undefined || !isOwn(origin, host, ownOrigin))
    throw new ProblemError(problem('ORIGIN_REFUSED'));
}

/** Our own origin is the address people reach us by; on loopback, whichever name the browser was given for it. */
function isOwn(origin: string, host: string, ownOrigin: string | undefined): boolean {
  if (origin === ownOrigin) return true;
  if (ownOrigin?.startsWith('https:')) return false;
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === host;
}
