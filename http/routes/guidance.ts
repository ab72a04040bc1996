import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function guidanceHandlers({ guidance }: Dondoc): Handlers<typeof operations.guidance> {
  return {
    register: ({ actor, body, sending }) => guidance.register(actor, body, sending),
    awaited: async ({ actor }) => ({ items: await guidance.awaited(actor) }),
  };
}
