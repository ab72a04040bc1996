import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { readPayloadKeys } from './payload-keys.js';
import { readTemporal, TEMPORAL_VARIABLES, type TemporalConnection } from './temporal.js';
import { secretOf, textIn } from './secrets.js';
import { type SmtpServer, smtpOf } from './smtp.js';

export { ConfigError };

/** Everything the processes read from their environment, in one place. */
export interface Config {
  /** Data folder of the embedded parts. */
  dataDir: string;
  /** PostgreSQL; absent: PGlite in the data folder. */
  databaseUrl?: string;
  /** Temporal server; absent: an embedded one in the data folder. */
  temporalAddress?: string;
  temporalNamespace: string;
  /** Temporal's own pages for the namespace, where somebody serves them. */
  temporalPages?: string;

  /** TLS, key and metadata of that server. */
  temporal: Omit<TemporalConnection, 'address' | 'namespace'>;
  /** The version this program's workers take tasks as, where Temporal routes by it; absent: they take all. */
  deployment?: { name: string; build: string };
  /** Whether changes of workflow code that lanes may still be rolled back from are held back. */
  holdPatches: boolean;
  taskQueue: string;
  /** Keys that seal what goes into Temporal's histories: the first seals, all open; absent: histories are readable in Temporal's store. */
  payloadKeys?: { id: string; key: Uint8Array }[];
  host: string;
  port: number;
  /** Address people reach the API by, for links in mail. */
  publicUrl: string;
  mail: { from: string; folder?: string; smtp?: SmtpServer };
  /** Requests a minute for one sender. */
  requestsPerMinute: number;
  /** Proxies whose forwarded addresses are believed, as CIDR. */
  trustProxy?: string[];
  /** The identity provider (OpenID Connect) people may sign in at. */
  oidc?: { id: string; name: string; issuer: string; clientId: string; clientSecret?: string };
  /** Whether issuers and administrators need a second factor when they sign in with a password. */
  secondFactor: boolean;
  logLevel: string;
  /** Where figures for Prometheus are served; absent: nowhere. */
  metrics?: { host: string; port: number };
  /** For the command line: where the API is, and the token. */
  url?: string;
  token?: string;
  language?: 'vi' | 'en';
}

const port = z.coerce.number().int().min(1).max(65535);
const DATABASE = z.url({ protocol: /^postgres(ql)?$/ });
const SMTP = z.url({ protocol: /^smtps?$/ });
const schema = z.object({
  DONDOC_DATA: z.string().min(1).default('.dondoc'),
  DATABASE_URL: DATABASE.optional(),
  DATABASE_URL_FILE: z.string().min(1).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/)
    .optional(),
  DONDOC_TEMPORAL_PAGES: z.url({ protocol: /^https?$/ }).optional(),

  TEMPORAL_NAMESPACE: z.string().min(1).optional(),
  TEMPORAL_DEPLOYMENT_NAME: z.string().min(1).optional(),
  TEMPORAL_WORKER_BUILD_ID: z.string().min(1).optional(),
  DONDOC_PATCHES: z.enum(['active', 'held']).default('active'),
  DONDOC_PAYLOAD_KEYS: z.string().optional(),
  DONDOC_PAYLOAD_KEYS_FILE: z.string().min(1).optional(),
  DONDOC_TASK_QUEUE: z.string().min(1).default('dondoc'),
  DONDOC_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(7080),
  DONDOC_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DONDOC_MAIL_FROM: z.email().default('dondoc@localhost.localdomain'),
  DONDOC_MAIL_FOLDER: z.string().min(1).optional(),
  DONDOC_SMTP_URL: SMTP.optional(),
  DONDOC_SMTP_URL_FILE: z.string().min(1).optional(),
  DONDOC_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  DONDOC_TRUST_PROXY: z.string().optional(),
  DONDOC_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  DONDOC_OIDC_CLIENT_ID: z.string().min(1).optional(),
  DONDOC_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  DONDOC_OIDC_NAME: z.string().min(1).default('OpenID Connect'),
  DONDOC_SECOND_FACTOR: z.enum(['required', 'optional']).default('optional'),
  DONDOC_METRICS: z
    .string()
    .regex(/^([\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i)
    .optional(),
  DONDOC_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DONDOC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DONDOC_TOKEN: z.string().min(1).optional(),
  DONDOC_TOKEN_FILE: z.string().min(1).optional(),
  DONDOC_LANGUAGE: z.enum(['vi', 'en']).optional(),
});

const RULES: Record<string, string> = {
  PORT: '1–65535',
  DATABASE_URL: 'postgres://user:password@host:port/database',
  TEMPORAL_ADDRESS: 'host:port',
  DONDOC_PUBLIC_URL: 'https://host',
  DONDOC_TEMPORAL_PAGES: 'https://host/namespaces/default',
  DONDOC_SMTP_URL: 'smtp://user:password@host:port',
  DONDOC_URL: 'http://127.0.0.1:7080',
  DONDOC_LANGUAGE: 'vi | en',
  DONDOC_SECOND_FACTOR: 'required | optional',
  DONDOC_PATCHES: 'active | held',
  DONDOC_OIDC_ISSUER: 'https://…',
  DONDOC_MAIL_FROM: 'name@host.domain',
  DONDOC_METRICS: 'host:port',
};

/** Reads the environment once; throws ConfigError naming the variable, its value (never a password's) and the rule. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, env[key] === '' ? undefined : env[key]]));
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const variable = String(issue.path[0]);
    const shown = /URL|TOKEN/.test(variable) ? (env[variable] ?? '').replace(/\/\/[^@/]*@/, '//…@') : (env[variable] ?? '');
    throw new ConfigError(variable, shown, RULES[variable] ?? issue.message);
  }
  const e = parsed.data;
  const smtp = addressOf('DONDOC_SMTP_URL', SMTP, e.DONDOC_SMTP_URL, e.DONDOC_SMTP_URL_FILE);
  return {
    dataDir: e.DONDOC_DATA,
    databaseUrl: addressOf('DATABASE_URL', DATABASE, e.DATABASE_URL, e.DATABASE_URL_FILE),
    ...(e.DONDOC_TEMPORAL_PAGES !== undefined && { temporalPages: e.DONDOC_TEMPORAL_PAGES.replace(/\/+$/, '') }),

    ...temporalOf(env, e),
    holdPatches: e.DONDOC_PATCHES === 'held',
    taskQueue: e.DONDOC_TASK_QUEUE,
    payloadKeys: payloadKeysOf(e.DONDOC_PAYLOAD_KEYS, e.DONDOC_PAYLOAD_KEYS_FILE),
    host: e.DONDOC_HOST,
    port: e.PORT,
    publicUrl: e.DONDOC_PUBLIC_URL ?? `http://${e.DONDOC_HOST}:${e.PORT}`,
    mail: { from: e.DONDOC_MAIL_FROM, folder: e.DONDOC_MAIL_FOLDER, ...(smtp !== undefined && { smtp: smtpOf(smtp) }) },
    requestsPerMinute: e.DONDOC_REQUESTS_PER_MINUTE,
    trustProxy: e.DONDOC_TRUST_PROXY?.split(',').map((cidr) => cidr.trim()),
    ...(e.DONDOC_OIDC_ISSUER !== undefined && { oidc: oidcOf(e) }),
    secondFactor: e.DONDOC_SECOND_FACTOR === 'required',
    logLevel: e.DONDOC_LOG_LEVEL,
    ...(e.DONDOC_METRICS !== undefined && { metrics: placeOf(e.DONDOC_METRICS) }),
    url: e.DONDOC_URL,
    token: secretOf('DONDOC_TOKEN', e.DONDOC_TOKEN, e.DONDOC_TOKEN_FILE),
    language: e.DONDOC_LANGUAGE,
  };
}

function temporalOf(
  env: Record<string, string | undefined>,
  { TEMPORAL_DEPLOYMENT_NAME: name, TEMPORAL_WORKER_BUILD_ID: build }: z.output<typeof schema>,
): Pick<Config, 'temporal' | 'temporalAddress' | 'temporalNamespace' | 'deployment'> {
  const { address, namespace = 'default', ...temporal } = readTemporal(env);
  if ((name === undefined) !== (build === undefined))
    throw new ConfigError('TEMPORAL_DEPLOYMENT_NAME', name ?? '', 'TEMPORAL_DEPLOYMENT_NAME + TEMPORAL_WORKER_BUILD_ID');
  return {
    ...(address !== undefined && { temporalAddress: address }),
    temporalNamespace: namespace,
    temporal,
    ...(name !== undefined && build !== undefined && { deployment: { name, build } }),
  };
}

function oidcOf(e: z.output<typeof schema>): NonNullable<Config['oidc']> {
  const {
    DONDOC_OIDC_ISSUER: issuer = '',
    DONDOC_OIDC_CLIENT_ID: clientId,
    DONDOC_OIDC_CLIENT_SECRET_FILE: file,
    DONDOC_OIDC_NAME: name,
  } = e;
  if (clientId === undefined) throw new ConfigError('DONDOC_OIDC_CLIENT_ID', '', 'DONDOC_OIDC_ISSUER');
  return {
    id: 'oidc',
    name,
    issuer,
    clientId,
    ...(file !== undefined && { clientSecret: textIn('DONDOC_OIDC_CLIENT_SECRET_FILE', file) }),
  };
}

function payloadKeysOf(inline?: string, file?: string): Config['payloadKeys'] {
  if (inline !== undefined) return readPayloadKeys('DONDOC_PAYLOAD_KEYS', inline);
  return file === undefined ? undefined : readPayloadKeys('DONDOC_PAYLOAD_KEYS_FILE', textIn('DONDOC_PAYLOAD_KEYS_FILE', file));
}

/** An address that holds a password, so that it may come from a file too; never shown. */
function addressOf(variable: string, form: z.ZodType<string>, inline?: string, file?: string): string | undefined {
  const found = secretOf(variable, inline, file);
  if (found !== undefined && !form.safeParse(found).success) throw new ConfigError(`${variable}_FILE`, file ?? '', RULES[variable]!);
  return found;
}

function placeOf(place: string): { host: string; port: number } {
  const [, host = '', digits] = /^(.+):(\d+)$/.exec(place)!;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(digits) };
}

/** Names of all variables that are read. */
export const VARIABLES: readonly string[] = [...new Set([...Object.keys(schema.shape), ...TEMPORAL_VARIABLES])];
