import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Dondoc, Lodged } from '../../client/dondoc.js';
import type { Actor, Role } from '../../domain/access.js';
import { ProblemError, problem } from '../../domain/problem.js';
import { createHttp, type HttpConfig } from '../../http/http.js';

export const PLAN = 'plan00000001';
export const COMMAND = '01890000-0000-7000-8000-000000000001';

/** A door onto verbs that are not there, but for those given: each of the others finds nothing. Calls are kept. */
export interface Door {
  app: FastifyInstance;
  calls: { verb: string; args: unknown[] }[];
  lines: { level: string; data: object; message: string }[];
  send(request: Sent): Promise<Answer>;
}

type Answer = Awaited<ReturnType<typeof inject>>;
export type Sent = InjectOptions & { token?: string; key?: string; json?: unknown };

type Verbs = { [Noun in keyof Dondoc]?: Partial<Dondoc[Noun]> };

const NOUNS: (keyof Dondoc)[] = [
  'session',
  'live',
  'delegations',
  'preferences',
  'oidc',
  'overview',
  'people',
  'units',
  'plans',
  'duties',
  'reports',
  'papers',
  'readings',
  'attachments',
  'guidance',
  'inbox',
  'commands',
  'audit',
  'diagnosis',
];

export function actorWith(role: Role, language: 'vi' | 'en' = 'vi'): Actor {
  return { person: `p-${role}`, name: role, language, grants: [{ id: 'g1', role, unit: 'unit00000001' }] };
}

/** Actors of the tokens that the door knows: one a role, `<role>-token`. */
const ROLES: Role[] = ['administrator', 'issuer', 'clerk', 'approver', 'leader', 'inspector', 'operator'];
const actors = new Map(ROLES.map((role) => [`${role}-token`, actorWith(role)]));

export const decided: Lodged = {
  state: 'decided',
  receipt: { commandId: COMMAND, plan: PLAN, lodgedMs: 1, event: { lane: `plan:${PLAN}`, seq: 3, hash: 'ab' } },
  replayed: false,
};

const opened: FastifyInstance[] = [];
// Every door a test opens is shut after the last test of its file.
afterAll(async () => {
  await Promise.all(opened.map((app) => app.close()));
});

export async function openDoor(verbs: Verbs = {}, config: HttpConfig = {}): Promise<Door> {
  const calls: Door['calls'] = [];
  const lines: Door['lines'] = [];
  const nounOf = (noun: keyof Dondoc) => {
    const given = { actorOf: async (token: string) => actors.get(token.replace(/_+$/, '')), ...verbs[noun] } as Record<string, unknown>;
    return new Proxy(given, {
      get:
        (target, verb: string) =>
        async (...args: unknown[]) => {
          if (verb !== 'actorOf') calls.push({ verb: `${noun}.${verb}`, args });
          const found = target[verb] as ((...all: unknown[]) => unknown) | undefined;
          if (!found) throw new ProblemError(problem('NOT_FOUND'));
          return found(...args);
        },
    });
  };
  const dondoc = Object.fromEntries(NOUNS.map((noun) => [noun, nounOf(noun)])) as unknown as Dondoc;
  const write = (level: string) => (data: object, message: string) => void lines.push({ level, data, message });
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  const health = { ready: async () => ({ ok: true, parts: { database: 'ok' } }) };
  const app = await createHttp({ dondoc, log, health, config: { ratePerMinute: 0, ...config } });
  opened.push(app);
  await app.ready();
  return { app, calls, lines, send: (request) => inject(app, injected(request)) };
}

const inject = async (app: FastifyInstance, request: InjectOptions) => app.inject(request);

function injected({ token = 'issuer-token', key, json, ...rest }: Sent): InjectOptions {
  const headers = {
    ...(token !== '' && { authorization: `Bearer ${token}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...rest.headers,
  };
  return { ...rest, headers, ...(json !== undefined && { payload: JSON.stringify(json) }) };
}
