import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { z } from 'zod';
import type { Dondoc } from '../client/dondoc.js';
import { operations } from '../contract/http-api.js';
import type { DocumentReader } from '../documents/reader.js';
import { problem } from '../domain/problem.js';
import { knowActors } from './actor.js';
import { checkType, takeBodies } from './body.js';
import { DEFAULTS, type Health, type HttpConfig, type HttpLog } from './http-config.js';
import { takeFiles } from './multipart.js';
import { DOCS, describe } from './openapi.js';
import { RouteTable, strayRequest } from './path.js';
import { logFailure, problemBody, problemOf, refuse } from './problem.js';
import { attachmentHandlers } from './routes/attachments.js';
import { auditHandlers } from './routes/audit.js';
import { commandHandlers } from './routes/commands.js';
import { delegationHandlers } from './routes/delegations.js';
import { diagnosisHandlers } from './routes/diagnosis.js';
import { dutyHandlers } from './routes/duties.js';
import { serveEvents } from './routes/events.js';
import { guidanceHandlers } from './routes/guidance.js';
import { serveHealth } from './routes/health.js';
import { inboxHandlers } from './routes/inbox.js';
import { formHandlers } from './routes/forms.js';
import { serveOidc } from './routes/oidc.js';
import { overviewHandlers } from './routes/overview.js';
import { paperHandlers } from './routes/papers.js';
import { peopleHandlers } from './routes/people.js';
import { planHandlers } from './routes/plans.js';
import { readingHandlers } from './routes/readings.js';
import { preferenceHandlers } from './routes/preferences.js';
import { reportHandlers } from './routes/reports.js';
import { sessionHandlers } from './routes/session.js';
import { tokenHandlers } from './routes/tokens.js';
import { unitHandlers } from './routes/units.js';
import { keyOf } from './sending.js';
import { serve, type ServeDeps } from './serve.js';
import { SessionCookie } from './session-cookie.js';
import { validate } from './validate.js';
import { servePages } from './web.js';

export type { Health, HttpConfig, HttpLog } from './http-config.js';

/** What the door stands on. */
export interface HttpDeps {
  dondoc: Dondoc;
  log: HttpLog;
  health: Health;
  /** Told of each request that was answered, for figures: the route as declared, or `other`. */
  answered?: (request: { method: string; route: string; status: number; ms: number }) => void;
  /** Opens files from outside; without it none are taken. */
  documents?: DocumentReader;
  config?: HttpConfig;
}

/** Longest part of a path that is looked at, so that an id of any length is refused as an id. */
const MAX_PARAM = 64 * 1024;
const SWEEP_MS = 5000;

/** The HTTP API as an application that does not listen yet: `inject` serves tests, start/ listens. */
export async function createHttp({ dondoc, log, health, answered, documents, config = {} }: HttpDeps): Promise<FastifyInstance> {
  const { requestTimeoutMs, trustProxy, ratePerMinute, version, origin, pages } = { ...DEFAULTS, ...config };
  const cookie = new SessionCookie(origin);
  const app = fastify({
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    requestTimeout: requestTimeoutMs,
    handlerTimeout: requestTimeoutMs,
    http: { connectionsCheckingInterval: SWEEP_MS },
    routerOptions: { maxParamLength: MAX_PARAM },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      mark(request, reply);
      void refuse(request, reply, problemOf(error));
    },
  });
  app.setValidatorCompiler(
    ({ schema }) =>
      (value) =>
        // A body that is not there comes as null.
        attempt(() => validate(schema as z.ZodType, value ?? undefined)),
  );
  app.setSerializerCompiler(serializerCompiler);
  takeBodies(app);
  await takeFiles(app);
  const table = new RouteTable();
  demandDeclarations(app, table);
  await app.register(helmet, HEADERS);
  await cookie.register(app);
  const admit = await knowActors(app, dondoc, { ratePerMinute, cookie, origin });
  app.addHook('onRequest', async (request, reply) => {
    mark(request, reply);
    if (request.is404) return;
    await admit(request, reply);
    checkType(request);
    if (request.routeOptions.config.operation?.key) keyOf(request);
  });
  app.setErrorHandler((error, request, reply) => {
    const found = problemOf(error, request);
    logFailure(log, request, error, found);
    return refuse(request, reply, found);
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, strayRequest(request, reply, table)));
  app.addHook('onResponse', async (request, reply) => {
    const { id, method, actor, routeOptions } = request;
    const told = {
      requestId: id,
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      person: actor?.person,
      ...idsOf(request.params),
    };
    log.info(told, 'request');
    answered?.({ method, route: routeOptions.url ?? 'other', status: reply.statusCode, ms: reply.elapsedTime });
  });
  await describe(app, version);
  serveHealth(app, health);
  serveOperations(app, { dondoc, documents }, { log, cookie });
  serveOidc(app, dondoc, cookie, origin);
  serveEvents(app, dondoc);
  if (pages !== undefined) await servePages(app, pages);
  return app;
}

function serveOperations(app: FastifyInstance, { dondoc, documents }: Pick<HttpDeps, 'dondoc' | 'documents'>, deps: ServeDeps): void {
  serve(app, 'session', operations.session, sessionHandlers(dondoc), deps);
  const duties = dutyHandlers(dondoc);
  const reports = reportHandlers(dondoc);
  serve(app, 'delegations', operations.delegations, delegationHandlers(dondoc), deps);
  serve(app, 'preferences', operations.preferences, preferenceHandlers(dondoc), deps);
  serve(app, 'overview', operations.overview, overviewHandlers(dondoc), deps);
  serve(app, 'plans', operations.plans, planHandlers(dondoc), deps);
  serve(app, 'duties', operations.duties, duties, deps);
  serve(app, 'reports', operations.reports, reports, deps);
  serve(app, 'papers', operations.papers, { ...paperHandlers(dondoc), ...formHandlers(dondoc, documents) }, deps);
  serve(app, 'readings', operations.readings, readingHandlers(dondoc, documents), deps);
  serve(app, 'attachments', operations.attachments, attachmentHandlers(dondoc, documents), deps);
  serve(app, 'guidance', operations.guidance, guidanceHandlers(dondoc), deps);
  serve(app, 'inbox', operations.inbox, inboxHandlers(dondoc), deps);
  serve(app, 'units', operations.units, unitHandlers(dondoc), deps);
  serve(app, 'people', operations.people, peopleHandlers(dondoc), deps);
  serve(app, 'tokens', operations.tokens, tokenHandlers(dondoc), deps);
  serve(app, 'audit', operations.audit, auditHandlers(dondoc), deps);
  serve(app, 'diagnosis', operations.diagnosis, diagnosisHandlers(dondoc), deps);
  serve(app, 'commands', operations.commands, commandHandlers(dondoc, { duties, reports }), deps);
}

/** Refuses, when the application is built, a route that does not say who may ask it and what it answers; keeps the paths of the others. */
function demandDeclarations(app: FastifyInstance, table: RouteTable): void {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(DOCS)) route.config = { ...route.config, permission: 'public' };
    else if (!route.config?.permission || !route.schema?.response) throw new Error(`${route.url} declares no permission or no answer`);
    table.add(route.url, route.method);
  });
}

/** Ids that a path names, for the log: of what has the form of an id alone, since anything may stand in an address. */
function idsOf(params: unknown): { plan?: string; unit?: string } {
  const { plan, unit } = (params ?? {}) as Record<string, unknown>;
  const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,40}$/.test(value);
  return { ...(isId(plan) && { plan }), ...(isId(unit) && { unit }) };
}

/** Headers of every answer, whichever way it goes. */
function mark(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Request-Id', request.id).header('Cache-Control', 'no-store');
}

const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' as const },
  frameguard: { action: 'deny' as const },
};

function attempt(work: () => unknown): { value: unknown } | { error: Error } {
  try {
    return { value: work() };
  } catch (error) {
    return { error: error as Error };
  }
}

/** Answers bytes that are no request, or one that never ends, on the bare socket. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'REQUEST_TIMEOUT'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'HEADERS_TOO_LARGE'
        : 'REQUEST_MALFORMED';
  const answer = problemBody(problem(code), 'vi', { requestId: randomUUID() });
  const body = JSON.stringify(answer);
  const head = `HTTP/1.1 ${answer.status} ${code}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}
