import type { Actor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { sentSince } from '../store/attachments.js';
import { type ClientDeps, instantOf } from './deps.js';

const DAY_MS = 86_400_000;
/** What one person may send within a day. */
const QUOTA = { files: 200, bytes: 500 * 1024 * 1024 } as const;

/** Refuses a file of so many bytes where its sender has sent too much within a day: `UPLOAD_QUOTA`. */
export async function demandQuota(deps: ClientDeps, actor: Actor, size: number): Promise<void> {
  const { nowMs } = await instantOf(deps);
  const sent = await sentSince(deps.db, actor.person, nowMs - DAY_MS);
  if (sent.files < QUOTA.files && sent.size + size <= QUOTA.bytes) return;
  const seconds = Math.ceil(((sent.oldestMs ?? nowMs) + DAY_MS - nowMs) / 1000);
  throw new ProblemError(problem('UPLOAD_QUOTA', { files: sent.files, size: sent.size, maxFiles: QUOTA.files, max: QUOTA.bytes, seconds }));
}
