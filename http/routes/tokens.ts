import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function tokenHandlers({ people }: Dondoc): Handlers<typeof operations.tokens> {
  return {
    list: async ({ actor }) => ({ items: await people.tokens(actor) }),
    create: ({ actor, body, once }) => people.createToken(actor, body, once),
    revoke: async ({ actor, params }) => {
      await people.revokeToken(actor, params.token);
      return undefined;
    },
  };
}
