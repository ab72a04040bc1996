import { type Actor, EVERYWHERE, homesOf } from '../domain/access.js';
import { dayOfMs, endOfDayMs, type Day } from '../domain/day.js';
import { type DutyState, standingOf } from '../domain/duty.js';
import { collectedOf } from './collected.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { ComingMarker, Counts, Overview, OverviewVerbs } from './dondoc-overview.js';
import { notFound, seenPlan, unitByKey } from './rights.js';
import { targetViews } from './target-views.js';
import { comingRounds, lateForThoseBelow, plansWithTargets, reviewsWaiting } from '../store/overview.js';
import { awaitedGuidance, findPlan, planDocument } from '../store/plans.js';
import type { Sight } from '../store/sight.js';
import { type AlikeDuties, alikeByUnit, alikeDuties } from '../store/standings.js';
import { isBeneath, unitNames } from '../store/units.js';

const DAY_MS = 24 * 3_600_000;
/** Ages of what is overdue, in days: 1–7, 8–30, 31–60, 61–120, more. */
const AGES = [7, 30, 60, 120];
const MOST_BODIES = 200;
const MOST_PLANS = 10;
const MOST_MARKERS = 1000;
const TREND_MONTHS = 6;

/** Verbs that tell at one look how things stand: a leader's figures, what is late and how long, and what is still to come. */
export function overviewVerbs(deps: ClientDeps): OverviewVerbs {
  return {
    async get(actor, query) {
      const { nowMs, today } = await instantOf(deps);
      const sight = sightOf(actor, today);
      const plan = query.plan === undefined ? undefined : await seenPlan(deps, actor, today, query.plan);
      const unit = plan ? plan.issuerId : await bodyOf(actor, query.unit, today);
      const of = plan ? { plan: plan.id } : { issuer: unit };
      const issued = await alikeDuties(deps.db, sight, of);
      const own = plan ? [] : await alikeDuties(deps.db, sight, { holder: unit });
      const bodies = bodiesOf(await alikeByUnit(deps.db, sight, of, nowMs), nowMs);
      const names = await unitNames(deps.db, [unit, ...bodies.map((body) => body.unit)], today);
      const named = (id: string) => {
        const { code, name } = names.get(id) ?? { code: id, name: id };
        return { id, code, name };
      };
      const late = issued.filter((duty) => duty.kind !== 'target' && standingOf(duty, nowMs).state === 'openOverdue');
      const lateCount = late.reduce((sum, { count }) => sum + count, 0);
      const below = await lateForThoseBelow(deps.db, sight, of, nowMs);
      return {
        unit: named(unit),
        plans: new Set(issued.map((duty) => duty.plan)).size,
        total: countsOf(issued, nowMs),
        own: countsOf(own, nowMs),
        bodies: bodies.map(({ unit: id, ...counts }) => ({ unit: named(id), ...counts })),
        ages: agesOf(late, nowMs),
        causes: {
          below,
          own: lateCount - below,
          guidance: countsOf(issued, nowMs).waitingGuidance,
        },
        trend: trendOf(issued, nowMs),
        waits: await waitsOf(sight, unit, plan?.id),
        targets: await quotasOf(sight, unit, plan?.id, today),
      };
    },

    async coming(actor, id, until) {
      const { nowMs, today } = await instantOf(deps);
      const plan = await seenPlan(deps, actor, today, id);
      if (plan.status !== 'issued' && plan.status !== 'inForce') return [];
      const rounds = await comingRounds(deps.db, sightOf(actor, today), id, plan.whole, nowMs);
      const endMs = until === undefined ? Number.POSITIVE_INFINITY : endOfDayMs(until);
      return rounds
        .flatMap((round) => markersOf(round))
        .filter(({ atMs }) => atMs > nowMs && atMs <= endMs)
        .sort((a, b) => a.atMs - b.atMs)
        .slice(0, MOST_MARKERS);
    },
  };

  /** The body asked for, which stands beneath one of the reader's; else the one it acts for, or the first it has a role at. */
  async function bodyOf(actor: Actor, key: string | undefined, today: Day): Promise<string> {
    const homes = homesOf(actor).filter((home) => home !== EVERYWHERE);
    if (key === undefined) {
      const first = homes[0];
      if (first === undefined) throw notFound();
      return first;
    }
    const { id } = await unitByKey(deps, today, key);
    for (const home of homes) if (await isBeneath(deps.db, home, id, today)) return id;
    throw notFound();
  }

  async function waitsOf(sight: Sight, unit: string, only: string | undefined): Promise<Overview['waits']> {
    const guidance = (await awaitedGuidance(deps.db, sight)).map(({ key, plan, duties, sinceMs }) => ({
      kind: 'guidance' as const,
      plan,
      key,
      count: duties,
      sinceMs,
    }));
    const reviews = (await reviewsWaiting(deps.db, sight, unit)).map((row) => ({ kind: 'review' as const, ...row }));
    const waits = [...guidance, ...reviews].filter(({ plan }) => only === undefined || plan === only);
    return waits.sort((a, b) => a.sinceMs - b.sinceMs).slice(0, MOST_PLANS);
  }

  async function quotasOf(sight: Sight, unit: string, only: string | undefined, today: Day): Promise<Overview['targets']> {
    const plans = only === undefined ? await plansWithTargets(deps.db, sight, unit, MOST_PLANS) : [only];
    const quotas: Overview['targets'] = [];
    for (const id of plans) {
      const row = (await findPlan(deps.db, sight, id))!;
      const { plan } = await planDocument(deps.db, row);
      if (plan.targets.length === 0) continue;
      const collected = row.whole ? await collectedOf(deps, id, plan) : [];
      for (const { pace, ...target } of await targetViews(deps, row, plan, collected, today, sight)) {
        const { target: item, indicator, bound, unit: of, state, value } = target;
        const even = pace.length === 0 ? undefined : pace.reduce((sum, { evenValue }) => sum + evenValue, 0);
        quotas.push({
          plan: id,
          target: item,
          indicator,
          bound,
          unit: of,
          state,
          value,
          ...(even !== undefined && { even: Math.round(even * 10) / 10 }),
        });
      }
    }
    return quotas;
  }
}

/** Duties by state; targets are figures, not duties to be late with. */
function countsOf(duties: AlikeDuties[], nowMs: number): Counts {
  const counts: Counts = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0, waitingGuidance: 0, standing: 0, stale: 0 };
  for (const duty of duties) {
    if (duty.kind === 'target') continue;
    const { state, stale } = standingOf(duty, nowMs);
    const counted = COUNTED[state];
    if (counted) counts[counted] += duty.count;
    if (stale) counts.stale += duty.count;
  }
  return counts;
}

const COUNTED: Partial<Record<DutyState, keyof Counts>> = {
  doneOnTime: 'doneOnTime',
  nil: 'doneOnTime',
  doneLate: 'doneLate',
  openInTime: 'openInTime',
  openOverdue: 'openOverdue',
  waitingGuidance: 'waitingGuidance',
  standing: 'standing',
};

/** Counts of each holder, most overdue first, then longest. */
function bodiesOf(duties: AlikeDuties[], nowMs: number): ({ unit: string; longestMs: number } & Counts)[] {
  const groups = new Map<string, AlikeDuties[]>();
  for (const duty of duties) {
    const group = groups.get(duty.unit);
    if (group) group.push(duty);
    else groups.set(duty.unit, [duty]);
  }
  return [...groups]
    .map(([unit, held]) => ({
      unit,
      ...countsOf(held, nowMs),
      longestMs: held.reduce((longest, duty) => Math.max(longest, standingOf(duty, nowMs).overdueMs), 0),
    }))
    .sort((a, b) => b.openOverdue - a.openOverdue || b.longestMs - a.longestMs || (a.unit < b.unit ? -1 : 1))
    .slice(0, MOST_BODIES);
}

function agesOf(late: AlikeDuties[], nowMs: number): Overview['ages'] {
  const days = late.map((duty) => ({ age: Math.max(1, Math.ceil(standingOf(duty, nowMs).overdueMs / DAY_MS)), count: duty.count }));
  return [...AGES, undefined].map((to, index) => {
    const from = index === 0 ? 1 : AGES[index - 1]! + 1;
    return {
      from,
      ...(to !== undefined && { to }),
      count: days.reduce((sum, { age, count }) => (age >= from && (to === undefined || age <= to) ? sum + count : sum), 0),
    };
  });
}

/** Reports that were due in each of the last months: how many were asked for, came, and came in time. */
function trendOf(duties: AlikeDuties[], nowMs: number): Overview['trend'] {
  const months = new Map<string, Overview['trend'][number]>();
  for (const duty of duties) {
    const { state } = standingOf(duty, nowMs);
    if (duty.kind !== 'report' || duty.dueMs === undefined || duty.dueMs > nowMs || state === 'exempt' || state === 'cancelled') continue;
    const month = dayOfMs(duty.dueMs).slice(0, 7);
    const row = months.get(month) ?? { month, expected: 0, actual: 0, onTime: 0 };
    months.set(month, row);
    row.expected += duty.count;
    if (state === 'doneOnTime' || state === 'doneLate' || state === 'nil') row.actual += duty.count;
    if (state === 'doneOnTime' || state === 'nil') row.onTime += duty.count;
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)).slice(-TREND_MONTHS);
}

function markersOf({ points, opensMs, dueMs, lockMs, kind, ...on }: Awaited<ReturnType<typeof comingRounds>>[number]): ComingMarker[] {
  const at = (atMs: number | null, what: string, n = 0): ComingMarker[] =>
    atMs === null ? [] : [{ atMs, kind: what, n, duty: kind, ...on }];
  const hasDue = points.some((point) => point.kind === 'due');
  return [
    ...at(opensMs, 'opens'),
    ...(hasDue ? [] : at(dueMs, 'due')),
    ...(lockMs === dueMs ? [] : at(lockMs, 'lock')),
    ...points.flatMap((point) => at(point.atMs, point.kind, point.n)),
  ];
}
