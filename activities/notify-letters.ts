import { v5 as uuidv5 } from 'uuid';
import { type Day, dayOfMs } from '../domain/day.js';
import { digestClosesMs, digestDay, groupDigest, narrowed } from '../domain/digest.js';
import { type Notice, NOTICE_KINDS } from '../domain/notice.js';
import { type Letter, renderDigest, renderImmediate } from '../notify/letter.js';
import type { Mailer } from '../notify/mailer.js';
import { sentMessageIds, type WaitingDelivery } from '../store/deliveries.js';
import type { Db } from '../store/database.js';
import { dutiesOfNotices, type NoticeReferences, referencesOfNotices } from '../store/notice-facts.js';

/** A letter about to leave: all deliveries of one Message-ID. */
export interface OutgoingLetter {
  /** Id of the letter's delivery: the same however often it is sent. */
  id: string;
  messageId: string;
  to: string;
  letter: Letter;
  /** Date it bears, epoch milliseconds. */
  atMs: number;
  deliveries: WaitingDelivery[];
}

/** What is to become of deliveries that are due. */
export interface Sorted {
  letters: OutgoingLetter[];
  /** What they tell no longer stands, or the person no longer acts for the body. */
  dropped: WaitingDelivery[];
  /** The person has had the digest of the day. */
  postponed: WaitingDelivery[];
  /** No letter can be written, with the reason. */
  unwritable: { delivery: WaitingDelivery; reason: string }[];
}

export interface LetterDeps {
  db: Db;
  mailer: Mailer;
  baseUrl: string;
}

/**
 * Sorts deliveries that are due and writes their letters: one a delivery that leaves at once, one a person for the digest of the day. What
 * may have gone out already keeps its Message-ID and is not sorted again, so that a second copy is the same letter.
 */
export async function sortDeliveries(deps: LetterDeps, due: WaitingDelivery[], nowMs: number): Promise<Sorted> {
  const { db, mailer } = deps;
  const today = dayOfMs(nowMs);
  const sorted: Sorted = { letters: [], dropped: [], postponed: [], unwritable: [] };
  const notices = due.map(({ notice }) => notice);
  const dutyOf = await dutiesOfNotices(db, notices);
  const references = await referencesOfNotices(db, notices, today);
  const write = writer(deps, references);
  const drafts = new Map<string, WaitingDelivery[]>();
  for (const delivery of due) {
    const { notice, underWay, acts, email } = delivery;
    const reason = email === null ? 'MAIL_ADDRESS: none' : unwritable(notice, () => write.alone(notice, delivery.language));
    const standing =
      reason === undefined && acts
        ? (narrowed(notice, (unit) => dutyOf(notice, unit), nowMs) ?? (underWay ? notice : undefined))
        : undefined;
    if (standing) {
      const messageId = underWay ? delivery.messageId! : mailer.messageIdOf(letterId(delivery, nowMs));
      drafts.set(messageId, [...(drafts.get(messageId) ?? []), { ...delivery, notice: standing }]);
    } else if (reason !== undefined && acts) sorted.unwritable.push({ delivery, reason });
    else sorted.dropped.push(delivery);
  }
  const had = await sentMessageIds(db, [...drafts.keys()]);
  for (const [messageId, deliveries] of drafts) {
    // A digest that may have gone out stays as it was; what came later waits for the next.
    const gone = deliveries.some(({ underWay }) => underWay);
    const members = gone ? deliveries.filter(({ underWay }) => underWay) : had.has(messageId) ? [] : deliveries;
    sorted.postponed.push(...deliveries.filter((delivery) => !members.includes(delivery)));
    if (members.length > 0) sorted.letters.push(write.outgoing(messageId, members));
  }
  return sorted;
}

function writer({ baseUrl }: LetterDeps, references: NoticeReferences) {
  const alone = (notice: Notice, language: WaitingDelivery['language']) => renderImmediate(notice, { language, references, baseUrl });
  return {
    alone,
    outgoing(messageId: string, deliveries: WaitingDelivery[]): OutgoingLetter {
      const { notice, language, email } = deliveries[0]!;
      const id = messageId.slice(1, messageId.lastIndexOf('@'));
      const day = digestDayOf(id);
      const letter =
        day === undefined
          ? alone(notice, language)
          : renderDigest(groupDigest(deliveries.map((one) => one.notice)), { language, references, baseUrl, day })!;
      const atMs = day === undefined ? notice.atMs : digestClosesMs(day);
      return { id, messageId, to: email!, letter, atMs, deliveries };
    },
  };
}

/** Namespace of persons in the ids of digests: a letter in the clear tells no account. */
const PERSON = '0d7f2f0e-6a3c-4c38-9a55-7f6f5a1e2b90';

/** A digest is named by person and day, what leaves at once by its delivery. */
function letterId({ id, urgency, person }: WaitingDelivery, nowMs: number): string {
  return urgency === 'now' ? id : `digest.${digestDay(nowMs)}.${uuidv5(person, PERSON)}`;
}

function digestDayOf(letterId: string): Day | undefined {
  return /^digest\.(\d{4}-\d{2}-\d{2})\./.exec(letterId)?.[1];
}

/** Why no words are found for a notice, of a later release or spoilt: it must not hold up the others of its digest. */
function unwritable({ kind }: Notice, write: () => Letter): string | undefined {
  if (!(NOTICE_KINDS as readonly string[]).includes(kind)) return `LETTER: kind ${kind}`;
  try {
    write();
    return undefined;
  } catch (error) {
    return `LETTER: ${String(error)}`;
  }
}
