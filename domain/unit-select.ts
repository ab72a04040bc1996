import type { UnitSelector } from './plan.js';
import { type Problem, problem } from './problem.js';
import { ancestorsOf, descendantsOf, isWithin, type UnitId, type UnitTree, type UnitVersion } from './unit.js';

/** What selectors name on the tree's day. */
export interface SelectedUnits {
  /** Each body once, in the order of the tree. */
  units: UnitId[];
  /** Those of `units` that do not stand beneath the issuer (co-owners such as mass organisations): the caller says whether they may be meant. */
  outside: UnitId[];
  problems: Problem[];
}

/**
 * The bodies that selectors name: one by one, by group of the plan (groups may name groups), or by place in the tree.
 *
 * `except` leaves out single bodies, not what stands beneath them. Where `under` is absent, the issuer is meant; a selector by place
 * never names the body it starts from. A selector by place may come out empty; that is no problem of its own.
 * Problems (path: `at`, then the selector's place, e.g. `tasks.0.lead.1.unit`; a group's own: `groups.<name>.1.unit`):
 * `UNIT_UNKNOWN` for a code that is not in the tree or under another root, `ORG_INACTIVE` for one that is on record but not on the day,
 * `GROUP_UNKNOWN`, `GROUP_CYCLE` (data: `path`). What has a problem is left out of `units`.
 */
export function expandSelectors(
  tree: UnitTree,
  issuer: UnitId,
  groups: Readonly<Record<string, readonly UnitSelector[]>>,
  selectors: readonly UnitSelector[],
  at = '',
): SelectedUnits {
  const problems: Problem[] = [];
  if (!tree.units.has(issuer)) return { units: [], outside: [], problems: [problem('UNIT_UNKNOWN', { code: issuer }, at)] };
  const root = rootOf(tree, issuer);
  const done = new Map<string, readonly UnitId[]>();

  const byCode = (code: string, path: string): UnitId | undefined => {
    const id = tree.byCode.get(code);
    if (id !== undefined && rootOf(tree, id) === root) return id;
    const inactive = id === undefined && tree.inactive.has(code);
    problems.push(inactive ? problem('ORG_INACTIVE', { code, day: tree.day }, path) : problem('UNIT_UNKNOWN', { code }, path));
    return undefined;
  };

  const byPlace = (selector: Extract<UnitSelector, { depth: string }>, path: string): UnitId[] => {
    const from = selector.under === undefined ? issuer : byCode(selector.under, `${path}.under`);
    const except = new Set((selector.except ?? []).map((code, place) => byCode(code, `${path}.except.${place}`)));
    if (from === undefined) return [];
    const found = selector.depth === 'direct' ? (tree.children.get(from) ?? []) : descendantsOf(tree, from);
    return found.filter((id) => !except.has(id) && fits(tree.units.get(id)!, selector));
  };

  const byGroup = (name: string, path: string, within: readonly string[]): readonly UnitId[] => {
    if (within.includes(name)) {
      problems.push(problem('GROUP_CYCLE', { group: name, path: [...within.slice(within.indexOf(name)), name].join(' → ') }, path));
      return [];
    }
    const members = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (!members) problems.push(problem('GROUP_UNKNOWN', { group: name }, path));
    const known = done.get(name) ?? [...new Set(unitsOf(members ?? [], `groups.${name}`, [...within, name]))];
    done.set(name, known);
    return known;
  };

  const unitsOf = (list: readonly UnitSelector[], path: string, within: readonly string[]): UnitId[] =>
    list.flatMap((selector, place): readonly UnitId[] => {
      const here = path === '' ? `${place}` : `${path}.${place}`;
      if ('unit' in selector) return listed(byCode(selector.unit, `${here}.unit`));
      if ('group' in selector) return byGroup(selector.group, `${here}.group`, within);
      return byPlace(selector, here);
    });

  const place = (id: UnitId): number => tree.order.get(id)!;
  const units = [...new Set(unitsOf(selectors, at, []))].sort((a, b) => place(a) - place(b));
  return { units, outside: units.filter((id) => !isWithin(tree, issuer, id)), problems };
}

function fits(unit: UnitVersion, { kinds, level, tag }: { kinds?: readonly string[]; level?: number; tag?: string }): boolean {
  return (
    (kinds?.includes(unit.kind) ?? true) && (level === undefined || unit.level === level) && (tag === undefined || unit.tags.includes(tag))
  );
}

function listed(id: UnitId | undefined): UnitId[] {
  return id === undefined ? [] : [id];
}

function rootOf(tree: UnitTree, id: UnitId): UnitId {
  return ancestorsOf(tree, id).at(-1) ?? id;
}
