import { useMemo } from 'react';
import { useAll } from './read.js';

/** The bodies one sees today, by id. */
export function useUnits() {
  const { items } = useAll('units', 'list', {}, (answer) => answer);
  return useMemo(() => new Map(items.map((unit) => [unit.id, unit])), [items]);
}
