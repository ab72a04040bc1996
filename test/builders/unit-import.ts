import type { Problem } from '../../domain/problem.js';
import { planUnitImport, type UnitImport, type UnitRow } from '../../domain/unit-rows.js';
import type { UnitVersion } from '../../domain/unit.js';
import { aUnitRow, idMaker } from './unit-tree.js';

/** The row of the root. */
export const TU = aUnitRow(2, 'TU');

/** What rows come to that have no problems; new bodies are id1, id2 …, on top of a record new1, new2 … */
export function imported(
  rows: readonly UnitRow[],
  existing: readonly UnitVersion[] = [],
  newId = idMaker(existing.length > 0 ? 'new' : 'id'),
): UnitImport {
  const result = planUnitImport(rows, existing, newId);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** Problems of rows; none where they can be imported. */
export function problemsOf(rows: readonly UnitRow[], existing: readonly UnitVersion[] = []): Problem[] {
  const result = planUnitImport(rows, existing, idMaker('new'));
  return 'problems' in result ? result.problems : [];
}

/** Problems as `row column CODE`. */
export function told(problems: readonly Problem[]): string[] {
  return problems.map(({ code, line, path }) => `${line} ${path} ${code}`);
}
