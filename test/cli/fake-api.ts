import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the fake API saw it. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What to answer: a status with a JSON body, or `break` to end the connection without an answer. */
export type Reply = 'break' | { status: number; body?: unknown; headers?: Record<string, string> };

/** An API that answers what it is told to, request by request, and keeps what it saw; what it is not told is 404. */
export interface FakeApi {
  url: string;
  seen: Seen[];
  on(method: string, path: string, ...replies: (Reply | ((seen: Seen) => Reply))[]): void;
  close(): Promise<void>;
}

export async function fakeApi(): Promise<FakeApi> {
  const seen: Seen[] = [];
  const told = new Map<string, (Reply | ((seen: Seen) => Reply))[]>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const one: Seen = {
        method: request.method ?? '',
        path: decodeURIComponent(url.pathname.replace('/api/v1', '')),
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      seen.push(one);
      const replies = told.get(`${one.method} ${one.path}`) ?? [problem(404, 'NOT_FOUND')];
      const next = replies.length > 1 ? replies.shift()! : replies[0]!;
      const reply = typeof next === 'function' ? next(one) : next;
      if (reply === 'break') return void request.socket.destroy();
      const { status, body, headers = {} } = reply;
      response.writeHead(status, {
        'content-type': status >= 400 ? 'application/problem+json; charset=utf-8' : 'application/json',
        ...headers,
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    on: (method, path, ...replies) => void told.set(`${method} ${path}`, replies),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A refusal as the API tells one. */
export function problem(
  status: number,
  code: string,
  more: Record<string, unknown> = {},
): { status: number; body: unknown; headers?: Record<string, string> } {
  const told = { code, data: {}, detail: `${code} vi`, vi: `${code} vi`, en: `${code} en` };
  return {
    status,
    body: { type: `urn:dondoc:problem:${code}`, title: code, status, ...told, problems: [], requestId: 'request-1', ...more },
  };
}

export const COMMAND = '01890000-0000-7000-8000-000000000001';
export const PLAN = 'plan00000001';

/** A command that was decided. */
export const decided = {
  state: 'decided',
  receipt: {
    commandId: COMMAND,
    plan: PLAN,
    lodgedMs: 1_795_506_539_333,
    event: { lane: `plan:${PLAN}`, seq: 3, hash: 'ab'.repeat(32) },
    late: false,
  },
};

/** A plan file in good form. */
export const PLAN_FILE = `dondoc: plan/1\nsymbol: 5-KH/TU\nissuer: TU\nsubject: Kế hoạch thử\nhorizon: { from: 2026-01-01, to: 2026-12-31 }\n`;
