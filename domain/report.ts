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
 * allows no more, `FIGURE_RATIO` (value, expected) for a ratio that its parts do not give, `NIL_WITH_FIGURES` (value),
 * `REASON_REQUIRED` (why: nil), and the problems of texts (domain/text). A ratio may be left out where its parts stand.
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
  const { id, label, unit, min, max } = field;
  const value = figureIn(body, id);
  if (value === null) return field.required && !isGivenByParts(field, body) ? [required(id, label)] : [];
  const told = { field: id, label, value };
  const path = `figures.${id}`;
  if (!isSized(value)) return [problem('FIGURE_SIZE', { ...told, value: String(value), bound: MAX_FIGURE }, path)];
  const problems: Problem[] = [];
  if (field.integer && !Number.isInteger(value)) problems.push(problem('FIGURE_INTEGER', told, path));
  if (min !== undefined && value < min) problems.push(problem('FIGURE_RANGE', { ...told, sign: '≥', bound: min }, path));
  if (max !== undefined && value > max) problems.push(problem('FIGURE_RANGE', { ...told, sign: '≤', bound: max }, path));
  if (unit === '%' && max === undefined && value > 100) problems.push(problem('VALUE_UNIT', { ...told, unit, expected: '≤ 100 %' }, path));
  return [...problems, ...checkRatio(form, field, body, value)];
}

const required = (field: string, label: string): Problem => problem('FIGURE_REQUIRED', { field, label }, `figures.${field}`);

const isSized = (value: number): boolean => Math.abs(value) <= MAX_FIGURE;

function isGivenByParts({ ratio }: FigureField, body: ReportBody): boolean {
  return ratio !== undefined && figureIn(body, ratio.numerator) !== null && figureIn(body, ratio.denominator) !== null;
}

/** A ratio agrees with its parts when they give it, rounded to the decimals it is written with. */
function checkRatio(form: ReportForm, { id, label, ratio }: FigureField, body: ReportBody, value: number): Problem[] {
  if (!ratio) return [];
  const numerator = figureIn(body, ratio.numerator);
  const denominator = figureIn(body, ratio.denominator);
  if (numerator === null || denominator === null) {
    // A required part is named by its own check.
    const parts = form.figures.filter((part) => part.id === ratio.numerator || part.id === ratio.denominator);
    return parts.flatMap((part) => (part.required || figureIn(body, part.id) !== null ? [] : [required(part.id, part.label)]));
  }
  if (!isSized(numerator) || !isSized(denominator)) return [];
  if (quotientOf(numerator, denominator, ratio.factor, placesOf(value)) === value) return [];
  const expected = quotientOf(numerator, denominator, ratio.factor, 2) ?? '–';
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
