import { type Act, type Actor, grantFor } from '../domain/access.js';
import { cascadeSpec, type CascadeSpec, collectionsOf } from '../domain/cascade-spec.js';
import { checkPlan } from '../domain/plan-check.js';
import { type Day, dayOfMs, startOfDayMs } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import type { Collection } from '../domain/plan-life.js';
import { isProblem, type Problem, ProblemError, problem } from '../domain/problem.js';
import { rehearse } from '../domain/rehearsal.js';
import { daysSuspended, resumedCollections } from '../domain/schedule.js';
import { parseSymbol } from '../domain/symbol.js';
import { foldForSearch } from '../domain/text.js';
import { termOn } from '../domain/unit.js';
import { checkPlanFile } from '../contract/plan-file.js';
import { planLane } from '../contract/names.js';
import { putContent } from '../store/content.js';
import { recordHouse } from '../store/house.js';
import {
  findByIdentity,
  insertDraft,
  linkPlans,
  type NewPlan,
  planDocument,
  type PlanRow,
  registeredGuidance,
  takeNumber,
  updateDraft,
} from '../store/plans.js';
import { findReading } from '../store/readings.js';
import { findUnit, unitTree } from '../store/units.js';
import { keepSource } from './attachments.js';
import { closingSummary } from './closing.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { Lodged, PlanFileInput, PlanSummary, PlanVerbs, Sending } from './dondoc.js';
import { cascaded, contentOf, replay, send } from './lodging.js';
import { type Keep, once } from './once.js';
import { planReads, planView } from './plan-reads.js';
import { managedPlan, matchRevision, notFound, seenPlan } from './rights.js';

/** Verbs on plans: check, draft, rehearse, issue, and the acts of an issued plan's life; reading ones stand in plan-reads. */
export function planVerbs(deps: ClientDeps): PlanVerbs {
  return {
    ...planReads(deps),
    async check(_actor, file) {
      const { nowMs, today } = await instantOf(deps);
      const tree = await unitTree(deps.db, today);
      const { plan, problems, warnings } = checkPlanFile(file.text, { format: file.format ?? 'yaml', tree, calendar: deps.calendar });
      if (!plan || problems.length > 0) return { problems, warnings };
      const spec = cascadeSpec(plan, { planId: 'check', tree, calendar: deps.calendar, issuedMs: nowMs });
      return Array.isArray(spec) ? { problems: spec, warnings } : { problems: [], warnings, summary: summaryOf(spec) };
    },
    async draft(actor, file, sending) {
      return once(
        deps,
        actor,
        sending,
        (keep) => saveDraft(actor, file, keep),
        async (id) => {
          const { today } = await instantOf(deps);
          return planView(deps, await seenPlan(deps, actor, today, id), today);
        },
      );
    },
    async redraft(actor, id, file, ifMatch) {
      return saveDraft(actor, file, undefined, { id, ifMatch });
    },
    async rehearse(actor, id, { onDay, until, behaviours }) {
      const { nowMs, today } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      if (!row.whole) throw new ProblemError(problem('FORBIDDEN', { act: 'plans.rehearse' }));
      const { plan } = await planDocument(deps.db, row);
      const issuedMs = onDay === undefined ? nowMs : startOfDayMs(onDay) + 8 * 3_600_000;
      const tree = await unitTree(deps.db, dayOfMs(issuedMs));
      // Past the horizon, so that what falls due at its end is still chased and collected.
      const untilMs = until === undefined ? startOfDayMs(plan.horizon.to) + 120 * 86_400_000 : startOfDayMs(until);
      const standing = await registeredGuidance(deps.db, awaitsOf(plan), row.issuerId, dayOfMs(issuedMs));
      const guidance = [...standing.map(({ key }) => ({ key, atMs: issuedMs })), ...(behaviours?.guidance ?? [])];
      const rehearsal = rehearse(plan, { planId: id, tree, calendar: deps.calendar, issuedMs, untilMs }, { ...behaviours, guidance });
      if (Array.isArray(rehearsal)) throw invalid(rehearsal);
      return rehearsal;
    },
    async issue(actor, id, sending) {
      const lodged = (await replay(deps, actor, sending)) ?? (await issue(actor, id, sending));
      if (lodged.state === 'decided') await cascaded(deps, id);
      return lodged;
    },
    async suspend(actor, id, reason, sending) {
      return act(actor, id, 'plans.issue', { type: 'suspend' }, { reason }, sending);
    },
    async resume(actor, id, { dates = 'shift', reason }, sending) {
      const again = await replay(deps, actor, sending);
      if (again) return again;
      const { nowMs, today } = await instantOf(deps);
      const { plan } = await managedPlan(deps, actor, today, id, 'plans.issue');
      const shiftDays = dates === 'shift' && plan.suspendedMs !== null ? daysSuspended(plan.suspendedMs, nowMs) : 0;
      const collections = shiftDays > 0 ? await shiftedCollections(plan, nowMs, shiftDays) : undefined;
      return act(
        actor,
        id,
        'plans.issue',
        { type: 'resume', shiftDays, ...(collections && { collections }) },
        { reason, dates },
        sending,
        true,
      );
    },
    async revoke(actor, id, reason, sending) {
      return act(actor, id, 'plans.issue', { type: 'revoke' }, { reason }, sending);
    },
    async conclude(actor, id, { summary }, sending) {
      const again = await replay(deps, actor, sending);
      if (again) return again;
      const { nowMs, today } = await instantOf(deps);
      const { plan } = await managedPlan(deps, actor, today, id, 'plans.issue');
      const closing = await closingSummary(deps, plan, nowMs);
      return act(actor, id, 'plans.issue', { type: 'conclude' }, { summary, ...closing }, sending);
    },
  };

  async function act(
    actor: Actor,
    id: string,
    right: Act,
    data: { type: string; [field: string]: unknown },
    content: unknown,
    sending: Sending,
    large = false,
  ): Promise<Lodged> {
    const again = await replay(deps, actor, sending);
    if (again) return again;
    const { today } = await instantOf(deps);
    const { plan, grant } = await managedPlan(deps, actor, today, id, right);
    if (plan.status === 'draft') throw new ProblemError(problem('STATE_NOT_ALLOWED', { state: 'draft', allowed: 'issue' }));
    if (plan.status === 'concluded' || plan.status === 'revoked')
      throw new ProblemError(problem('PLAN_NOT_ACTIVE', { state: plan.status }));
    matchRevision(sending.ifMatch, String(plan.seq));
    return send(deps, actor, sending, { lane: planLane(id), data, forUnit: plan.issuerId, grant, content: contentOf(content), large });
  }

  async function issue(actor: Actor, id: string, sending: Sending): Promise<Lodged> {
    const { nowMs, today } = await instantOf(deps);
    const { plan: row, grant } = await managedPlan(deps, actor, today, id, 'plans.issue');
    if (row.status !== 'draft')
      throw new ProblemError(problem('STATE_NOT_ALLOWED', { state: row.status, allowed: 'suspend, revoke, conclude' }));
    matchRevision(sending.ifMatch, String(row.revision));
    const ordinal = row.ordinal;
    if (ordinal === null) throw new ProblemError(problem('SYMBOL_REQUIRED', { subject: row.subject }, 'symbol'));
    const { plan } = await planDocument(deps.db, row);
    const tree = await unitTree(deps.db, today);
    const problems = checkPlan(plan, { tree, calendar: deps.calendar });
    if (problems.length > 0) throw invalid(problems);
    const spec = cascadeSpec(plan, { planId: id, tree, calendar: deps.calendar, issuedMs: nowMs });
    if (Array.isArray(spec)) throw invalid(spec);
    const holders = new Set(spec.rounds.flatMap(({ holders: units }) => units)).size;
    const parents = await parentsOf(plan, today);
    return send(deps, actor, sending, {
      lane: planLane(id),
      data: {
        type: 'issue',
        plan: id,
        collections: spec.collections,
        awaits: spec.awaits,
        recipients: holders,
        lanes: Math.ceil(holders / 4000),
      } as never,
      forUnit: row.issuerId,
      grant,
      content: contentOf(spec),
      lodgedMs: nowMs,
      newLane: { planId: id },
      large: true,
      within: async (trx) => {
        const holder = await takeNumber(trx, { id, issuerId: row.issuerId, type: row.type, term: row.term, ordinal });
        if (holder !== undefined)
          throw new ProblemError(problem('PLAN_NUMBER_TAKEN', { symbol: row.symbol ?? '', term: row.term ?? '' }, 'symbol'));
        await linkPlans(trx, id, parents);
      },
    });
  }

  /** Plans of superiors that a plan makes concrete, of those issued here; others are citations only. */
  async function parentsOf(plan: Plan, today: Day): Promise<string[]> {
    const parents: string[] = [];
    for (const ref of plan.concretises) {
      const issuer = await findUnit(deps.db, ref.issuer, today);
      const ordinal = parseSymbol(ref.symbol)?.ordinal;
      const parent =
        issuer && ordinal != null ? await findByIdentity(deps.db, { issuerId: issuer.id, ordinal, term: ref.term }) : undefined;
      if (parent !== undefined) parents.push(parent);
    }
    return parents;
  }

  async function saveDraft(actor: Actor, file: PlanFileInput, keep?: Keep, over?: { id: string; ifMatch?: string }) {
    const { nowMs, today } = await instantOf(deps);
    const tree = await unitTree(deps.db, today);
    const { plan, problems, warnings } = checkPlanFile(file.text, { format: file.format ?? 'yaml', tree, calendar: deps.calendar });
    if (!plan || problems.length > 0) throw invalid(problems);
    const issuer = tree.units.get(tree.byCode.get(plan.issuer) ?? '');
    const grant = issuer && grantFor(actor, 'plans.draft', (unit) => unit === issuer.id);
    if (!issuer || !grant) throw new ProblemError(problem('FORBIDDEN', { act: 'plans.draft' }));
    const id = over?.id ?? newId();
    const revision = over && (await editable(actor, today, over));
    const source = file.source === undefined ? undefined : await findReading(deps.db, actor.person, { id: file.source });
    if (file.source !== undefined && !source) throw notFound();
    await deps.db.transaction().execute(async (trx) => {
      await keep?.(trx, id, nowMs);
      const draft: NewPlan = {
        id,
        issuerId: issuer.id,
        type: plan.type,
        term: plan.term ?? termOn(issuer, plan.date ?? today)?.name ?? null,
        ordinal: (plan.symbol === undefined ? null : parseSymbol(plan.symbol)?.ordinal) ?? null,
        symbol: plan.symbol ?? null,
        subject: plan.subject,
        searchFold: foldForSearch(`${plan.symbol ?? ''} ${plan.subject}`),
        fileHash: await putContent(trx, contentOf(plan), nowMs),
        date: plan.date ?? null,
        horizonTo: plan.horizon.to,
        sample: plan.sample ?? false,
        createdMs: nowMs,
        createdBy: actor.person,
      };
      if (!over) await insertDraft(trx, draft);
      else if (!(await updateDraft(trx, draft, revision!)))
        throw new ProblemError(problem('REVISION_CHANGED', { expected: over.ifMatch ?? '', standing: 'newer' }));
      if (source) await keepSource(trx, { plan: id, actor: actor.person, nowMs }, source);
      const data = { plan: id, issuer: issuer.id };
      await recordHouse(
        trx,
        [
          {
            type: over ? 'planRedrafted' : 'planDrafted',
            atMs: nowMs,
            data,
            actor: actor.person,
            forUnit: issuer.id,
            contentHash: draft.fileHash,
          },
        ],
        nowMs,
      );
    });
    return { ...(await planView(deps, await seenPlan(deps, actor, today, id), today)), warnings };
  }

  async function editable(actor: Actor, today: Day, { id, ifMatch }: { id: string; ifMatch?: string }): Promise<number> {
    const { plan } = await managedPlan(deps, actor, today, id, 'plans.draft');
    if (plan.status !== 'draft')
      throw new ProblemError(problem('STATE_NOT_ALLOWED', { state: plan.status, allowed: 'suspend, revoke, conclude' }));
    matchRevision(ifMatch, String(plan.revision));
    return plan.revision;
  }

  async function shiftedCollections(row: PlanRow, nowMs: number, shiftDays: number): Promise<Collection[]> {
    const rounds = await deps.db
      .selectFrom('rounds')
      .select(['item', 'period', 'lock_ms'])
      .where('plan_id', '=', row.id)
      .orderBy('idx')
      .execute();
    const standing = collectionsOf(
      rounds.map(({ item, period, lock_ms }) => ({ item, period, ...(lock_ms !== null && { lockMs: lock_ms }) })),
    );
    return resumedCollections(standing, { fromMs: row.suspendedMs!, toMs: nowMs, shiftDays }, deps.calendar);
  }
}

/** Guidance keys that tasks of a plan wait for. */
function awaitsOf({ tasks }: Plan): string[] {
  return [...new Set(tasks.flatMap(({ timing }) => (timing.kind === 'awaiting' ? [timing.guidance.key] : [])))];
}

function summaryOf(spec: CascadeSpec): PlanSummary {
  const dues = spec.rounds.flatMap(({ dueMs }) => dueMs ?? []);
  return {
    recipients: new Set(spec.rounds.flatMap(({ holders }) => holders)).size,
    rounds: spec.rounds.length,
    duties: spec.rounds.reduce((sum, { holders }) => sum + holders.length, 0),
    ...(dues.length > 0 && { firstDueMs: Math.min(...dues), lastDueMs: Math.max(...dues) }),
  };
}

function invalid(problems: Problem[]): ProblemError {
  const only = problems.length === 1 ? problems[0] : undefined;
  return new ProblemError(only && isProblem(only) ? only : { ...problem('PLAN_INVALID', { count: problems.length }), problems });
}
