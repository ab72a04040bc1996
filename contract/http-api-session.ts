import { z } from 'zod';
import { FACTORS, ROLES } from '../domain/access.js';
import { operation } from './http-api-operation.js';
import { personId, unitKey } from './http-api-scalars.js';

/**
 * How people sign in and the sessions they hold. A session is a cookie that scripts cannot read; requests that change something are taken
 * from our own pages alone (Origin, Sec-Fetch-Site). A provider's sign-in is two plain addresses, not operations:
 * `GET /session/oidc/:id/start?returnTo=/…` sends the browser there, `GET /session/oidc/:id/callback` takes it back.
 */

/** Longest password that is looked at, in characters: more than may be set, so that a wrong one is just wrong. */
const MAX_PASSWORD = 1000;

const secret = () => z.string().min(1).max(MAX_PASSWORD);
const code = () => z.string().regex(/^\d{6}$/);
const role = z.enum(ROLES);

const waysAnswer = z.object({
  local: z.boolean().meta({ description: 'Whether passwords are kept here.' }),
  oidc: z.array(z.object({ id: z.string(), name: z.string() })),
  sample: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      title: z.string().meta({ description: 'Roles and body in words.' }),
      language: z.enum(['vi', 'en']),
      unit: z.string().meta({ description: 'Code of the body.' }),
      unitName: z.string(),
      roles: z.array(role),
    }),
  ),
});

/** Who is signed in. `grants` are all it holds today; with `actingFor` only those at that body count. `lacks`: what must be done before they count. */
export const sessionAnswer = z
  .object({
    person: z.string(),
    name: z.string(),
    language: z.enum(['vi', 'en']),
    grants: z.array(z.object({ role, unit: z.string(), unitCode: z.string(), unitName: z.string(), delegatedBy: z.string().optional() })),
    actingFor: z.string().optional(),
    factor: z.enum(FACTORS),
    lacks: z.enum(['newPassword', 'secondFactor']).optional(),
    hasSecondFactor: z.boolean(),
    expiresMs: z.number().optional(),
  })
  .meta({ id: 'Session' });

const heldSession = z.object({
  id: z.string(),
  factor: z.enum(FACTORS),
  agent: z.string(),
  createdMs: z.number(),
  seenMs: z.number(),
  expiresMs: z.number(),
  current: z.boolean(),
});

export type WaysAnswer = z.output<typeof waysAnswer>;
export type SessionAnswer = z.output<typeof sessionAnswer>;

const opens = { permission: 'public', answer: sessionAnswer, status: 201 } as const;
const own = { permission: 'known' } as const;

export const sessionOperations = {
  ways: operation('GET', '/session/ways', { summary: 'The ways to sign in here.', permission: 'public', answer: waysAnswer }),
  signIn: operation('POST', '/session', {
    ...opens,
    summary: 'Signs in with a password, and a code where the person has a second factor (SECOND_FACTOR_REQUIRED asks for it).',
    body: z.strictObject({ person: z.string().min(1).max(200), password: secret(), code: code().optional() }),
  }),
  signInSample: operation('POST', '/session/sample', {
    ...opens,
    summary: 'Signs in as a sample person; only where started with --sample on loopback.',
    body: z.strictObject({ person: personId() }),
  }),
  get: operation('GET', '/session', { ...own, summary: 'Who is signed in, with what it may do.', answer: sessionAnswer }),
  change: operation('PUT', '/session', {
    ...own,
    summary: 'Chooses the body to act for (null: all) and the language.',
    body: z.strictObject({ actingFor: unitKey().nullable().optional(), language: z.enum(['vi', 'en']).optional() }),
    answer: sessionAnswer,
  }),
  signOut: operation('DELETE', '/session', { ...own, summary: 'Signs out.', answer: z.undefined(), status: 204 }),
  changePassword: operation('PUT', '/session/password', {
    ...own,
    summary: 'Changes one’s own password; ends all other sessions.',
    body: z.strictObject({ old: secret(), new: secret() }),
    answer: sessionAnswer,
  }),
  beginSecondFactor: operation('POST', '/session/second-factor', {
    ...own,
    summary: 'A new key for a second factor, shown this once; it counts when confirmed with a code.',
    body: z.strictObject({ password: secret() }),
    answer: z.object({ secret: z.string(), uri: z.string() }),
    status: 201,
  }),
  confirmSecondFactor: operation('POST', '/session/second-factor/confirmation', {
    ...own,
    summary: 'Confirms the new key with a code; the session then has both factors.',
    body: z.strictObject({ code: code() }),
    answer: sessionAnswer,
  }),
  list: operation('GET', '/sessions', {
    ...own,
    summary: 'One’s own sessions that stand.',
    answer: z.object({ items: z.array(heldSession) }),
  }),
  endAll: operation('DELETE', '/sessions', { ...own, summary: 'Ends all one’s sessions but this.', answer: z.undefined(), status: 204 }),
  end: operation('DELETE', '/sessions/:session', { ...own, summary: 'Ends one of one’s sessions.', answer: z.undefined(), status: 204 }),
};
