import type { Plan, UnitSelector } from './plan.js';
import { type Problem, problem } from './problem.js';
import { isWithin, type UnitId, type UnitKind, type UnitTree } from './unit.js';
import { expandSelectors } from './unit-select.js';

/** A list of bodies in a plan: where it stands, and whether those it names come to owe something. */
export interface SelectorList {
  path: string;
  selectors: readonly UnitSelector[];
  owes: boolean;
  /** An empty list, or one that names nobody, is a fault. */
  needed: boolean;
}

/** Staff bodies act for the committee they stand under, and name the bodies of that committee. */
const STAFF_KINDS: readonly UnitKind[] = [
  'orgBoard',
  'propagandaBoard',
  'internalAffairsBoard',
  'massMobilisationBoard',
  'inspectionCommission',
  'committeeOffice',
  'steeringCommittee',
  'subCommittee',
];

/** Every list of bodies in a plan. */
export function selectorLists(plan: Plan): SelectorList[] {
  const list = (path: string, selectors: readonly UnitSelector[], owes = false, needed = owes): SelectorList => ({
    path,
    selectors,
    owes,
    needed,
  });
  return [
    ...Object.entries(plan.groups).map(([name, selectors]) => list(`groups.${name}`, selectors)),
    ...plan.tasks.flatMap((task, index) => [
      list(`tasks.${index}.lead`, task.lead, true),
      ...(['cooperate', 'advise', 'guide', 'monitor'] as const).map((role) => list(`tasks.${index}.${role}`, task[role])),
    ]),
    ...plan.reports.map(({ reporters }, index) => list(`reports.${index}.reporters`, reporters, true)),
    ...plan.recipients.map(({ to, purpose, line }, index) =>
      list(`recipients.${index}.to`, to, purpose === 'toImplement', line === undefined),
    ),
    ...(plan.ownPlan ? [list('ownPlan.by', plan.ownPlan.by, true)] : []),
    ...plan.exempt.map(({ units }, index) => list(`exempt.${index}.units`, units, false, true)),
  ];
}

/** What can be said of the bodies named without knowing the tree: none, twice, unknown or circular groups. */
export function checkNaming(plan: Plan): Problem[] {
  const lists = selectorLists(plan);
  return [
    ...lists.flatMap(({ path, selectors, needed }) => (needed && selectors.length === 0 ? [problem('ASSIGNEE_REQUIRED', {}, path)] : [])),
    ...lists.flatMap(({ path, selectors }) => checkGroupNames(plan, selectors, path)),
    ...Object.keys(plan.groups).flatMap((name) => checkGroupCycle(plan, name)),
    ...plan.tasks.flatMap(({ lead, cooperate }, index) => checkTwice(plan, lead, cooperate, `tasks.${index}.cooperate`)),
  ];
}

/**
 * What the tree says of the bodies named: `UNIT_UNKNOWN` for none of that code or, where a duty would fall on it, one that does not stand
 * beneath the issuer (told alike, so that nothing is revealed), `ORG_INACTIVE` for a body closed on the day, `ASSIGNEE_NOBODY` for a list that comes out empty.
 */
export function checkUnits(plan: Plan, tree: UnitTree): Problem[] {
  const issuer = tree.byCode.get(plan.issuer);
  if (issuer === undefined) return [unknownUnit(tree, plan.issuer, 'issuer')];
  const scope = scopeOf(tree, issuer);
  const problems = new Map<string, Problem>();
  const say = (found: Problem) => problems.set(`${found.path} ${found.code}`, found);
  for (const { path, selectors, owes, needed } of selectorLists(plan)) {
    const { units, problems: found } = expandSelectors(tree, issuer, plan.groups, selectors, path);
    for (const one of found) if (one.code !== 'GROUP_UNKNOWN' && one.code !== 'GROUP_CYCLE') say(one);
    if (needed && selectors.length > 0 && units.length === 0 && found.length === 0) say(problem('ASSIGNEE_NOBODY', {}, path));
    if (owes)
      for (const unit of units.filter((id) => !isWithin(tree, scope, id))) say(problem('UNIT_UNKNOWN', { code: codeOf(tree, unit) }, path));
  }
  for (const { code, path, owes } of codesOf(plan)) {
    const id = tree.byCode.get(code);
    if (id === undefined) say(unknownUnit(tree, code, path));
    else if (owes && !isWithin(tree, scope, id)) say(problem('UNIT_UNKNOWN', { code }, path));
  }
  return [...problems.values()];
}

/** Single bodies named by code outside of lists. */
function codesOf(plan: Plan): { code: string; path: string; owes: boolean }[] {
  return [
    ...plan.reports.flatMap(({ to, via }, index) => [
      ...(to === undefined ? [] : [{ code: to, path: `reports.${index}.to`, owes: false }]),
      ...(via === undefined ? [] : [{ code: via, path: `reports.${index}.via`, owes: false }]),
    ]),
    ...plan.targets.flatMap(({ allotment }, index) =>
      (allotment?.shares ?? []).map(({ unit }, share) => ({
        code: unit,
        path: `targets.${index}.allotment.shares.${share}.unit`,
        owes: true,
      })),
    ),
  ];
}

function unknownUnit(tree: UnitTree, code: string, path: string): Problem {
  return tree.inactive.has(code) ? problem('ORG_INACTIVE', { code, day: tree.day }, path) : problem('UNIT_UNKNOWN', { code }, path);
}

/** The body whose tree an issuer's duties may fall on. */
function scopeOf(tree: UnitTree, issuer: UnitId): UnitId {
  const unit = tree.units.get(issuer)!;
  return STAFF_KINDS.includes(unit.kind) && unit.parent !== undefined && tree.units.has(unit.parent) ? unit.parent : issuer;
}

function codeOf(tree: UnitTree, id: UnitId): string {
  return tree.units.get(id)!.code;
}

function checkGroupNames(plan: Plan, selectors: readonly UnitSelector[], path: string): Problem[] {
  return selectors.flatMap((selector, index) => {
    if (!('group' in selector) || Object.hasOwn(plan.groups, selector.group)) return [];
    return [problem('GROUP_UNKNOWN', { group: selector.group }, `${path}.${index}.group`)];
  });
}

/** A cycle is told once, at the first of its groups by name. */
function checkGroupCycle(plan: Plan, start: string): Problem[] {
  const seen = new Set<string>();
  const walk = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    for (const selector of plan.groups[name] ?? []) {
      if (!('group' in selector)) continue;
      if (selector.group === start) return [...trail, start];
      if (seen.has(selector.group) || !Object.hasOwn(plan.groups, selector.group)) continue;
      seen.add(selector.group);
      const cycle = walk(selector.group, [...trail, selector.group]);
      if (cycle) return cycle;
    }
    return undefined;
  };
  const cycle = walk(start, [start]);
  const isFirst = cycle?.every((name) => name >= start);
  return cycle && isFirst ? [problem('GROUP_CYCLE', { group: start, path: cycle.join(' → ') }, `groups.${start}`)] : [];
}

/** Bodies and places a list names, groups opened; each by what a reader would call it. */
function atomsOf(plan: Plan, selectors: readonly UnitSelector[], opened: ReadonlySet<string> = new Set()): Map<string, string> {
  const atoms = new Map<string, string>();
  for (const selector of selectors) {
    if ('unit' in selector) atoms.set(`unit ${selector.unit}`, selector.unit);
    else if (!('group' in selector)) atoms.set(JSON.stringify(selector), selector.under ?? plan.issuer);
    else if (!opened.has(selector.group) && Object.hasOwn(plan.groups, selector.group)) {
      for (const [key] of atomsOf(plan, plan.groups[selector.group]!, new Set([...opened, selector.group]))) atoms.set(key, selector.group);
    }
  }
  return atoms;
}

function checkTwice(plan: Plan, lead: readonly UnitSelector[], cooperate: readonly UnitSelector[], path: string): Problem[] {
  const leads = atomsOf(plan, lead);
  const twice = [...atomsOf(plan, cooperate)].filter(([key]) => leads.has(key)).map(([, name]) => name);
  return [...new Set(twice)].map((unit) => problem('ASSIGNEE_TWICE', { unit }, path));
}
