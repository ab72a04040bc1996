import type { Answer } from '../api/ask.js';

export type CascadeUnit = Answer<'plans', 'cascade'>['units']['items'][number];

/** A body of the cascade with those beneath it. `broken`: something here asks for an act; `brokenBelow`: here or beneath. */
export interface CascadeNode {
  row: CascadeUnit;
  children: CascadeNode[];
  /** Bodies beneath, all levels. */
  size: number;
  broken: boolean;
  brokenBelow: boolean;
  /** It has a branch that is not read yet: it may be opened. */
  more: boolean;
}

/** A line of the grid: a body, or the well ones of a branch folded into one. */
export type CascadeLine =
  | { kind: 'unit'; node: CascadeNode; level: number; place: number; of: number }
  | { kind: 'fold'; parent: CascadeNode; level: number; count: number };

/** Children shown before those that are well are folded into one line. */
const FOLD_FROM = 8;

/** Whether a body has a branch, read or still to be read. */
export const opens = ({ children, more }: CascadeNode): boolean => children.length > 0 || more;

export function isBroken({ reports, ownPlan, rung }: CascadeUnit): boolean {
  return reports.overdue > 0 || ownPlan?.state === 'openOverdue' || rung !== undefined;
}

/** The bodies as a tree: a root is one whose parent received no part of the plan; `more` have a branch still to be read. Branches with something broken come first. */
export function treeOf(units: readonly CascadeUnit[], more: ReadonlySet<string> = new Set()): CascadeNode[] {
  const nodes = new Map(
    units.map((row) => [
      row.unit.id,
      { row, children: [], size: 0, broken: isBroken(row), brokenBelow: false, more: more.has(row.unit.id) } as CascadeNode,
    ]),
  );
  const roots: CascadeNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.row.unit.parent === undefined ? undefined : nodes.get(node.row.unit.parent);
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  for (const root of roots) finish(root);
  return inOrder(roots);
}

function finish(node: CascadeNode): void {
  for (const child of node.children) {
    finish(child);
    node.size += 1 + child.size;
    node.brokenBelow ||= child.brokenBelow;
  }
  node.brokenBelow ||= node.broken;
  node.children = inOrder(node.children);
}

const inOrder = (nodes: CascadeNode[]) => nodes.toSorted((a, b) => Number(b.brokenBelow) - Number(a.brokenBelow));

export interface CascadeView {
  open: ReadonlySet<string>;
  unfolded: ReadonlySet<string>;
  onlyBroken: boolean;
  flat: boolean;
}

/** The lines to show: open branches, the broken ones alone, or all bodies in one flat list. */
export function linesOf(roots: readonly CascadeNode[], view: CascadeView): CascadeLine[] {
  const lines: CascadeLine[] = [];
  if (view.flat) {
    const all = flatten(roots).filter((node) => !view.onlyBroken || node.broken);
    return all.map((node, place) => ({ kind: 'unit', node, level: 1, place: place + 1, of: all.length }));
  }
  const add = (nodes: readonly CascadeNode[], level: number, parent?: CascadeNode) => {
    const kept = view.onlyBroken ? nodes.filter(({ brokenBelow }) => brokenBelow) : nodes;
    const well = kept.filter(({ brokenBelow }) => !brokenBelow);
    const folds =
      parent !== undefined &&
      kept.length > FOLD_FROM &&
      well.length > 1 &&
      well.length < kept.length &&
      !view.unfolded.has(parent.row.unit.id);
    const shown = folds ? kept.filter(({ brokenBelow }) => brokenBelow) : kept;
    shown.forEach((node, place) => {
      lines.push({ kind: 'unit', node, level, place: place + 1, of: kept.length });
      if (view.open.has(node.row.unit.id)) add(node.children, level + 1, node);
    });
    if (folds) lines.push({ kind: 'fold', parent, level, count: well.length });
  };
  add(roots, 1);
  return lines;
}

export function flatten(nodes: readonly CascadeNode[]): CascadeNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}
