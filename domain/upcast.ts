/**
 * Every shape in which an event was ever written, by type, with the newest version of each. Rows are never changed: a type that gets a new
 * shape gets a new version here and a step that brings the old one up to it. A kept file of all shapes is a test.
 */
export const EVENT_VERSIONS = {
  // The life of a plan.
  issued: 1,
  suspended: 1,
  resumed: 1,
  revoked: 1,
  concluded: 1,
  guidanceRegistered: 1,
  collectionDue: 1,
  consolidated: 1,
  differenceNoted: 1,
  // The duties of its recipients.
  opened: 1,
  received: 1,
  ownPlanLinked: 1,
  progressed: 1,
  completed: 1,
  evidenced: 1,
  targetMoved: 1,
  submitted: 1,
  resubmitted: 1,
  returned: 1,
  accepted: 1,
  returnUndone: 1,
  acceptanceUndone: 1,
  urged: 1,
  reviewDecided: 1,
  roundOpened: 1,
  reminded: 1,
  escalated: 1,
  superseded: 1,
  fellDue: 1,
  wentStale: 1,
  paceChecked: 1,
  woken: 1,
  ticked: 1,
  // Acts of the house.
  unitsImported: 1,
  unitAdded: 1,
  unitChanged: 1,
  unitClosed: 1,
  grantGiven: 1,
  grantEnded: 1,
  preferencesSet: 1,
  peopleImported: 1,
  tokenCreated: 1,
  tokenRevoked: 1,
  signedIn: 1,
  signedOut: 1,
  sessionsEnded: 1,
  passwordSet: 1,
  secondFactorSet: 1,
  secondFactorRemoved: 1,
  identityLinked: 1,
  delegated: 1,
  delegationEnded: 1,
  personDisabled: 1,
  personEnabled: 1,
  planDrafted: 1,
  planRedrafted: 1,
  paperHandedIn: 1,
  fileAttached: 1,
  compared: 1,
  lanesRebuilt: 1,
} as const satisfies Record<string, number>;

/** An event row that this program cannot read: a type or version that a newer one wrote. */
export class UnknownEventError extends Error {
  constructor(
    readonly type: string,
    readonly v: number,
  ) {
    super(`event ${type} v${v} is not known to this program`);
    this.name = 'UnknownEventError';
  }
}

/** The data of an event in today's shape. Throws UnknownEventError for what a newer program wrote. */
export function upcast(type: string, v: number, data: Record<string, unknown>): Record<string, unknown> {
  const newest: number | undefined = (EVENT_VERSIONS as Record<string, number>)[type];
  if (newest === undefined || v > newest || v < 1) throw new UnknownEventError(type, v);
  return data;
}
