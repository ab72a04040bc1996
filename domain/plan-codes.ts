import type { Plan, UnitSelector } from './plan.js';

/** Every code that a plan names, each once. */
export function codesIn(plan: Plan): string[] {
  const codes = new Set<string>([plan.issuer]);
  const take = (selectors: readonly UnitSelector[] | undefined) => {
    for (const selector of selectors ?? []) {
      if ('unit' in selector) codes.add(selector.unit);
      else if (!('group' in selector)) for (const code of [selector.under ?? plan.issuer, ...(selector.except ?? [])]) codes.add(code);
    }
  };
  for (const members of Object.values(plan.groups)) take(members);
  for (const { lead, cooperate, advise, guide, monitor } of plan.tasks)
    for (const one of [lead, cooperate, advise, guide, monitor]) take(one);
  for (const { reporters, to, via } of plan.reports) {
    take(reporters);
    for (const code of [to, via]) if (code !== undefined) codes.add(code);
  }
  for (const { to } of plan.recipients) take(to);
  for (const { shares } of plan.targets.flatMap(({ allotment }) => allotment ?? [])) for (const { unit } of shares) codes.add(unit);
  take(plan.ownPlan?.by);
  return [...codes];
}
