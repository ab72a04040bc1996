import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

export function peopleHandlers({ people }: Dondoc): Handlers<typeof operations.people> {
  return {
    list: ({ actor, query }) => people.list(actor, query),
    get: ({ actor, params }) => people.get(actor, params.person),
    giveGrant: ({ actor, params, body }) => people.giveGrant(actor, params.person, body),
    endGrant: async ({ actor, params, body }) => {
      await people.endGrant(actor, params.person, body);
      return undefined;
    },
    import: async ({ actor, body, language }) => {
      const { added, changed, warnings } = await people.importPeople(actor, body.people);
      return { added, changed, warnings: warnings.map((warning) => told(warning, language)) };
    },
    resetPassword: ({ actor, params }) => people.resetPassword(actor, params.person),
    removeSecondFactor: async ({ actor, params }) => {
      await people.removeSecondFactor(actor, params.person);
      return undefined;
    },
    setDisabled: async ({ actor, params, body }) => {
      await people.setDisabled(actor, params.person, body.disabled);
      return undefined;
    },
    linkIdentity: async ({ actor, params, body }) => {
      await people.linkIdentity(actor, params.person, body);
      return undefined;
    },
    endSessions: async ({ actor, params }) => {
      await people.endSessions(actor, params.person);
      return undefined;
    },
  };
}
