import {
  addressOf,
  type CommandAnswer,
  type DecidedAnswer,
  type Operation,
  operations,
  type ParamsOf,
  type ProblemAnswer,
} from '../contract/http-api.js';
import { type ProblemCode, PROBLEMS } from '../domain/problem.js';
import { CliProblem, EXIT, Refused } from './exit.js';
import { send, type Sent, type Watch } from './sending.js';
import type { Account } from './settings.js';

/** What an operation answers with. */
export type AnswerOf<O extends Operation> = O['answer']['_zod']['output'];
type QueryOf<O extends Operation> = { [Name in keyof O['query']['_zod']['input']]?: string | number | boolean | undefined };

/** One request: parameters of the path, query, and a JSON body or the bytes of a file. */
export interface Asked<O extends Operation> {
  params?: ParamsOf<O['path']>;
  query?: QueryOf<O>;
  body?: unknown;
  upload?: { type: string; bytes: Uint8Array };
  /** File that the request carries, so that its problems are shown by its lines. */
  file?: string;
  key?: string;
  ifMatch?: string;
  /** Says at once that nobody is there. */
  impatient?: boolean;
}

/** A file as it came down: the name it is to be saved under, and its bytes. */
export interface Download {
  name: string;
  bytes: Uint8Array;
}

const POLL_MS = 500;

/** The API as the command line asks it: by the table of operations, with one person's token. */
export class Api {
  constructor(
    private readonly account: Account,
    private readonly watch: Watch,
  ) {}

  /** The answer of an operation. Throws Refused for a problem, CliProblem where nobody answers. */
  async ask<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<AnswerOf<O>> {
    const { status, body } = await this.request(operation, asked);
    if (status >= 400) throw new Refused(body as ProblemAnswer, asked.file);
    return body as AnswerOf<O>;
  }

  /** A file to be saved. Throws as `ask`. */
  async download<O extends Operation & { download?: true }>(operation: O, asked: Asked<O>): Promise<Download> {
    return (await this.ask(operation, asked)) as unknown as Download;
  }

  /** What became of a command: an answer of 202 is asked after until it is decided, for `waitMs` at most. */
  async lodge<O extends Operation & { lodges?: true }>(operation: O, asked: Asked<O>, waitMs: number): Promise<DecidedAnswer> {
    const { status, body } = await this.request(operation, asked);
    if (status >= 400) throw new Refused(body as ProblemAnswer, asked.file);
    return status === 202 ? this.decided((body as { commandId: string }).commandId, waitMs, asked.file) : (body as DecidedAnswer);
  }

  /** Asks after a command until it is decided. */
  async decided(command: string, waitMs: number, file?: string): Promise<DecidedAnswer> {
    const untilMs = Date.now() + waitMs;
    for (;;) {
      const answer: CommandAnswer = await this.ask(operations.commands.get, { params: { command } });
      if (answer.state === 'decided') return answer;
      if (answer.state === 'refused') throw new Refused(answerOf(answer), file);
      if (Date.now() >= untilMs) throw new CliProblem(EXIT.undecided, 'cli.bad.undecided', { command });
      this.watch.waiting?.('undecided');
      await pause(Math.min(POLL_MS, Math.max(1, untilMs - Date.now())), this.watch.signal);
    }
  }

  /** All items of a list, page after page. */
  async all<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<PageItem<O>[]> {
    const items: PageItem<O>[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 200, ...asked.query, ...(cursor !== undefined && { cursor }) } as QueryOf<O>;
      const page = (await this.ask(operation, { ...asked, query })) as { items: PageItem<O>[]; next?: string };
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  }

  /** How the parts of the server do, as its supervisor asks. */
  async health(): Promise<{ status: string; parts: Record<string, string> }> {
    const url = new URL(`${this.account.url}/health/ready`);
    const { body } = await send(
      { method: 'GET', url, headers: { accept: 'application/json' }, repeatable: false, impatient: true },
      this.watch,
    );
    return body as { status: string; parts: Record<string, string> };
  }

  private async request<O extends Operation>(operation: O, asked: Asked<O>): Promise<{ status: number; body: unknown }> {
    const { params = {} as ParamsOf<O['path']>, query = {}, body, upload, key, ifMatch, impatient } = asked;
    checkParams(operation, params);
    const url = new URL(this.account.url + addressOf(operation, params));
    const asks = Object.entries(query as Record<string, string | number | boolean | undefined>);
    for (const [name, value] of asks) if (value !== undefined) url.searchParams.set(name, String(value));
    const payload = upload?.bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    const type = upload?.type ?? 'application/json';
    const sent: Sent = {
      method: operation.method,
      url,
      headers: {
        authorization: `Bearer ${this.account.token}`,
        accept: 'application/json',
        'accept-language': this.watch.language,
        ...(payload !== undefined && { 'content-type': type }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(payload !== undefined && { payload }),
      repeatable: operation.method === 'GET' || operation.method === 'DELETE' || key !== undefined,
      impatient: impatient ?? false,
    };
    return send(sent, this.watch);
  }
}

type PageItem<O extends Operation> = AnswerOf<O> extends { items: (infer Item)[] } ? Item : never;

/** Refuses what could not be part of a path before a path is made of it: `..` would lead to another one. */
function checkParams(operation: Operation, params: Record<string, string>): void {
  const judged = operation.params.safeParse(params);
  if (judged.success) return;
  const name = String(judged.error.issues[0]?.path[0]);
  throw new CliProblem(EXIT.usage, 'cli.bad.argument', { name, value: (params[name] ?? '').slice(0, 60) });
}

/** A refusal that came after the command was lodged, as it would have come at once. */
function answerOf({ problem, commandId }: Extract<CommandAnswer, { state: 'refused' }>): ProblemAnswer {
  const status = PROBLEMS[problem.code as ProblemCode] ?? 409;
  const { detail } = problem;
  return {
    type: `urn:dondoc:problem:${problem.code}`,
    title: detail,
    status,
    ...problem,
    problems: [],
    command: commandId,
    requestId: commandId,
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      fail(signal.reason as Error);
    });
  });
}
