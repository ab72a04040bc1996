import { useState } from 'react';
import type { Plan } from '../../domain/plan.js';
import type { Decisions, HeadGiven, ItemGiven } from './given.js';
import type { Item, Proposal } from './items.js';

/** What a person decided on a reading so far: kept on this computer at each step. */
export interface Kept {
  states: Record<string, 'confirmed' | 'rejected'>;
  head: HeadGiven;
  items: Record<string, ItemGiven>;
  seen: string[];
}

const EMPTY: Kept = { states: {}, head: {}, items: {}, seen: [] };

export function useDecisions(reading: string) {
  const key = `dondoc.reading.${reading}`;
  const [kept, setKept] = useState<Kept>(() => ({ ...EMPTY, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>) }));
  const change = (next: (before: Kept) => Kept) =>
    setKept((before) => {
      const after = next(before);
      localStorage.setItem(key, JSON.stringify(after));
      return after;
    });
  return {
    kept,
    decide: (ids: readonly string[], state: 'confirmed' | 'rejected' | undefined) =>
      change((before) => {
        const others = Object.entries(before.states).filter(([id]) => !ids.includes(id));
        return {
          ...before,
          states: Object.fromEntries([...others, ...(state === undefined ? [] : ids.map((id) => [id, state] as const))]),
        };
      }),
    giveHead: (head: HeadGiven) => change((before) => ({ ...before, head: { ...before.head, ...head } })),
    give: (id: string, given: ItemGiven) =>
      change((before) => ({ ...before, items: { ...before.items, [id]: { ...before.items[id], ...given } } })),
    see: (what: string) => change((before) => ({ ...before, seen: [...before.seen, what] })),
  };
}

/** What the server makes the plan file of. */
export function bodyOf({ states, head, items }: Kept): Decisions {
  const rejected = Object.entries(states).flatMap(([id, state]) => (state === 'rejected' ? [id] : []));
  return { rejected, head, items };
}

/** What an item lacks before it can be confirmed: field names of the head, `lead` or `period`. */
export function lacksOf({ id, kind }: Item, { plan }: Proposal, { head, items }: Kept): string[] {
  const proposed = plan as Partial<Plan>;
  const given = items[id];
  if (kind === 'head') {
    const has = (field: 'issuer' | 'subject') => (head[field] ?? proposed[field] ?? '') !== '';
    return [
      ...(has('issuer') ? [] : ['issuer']),
      ...(has('subject') ? [] : ['subject']),
      ...((head.from ?? proposed.horizon?.from) === undefined ? ['horizonFrom'] : []),
      ...((head.to ?? proposed.horizon?.to) === undefined ? ['horizonTo'] : []),
    ];
  }
  if (kind === 'task') {
    const read = proposed.tasks?.find((task) => task.id === id);
    const lead = given?.lead ?? (read ? read.lead : proposed.ownPlan?.by) ?? [];
    return lead.length > 0 ? [] : ['lead'];
  }
  if (kind !== 'report') return [];
  const read = proposed.reports?.find((report) => report.id === id);
  const reporters = given?.lead ?? read?.reporters ?? [];
  return [...(reporters.length > 0 ? [] : ['lead']), ...((given?.period ?? read?.period) === undefined ? ['period'] : [])];
}
