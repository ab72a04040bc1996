import { z } from 'zod';
import { decidedAnswer } from './http-api-commands.js';
import { dutyAnswer } from './http-api-duties.js';
import { operation } from './http-api-operation.js';
import { toldProblem } from './http-api-problem.js';
import { itemId, listUpTo, reason, reportBody, title } from './http-api-scalars.js';

const bodyAnswer = z.object({
  figures: z.record(z.string(), z.number().nullable()),
  narrative: z.record(z.string(), z.string()),
  nilReason: z.string().optional(),
  lateReason: z.string().optional(),
});

const draftPart = z.object({ body: bodyAnswer, revision: z.string(), unmapped: z.array(z.string()), sources: z.unknown().optional() });
const pin = z.object({ field: z.string(), comment: z.string() });
const difference = z.object({
  field: z.string(),
  label: z.string(),
  kind: z.enum(['figure', 'narrative', 'reason']),
  before: z.union([z.number(), z.string()]).nullable(),
  after: z.union([z.number(), z.string()]).nullable(),
});

/** A reporting duty with its form, last values, standing draft and versions with what was said of each. */
export const reportAnswer = z.object({
  duty: dutyAnswer,
  form: z.unknown(),
  draft: draftPart.optional(),
  previous: bodyAnswer.optional(),
  versions: z.array(
    z.object({
      version: z.number().int(),
      lodgedMs: z.number(),
      late: z.boolean(),
      nil: z.boolean(),
      contentHash: z.string(),
      body: bodyAnswer,
      returned: z.object({ ms: z.number(), reason: z.string(), code: z.string().optional(), pins: z.array(pin) }).optional(),
      acceptedMs: z.number().optional(),
      acceptedNote: z.string().optional(),
      diff: z.array(difference).optional(),
    }),
  ),
  /** For who may review it: what may be undone, until when, or why not any more. */
  undo: z
    .object({ of: z.enum(['return', 'acceptance']), untilMs: z.number().optional(), closed: z.enum(['tooLate', 'planEnded']).optional() })
    .optional(),
  revision: z.string(),
});

/** The standing draft beside its form and the values of the report before; without a draft there is no `body` and no `revision`. */
const draftAnswer = z.object({
  form: z.unknown(),
  body: bodyAnswer.optional(),
  unmapped: z.array(z.string()),
  sources: z.unknown().optional(),
  previous: bodyAnswer.optional(),
  revision: z.string().optional(),
});

export type ReportAnswer = z.output<typeof reportAnswer>;
export type DraftAnswer = z.output<typeof draftAnswer>;

const MAX_PINS = 100;
const PERIOD = '/plans/:plan/units/:unit/items/:item/periods/:period';
const lodges = { key: true, lodges: true, answer: decidedAnswer, status: 201 } as const;

export const reportOperations = {
  get: operation('GET', PERIOD, { summary: 'A report: form, draft, versions.', permission: 'known', etag: true, answer: reportAnswer }),
  getDraft: operation('GET', `${PERIOD}/draft`, { summary: 'The standing draft.', permission: 'known', etag: true, answer: draftAnswer }),
  saveDraft: operation('PUT', `${PERIOD}/draft`, {
    summary: 'Saves the draft; If-Match is the revision it was made from. What is still missing is told, not refused.',
    permission: 'duties.act',
    etag: true,
    body: reportBody(),
    answer: z.object({ revision: z.string(), problems: z.array(toldProblem) }),
  }),
  submit: operation('POST', `${PERIOD}/submission`, {
    ...lodges,
    summary: 'Submits a report, or the standing draft where no body is given; a returned one is resubmitted the same way.',
    permission: 'reports.submit',
    body: reportBody().optional(),
  }),
  nil: operation('POST', `${PERIOD}/nil`, {
    ...lodges,
    summary: 'Reports that there was nothing (không phát sinh), with a reason.',
    permission: 'reports.submit',
    body: z.strictObject({ reason: reason(), lateReason: reason().optional() }),
  }),
  giveBack: operation('POST', `${PERIOD}/return`, {
    ...lodges,
    summary: 'Returns a report to be mended, with a reason.',
    permission: 'reports.review',
    body: z.strictObject({
      reason: reason(),
      code: title(60).optional(),
      pins: listUpTo(z.strictObject({ field: itemId(), comment: reason() }), MAX_PINS).optional(),
    }),
  }),
  accept: operation('POST', `${PERIOD}/acceptance`, {
    ...lodges,
    summary: 'Accepts a report.',
    permission: 'reports.review',
    body: z.strictObject({ note: reason().optional() }).optional(),
  }),
  undo: operation('POST', `${PERIOD}/undoing`, {
    ...lodges,
    summary:
      'Undoes the return of a report until it comes again, or its acceptance for seven days, with a reason; it waits for its review again.',
    permission: 'reports.review',
    body: z.strictObject({ reason: reason() }),
  }),
};
