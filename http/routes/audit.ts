import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function auditHandlers({ audit }: Dondoc): Handlers<typeof operations.audit> {
  return {
    verify: ({ actor, query }) => audit.verify(actor, query.plan),
    verifyAgainst: ({ actor, body }) => audit.verifyAgainst(actor, body.heads),
  };
}
