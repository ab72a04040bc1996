import { z } from 'zod';
import { quoted } from '../contract/http-api-scalars.js';
import { knownKeys, problemsOf } from '../contract/plan-file-problems.js';
import { Positions } from '../contract/plan-file-tree.js';
import { type Problem, ProblemError, problem } from '../domain/problem.js';

/** Problems told of one request at most. */
const MAX_TOLD = 100;
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

/** What a value comes to by its schema, or all that is wrong with it: one problem, or the first of many with all of them beside it. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const forbidden = keysOf(value).find((key) => FORBIDDEN_KEYS.includes(key));
  if (forbidden !== undefined) throw new ProblemError(problem('KEY_FORBIDDEN', { key: forbidden }));
  const result = z.safeParse(schema, value, { reportInput: true, error: knownKeys });
  if (result.success) return result.data;
  throw new ProblemError(one(problemsOf(result.error.issues, new Positions()).map(plain)));
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyNames(value) : [];
}

/** A request has fields and no lines; the whole of it is `body`, and what has no fields suggests none. Keys are quoted as far as they can be shown. */
function plain({ line: _line, column: _column, ...found }: Problem): Problem {
  const data = { ...found.data };
  if (data.field === '') data.field = 'body';
  if (data.suggestion === '') data.suggestion = '–';
  const { path = '' } = found;
  return path === '' ? { code: found.code, data } : { code: found.code, path: quotedPath(path), data };
}

function quotedPath(path: string): string {
  return path.split('.').map(quoted).join('.');
}

function one(problems: Problem[]): Problem {
  const [first] = problems;
  if (!first) throw new Error('a schema refused a value without saying why');
  return problems.length === 1 ? first : { ...first, problems: problems.slice(0, MAX_TOLD) };
}
