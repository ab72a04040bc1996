import { z } from 'zod';
import { operation } from './http-api-operation.js';
import { problemAnswer, toldProblem } from './http-api-problem.js';
import { listUpTo, randomId, unitKey } from './http-api-scalars.js';

/** Proof of a lodged act: what, whose, when, which bytes (SHA-256 in hex), and the event it became with its hash in the chain. */
export const receiptAnswer = z
  .object({
    commandId: z.string(),
    plan: z.string().optional(),
    unit: z.string().optional(),
    item: z.string().optional(),
    period: z.string().optional(),
    lodgedMs: z.number().int(),
    contentHash: z.string().optional(),
    event: z.object({ lane: z.string(), seq: z.number().int(), hash: z.string() }).optional(),
    late: z.boolean().optional(),
  })
  .meta({ id: 'Receipt' });

/** 201: decided and recorded. */
export const decidedAnswer = z.object({ state: z.literal('decided'), receipt: receiptAnswer }).meta({ id: 'Decided' });
/** 202: stored, and decided as soon as its lane runs; ask `Location`. */
export const lodgedAnswer = z
  .object({ state: z.literal('lodged'), commandId: z.string(), lodgedMs: z.number().int() })
  .meta({ id: 'Lodged' });
const refusedAnswer = z.object({ state: z.literal('refused'), commandId: z.string(), problem: toldProblem }).meta({ id: 'Refused' });

/** What became of a command. */
export const commandAnswer = z.discriminatedUnion('state', [decidedAnswer, refusedAnswer, lodgedAnswer]);

/** Acts that one bulk request may hold. */
export const BULK_VERBS = ['receipt', 'progress', 'submission', 'nil', 'return', 'acceptance', 'urging'] as const;
export type BulkVerb = (typeof BULK_VERBS)[number];
/** Items of one bulk request at most. */
export const MAX_BULK = 200;

/** One act; `body` is that of the verb's own operation, `period` is `once` unless said. */
const bulkItem = z.strictObject({
  verb: z.enum(BULK_VERBS),
  plan: randomId('plan'),
  unit: unitKey(),
  // Judged with the verb's own operation, so that one bad item spoils no other.
  item: z.string().optional(),
  period: z.string().optional(),
  body: z.unknown().optional(),
});

/** What became of one act: the status its own operation would have answered with, and that answer. */
const bulkResult = z.object({
  index: z.number().int(),
  status: z.number().int(),
  receipt: receiptAnswer.optional(),
  lodged: lodgedAnswer.optional(),
  problem: problemAnswer.optional(),
});

export type BulkItem = z.output<typeof bulkItem>;
export type BulkResult = z.output<typeof bulkResult>;
export type DecidedAnswer = z.output<typeof decidedAnswer>;
export type CommandAnswer = z.output<typeof commandAnswer>;

export const commandOperations = {
  get: operation('GET', '/commands/:command', {
    summary: 'What became of a command, for its sender alone.',
    permission: 'known',
    answer: commandAnswer,
  }),
  bulk: operation('POST', '/bulk', {
    summary: 'Many acts at once, each with its own result; they run side by side, and one that fails stops no other.',
    permission: 'known',
    key: true,
    body: z.strictObject({ items: listUpTo(bulkItem, MAX_BULK, 1) }),
    answer: z.object({ items: z.array(bulkResult) }),
  }),
};
