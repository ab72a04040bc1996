import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Health } from '../http-config.js';

const live = z.object({ status: z.literal('ok') });
const ready = z.object({ status: z.enum(['ok', 'degraded']), parts: z.record(z.string(), z.string()) });

/** Whether the process lives, and whether it can serve: for a supervisor or a load balancer, without a token. */
export function serveHealth(app: FastifyInstance, health: Health): void {
  app.get(
    '/health/live',
    { config: { permission: 'public' }, schema: { tags: ['health'], summary: 'The process lives.', response: { 200: live } } },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/health/ready',
    {
      config: { permission: 'public' },
      schema: { tags: ['health'], summary: 'Requests can be served.', response: { 200: ready, 503: ready } },
    },
    async (_request, reply) => {
      const { ok, parts } = await health.ready();
      const degraded = Object.values(parts).some((part) => part !== 'ok');
      return reply.code(ok ? 200 : 503).send({ status: ok && !degraded ? 'ok' : 'degraded', parts });
    },
  );
}
