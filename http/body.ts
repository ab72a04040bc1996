import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Upload, UPLOADS } from '../contract/http-api.js';
import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { readJson } from './json-text.js';
import { isFormType } from './multipart.js';

/** A request's body as it came: its bytes, and the kind of file where it is one. */
export interface RawBody {
  bytes: Buffer;
  upload?: Upload;
  /** Name that a file came under, as it was given. */
  name?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: RawBody;
  }
}

const JSON_TYPE = /^application\/json(?: *; *charset="?utf-8"?)?$/i;
const UPLOAD_TYPES: [Upload, RegExp][] = [
  ['csv', /^text\/csv(?: *; *charset="?[\w-]{1,20}"?)?$/i],
  ['xlsx', /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet$/i],
  ['yaml', /^application\/yaml(?: *; *charset="?utf-8"?)?$/i],
];

/**
 * Takes bodies of the types an operation names, JSON among them, and nothing else: the type is judged on the header as it was sent, by one
 * pattern, so that no spelling of it finds a way past validation (CVE-2026-25223, CVE-2026-33806).
 */
export function takeBodies(app: FastifyInstance): void {
  app.decorateRequest('rawBody');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const found = readBody(request, body as Buffer);
    if (found instanceof ProblemError) done(found);
    else done(null, found.value);
  });
}

/** Refuses the type of a body before its bytes are read. `TYPE_UNSUPPORTED` (type, allowed). */
export function checkType(request: FastifyRequest): void {
  request.rawBody = { bytes: Buffer.alloc(0) };
  if (!hasBody(request)) return;
  const type = request.headers['content-type'] ?? '';
  if (JSON_TYPE.test(type)) return;
  const { multipart } = request.routeOptions.config.operation ?? {};
  if (multipart && isFormType(type)) return;
  const uploads = request.routeOptions.config.operation?.uploads ?? [];
  const upload = UPLOAD_TYPES.find(([name, pattern]) => uploads.includes(name) && pattern.test(type))?.[0];
  if (upload === undefined) {
    const allowed = ['application/json', ...(multipart ? ['multipart/form-data'] : []), ...uploads.map((name) => UPLOADS[name])].join(', ');
    throw new ProblemError(problem('TYPE_UNSUPPORTED', { type: type.slice(0, 60), allowed }));
  }
  request.rawBody.upload = upload;
}

function hasBody({ headers, method }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function readBody(request: FastifyRequest, bytes: Buffer): { value: unknown } | ProblemError {
  request.rawBody.bytes = bytes;
  if (request.rawBody.upload !== undefined || bytes.length === 0) return { value: undefined };
  const text = bytes.toString('utf8');
  const firstBad = text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(bytes);
  if (firstBad) return new ProblemError(problem('TEXT_NOT_UNICODE', { character: 'U+FFFD', position: text.indexOf('\uFFFD') + 1 }));
  const read = readJson(text);
  if (!('value' in read)) return new ProblemError(read);
  const fault = strayCharacter(read.value, '');
  return fault ? new ProblemError(fault) : read;
}

const CONTROL = /(?![\n\r\t])\p{Cc}/u;
const SURROGATE = /\p{Cs}/u;

/** The first character anywhere in a body that no field could hold: half a surrogate pair, or a control character. Depth is bounded by the reader. */
function strayCharacter(value: unknown, path: string): Problem | undefined {
  if (typeof value === 'string') return strayIn(value, path);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`;
    const fault = (Array.isArray(value) ? undefined : strayIn(key, path)) ?? strayCharacter(inner, below);
    if (fault) return fault;
  }
  return undefined;
}

function strayIn(text: string, path: string): Problem | undefined {
  const found = SURROGATE.exec(text) ?? CONTROL.exec(text);
  if (!found) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  const told = {
    character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
    position: Array.from(text.slice(0, found.index)).length + 1,
  };
  return problem(SURROGATE.test(found[0]) ? 'TEXT_NOT_UNICODE' : 'TEXT_CONTROL', told, path);
}
