import { HOUSE_LANE } from '../contract/names.js';
import type { Actor } from '../domain/access.js';
import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import { listDuties } from '../store/duties.js';
import { eventsAfter, eventsSince, laneHeads, type LiveEvent } from '../store/live.js';
import { findPlan } from '../store/plans.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { LiveVerbs, News } from './dondoc-session.js';

/** How often the heads of the lanes are looked at while somebody follows: a read of one small table, the same for all who follow. */
const LOOK_MS = 500;
/** Events of a lane looked at in one go, at most: what matters is that a plan changed, not how often. */
const MOST = 200;
/** Followers of one person at most; more would be a fault of a page. */
const MOST_FOLLOWERS = 12;

interface Follower {
  reader: () => Promise<Actor | undefined>;
  tell: (news: News[]) => void;
  end: () => void;
}

/**
 * Tells readers what changes in plans they see. It looks at the heads of the lanes rather than listening for NOTIFY: they move in the
 * transaction that records, whichever process records, on every kind of database, and nothing is lost while a connection is away.
 */
export function liveVerbs(deps: ClientDeps): LiveVerbs {
  const followers = new Set<Follower>();
  const heads = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  return {
    async follow(person, reader, afterMs, tell, end) {
      if ([...followers].filter((one) => personOf.get(one) === person).length >= MOST_FOLLOWERS) return undefined;
      const follower = { reader, tell, end };
      personOf.set(follower, person);
      if (followers.size === 0) for (const { lane, seq } of await laneHeads(deps.db)) heads.set(lane, seq);
      followers.add(follower);
      if (afterMs !== undefined) await tellOne(follower, await eventsSince(deps.db, afterMs, MOST));
      timer ??= setTimeout(look, LOOK_MS).unref();
      return () => {
        followers.delete(follower);
      };
    },
  };

  function look(): void {
    lookOnce()
      // What could not be read now is read with the next look: the heads known have not moved.
      .catch(() => {})
      .finally(() => {
        timer = followers.size === 0 ? undefined : setTimeout(look, LOOK_MS).unref();
      });
  }

  async function lookOnce(): Promise<void> {
    if (followers.size === 0) return;
    const moved = (await laneHeads(deps.db)).filter(({ lane, seq }) => seq > (heads.get(lane) ?? 0));
    if (moved.length === 0) return;
    const events = await eventsAfter(
      deps.db,
      moved.map(({ lane }) => ({ lane, seq: heads.get(lane) ?? 0 })),
      MOST,
    );
    for (const { lane, seq } of moved) heads.set(lane, seq);
    await Promise.all(Array.from(followers, (follower) => tellOne(follower, events).catch(() => follower.end())));
  }

  /** Tells one reader, as it stands now, the newest of each kind in each plan it sees; who may no longer read is let go. */
  async function tellOne(follower: Follower, events: LiveEvent[]): Promise<void> {
    const actor = await follower.reader();
    if (!actor) {
      follower.end();
      return;
    }
    const news = new Map<string, News>();
    for (const [plan, ofPlan] of byPlan(events))
      for (const { lane, seq, type, recordedMs } of await seen(actor, plan, ofPlan))
        news.set(`${plan} ${type}`, { id: `${recordedMs}.${lane}.${seq}`, plan, kind: type, seq });
    if (news.size > 0) follower.tell([...news.values()]);
  }

  async function seen(actor: Actor, plan: string, events: LiveEvent[]): Promise<LiveEvent[]> {
    const { today } = await instantOf(deps);
    const sight = sightOf(actor, today);
    const row = await findPlan(deps.db, sight, plan);
    if (!row) return [];
    if (row.whole) return events;
    const duties = await listDuties(deps.db, sight, { plan });
    const known = new Set(duties.flatMap(({ unit, item }) => [`${unit}|${item}`, item]));
    return events.filter(({ lane, unit, units, item, type }) => {
      // How a plan was drafted is its issuer's matter.
      if (lane === HOUSE_LANE) return false;
      const about = unit === null ? units : [unit];
      const of = item ?? (type === 'received' ? RECEIPT_ITEM : OWN_PLAN_ITEM);
      return about ? about.some((id) => known.has(`${id}|${of}`)) : item === null || known.has(item);
    });
  }
}

/** Whose followers they are. */
const personOf = new WeakMap<Follower, string>();

function byPlan(events: LiveEvent[]): Map<string, LiveEvent[]> {
  const plans = new Map<string, LiveEvent[]>();
  for (const event of events) {
    if (event.plan === null) continue;
    const ofPlan = plans.get(event.plan);
    if (ofPlan) ofPlan.push(event);
    else plans.set(event.plan, [event]);
  }
  return plans;
}
