import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Answer, ask } from '../api/ask.js';
import type { CascadeUnit } from '../words/cascade-tree.js';
import type { UnitPace } from '../parts/cascade-row.js';

const PAGE = 200;

/**
 * The bodies beneath those that issued a plan of their own: a branch is read from the own plan when its body is opened. `more`: bodies that
 * have a branch, read or not.
 */
export function useBranches(items: readonly CascadeUnit[], open: ReadonlySet<string>) {
  const owned = useMemo(
    () => items.flatMap(({ unit, ownPlan }) => (ownPlan?.plan === undefined ? [] : [{ unit: unit.id, plan: ownPlan.plan }])),
    [items],
  );
  const opened = owned.filter(({ unit }) => open.has(unit));
  const read = useQueries({
    queries: opened.map(({ unit, plan }) => ({ queryKey: ['plans', 'cascade', 'branch', plan], queryFn: () => branchOf(unit, plan) })),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  });
  return useMemo(
    () => ({
      rows: read.flatMap(({ rows }) => rows),
      paces: read.flatMap(({ paces }) => paces),
      more: new Set(owned.map(({ unit }) => unit).filter((unit) => !read.some((branch) => branch.unit === unit))),
    }),
    [owned, read],
  );
}

interface Branch {
  unit: string;
  rows: CascadeUnit[];
  paces: (readonly [string, UnitPace])[];
}

async function branchOf(unit: string, plan: string): Promise<Branch> {
  const rows: CascadeUnit[] = [];
  let cursor: string | undefined;
  do {
    const page: Answer<'plans', 'cascade'> = await ask('plans', 'cascade', { params: { plan }, query: { limit: PAGE, cursor } });
    rows.push(...page.units.items);
    cursor = page.units.next;
  } while (cursor !== undefined);
  const { items } = await ask('plans', 'targets', { params: { plan } });
  // Whoever the own plan was sent to stands beneath its issuer here, wherever the tree has it.
  const beneath = rows.map((row) => ({
    ...row,
    unit: { ...row.unit, parent: rows.some((other) => other.unit.id === row.unit.parent) ? row.unit.parent! : unit },
  }));
  return { unit, rows: beneath, paces: items[0]?.pace.map((pace) => [pace.unit, pace] as const) ?? [] };
}
