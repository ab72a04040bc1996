import * as openid from 'openid-client';
import type { Actor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { addIdentity, personOfIdentity } from '../store/identities.js';
import { recordHouse } from '../store/house.js';
import { type ClientDeps, instantOf, type OidcProvider } from './deps.js';
import type { OidcVerbs } from './dondoc-session.js';
import { openSession } from './open-session.js';
import { notFound } from './rights.js';
import { Wardens } from './wardens.js';

/**
 * Verbs that sign in at an identity provider: code flow with PKCE, state and nonce, all checked by openid-client, signatures of ID tokens too.
 * A person is known by issuer and subject, which an administrator has linked; an address is never enough.
 */
export function oidcVerbs(deps: ClientDeps): OidcVerbs {
  const providers = deps.oidc ?? [];
  const found = new Map<string, Promise<openid.Configuration>>();
  const wardens = new Wardens(deps.db);

  return {
    providers: () => providers.map(({ id, name }) => ({ id, name })),

    async begin(id, redirectUri) {
      const configuration = await discovered(providerOf(deps, id));
      const held = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce() };
      const address = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid',
        code_challenge: await openid.calculatePKCECodeChallenge(held.verifier),
        code_challenge_method: 'S256',
        state: held.state,
        nonce: held.nonce,
      });
      return { address: address.href, held };
    },

    async finish(id, address, held, sender) {
      const provider = providerOf(deps, id);
      const configuration = await discovered(provider);
      const { nowMs } = await instantOf(deps);
      await wardens.admit(undefined, sender.address, nowMs);
      const claims = await claimsOf(configuration, address, held);
      const person = claims && (await personOfIdentity(deps.db, claims.iss, claims.sub));
      if (person === undefined) {
        await wardens.fail(undefined, sender.address, nowMs);
        throw new ProblemError(claims ? problem('OIDC_NOT_LINKED', { subject: claims.sub.slice(0, 200) }) : problem('OIDC_REFUSED'));
      }
      return deps.db.transaction().execute((trx) => openSession(trx, person, 'oidc', sender.agent, nowMs));
    },
  };

  /** What a provider says of itself, asked once; a provider that was away is asked again. */
  async function discovered({ id, issuer, clientId, clientSecret }: OidcProvider): Promise<openid.Configuration> {
    const known = found.get(id);
    if (known) return known;
    const asking = openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // A provider without https is believed on this very machine alone, for trying out.
      execute: isLoopback(issuer) ? [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] : [openid.enableNonRepudiationChecks],
    });
    found.set(id, asking);
    try {
      return await asking;
    } catch {
      found.delete(id);
      throw new ProblemError(problem('UNAVAILABLE'));
    }
  }
}

/** Links an identity to a person, whom the caller has found within the actor's reach. IDENTITY_TAKEN (subject) where it is another's. */
export async function linkIdentity(
  deps: ClientDeps,
  actor: Actor,
  person: string,
  on: { provider: string; subject: string },
): Promise<void> {
  const { provider, subject } = on;
  const { issuer } = providerOf(deps, provider);
  const { nowMs } = await instantOf(deps);
  await deps.db.transaction().execute(async (trx) => {
    if (!(await addIdentity(trx, { issuer: issuer.replace(/\/$/, ''), subject, person, atMs: nowMs })))
      throw new ProblemError(problem('IDENTITY_TAKEN', { subject }));
    await recordHouse(trx, [{ type: 'identityLinked', atMs: nowMs, data: { person, provider }, actor: actor.person }], nowMs);
  });
}

function providerOf({ oidc = [] }: ClientDeps, id: string): OidcProvider {
  const provider = oidc.find((one) => one.id === id);
  if (!provider) throw notFound();
  return provider;
}

/** Who a provider's answer is about; undefined where anything in it is not as it must be. */
async function claimsOf(
  configuration: openid.Configuration,
  address: string,
  { verifier, state, nonce }: { verifier: string; state: string; nonce: string },
): Promise<{ iss: string; sub: string } | undefined> {
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, new URL(address), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    return tokens.claims();
  } catch {
    return undefined;
  }
}

function isLoopback(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
