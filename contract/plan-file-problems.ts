import type { z } from 'zod';
import { nearest } from '../domain/nearest.js';
import { type Problem, problem } from '../domain/problem.js';
import type { Positions } from './plan-file-tree.js';

type Issue = z.core.$ZodIssue;

/** Problems listed of one file; the rest is counted. */
const MAX_LISTED = 100;
/** Longest key or choice quoted and compared. */
const MAX_QUOTED = 60;
/** Problems of an unknown word: where their data hold the word, and the words there are. */
const SUGGESTED: Partial<Record<Problem['code'], [word: string, words: string]>> = {
  FIELD_UNKNOWN: ['field', 'suggestion'],
  FIELD_CHOICE: ['value', 'choices'],
};

/** Problems of a file in the order of its lines: the first hundred, then `PLAN_PROBLEMS_MORE` with how many are left. */
export function listed(problems: Problem[]): Problem[] {
  const inOrder = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  if (inOrder.length <= MAX_LISTED) return inOrder.map(suggested);
  return [...inOrder.slice(0, MAX_LISTED).map(suggested), problem('PLAN_PROBLEMS_MORE', { count: inOrder.length - MAX_LISTED })];
}

/** Problems with the line and column where their paths stand. */
export function placed(problems: readonly Problem[], positions: Positions, part: 'value' | 'key' = 'value'): Problem[] {
  return problems.map((found) => (found.line === undefined ? { ...found, ...positions.of(found.path ?? '', part) } : found));
}

/** What the schema found, as our problems with their places. */
export function problemsOf(issues: readonly Issue[], positions: Positions): Problem[] {
  return issues
    .flatMap((issue) => explain(issue, ''))
    .flatMap((found) => placed([found], positions, found.code === 'FIELD_UNKNOWN' ? 'key' : 'value'))
    .map((found, index) => (index < MAX_LISTED ? suggested(found) : found));
}

/** Words an issue carries as its message: for unknown keys the known ones, which zod leaves out of the issue. */
export function knownKeys(issue: { code?: string; inst?: unknown }): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const shape = (issue.inst as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return Object.keys(shape ?? {}).join(' ');
}

function explain(issue: Issue, base: string): Problem[] {
  const path = [base, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  switch (issue.code) {
    case 'custom': {
      const found = issue.params?.problem as Problem;
      return [{ ...found, path }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, issue.message.split(' ')));
    case 'invalid_type':
      return [
        issue.input === undefined
          ? problem('FIELD_REQUIRED', { field: path }, path)
          : problem('FIELD_TYPE', { field: path, expected: issue.expected }, path),
      ];
    case 'invalid_value':
      return [choice(issue.input, issue.values.map(String), path)];
    case 'invalid_union':
      return branch(issue, path);
    case 'too_small':
      return [problem('LIST_SHORT', { field: path, min: Number(issue.minimum) }, path)];
    case 'too_big':
      return [problem('LIST_LONG', { field: path, max: Number(issue.maximum) }, path)];
    default:
      return [problem('FIELD_INVALID', { field: path }, path)];
  }
}

/** Of the forms a value may have, the one its writer meant: told by its own keys; where they fit none, all forms by the keys they begin with. */
function branch(issue: Extract<Issue, { code: 'invalid_union' }>, path: string): Problem[] {
  const { discriminator, input } = issue;
  if (discriminator !== undefined) {
    const values = 'options' in issue ? (issue.options ?? []).map(String) : [];
    return [choice((input as Record<string, unknown> | undefined)?.[discriminator], values, path)];
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return [problem('FIELD_TYPE', { field: path, expected: 'object' }, path)];
  const forms = issue.errors.map((errors) => errors.flatMap((inner) => explain(inner as Issue, path)));
  const count = (problems: Problem[], code: Problem['code']) => problems.filter((found) => found.code === code).length;
  const unknown = (problems: Problem[]) => count(problems, 'FIELD_UNKNOWN');
  const missing = (problems: Problem[]) => count(problems, 'FIELD_REQUIRED');
  const [best] = forms.toSorted((a, b) => unknown(a) - unknown(b) || missing(a) - missing(b));
  const keys = Object.keys(input);
  if (best && keys.length > 0 && (unknown(best) === 0 || missing(best) === 0)) return best;
  const wanted = forms.flatMap((problems) => problems.find(({ code }) => code === 'FIELD_REQUIRED')?.path?.slice(path.length + 1) ?? []);
  return [
    problem(
      'FIELD_FORM',
      { field: path, keys: keys.join(', ').slice(0, MAX_QUOTED) || '{}', wanted: [...new Set(wanted)].join(', ') },
      path,
    ),
  ];
}

function unknownKey(key: string, path: string, known: readonly string[]): Problem {
  return problem('FIELD_UNKNOWN', { field: key.slice(0, MAX_QUOTED), suggestion: known.join(', ') }, path === '' ? key : `${path}.${key}`);
}

function choice(input: unknown, values: readonly string[], path: string): Problem {
  if (input === undefined) return problem('FIELD_REQUIRED', { field: path }, path);
  if (typeof input !== 'string') return problem('FIELD_TYPE', { field: path, expected: 'string' }, path);
  return problem('FIELD_CHOICE', { value: input.slice(0, MAX_QUOTED), choices: values.join(', ') }, path);
}

/** A problem of an unknown word, with the one that was likely meant in place of all there are; done for what is listed only, as it costs. */
function suggested(found: Problem): Problem {
  const [word, words] = SUGGESTED[found.code] ?? [];
  if (word === undefined || words === undefined) return found;
  const meant = nearest(String(found.data[word]).slice(0, MAX_QUOTED), String(found.data[words]).split(', '));
  return meant === undefined ? found : { ...found, data: { ...found.data, [words]: meant } };
}
