import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { z } from 'zod';

/** What the pages may load and do: their own files, and nothing of another host; no script or style that stands in a page. */
const PAGES_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
/** Files whose name holds the hash of their bytes. */
const HASHED = /^assets\//;
/** Files that the build keeps beside their originals for browsers that take them so. */
const COMPRESSED = /\.(br|gz)$/;

/**
 * Serves the web app's files from the root, by a list made once: what is not on it is not there. A page's address that is no file gets
 * index.html, where the app finds its way; addresses of the API never do. What the build has compressed goes out as it is.
 */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const files = new Set(filesIn(folder));
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true });
  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    config: { permission: 'public', uncounted: true },
    schema: { hide: true, response: { 200: z.unknown() } } as never,
    handler: async (request, reply) => answer(request, reply, files),
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, files: Set<string>): FastifyReply | undefined {
  const path = (request.params as { '*': string })['*'];
  const asked = path === '' ? 'index.html' : path;
  if (files.has(asked)) return send(reply, asked);
  const isPage = (request.headers.accept ?? '').includes('text/html') && !/^(api|health)(\/|$)/.test(path);
  if (isPage && files.has('index.html')) return send(reply, 'index.html');
  reply.callNotFound();
  return reply;
}

function send(reply: FastifyReply, file: string): FastifyReply {
  const caching = HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return reply.header('Cache-Control', caching).header('Content-Security-Policy', PAGES_CSP).sendFile(file);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length).split(sep).join('/'))
    .filter((file) => !COMPRESSED.test(file) && !file.split('/').some((part) => part.startsWith('.')));
}
