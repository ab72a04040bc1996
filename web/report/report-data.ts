import type { FigureField, NarrativeField } from '../../domain/plan.js';
import type { Problem, ProblemCode } from '../../domain/problem.js';
import type { ReportBody, ReportForm } from '../../domain/report.js';
import { isWordKey } from '../../i18n/render.js';
import type { Answer } from '../api/ask.js';
import type { Words } from '../words/words.js';

export type Report = Answer<'reports', 'get'>;

/** Where a report stands: plan, body, item, period. */
export interface OnReport {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

export const formOf = (report: Report): ReportForm => report.form as ReportForm;

/** A field of the form, whichever part it is in. */
export function fieldOf(form: ReportForm, id: string): FigureField | NarrativeField | undefined {
  return form.figures.find((field) => field.id === id) ?? form.narrative.find((field) => field.id === id);
}

/** The pins of the newest return. */
export function pinsOf(report: Report): { field: string; comment: string }[] {
  return report.versions.at(-1)?.returned?.pins ?? [];
}

/** Whether a field was changed since the version that was returned. */
export function isMended(report: Report, body: ReportBody, field: string): boolean {
  const before = report.versions.at(-1)?.body;
  if (!before) return false;
  return (
    (before.figures[field] ?? null) !== (body.figures[field] ?? null) || (before.narrative[field] ?? '') !== (body.narrative[field] ?? '')
  );
}

/** Values allowed beside a figure: `0–40`, `≥ 0`, `≤ 60`. */
export function allowedText({ min, max, ratio }: FigureField, { number, say }: Words): string {
  if (ratio) return say('web.form.ratio');
  if (min !== undefined && max !== undefined) return `${number(min)}–${number(max)}`;
  if (min !== undefined) return `≥ ${number(min)}`;
  return max === undefined ? '' : `≤ ${number(max)}`;
}

/** A problem of the rules in the reader's words, as the API would tell it. */
export function problemText({ code, data }: { code: ProblemCode; data: Problem['data'] }, { say, number }: Words): string {
  const key = `problem.${code}`;
  const shown = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? number(value, 2) : value]),
  );
  return isWordKey(key) ? say(key, shown) : code;
}
