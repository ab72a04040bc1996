import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function overviewHandlers({ overview }: Dondoc): Handlers<typeof operations.overview> {
  return {
    get: ({ actor, query }) => overview.get(actor, query),
    coming: async ({ actor, params, query }) => ({ items: await overview.coming(actor, params.plan, query.until) }),
  };
}
