import type { Consolidated } from '../domain/consolidation.js';
import { dayOfMs } from '../domain/day.js';
import { standingOf } from '../domain/duty.js';
import { listDuties } from '../store/duties.js';
import { planDocument, type PlanRow } from '../store/plans.js';
import type { ClientDeps } from './deps.js';
import { collectedOf } from './collected.js';
import { targetViews } from './target-views.js';

/** What a plan came to, as its closing summary keeps it: duties by official state, targets, and the last consolidated figures of each report. */
export async function closingSummary(deps: ClientDeps, plan: PlanRow, nowMs: number) {
  const sight = { bodies: [plan.issuerId], today: dayOfMs(nowMs) };
  const counts: Record<string, number> = {};
  for (const row of await listDuties(deps.db, sight, { plan: plan.id })) {
    const { state } = standingOf(row, nowMs);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  const { plan: document } = await planDocument(deps.db, plan);
  const collected = await collectedOf(deps, plan.id, document);
  const figures: Record<
    string,
    { period: string; consolidated: Pick<Consolidated, 'coverage' | 'missing'> & { values: Record<string, number | null> } }
  > = {};
  for (const { report, period, consolidated } of collected) {
    const values = Object.fromEntries(Object.entries(consolidated.figures).map(([field, { value }]) => [field, value]));
    figures[report] = { period, consolidated: { coverage: consolidated.coverage, missing: consolidated.missing, values } };
  }
  return { counts, targets: await targetViews(deps, plan, document, collected, sight.today), reports: figures };
}
