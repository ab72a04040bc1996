import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ProblemCode, ProblemError, problem } from '../domain/problem.js';
import { MAX_UPLOAD } from './http-config.js';

/** One file to a request: what comes beside it can't be half taken. */
const MAX_FILES = 1;

/** Takes files as multipart/form-data: bounded while they come in, kept nowhere but in memory until the whole request is there. */
export async function takeFiles(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD, files: MAX_FILES, fields: 0, parts: MAX_FILES + 1, headerPairs: 20 },
  });
}

const MULTIPART_TYPE = /^multipart\/form-data *; *boundary=(?:"[^"\s]{1,70}"|[^\s";,]{1,70})$/i;

/** Whether a body is a form with files. `MULTIPART_INVALID` (reason) where it names no boundary. */
export function isFormType(type: string): boolean {
  if (!/^multipart\/form-data/i.test(type)) return false;
  if (!MULTIPART_TYPE.test(type)) throw new ProblemError(problem('MULTIPART_INVALID', { reason: 'boundary' }));
  return true;
}

/** The one file of a request, as its raw body, with the name it came under. `FILE_MISSING`, `FILE_TOO_LARGE`, `TOO_MANY_FILES`, `MULTIPART_INVALID`. */
export async function receiveFile(request: FastifyRequest): Promise<void> {
  try {
    let found = false;
    for await (const part of request.files()) {
      request.rawBody = { bytes: await part.toBuffer(), name: part.filename };
      found = true;
    }
    if (!found) throw new ProblemError(problem('FILE_MISSING'));
  } catch (error) {
    throw problemIn(error);
  }
}

const CODES: Record<string, ProblemCode> = {
  FST_FILES_LIMIT: 'TOO_MANY_FILES',
  FST_PARTS_LIMIT: 'TOO_MANY_FILES',
  FST_FIELDS_LIMIT: 'MULTIPART_INVALID',
  FST_REQ_FILE_TOO_LARGE: 'FILE_TOO_LARGE',
};

function problemIn(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const { code = '', message } = error as { code?: string; message: string };
  const known = CODES[code] ?? 'MULTIPART_INVALID';
  if (known === 'TOO_MANY_FILES') return new ProblemError(problem(known, { max: MAX_FILES }));
  if (known === 'FILE_TOO_LARGE') return new ProblemError(problem(known, { size: `> ${MAX_UPLOAD}`, max: MAX_UPLOAD }));
  return new ProblemError(problem(known, { reason: message.replace(/\P{ASCII}|\p{Cc}/gu, '').slice(0, 60) }));
}
