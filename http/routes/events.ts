import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Dondoc, News } from '../../client/dondoc.js';
import { API } from '../../contract/http-api.js';
import type { Actor } from '../../domain/access.js';
import { ProblemError, problem } from '../../domain/problem.js';

/** How often a stream that has nothing to tell says that it lives, and looks whether its reader may still read. */
const BEAT_MS = 20_000;
/** What came shortly before the last thing heard may have been recorded after it. */
const OVERLAP_MS = 5_000;
const LAST_ID = /^(\d{1,15})\./;

/**
 * What changes, as server-sent events: each names a plan, a kind of event and its number, and only plans its reader sees; what is new is read
 * by the reads. `Last-Event-ID` goes on where a broken stream ended: what was told may be told again, nothing is left out.
 */
export function serveEvents(app: FastifyInstance, dondoc: Dondoc): void {
  const open = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of open) end();
    done();
  });
  app.get(
    `${API}/events`,
    {
      config: { permission: 'known' },
      schema: {
        operationId: 'events',
        tags: ['events'],
        summary: 'What changes in the plans one sees, as server-sent events {plan, kind, seq}; goes on from Last-Event-ID.',
        security: [{ token: [] }, { session: [] }],
        response: { 200: z.string() },
      } as never,
    },
    async (request, reply) => stream(request, reply, dondoc, open),
  );
}

async function stream(request: FastifyRequest, reply: FastifyReply, dondoc: Dondoc, open: Set<() => void>): Promise<FastifyReply> {
  const { raw } = reply;
  const reader = readerOf(request, dondoc);
  const following: { stop?: (() => void) | undefined } = {};
  const end = () => {
    following.stop?.();
    clearInterval(beat);
    open.delete(end);
    raw.end();
  };
  const tell = (news: News[]) => void raw.write(news.map(({ id, ...told }) => `id: ${id}\ndata: ${JSON.stringify(told)}\n\n`).join(''));
  const begin = () => {
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    raw.write('retry: 3000\n\n');
  };
  const beat = setInterval(() => {
    reader().then((actor) => (actor ? raw.write(': \n\n') : end()), end);
  }, BEAT_MS);
  // What is told before the head is out waits for it.
  const early: News[][] = [];
  let begun = false;
  following.stop = await dondoc.live.follow(
    request.actor!.person,
    reader,
    sinceOf(request),
    (news) => (begun ? tell(news) : void early.push(news)),
    end,
  );
  if (!following.stop) {
    clearInterval(beat);
    throw new ProblemError(problem('TOO_MANY_REQUESTS', { max: 12, seconds: 60 }));
  }
  begin();
  begun = true;
  early.forEach(tell);
  open.add(end);
  raw.on('close', end);
  return reply;
}

/** Looks the reader up as it stands now; a stream that only listens does not keep a session alive. */
function readerOf({ sessionSecret, headers }: FastifyRequest, { session, people }: Dondoc): () => Promise<Actor | undefined> {
  if (sessionSecret !== undefined) return () => session.actorOf(sessionSecret, { idle: true });
  const token = headers.authorization!.replace(/^\S+ +/, '');
  return () => people.actorOf(token);
}

function sinceOf({ headers }: FastifyRequest): number | undefined {
  const given = LAST_ID.exec(String(headers['last-event-id'] ?? ''))?.[1];
  return given === undefined ? undefined : Number(given) - OVERLAP_MS;
}
