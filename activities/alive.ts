import { Context } from '@temporalio/activity';

const BEAT_MS = 5_000;

/**
 * Runs the work of an activity while telling the server that it lives, so that where its process is killed another takes it up soon.
 * `stopping` is for work that leaves the rest to later when its worker is told to stop.
 */
export async function alive<Answer>(work: (stopping: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(beat);
  }
}
