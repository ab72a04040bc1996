import type { NoticeKind } from './notice-shape.js';

/**
 * Kinds of notice that one may have without mail: they tell how something went. What asks for something, or says that it is late, comes by
 * mail to whoever acts for the body, and cannot be switched off; in the inbox stand all kinds.
 */
export const MUTEABLE_KINDS = [
  'submitted',
  'resubmitted',
  'accepted',
  'acceptanceUndone',
  'consolidated',
  'differenceNoted',
] as const satisfies NoticeKind[];
export type MuteableKind = (typeof MUTEABLE_KINDS)[number];

/** What a person wants told by mail. */
export interface Preferences {
  /** Kinds that do not come by mail. */
  muted: MuteableKind[];
}
