import { z } from 'zod';
import { MUTEABLE_KINDS } from '../domain/preference.js';
import { operation } from './http-api-operation.js';
import { listUpTo } from './http-api-scalars.js';

const kind = z.enum(MUTEABLE_KINDS);

/** What one wants told by mail; in the inbox stand all notices. */
export const preferenceOperations = {
  get: operation('GET', '/preferences', {
    summary: 'Kinds of notice that one does not want by mail.',
    permission: 'known',
    answer: z.object({ muted: z.array(kind) }),
  }),
  set: operation('PUT', '/preferences', {
    summary: 'Sets the kinds of notice that one does not want by mail; those that ask for something cannot be among them.',
    permission: 'known',
    body: z.strictObject({ muted: listUpTo(kind, MUTEABLE_KINDS.length) }),
    answer: z.undefined(),
    status: 204,
  }),
};
