import type { Dondoc, Opened, SamplePersonView, SessionView } from '../../client/dondoc.js';
import type { operations, SessionAnswer, WaysAnswer } from '../../contract/http-api.js';
import type { Actor } from '../../domain/access.js';
import { EVERYWHERE } from '../../domain/access.js';
import { ProblemError, problem } from '../../domain/problem.js';
import { type Language, render } from '../../i18n/render.js';
import type { Handlers } from '../serve.js';

export function sessionHandlers({ session, oidc }: Dondoc): Handlers<typeof operations.session> {
  return {
    ways: async ({ language }) => {
      const { local, sample } = await session.ways();
      return { local, oidc: oidc.providers(), sample: sample.map((person) => sampleOf(person, language)) };
    },
    signIn: async ({ body, from, keep, language }) => opened(await session.signIn(body, from), keep, language),
    signInSample: async ({ body, from, keep, language }) => opened(await session.signInSample(body.person, from), keep, language),
    get: async ({ actor, language }) => answerOf(await session.get(actor), language),
    change: async ({ actor, body, language }) => answerOf(await session.change(actor, body), body.language ?? language),
    signOut: async ({ actor, keep }) => {
      await session.signOut(actor);
      keep(undefined);
      return undefined;
    },
    changePassword: async ({ actor, body, from, keep, language }) =>
      opened(await session.changePassword(actor, { old: body.old, next: body.new }, from), keep, language),
    beginSecondFactor: ({ actor, body, from }) => session.beginSecondFactor(actor, body.password, from),
    confirmSecondFactor: async ({ actor, body, from, keep, language }) =>
      opened(await session.confirmSecondFactor(actor, body.code, from), keep, language),
    list: async ({ actor }) => ({ items: await session.list(actor) }),
    end: async ({ actor, params }) => {
      await session.end(actor, params.session);
      return undefined;
    },
    endAll: async ({ actor }) => {
      await session.endOthers(actor);
      return undefined;
    },
  };

  /** Hands out the new session, and says who is now signed in. */
  async function opened({ secret }: Opened, keep: (secret: string) => void, language: Language): Promise<SessionAnswer> {
    const actor: Actor | undefined = await session.actorOf(secret);
    if (!actor) throw new ProblemError(problem('UNAUTHENTICATED'));
    keep(secret);
    return answerOf(await session.get(actor), language);
  }
}

function answerOf(view: SessionView, language: Language): SessionAnswer {
  const everywhere = render(language, 'session.everywhere');
  return { ...view, grants: view.grants.map((grant) => (grant.unit === EVERYWHERE ? { ...grant, unitName: everywhere } : grant)) };
}

function sampleOf({ id, ...person }: SamplePersonView, language: Language): WaysAnswer['sample'][number] {
  const roles = person.roles.map((role) => render(language, `role.${role}`)).join(', ');
  return { person: id, ...person, title: `${roles} · ${person.unitName}` };
}
