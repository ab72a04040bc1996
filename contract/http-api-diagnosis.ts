import { z } from 'zod';
import { operation } from './http-api-operation.js';

/** How the installation does, for who runs it: instants are epoch milliseconds. */
export const diagnosisAnswer = z
  .object({
    nowMs: z.number(),
    migration: z.object({ applied: z.number().int(), known: z.number().int() }),
    lanes: z.array(
      z.object({
        lane: z.string(),
        state: z.enum(['open', 'closed', 'stopped']),
        reason: z.string().optional(),
        events: z.number().int(),
        nextDueMs: z.number().optional().meta({ description: 'When its rules next have something due.' }),
        armed: z.boolean().optional().meta({ description: 'Whether Temporal has a timer for it, and it does not lie behind.' }),
        timer: z
          .enum(['set', 'working', 'none', 'noWorkflow', 'silent'])
          .optional()
          .meta({ description: 'What Temporal said of its timer.' }),
      }),
    ),
    undecided: z.array(z.object({ lane: z.string(), count: z.number().int(), oldestMs: z.number() })),
    deliveries: z.object({ failed: z.number().int(), failing: z.number().int(), error: z.string().optional() }),
    calendar: z.object({ lastOfficialYear: z.number().int().optional() }),
  })
  .meta({ id: 'Diagnosis' });

export const diagnosisOperations = {
  get: operation('GET', '/diagnosis', {
    summary: 'How the installation does: migrations, lanes, commands without a decision, failed deliveries, calendar.',
    permission: 'audit.verify',
    answer: diagnosisAnswer,
  }),
};
