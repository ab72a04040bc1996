import type { CollectedPeriod } from '../domain/target.js';
import { dayOfMs } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import { parsePeriodKey, regimeOf, calendarRegime } from '../domain/period.js';
import { consolidateNow, frozenReport } from '../store/consolidated.js';
import type { ClientDeps } from './deps.js';

export type Collected = CollectedPeriod & { period: string };

/**
 * The consolidated reports of a plan so far, in order of their data: frozen where they were collected, else as accepted until now.
 * Periods of which nothing was accepted are left out.
 */
export async function collectedOf(deps: ClientDeps, planId: string, plan: Plan, items?: string[]): Promise<Collected[]> {
  const rounds = await deps.db
    .selectFrom('rounds as o')
    .select(['o.item', 'o.period', 'o.due_ms'])
    .where('o.plan_id', '=', planId)
    .where('o.kind', '=', 'report')
    .where((round) =>
      round.exists(
        round
          .selectFrom('report_versions as v')
          .select('v.version')
          .whereRef('v.plan_id', '=', 'o.plan_id')
          .whereRef('v.item', '=', 'o.item')
          .whereRef('v.period', '=', 'o.period')
          .where('v.accepted_ms', 'is not', null),
      ),
    )
    .orderBy('o.opens_ms')
    .execute();
  const collected: Collected[] = [];
  for (const { item, period, due_ms } of rounds) {
    if (items && !items.includes(item)) continue;
    const frozen = await frozenReport(deps.db, planId, item, period);
    const consolidated = frozen?.consolidated ?? (await consolidateNow(deps.db, planId, plan, item, period));
    if (consolidated) collected.push({ report: item, period, to: closesOn(plan, item, period, due_ms), consolidated });
  }
  return collected;
}

function closesOn(plan: Plan, item: string, period: string, dueMs: number | null): string {
  const regime = plan.reports.find(({ id }) => id === item)?.regime;
  const parsed = period === 'once' ? undefined : parsePeriodKey(period, regime === undefined ? calendarRegime : regimeOf(regime));
  return parsed?.to ?? (dueMs === null ? plan.horizon.to : dayOfMs(dueMs));
}
