import { z } from 'zod';
import { ROLES } from '../domain/access.js';
import { unitName } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { day, personId, reason, unitKey } from './http-api-scalars.js';

const delegation = z
  .object({
    id: z.string(),
    by: z.string(),
    byName: z.string(),
    to: z.string(),
    toName: z.string(),
    role: z.enum(ROLES),
    unit: unitName,
    from: z.string(),
    until: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'Delegation' });

/** Roles handed to another person for some days (ủy quyền). */
export const delegationOperations = {
  list: operation('GET', '/delegations', {
    summary: 'Delegations one gave or was given that are not over.',
    permission: 'known',
    answer: z.object({ items: z.array(delegation) }),
  }),
  create: operation('POST', '/delegations', {
    summary: 'Hands a role of one’s own at a body to another person for some days; what the other does then names both.',
    permission: 'known',
    body: z.strictObject({ to: personId(), role: z.enum(ROLES), unit: unitKey(), from: day(), until: day(), reason: reason() }),
    answer: z.object({ id: z.string() }),
    status: 201,
  }),
  end: operation('DELETE', '/delegations/:delegation', {
    summary: 'Ends a delegation one gave or was given.',
    permission: 'known',
    answer: z.undefined(),
    status: 204,
  }),
};
