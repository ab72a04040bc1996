import { z } from 'zod';
import { FINDINGS } from '../domain/finding.js';
import { operation } from './http-api-operation.js';

const comparison = z
  .object({
    lanes: z.number().int(),
    plans: z.number().int(),
    findings: z.array(
      z.object({ code: z.enum(FINDINGS), lane: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
    ),
    largestState: z
      .object({ lane: z.string(), bytes: z.number().int() })
      .optional()
      .meta({ description: 'The lane whose state is the largest, in bytes of its history.' }),
  })
  .meta({ id: 'Comparison' });

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
        stateBytes: z
          .number()
          .int()
          .optional()
          .meta({ description: 'Bytes of its state in a history: 300,000 are many, 400,000 too many.' }),
        nextDueMs: z.number().optional().meta({ description: 'When its rules next have something due.' }),
        armed: z.boolean().optional().meta({ description: 'Whether Temporal has a timer for it, and it does not lie behind.' }),
        timer: z
          .enum(['set', 'working', 'none', 'noWorkflow', 'silent'])
          .optional()
          .meta({ description: 'What Temporal said of its timer.' }),
      }),
    ),
    undecided: z.array(z.object({ lane: z.string(), count: z.number().int(), oldestMs: z.number() })),
    quarantined: z
      .array(z.object({ command: z.string(), lane: z.string(), type: z.string(), reason: z.string(), lodgedMs: z.number() }))
      .meta({ description: 'Commands that a rule failed on, newest first: set aside, their neighbours went on.' }),
    compared: comparison.extend({ atMs: z.number() }).optional().meta({ description: 'What the last nightly comparison found.' }),
    deliveries: z.object({
      failed: z.number().int(),
      failing: z.number().int(),
      error: z.string().optional(),
      items: z
        .array(
          z.object({
            person: z.string(),
            plan: z.string(),
            kind: z.string(),
            attempts: z.number().int(),
            dueMs: z.number(),
            error: z.string(),
            forGood: z.boolean().meta({ description: 'Given up: the address is refused. Others are tried again by themselves.' }),
          }),
        )
        .meta({ description: 'The first fifty letters that did not go out.' }),
    }),
    about: z
      .object({ version: z.string(), temporalPages: z.string().optional() })
      .optional()
      .meta({ description: 'The version that runs, and where the pages of Temporal for its namespace are.' }),
    calendar: z.object({ lastOfficialYear: z.number().int().optional() }),
  })
  .meta({ id: 'Diagnosis' });

export const diagnosisOperations = {
  get: operation('GET', '/diagnosis', {
    summary: 'How the installation does: migrations, lanes, commands without a decision, failed deliveries, calendar.',
    permission: 'house.keep',
    answer: diagnosisAnswer,
  }),
  compare: operation('POST', '/diagnosis/comparison', {
    summary: 'Compares events, workflows and projections now, and looks whether all that is to come is waited for; changes nothing.',
    permission: 'house.keep',
    status: 200,
    answer: comparison,
  }),
  backup: operation('POST', '/diagnosis/backup', {
    summary: 'Writes a backup into the data folder of the process that holds it; a database server is backed up from outside.',
    permission: 'house.keep',
    status: 200,
    answer: z.object({ file: z.string(), rows: z.number().int() }),
  }),
  rebuild: operation('POST', '/diagnosis/rebuild', {
    summary: 'Ends the workflow of a lane, or of all, and starts it again from its events; a stopped lane goes on.',
    permission: 'house.keep',
    status: 200,
    body: z.strictObject({ lane: z.string().min(1).max(80).optional() }),
    answer: z.object({ rebuilt: z.array(z.string()) }),
  }),
};
