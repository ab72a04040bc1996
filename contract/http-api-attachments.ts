import { z } from 'zod';
import { operation } from './http-api-operation.js';
import { fileAnswer } from './http-api-papers.js';

/** One version of a file that goes with a duty or a plan. */
export const attachmentAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number().int(),
    kind: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    addedMs: z.number(),
    addedBy: z.string(),
  })
  .meta({ id: 'Attachment' });

export type AttachmentAnswer = z.output<typeof attachmentAnswer>;

const listAnswer = z.object({ items: z.array(attachmentAnswer) });
const MAX_FILE = 20 * 1024 * 1024;

const ON_PLAN = '/plans/:plan/files';
const ON_DUTY = '/plans/:plan/units/:unit/items/:item/periods/:period/files';
const added = { multipart: true, once: true, maxBytes: MAX_FILE, answer: attachmentAnswer, status: 201 } as const;
const read = { permission: 'known' } as const;

/** Files with duties and plans, each name with its versions, the newest first. */
export const attachmentOperations = {
  add: operation('POST', ON_DUTY, {
    ...added,
    permission: 'duties.act',
    summary: 'Adds a file to a duty, or a new version under the name of one that is there.',
  }),
  list: operation('GET', ON_DUTY, { ...read, summary: 'Files of a duty with their versions.', answer: listAnswer }),
  file: operation('GET', `${ON_DUTY}/:file`, { ...read, summary: 'A version of a file, to be saved.', download: true, answer: fileAnswer }),
  addToPlan: operation('POST', ON_PLAN, {
    ...added,
    permission: 'plans.draft',
    summary: 'Adds a file to a plan as a whole, such as the paper it was read from.',
  }),
  listOfPlan: operation('GET', ON_PLAN, { ...read, summary: 'Files of a plan as a whole, for who sees it whole.', answer: listAnswer }),
  fileOfPlan: operation('GET', `${ON_PLAN}/:file`, {
    ...read,
    summary: 'A version of a file of a plan.',
    download: true,
    answer: fileAnswer,
  }),
};
