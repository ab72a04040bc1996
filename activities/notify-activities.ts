import { ApplicationFailure } from '@temporalio/common';
import type { NotifyActivities } from '../contract/activities.js';
import { dayOfMs } from '../domain/day.js';
import { DIGEST_SETTLE_MS, nextDigestMs } from '../domain/digest.js';
import { MailError } from '../notify/mail-error.js';
import type { Sent } from '../notify/mailer.js';
import type { Clock } from '../store/clock.js';
import { claimLetter, dueDeliveries, markDropped, markFailed, markSent, postpone, UNDER_WAY, waitingAfter } from '../store/deliveries.js';
import { alive } from './alive.js';
import { type LetterDeps, type OutgoingLetter, type Sorted, sortDeliveries } from './notify-letters.js';

export interface NotifyActivityDeps extends LetterDeps {
  clock: Clock;
  log: { info(message: string, data?: object): void; warn(message: string, data?: object): void };
  /** Called at a named point, for tests that kill the process there: when a letter went out, before that is noted. */
  at?: (point: 'mailed') => void | Promise<void>;
}

/** Most letters of one run, and how long it takes up new ones: an activity is over well within its time. */
const LETTERS = 200;
const TAKES_MS = 60_000;
/** Letters on their way at once: a mail server answers slowly, but is asked politely. */
const ABREAST = 4;
/** So many refusals in a row, and the server counts as away. */
const AWAY = 10;

/**
 * The activities that deliver notices by mail. A letter is claimed, sent, and noted as sent; whoever dies between leaves it claimed, and it
 * is sent again as the same letter under the same Message-ID.
 */
export function createNotifyActivities(deps: NotifyActivityDeps): NotifyActivities {
  const { db, clock } = deps;
  return {
    deliver: () =>
      alive(async (stopping) => {
        const { startMs, more } = await sendDue(deps, false, stopping);
        const { nextMs, failing } = await waitingAfter(db, startMs);
        const waitMs = more ? 0 : nextMs === null ? undefined : Math.max(0, nextMs - (await clock.nowMs()));
        return { ...(waitMs !== undefined && { waitMs }), failing: failing > 0 };
      }),
    redeliver: () =>
      alive(async (stopping) => {
        const { startMs, settled } = await sendDue(deps, true, stopping);
        const { failing, error } = await waitingAfter(db, startMs);
        if (failing > 0 && settled === 0)
          throw ApplicationFailure.create({ type: 'MAIL_FAILING', message: `${failing} deliveries wait, the last for: ${error}` });
      }),
  };
}

interface Run {
  startMs: number;
  /** Letters that need no more trying: sent, failed for good, dropped or left for a later digest. */
  settled: number;
  /** Whether more may be due than was taken up. */
  more: boolean;
}

async function sendDue(deps: NotifyActivityDeps, failing: boolean, stopping: AbortSignal): Promise<Run> {
  const { db, clock } = deps;
  const startMs = await clock.nowMs();
  const until = performance.now() + TAKES_MS;
  const due = await dueDeliveries(db, { nowMs: startMs, today: dayOfMs(startMs), graceMs: DIGEST_SETTLE_MS, failing, letters: LETTERS });
  const sorted = await sortDeliveries(deps, due, startMs);
  const run = { settled: await settle(deps, sorted, startMs), refused: 0 };
  const waiting = [...sorted.letters];
  const takeUp = async () => {
    while (performance.now() < until && !stopping.aborted && run.refused < AWAY) {
      const letter = waiting.shift();
      if (!letter) return;
      const outcome = await sendOne(deps, letter, failing);
      if (outcome === 'settled') run.settled += 1;
      if (outcome !== 'taken') run.refused = outcome === 'refused' ? run.refused + 1 : 0;
    }
  };
  // All that is on its way arrives before the run ends, however it ends: nothing is sent behind its back.
  const failed = (await Promise.allSettled(Array.from({ length: ABREAST }, takeUp))).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  stopping.throwIfAborted();
  if (run.refused >= AWAY && !failing) await leaveToRetries(deps, waiting.splice(0));
  const asked = new Set(due.map(({ id, urgency, person }) => (urgency === 'now' ? id : person))).size;
  return { startMs, settled: run.settled, more: waiting.length > 0 || asked >= LETTERS };
}

/** The server is away: who was not asked yet is not asked now, but with those that failed. */
async function leaveToRetries({ db }: NotifyActivityDeps, letters: OutgoingLetter[]): Promise<void> {
  const deliveries = letters.flatMap((letter) => letter.deliveries);
  const known = deliveries.filter(({ underWay }) => !underWay);
  const unknown = deliveries.filter(({ underWay }) => underWay);
  await markFailed(db, known, 'MAIL_SERVER: away', false);
  await markFailed(db, unknown, UNDER_WAY, false);
}

/** Notes what needs no letter. */
async function settle({ db, log }: NotifyActivityDeps, { dropped, postponed, unwritable }: Sorted, nowMs: number): Promise<number> {
  await markDropped(db, dropped);
  await postpone(db, postponed, nextDigestMs(nowMs));
  for (const { delivery, reason } of unwritable) {
    await markFailed(db, [delivery], reason, true);
    log.warn('letter not written', { delivery: delivery.id, reason });
  }
  return dropped.length + postponed.length + unwritable.length;
}

/** Sends one letter, unless another took it. Only the records can fail it: what the mail server says is noted. */
async function sendOne(deps: NotifyActivityDeps, outgoing: OutgoingLetter, failing: boolean): Promise<'settled' | 'refused' | 'taken'> {
  const { db, clock, mailer, log } = deps;
  const { messageId, deliveries, id, to, letter, atMs } = outgoing;
  if (!(await claimLetter(db, deliveries, { messageId, failing }))) return 'taken';
  let sent: Sent;
  try {
    sent = await mailer.send({ id, to, letter, atMs });
  } catch (error) {
    const forGood = error instanceof MailError && !error.transient;
    // Only the mail channel itself says that a letter stayed here; after any other error it may have gone.
    await markFailed(db, deliveries, error instanceof MailError ? error.message : UNDER_WAY, forGood);
    log.warn('letter not sent', { messageId, forGood, error: String(error) });
    return forGood ? 'settled' : 'refused';
  }
  await deps.at?.('mailed');
  const { language, templateVersion } = letter;
  await markSent(db, deliveries, { ...sent, language, templateVersion, sent: await clock.instant() });
  return 'settled';
}
