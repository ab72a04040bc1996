import { z } from 'zod';
import { unitName } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { day, randomId, unitKey } from './http-api-scalars.js';

/** How things stand at one look, and what is still to come. */

const counts = {
  doneOnTime: z.number(),
  doneLate: z.number(),
  openInTime: z.number(),
  openOverdue: z.number(),
  waitingGuidance: z.number(),
  standing: z.number(),
  stale: z.number(),
};

export const overviewAnswer = z
  .object({
    unit: unitName,
    plans: z.number(),
    total: z.object(counts),
    own: z.object(counts).meta({ description: 'What the body itself owes under plans of others.' }),
    bodies: z.array(z.object({ unit: unitName, longestMs: z.number(), ...counts })),
    ages: z.array(z.object({ from: z.number(), to: z.number().optional(), count: z.number() })),
    causes: z.object({ own: z.number(), below: z.number(), guidance: z.number() }),
    trend: z.array(z.object({ month: z.string(), expected: z.number(), actual: z.number(), onTime: z.number() })),
    waits: z.array(
      z.object({
        kind: z.enum(['guidance', 'review']),
        plan: z.string(),
        key: z.string().optional(),
        count: z.number(),
        sinceMs: z.number(),
      }),
    ),
    targets: z.array(
      z.object({
        plan: z.string(),
        target: z.string(),
        indicator: z.string(),
        bound: z.number(),
        unit: z.string(),
        state: z.string(),
        value: z.number().nullable(),
        even: z.number().optional(),
      }),
    ),
  })
  .meta({ id: 'Overview' });

const marker = z.object({
  atMs: z.number(),
  kind: z.string().meta({ description: 'opens, due, lock, or the kind of point that fires' }),
  n: z.number(),
  duty: z.string(),
  item: z.string(),
  period: z.string(),
  title: z.string(),
  holders: z.number().meta({ description: 'How many, of those the reader sees, still owe it.' }),
});

export const overviewOperations = {
  get: operation('GET', '/overview', {
    summary:
      'The four official states of the plans of a body (one’s own unless said) or of one plan, by body, age and cause, with targets and waits.',
    permission: 'known',
    query: z.strictObject({ unit: unitKey().optional(), plan: randomId('plan').optional() }),
    answer: overviewAnswer,
  }),
  coming: operation('GET', '/plans/:plan/coming', {
    summary: 'What is still to come in a plan, in order: what opens, falls due and fires.',
    permission: 'known',
    query: z.strictObject({ until: day().optional() }),
    answer: z.object({ items: z.array(marker) }),
  }),
};
