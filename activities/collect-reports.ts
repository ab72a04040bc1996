import { v5 as uuidv5 } from 'uuid';
import { planLane } from '../contract/names.js';
import { draftFrom } from '../domain/consolidation.js';
import type { Plan, ReportRule } from '../domain/plan.js';
import { hasUndecided, lodge } from '../store/commands.js';
import { consolidateNow } from '../store/consolidated.js';
import { putContent } from '../store/content.js';
import { cascadeLanesOf } from '../store/lanes.js';
import { planDocument, planOwedBy } from '../store/plans.js';
import { offerDraft } from '../store/reports.js';
import { isDecidedNow, type LaneActivityDeps } from './lane-deps.js';

/** Namespace of the ids of `consolidate`: a collection is lodged once however often the activity runs. */
const COLLECTION = '0d3f2a58-6f0c-4a86-8d7e-2b6e0c9f5a11';

/**
 * Consolidates an item and period at its collection date: waits until the plan's lanes have decided what was lodged before it, reads what
 * was accepted by then, keeps the result with its gaps and sources, and lodges `consolidate`. The result also becomes the draft of the
 * issuer's own report to a superior whose plan this one makes concrete.
 */
export async function collectReports(deps: LaneActivityDeps, planId: string, item: string, period: string): Promise<void> {
  const { db, clock, relay } = deps;
  const round = await db
    .selectFrom('rounds')
    .select('lock_ms')
    .where('plan_id', '=', planId)
    .where('item', '=', item)
    .where('period', '=', period)
    .executeTakeFirst();
  const row = await db
    .selectFrom('plans')
    .select(['file_hash', 'spec_hash', 'issuer_id'])
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  const { plan } = await planDocument(db, { fileHash: Buffer.from(row.file_hash), specHash: null });
  const lockMs = round?.lock_ms ?? Number.MAX_SAFE_INTEGER;
  await relay.settle(planId);
  for (const { lane } of await cascadeLanesOf(db, planId)) await refuseUndecided(deps, lane, lockMs);
  const consolidated = await consolidateNow(db, planId, plan, item, period, lockMs);
  if (!consolidated) throw new Error(`plan ${planId} has no report ${item}`);
  const contentHash = await putContent(db, Buffer.from(JSON.stringify(consolidated)), await clock.nowMs());
  const lane = planLane(planId);
  const data = { type: 'consolidate', item, period, coverage: consolidated.coverage };
  const { row: command } = await lodge(
    db,
    { id: uuidv5(`${lane}/${item}/${period}`, COLLECTION), lane, data, source: 'activity', contentHash },
    await clock.instant(),
  );
  await deps.at?.('collected');
  await offerUpward(deps, row.issuer_id, plan, item, period, consolidated);
  if (!(await isDecidedNow(deps, planId, command.id))) throw new Error(`collection ${item} ${period} of ${lane} is not decided yet`);
}

async function refuseUndecided({ db }: LaneActivityDeps, lane: string, beforeMs: number): Promise<void> {
  if (await hasUndecided(db, lane, beforeMs)) throw new Error(`${lane} has not decided all that was lodged before the collection`);
}

async function offerUpward(
  { db, clock }: LaneActivityDeps,
  issuer: string,
  plan: Plan,
  item: string,
  period: string,
  consolidated: NonNullable<Awaited<ReturnType<typeof consolidateNow>>>,
): Promise<void> {
  const report = plan.reports.find(({ id }) => id === item);
  if (!report?.concretises) return;
  const parent = await parentReport(db, report, issuer, period);
  if (!parent) return;
  const { body, unmapped } = draftFrom(consolidated, report, parent.report);
  const on = { plan: parent.plan, unit: issuer, item: parent.report.id, period };
  const sources = Object.fromEntries(Object.entries(consolidated.figures).map(([field, figure]) => [field, figure.sources]));
  await offerDraft(db, on, { body, sources, unmapped, savedMs: await clock.nowMs() });
}

/** The report of a superior's plan that a report makes concrete, where the issuer owes it for the same period. */
async function parentReport(
  db: LaneActivityDeps['db'],
  report: ReportRule,
  issuer: string,
  period: string,
): Promise<{ plan: string; report: ReportRule } | undefined> {
  const { plan: ref, item } = report.concretises!;
  const row = await planOwedBy(db, { symbol: ref.symbol, unit: issuer, item, period });
  if (!row) return undefined;
  const { plan } = await planDocument(db, { fileHash: row.fileHash, specHash: null });
  const owed = plan.reports.find(({ id }) => id === item);
  return owed && { plan: row.id, report: owed };
}
