import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlanFile, planFileJsonSchema } from '../../contract/plan-file.js';

const page = readFileSync(join(__dirname, '../../docs/plan-file.md'), 'utf8');
const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];

test('the example of the page is a plan in order', () => {
  const { plan, problems, warnings } = checkPlanFile(example);
  expect(problems).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['TASK_AWAITING', 'DUE_MOVED', 'DUE_MOVED']);
  expect(plan?.tasks).toHaveLength(3);
});

test('the page names every field and every choice of a plan file', () => {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    const { properties, enum: choices, const: choice, ...rest } = value as Record<string, unknown>;
    for (const name of [...Object.keys(properties ?? {}), ...((choices ?? []) as unknown[]), choice])
      if (typeof name === 'string') names.add(name);
    for (const part of [...Object.values(properties ?? {}), ...Object.values(rest)]) walk(part);
  };
  walk(planFileJsonSchema());
  // Kinds of units are the unit file's to explain.
  const elsewhere =
    /^(internalAffairsBoard|propagandaBoard|massMobilisationBoard|inspectionCommission|committeeOffice|partyGroup|massOrganisation|stateBody|school|subCommittee|steeringCommittee|post)$/;
  const left = [...names].filter((name) => !elsewhere.test(name) && !page.includes(name));
  expect(left).toEqual([]);
});
