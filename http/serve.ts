import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Lodged, Sender, Sending } from '../client/dondoc.js';
import { API, type FileAnswer, lodgedAnswer, type Operation, type Permission, problemAnswer } from '../contract/http-api.js';
import type { Actor } from '../domain/access.js';
import type { Problem } from '../domain/problem.js';
import type { Language } from '../i18n/render.js';
import type { RawBody } from './body.js';
import { type HttpLog, MAX_BODY } from './http-config.js';
import { receiveFile } from './multipart.js';
import { languageOf, logFailure } from './problem.js';
import type { SessionCookie } from './session-cookie.js';
import { answerLodged, expectedBy, isKnown, sendingOf } from './sending.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
    operation?: Operation;
  }
}

/** One request of an operation, parsed: who asks, what, and in what language the answer's sentences are to be. */
export type Call<O extends Operation> = {
  actor: Actor;
  params: z.output<O['params']>;
  query: z.output<O['query']>;
  body: z.output<O['body']>;
  file: RawBody;
  language: Language;
  /** The revision the sender expects (If-Match). */
  ifMatch?: string;
  /** How a request that makes something once came in, where it has a key. */
  once?: Sending;
  /** Says where what was made stands. */
  locate(address: string): void;
  requestId: string;
  /** Where the request comes from. */
  from: Sender;
  /** Hands out the secret of a new session; undefined: has the browser forget it. */
  keep(secret: string | undefined): void;
  /** Notes an error of one part of the request, which the sender is told as the problem given. */
  fail(error: unknown, found: Problem): void;
} & (O extends { key?: true } ? { sending: Sending } : unknown);

/** What answers an operation: one verb of client/, its result mapped. */
export type Handler<O extends Operation> = (call: Call<O>) => Promise<O extends { lodges?: true } ? Lodged : z.output<O['answer']>>;

/** A handler for each operation of a noun, so that none is left out. */
export type Handlers<Operations extends Record<string, Operation>> = { [Name in keyof Operations]: Handler<Operations[Name]> };

/** What every operation is served with. */
export interface ServeDeps {
  log: HttpLog;
  cookie: SessionCookie;
}

/** Serves all operations of a noun. */
export function serve<Operations extends Record<string, Operation>>(
  app: FastifyInstance,
  tag: string,
  operations: Operations,
  handlers: Handlers<Operations>,
  { log, cookie }: ServeDeps,
): void {
  for (const [name, operation] of Object.entries(operations)) {
    const handle = handlers[name] as unknown as Handler<Operation>;
    app.route({
      method: operation.method,
      url: API + operation.path,
      config: { permission: operation.permission, operation },
      bodyLimit: operation.maxBytes ?? MAX_BODY,
      schema: schemaOf(`${tag}.${name}`, tag, operation),
      handler: async (request, reply) => {
        if (request.isMultipart()) await receiveFile(request);
        return answer(request, reply, operation, await handle(callOf(request, reply, operation, { log, cookie })));
      },
    });
  }
}

/** What a file is to a reader of the description: bytes. */
const FILE = { description: 'A file to be saved', content: { 'application/octet-stream': { schema: z.string() } } };

const FOR_WHOM: Partial<Record<Permission, string>> = { public: 'For everybody.', known: 'For whoever may see it.' };

function schemaOf(operationId: string, tag: string, operation: Operation): FastifySchema {
  const { summary, params, query, body, answer: success, status, lodges, method, permission, download } = operation;
  const refusal = { description: 'A problem', content: { 'application/problem+json': { schema: problemAnswer } } };
  return {
    operationId,
    tags: [tag],
    summary,
    description: FOR_WHOM[permission] ?? `For who may: ${permission}.`,
    security: permission === 'public' ? [] : [{ token: [] }, { session: [] }],
    params,
    querystring: query,
    ...(method !== 'GET' && method !== 'DELETE' && { body }),
    response: { [status]: download ? FILE : success, ...(lodges && { 202: lodgedAnswer }), '4xx': refusal, '5xx': refusal },
  } as FastifySchema;
}

function callOf(request: FastifyRequest, reply: FastifyReply, operation: Operation, { log, cookie }: ServeDeps): Call<Operation> {
  const call = {
    actor: request.actor!,
    params: request.params as Record<string, string>,
    query: request.query,
    body: request.body,
    file: request.rawBody,
    language: languageOf(request),
    ...expectedBy(request),
    locate: (address: string) => void reply.header('Location', address),
    requestId: request.id,
    from: { address: request.ip, agent: request.headers['user-agent'] ?? '' },
    keep: (secret: string | undefined) => (secret === undefined ? cookie.drop(reply) : cookie.keep(reply, secret)),
    fail: (error: unknown, found: Problem) => logFailure(log, request, error, found),
  };
  if (operation.once && request.headers['idempotency-key'] !== undefined) return { ...call, once: sendingOf(request) };
  return operation.key ? Object.assign(call, { sending: sendingOf(request) }) : call;
}

async function answer(request: FastifyRequest, reply: FastifyReply, operation: Operation, result: unknown): Promise<FastifyReply> {
  if (operation.download) return sendFile(reply, result as FileAnswer);
  if (operation.lodges) return answerLodged(request, reply, result as Lodged);
  const revision = operation.etag ? (result as { revision?: string }).revision : undefined;
  if (revision !== undefined) {
    reply.header('ETag', `"${revision}"`);
    if (operation.method === 'GET' && isKnown(request, revision)) return reply.code(304).send();
  }
  return reply.code(operation.status).send(result);
}

/** A file goes out to be saved, never to be shown: no browser runs what is in it. A name with other than plain letters is told by RFC 8187 too. */
function sendFile(reply: FastifyReply, { name, type, bytes }: FileAnswer): FastifyReply {
  return reply
    .code(200)
    .header('Content-Type', type)
    .header('Content-Disposition', `attachment; filename="${plainName(name)}"${isPlain(name) ? '' : `; filename*=UTF-8''${encoded(name)}`}`)
    .header('X-Content-Type-Options', 'nosniff')
    .send(Buffer.from(bytes));
}

const isPlain = (name: string): boolean => /^[\w.-]+$/.test(name);
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The name for old readers: its letters without marks, and `_` for what is none. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\w.-]+/gu, '_');
}
