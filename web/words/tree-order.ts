interface InTree {
  id: string;
  parent?: string | undefined;
}

/** Bodies with each after the one it stands under, brothers in the order they come in; one whose parent is not among them is a root. */
export function treeOrder<T extends InTree>(units: readonly T[]): T[] {
  const known = new Set(units.map(({ id }) => id));
  const children = new Map<string | undefined, T[]>();
  for (const unit of units) {
    const parent = unit.parent !== undefined && known.has(unit.parent) ? unit.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const ordered: T[] = [];
  const walk = (parent: string | undefined) => {
    for (const unit of children.get(parent) ?? []) {
      ordered.push(unit);
      walk(unit.id);
    }
  };
  walk(undefined);
  return ordered;
}
