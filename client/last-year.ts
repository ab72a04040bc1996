import { addMonths, type Day, endOfDayMs, yearOf } from '../domain/day.js';
import type { Plan, Target } from '../domain/plan.js';
import { targetSpan } from '../domain/rounds.js';
import { foldForSearch } from '../domain/text.js';
import { listPlans, planDocument, type PlanRow } from '../store/plans.js';
import type { Sight } from '../store/sight.js';
import { targetValuesAt } from '../store/timeline.js';
import type { ClientDeps } from './deps.js';

/** How far back the plan of the year before may have been issued. */
const BACK_MS = 550 * 24 * 3_600_000;
const MOST_PLANS = 20;

/**
 * What each body had reached on the same day of the year before, by the plan of that year of the same issuer that names the same indicator,
 * where the reader sees one; empty for targets that run over several years.
 */
export async function lastYearOf(
  deps: ClientDeps,
  row: PlanRow,
  { plan, target }: { plan: Plan; target: Target },
  on: Day,
  sight: Sight,
): Promise<Map<string, number>> {
  const { from, to } = targetSpan(target, plan);
  if (yearOf(from) !== yearOf(to) || row.issuedMs === null) return new Map();
  const candidates = await listPlans(deps.db, sight, { limit: MOST_PLANS, issuer: row.issuerId });
  for (const other of candidates) {
    if (other.id === row.id || other.issuedMs === null || other.issuedMs >= row.issuedMs || other.issuedMs < row.issuedMs - BACK_MS)
      continue;
    const { plan: before } = await planDocument(deps.db, other);
    const same = before.targets.find(
      (one) => foldForSearch(one.indicator) === foldForSearch(target.indicator) && yearOf(targetSpan(one, before).to) === yearOf(to) - 1,
    );
    if (same) return targetValuesAt(deps.db, other.id, same.id, endOfDayMs(addMonths(on, -12)));
  }
  return new Map();
}
