import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemAnswer, ToldProblem } from '../contract/http-api.js';
import { type Problem, PROBLEMS, ProblemError, type ProblemCode, problem } from '../domain/problem.js';
import { sayProblem } from '../i18n/problem.js';
import { isWordKey, type Language, render } from '../i18n/render.js';
import type { HttpLog } from './http-config.js';

/** Seconds after which to come again where something is down. */
const RETRY_SECONDS = 5;

/** The status a problem answers with; a code that is only ever a warning is, as a refusal, one of content. */
export function statusOf(code: ProblemCode): number {
  const status = PROBLEMS[code];
  return status < 400 ? 422 : status;
}

/** A problem in words: its sentence in the reader's language and in both. */
export function told(found: Problem, language: Language): ToldProblem {
  const { code, path, line, column, data } = found;
  const [vi, en] = [sayProblem('vi', found), sayProblem('en', found)];
  return {
    code,
    ...(path !== undefined && path !== '' && { path }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    data: inOrder(data),
    detail: language === 'vi' ? vi : en,
    vi,
    en,
  };
}

/** Data in the order of its names: as it comes from the rules or from the record, its bytes are the same. */
function inOrder(data: Problem['data']): Problem['data'] {
  return Object.fromEntries(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The whole body of a refusal (RFC 9457). */
export function problemBody(found: Problem, language: Language, ids: { requestId: string; command?: string }): ProblemAnswer {
  const status = statusOf(found.code);
  const title = `status.${status}`;
  return {
    type: `urn:dondoc:problem:${found.code}`,
    title: isWordKey(title) ? render(language, title) : String(status),
    status,
    ...told(found, language),
    problems: (found.problems ?? []).map((one) => told(one, language)),
    ...ids,
  };
}

/** Answers with a problem. */
export async function refuse(request: FastifyRequest, reply: FastifyReply, found: Problem, command?: string): Promise<FastifyReply> {
  const body = problemBody(found, languageOf(request), command === undefined ? { requestId: request.id } : { requestId: command, command });
  if (body.status === 503) reply.header('Retry-After', String(RETRY_SECONDS));
  if (body.status === 429 && found.data.seconds !== undefined) reply.header('Retry-After', String(found.data.seconds));
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}

/** The reader's language: the first of Vietnamese and English in Accept-Language, else the actor's own, else Vietnamese. */
export function languageOf({ headers, actor }: Pick<FastifyRequest, 'headers' | 'actor'>): Language {
  const asked = (headers['accept-language'] ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => /^\s*(vi|en)(?:-[a-z\d]{1,8})*\s*(?:;\s*q=([01](?:\.\d{1,3})?)\s*)?$/i.exec(part))
    .flatMap((found) => (found ? [{ language: found[1]!.toLowerCase() as Language, q: Number(found[2] ?? 1) }] : []))
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  return asked[0]?.language ?? actor?.language ?? 'vi';
}

/** What an error that reached the door is to its sender. What is not known is INTERNAL, and its cause goes to the log alone. */
export function problemOf(error: unknown, request?: FastifyRequest): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code = '', statusCode = 500 } = (error ?? {}) as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('BODY_TOO_LARGE', { max: request?.routeOptions.bodyLimit ?? 0 });
    case 'FST_ERR_BAD_URL':
      return problem('ID_FORMAT', { id: '%' });
    case 'FST_ERR_HANDLER_TIMEOUT':
      return problem(request?.raw.complete === false ? 'REQUEST_TIMEOUT' : 'UNAVAILABLE');
    default:
      if (isOutage(error)) return problem('UNAVAILABLE');
      return code.startsWith('FST_') && statusCode >= 400 && statusCode < 500 ? problem('REQUEST_MALFORMED') : problem('INTERNAL');
  }
}

/** Codes of a database or network that is not there, and of one that is going down, full or failing (SQLSTATE classes 08, 53, 57P, 58). */
const OUTAGE = /^(ECONN\w+|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|08\w{3}|53\w{3}|57P0[1-3]|58\w{3})$/;
/** What pg, PGlite and Kysely say without a code, also of records that were closed since the process ends; a server whose disk is full opens no connection. */
const OUTAGE_WORDS =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect|Cannot use a pool after|driver has already been destroyed|could not write init file|PGlite is clos)/i;

function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOutage);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && OUTAGE.test(code)) || OUTAGE_WORDS.test(error.message);
}

/** Writes to the log what a sender is not told. */
export function logFailure(log: HttpLog, request: FastifyRequest, error: unknown, { code }: Problem): void {
  if (statusOf(code) < 500) return;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  log.error({ requestId: request.id, route: request.routeOptions.url, code, error: { name, message, stack } }, 'request failed');
}
