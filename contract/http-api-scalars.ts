import { z } from 'zod';
import { type Problem, problem } from '../domain/problem.js';
import { MAX_FIGURE, MAX_NARRATIVE, MAX_REASON } from '../domain/report.js';
import { checkText } from '../domain/text.js';
import { scalar } from './plan-file-scalars.js';

export { day, line, title } from './plan-file-scalars.js';

/** The scalars of requests over HTTP. A value that breaks its rule carries the problem as `params.problem` of the issue; the door answers with it. */

/** Longest search text, in characters. */
export const MAX_QUERY = 200;
/** Items of a page at most, and where none is asked for. */
export const MAX_PAGE = 200;
/** Fields of one report at most. */
const MAX_FIELDS = 500;
const MAX_QUOTED = 60;

type Refinement = { addIssue(issue: { code: 'custom'; message: string; params: { problem: Problem } }): void };

/** Says a problem as an issue of a schema. */
export function say(ctx: Refinement, found: Problem): void {
  ctx.addIssue({ code: 'custom', message: found.code, params: { problem: found } });
}

/** The beginning of a value, for quoting it back. */
export function quoted(value: string): string {
  return Array.from(value.slice(0, 2 * MAX_QUOTED))
    .slice(0, MAX_QUOTED)
    .join('')
    .replace(/\p{C}/gu, '\uFFFD');
}

function idOf(pattern: RegExp, description: string) {
  return scalar((text) => (pattern.test(text) ? text : problem('ID_FORMAT', { id: quoted(text) })), {
    type: 'string',
    pattern: pattern.source,
    description,
  });
}

/** Id of a plan, guidance document or token: 12 lower-case letters and digits. `ID_FORMAT` (id). */
export const randomId = (what: string) => idOf(/^[a-z0-9]{12}$/, `Id of a ${what}`);
/** A body by its id or code; codes have letters, digits and `. _ / -`, at most 64 characters. */
export const unitKey = () => idOf(/^(?!.*\.\.)[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u, 'Id or code of a body');
/** Id of an item or field of a plan. */
export const itemId = () => idOf(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'Id of an item of the plan');
/** Key of a period, as domain/period writes it: `2026-Q1`, `2026`, `once`, `term:2025..2030` … */
export const periodKey = () =>
  idOf(
    /^(once|\d{4}(-(W|M)\d{2}|-Q[1-4]|-H[12]|-9M)?|(term:)?\d{4}\.\.\d{4}|adHoc:\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})$/,
    'Key of a period',
  );
export const commandId = () => idOf(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'Id of a command (UUID)');
export const personId = () => idOf(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Id of a person');

/** A whole number within bounds, both included. `FIELD_INTEGER` (value), `FIELD_RANGE` (value, min, max). */
export const whole = (min: number, max: number) => number(min, max, true);

/** A number within bounds, both included. `FIELD_RANGE` (value, min, max), and `FIELD_INTEGER` (value) where it must be whole. */
export function number(min: number, max: number, integer = false) {
  return z
    .number()
    .superRefine((value, ctx) => {
      if (integer && !Number.isInteger(value)) say(ctx, problem('FIELD_INTEGER', { value }));
      else if (value < min || value > max) say(ctx, problem('FIELD_RANGE', { value, min, max }));
    })
    .meta({ minimum: min, maximum: max, ...(integer && { type: 'integer' }) });
}

/** A list of so many items. `LIST_SHORT` (field, min), `LIST_LONG` (field, max). */
export const listUpTo = <S extends z.ZodType>(item: S, max: number, min = 0) => z.array(item).min(min).max(max);

/** A figure of a report: a number, or null where it is missing. `VALUE_UNIT` (value, expected) for a text such as `khoảng 25` or `130 %`. */
const figure = () =>
  z
    .unknown()
    .transform((value, ctx): number | null => {
      if (value === null || (typeof value === 'number' && Math.abs(value) <= MAX_FIGURE)) return value;
      const told = typeof value === 'string' || typeof value === 'number' ? quoted(String(value)) : typeof value;
      say(
        ctx,
        typeof value === 'number'
          ? problem('FIELD_RANGE', { value: told, min: -MAX_FIGURE, max: MAX_FIGURE })
          : problem('VALUE_UNIT', { value: told, expected: '1600, 30.7' }),
      );
      return z.NEVER;
    })
    .meta({ type: ['number', 'null'] });

/** Lines that may be left blank; else as `lines`. */
const blankable = (max: number) =>
  scalar((text) => (text.trim() === '' ? '' : checkText(text, { max, multiline: true })), { type: 'string', maxLength: max });

function fieldsOf<S extends z.ZodType>(value: S) {
  return z.record(itemId(), value).superRefine((fields, ctx) => {
    if (Object.keys(fields).length > MAX_FIELDS) say(ctx, problem('LIST_LONG', { field: 'fields', max: MAX_FIELDS }));
  });
}

/** A reason or remark of several lines. */
export const reason = () =>
  scalar(
    (given) => {
      const text = checkText(given, { max: MAX_REASON, multiline: true });
      return typeof text === 'string' && !/[\p{L}\p{N}]/u.test(text) ? problem('TEXT_EMPTY') : text;
    },
    { type: 'string', maxLength: MAX_REASON },
  );

/** What a unit reports: figures and texts by field id; domain/report judges them by the form. */
export const reportBody = () =>
  z.strictObject({
    figures: fieldsOf(figure()).default({}),
    narrative: fieldsOf(blankable(MAX_NARRATIVE)).default({}),
    lateReason: blankable(MAX_REASON).optional(),
  });

/** Search text. `QUERY_TOO_LONG` (length, max). */
export const search = () =>
  scalar(
    (text) => {
      if (text.length > MAX_QUERY) return problem('QUERY_TOO_LONG', { length: text.length, max: MAX_QUERY });
      return text.trim() === '' ? '' : checkText(text, { max: MAX_QUERY });
    },
    { type: 'string', maxLength: MAX_QUERY },
  );

/** `true` or `false` in a query. */
export const switched = () =>
  z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .meta({ type: 'boolean' });

/** Limit and cursor of a page. `PAGE_RANGE` (max). */
export const pageFields = {
  limit: scalar((text) => (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PAGE ? Number(text) : badPage()), {
    type: 'integer',
    minimum: 1,
    maximum: MAX_PAGE,
  }).optional(),
  cursor: scalar((text) => (/^[A-Za-z0-9_-]{1,600}$/.test(text) ? text : badPage()), {
    type: 'string',
    description: '`next` of the page before',
  }).optional(),
};

function badPage(): Problem {
  return problem('PAGE_RANGE', { max: MAX_PAGE });
}
