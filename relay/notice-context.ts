import { laneKind } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import { dayOfMs } from '../domain/day.js';
import type { NoticeContext } from '../domain/notice.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { Trx } from '../store/database.js';
import type { PlanFacts } from '../store/lanes.js';
import type { EventRow } from '../store/events.js';
import { readDues, readHolders, readParents, readPlan, readQuotas, readRecipients, readVias } from '../store/notice-context.js';

/** What the rule of notices asks of the record. */
type Need = 'issuer' | 'due' | 'superiors' | 'quotas' | 'receivers' | 'holders' | 'recipients';

/** What each event needs read for its notices; undefined: it makes none, and costs nothing. */
const NEEDS: Record<(CascadeEvent | PlanEvent)['type'], readonly Need[] | undefined> = {
  issued: ['recipients'],
  suspended: ['recipients'],
  resumed: ['recipients'],
  revoked: ['recipients'],
  concluded: ['recipients'],
  reminded: ['due'],
  urged: ['due'],
  escalated: ['due', 'issuer', 'superiors'],
  fellDue: ['due', 'issuer', 'superiors'],
  paceChecked: ['quotas', 'issuer', 'superiors'],
  submitted: ['issuer', 'receivers'],
  resubmitted: ['issuer', 'receivers'],
  consolidated: ['issuer', 'receivers'],
  differenceNoted: ['issuer', 'receivers'],
  woken: ['holders'],
  wentStale: [],
  returned: [],
  accepted: [],
  returnUndone: [],
  acceptanceUndone: [],
  reviewDecided: [],
  opened: undefined,
  roundOpened: undefined,
  superseded: undefined,
  received: undefined,
  ownPlanLinked: undefined,
  progressed: undefined,
  completed: undefined,
  evidenced: undefined,
  targetMoved: undefined,
  guidanceRegistered: undefined,
  collectionDue: undefined,
  ticked: undefined,
};

/** What happens to a whole plan is told by its own lane; the cascades repeat it. */
const OF_PLAN = new Set(['suspended', 'resumed', 'revoked', 'concluded']);

/** Whether no notice comes of an event. */
export function isSilent({ type, lane }: Pick<EventRow, 'type' | 'lane'>): boolean {
  return needsOf(type) === undefined || (OF_PLAN.has(type) && laneKind(lane) === 'cascade');
}

function needsOf(type: string): readonly Need[] | undefined {
  return NEEDS[type as keyof typeof NEEDS];
}

/** Reads what the notices of a batch of events need, one query a kind of need, and only for the items and units they name. */
export async function readContexts(
  trx: Trx,
  planId: string,
  rows: EventRow[],
  plan?: PlanFacts,
): Promise<(row: EventRow) => NoticeContext> {
  const of = (need: Need) => rows.filter(({ type }) => needsOf(type)?.includes(need));
  const { issuer, receiverOf } = await readPlan(trx, planId, of('issuer'), of('receivers'), plan);
  const vias = await readVias(trx, planId, of('receivers'));
  const dues = await readDues(trx, planId, of('due'));
  const quotas = await readQuotas(trx, planId, of('quotas'));
  const parentOf = await readParents(trx, of('superiors'));
  const holders = of('holders').length > 0 ? await readHolders(trx, planId) : new Map<string, string[]>();
  const recipients = of('recipients').length > 0 ? await readRecipients(trx, planId) : [];
  return ({ lane, atMs }) => ({
    lane: laneKind(lane) as 'plan' | 'cascade',
    part: Number(lane.split(':')[3] ?? 1),
    plan: { id: planId, issuer },
    recipients: () => recipients,
    holdersOf: (item, period) => holders.get(`${item}|${period}`) ?? [],
    superiorOf: (unit) => parentOf(unit, dayOfMs(atMs)),
    reviewerOf: (item) => receiverOf.get(item) ?? issuer,
    viaOf: (item) => vias.get(item),
    dueMsOf: (item, period) => dues.get(`${item}|${period}`),
    quotaOf: (item, unit) => quotas.get(`${item}|${unit}`),
  });
}
