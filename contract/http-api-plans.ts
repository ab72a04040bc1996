import { z } from 'zod';
import { decidedAnswer } from './http-api-commands.js';
import { actAnswer, saidAnswer, unitName } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { toldProblem } from './http-api-problem.js';
import { day, itemId, pageFields, randomId, reason, search, switched, unitKey } from './http-api-scalars.js';
import { consolidatedAnswer, matrixAnswer, targetAnswer } from './http-api-figures.js';
import { behaviours, rehearsalAnswer } from './http-api-rehearsal.js';

export const planAnswer = z
  .object({
    id: z.string(),
    symbol: z.string().optional(),
    type: z.string(),
    term: z.string().optional(),
    issuer: unitName,
    subject: z.string(),
    status: z.string(),
    date: z.string().optional(),
    issuedMs: z.number().optional(),
    revision: z.string(),
    sample: z.boolean(),
    warnings: z.array(toldProblem).optional(),
  })
  .meta({ id: 'PlanSummary' });

/** A plan file as its text; YAML and JSON files may also be the whole body, under their own content type. */
const planFile = z.strictObject({
  text: z.string(),
  format: z.enum(['yaml', 'json']).optional(),
  /** The reading that it was made of: its paper goes with the plan. */
  source: randomId('reading').optional(),
});

const funnel = z.array(
  z.object({ level: z.number(), issued: z.number(), received: z.number(), ownPlan: z.number(), reporting: z.number() }),
);
const counts = z.record(z.string(), z.number());
const page = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().optional() });

const statusAnswer = z.object({
  plan: planAnswer,
  counts,
  stale: z.number(),
  byKind: z.record(z.string(), counts),
  funnel,
  nextFiring: z.object({ atMs: z.number(), item: z.string(), period: z.string(), kind: z.string() }).optional(),
});

const timelineEntry = z.object({
  lane: z.string(),
  seq: z.number().int(),
  type: z.string(),
  atMs: z.number(),
  recordedMs: z.number(),
  item: z.string().optional(),
  period: z.string().optional(),
  units: z.array(z.string()).optional(),
  actor: z.string().optional(),
  onBehalfOf: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  said: saidAnswer.optional(),
  hash: z.string(),
});

const cascadeAnswer = z.object({
  plan: planAnswer,
  funnel,
  units: page(
    z.object({
      unit: unitName.extend({ level: z.number(), parent: z.string().optional() }),
      purposes: z.array(z.string()),
      received: z.object({ ms: z.number(), late: z.boolean() }).optional(),
      ownPlan: z.object({ state: z.string(), plan: z.string().optional() }).optional(),
      tasks: z.object({ done: z.number(), total: z.number() }),
      reports: z.object({ delivered: z.number(), expected: z.number(), overdue: z.number() }),
      rung: z.string().optional(),
      nextDueMs: z.number().optional(),
    }),
  ),
});

const checkAnswer = z.object({
  problems: z.array(toldProblem),
  warnings: z.array(toldProblem),
  summary: z
    .object({
      recipients: z.number(),
      duties: z.number(),
      rounds: z.number(),
      firstDueMs: z.number().optional(),
      lastDueMs: z.number().optional(),
    })
    .optional(),
});

/** States a plan may be in, for lists. */
export const PLAN_STATUSES = ['draft', 'issued', 'inForce', 'suspended', 'concluded', 'revoked'] as const;

const PLAN = '/plans/:plan';
const uploads = ['yaml'] as const;
const read = { permission: 'known' } as const;
const lodges = { permission: 'plans.issue', key: true, lodges: true, answer: decidedAnswer, status: 201 } as const;

export const planOperations = {
  list: operation('GET', '/plans', {
    ...read,
    summary: 'Plans the sender sees, newest first; `q` is found without regard to accents, as typed first.',
    query: z.strictObject({
      ...pageFields,
      q: search().optional(),
      status: z.enum(PLAN_STATUSES).optional(),
      issuer: unitKey().optional(),
    }),
    answer: page(planAnswer),
  }),
  check: operation('POST', '/plans/check', {
    summary: 'Checks a plan file against the tree of today; keeps nothing.',
    permission: 'plans.draft',
    uploads,
    body: planFile.optional(),
    answer: checkAnswer,
  }),
  draft: operation('POST', '/plans', {
    summary: 'Keeps a plan file as a draft.',
    permission: 'plans.draft',
    once: true,
    uploads,
    etag: true,
    body: planFile.optional(),
    answer: planAnswer,
    status: 201,
  }),
  redraft: operation('PUT', PLAN, {
    summary: 'Replaces the file of a draft; If-Match is its revision.',
    permission: 'plans.draft',
    uploads,
    etag: true,
    body: planFile.optional(),
    answer: planAnswer,
  }),
  draftOwn: operation('POST', `${PLAN}/units/:unit/own-plan`, {
    summary: "Keeps the draft of a body's own plan, which concretises this one.",
    permission: 'plans.draft',
    once: true,
    uploads,
    etag: true,
    body: planFile.optional(),
    answer: planAnswer,
    status: 201,
  }),
  get: operation('GET', PLAN, {
    ...read,
    summary: 'A plan with its document, its parents and children, the decisions on it, and how it was closed.',
    etag: true,
    answer: planAnswer.extend({
      plan: z.unknown(),
      parents: z.array(z.string()),
      children: z.array(z.string()),
      decisions: z.array(actAnswer),
      closing: z.unknown().optional(),
    }),
  }),
  rehearse: operation('POST', `${PLAN}/rehearsal`, {
    ...read,
    summary: 'Every reminder, due date, escalation and collection to the horizon, before anything is issued.',
    body: z.strictObject({ onDay: day().optional(), until: day().optional(), behaviours: behaviours().optional() }).optional(),
    answer: rehearsalAnswer,
  }),
  issue: operation('POST', `${PLAN}/issue`, { ...lodges, summary: 'Issues a draft to all its recipients (ban hành).' }),
  suspend: operation('POST', `${PLAN}/suspension`, {
    ...lodges,
    summary: 'Suspends a plan: nothing fires and nothing becomes late.',
    body: z.strictObject({ reason: reason() }),
  }),
  resume: operation('POST', `${PLAN}/resumption`, {
    ...lodges,
    summary: 'Resumes a plan; `shift` moves what was to come by the days suspended, `same` keeps the dates.',
    body: z.strictObject({ dates: z.enum(['shift', 'same']).optional(), reason: reason().optional() }).optional(),
  }),
  revoke: operation('POST', `${PLAN}/revocation`, {
    ...lodges,
    summary: 'Revokes a plan (bãi bỏ).',
    body: z.strictObject({ reason: reason() }),
  }),
  conclude: operation('POST', `${PLAN}/conclusion`, {
    ...lodges,
    summary: 'Concludes a plan with a closing summary (tổng kết).',
    body: z.strictObject({ summary: reason() }),
  }),
  status: operation('GET', `${PLAN}/status`, {
    ...read,
    summary: 'Counts of duties by state, the funnel, and what fires next.',
    answer: statusAnswer,
  }),
  timeline: operation('GET', `${PLAN}/timeline`, {
    ...read,
    summary: 'What happened, in the order of rule time.',
    query: z.strictObject({
      ...pageFields,
      unit: unitKey().optional(),
      item: itemId().optional(),
      points: switched().optional().meta({ description: 'Only points and steering of the plan, no acts of single bodies.' }),
    }),
    answer: page(timelineEntry),
  }),
  cascade: operation('GET', `${PLAN}/cascade`, {
    ...read,
    summary: 'The funnel by level, and each body with what it received, issued and reported.',
    query: z.strictObject({ ...pageFields, under: unitKey().optional() }),
    answer: cascadeAnswer,
  }),
  matrix: operation('GET', `${PLAN}/matrix`, {
    ...read,
    summary: 'Bodies by reports and periods.',
    query: z.strictObject({ ...pageFields, item: itemId().optional() }),
    answer: matrixAnswer.extend({ plan: planAnswer }),
  }),
  targets: operation('GET', `${PLAN}/targets`, {
    ...read,
    summary: 'Targets with what was reached, and the pace of each body.',
    query: z.strictObject({ on: day().optional() }),
    answer: z.object({ items: z.array(targetAnswer) }),
  }),
  consolidated: operation('GET', `${PLAN}/consolidated/:item/:period`, {
    ...read,
    summary: 'The consolidated report of an item and period: each figure with its sources, coverage, and who is missing.',
    answer: consolidatedAnswer,
  }),
};

export type PlanAnswer = z.output<typeof planAnswer>;
