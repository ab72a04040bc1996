import { z } from 'zod';
import { operation } from './http-api-operation.js';
import { randomId } from './http-api-scalars.js';

const proof = z
  .object({
    ok: z.boolean(),
    lanes: z.array(
      z.object({
        lane: z.string(),
        events: z.number(),
        head: z.string(),
        badSeq: z.number().optional(),
        problem: z.enum(['hash', 'gap', 'head', 'cut', 'rewritten']).optional(),
      }),
    ),
  })
  .meta({ id: 'AuditProof' });

const head = z.strictObject({
  lane: z.string().min(1).max(80),
  seq: z.int().min(0),
  hash: z.string().regex(/^([0-9a-f]{64})?$/),
});

/** Heads that one request may carry: two lanes a plan for ten thousand plans. */
const MOST_HEADS = 20_000;

export const auditOperations = {
  verify: operation('GET', '/audit/verification', {
    summary: 'Checks the chain of events of all lanes, or of one plan, and names the first bad event of each broken one.',
    permission: 'known',
    query: z.strictObject({ plan: randomId('plan').optional() }),
    answer: proof,
  }),
  verifyAgainst: operation('POST', '/audit/verification', {
    summary: 'Checks the chains against heads kept outside: so a tail that was cut off, or a chain written anew, is found too.',
    permission: 'audit.verify',
    maxBytes: 4 * 1024 * 1024,
    body: z.strictObject({ heads: z.array(head).max(MOST_HEADS) }),
    answer: proof,
  }),
};
