import { doorProblems } from './problem-door.js';
import { dutyProblems } from './problem-duty.js';
import { fileProblems } from './problem-file.js';
import { planProblems } from './problem-plan.js';
import { unitProblems } from './problem-unit.js';

/** All stable problem codes with the HTTP status each answers with. Words stand in i18n under `problem.<CODE>`; a test holds the two equal. */
export const PROBLEMS = { ...doorProblems, ...dutyProblems, ...fileProblems, ...planProblems, ...unitProblems } as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong: a stable code, where (path of fields, or line and column of a file, or row), and the data its sentence needs (thing, value, bound). */
export interface Problem {
  code: ProblemCode;
  path?: string;
  line?: number;
  column?: number;
  data: Record<string, string | number>;
  /** Single problems where one input has many. */
  problems?: Problem[];
}

/** A problem of a code, at a path, with its data. */
export function problem(code: ProblemCode, data: Record<string, string | number> = {}, path?: string): Problem {
  return path === undefined ? { code, data } : { code, path, data };
}

/** A problem as a throwable, for doors and stores; rules return problems instead. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code} ${JSON.stringify(problem.data)}`);
    this.name = 'ProblemError';
  }
}

/** Whether a value returned by a rule is a problem and not a result. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'data' in value && (value as Problem).code in PROBLEMS;
}
