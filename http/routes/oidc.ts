import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Dondoc } from '../../client/dondoc.js';
import { API } from '../../contract/http-api.js';
import { ProblemError, problem } from '../../domain/problem.js';
import type { SessionCookie } from '../session-cookie.js';

/** A page of our own: one slash, then nothing that a browser would take for another host. */
const OWN_PAGE = /^\/(?![/\\])[^\s\\]{0,500}$/;
const OIDC = `${API}/session/oidc/:provider`;

/** What goes to the provider and back in the browser that began: held in a cookie for ten minutes, used once. */
const heldAnswer = z.strictObject({
  provider: z.string(),
  returnTo: z.string(),
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
});

/** Signing in at an identity provider: the browser is sent there, and comes back to the callback with a code that only we can use. */
export function serveOidc(app: FastifyInstance, { oidc }: Dondoc, cookie: SessionCookie, origin: string | undefined): void {
  const config = { permission: 'public' as const };
  const schema = { tags: ['session'], security: [], response: { 302: z.unknown() } };
  const callbackOf = (request: FastifyRequest, provider: string) =>
    `${origin ?? `http://${request.host}`}${API}/session/oidc/${encodeURIComponent(provider)}/callback`;

  app.get(
    `${OIDC}/start`,
    {
      config,
      schema: { ...schema, summary: 'Sends the browser to an identity provider; `returnTo` is the page to come back to.' } as never,
    },
    async (request, reply) => {
      const { provider } = request.params as { provider: string };
      const { returnTo = '/' } = request.query as { returnTo?: unknown };
      if (typeof returnTo !== 'string' || !OWN_PAGE.test(returnTo)) throw new ProblemError(problem('REDIRECT_REFUSED'));
      const { address, held } = await oidc.begin(provider, callbackOf(request, provider));
      cookie.hold(reply, Buffer.from(JSON.stringify({ provider, returnTo, ...held })).toString('base64url'));
      return reply.redirect(address, 302);
    },
  );

  app.get(
    `${OIDC}/callback`,
    { config, schema: { ...schema, summary: 'Takes the browser back from an identity provider and signs in.' } as never },
    async (request, reply) => {
      const { provider } = request.params as { provider: string };
      try {
        const held = heldOf(cookie.held(request), provider);
        cookie.letGo(reply);
        const address = `${callbackOf(request, provider)}${request.url.slice(request.url.split('?', 1)[0]!.length)}`;
        const from = { address: request.ip, agent: request.headers['user-agent'] ?? '' };
        const { secret } = await oidc.finish(provider, address, held, from);
        cookie.keep(reply, secret);
        return await reply.redirect(held.returnTo, 302);
      } catch (error) {
        return refused(request, reply, error);
      }
    },
  );
}

function heldOf(text: string | undefined, provider: string): z.output<typeof heldAnswer> {
  try {
    const held = heldAnswer.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
    if (held.provider === provider && OWN_PAGE.test(held.returnTo)) return held;
  } catch {
    // Not what we gave out: as if nothing had come.
  }
  throw new ProblemError(problem('OIDC_REFUSED'));
}

/** A person who looks at a page is led back to ours with the code of what was wrong; anything else gets the problem itself. */
function refused(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof ProblemError) || !(request.headers.accept ?? '').includes('text/html')) throw error;
  return reply.redirect(`/?refused=${error.problem.code}`, 302);
}
