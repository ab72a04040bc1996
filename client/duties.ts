import type { Actor } from '../domain/access.js';
import type { Point } from '../domain/cascade.js';
import { ONCE, RECEIPT_ITEM, standingOf } from '../domain/duty.js';
import { ProblemError, problem } from '../domain/problem.js';
import type { ProductKind } from '../domain/plan.js';
import { isComplete, isEvidence } from '../domain/product.js';
import { type DutyAtDoor, type DutyRow, listDuties } from '../store/duties.js';
import { planDocument } from '../store/plans.js';
import { unitNames } from '../store/units.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { DutyVerbs, DutyView, Page } from './dondoc.js';
import { contentOf, send, sentOnce } from './lodging.js';
import { encodeCursor, pageOf } from './page.js';
import { actingFor, matchRevision, notFound, seenDuty, seenPlan, unitFilter, urging } from './rights.js';
import { saidViews } from './said.js';

/** Verbs on duties: to receive, to progress, to urge, to decide on a proposal. */
export function dutyVerbs(deps: ClientDeps): DutyVerbs {
  return {
    async list(actor, query) {
      const { nowMs, today } = await instantOf(deps);
      const { limit, cursor } = pageOf(query);
      const unit = query.unit === undefined ? undefined : await unitFilter(deps, today, query.unit);
      if (query.plan !== undefined) await seenPlan(deps, actor, today, query.plan);
      const rows = await listDuties(deps.db, sightOf(actor, today), {
        plan: query.plan,
        kind: query.kind,
        ...(unit !== undefined && { units: [unit] }),
        ...(query.only !== undefined && { only: { filter: query.only, nowMs } }),
        after: cursor,
        // States depend on the instant, so they are told apart here and not by the database; a page may come out short.
        limit: limit + 1,
      });
      const page: Page<DutyView> = { items: await viewsOf(deps, rows.slice(0, limit), nowMs) };
      const last = rows[limit - 1];
      if (rows.length > limit && last) page.next = encodeCursor(`${last.plan}|${last.unit}|${last.item}|${last.period}`);
      if (query.only === 'overdue') page.items = page.items.filter(({ standing }) => standing.state === 'openOverdue');
      if (query.state !== undefined) page.items = page.items.filter(({ standing }) => standing.state === query.state);
      return page;
    },
    async get(actor, on) {
      const { nowMs, today } = await instantOf(deps);
      const duty = await seenDuty(deps, actor, today, on);
      const { whole } = await seenPlan(deps, actor, today, duty.plan);
      return { ...(await viewsOf(deps, [duty], nowMs))[0]!, said: await saidViews(deps, duty, whole) };
    },
    async receive(actor, plan, unit, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const { today } = await instantOf(deps);
        const duty = await seenDuty(deps, actor, today, { plan, unit, item: RECEIPT_ITEM, period: ONCE });
        const grant = actingFor(actor, 'duties.act', duty.unit);
        matchRevision(sending.ifMatch, String(duty.seq));
        return send(deps, actor, sending, {
          lane: laneOf(duty),
          data: { type: 'receive', unit: duty.unit } as never,
          forUnit: duty.unit,
          grant,
        });
      });
    },
    async progress(actor, on, input, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const { today } = await instantOf(deps);
        const duty = await seenDuty(deps, actor, today, on);
        const grant = actingFor(actor, 'duties.act', duty.unit);
        matchRevision(sending.ifMatch, String(duty.seq));
        const { unit, item, period } = duty;
        const { percent, value, done } = input;
        const productNamed = input.product !== undefined && isComplete(await productOf(deps, actor, duty), input.product, today);
        const evidence = isEvidence(input, today);
        return send(deps, actor, sending, {
          lane: laneOf(duty),
          data: {
            type: 'progress',
            unit,
            item,
            period,
            percent,
            value,
            done,
            ...(productNamed && { productNamed }),
            ...(evidence && { evidence }),
          } as never,
          forUnit: unit,
          grant,
          ...((input.note !== undefined || input.product) && { content: contentOf({ note: input.note, product: input.product }) }),
        });
      });
    },
    async urge(actor, on, text, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const { today } = await instantOf(deps);
        const duty = await seenDuty(deps, actor, today, on);
        const grant = await urging(deps, actor, today, duty);
        const { unit, item, period } = duty;
        return send(deps, actor, sending, {
          lane: laneOf(duty),
          data: { type: 'urge', unit, item, period } as never,
          forUnit: grant.unit,
          grant,
          content: contentOf({ text }),
        });
      });
    },
    async decideReview(actor, on, { decision, reason }, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const { today } = await instantOf(deps);
        const duty = await seenDuty(deps, actor, today, on);
        const grant = actingFor(actor, 'reviews.decide', duty.issuerId);
        const { unit, item, period } = duty;
        return send(deps, actor, sending, {
          lane: laneOf(duty),
          data: { type: 'decideReview', unit, item, period, decision } as never,
          forUnit: duty.issuerId,
          grant,
          content: contentOf({ reason }),
        });
      });
    },
  };

  async function productOf(client: ClientDeps, actor: Actor, duty: DutyRow): Promise<ProductKind | undefined> {
    const { today } = await instantOf(client);
    const { plan } = await planDocument(client.db, await seenPlan(client, actor, today, duty.plan));
    return plan.tasks.find(({ id }) => id === duty.item)?.product?.kind;
  }
}

/** The lane that decides a duty. */
export function laneOf({ lane, laneState }: DutyAtDoor): string {
  if (lane === null) throw notFound();
  if (laneState === 'closed') throw new ProblemError(problem('PLAN_NOT_ACTIVE', { state: 'closed' }));
  return lane;
}

/** Duties as their readers see them: where they stand, why, and what fires next. */
export async function viewsOf(deps: ClientDeps, rows: DutyRow[], nowMs: number): Promise<DutyView[]> {
  const { today } = await instantOf(deps);
  const names = await unitNames(
    deps.db,
    rows.map(({ unit }) => unit),
    today,
  );
  return rows.map((row) => {
    const {
      points,
      repairPoints,
      seq,
      title,
      exemptReason: _reason,
      issuerId: _issuer,
      planStatus: _status,
      clause: _clause,
      version: _version,
      ...rest
    } = row;
    const { unit, statedDay, percent, value, quota, rung, ownPlan, ...duty } = rest;
    return {
      ...duty,
      unit: names.get(unit) ?? { id: unit, code: unit, name: unit },
      title: title ?? row.item,
      standing: standingOf(row, nowMs),
      ...(statedDay !== null && { statedDay }),
      ...(percent !== null && { percent }),
      ...(value !== null && { value }),
      ...(quota !== null && { quota }),
      ...(rung !== null && { rung }),
      ...(ownPlan !== null && { ownPlan }),
      ...nextFiringOf(row, nowMs),
      revision: String(seq),
    } as DutyView;
  });
}

function nextFiringOf(row: DutyRow, nowMs: number): Pick<DutyView, 'nextFiring'> {
  const next = nextPointOf(row, nowMs);
  return next ? { nextFiring: { atMs: next.atMs, kind: next.kind, n: next.n } } : {};
}

/** The next point that fires for a duty, of its own clock or of a returned report's; none of what is delivered, waits, or whose plan does not run. */
export function nextPointOf(row: DutyRow, nowMs: number): Point | undefined {
  const { state, suspended } = standingOf(row, nowMs);
  const runs = (row.planStatus === 'issued' || row.planStatus === 'inForce') && !suspended;
  const owed = state === 'openInTime' || state === 'openOverdue' || (state === 'standing' && row.doneMs === undefined);
  if (!runs || !owed) return undefined;
  return (row.review === 'returned' ? (row.repairPoints ?? []) : row.points).find(({ atMs }) => atMs > nowMs);
}
