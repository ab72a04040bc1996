import { z } from 'zod';
import { type Day, isDay } from '../domain/day.js';
import { type Problem, problem } from '../domain/problem.js';
import { checkText, type TextRule } from '../domain/text.js';
import { THOUSAND_OR_DECIMAL } from './plan-file-tree.js';

/** The scalars of a plan file. The file is read as texts, so each kind says what it makes of one; `meta` is what the documentation shows. */

/** Longest texts, in characters. */
export const LENGTH = { code: 64, name: 200, label: 300, title: 2000, reason: 2000, text: 20_000 } as const;

type Reading<T> = (text: string) => T | Problem;

/** A scalar read from its text by a rule; `meta` is its JSON Schema. */
export function scalar<T>(read: Reading<T>, meta: Record<string, unknown>) {
  return z
    .string()
    .transform((text, ctx): T => {
      const value = read(text);
      if (!isFound(value)) return value;
      ctx.addIssue({ code: 'custom', message: value.code, params: { problem: value } });
      return z.NEVER;
    })
    .meta(meta);
}

function isFound<T>(value: T | Problem): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value;
}

function textOf(rule: TextRule) {
  return scalar((text) => checkText(text, rule), { type: 'string', maxLength: rule.max });
}

/** One line that is printed or compared: a title, a name, a label. */
export const title = (max: number = LENGTH.title) => textOf({ max, title: true });
/** Text of several lines. */
export const lines = (max: number = LENGTH.text) => textOf({ max, multiline: true });
/** One line without the rules of a title: a unit of measure may be `%`. */
export const line = (max: number = LENGTH.name) => textOf({ max });

/** A day of the calendar, written year first. `DATE_INVALID` (value). */
export const day = () =>
  scalar(
    (text: string): Day | Problem => (isDay(text as unknown) ? text : problem('DATE_INVALID', { value: text.slice(0, LENGTH.code) })),
    {
      type: 'string',
      format: 'date',
    },
  );

/** Bounds of a number, both included. */
export interface FigureRule {
  min?: number;
  max?: number;
  integer?: boolean;
}

const PLAIN_NUMBER = /^[+-]?\d{1,15}(\.\d{1,9})?$/;

/**
 * A number with the point as decimal mark and no thousands mark. `VALUE_UNIT` (value, expected) for words, units and commas,
 * `NUMBER_AMBIGUOUS` (value, thousands, decimal) for `1.600`, `FIELD_RANGE` (value, min, max), `FIELD_INTEGER` (value).
 */
export const figure = (rule: FigureRule = {}) =>
  scalar((text) => readFigure(text, rule), {
    type: rule.integer ? 'integer' : 'number',
    ...(rule.min !== undefined && { minimum: rule.min }),
    ...(rule.max !== undefined && { maximum: rule.max }),
  });

function readFigure(text: string, rule: FigureRule): number | Problem {
  if (THOUSAND_OR_DECIMAL.test(text)) {
    const plain = /\..*\./.test(text) ? text : `${Number(text)}`;
    // Three decimals would be ambiguous again.
    const decimal = THOUSAND_OR_DECIMAL.test(plain) ? `${plain}0` : plain;
    return problem('NUMBER_AMBIGUOUS', { value: text, thousands: text.replaceAll('.', ''), decimal });
  }
  if (!PLAIN_NUMBER.test(text)) return problem('VALUE_UNIT', { value: text.slice(0, LENGTH.code), expected: '1600, 30.7' });
  const value = Number(text);
  if (rule.integer && !Number.isInteger(value)) return problem('FIELD_INTEGER', { value: text });
  const { min = -1e15, max = 1e15 } = rule;
  return value < min || value > max ? problem('FIELD_RANGE', { value: text, min, max }) : value;
}

/** true or false. */
export const flag = () =>
  z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .meta({ type: 'boolean', enum: [true, false] });

/** A year of a target. */
export const year = () => figure({ integer: true, min: 1900, max: 2200 });
