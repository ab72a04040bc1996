import { type AcceptedReport, carriedFrom, type Consolidated, consolidate } from '../domain/consolidation.js';
import type { Plan } from '../domain/plan.js';
import type { ReportBody } from '../domain/report.js';
import { getJson, getManyJson } from './content.js';
import { acceptedReports, consolidatedRevisions, expectedReporters } from './reports.js';
import type { Connection } from './database.js';

/**
 * Consolidates what was accepted of an item and period up to an instant, with running totals carried from the period before.
 * Read afresh from the accepted versions each time; what is frozen is kept beside it (`frozenReport`).
 */
export async function consolidateNow(
  db: Connection,
  planId: string,
  plan: Pick<Plan, 'reports'>,
  item: string,
  period: string,
  untilMs?: number,
): Promise<Consolidated | undefined> {
  const report = plan.reports.find(({ id }) => id === item);
  if (!report) return undefined;
  const { expected, exempt } = await expectedReporters(db, planId, item, period);
  const rows = await acceptedReports(db, planId, item, period, untilMs);
  const bodies = await getManyJson<ReportBody>(
    db,
    rows.map(({ contentHash }) => contentHash),
  );
  const reports = rows.map(({ unit, version, nil, contentHash, acceptedMs }): AcceptedReport => ({
    unit,
    version,
    nil,
    acceptedMs,
    body: bodies.get(Buffer.from(contentHash).toString('hex'))!,
  }));
  const previous = await previousFrozen(db, planId, item, period);
  return consolidate(report, reports, expected, exempt, previous && { carried: carriedFrom(previous) });
}

/** The consolidated report as frozen at its collection; undefined before. */
export async function frozenReport(
  db: Connection,
  planId: string,
  item: string,
  period: string,
): Promise<{ consolidated: Consolidated; atMs: number } | undefined> {
  const frozen = (await consolidatedRevisions(db, planId, item, period)).find(({ kind }) => kind === 'frozen');
  const consolidated = frozen && (await getJson<Consolidated>(db, frozen.contentHash));
  return consolidated && { consolidated, atMs: frozen.atMs };
}

async function previousFrozen(db: Connection, planId: string, item: string, period: string): Promise<Consolidated | undefined> {
  const before = await db
    .selectFrom('rounds')
    .select('period')
    .where('plan_id', '=', planId)
    .where('item', '=', item)
    .where('opens_ms', '<', (round) =>
      round.selectFrom('rounds').select('opens_ms').where('plan_id', '=', planId).where('item', '=', item).where('period', '=', period),
    )
    .orderBy('opens_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before && (await frozenReport(db, planId, item, before.period))?.consolidated;
}
