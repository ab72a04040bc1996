import { stringify } from 'yaml';
import { z } from 'zod';
import type { WorkingCalendar } from '../domain/calendar.js';
import { checkPlan, planWarnings } from '../domain/plan-check.js';
import type { Plan } from '../domain/plan.js';
import { isProblem, type Problem, problem } from '../domain/problem.js';
import { checkOwnSymbol, formatSymbol } from '../domain/symbol.js';
import type { UnitTree } from '../domain/unit.js';
import { knownKeys, listed, placed, problemsOf } from './plan-file-problems.js';
import type { ShortForm } from './plan-file-rules.js';
import { PLAN_FILE_KEY, PLAN_FILE_VERSION, planFileSchema } from './plan-file-schema.js';
import { type PlanFileFormat, type Positions, readFileTree } from './plan-file-tree.js';

export type { PlanFileFormat } from './plan-file-tree.js';

/** A plan read from its file, with the places of its parts for what is found later. */
export interface PlanFile {
  plan: Plan;
  positions: Positions;
}

/** What a check of a plan file comes to: `plan` where the file can be read, problems and warnings with line and column. */
export interface PlanFileCheck {
  plan?: Plan;
  problems: Problem[];
  warnings: Problem[];
}

/**
 * The plan of a YAML or JSON text, defaults filled in, or every problem of its form at once, each with path, line and column (at most 100 listed).
 * What it means (references, sums, days, bodies) is `checkPlan`'s to judge; `checkPlanFile` does both. Never throws.
 */
export function readPlanFile(text: string, format: PlanFileFormat = 'yaml'): PlanFile | { problems: Problem[] } {
  const tree = readFileTree(text, format);
  if ('problems' in tree) return { problems: listed(tree.problems) };
  const { value, positions } = tree;
  const foreign = checkHeader(value, positions);
  if (foreign) return { problems: [foreign] };
  const result = planFileSchema.safeParse(value, { reportInput: true, error: knownKeys });
  if (!result.success) return { problems: listed(problemsOf(result.error.issues, positions)) };
  const { [PLAN_FILE_KEY]: _header, ...plan } = result.data;
  return { plan: withPrintedSymbol(withoutBlanks(plan)), positions };
}

/** Reads and checks a plan file, against the tree of the day of issue where one is given: form first, and once that stands, meaning and warnings. */
export function checkPlanFile(
  text: string,
  { format = 'yaml', tree, calendar }: { format?: PlanFileFormat; tree?: UnitTree; calendar?: WorkingCalendar } = {},
): PlanFileCheck {
  const file = readPlanFile(text, format);
  if ('problems' in file) return { problems: file.problems, warnings: [] };
  const { plan, positions } = file;
  const problems = listed(placed(checkPlan(plan, { tree, calendar }), positions));
  const warnings = problems.length > 0 ? [] : listed(placed(planWarnings(plan, { tree, calendar }), positions));
  return { plan, problems, warnings };
}

/** A plan as the YAML text of a file, which reads back as the same plan. */
export function writePlanFile(plan: Plan): string {
  return stringify({ [PLAN_FILE_KEY]: PLAN_FILE_VERSION, ...plan }, { lineWidth: 120, aliasDuplicateObjects: false });
}

/** A plan in the making as the YAML text of a file: what is known of it, under remarks on what is still to be decided. A check tells what it lacks. */
export function writePlanInMaking(plan: object, remarks: readonly string[]): string {
  const head = remarks.map((remark) => `# ${remark.replace(/\s+/gu, ' ')}\n`).join('');
  return head + stringify({ [PLAN_FILE_KEY]: PLAN_FILE_VERSION, ...plan }, { lineWidth: 120, aliasDuplicateObjects: false });
}

/** The JSON Schema (2020-12) of a plan file as it is written, short forms too, for editors and the documentation. */
export function planFileJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(planFileSchema, { io: 'input', unrepresentable: 'any', override: withShortForm }) as Record<string, unknown>;
}

/** A field that may be written shorter (`lead: BTC`, `due: 2026-12-31`) says so. */
function withShortForm({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { also, ...full } = jsonSchema as z.core.JSONSchema.BaseSchema & { also?: ShortForm };
  if (also === undefined) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  jsonSchema.anyOf = [full, also === 'text' ? { type: 'string' } : (full.items as z.core.JSONSchema.BaseSchema)];
}

/** What tells a plan file from any other text: a map that begins with its name and version. */
function checkHeader(value: unknown, positions: Positions): Problem | undefined {
  const header = typeof value === 'object' && value !== null && PLAN_FILE_KEY in value ? value[PLAN_FILE_KEY] : undefined;
  if (header === PLAN_FILE_VERSION) return undefined;
  const expected = `${PLAN_FILE_KEY}: ${PLAN_FILE_VERSION}`;
  if (typeof header === 'string' && header.startsWith('plan/')) {
    return {
      ...problem('PLAN_FILE_VERSION', { version: header.slice(0, 60), expected: PLAN_FILE_VERSION }, PLAN_FILE_KEY),
      ...positions.of(PLAN_FILE_KEY),
    };
  }
  return { ...problem('PLAN_FILE_KIND', { expected }), ...positions.of(PLAN_FILE_KEY) };
}

/** Fields left blank leave no trace in the plan. */
function withoutBlanks(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan)) as Plan;
}

/** The plan's own symbol as it is printed (`6-KH/TU` is `06-KH/TU`); one that is wrong stays as written for the check to name. */
function withPrintedSymbol(plan: Plan): Plan {
  if (plan.symbol === undefined) return plan;
  const symbol = checkOwnSymbol(plan.symbol, plan.type);
  return isProblem(symbol) ? plan : { ...plan, symbol: formatSymbol(symbol) };
}
