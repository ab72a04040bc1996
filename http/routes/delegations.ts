import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function delegationHandlers({ delegations }: Dondoc): Handlers<typeof operations.delegations> {
  return {
    list: async ({ actor, query }) => ({ items: await delegations.list(actor, query) }),
    colleagues: async ({ actor, params }) => ({ items: await delegations.colleagues(actor, params.unit) }),
    create: ({ actor, body }) => delegations.create(actor, body),
    end: async ({ actor, params }) => {
      await delegations.end(actor, params.delegation);
      return undefined;
    },
  };
}
