import { bodiesOf } from '../domain/access.js';
import { nextWorkingDay } from '../domain/calendar.js';
import { addDays, endOfDayMs } from '../domain/day.js';
import { standingOf } from '../domain/duty.js';
import { countAwaited, type DutyRow, listDuties } from '../store/duties.js';
import { listNotices, markRead } from '../store/notices.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { InboxVerbs, NoticeView } from './dondoc.js';
import { viewsOf } from './duties.js';
import { encodeCursor, pageOf } from './page.js';
import { notFound, unitByKey } from './rights.js';
import { saidBeside } from './said.js';

/** How far ahead "due soon" looks, calendar days. */
const SOON_DAYS = 7;
/** Rows of a bucket shown at most; its count tells of the rest. */
const MOST_SHOWN = 100;

/** Verbs on the inbox: what one's bodies must do, and what they were told. */
export function inboxVerbs(deps: ClientDeps): InboxVerbs {
  return {
    async get(actor, query) {
      const { nowMs, today } = await instantOf(deps);
      const sight = sightOf(actor, today);
      const unit = query.unit === undefined ? undefined : (await unitByKey(deps, today, query.unit)).id;
      const own = bodiesOf(actor).filter((body) => unit === undefined || body === unit);
      if (unit !== undefined && own.length === 0) throw notFound();
      const open = await listDuties(deps.db, sight, { units: own, open: true });
      const review = await listDuties(deps.db, sight, { toReviewBy: own });
      const soonMs = endOfDayMs(nextWorkingDay(deps.calendar, addDays(today, SOON_DAYS)));
      const due = (row: DutyRow) => row.repairDueMs ?? row.dueMs ?? Number.POSITIVE_INFINITY;
      const isLate = (row: DutyRow) => standingOf(row, nowMs).state === 'openOverdue';
      const inOrder = (rows: DutyRow[]) => rows.toSorted((a, b) => due(a) - due(b));
      const returned = open.filter(({ review: state }) => state === 'returned');
      const rest = open.filter(({ review: state, kind }) => state !== 'returned' && kind !== 'target');
      const buckets = {
        today: inOrder(rest.filter((row) => isLate(row) || due(row) <= endOfDayMs(today))),
        returned: inOrder(returned),
        soon: inOrder(rest.filter((row) => !isLate(row) && due(row) > endOfDayMs(today) && due(row) <= soonMs)),
        toReview: inOrder(review),
        urged: inOrder(open.filter(({ urged }) => urged > 0)),
      };
      const shown = (rows: DutyRow[]) => viewsOf(deps, rows.slice(0, MOST_SHOWN), nowMs);
      return {
        today: await shown(buckets.today),
        returned: await shown(buckets.returned),
        soon: await shown(buckets.soon),
        toReview: await shown(buckets.toReview),
        urged: await shown(buckets.urged),
        awaiting: await countAwaited(deps.db, sight, own),
        counts: {
          today: buckets.today.length,
          returned: buckets.returned.length,
          soon: buckets.soon.length,
          toReview: buckets.toReview.length,
          urged: buckets.urged.length,
        },
      };
    },
    async awaiting(actor, query) {
      const { nowMs, today } = await instantOf(deps);
      const { limit, cursor } = pageOf(query);
      const unit = query.unit === undefined ? undefined : (await unitByKey(deps, today, query.unit)).id;
      const own = bodiesOf(actor).filter((body) => unit === undefined || body === unit);
      if (unit !== undefined && own.length === 0) throw notFound();
      const rows = await listDuties(deps.db, sightOf(actor, today), { awaitedBy: own, after: cursor, limit: limit + 1 });
      const last = rows[limit - 1];
      return {
        items: await viewsOf(deps, rows.slice(0, limit), nowMs),
        ...(rows.length > limit && last && { next: encodeCursor(`${last.plan}|${last.unit}|${last.item}|${last.period}`) }),
      };
    },
    async notices(actor, query) {
      const { limit, cursor } = pageOf(query);
      const rows = await listNotices(deps.db, bodiesOf(actor), actor.person, {
        limit: limit + 1,
        before: cursor === undefined ? undefined : Number(cursor),
        unread: query.unread ?? false,
        plan: query.plan,
      });
      const page = rows.slice(0, limit);
      const saidOf = await saidBeside(
        deps,
        page.map(({ kind: type, contentHash }) => ({ type, contentHash })),
      );
      const items = page.map(({ contentHash, ...notice }): NoticeView => {
        const said = saidOf({ type: notice.kind, contentHash });
        return { ...notice, ...(said && { said }) };
      });
      return { items, ...(rows.length > limit && { next: encodeCursor(String(rows[limit - 1]!.id)) }) };
    },
    async read(actor, noticeIds) {
      const { nowMs } = await instantOf(deps);
      await markRead(deps.db, bodiesOf(actor), actor.person, noticeIds, nowMs);
    },
  };
}
