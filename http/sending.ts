import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lodged, Sending } from '../client/dondoc.js';
import { API, type DecidedAnswer } from '../contract/http-api.js';
import { ProblemError, problem } from '../domain/problem.js';
import { refuse } from './problem.js';

const KEY = /^[\x21-\x7e]{1,200}$/;
const TAG = /^"([\x21\x23-\x7e]{1,200})"$/;

/** The sender's key. `KEY_REQUIRED`, or `KEY_FORMAT` for what is not 1 to 200 visible ASCII characters. */
export function keyOf({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') throw new ProblemError(problem('KEY_REQUIRED'));
  if (typeof key !== 'string' || !KEY.test(key)) throw new ProblemError(problem('KEY_FORMAT', { max: 200 }));
  return key;
}

/** How a command came in: its key, the hash of method, path and bytes, and the revision it expects. */
export function sendingOf(request: FastifyRequest): Sending {
  const bodyHash = hashOf(`${request.method} ${request.url.split('?', 1)[0]!}\n`, request.rawBody.bytes);
  return { key: keyOf(request), bodyHash, ...expectedBy(request) };
}

export function hashOf(...parts: (string | Uint8Array)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The revision a request expects: one strong entity tag; `*` expects only that there is something. `FIELD_INVALID` (field). */
export function expectedBy({ headers }: FastifyRequest): { ifMatch?: string } {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return {};
  const ifMatch = TAG.exec(given)?.[1];
  if (ifMatch === undefined) throw new ProblemError(problem('FIELD_INVALID', { field: 'If-Match' }, 'If-Match'));
  return { ifMatch };
}

/** Whether the sender already has a revision (If-None-Match), by weak comparison. */
export function isKnown({ headers }: FastifyRequest, revision: string): boolean {
  const given = headers['if-none-match'] ?? '';
  return given.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${revision}"`);
}

export function commandAddress(command: string): string {
  return `${API}/commands/${command}`;
}

/**
 * Answers with what became of a command: 201 with its receipt, 202 with the address that will tell, or the problem that refused it.
 * Nothing in the body says when or by which request it was asked, so a repeated request gets the same bytes.
 */
export async function answerLodged(request: FastifyRequest, reply: FastifyReply, lodged: Lodged): Promise<FastifyReply> {
  switch (lodged.state) {
    case 'decided': {
      if (lodged.replayed) reply.header('Idempotency-Replayed', 'true');
      const body: DecidedAnswer = { state: 'decided', receipt: lodged.receipt };
      return reply.code(201).header('Location', commandAddress(lodged.receipt.commandId)).send(body);
    }
    case 'lodged': {
      const { state, commandId, lodgedMs } = lodged;
      return reply.code(202).header('Location', commandAddress(commandId)).header('Retry-After', '1').send({ state, commandId, lodgedMs });
    }
    case 'refused':
      return refuse(request, reply, lodged.problem, lodged.commandId);
  }
}
