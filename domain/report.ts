import type { Feed } from './cascade.js';
import { placesOf, quotientOf, sumOf } from './decimal.js';
import type { FigureField, ReportRule } from './plan.js';
import { isProblem, type Problem, problem } from './problem.js';
import { checkText } from './text.js';

/** Form of a report: its figures and its narrative sections. */
export type ReportForm = ReportRule['form'];

/**
 * What a unit reports for a period: figures and texts by field id. A figure that is absent or null is missing, which is not zero;
 * a nil return (không phát sinh) carries no figures and says why.
 */
export interface ReportBody {
  figures: Record<string, number | null>;
  narrative: Record<string, string>;
  nilReason?: string;
  /** Why it comes after its due day. */
  lateReason?: string;
}

/** Greatest size of a figure, either side of zero: beyond it a number no longer holds every whole; use a greater unit of measure. */
export const MAX_FIGURE = 1e15;
/** Longest texts of a report, in characters. */
export const MAX_NARRATIVE = 20_000;
export const MAX_REASON = 2_000;

/** The figure of a field, null where it is missing. */
export function figureIn(body: ReportBody, field: string): number | null {
  return Object.hasOwn(body.figures, field) ? (body.figures[field] ?? null) : null;
}

/** The text of a section, empty where it is missing. */
export function textIn(body: ReportBody, field: string): string {
  return Object.hasOwn(body.narrative, field) ? (body.narrative[field] ?? '') : '';
}

/**
 * All that is wrong with a report, at once; empty when it may be submitted. Paths are `figures.<id>`, `narrative.<id>`, `nilReason`, `lateReason`.
 *
 * `FIELD_UNKNOWN` (field, suggestion), `FIGURE_REQUIRED` and `NARRATIVE_REQUIRED` (field, label), `FIGURE_SIZE` (value, bound) for what is no number of
 * use, `FIGURE_INTEGER` (value), `FIGURE_RANGE` (value, sign, bound), `VALUE_UNIT` (value, expected) for more than 100 % where the form
 * allows no more, `FIGURE_RATIO` (value, expected) for a ratio that its parts do not give, `FIGURE_DENOMINATOR` (value) for some
 * of nothing, `NIL_WITH_FIGURES` (value), `REASON_REQUIRED` (why: nil), and the problems of texts (domain/text). A ratio may be left out where
 * its parts stand; what they make keeps to its bounds all the same.
 */
export function checkReportBody(form: ReportForm, body: ReportBody, { nil }: { nil: boolean }): Problem[] {
  return [
    ...unknown(body.figures, form.figures, 'figures'),
    ...unknown(body.narrative, form.narrative, 'narrative'),
    ...form.figures.flatMap((field) => (nil ? checkNil(field, body) : checkFigure(form, field, body))),
    ...form.narrative.flatMap((field) => {
      const path = `narrative.${field.id}`;
      const missing = field.required && !nil ? [problem('NARRATIVE_REQUIRED', { field: field.id, label: field.label }, path)] : [];
      return checkLines(textIn(body, field.id), MAX_NARRATIVE, path, missing);
    }),
    ...checkLines(body.nilReason, MAX_REASON, 'nilReason', nil ? [problem('REASON_REQUIRED', { why: 'nil' }, 'nilReason')] : []),
    ...checkLines(body.lateReason, MAX_REASON, 'lateReason', []),
  ];
}

function unknown(given: Record<string, unknown>, fields: { id: string }[], part: string): Problem[] {
  const known = new Set(fields.map(({ id }) => id));
  const suggestion = [...known].join(', ') || '–';
  return Object.keys(given).flatMap((field) =>
    known.has(field) ? [] : [problem('FIELD_UNKNOWN', { field, suggestion }, `${part}.${field}`)],
  );
}

function checkLines(text: string | undefined, max: number, path: string, missing: Problem[]): Problem[] {
  if (text === undefined || text.trim() === '') return missing;
  const checked = checkText(text, { max, multiline: true }, path);
  return isProblem(checked) ? [checked] : [];
}

function checkNil({ id, label }: FigureField, body: ReportBody): Problem[] {
  const value = figureIn(body, id);
  return value === null ? [] : [problem('NIL_WITH_FIGURES', { field: id, label, value }, `figures.${id}`)];
}

function checkFigure(form: ReportForm, field: FigureField, body: ReportBody): Problem[] {
  const { id, label } = field;
  const value = figureIn(body, id);
  const parts = partsOf(field, body);
  if (value === null) return field.required && !parts ? [required(id, label)] : parts ? checkParts(field, parts) : [];
  const told = { field: id, label, value };
  const path = `figures.${id}`;
  if (!isSized(value)) return [problem('FIGURE_SIZE', { ...told, value: String(value), bound: MAX_FIGURE }, path)];
  const whole = field.integer && !Number.isInteger(value) ? [problem('FIGURE_INTEGER', told, path)] : [];
  return [...whole, ...checkBounds(field, value), ...checkRatio(form, field, body, value)];
}

/** The bounds of a field; a percentage has none above 100 unless the form says. */
function checkBounds({ id, label, unit, min, max }: FigureField, value: number): Problem[] {
  const told = { field: id, label, value };
  const path = `figures.${id}`;
  return [
    ...(min !== undefined && value < min ? [problem('FIGURE_RANGE', { ...told, sign: '≥', bound: min }, path)] : []),
    ...(max !== undefined && value > max ? [problem('FIGURE_RANGE', { ...told, sign: '≤', bound: max }, path)] : []),
    ...(unit === '%' && max === undefined && value > 100 ? [problem('VALUE_UNIT', { ...told, unit, expected: '≤ 100 %' }, path)] : []),
  ];
}

const required = (field: string, label: string): Problem => problem('FIGURE_REQUIRED', { field, label }, `figures.${field}`);

const isSized = (value: number): boolean => Math.abs(value) <= MAX_FIGURE;

interface Parts {
  numerator: number;
  denominator: number;
  factor: number;
}

/** What a ratio is made of, where both parts stand. */
function partsOf({ ratio }: FigureField, body: ReportBody): Parts | undefined {
  if (!ratio) return undefined;
  const [numerator, denominator] = [figureIn(body, ratio.numerator), figureIn(body, ratio.denominator)];
  return numerator === null || denominator === null ? undefined : { numerator, denominator, factor: ratio.factor };
}

/** What the parts of a ratio make is held to its bounds, since it is what gets consolidated, written down or not. */
function checkParts(field: FigureField, { numerator, denominator, factor }: Parts): Problem[] {
  if (!isSized(numerator) || !isSized(denominator)) return [];
  const made = quotientOf(numerator, denominator, factor);
  if (made !== null) return checkBounds(field, made);
  const { id, label } = field;
  return numerator === 0 ? [] : [problem('FIGURE_DENOMINATOR', { field: id, label, value: numerator }, `figures.${id}`)];
}

/** A ratio agrees with its parts when they give it, rounded to the decimals it is written with. */
function checkRatio(form: ReportForm, field: FigureField, body: ReportBody, value: number): Problem[] {
  const { id, label, ratio } = field;
  if (!ratio) return [];
  const parts = partsOf(field, body);
  if (!parts) {
    // A required part is named by its own check.
    const asked = form.figures.filter((part) => part.id === ratio.numerator || part.id === ratio.denominator);
    return asked.flatMap((part) => (part.required || figureIn(body, part.id) !== null ? [] : [required(part.id, part.label)]));
  }
  const { numerator, denominator, factor } = parts;
  if (!isSized(numerator) || !isSized(denominator)) return [];
  if (quotientOf(numerator, denominator, factor, placesOf(value)) === value)
    return checkBounds(field, value).length > 0 ? [] : checkParts(field, parts);
  const expected = quotientOf(numerator, denominator, factor, 2) ?? '–';
  return [problem('FIGURE_RATIO', { field: id, label, value, expected }, `figures.${id}`)];
}

/** What a checked report adds to targets, one feed a target and kind; several fields that feed one target are added up. Missing figures feed nothing. */
export function feedsOf(form: ReportForm, body: ReportBody): Feed[] {
  const feeds: Feed[] = [];
  for (const { id, feeds: fed } of form.figures) {
    const value = figureIn(body, id);
    if (!fed || value === null) continue;
    const same = feeds.find(({ target, as }) => target === fed.target && as === fed.as);
    if (same) same.value = sumOf([same.value, value]);
    else feeds.push({ ...fed, value });
  }
  return feeds;
}

/** An empty report to fill in, and beside each figure its value in the report before (null: none). */
export interface ReportDraft {
  body: ReportBody;
  last: Record<string, number | null>;
}

/** A draft of a form: every field empty, last values beside them, never in their place. */
export function draftBody(form: ReportForm, previous?: ReportBody): ReportDraft {
  return {
    body: {
      figures: Object.fromEntries(form.figures.map(({ id }) => [id, null])),
      narrative: Object.fromEntries(form.narrative.map(({ id }) => [id, ''])),
    },
    last: Object.fromEntries(form.figures.map(({ id }) => [id, previous ? figureIn(previous, id) : null])),
  };
}
