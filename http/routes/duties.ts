import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { ONCE, OWN_PLAN_ITEM } from '../../domain/duty.js';
import type { Handlers } from '../serve.js';

export function dutyHandlers({ duties }: Dondoc): Handlers<typeof operations.duties> {
  return {
    list: ({ actor, query }) => duties.list(actor, query),
    get: ({ actor, params }) => duties.get(actor, params),
    getOnce: ({ actor, params }) => duties.get(actor, { ...params, period: ONCE }),
    ownPlan: ({ actor, params }) => duties.get(actor, { ...params, item: OWN_PLAN_ITEM, period: ONCE }),
    receive: ({ actor, params, sending }) => duties.receive(actor, params.plan, params.unit, sending),
    progress: ({ actor, params, body, sending }) => duties.progress(actor, params, body, sending),
    progressOnce: ({ actor, params, body, sending }) => duties.progress(actor, { ...params, period: ONCE }, body, sending),
    urge: ({ actor, params, body, sending }) => duties.urge(actor, params, body.text, sending),
    urgeOnce: ({ actor, params, body, sending }) => duties.urge(actor, { ...params, period: ONCE }, body.text, sending),
    decideReview: ({ actor, params, body, sending }) => duties.decideReview(actor, params, body, sending),
  };
}
