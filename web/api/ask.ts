import type { AnswerOf, BodyOf, Operation, ParamsOf, ProblemAnswer, QueryOf } from '../../contract/http-api.js';
import { type KnownNoun, type KnownVerb, type OperationAt, routes } from './routes.js';

const API = '/api/v1';

/** A refusal of the API with its problem; `offline` where nothing answered at all. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem?: ProblemAnswer,
  ) {
    super(problem?.detail ?? `${status}`);
    this.name = 'Refusal';
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

type Typed<N extends KnownNoun, V extends KnownVerb<N>> = Extract<OperationAt<N, V>, Operation>;

/** Parameters of the path, query and body of one operation. */
export interface Asked<N extends KnownNoun, V extends KnownVerb<N>> {
  params?: ParamsOf<Typed<N, V>['path']>;
  query?: Partial<Record<keyof QueryOf<Typed<N, V>>, string | number | boolean | undefined>>;
  body?: BodyOf<Typed<N, V>>;
  /** The revision one has seen: a newer one refuses the act. */
  ifMatch?: string;
  /** Makes a repeated act the same act. */
  key?: string;
}

export type Answer<N extends KnownNoun, V extends KnownVerb<N>> = AnswerOf<Typed<N, V>>;

let asked = 'vi';

/** The language in which the API's own sentences are asked for. */
export function askIn(language: string): void {
  asked = language;
}

export const language = (): string => asked;

/** Asks one operation of the API. Throws Refusal. */
export async function ask<N extends KnownNoun, V extends KnownVerb<N>>(noun: N, verb: V, asked: Asked<N, V> = {}): Promise<Answer<N, V>> {
  const [method, path] = routes[noun][verb] as readonly [string, string];
  const { params = {}, query = {}, body, ifMatch, key } = asked;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((params as Record<string, string>)[name] ?? ''));
  const terms = Object.entries(query as Record<string, string | number | boolean | undefined>).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const address = filled + (terms.length > 0 ? `?${new URLSearchParams(terms).toString()}` : '');
  return (await send(method, address, { body, ifMatch, key })) as Answer<N, V>;
}

/** One request under `/api/v1`: JSON both ways, with the session's cookie. Throws Refusal. */
export async function send(
  method: string,
  address: string,
  extra: { body?: unknown; ifMatch?: string; key?: string } = {},
): Promise<unknown> {
  const { body, ifMatch, key } = extra;
  let answer: Response;
  try {
    answer = await fetch(API + address, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Accept-Language': language(),
        ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
        ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(method !== 'GET' && method !== 'DELETE' && { body: JSON.stringify(body ?? {}) }),
    });
  } catch {
    throw new Refusal(0);
  }
  if (answer.ok) return answer.status === 204 ? undefined : answer.json();
  throw new Refusal(answer.status, (await answer.json().catch(() => undefined)) as ProblemAnswer | undefined);
}
