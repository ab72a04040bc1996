import { addDays, atHourMs, type Day, dayOfMs, REMINDER_HOUR } from './day.js';
import { type Duty, standingOf } from './duty.js';
import { type Notice, NOTICE_KINDS, type NoticeKind, type Tier, TIERS } from './notice-shape.js';
import type { UnitId } from './unit.js';

/**
 * The digest: one letter per person and day with all that may wait. It closes at 08:00 +07:00 with what has happened until then, points of
 * 08:00 included, and leaves when those have been recorded, so that a reminder of T−1 is not read on the due day.
 */

/** How long after 08:00 digests leave: due points fire and are recorded within it (after an outage within 60 s, the promise on deadlines). */
export const DIGEST_SETTLE_MS = 60_000;

/** The instant up to which events go into the digest of a day: 08:00 +07:00, included. */
export function digestClosesMs(day: Day): number {
  return atHourMs(day, REMINDER_HOUR);
}

/** The day of the newest digest that may leave at an instant. */
export function digestDay(nowMs: number): Day {
  const today = dayOfMs(nowMs);
  return nowMs >= digestClosesMs(today) + DIGEST_SETTLE_MS ? today : addDays(today, -1);
}

/** When the next digest leaves, after an instant. Every day is a digest day; nobody gets an empty one. */
export function nextDigestMs(nowMs: number): number {
  return digestClosesMs(addDays(digestDay(nowMs), 1)) + DIGEST_SETTLE_MS;
}

/** A line of a digest: what happened of one item and period, with all bodies it is about; the newest notice gives the words their data. */
export interface DigestLine {
  kind: NoticeKind;
  tier?: Tier;
  units: UnitId[];
  notice: Notice;
  /** All notices that the line stands for. */
  notices: Notice[];
}

/** The lines of one plan, most pressing first. */
export interface DigestGroup {
  plan: string;
  lines: DigestLine[];
}

/**
 * What one person's digest holds: plans, and in each one line for an item, period, kind and role, with its bodies as a list (the collective
 * list of a superior). Order: overdue, behind, near due, the rest; then by due day, kind and item, so that the same notices give the same letter.
 */
export function groupDigest(notices: readonly Notice[]): DigestGroup[] {
  const groups = new Map<string, Map<string, DigestLine>>();
  for (const notice of [...notices].sort((a, b) => a.atMs - b.atMs)) {
    const lines = groups.get(notice.plan) ?? new Map<string, DigestLine>();
    groups.set(notice.plan, lines);
    const { kind, tier } = notice;
    const line = lines.get(lineKey(notice)) ?? { kind, ...(tier && { tier }), units: [], notice, notices: [] };
    lines.set(lineKey(notice), line);
    line.notice = notice;
    line.notices.push(notice);
  }
  for (const lines of groups.values()) for (const line of lines.values()) line.units = [...new Set(line.notices.flatMap(unitsOf))];
  return [...groups]
    .map(([plan, lines]) => ({
      plan,
      lines: [...lines.values()].sort((a, b) => byPressure(a, b) || byText(lineKey(a.notice), lineKey(b.notice))),
    }))
    .sort((a, b) => byPressure(a.lines[0]!, b.lines[0]!) || byText(a.plan, b.plan));
}

/** Roles stand apart: the issuer's list of a rung must not swallow the same person's own reminder. */
function lineKey({ kind, tier, item, period, role, data }: Notice): string {
  return [kind, tier, item, period, role, data['repair'], data['manual']].join('|');
}

function unitsOf({ unit, units }: Notice): UnitId[] {
  return units ?? (unit === undefined ? [] : [unit]);
}

function byPressure(a: DigestLine, b: DigestLine): number {
  const pressure = ({ tier }: DigestLine) => (tier ? TIERS.indexOf(tier) : -1);
  const dueMs = ({ notice }: DigestLine) => Number(notice.data['dueMs'] ?? Number.MAX_SAFE_INTEGER);
  const kind = (line: DigestLine) => NOTICE_KINDS.indexOf(line.kind);
  return pressure(b) - pressure(a) || dueMs(a) - dueMs(b) || kind(a) - kind(b);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/**
 * Whether a notice is still true of a duty at an instant: a reminder stops at the submission, a return at the mended report, a report to
 * review at the review, and all of it at the end of the plan. What no longer stands is not mailed; its inbox row remains as trace. Nothing is
 * urged while a plan is suspended.
 */
export function stillStands(notice: Notice, duty: Duty, nowMs: number): boolean {
  const { state, stale, suspended } = standingOf(duty, nowMs);
  const ended = duty.cancelled === true || duty.endedMs !== undefined;
  const open = (state === 'openInTime' || state === 'openOverdue') && !suspended && !ended;
  const returned = duty.review === 'returned' && !ended;
  switch (notice.kind) {
    case 'urged':
    case 'toHead':
    case 'toStandingCommittee':
    case 'proposedForReview':
    case 'reminded':
    case 'fellDue':
      if (duty.kind === 'standing') return stale && !suspended;
      // People may urge a returned report too; the points of the round itself were answered by its first version.
      if (notice.data['manual']) return open;
      return open && returned === (notice.data['repair'] !== undefined);
    case 'behindPace':
    case 'woken':
      return open;
    case 'wentStale':
      return stale && !suspended;
    case 'returned':
      return returned;
    case 'submitted':
    case 'resubmitted':
      return duty.review === notice.kind && !ended;
    case 'accepted':
      return duty.review === 'accepted' || ended;
    case 'issued':
    case 'returnUndone':
    case 'acceptanceUndone':
    case 'reviewDecided':
    case 'suspended':
    case 'resumed':
    case 'revoked':
    case 'concluded':
    case 'consolidated':
    case 'differenceNoted':
      return true;
  }
}

/**
 * The part of a notice that still stands: a collective list keeps the units that still miss something, and undefined means nothing is left.
 * `dutyOf` answers undefined where a unit holds no such duty; what is not of a duty always stands.
 */
export function narrowed(notice: Notice, dutyOf: (unit: UnitId) => Duty | undefined, nowMs: number): Notice | undefined {
  const stands = (unit: UnitId): boolean => {
    const duty = dutyOf(unit);
    return duty === undefined || stillStands(notice, duty, nowMs);
  };
  if (notice.item === undefined) return notice;
  if (!notice.units) return notice.unit === undefined || stands(notice.unit) ? notice : undefined;
  const units = notice.units.filter(stands);
  return units.length === 0 ? undefined : { ...notice, units, data: { ...notice.data, count: units.length } };
}
