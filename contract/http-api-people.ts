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

const grantGiven = z.strictObject({ role: z.enum(ROLES), unit: unitKey(), from: day().optional(), to: day().optional() });

const person = z.strictObject({
  id: personId(),
  name: title(200),
  // Its form is judged with all the others of the list (EMAIL_FORMAT).
  email: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
  sample: z.boolean().optional(),
  grants: listUpTo(grantGiven, 100),
});

const personAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  language: z.enum(['vi', 'en']),
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  identities: z.array(z.string()),
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
  get: operation('GET', '/people/:person', {
    ...manages,
    summary: 'A person with its grants and how it may get in.',
    answer: personAnswer,
  }),
  giveGrant: operation('POST', '/people/:person/grants', {
    ...manages,
    summary: 'Gives a person a role at a body, from today unless said; it holds from the next request on.',
    body: grantGiven,
    answer: z.object({ id: z.string() }),
    status: 201,
  }),
  endGrant: operation('POST', '/people/:person/grants/ending', {
    ...manages,
    summary: 'Ends a grant with its last day; where that day is past, from the next request on.',
    body: z.strictObject({ role: z.enum(ROLES), unit: unitKey(), from: day(), lastDay: day() }),
    answer: z.undefined(),
    status: 204,
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

const tokenAnswer = z.object({
  id: z.string(),
  person: z.string(),
  personName: z.string(),
  label: z.string(),
  createdMs: z.number(),
  expiresMs: z.number().optional(),
});

export const tokenOperations = {
  list: operation('GET', '/tokens', {
    summary: 'Tokens that hold, the newest first; never their secrets.',
    permission: 'tokens.create',
    answer: z.object({ items: z.array(tokenAnswer) }),
  }),
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

const code = () => z.string().trim().min(1).max(64);
const changes = { kind: z.enum(UNIT_KINDS), parent: unitKey(), headName: z.string().max(150), headPosition: z.string().max(150) };
const optional = <T extends z.ZodType>(schema: T) => schema.optional();
const changed = z.object({ id: z.string(), warnings: z.array(toldProblem) });

export const unitOperations = {
  add: operation('POST', '/units', {
    summary: 'Adds a body from a day on.',
    permission: 'units.change',
    body: z.strictObject({
      from: day(),
      code: code(),
      name: title(300),
      kind: changes.kind,
      parent: changes.parent,
      headName: optional(changes.headName),
      headPosition: optional(changes.headPosition),
    }),
    answer: changed,
    status: 201,
  }),
  change: operation('PUT', '/units/:unit', {
    summary: 'Renames, moves or otherwise changes a body from a day on; what was before stays on record.',
    permission: 'units.change',
    body: z.strictObject({
      from: day(),
      name: title(300).optional(),
      kind: optional(changes.kind),
      parent: optional(changes.parent),
      headName: optional(changes.headName),
      headPosition: optional(changes.headPosition),
    }),
    answer: changed,
  }),
  close: operation('POST', '/units/:unit/closure', {
    summary: 'Ends a body with a day; one that owes duties, or has bodies beneath it, is not ended.',
    permission: 'units.change',
    body: z.strictObject({ on: day() }),
    answer: changed,
    status: 200,
  }),
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
