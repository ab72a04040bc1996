import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { Plan } from '../../domain/plan.js';
import type { Words } from './words.js';

/** Titles of all that a plan asks for, by item. */
export function titlesOf(plan: Plan, { say }: Words): Map<string, string> {
  return new Map<string, string>([
    [RECEIPT_ITEM, say('web.duty.receipt')],
    [OWN_PLAN_ITEM, say('web.duty.ownPlan')],
    ...plan.tasks.map(({ id, title }) => [id, title] as const),
    ...plan.reports.map(({ id, title }) => [id, title] as const),
    ...plan.targets.map(({ id, indicator }) => [id, indicator] as const),
  ]);
}
