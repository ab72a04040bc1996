import { z } from 'zod';
import { DUTY_FILTERS, DUTY_KINDS, DUTY_STATES } from '../domain/duty.js';
import { decidedAnswer } from './http-api-commands.js';
import { operation } from './http-api-operation.js';
import { day, number, pageFields, randomId, reason, title, unitKey, whole } from './http-api-scalars.js';

export const unitName = z.object({ id: z.string(), code: z.string(), name: z.string() });
const product = z.object({
  symbol: z.string().optional(),
  name: z.string().optional(),
  on: z.string().optional(),
  count: z.number().optional(),
  decision: z.string().optional(),
  address: z.string().optional(),
});

/** What was written beside an act: its text, reason or note, what came of a task, remarks on the fields of a report. */
export const saidAnswer = z
  .object({
    text: z.string().optional(),
    product: product.optional(),
    code: z.string().optional(),
    pins: z.array(z.object({ field: z.string(), comment: z.string() })).optional(),
  })
  .meta({ id: 'Said' });

/** An act of people with what they wrote beside it, and the figures it carries. */
export const actAnswer = saidAnswer
  .extend({
    type: z.string(),
    atMs: z.number(),
    by: unitName.optional(),
    n: z.number().optional(),
    version: z.number().optional(),
    percent: z.number().optional(),
    value: z.number().optional(),
    decision: z.string().optional(),
    shiftDays: z.number().optional(),
  })
  .meta({ id: 'Act' });

export type ActAnswer = z.output<typeof actAnswer>;
export type SaidAnswer = z.output<typeof saidAnswer>;

export const why = z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) });

/** A duty as its readers see it; instants are epoch milliseconds. */
export const dutyAnswer = z
  .object({
    plan: z.string(),
    unit: unitName,
    item: z.string(),
    period: z.string(),
    title: z.string(),
    kind: z.enum(DUTY_KINDS),
    standing: z.object({ state: z.enum(DUTY_STATES), stale: z.boolean(), suspended: z.boolean(), overdueMs: z.number() }),
    opensMs: z.number(),
    dueMs: z.number().optional(),
    statedDay: z.string().optional(),
    why: z.array(why),
    waits: z.boolean().optional(),
    doneMs: z.number().optional(),
    late: z.boolean().optional(),
    nil: z.boolean().optional(),
    review: z.enum(['submitted', 'returned', 'resubmitted', 'accepted']).optional(),
    repairDueMs: z.number().optional(),
    evidenceMs: z.number().optional(),
    staleMs: z.number().optional(),
    exempt: z.boolean().optional(),
    cancelled: z.boolean().optional(),
    suspendedMs: z.number().optional(),
    endedMs: z.number().optional(),
    percent: z.number().optional(),
    value: z.number().optional(),
    quota: z.number().optional(),
    urged: z.number(),
    rung: z.string().optional(),
    proposed: z.boolean(),
    ownPlan: z.string().optional(),
    nextFiring: z.object({ atMs: z.number(), kind: z.string(), n: z.number() }).optional(),
    revision: z.string(),
  })
  .meta({ id: 'Duty' });

export type DutyAnswer = z.output<typeof dutyAnswer>;

const MAX_COUNT = 1e15;

const progressBody = z.strictObject({
  percent: number(0, 100).optional(),
  value: number(-MAX_COUNT, MAX_COUNT).optional(),
  done: z.boolean().optional(),
  note: reason().optional(),
  product: z
    .strictObject({
      symbol: title(64).optional(),
      name: title(300).optional(),
      on: day().optional(),
      count: whole(0, MAX_COUNT).optional(),
      decision: title(64).optional(),
      address: title(300).optional(),
    })
    .optional(),
});
const urgingBody = z.strictObject({ text: reason() });
const reviewBody = z.strictObject({ decision: z.enum(['review', 'dismiss']), reason: reason() });

const lodges = { key: true, lodges: true, answer: decidedAnswer, status: 201 } as const;
const reported = {
  ...lodges,
  permission: 'duties.act',
  body: progressBody,
  summary: 'What was done of a task: percent, figure, or that it is finished.',
} as const;
const urged = { ...lodges, permission: 'duties.urge', body: urgingBody, summary: 'Urges a body (đôn đốc), with a text.' } as const;
const ITEM = '/plans/:plan/units/:unit/items/:item';
const seen = { permission: 'known', etag: true, answer: dutyAnswer.extend({ said: z.array(actAnswer) }) } as const;

export const dutyOperations = {
  list: operation('GET', '/duties', {
    summary: 'Duties the sender sees, by plan, body, kind and state; a page may come out short of its limit.',
    permission: 'known',
    query: z.strictObject({
      ...pageFields,
      plan: randomId('plan').optional(),
      unit: unitKey().optional(),
      kind: z.enum(DUTY_KINDS).optional(),
      state: z.enum(DUTY_STATES).optional(),
      only: z.enum(DUTY_FILTERS).optional(),
    }),
    answer: z.object({ items: z.array(dutyAnswer), next: z.string().optional() }),
  }),
  get: operation('GET', `${ITEM}/periods/:period/duty`, { ...seen, summary: 'One duty.' }),
  getOnce: operation('GET', ITEM, { ...seen, summary: 'The duty of an item that comes once.' }),
  ownPlan: operation('GET', '/plans/:plan/units/:unit/own-plan', { ...seen, summary: 'The duty of a body to issue its own plan.' }),
  receive: operation('POST', '/plans/:plan/units/:unit/receipt', {
    ...lodges,
    permission: 'duties.act',
    summary: 'A body receives the plan (tiếp nhận).',
  }),
  progress: operation('POST', `${ITEM}/periods/:period/progress`, reported),
  progressOnce: operation('POST', `${ITEM}/progress`, reported),
  urge: operation('POST', `${ITEM}/periods/:period/urging`, urged),
  urgeOnce: operation('POST', `${ITEM}/urging`, urged),
  decideReview: operation('POST', `${ITEM}/periods/:period/review-decision`, {
    ...lodges,
    permission: 'reviews.decide',
    body: reviewBody,
    summary: 'Decides on a proposal for review: to review, or to dismiss it, with a reason.',
  }),
};
