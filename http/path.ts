import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problem } from '../domain/problem.js';
import { quoted } from '../contract/http-api-scalars.js';

/** Paths and methods of all routes, to tell a wrong method from a wrong path. */
export class RouteTable {
  private readonly routes: { parts: string[]; methods: Set<string> }[] = [];

  add(path: string, methods: string | string[]): void {
    const parts = path.split('/');
    let route = this.routes.find((known) => known.parts.join('/') === path);
    if (!route) this.routes.push((route = { parts, methods: new Set() }));
    for (const method of [methods].flat()) route.methods.add(method);
  }

  /** Methods of the routes that a path fits. */
  methodsOf(path: string): string[] {
    const asked = path.split('/');
    const fits = ({ parts }: { parts: string[] }) =>
      parts.length === asked.length && parts.every((part, place) => (part.startsWith(':') ? asked[place] !== '' : part === asked[place]));
    return [...new Set(this.routes.filter(fits).flatMap(({ methods }) => [...methods]))].toSorted();
  }
}

/** What to say of a request that fits no route: a path that climbs, a method the path does not have, or nothing there. Sets `Allow`. */
export function strayRequest(request: FastifyRequest, reply: FastifyReply, table: RouteTable): Problem {
  const path = (request.raw.url ?? '').split('?', 1)[0]!;
  const climbing = path.split('/').find((part) => /^(\.|%2e){1,2}$/i.test(part) || !isDecodable(part));
  if (climbing !== undefined) return problem('ID_FORMAT', { id: quoted(climbing) });
  const allowed = table.methodsOf(path);
  if (allowed.length === 0 && request.method !== 'TRACE') return problem('NOT_FOUND');
  reply.header('Allow', allowed.join(', '));
  return problem('METHOD_NOT_ALLOWED', { method: request.method, allowed: allowed.join(', ') || '–' });
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
