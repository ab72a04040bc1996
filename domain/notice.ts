import type { CascadeEvent } from './cascade.js';
import { dayOfMs } from './day.js';
import { type RoundAt, type Said, toHolder, toHolders, toIssuer, toReceiver, toRecipients, toSuperiors } from './notice-audience.js';
import { type Notice, type NoticeContext, noticeKey } from './notice-shape.js';
import type { PlanEvent } from './plan-life.js';

export * from './notice-shape.js';

type Event<T extends (CascadeEvent | PlanEvent)['type']> = Extract<CascadeEvent | PlanEvent, { type: T }>;

/**
 * The notices an event makes, each key once. Only bodies that still miss something are reminded: the events name them.
 *
 * At once: urging, the report to the head, a return, and a proposal that waits for a decision. All else waits for the digest, since mail
 * that comes too often is switched off; an issued plan too: its inbox row stands at once, and its clock is counted in days.
 */
export function noticesOf(event: CascadeEvent | PlanEvent, context: NoticeContext): Notice[] {
  const told = new Map<string, Notice>();
  for (const notice of made(event, context)) if (!told.has(noticeKey(notice))) told.set(noticeKey(notice), notice);
  return [...told.values()];
}

function made(event: CascadeEvent | PlanEvent, context: NoticeContext): Notice[] {
  switch (event.type) {
    case 'reminded':
      return reminded(event, context);
    case 'escalated':
      return escalated(event, context);
    case 'fellDue':
      return toSuperiors(context, event, {
        kind: 'fellDue',
        occurrence: point(event, 'due'),
        tier: 'overdue',
        data: clockOf(event, context),
      });
    case 'wentStale':
      return toHolders(context, event, { kind: 'wentStale', occurrence: point(event, 'stale'), tier: 'behind', data: {} });
    case 'paceChecked':
      return behindPace(event, context);
    case 'urged':
      return urged(event, context);
    case 'returned': {
      const { version, repairDueMs } = event;
      const data = { version, repairDueMs };
      return toHolder(context, event, {
        kind: 'returned',
        occurrence: `return:${version}${again(event)}`,
        urgency: 'now',
        tier: 'behind',
        data,
      });
    }
    case 'submitted':
    case 'resubmitted': {
      const { type: kind, item, version, late, nil } = event;
      const data = { version, ...(late && { late: 1 }), ...(nil && { nil: 1 }) };
      return toReceiver(context, event, { kind, occurrence: `submit:${version}`, data }, context.reviewerOf(item), 'reviewer');
    }
    case 'accepted':
      return toHolder(context, event, {
        kind: 'accepted',
        occurrence: `accept:${event.version}${again(event)}`,
        data: { version: event.version },
      });
    // An undone return is told at once, as the return was: somebody may be mending what needs no mending.
    case 'returnUndone':
    case 'acceptanceUndone': {
      const { type: kind, version, atMs } = event;
      const urgency = kind === 'returnUndone' ? ('now' as const) : ('digest' as const);
      return toHolder(context, event, { kind, occurrence: `${kind}:${version}@${atMs}`, urgency, data: { version } });
    }
    case 'reviewDecided':
      // A dismissed proposal was never told to the unit, so neither is its end.
      if (event.decision === 'dismiss') return [];
      return toHolder(context, event, { kind: 'reviewDecided', occurrence: `review@${event.atMs}`, role: 'head', data: {} });
    case 'woken':
      return woken(event, context);
    case 'issued':
      return toRecipients(context, event.atMs, { kind: 'issued', occurrence: 'issued', data: {} });
    case 'suspended':
    case 'revoked':
    case 'concluded': {
      // The same event comes again from each cascade of the plan; the plan's own tells all.
      if (context.lane === 'cascade') return [];
      return toRecipients(context, event.atMs, { kind: event.type, occurrence: `${event.type}@${event.atMs}`, data: {} });
    }
    case 'resumed': {
      if (!('shiftDays' in event)) return [];
      const { shiftDays, atMs } = event;
      return toRecipients(context, atMs, { kind: 'resumed', occurrence: `resumed@${atMs}`, data: { shiftDays } });
    }
    case 'consolidated':
    case 'differenceNoted': {
      const { type: kind, revision } = event;
      const data = { revision, ...(kind === 'consolidated' && { ...event.coverage }) };
      return toReceiver(context, event, { kind, occurrence: `revision:${revision}`, data }, context.plan.issuer, 'issuer');
    }
    // A plan is first told by `issued`, a round by its first reminder; what a body did itself it knows.
    case 'opened':
    case 'roundOpened':
    case 'superseded':
    case 'received':
    case 'ownPlanLinked':
    case 'progressed':
    case 'completed':
    case 'evidenced':
    case 'targetMoved':
    case 'guidanceRegistered':
    case 'collectionDue':
    case 'ticked':
      return [];
  }
}

/** What is said of a version anew after it was undone is another notice. */
function again({ again: n }: { again?: number }): string {
  return n === undefined ? '' : `+${n}`;
}

function reminded(event: Event<'reminded'>, context: NoticeContext): Notice[] {
  const { n } = event;
  const tier = n > 0 ? 'overdue' : 'nearDue';
  return toHolders(context, event, {
    kind: 'reminded',
    occurrence: point(event, `remind:${n}`),
    tier,
    data: { n, ...clockOf(event, context) },
  });
}

/** The ladder: remind, urge, the head, the Standing Committee, a proposal that people decide. */
function escalated(event: Event<'escalated'>, context: NoticeContext): Notice[] {
  const { rung, n } = event;
  const data = { n, rung, ...clockOf(event, context) };
  const said: Said = { kind: rung, occurrence: point(event, `rung:${rung}:${n}`), tier: 'overdue', data };
  switch (rung) {
    case 'reminded':
      return toHolders(context, event, said);
    case 'urged':
      return toHolders(context, event, { ...said, urgency: 'now' });
    case 'toHead':
      return toHolders(context, event, { ...said, role: 'head', urgency: 'now' });
    case 'toStandingCommittee':
      return [...toIssuer(context, event, said), ...toSuperiors(context, event, said)];
    case 'proposedForReview':
      return toIssuer(context, event, { ...said, urgency: 'now' });
  }
}

function urged(event: Event<'urged'>, context: NoticeContext): Notice[] {
  const { n, atMs } = event;
  const clock = clockOf(event, context);
  const tier = clock.dueMs !== undefined && atMs > clock.dueMs ? 'overdue' : 'nearDue';
  return toHolder(context, event, {
    kind: 'urged',
    occurrence: `urge:${n}@${atMs}`,
    urgency: 'now',
    tier,
    data: { n, manual: 1, ...clock },
  });
}

function behindPace(event: Event<'paceChecked'>, context: NoticeContext): Notice[] {
  const { item, n, share, units, values } = event;
  const said: Said = { kind: 'behindPace', occurrence: point(event, `pace:${n}`), tier: 'behind', data: { share } };
  const holders = units.flatMap((unit, index) => {
    const quota = context.quotaOf(item, unit);
    const data = { share, value: values[index]!, ...(quota !== undefined && { quota }) };
    return toHolder(context, { ...event, unit }, { ...said, data });
  });
  return [...holders, ...toSuperiors(context, event, said)];
}

/** A registered guidance wakes whole groups of tasks together, so the digest tells them together. */
function woken(event: Event<'woken'>, context: NoticeContext): Notice[] {
  const { atMs } = event;
  return Object.entries(event.clocks).flatMap(([key, { dueMs }]) => {
    const [item = '', period = ''] = key.split('|');
    const data: Notice['data'] = dueMs === undefined ? {} : { dueMs };
    const units = context.holdersOf(item, period);
    return toHolders(context, { item, period, units, atMs }, { kind: 'woken', occurrence: point(event, 'woken'), data });
  });
}

/** Name of a due point, with its day: after a suspension or a second return the same point comes again on another day. */
function point({ atMs, repair }: Pick<RoundAt, 'atMs' | 'repair'>, name: string): string {
  return `${repair ? 'repair:' : ''}${name}@${dayOfMs(atMs)}`;
}

/** The due instant of the round. The clock of a repair is the unit's own: its due day stands in the notice of the return. */
function clockOf({ item, period, repair }: RoundAt, context: NoticeContext): { repair?: 1; dueMs?: number } {
  if (repair) return { repair: 1 };
  const dueMs = context.dueMsOf(item, period);
  return dueMs === undefined ? {} : { dueMs };
}
