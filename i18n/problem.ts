import type { Problem } from '../domain/problem.js';
import { isWordKey, type Language, render } from './render.js';

/** Data of problems that are codes of ours, alone or in a list: they are said in words where the language has them. */
const CODED = new Set(['state', 'standing', 'allowed', 'product', 'expected', 'kind']);

/** A problem as a sentence; a code without words stays as it is. Where nothing is allowed, the sentence says nothing of it (`….bare`). */
export function sayProblem(language: Language, { code, data }: Pick<Problem, 'code' | 'data'>): string {
  const bare = `problem.${code}.bare`;
  const key = data.allowed === '' && isWordKey(bare) ? bare : `problem.${code}`;
  if (!isWordKey(key)) return code;
  const said = Object.entries(data).map(([name, value]) => [name, CODED.has(name) ? inWords(language, value) : value] as const);
  return render(language, key, Object.fromEntries(said));
}

function inWords<Value extends string | number>(language: Language, value: Value): Value | string {
  if (typeof value !== 'string') return value;
  return value
    .split(', ')
    .map((code) => {
      const key = `code.${code}`;
      return isWordKey(key) ? render(language, key) : code;
    })
    .join(', ');
}
