import { z } from 'zod';
import { ROLES } from '../domain/access.js';
import { UNIT_KINDS } from '../domain/unit.js';
import { operation } from './http-api-operation.js';
import { toldProblem } from './http-api-problem.js';
import { day, listUpTo, pageFields, personId, search, switched, title, unitKey, whole } from './http-api-scalars.js';

/** People with their grants and tokens, bodies, and the check of the record: what an administrator handles. */

const MAX_PEOPLE = 5000;
/** Last instant a token may be valid until: the end of the year 2200. */
const LAST_MS = 7_289_654_399_999;

const person = z.strictObject({
  id: personId(),
  name: title(200),
  // Its form is judged with all the others of the list (EMAIL_FORMAT).
  email: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
  sample: z.boolean().optional(),
  grants: listUpTo(z.strictObject({ role: z.enum(ROLES), unit: unitKey(), from: day().optional(), to: day().optional() }), 100),
});

const personAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  language: z.enum(['vi', 'en']),
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  grants: z.array(z.object({ role: z.enum(ROLES), unit: z.string(), from: z.string(), to: z.string().optional() })),
});

const imported = z.object({ added: z.number(), changed: z.number(), warnings: z.array(toldProblem) });

const manages = { permission: 'tokens.create' } as const;

export const peopleOperations = {
  list: operation('GET', '/people', {
    summary: 'People with their grants.',
    permission: 'tokens.create',
    query: z.strictObject(pageFields),
    answer: z.object({ items: z.array(personAnswer), next: z.string().optional() }),
  }),
  import: operation('POST', '/people/import', {
    summary: 'Adds people with their grants, or changes them; all or none.',
    permission: 'tokens.create',
    body: z.strictObject({ people: listUpTo(person, MAX_PEOPLE, 1) }),
    answer: imported,
  }),
  resetPassword: operation('POST', '/people/:person/password-reset', {
    ...manages,
    summary: 'Gives a person a password for one use, shown this once, to be changed at the first sign-in; ends its sessions.',
    answer: z.object({ password: z.string() }),
    status: 201,
  }),
  removeSecondFactor: operation('DELETE', '/people/:person/second-factor', {
    ...manages,
    summary: 'Takes the second factor of a person away; ends its sessions.',
    answer: z.undefined(),
    status: 204,
  }),
  setDisabled: operation('PUT', '/people/:person/disabled', {
    ...manages,
    summary: 'Keeps a person out from the next request on, or lets it in again.',
    body: z.strictObject({ disabled: z.boolean() }),
    answer: z.undefined(),
    status: 204,
  }),
  linkIdentity: operation('POST', '/people/:person/identities', {
    ...manages,
    summary: 'Links an identity at a provider, by its subject there, to a person.',
    body: z.strictObject({ provider: z.string().min(1).max(60), subject: z.string().min(1).max(255) }),
    answer: z.undefined(),
    status: 204,
  }),
  endSessions: operation('DELETE', '/people/:person/sessions', {
    ...manages,
    summary: 'Ends all sessions of a person.',
    answer: z.undefined(),
    status: 204,
  }),
};

export const tokenOperations = {
  create: operation('POST', '/tokens', {
    summary: 'A token for a person; it is shown this once.',
    permission: 'tokens.create',
    once: true,
    body: z.strictObject({ person: personId(), label: title(100), expiresMs: whole(0, LAST_MS).optional() }),
    answer: z.object({ id: z.string(), token: z.string() }),
    status: 201,
  }),
  revoke: operation('DELETE', '/tokens/:token', {
    summary: 'Revokes a token by its id, from the next request on.',
    permission: 'tokens.create',
    answer: z.undefined(),
    status: 204,
  }),
};

const version = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  level: z.number(),
  parent: z.string().optional(),
  head: z.object({ name: z.string().optional(), position: z.string() }).optional(),
  specialRegime: z.boolean(),
  tags: z.array(z.string()).readonly(),
  terms: z.array(z.object({ name: z.string(), from: z.string(), to: z.string().optional() })).readonly(),
  validFrom: z.string(),
  validTo: z.string().optional(),
  sample: z.boolean().optional(),
});
const unitAnswer = version.extend({ parentCode: z.string().optional() }).meta({ id: 'Unit' });

export const unitOperations = {
  list: operation('GET', '/units', {
    summary: 'Bodies as of a day (today unless said), in order of code.',
    permission: 'known',
    query: z.strictObject({ ...pageFields, on: day().optional(), under: unitKey().optional(), q: search().optional() }),
    answer: z.object({ items: z.array(unitAnswer), next: z.string().optional() }),
  }),
  get: operation('GET', '/units/:unit', {
    summary: 'A body as of a day, with its whole life.',
    permission: 'known',
    query: z.strictObject({ on: day().optional() }),
    answer: unitAnswer.extend({ history: z.array(version) }),
  }),
  import: operation('POST', '/units/import', {
    summary: 'Imports a file of bodies, all or none, with every problem at once; `dryRun=true` only checks.',
    permission: 'units.import',
    uploads: ['csv', 'yaml'],
    maxBytes: 10 * 1024 * 1024,
    query: z.strictObject({ dryRun: switched().optional() }),
    body: z.strictObject({ text: z.string(), format: z.enum(['csv', 'yaml', 'json']).optional() }).optional(),
    answer: imported.extend({ dryRun: z.boolean() }),
  }),
};
