import { v5 as uuidv5 } from 'uuid';
import { cascadeLane, laneKind, planLane } from '../contract/names.js';
import { vietnamCalendar } from '../domain/calendar-vn.js';
import type { CascadeCommand, Point } from '../domain/cascade.js';
import { type CascadeSpec, openingsOf, wakeClocks } from '../domain/cascade-spec.js';
import type { DutyKind } from '../domain/duty.js';
import type { Plan } from '../domain/plan.js';
import { resumedClocks, resumedRepairs } from '../domain/schedule.js';
import { fixedInstant } from '../store/clock.js';
import { lodge } from '../store/commands.js';
import { getDocument } from '../store/content.js';
import type { Trx } from '../store/database.js';
import type { EventRow } from '../store/events.js';
import { addLanes, cascadeLanesOf, type PlanFacts } from '../store/lanes.js';
import { parentLanes, registeredGuidance } from '../store/plans.js';
import { projectInForce, projectIssued } from '../store/project-plan.js';
import { collectedPeriods } from '../store/reports.js';

/** Namespace of the ids of derived commands: a command derived from the same event has the same id, so it is lodged once. */
const DERIVED = '5b1f6e3c-8a55-4e0e-9d67-3f1d2a7c9e10';

/**
 * What events of one lane ask of other lanes, lodged as derived commands in the transaction that records them: no event without what
 * follows from it. Answers the lanes that got something.
 */
export async function afterEvents(trx: Trx, planId: string, lane: string, rows: EventRow[], plan?: PlanFacts): Promise<string[]> {
  const touched = new Set<string>();
  const sender = (row: EventRow): Send => {
    let n = 0;
    return async (to, data, contentHash) => {
      const id = uuidv5(`${lane}/${row.seq}/${n++}`, DERIVED);
      // Rule time of what follows is the rule time of its cause.
      const derived = {
        id,
        lane: to,
        data,
        source: 'derived' as const,
        actor: row.actor ?? undefined,
        ...(contentHash && { contentHash }),
      };
      await lodge(trx, derived, fixedInstant(row.atMs));
      touched.add(to);
    };
  };
  if (laneKind(lane) === 'cascade') await afterCascadeEvents(trx, planId, rows, sender, plan?.inForceMs ?? null);
  else for (const row of rows) await afterPlanEvent(trx, planId, row, sender(row));
  return [...touched];
}

type Resume = Extract<CascadeCommand, { type: 'resume' }>;

type Send = (lane: string, data: { type: string }, contentHash?: Uint8Array | null) => Promise<void>;

async function afterPlanEvent(trx: Trx, planId: string, row: EventRow, send: Send): Promise<void> {
  const cascades = async () => (await cascadeLanesOf(trx, planId)).map(({ lane }) => lane);
  switch (row.type) {
    case 'issued': {
      const spec = await projectIssue(trx, planId, row);
      const openings = openingsOf(spec);
      await addLanes(
        trx,
        openings.map((_, index) => ({ lane: cascadeLane(planId, index + 1), kind: 'cascade' as const, planId, n: index + 1 })),
      );
      for (const [index, opening] of openings.entries()) await send(cascadeLane(planId, index + 1), { type: 'open', ...opening });
      await linkToParents(trx, planId, spec.issuer, send);
      await wakeByStanding(trx, planId, spec, send);
      return;
    }
    case 'suspended':
      for (const lane of await cascades()) await send(lane, { type: 'suspend' });
      return;
    case 'resumed': {
      const clocks = await clocksAfterResume(trx, planId, row);
      for (const lane of await cascades()) await send(lane, { type: 'resume', ...clocks } as { type: string });
      return;
    }
    case 'revoked':
      for (const lane of await cascades()) await send(lane, { type: 'revoke' });
      return;
    case 'concluded':
      for (const lane of await cascades()) await send(lane, { type: 'conclude' });
      return;
    case 'guidanceRegistered': {
      const { plan, spec } = await planAndSpec(trx, planId);
      const guidance = String(row.data.guidance);
      const clocks = wakeClocks(plan, spec, guidance, row.atMs, vietnamCalendar);
      for (const lane of await cascades()) await send(lane, { type: 'wake', guidance, clocks } as { type: string });
      return;
    }
    default:
  }
}

/** The rows of a plan that was issued; answers what it asks of whom. */
export async function projectIssue(trx: Trx, planId: string, { atMs, contentHash }: EventRow): Promise<CascadeSpec> {
  const { plan, spec } = await planAndSpec(trx, planId, contentHash);
  await projectIssued(trx, plan, spec, contentHash!);
  if (plan.inForceFrom !== undefined && plan.inForceFrom <= spec.issuedOn) await projectInForce(trx, planId, atMs);
  return spec;
}

/** What one batch of a cascade asks for besides: the plan is in force from its first receipt, and acceptances given or undone late make difference notes. */
async function afterCascadeEvents(
  trx: Trx,
  planId: string,
  rows: EventRow[],
  send: (row: EventRow) => Send,
  inForceMs: number | null,
): Promise<void> {
  const received = rows.find(({ type }) => type === 'received');
  if (received && inForceMs === null) await projectInForce(trx, planId, received.atMs);
  const accepted = rows.filter(({ type }) => type === 'accepted' || type === 'acceptanceUndone');
  if (accepted.length === 0) return;
  const frozen = await collectedPeriods(trx, planId);
  for (const row of accepted) {
    const { item, period, unit } = row.data as { item: string; period: string; unit: string };
    if (frozen.has(`${item}|${period}`))
      await send(row)(planLane(planId), { type: 'noteDifference', item, period, unit } as { type: string });
  }
}

/** A plan that concretises a superior's tells that one's cascade that its issuer has a plan of its own. */
async function linkToParents(trx: Trx, planId: string, issuer: string, send: Send): Promise<void> {
  for (const lane of await parentLanes(trx, planId, issuer))
    await send(lane, { type: 'linkOwnPlan', unit: issuer, ownPlan: planId } as { type: string });
}

/** Guidance registered before a plan that waits for it was issued wakes it at once; the clock starts with the issue, since nobody was asked before. */
async function wakeByStanding(trx: Trx, planId: string, { awaits, issuer, issuedOn }: CascadeSpec, send: Send): Promise<void> {
  if (awaits.length === 0) return;
  // A document being registered right now is waited for: it either sees this plan issued, or is seen here.
  await trx.selectFrom('lanes').select('lane').where('lane', '=', 'house').forNoKeyUpdate().execute();
  for (const { key, id } of await registeredGuidance(trx, awaits, issuer, issuedOn))
    await send(planLane(planId), { type: 'registerGuidance', guidance: key, guidanceId: id } as { type: string });
}

async function planAndSpec(trx: Trx, planId: string, specHash?: Uint8Array | null): Promise<{ plan: Plan; spec: CascadeSpec }> {
  const row = await trx.selectFrom('plans').select(['file_hash', 'spec_hash']).where('id', '=', planId).executeTakeFirstOrThrow();
  const plan = await getDocument<Plan>(trx, row.file_hash);
  const spec = await getDocument<CascadeSpec>(trx, specHash ?? row.spec_hash!);
  return { plan: plan!, spec: spec! };
}

/** Clocks of what was still to come when the plan was suspended, of rounds and of repairs, moved by the days it stood still; none when the same dates hold. */
async function clocksAfterResume(trx: Trx, planId: string, row: EventRow): Promise<Pick<Resume, 'clocks' | 'repairs'>> {
  const suspension = { fromMs: Number(row.data.suspendedMs), toMs: row.atMs, shiftDays: Number(row.data.shiftDays) };
  const { plan, spec } = await planAndSpec(trx, planId);
  const rows = await trx.selectFrom('rounds').selectAll().where('plan_id', '=', planId).execute();
  const rounds = rows.map((round) => ({
    item: round.item,
    period: round.period,
    kind: round.kind as DutyKind,
    opensMs: round.opens_ms,
    ...(round.due_ms !== null && { dueMs: round.due_ms }),
    ...(round.lock_ms !== null && { lockMs: round.lock_ms }),
    ...(round.waits !== null && { waits: round.waits }),
    points: round.points as Point[],
    cadence: spec.rounds[round.idx]!.cadence,
  }));
  const duties = await trx.selectFrom('duties').selectAll().where('plan_id', '=', planId).where('review', '=', 'returned').execute();
  const repairs = duties.map(({ unit_id: unit, item, period, repair_due_ms, repair_points }) => ({
    unit,
    item,
    period,
    repairDueMs: repair_due_ms!,
    repairPoints: repair_points as Point[],
  }));
  return {
    clocks: resumedClocks(plan, rounds, suspension, vietnamCalendar),
    repairs: resumedRepairs(plan, repairs, suspension, vietnamCalendar),
  };
}
