import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DecidedAnswer } from '../../contract/http-api.js';
import { type Answer, ask, type Asked, Refusal, send } from './ask.js';
import type { KnownNoun, KnownVerb } from './routes.js';

/** What became of a lodged act: decided with its receipt, or stored and still to be decided. */
export type Outcome = DecidedAnswer | { state: 'lodged'; commandId: string; lodgedMs: number };

const TRIES = 3;
const WAIT_MS = 800;

/** Runs an act of a person with one key for all its tries, so that a cut line never makes it twice; afterwards everything shown is read anew. */
export function useAct() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  async function run<T>(work: (key: string) => Promise<T>): Promise<T | undefined> {
    const key = crypto.randomUUID();
    setBusy(true);
    setRefusal(undefined);
    try {
      return await tried(() => work(key));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
      return undefined;
    } finally {
      setBusy(false);
      await queries.invalidateQueries();
    }
  }

  return {
    busy,
    refusal,
    clear: () => setRefusal(undefined),
    act: <N extends KnownNoun, V extends KnownVerb<N>>(noun: N, verb: V, asked: Asked<N, V>): Promise<Answer<N, V> | undefined> =>
      run((key) => ask(noun, verb, { key, ...asked })),
    /** An act whose answer may be that it is lodged and not decided yet. */
    lodge: <N extends KnownNoun, V extends KnownVerb<N>>(noun: N, verb: V, asked: Asked<N, V>): Promise<Outcome | undefined> =>
      run((key) => ask(noun, verb, { key, ...asked }) as Promise<Outcome>),
    bulk: (items: unknown[]): Promise<BulkAnswer | undefined> =>
      run((key) => send('POST', '/bulk', { key, body: { items } }) as Promise<BulkAnswer>),
  };
}

interface BulkAnswer {
  items: { index: number; status: number; problem?: { detail: string } }[];
}

async function tried<T>(work: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal && error.offline) || n >= TRIES) throw error;
      await new Promise((done) => setTimeout(done, WAIT_MS * n));
    }
  }
}
