import type { WorkingCalendar } from './calendar.js';
import { checkIds, checkReferences } from './plan-check-ids.js';
import { checkPolicies } from './plan-check-policies.js';
import { checkTargets } from './plan-check-targets.js';
import { checkTimes } from './plan-check-times.js';
import { checkNaming, checkUnits } from './plan-check-units.js';
import { timeWarnings, treeWarnings } from './plan-check-warnings.js';
import type { Plan } from './plan.js';
import { isProblem, type Problem, problem } from './problem.js';
import { checkOwnSymbol } from './symbol.js';
import { type UnitKind, type UnitTree } from './unit.js';

/** What a plan is judged by besides itself: the tree of the day of issue, and the working calendar (absent: Viet Nam's). */
export interface PlanCheckContext {
  tree?: UnitTree;
  calendar?: WorkingCalendar;
}

/** Bodies that write their symbols the state's way, or either way. */
const OTHER_FORMS: readonly UnitKind[] = ['stateBody', 'massOrganisation', 'school', 'post'];

/**
 * All that is wrong with the meaning of a plan, at once; each with its path (`tasks.0.lead`). Empty: the plan can be issued on the tree's day.
 * Without a tree, what depends on it (bodies, Party or state form of the symbol by the issuer's kind) is left open.
 */
export function checkPlan(plan: Plan, { tree, calendar }: PlanCheckContext = {}): Problem[] {
  return [
    ...checkSymbol(plan, tree),
    ...checkIds(plan),
    ...checkReferences(plan),
    ...checkTargets(plan),
    ...checkNaming(plan),
    ...(tree ? [...checkTerm(plan, tree), ...checkUnits(plan, tree)] : []),
    ...checkTimes(plan, calendar, tree?.day),
    ...checkPolicies(plan),
  ];
}

/** What its drafter should see before issue and may let stand; for a plan that checkPlan finds in order. Codes answer with status 200. */
export function planWarnings(plan: Plan, { tree, calendar }: PlanCheckContext = {}): Problem[] {
  return [...timeWarnings(plan, calendar, tree?.day), ...(tree ? treeWarnings(plan, tree) : [])];
}

function checkSymbol(plan: Plan, tree: UnitTree | undefined): Problem[] {
  if (plan.symbol === undefined) return [];
  const kind = tree?.units.get(tree.byCode.get(plan.issuer) ?? '')?.kind;
  const found = checkOwnSymbol(plan.symbol, plan.type, kind === undefined ? undefined : !OTHER_FORMS.includes(kind), 'symbol');
  return isProblem(found) ? [found] : [];
}

/**
 * Numbers run by term of the issuing committee (HD 05-HD/VPTW I.3), so a term that the committee never had would open a row of numbers of its
 * own. A committee without any term on record is taken at the file's word.
 */
function checkTerm({ issuer, term }: Plan, tree: UnitTree): Problem[] {
  const terms = tree.units.get(tree.byCode.get(issuer) ?? '')?.terms ?? [];
  if (term === undefined || terms.length === 0 || terms.some(({ name }) => name === term)) return [];
  return [problem('TERM_NOT_FOUND', { unit: issuer, term, known: terms.map(({ name }) => name).join(', ') }, 'term')];
}
