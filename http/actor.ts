import rateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dondoc } from '../client/dondoc.js';
import type { Permission } from '../contract/http-api.js';
import { type Actor, grantFor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { demandOwnOrigin } from './origin.js';
import type { SessionCookie } from './session-cookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; absent where a public operation is asked without a token. */
    actor?: Actor;
    /** The secret of the session it asks in. */
    sessionSecret?: string;
  }
  interface FastifyContextConfig {
    /** Files that every page consists of: not counted among the requests of a sender. */
    uncounted?: true;
  }
}

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Who asks and how often: the actor of a token or of a session, looked up anew for each request, so that a right that ends has ended with the next one. */
export async function knowActors(
  app: FastifyInstance,
  dondoc: Dondoc,
  { ratePerMinute, cookie, origin }: { ratePerMinute: number; cookie: SessionCookie; origin: string | undefined },
) {
  await app.register(rateLimit, { global: false });
  const limit: CreateRateLimitOptions = { max: ratePerMinute, timeWindow: 60_000, keyGenerator: senderOf };
  const count = ratePerMinute > 0 ? app.createRateLimit(limit) : undefined;
  app.decorateRequest('actor', undefined);
  app.decorateRequest('sessionSecret', undefined);

  /** Sets the actor, counts the request, and refuses who is unknown or lacks the role. Every bad token or session is answered alike. */
  return async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { permission, uncounted } = request.routeOptions.config;
    if (permission === undefined) throw new Error(`no permission declared: ${request.routeOptions.url}`);
    if (uncounted) return;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const secret = request.headers.authorization === undefined ? cookie.read(request) : undefined;
    if (permission !== 'public') {
      if (token !== undefined) request.actor = await dondoc.people.actorOf(token);
      else if (secret !== undefined) request.actor = await dondoc.session.actorOf(secret);
      if (secret !== undefined && request.actor) request.sessionSecret = secret;
    }
    const counted = await count?.(request);
    if (counted && !counted.isAllowed && counted.isExceeded)
      throw new ProblemError(problem('TOO_MANY_REQUESTS', { max: counted.max, seconds: counted.ttlInSeconds }));
    if (permission === 'public') {
      demandOwnOrigin(request, origin);
      return;
    }
    if (!request.actor) {
      reply.header('WWW-Authenticate', 'Bearer');
      throw new ProblemError(problem('UNAUTHENTICATED'));
    }
    if (request.sessionSecret !== undefined) demandOwnOrigin(request, origin);
    permit(request.actor, permission);
  };
}

/** A good token or session counts for itself, wherever it comes from; anything else for its address, so that guessing tokens wins nothing. */
function senderOf(request: FastifyRequest): string {
  const secret = request.sessionSecret ?? request.headers.authorization;
  return request.actor && secret !== undefined ? createHash('sha256').update(secret).digest('base64') : request.ip;
}

/** Refuses an actor who holds no role for an act at any body, before any object is looked at; where it holds one, client/ decides on the object. */
export function permit(actor: Actor, permission: Permission): void {
  if (permission === 'public' || permission === 'known') return;
  if (!grantFor(actor, permission, () => true)) throw new ProblemError(problem('FORBIDDEN', { act: permission }));
}
