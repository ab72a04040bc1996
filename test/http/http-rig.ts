import type { FastifyInstance } from 'fastify';
import type { DocumentReader } from '../../documents/reader.js';
import { createHttp } from '../../http/http.js';
import { firstAdministrator } from '../../start/first-administrator.js';
import type { DondocRig } from '../harness/dondoc-rig.js';

export interface Asked {
  /** The status that is expected; any other fails the test with what was said. 201 for POST, else 200. */
  status?: number;
  body?: unknown;
  file?: string;
  type?: string;
  headers?: Record<string, string>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Ask = (
  who: string,
  method: Method,
  path: string,
  asked?: Asked,
) => Promise<{ json: any; headers: Record<string, unknown>; body: string }>;

/** The door on a rig of real parts, asked as its people; each gets a token when it first asks. */
export interface HttpRig {
  app: FastifyInstance;
  ask: Ask;
  /** Asks with a token at hand. */
  tokens: Map<string, string>;
  /** What the door warned of. */
  warnings: string[];
}

export async function openHttp(rig: DondocRig, documents?: DocumentReader): Promise<HttpRig> {
  const warnings: string[] = [];
  const write = (data: object, message: string) => void warnings.push(`${message} ${JSON.stringify(data)}`);
  const app = await createHttp({
    dondoc: rig.dondoc,
    log: { info: () => {}, warn: write, error: write },
    health: { ready: async () => ({ ok: true, parts: {} }) },
    ...(documents && { documents }),
    config: { ratePerMinute: 0 },
  });
  const tokens = new Map([['administrator', await firstAdministrator(rig)]]);
  let keys = 0;

  const ask: Ask = async (who, method, path, { status = method === 'POST' ? 201 : 200, file, ...asked } = {}) => {
    const payload = file ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
    const type = file === undefined ? (payload === undefined ? undefined : 'application/json') : (asked.type ?? 'application/yaml');
    const headers = {
      authorization: `Bearer ${await tokenOf(who)}`,
      'idempotency-key': `k${(keys += 1)}`,
      ...(type && { 'content-type': type }),
      ...asked.headers,
    };
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload !== undefined && { payload }) });
    if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}\n${warnings.join('\n')}`);
    return { json: answer.body === '' ? undefined : answer.json(), headers: answer.headers, body: answer.body };
  };

  async function tokenOf(person: string): Promise<string> {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const { json } = await ask('administrator', 'POST', '/tokens', { body: { person, label: 'test' } });
    tokens.set(person, json.token as string);
    return json.token as string;
  }

  return { app, ask, tokens, warnings };
}
