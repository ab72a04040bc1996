import { z } from 'zod';
import { PERIOD_KINDS } from '../domain/period.js';
import { fileAnswer } from './http-api-papers.js';
import { operation } from './http-api-operation.js';
import { toldProblem } from './http-api-problem.js';
import { day, itemId, listUpTo, switched, title, unitKey } from './http-api-scalars.js';

const span = { start: z.number().int(), end: z.number().int() };
/** Where a value was read: the stretch of the plain text (UTF-16 units), its words, the rule that found it and how sure that rule is. */
const evidence = z.object({ ...span, quote: z.string(), rule: z.string(), confidence: z.number() }).meta({ id: 'Evidence' });

const text = () => z.string().nullable();
const citation = z.object({
  number: text(),
  docType: z.string(),
  date: text(),
  issuer: text(),
  subject: text(),
  evidence,
});

const targetRead = z.object({
  id: z.string(),
  indicator: z.string(),
  comparator: z.string(),
  value: z.number(),
  valueMax: z.number().optional(),
  unit: z.string(),
  period: z.looseObject({ kind: z.string() }),
  tracker: z.string().optional(),
  evidence,
});

const taskRead = z.object({
  id: z.string(),
  content: z.string(),
  lead: z.array(z.string()),
  coordinators: z.array(z.string()),
  deadline: z.object({
    kind: z.string(),
    iso: z.string().optional(),
    rule: z.string().optional(),
    from: z.union([z.string(), z.number()]).optional(),
    to: z.union([z.string(), z.number(), z.null()]).optional(),
    fromYear: z.number().optional(),
    comparator: z.string().optional(),
    evidence: evidence.nullable(),
  }),
  ordinal: z.string().optional(),
  product: z.string().optional(),
  kind: z.string().optional(),
  leadByReference: z.array(z.string()).optional(),
  evidence,
});

const reportRead = z.object({
  id: z.string(),
  reporter: z.array(z.string()),
  recipient: z.array(z.string()),
  via: z.string().optional(),
  frequency: z.string(),
  dueRule: text(),
  iso: z.string().optional(),
  content: z.string().optional(),
  foldedInto: z.string().optional(),
  onward: z.array(z.string()).optional(),
  preparedBy: z.string().optional(),
  nilReport: z.boolean().optional(),
  alsoAdHoc: z.boolean().optional(),
  evidence,
});

const draft = z
  .object({
    schema: z.string(),
    textKind: z.enum(['document', 'press-summary', 'article']),
    number: z.object({ value: z.string(), ordinal: z.number(), typeCode: z.string(), bodyCode: z.string(), evidence }).nullable(),
    numberBlank: z.object({ typeCode: z.string(), bodyCode: z.string(), evidence }).optional(),
    type: text(),
    issuer: z.object({ name: z.string(), superior: text() }).nullable(),
    place: text(),
    date: z.object({ iso: text(), partial: z.string().optional(), evidence }).nullable(),
    subject: text(),
    addressees: z.array(z.string()),
    legalBases: z.array(citation),
    citations: z.array(citation),
    targets: z.array(targetRead),
    tasks: z.array(taskRead),
    reports: z.array(reportRead),
    recipients: z.array(z.string()),
    signatory: z.object({ name: text(), position: text(), authority: text(), mode: z.string(), evidence }).nullable(),
    truncated: z.boolean().optional(),
    sources: z.record(z.string(), evidence),
    flags: z.array(z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])), at: evidence.optional() })),
  })
  .meta({ id: 'DraftRead' });

/** The receipt of a paper handed in, and what was read of it. */
export const readingAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['docx', 'pdf', 'txt']),
    size: z.number().int(),
    sha256: z.string(),
    handedInMs: z.number(),
    plainText: z.string(),
    draft,
    warnings: z.array(toldProblem),
  })
  .meta({ id: 'Reading' });
export type ReadingAnswer = z.output<typeof readingAnswer>;

const MAX_ITEMS = 2000;
const codes = () => listUpTo(unitKey(), 200).optional();

/** What a person decided on a draft. */
const decisions = z.strictObject({
  rejected: listUpTo(itemId(), MAX_ITEMS).default([]),
  head: z
    .strictObject({
      symbol: z.string().max(60).optional(),
      issuer: unitKey().optional(),
      date: day().optional(),
      place: z.string().max(200).optional(),
      subject: title().optional(),
      from: day().optional(),
      to: day().optional(),
    })
    .default({}),
  items: z
    .record(
      itemId(),
      z.strictObject({
        title: title().optional(),
        lead: codes(),
        cooperate: codes(),
        due: day().optional(),
        timing: z.enum(['standing', 'undated']).optional(),
        period: z.enum(PERIOD_KINDS).optional(),
        value: z.number().optional(),
        unit: z.string().max(60).optional(),
      }),
    )
    .default({}),
});

/** Longest text that may be pasted, in characters: some 200 pages. */
const MAX_PASTED = 500_000;
const MAX_UPLOAD = 20 * 1024 * 1024;

const READING = '/readings/:reading';
const own = { permission: 'plans.draft' } as const;

export const readingOperations = {
  handIn: operation('POST', '/readings', {
    ...own,
    summary: 'Reads a paper (.docx, .pdf or .txt as multipart/form-data, or a pasted text) into a draft plan for a person to confirm.',
    once: true,
    multipart: true,
    maxBytes: MAX_UPLOAD,
    query: z.strictObject({ convert: switched().optional() }),
    body: z.strictObject({ text: z.string().min(1).max(MAX_PASTED), name: title().optional() }).optional(),
    answer: readingAnswer,
    status: 201,
  }),
  get: operation('GET', READING, { ...own, summary: 'What was read of a paper of one\u2019s own.', answer: readingAnswer }),
  proposal: operation('GET', `${READING}/proposal`, {
    ...own,
    summary: 'The plan that it proposes, names of bodies told in the tree of today, and what a person must decide.',
    answer: z.object({
      plan: z.looseObject({}),
      questions: z.array(z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })),
    }),
  }),
  planFile: operation('POST', `${READING}/plan-file`, {
    ...own,
    summary: 'The plan file of what a person confirmed, rejected and corrected; keeps nothing.',
    body: decisions,
    answer: z.object({ text: z.string() }),
  }),
  file: operation('GET', `${READING}/file`, {
    ...own,
    summary: 'The paper as it was handed in.',
    download: true,
    answer: fileAnswer,
  }),
};
