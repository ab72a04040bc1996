import { z } from 'zod';
import { dutyAnswer, saidAnswer } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { toldProblem } from './http-api-problem.js';
import { day, line, listUpTo, pageFields, randomId, switched, title, unitKey, whole } from './http-api-scalars.js';

/** What a person's bodies must do and were told, and the guidance documents that wake duties. */

const MAX_READ = 500;

const noticeAnswer = z
  .object({
    id: z.number().int(),
    plan: z.string(),
    symbol: z.string().optional(),
    kind: z.string(),
    item: z.string().optional(),
    period: z.string().optional(),
    unit: z.string().optional(),
    body: z.string(),
    role: z.string(),
    urgency: z.string(),
    tier: z.string().optional(),
    units: z.array(z.string()).optional(),
    atMs: z.number(),
    data: z.record(z.string(), z.unknown()),
    title: z.string(),
    line: z.string(),
    why: z.string(),
    said: saidAnswer.optional(),
    readMs: z.number().optional(),
  })
  .meta({ id: 'Notice' });

const duties = z.array(dutyAnswer);

export const inboxOperations = {
  get: operation('GET', '/inbox', {
    summary: 'What the bodies of the sender must do, and how much they await of others.',
    permission: 'known',
    query: z.strictObject({ unit: unitKey().optional() }),
    answer: z.object({
      today: duties,
      returned: duties,
      soon: duties,
      toReview: duties,
      urged: duties,
      awaiting: z.number(),
      counts: z.object({ today: z.number(), returned: z.number(), soon: z.number(), toReview: z.number(), urged: z.number() }),
    }),
  }),
  awaiting: operation('GET', '/inbox/awaiting', {
    summary: 'What the bodies of the sender await of others under their plans.',
    permission: 'known',
    query: z.strictObject({ ...pageFields, unit: unitKey().optional() }),
    answer: z.object({ items: z.array(dutyAnswer), next: z.string().optional() }),
  }),
  notices: operation('GET', '/inbox/notices', {
    summary: 'Notices, newest first.',
    permission: 'known',
    query: z.strictObject({ ...pageFields, unread: switched().optional(), plan: randomId('plan').optional() }),
    answer: z.object({ items: z.array(noticeAnswer), next: z.string().optional() }),
  }),
  read: operation('POST', '/inbox/notices/read', {
    summary: 'Marks notices as read.',
    permission: 'known',
    body: z.strictObject({ notices: listUpTo(whole(1, Number.MAX_SAFE_INTEGER), MAX_READ, 1) }),
    answer: z.undefined(),
    status: 204,
  }),
};

export const guidanceOperations = {
  register: operation('POST', '/guidance', {
    summary: 'Registers a guidance document; exactly the duties that wait for its key wake.',
    permission: 'guidance.register',
    key: true,
    body: z.strictObject({
      key: line(64),
      title: title(),
      symbol: title(64).optional(),
      issuedOn: day().optional(),
      unit: unitKey().optional(),
    }),
    answer: z.object({ id: z.string(), plans: z.array(z.string()), warnings: z.array(toldProblem) }),
    status: 201,
  }),
  awaited: operation('GET', '/guidance', {
    summary: 'Guidance that duties wait for, how many, and since when.',
    permission: 'known',
    answer: z.object({
      items: z.array(z.object({ key: z.string(), title: z.string(), plans: z.array(z.string()), duties: z.number(), sinceMs: z.number() })),
    }),
  }),
};
