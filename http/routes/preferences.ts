import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function preferenceHandlers({ preferences }: Dondoc): Handlers<typeof operations.preferences> {
  return {
    get: ({ actor }) => preferences.get(actor),
    set: async ({ actor, body }) => {
      await preferences.set(actor, body);
      return undefined;
    },
  };
}
