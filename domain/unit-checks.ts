import type { Day } from './day.js';
import { type Problem, problem } from './problem.js';
import { cellProblem } from './unit-cells.js';
import { climb, earlierEnd, linksOf, type UnitId, type UnitLink, type UnitVersion } from './unit.js';
import { firstShared, firstUncovered, LEVEL_UNSAID, type UnitLives, type UnitPiece } from './unit-life.js';

/** Bodies on record at most, of all times together. */
export const MAX_UNITS = 50_000;
/** Bodies on the longest way from the root to a leaf, both counted. */
export const MAX_DEPTH = 40;

/** Steps that long ways up may take together, so that a file of one endless chain is refused as fast as any other. */
const STEP_BUDGET = 1_000_000;
/** Bodies named of a cycle's path. */
const PATH_SHOWN = 12;

/** What the checks need beside the lives: rows of the file by body, and the bodies whose own rows have problems already. */
export interface UnitCheckContext {
  firstRow: ReadonlyMap<UnitId, number>;
  unsure: ReadonlySet<UnitId>;
}

/** All problems of the tree on any of its days: cycles, roots, parents that do not hold, levels, depth. Bodies outside the file are named where the file breaks them. */
export function checkTree(lives: UnitLives, context: UnitCheckContext): Problem[] {
  const links = linksOf(versionsOf(lives));
  return [...checkRoots(links, lives, context), ...checkParents(lives, context), ...checkWaysUp(links, lives, context)];
}

function* versionsOf(lives: UnitLives): Iterable<UnitVersion> {
  for (const life of lives.values()) for (const { version } of life) yield version;
}

function checkRoots(links: ReadonlyMap<UnitId, UnitLink[]>, lives: UnitLives, { firstRow, unsure }: UnitCheckContext): Problem[] {
  const roots = [...links].flatMap(([id, list]) =>
    unsure.has(id) ? [] : list.filter(({ parent }) => parent === undefined).map((link) => ({ id, from: link.validFrom, to: link.validTo })),
  );
  const problems: Problem[] = [];
  let last: (typeof roots)[number] | undefined;
  for (const root of roots.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const row = firstRow.get(root.id) ?? (last && firstRow.get(last.id));
    if (last && row !== undefined && last.id !== root.id && (last.to === undefined || last.to >= root.from)) {
      problems.push(
        cellProblem('ORG_ROOTS', row, 'parent', { code: codeOf(lives, root.id), other: codeOf(lives, last.id), day: root.from }),
      );
    }
    if (!last || earlierEnd(last.to, root.to) === last.to) last = root;
  }
  return problems;
}

function checkParents(lives: UnitLives, { firstRow, unsure }: UnitCheckContext): Problem[] {
  const problems: Problem[] = [];
  for (const [id, life] of lives) {
    for (const piece of life) {
      const { parent, code } = piece.version;
      if (parent === undefined || unsure.has(id) || unsure.has(parent)) continue;
      const row = piece.row ?? firstRow.get(parent);
      const above = lives.get(parent);
      if (row === undefined || !above) continue;
      const data = { code, parent: codeOf(lives, parent) };
      const day = firstUncovered(above, piece.version);
      if (day !== undefined) problems.push(cellProblem('ORG_PARENT_NOT_VALID', row, 'parent', { ...data, day }));
      const wrong = notBelow(piece, above);
      if (wrong) problems.push(cellProblem('ORG_LEVEL', row, 'level', { ...data, ...wrong }));
    }
  }
  return problems;
}

function notBelow({ version }: UnitPiece, above: readonly UnitPiece[]): { level: number; parentLevel: number; day: Day } | undefined {
  if (version.level === LEVEL_UNSAID) return undefined;
  for (const { version: upper } of above) {
    const day = upper.level < version.level ? undefined : firstShared(upper, version);
    if (day !== undefined) return { level: version.level, parentLevel: upper.level, day };
  }
  return undefined;
}

/** Cycles, each once, and the depth of the tree, over all days: climbs from every body through all spans of its days. */
function checkWaysUp(links: ReadonlyMap<UnitId, UnitLink[]>, lives: UnitLives, { firstRow }: UnitCheckContext): Problem[] {
  const problems: Problem[] = [];
  const inCycle = new Set<UnitId>();
  let deep: Problem | undefined;
  let budget = STEP_BUDGET;
  const report = (cycle: readonly UnitId[]): void => {
    if (cycle.some((id) => inCycle.has(id))) return;
    for (const id of cycle) inCycle.add(id);
    const named = cycle.filter((id) => firstRow.has(id)).sort((a, b) => firstRow.get(a)! - firstRow.get(b)!);
    const start = named[0];
    if (start !== undefined)
      problems.push(cellProblem('ORG_CYCLE', firstRow.get(start)!, 'parent', { path: pathFrom(start, cycle, lives) }));
  };
  for (const start of links.keys()) {
    if (inCycle.has(start)) continue;
    climb(links, start, ({ id, depth, validFrom, path }) => {
      if (path.includes(id)) {
        report(path.slice(path.indexOf(id)));
        return false;
      }
      if (depth < MAX_DEPTH) return true;
      const long = budget > 0 ? wayUp(links, start, validFrom) : { path: [] };
      budget -= long.path.length;
      if (long.cycle) report(long.cycle);
      else deep ??= problem('TREE_LIMIT', { what: 'levels', code: codeOf(lives, start), max: MAX_DEPTH });
      return false;
    });
  }
  return deep ? [deep, ...problems] : problems;
}

/** The whole way up on one day, and the cycle it ends in, if it does. */
function wayUp(links: ReadonlyMap<UnitId, UnitLink[]>, start: UnitId, day: Day): { path: UnitId[]; cycle?: UnitId[] } {
  const seen = new Set<UnitId>();
  let at: UnitId | undefined = start;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = links.get(at)?.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))?.parent;
  }
  const path = [...seen];
  return at === undefined ? { path } : { path, cycle: path.slice(path.indexOf(at)) };
}

function pathFrom(start: UnitId, cycle: readonly UnitId[], lives: UnitLives): string {
  const place = cycle.indexOf(start);
  const codes = [...cycle.slice(place), ...cycle.slice(0, place), start].map((id) => codeOf(lives, id));
  return codes.length <= PATH_SHOWN ? codes.join(' → ') : [...codes.slice(0, PATH_SHOWN - 2), '…', ...codes.slice(-1)].join(' → ');
}

function codeOf(lives: UnitLives, id: UnitId): string {
  return lives.get(id)?.at(-1)?.version.code ?? id;
}
