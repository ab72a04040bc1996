import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function diagnosisHandlers({ diagnosis }: Dondoc): Handlers<typeof operations.diagnosis> {
  return {
    get: ({ actor }) => diagnosis.get(actor),
    compare: ({ actor }) => diagnosis.compare(actor),
    backup: ({ actor }) => diagnosis.backup(actor),
    rebuild: async ({ actor, body }) => ({ rebuilt: await diagnosis.rebuild(actor, body.lane) }),
  };
}
