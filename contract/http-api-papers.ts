import { z } from 'zod';
import { operation } from './http-api-operation.js';
import { day, itemId, periodKey, reason, unitKey } from './http-api-scalars.js';

/** A file as an operation answers it: its bytes go out as they are, to be saved under its name. */
export const fileAnswer = z.object({ name: z.string(), type: z.string(), bytes: z.unknown() });
export type FileAnswer = z.output<typeof fileAnswer> & { bytes: Uint8Array };

const formats = <const F extends string>(...known: [F, ...F[]]) => z.enum(known).optional();
const which = { unit: unitKey().optional(), item: itemId().optional(), period: periodKey().optional() };

const PAPERS = '/plans/:plan/papers';
const PERIOD = '/plans/:plan/units/:unit/items/:item/periods/:period';
const paper = { permission: 'known', download: true, answer: fileAnswer } as const;

const MAX_FORM = 5 * 1024 * 1024;
const filledIn = { permission: 'duties.act', uploads: ['xlsx'], maxBytes: MAX_FORM } as const;

/** Papers in the official form (.docx), and tables as files. Who may see what a paper shows may have the paper. */
export const paperOperations = {
  plan: operation('GET', `${PAPERS}/plan`, { ...paper, summary: 'The plan in its official form (.docx).' }),
  tasks: operation('GET', `${PAPERS}/tasks`, {
    ...paper,
    summary: 'Its tasks: content, lead, co-operation, time, product.',
    query: z.strictObject({ format: formats('xlsx', 'csv', 'json') }),
  }),
  late: operation('GET', `${PAPERS}/late`, {
    ...paper,
    summary: 'Who is late with what.',
    query: z.strictObject({ ...which, format: formats('docx', 'xlsx', 'csv', 'json') }),
  }),
  urging: operation('GET', `${PAPERS}/urging`, {
    ...paper,
    permission: 'duties.urge',
    summary: 'A letter of urging (công văn đôn đốc), to one body or to all that are late.',
    query: z.strictObject({ ...which, deadline: day().optional(), text: reason().optional() }),
  }),
  closing: operation('GET', `${PAPERS}/closing`, { ...paper, summary: 'The closing summary of a concluded plan (.docx).' }),
  consolidated: operation('GET', '/plans/:plan/consolidated/:item/:period/paper', {
    ...paper,
    summary: 'A consolidated report, with the figures of each body in its appendix.',
    query: z.strictObject({ format: formats('docx', 'xlsx', 'csv', 'json') }),
  }),
  form: operation('GET', `${PERIOD}/form`, {
    ...paper,
    summary: 'The report as a form (.xlsx) to be filled in without a connection, with the standing draft in it.',
  }),
  importForm: operation('POST', `${PERIOD}/form`, {
    ...filledIn,
    summary: 'Saves a filled-in form as the draft; every problem is told with its cell, and with one nothing is saved.',
    answer: z.object({
      revision: z.string(),
      figures: z.record(z.string(), z.number().nullable()),
      narrative: z.record(z.string(), z.string()),
    }),
  }),
  annotateForm: operation('POST', `${PERIOD}/form/annotated`, {
    ...filledIn,
    download: true,
    answer: fileAnswer,
    summary: 'The filled-in form once more, its wrong cells marked with what is wrong.',
  }),
  report: operation('GET', `${PERIOD}/paper`, { ...paper, summary: 'A report as it was handed in last (.docx).' }),
};
