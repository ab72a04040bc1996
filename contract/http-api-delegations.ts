import { z } from 'zod';
import { ROLES } from '../domain/access.js';
import { unitName } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { day, personId, reason, switched, unitKey } from './http-api-scalars.js';

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
    summary: 'Delegations one gave or was given that are not over; `all`: those at all bodies one keeps house for.',
    permission: 'known',
    query: z.strictObject({ all: switched().optional() }),
    answer: z.object({ items: z.array(delegation) }),
  }),
  create: operation('POST', '/delegations', {
    summary:
      'Hands a role of one’s own at a body to another person for some days; what the other does then names both. Who keeps house may do so for another (`by`).',
    permission: 'known',
    body: z.strictObject({
      by: personId().optional(),
      to: personId(),
      role: z.enum(ROLES),
      unit: unitKey(),
      from: day(),
      until: day(),
      reason: reason(),
    }),
    answer: z.object({ id: z.string() }),
    status: 201,
  }),
  colleagues: operation('GET', '/units/:unit/colleagues', {
    summary: 'People who hold a role at a body of one’s own.',
    permission: 'known',
    answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) })) }),
  }),
  end: operation('DELETE', '/delegations/:delegation', {
    summary: 'Ends a delegation one gave or was given, or of a body one keeps house for.',
    permission: 'known',
    answer: z.undefined(),
    status: 204,
  }),
};
