import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

export function guidanceHandlers({ guidance }: Dondoc): Handlers<typeof operations.guidance> {
  return {
    register: async ({ actor, body, sending, language }) => {
      const { warnings, ...registered } = await guidance.register(actor, body, sending);
      return { ...registered, warnings: warnings.map((warning) => told(warning, language)) };
    },
    awaited: async ({ actor }) => ({ items: await guidance.awaited(actor) }),
  };
}
