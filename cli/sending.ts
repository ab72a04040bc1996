import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '../i18n/render.js';
import { CliProblem, EXIT } from './exit.js';

/** What goes on around requests: the language of their sentences, an end from outside, and who is told of waiting. */
export interface Watch {
  language: Language;
  signal?: AbortSignal;
  /** Told when a request has to be repeated, and why. */
  waiting?(why: string): void;
}

/** A request as it goes out. `repeatable`: sending it twice does no more than sending it once. */
export interface Sent {
  method: string;
  url: URL;
  headers: Record<string, string>;
  payload?: Uint8Array | string;
  repeatable: boolean;
  /** Says at once that nobody is there, instead of waiting a little. */
  impatient: boolean;
}

/** How long to go on where nobody listens, and where an answer was lost or the server says that it is busy. */
const NOBODY_MS = 3_000;
const LOST_MS = 30_000;
const ANSWER_MS = 90_000;
const LONGEST_WAIT_MS = 65_000;

/** Codes of connections that were never made: nothing was sent. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|bad port)$/;

/**
 * Sends a request and answers with status and JSON body. Where nobody listens, the connection breaks, or the server is busy (503, 429), it is
 * sent again with the same key, as long as that can do no harm; then CliProblem 69, which says whether it may have arrived.
 */
export async function send(sent: Sent, watch: Watch): Promise<{ status: number; body: unknown }> {
  const beganMs = Date.now();
  let arrived = false;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(sent, watch);
    if ('status' in outcome && !outcome.busy) return outcome;
    if ('lost' in outcome) arrived ||= outcome.lost;
    const mayRepeat = 'status' in outcome ? sent.repeatable || outcome.status === 429 : sent.repeatable || !outcome.lost;
    const waitMs = Math.min(('retryMs' in outcome && outcome.retryMs) || 200 * 2 ** attempt, 'status' in outcome ? LONGEST_WAIT_MS : 4_000);
    const patienceMs = sent.impatient ? 0 : 'status' in outcome ? LONGEST_WAIT_MS : arrived ? LOST_MS : NOBODY_MS;
    if (!mayRepeat || Date.now() - beganMs + waitMs > patienceMs) {
      if ('status' in outcome) return outcome;
      throw unreachable(sent, outcome.reason, arrived);
    }
    watch.waiting?.('status' in outcome ? String(outcome.status) : outcome.reason);
    await pause(waitMs, undefined, { ...(watch.signal && { signal: watch.signal }) });
  }
}

type Outcome = { status: number; body: unknown; busy: boolean; retryMs?: number } | { lost: boolean; reason: string };

async function attemptOnce({ method, url, headers, payload }: Sent, { signal }: Watch): Promise<Outcome> {
  const limit = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(payload !== undefined && { body: payload as string }),
    });
    const { status } = response;
    const saved = nameIn(response.headers.get('content-disposition'));
    if (saved !== undefined) return { status, body: { name: saved, bytes: new Uint8Array(await response.arrayBuffer()) }, busy: false };
    const text = await response.text();
    const retry = Number(response.headers.get('retry-after'));
    const body = bodyOf(text, response.headers.get('content-type') ?? '', url);
    return { status, body, busy: status === 503 || status === 429, ...(retry > 0 && { retryMs: retry * 1000 }) };
  } catch (error) {
    if (error instanceof CliProblem || signal?.aborted) throw error;
    const reason = reasonOf(error);
    return { lost: !NEVER_SENT.test(reason), reason };
  }
}

/** The name under which an answer is to be saved, where it is a file. No path comes of it, whatever it says. */
function nameIn(disposition: string | null): string | undefined {
  return /^attachment; filename="([\w.-]+)"$/.exec(disposition ?? '')?.[1]?.replace(/^\.+/, '');
}

function bodyOf(text: string, type: string, url: URL): unknown {
  if (text === '') return undefined;
  try {
    if (/^application\/(problem\+)?json/.test(type)) return JSON.parse(text);
  } catch {
    // Cut short, or not ours: said below.
  }
  throw new CliProblem(EXIT.unreachable, 'cli.bad.notDondoc', { url: url.origin });
}

/** The system's code of what went wrong with a connection. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as Error & { cause?: { code?: string; errors?: { code?: string }[]; message?: string } };
  return cause?.code ?? cause?.errors?.[0]?.code ?? cause?.message ?? name;
}

function unreachable({ url, headers }: Sent, reason: string, arrived: boolean): CliProblem {
  const key = headers['idempotency-key'];
  const data = { url: url.origin, reason };
  if (!arrived) return new CliProblem(EXIT.unreachable, 'cli.bad.unreachable', data);
  return key === undefined
    ? new CliProblem(EXIT.unreachable, 'cli.bad.lost', data)
    : new CliProblem(EXIT.unreachable, 'cli.bad.lostCommand', { ...data, key });
}
