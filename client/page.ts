import { ProblemError, problem } from '../domain/problem.js';
import type { PageQuery } from './dondoc.js';

const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/** Limit and place of a page; a cursor is the key after which it starts, in base64url so that nobody reads meaning into it. */
export function pageOf({ limit = DEFAULT_PAGE, cursor }: PageQuery): { limit: number; cursor?: string } {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) throw new ProblemError(problem('PAGE_RANGE', { limit, max: MAX_PAGE }));
  return cursor === undefined ? { limit } : { limit, cursor: decodeCursor(cursor) };
}

/** A key as a cursor. */
export function encodeCursor(key: string): string {
  return Buffer.from(`1|${key}`, 'utf8').toString('base64url');
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('1|') || Buffer.from(text, 'utf8').toString('base64url') !== cursor)
    throw new ProblemError(problem('PAGE_RANGE', { cursor }));
  return text.slice(2);
}
