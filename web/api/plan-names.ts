import type { PlanAnswer } from '../../contract/http-api.js';
import { useAll } from './read.js';

/** The plans one sees, by id: their symbols and subjects stand beside every duty. */
export function usePlanNames(): Map<string, PlanAnswer> {
  const { items } = useAll('plans', 'list', {}, (answer) => answer);
  return new Map(items.map((plan) => [plan.id, plan]));
}

export function usePlanName(id: string | undefined): PlanAnswer | undefined {
  const names = usePlanNames();
  return id === undefined ? undefined : names.get(id);
}
