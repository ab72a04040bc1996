import { readFileSync } from 'node:fs';
import { readPlanFile } from '../../contract/plan-file.js';
import { readUnitFile } from '../../contract/unit-file.js';
import type { Day } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { planUnitImport } from '../../domain/unit-rows.js';
import { treeAsOf, type UnitTree, type UnitVersion } from '../../domain/unit.js';

/** The plan files of examples/, in the order in which they are issued. */
export const PLAN_FILES = [
  'plan-77-kh-tu',
  'plan-kim-boi',
  'plan-132-kh-tu',
  'plan-lac-duong',
  'plan-77-kh-duk',
  'plan-301-kh-tu',
] as const;
export type PlanName = (typeof PLAN_FILES)[number];

export const exampleText = (file: string): string => readFileSync(`${__dirname}/../../examples/${file}`, 'utf8');

/** All dated rows of the sample province. */
export function provinceUnits(): UnitVersion[] {
  const file = readUnitFile(exampleText('units.csv'), 'units.csv');
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  let count = 0;
  const result = planUnitImport(file.rows, [], () => `unit${String((count += 1)).padStart(8, '0')}`);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.versions;
}

const units = provinceUnits();

export const provinceOn = (day: Day): UnitTree => treeAsOf(units, day);

export const codesOf = (tree: UnitTree, ids: Iterable<string>): string[] => [...ids].map((id) => tree.units.get(id)!.code);

export function examplePlan(name: PlanName): Plan {
  const file = readPlanFile(exampleText(`${name}.yaml`));
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file.plan;
}
