import type { ToldProblem } from '../contract/http-api.js';
import type { Problem } from '../domain/problem.js';
import { sayProblem } from '../i18n/problem.js';
import type { Language } from '../i18n/render.js';

/** A problem found here in the shape in which the API tells one. */
export function told(found: Problem, language: Language): ToldProblem {
  const { code, path, line, column, data } = found;
  const [vi, en] = [sayProblem('vi', found), sayProblem('en', found)];
  return {
    code,
    ...(path !== undefined && path !== '' && { path }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    data,
    detail: language === 'vi' ? vi : en,
    vi,
    en,
  };
}

/** A problem on a line of its own: where in the file, the sentence, then code and path for who looks them up. */
export function problemLine(found: ToldProblem, language: Language, file?: string): string {
  const { line, column, path, code } = found;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const marks = [code, ...(path === undefined || path === '' ? [] : [path])].join(' ');
  return `${place === '' ? '' : `${place}: `}${found[language]}  [${marks}]`;
}
