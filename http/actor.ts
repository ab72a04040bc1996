import rateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dondoc } from '../client/dondoc.js';
import type { Permission } from '../contract/http-api.js';
import { type Actor, grantFor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; absent where a public operation is asked without a token. */
    actor?: Actor;
  }
}

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Who asks and how often: the actor of a token, looked up anew for each request, so that a right that ends has ended with the next one. */
export async function knowActors(app: FastifyInstance, dondoc: Dondoc, ratePerMinute: number) {
  await app.register(rateLimit, { global: false });
  const limit: CreateRateLimitOptions = { max: ratePerMinute, timeWindow: 60_000, keyGenerator: senderOf };
  const count = ratePerMinute > 0 ? app.createRateLimit(limit) : undefined;
  app.decorateRequest('actor', undefined);

  /** Sets the actor, counts the request, and refuses who is unknown or lacks the role. Every bad token is answered alike. */
  return async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { permission } = request.routeOptions.config;
    if (permission === undefined) throw new Error(`no permission declared: ${request.routeOptions.url}`);
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (permission !== 'public' && token !== undefined) request.actor = await dondoc.people.actorOf(token);
    const counted = await count?.(request);
    if (counted && !counted.isAllowed && counted.isExceeded) {
      reply.header('Retry-After', String(counted.ttlInSeconds));
      throw new ProblemError(problem('TOO_MANY_REQUESTS', { max: counted.max, seconds: counted.ttlInSeconds }));
    }
    if (permission === 'public') return;
    if (!request.actor) {
      reply.header('WWW-Authenticate', 'Bearer');
      throw new ProblemError(problem('UNAUTHENTICATED'));
    }
    permit(request.actor, permission);
  };
}

/** A good token counts for itself, wherever it comes from; anything else for its address, so that guessing tokens wins nothing. */
function senderOf(request: FastifyRequest): string {
  return request.actor ? createHash('sha256').update(request.headers.authorization!).digest('base64') : request.ip;
}

/** Refuses an actor who holds no role for an act at any body, before any object is looked at; where it holds one, client/ decides on the object. */
export function permit(actor: Actor, permission: Permission): void {
  if (permission === 'public' || permission === 'known') return;
  if (!grantFor(actor, permission, () => true)) throw new ProblemError(problem('FORBIDDEN', { act: permission }));
}
