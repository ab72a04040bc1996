import { z } from 'zod';
import type { Act } from '../domain/access.js';
import { commandId, itemId, periodKey, personId, randomId, unitKey } from './http-api-scalars.js';

/** Where all operations stand. */
export const API = '/api/v1';

/** What an operation asks of its sender: nothing, to be known, or a role that may do the act. Which objects, the policy says (store/sight). */
export type Permission = 'public' | 'known' | Act;

/** Names of the parameters of a path: `/plans/:plan/units/:unit` has plan and unit. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type ParamsOf<Path extends string> = Record<NamesIn<Path>, string>;

const parameters: Record<string, () => z.ZodType<string>> = {
  plan: () => randomId('plan'),
  token: () => randomId('token'),
  unit: unitKey,
  item: itemId,
  period: periodKey,
  command: commandId,
  file: () => randomId('file'),
  reading: () => randomId('reading'),
  session: () => randomId('session'),
  person: personId,
  delegation: () => randomId('delegation'),
};

/** Kinds of file an operation takes as its body, besides JSON. */
export const UPLOADS = {
  csv: 'text/csv',
  yaml: 'application/yaml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type Upload = keyof typeof UPLOADS;

/**
 * What one operation is. `key`: it needs an Idempotency-Key. `lodges`: its answer is that of a lodged command (201, 202, 409, 422).
 * `once`: it takes an Idempotency-Key where one is given; what the key has made is not made again.
 */
interface Described {
  summary: string;
  permission: Permission;
  key?: boolean;
  lodges?: boolean;
  once?: true;
  /** Its answer has a `revision`, which is its ETag. */
  etag?: true;
  /** Its answer is a file (fileAnswer), sent as its bytes. */
  download?: true;
  uploads?: readonly Upload[];
  /** It takes one file as multipart/form-data, instead of a JSON body or beside it. */
  multipart?: true;
  /** Largest body in bytes; 1 MB unless said. */
  maxBytes?: number;
}

export interface Operation<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> extends Described {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: Path;
  params: z.ZodType<ParamsOf<Path>>;
  query: Query;
  body: Body;
  answer: Answer;
  status: 200 | 201 | 204;
}

/** What an operation answers, asks as query and takes as body, for callers that only know types. */
export type AnswerOf<O extends Operation> = z.output<O['answer']>;
export type QueryOf<O extends Operation> = z.input<O['query']>;
export type BodyOf<O extends Operation> = z.input<O['body']>;

const nothing = () => z.strictObject({});
/** A body that may be left out. */
const noBody = () => z.strictObject({}).optional();

/** An operation from its parts; what is left out is empty. */
export function operation<
  const Path extends string,
  Answer extends z.ZodType,
  Query extends z.ZodType = ReturnType<typeof nothing>,
  Body extends z.ZodType = ReturnType<typeof noBody>,
  const Key extends boolean = false,
  const Lodges extends boolean = false,
>(
  method: Operation['method'],
  path: Path,
  parts: Described & { answer: Answer; query?: Query; body?: Body; status?: Operation['status']; key?: Key; lodges?: Lodges },
): Operation<Path, Query, Body, Answer> & { key?: Key; lodges?: Lodges } {
  const { query = nothing(), body = noBody(), status = 200, ...rest } = parts;
  return { method, path, params: paramsOf(path), query: query as Query, body: body as Body, status, ...rest };
}

function paramsOf<Path extends string>(path: Path): z.ZodType<ParamsOf<Path>> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const shape = Object.fromEntries(names.map((name) => [name, parameters[name]!()]));
  return z.strictObject(shape) as unknown as z.ZodType<ParamsOf<Path>>;
}

/** The address of an operation with its parameters filled in, query left out. */
export function addressOf<Path extends string>({ path }: { path: Path }, params: ParamsOf<Path>): string {
  return API + path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name as keyof ParamsOf<Path>]));
}
