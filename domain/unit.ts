import { addDays, type Day, maxDay } from './day.js';

/** Immutable random id of a body (12 lower-case letters and digits); codes, names and parents are dated attributes of it. */
export type UnitId = string;

/** What a body is. Source: the organisation of Party bodies (Quy định 294-QĐ/TW and practice before 01/7/2025) and the bodies addressed beside them. */
export const UNIT_KINDS = [
  'partyCommittee',
  'grassrootsOrg',
  'cell',
  'orgBoard',
  'propagandaBoard',
  'internalAffairsBoard',
  'massMobilisationBoard',
  'inspectionCommission',
  'committeeOffice',
  'partyGroup',
  'massOrganisation',
  'stateBody',
  'school',
  'subCommittee',
  'steeringCommittee',
  'post',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A term of a committee (nhiệm kỳ): from its congress, or its appointing decision, to the next. Numbers of documents run within it (HD 05-HD/VPTW I.3). */
export interface Term {
  /** Name of the term as printed, e.g. `2020-2025`. */
  name: string;
  from: Day;
  to?: Day;
}

/** A body as it stands from one day to another: one dated row of its life. `validTo` is the last day it holds, absent while it still does. */
export interface UnitVersion {
  id: UnitId;
  code: string;
  name: string;
  kind: UnitKind;
  /** Level in its tree: 1 for the root, one more for each step down; a body may skip a level. */
  level: number;
  parent?: UnitId;
  head?: { name?: string; position: string };
  /** Armed forces and other bodies under a regime of their own (lực lượng vũ trang): may be exempt from targets. */
  specialRegime: boolean;
  tags: readonly string[];
  terms: readonly Term[];
  validFrom: Day;
  validTo?: Day;
  sample?: boolean;
}

/** The tree of bodies as of one day: ids to bodies, parents to children in order of code. */
export interface UnitTree {
  day: Day;
  units: ReadonlyMap<UnitId, UnitVersion>;
  children: ReadonlyMap<UnitId, readonly UnitId[]>;
  byCode: ReadonlyMap<string, UnitId>;
  /** Place of each body, from 0: parents before children, brothers by code. Lists of bodies stand in this order. */
  order: ReadonlyMap<UnitId, number>;
  /** Codes that are on record but name no body on the day. */
  inactive: ReadonlySet<string>;
}

/** That one body stands beneath another, so many steps down, from one day to another (both count); each body stands at depth 0 beneath itself. */
export interface ClosureRow {
  ancestor: UnitId;
  descendant: UnitId;
  depth: number;
  validFrom: Day;
  validTo?: Day;
}

/** Whether a dated row holds on a day; both ends count. */
export function holdsOn(row: { validFrom: Day; validTo?: Day }, day: Day): boolean {
  return row.validFrom <= day && (row.validTo === undefined || day <= row.validTo);
}

/** The tree as of a day, from all dated rows of all bodies; rows that do not hold on the day are left out. */
export function treeAsOf(versions: Iterable<UnitVersion>, day: Day): UnitTree {
  const units = new Map<UnitId, UnitVersion>();
  const inactive = new Set<string>();
  for (const version of versions) {
    if (holdsOn(version, day)) units.set(version.id, version);
    else inactive.add(version.code);
  }
  const children = new Map<UnitId, UnitId[]>();
  const byCode = new Map<string, UnitId>();
  const tops: UnitId[] = [];
  for (const unit of [...units.values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    byCode.set(unit.code, unit.id);
    inactive.delete(unit.code);
    if (unit.parent === undefined || !units.has(unit.parent)) tops.push(unit.id);
    else listed(children, unit.parent).push(unit.id);
  }
  const order = new Map<UnitId, number>();
  for (const id of tops.flatMap((top) => [top, ...below(children, top)])) order.set(id, order.size);
  return { day, units, children, byCode, order, inactive };
}

/** The bodies above a unit, nearest first, as of the tree's day. */
export function ancestorsOf(tree: UnitTree, id: UnitId): UnitId[] {
  const above: UnitId[] = [];
  let parent = tree.units.get(id)?.parent;
  while (parent !== undefined && tree.units.has(parent) && !above.includes(parent)) {
    above.push(parent);
    parent = tree.units.get(parent)?.parent;
  }
  return above;
}

/** The bodies beneath a unit, itself left out, parents before children, brothers by code. */
export function descendantsOf(tree: UnitTree, id: UnitId): UnitId[] {
  return below(tree.children, id);
}

/** Whether a unit is a body or stands beneath it, as of the tree's day; false for what is not in the tree. */
export function isWithin(tree: UnitTree, ancestor: UnitId, id: UnitId): boolean {
  return tree.units.has(id) && (id === ancestor || ancestorsOf(tree, id).includes(ancestor));
}

/**
 * Who stood beneath whom, and when: one row for each pair, depth and unbroken span of days, from all dated rows of all bodies.
 * Of the bodies above one, those are told that hold on the day; a parent that does not hold ends the chain. A cycle is followed once.
 */
export function closureOf(versions: Iterable<UnitVersion>): ClosureRow[] {
  const links = linksOf(versions);
  const rows: ClosureRow[] = [];
  for (const descendant of links.keys()) {
    const found: ClosureRow[] = [];
    climb(links, descendant, ({ id, depth, path, ...span }) => {
      if (path.includes(id)) return false;
      found.push({ ancestor: id, descendant, depth, ...span });
      return true;
    });
    rows.push(...joined(found, ({ ancestor, depth }) => `${ancestor} ${depth}`));
  }
  return rows;
}

/** The parent of a body from one day to another; several rows of the body with the same parent are one link. */
export interface UnitLink {
  parent?: UnitId;
  validFrom: Day;
  validTo?: Day;
}

/** The links of all bodies, each body's by day. */
export function linksOf(versions: Iterable<UnitVersion>): Map<UnitId, UnitLink[]> {
  const links = new Map<UnitId, UnitLink[]>();
  for (const { id, parent, validFrom, validTo } of versions) listed(links, id).push({ parent, validFrom, validTo });
  for (const [id, rows] of links)
    if (rows.length > 1)
      links.set(
        id,
        joined(rows, ({ parent }) => parent ?? ''),
      );
  return links;
}

/** One step of a climb: a body reached, how many steps up, on which days, and the bodies passed on the way (the first is the start). */
export interface ClimbStep {
  id: UnitId;
  depth: number;
  validFrom: Day;
  validTo?: Day;
  path: readonly UnitId[];
}

/** Goes up from a body through all its days, itself first; `visit` says whether to go on from there. Never ends in a cycle unless `visit` does. */
export function climb(links: ReadonlyMap<UnitId, readonly UnitLink[]>, start: UnitId, visit: (step: ClimbStep) => boolean): void {
  const todo: ClimbStep[] = [{ id: start, depth: 0, validFrom: '', path: [] }];
  for (let step = todo.pop(); step; step = todo.pop()) {
    for (const link of links.get(step.id) ?? []) {
      const validFrom = maxDay(step.validFrom, link.validFrom);
      const validTo = earlierEnd(step.validTo, link.validTo);
      if (validTo !== undefined && validTo < validFrom) continue;
      if (!visit({ id: step.id, depth: step.depth, validFrom, validTo, path: step.path })) continue;
      if (link.parent !== undefined)
        todo.push({ id: link.parent, depth: step.depth + 1, validFrom, validTo, path: [...step.path, step.id] });
    }
  }
}

/** The earlier of two last days, where none means without end. */
export function earlierEnd(a: Day | undefined, b: Day | undefined): Day | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The term of a committee on a day, by name; undefined when none is on record. */
export function termOn(unit: Pick<UnitVersion, 'terms'>, day: Day): Term | undefined {
  return unit.terms.find((term) => term.from <= day && (term.to === undefined || day <= term.to));
}

function listed<T>(map: Map<UnitId, T[]>, id: UnitId): T[] {
  const list = map.get(id) ?? [];
  if (list.length === 0) map.set(id, list);
  return list;
}

function below(children: ReadonlyMap<UnitId, readonly UnitId[]>, id: UnitId): UnitId[] {
  const found: UnitId[] = [];
  const todo: UnitId[] = [id];
  for (let parent = todo.pop(); parent !== undefined; parent = todo.pop()) {
    if (parent !== id) found.push(parent);
    for (const child of (children.get(parent) ?? []).toReversed()) todo.push(child);
  }
  return found;
}

/** Rows by day, each joined with the one of its kind that ends on the day before. */
function joined<T extends { validFrom: Day; validTo?: Day }>(rows: T[], kindOf: (row: T) => string): T[] {
  if (rows.length < 2) return rows;
  const kept: T[] = [];
  const lastOf = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const kind = kindOf(row);
    const place = lastOf.get(kind);
    const last = place === undefined ? undefined : kept[place];
    if (place !== undefined && last?.validTo !== undefined && addDays(last.validTo, 1) === row.validFrom) {
      kept[place] = { ...last, validTo: row.validTo };
    } else {
      lastOf.set(kind, kept.length);
      kept.push(row);
    }
  }
  return kept;
}
