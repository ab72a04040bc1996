import type { DraftAnswer } from '../contract/http-api.js';
import { operations } from '../contract/http-api.js';
import type { Cli } from './cli.js';
import { checkBody, type DataFile, readData } from './data-file.js';
import { CliProblem, EXIT } from './exit.js';
import { figureGiven } from './figure.js';
import type { Options } from './verb.js';

/** What a body reports, as the API takes it. */
export interface ReportGiven {
  figures: Record<string, unknown>;
  narrative: Record<string, string>;
  lateReason?: string;
}

/**
 * The report that the options make: a file is the whole of it; single figures and texts go over it, or over the standing draft where no file is
 * given. Undefined where nothing is given.
 */
export async function bodyGiven(
  cli: Cli,
  standing: Pick<DraftAnswer, 'body'>,
  { file, figure = [], text = [], lateReason }: Options,
): Promise<{ body?: ReportGiven; data?: DataFile }> {
  if (file === undefined && figure.length === 0 && text.length === 0 && lateReason === undefined) return {};
  const data = file === undefined ? undefined : await readData(cli, file);
  const from = data ? fromFile(cli, data) : fromDraft(standing);
  const figures = figure.map((pair) => pairOf('--figure', pair)).map(([id, value]) => [id, figureGiven(`--figure ${id}`, value)] as const);
  const body = {
    figures: { ...from.figures, ...Object.fromEntries(figures) },
    narrative: { ...from.narrative, ...Object.fromEntries(text.map((pair) => pairOf('--text', pair))) },
    ...((lateReason ?? from.lateReason) !== undefined && { lateReason: lateReason ?? from.lateReason }),
  };
  return { body, ...(data && { data }) };
}

function fromDraft({ body }: Pick<DraftAnswer, 'body'>): ReportGiven {
  const { figures = {}, narrative = {}, lateReason } = body ?? {};
  return { figures, narrative, ...(lateReason !== undefined && { lateReason }) };
}

/** A file of `figures`, `narrative` and `lateReason`; a figure left blank is missing, which is not zero. */
function fromFile(cli: Cli, data: DataFile): ReportGiven {
  const { figures, ...others } = isMap(data.value) ? data.value : {};
  const read = isMap(figures)
    ? Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, value === undefined ? null : numeric(value)]))
    : figures;
  const body = isMap(data.value) ? { ...others, ...(read !== undefined && { figures: read }) } : data.value;
  checkBody(cli, data, operations.reports.submit, body);
  return { figures: {}, narrative: {}, ...(body as Partial<ReportGiven>) };
}

/** A figure as a number where it is written as one; what is not stays as written, for the check to name with its line. */
function numeric(value: unknown): unknown {
  return typeof value === 'string' && PLAIN.test(value) ? Number(value) : value;
}

/** A further figure behind three decimals tells a decimal from a Vietnamese thousand; `1.600` is neither, and refused. */
const PLAIN = /^-?(?!([1-9]\d{0,2})(\.\d{3})+$)\d{1,15}(\.\d{1,9})?$/;

function pairOf(option: string, pair: string): [string, string] {
  const place = pair.indexOf('=');
  if (place < 1) throw new CliProblem(EXIT.usage, 'cli.bad.pair', { option, value: pair.slice(0, 60) });
  return [pair.slice(0, place), pair.slice(place + 1)];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
