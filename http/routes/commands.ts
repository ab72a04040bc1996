import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';
import { type BulkHandlers, runBulk } from './bulk.js';

export function commandHandlers({ commands }: Dondoc, handlers: BulkHandlers): Handlers<typeof operations.commands> {
  return {
    get: async ({ actor, params, language }) => {
      const found = await commands.get(actor, params.command);
      switch (found.state) {
        case 'decided':
          return { state: 'decided', receipt: found.receipt };
        case 'refused':
          return { state: 'refused', commandId: found.commandId, problem: told(found.problem, language) };
        case 'lodged':
          return found;
      }
    },
    bulk: async (call) => ({ items: await runBulk(call, handlers) }),
  };
}
