import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { API } from '../contract/http-api.js';

/** Where the documentation page stands. */
export const DOCS = `${API}/docs`;

/** What the page may load: its own files, and nothing of another host. */
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Describes the API (OpenAPI 3.1) from the same shapes that requests are judged by, and serves the description and a page to read it on. */
export async function describe(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dondoc',
        version,
        description:
          'Carries a plan from the committee that issues it through every deadline, reminder and report, and back up as consolidated results. ' +
          'Every refusal is application/problem+json with a stable code and its sentence in Vietnamese and English. ' +
          'A POST that lodges a command needs an Idempotency-Key: the same key and bytes get the same answer. ' +
          'One that makes a draft or a token takes a key too: the same key makes nothing twice.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'dondoc' } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS,
    staticCSP: DOCS_CSP,
    uiConfig: { validatorUrl: null, docExpansion: 'none', tryItOutEnabled: false },
  });
  app.get(
    `${API}/openapi.json`,
    { config: { permission: 'public' }, schema: { hide: true, response: { 200: z.unknown() } } as never },
    async () => app.swagger(),
  );
}
