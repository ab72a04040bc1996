import type { ToldProblem } from '../contract/http-api.js';
import type { Problem } from '../domain/problem.js';
import { isWordKey, type Language, render } from '../i18n/render.js';

/** A problem found here in the shape in which the API tells one. */
export function told({ code, path, line, column, data }: Problem, language: Language): ToldProblem {
  const [vi, en] = (['vi', 'en'] as const).map((each) => (isWordKey(`problem.${code}`) ? render(each, `problem.${code}`, data) : code));
  return {
    code,
    ...(path !== undefined && path !== '' && { path }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    data,
    detail: language === 'vi' ? vi! : en!,
    vi: vi!,
    en: en!,
  };
}

/** A problem on a line of its own: where in the file, the sentence, then code and path for who looks them up. */
export function problemLine(found: ToldProblem, language: Language, file?: string): string {
  const { line, column, path, code } = found;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const marks = [code, ...(path === undefined || path === '' ? [] : [path])].join(' ');
  return `${place === '' ? '' : `${place}: `}${found[language]}  [${marks}]`;
}
