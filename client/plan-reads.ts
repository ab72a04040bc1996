import { type Day, dayOfMs } from '../domain/day.js';
import { standingOf } from '../domain/duty.js';
import { differenceOf } from '../domain/consolidation.js';
import { foldForSearch } from '../domain/text.js';
import { consolidateNow, frozenReport } from '../store/consolidated.js';
import { getJson } from '../store/content.js';
import { listDuties } from '../store/duties.js';
import { linkedPlans, listPlans, planDocument, type PlanRow } from '../store/plans.js';
import { consolidatedRevisions } from '../store/reports.js';
import { decisionsOn } from '../store/said.js';
import { type AlikeDuties, alikeDuties, nextPoint, unitProgress } from '../store/standings.js';
import { planTimeline } from '../store/timeline.js';
import { unitNames } from '../store/units.js';
import { cascadeView, funnelOf, matrixView } from './cascade-views.js';
import { collectedOf } from './collected.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { PlanStatus, PlanVerbs, PlanView } from './dondoc.js';
import { encodeCursor, pageOf } from './page.js';
import { notFound, seenPlan, unitFilter } from './rights.js';
import { saidBeside, viewsOfSaid } from './said.js';
import { targetViews } from './target-views.js';
import { entryOf } from './timeline.js';

type Reads = Pick<PlanVerbs, 'list' | 'get' | 'status' | 'timeline' | 'cascade' | 'matrix' | 'consolidated' | 'targets'>;

/** Reading verbs on plans; each counts and lists only what the actor sees. */
export function planReads(deps: ClientDeps): Reads {
  return {
    async list(actor, query) {
      const { today } = await instantOf(deps);
      const { limit, cursor } = pageOf(query);
      const rows = await listPlans(deps.db, sightOf(actor, today), {
        limit: limit + 1,
        ...(cursor !== undefined && { before: cursor }),
        ...(query.status !== undefined && { status: query.status }),
        ...(query.issuer !== undefined && { issuer: await unitFilter(deps, today, query.issuer) }),
        ...(query.q !== undefined && { search: { exact: query.q.toLowerCase(), folded: foldForSearch(query.q) } }),
      });
      return {
        items: await planViews(deps, rows.slice(0, limit), today),
        ...(rows.length > limit && { next: encodeCursor(rows[limit - 1]!.id) }),
      };
    },
    async get(actor, id) {
      const { today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      const { plan } = await planDocument(deps.db, row);
      const links = await linkedPlans(deps.db, sightOf(actor, today), id);
      const closing = row.summaryHash && (await getJson<{ summary: string }>(deps.db, row.summaryHash));
      const decisions = await viewsOfSaid(deps, await decisionsOn(deps.db, id));
      return {
        ...(await planView(deps, row, today)),
        plan,
        ...links,
        decisions,
        // Its counts and figures are of all bodies: who sees a part reads the words.
        ...(closing && { closing: row.whole ? closing : { summary: closing.summary } }),
      };
    },
    async status(actor, id) {
      const { nowMs, today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      const sight = sightOf(actor, today);
      const progress = await unitProgress(deps.db, sight, { plan: id });
      const names = await unitNames(
        deps.db,
        progress.map(({ unit }) => unit),
        today,
      );
      const runs = row.status === 'issued' || row.status === 'inForce';
      const nextFiring = runs ? await nextPoint(deps.db, sight, id, nowMs) : undefined;
      return {
        plan: await planView(deps, row, today),
        ...countsOf(await alikeDuties(deps.db, sight, { plan: id }), nowMs),
        funnel: funnelOf([...names.values()], progress),
        ...(nextFiring && { nextFiring }),
      };
    },
    async timeline(actor, id, query) {
      const { today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      const { limit, cursor } = pageOf(query);
      const unit = query.unit === undefined ? undefined : await unitFilter(deps, today, query.unit);
      const duties = row.whole ? undefined : await listDuties(deps.db, sightOf(actor, today), { plan: id });
      const seen = duties && new Set(duties.flatMap((duty) => [`${duty.unit}|${duty.item}`, duty.item]));
      const rows = await planTimeline(deps.db, id, { limit: limit + 1, after: cursor, unit, item: query.item, points: query.points });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const saidOf = await saidBeside(deps, page);
      return {
        items: page.flatMap((event) => entryOf(event, saidOf(event), seen) ?? []),
        ...(rows.length > limit && last && { next: encodeCursor(`${last.atMs}|${last.lane}|${last.seq}`) }),
      };
    },
    async cascade(actor, id, query) {
      const { nowMs, today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      return cascadeView(deps, await planView(deps, row, today), sightOf(actor, today), query, nowMs, today);
    },
    async matrix(actor, id, query) {
      const { nowMs, today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      return matrixView(deps, await planView(deps, row, today), sightOf(actor, today), query, nowMs, today);
    },
    async consolidated(actor, id, item, period) {
      const { today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      if (!row.whole && !(await isPart(deps, id, item, sightOf(actor, today).bodies))) throw notFound();
      const { plan } = await planDocument(deps.db, row);
      const now = await consolidateNow(deps.db, id, plan, item, period);
      const known = await deps.db
        .selectFrom('rounds')
        .select('item')
        .where('plan_id', '=', id)
        .where('item', '=', item)
        .where('period', '=', period)
        .executeTakeFirst();
      if (!now || !known) throw notFound();
      const frozen = await frozenReport(deps.db, id, item, period);
      const collected = await collectedOf(deps, id, plan, [item]);
      return {
        plan: id,
        item,
        period,
        revision: frozen ? 1 : 0,
        ...(frozen && { frozenMs: frozen.atMs }),
        consolidated: frozen?.consolidated ?? now,
        differences: frozen ? await differencesOf(deps, id, item, period, differenceOf(frozen.consolidated, now)) : [],
        targets: await targetViews(deps, row, plan, collected, lastDay(row, today), sightOf(actor, today)),
      };
    },
    async targets(actor, id, onDay) {
      const { today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      const { plan } = await planDocument(deps.db, row);
      // Totals stand for every unit: who sees a part sees the pace of that part alone.
      const collected = row.whole ? await collectedOf(deps, id, plan) : [];
      return targetViews(deps, row, plan, collected, onDay ?? lastDay(row, today), sightOf(actor, today));
    },
  };
}

/** The day on which pace is taken: today, or the day on which the plan stopped, since nobody falls behind after it. */
function lastDay({ endedMs, suspendedMs }: PlanRow, today: Day): Day {
  const stoppedMs = endedMs ?? suspendedMs;
  return stoppedMs === null ? today : dayOfMs(stoppedMs);
}

async function isPart(deps: ClientDeps, plan: string, item: string, bodies: string[]): Promise<boolean> {
  if (bodies.length === 0) return false;
  const row = await deps.db
    .selectFrom('relations')
    .select('unit_id')
    .where('plan_id', '=', plan)
    .where('item', '=', item)
    .where('unit_id', 'in', bodies)
    .executeTakeFirst();
  return row !== undefined;
}

async function differencesOf(deps: ClientDeps, plan: string, item: string, period: string, fields: ReturnType<typeof differenceOf>) {
  const notes = (await consolidatedRevisions(deps.db, plan, item, period)).filter(({ kind }) => kind === 'difference');
  const events = await deps.db
    .selectFrom('events')
    .select(['data'])
    .where('lane', '=', `plan:${plan}`)
    .where('type', '=', 'differenceNoted')
    .execute();
  const unitOf = new Map(
    events
      .map(({ data }) => data as { item: string; period: string; revision: number; unit: string })
      .filter((data) => data.item === item && data.period === period)
      .map(({ revision, unit }) => [revision, unit]),
  );
  return notes.map(({ revision, atMs }) => {
    const unit = unitOf.get(revision) ?? '';
    const changed = fields.flatMap(({ field, units }) => {
      const mine = units.find((change) => change.unit === unit);
      return mine ? [{ field, before: mine.before, after: mine.after }] : [];
    });
    return { revision, atMs, unit, fields: changed };
  });
}

/** A plan as its readers see it. */
export async function planView(deps: ClientDeps, row: PlanRow, today: Day): Promise<PlanView> {
  return (await planViews(deps, [row], today))[0]!;
}

async function planViews(deps: ClientDeps, rows: PlanRow[], today: Day): Promise<PlanView[]> {
  const names = await unitNames(
    deps.db,
    rows.map(({ issuerId }) => issuerId),
    today,
  );
  return rows.map((row) => viewOf(row, names.get(row.issuerId)));
}

function viewOf(row: PlanRow, issuer: { id: string; code: string; name: string } | undefined): PlanView {
  return {
    id: row.id,
    ...(row.symbol !== null && { symbol: row.symbol }),
    type: row.type,
    ...(row.term !== null && { term: row.term }),
    issuer: issuer ? { id: issuer.id, code: issuer.code, name: issuer.name } : { id: row.issuerId, code: row.issuerId, name: row.issuerId },
    subject: row.subject,
    status: row.status,
    ...(row.date !== null && { date: row.date }),
    ...(row.issuedMs !== null && { issuedMs: row.issuedMs }),
    revision: String(row.status === 'draft' ? row.revision : row.seq),
    sample: row.sample,
  };
}

/** Counts of duties by state, by kind, and of stale standing tasks. */
function countsOf(duties: AlikeDuties[], nowMs: number): Pick<PlanStatus, 'counts' | 'byKind' | 'stale'> {
  const counts: Record<string, number> = {};
  const byKind: Record<string, Record<string, number>> = {};
  let stale = 0;
  for (const duty of duties) {
    const standing = standingOf(duty, nowMs);
    counts[standing.state] = (counts[standing.state] ?? 0) + duty.count;
    const kind = (byKind[duty.kind] ??= {});
    kind[standing.state] = (kind[standing.state] ?? 0) + duty.count;
    if (standing.stale) stale += duty.count;
  }
  return { counts, byKind, stale };
}
