import type { ProblemAnswer } from '../../contract/http-api.js';
import { language, Refusal } from './ask.js';

/** Sends one file as a form, with a key of its own; answers as `ask`. Throws Refusal. */
export async function upload<T>(address: string, file: File, key: string): Promise<T> {
  const form = new FormData();
  form.append('file', file);
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${address}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Accept-Language': language(), 'Idempotency-Key': key },
      body: form,
    });
  } catch {
    throw new Refusal(0);
  }
  if (answer.ok) return (await answer.json()) as T;
  throw new Refusal(answer.status, (await answer.json().catch(() => undefined)) as ProblemAnswer | undefined);
}
