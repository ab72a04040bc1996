import type { Day } from './day.js';
import { type Problem, problem } from './problem.js';
import type { UnitColumn, UnitRow } from './unit-cells.js';
import { holdsOn, treeAsOf, type UnitId, type UnitVersion } from './unit.js';

/** What a body is to be called, be, stand under or be headed by from a day on; what is left out stays. Bodies by code. */
export interface UnitChange {
  from: Day;
  name?: string;
  kind?: string;
  parent?: string;
  headName?: string;
  headPosition?: string;
}

/** A body new from a day on. */
export type NewUnit = UnitChange & { code: string; name: string; kind: string; parent: string };

/** The rows of a unit file that a change comes to, and the record they are read against. */
export interface ChangeRows {
  rows: UnitRow[];
  record: UnitVersion[];
}

/** The row of a new body; `UNIT_CODE_TAKEN` (code) where a body bears or bore the code. */
export function addedRows(record: UnitVersion[], { from, ...said }: NewUnit): ChangeRows | Problem {
  if (record.some(({ code }) => code === said.code)) return problem('UNIT_CODE_TAKEN', { code: said.code }, 'code');
  return { rows: [{ row: 1, ...said, validFrom: from }], record };
}

/**
 * The rows of a change of one body from a day on. Rows of a later day that said the same as before say the new too; those that were to say
 * something else stay. Where it moves to another level, all beneath move with it. `ORG_INACTIVE` (code, day) where it does not stand that day.
 */
export function changedRows(record: UnitVersion[], id: UnitId, { from, ...said }: UnitChange): ChangeRows | Problem {
  const life = record.filter((version) => version.id === id);
  const held = life.find((version) => holdsOn(version, from));
  if (!held) return problem('ORG_INACTIVE', { code: life.at(-1)?.code ?? id, day: from }, 'from');
  const before = cellsOf(record, held);
  const steps = said.parent === undefined ? 0 : stepsDown(record, held, said.parent, from);
  const later = life.filter(({ validFrom }) => validFrom > from);
  const rows: Omit<UnitRow, 'row'>[] = [
    { ...before, ...said, level: String(held.level + steps), validFrom: from },
    ...later.map((version) => {
      const cells = cellsOf(record, version);
      const same = Object.entries(said).filter(([column]) => cells[column as UnitColumn] === before[column as UnitColumn]);
      const follows = cells.parent === before.parent ? steps : 0;
      return { ...cells, ...Object.fromEntries(same), level: String(version.level + follows) };
    }),
    ...(steps === 0 ? [] : beneath(record, id, from).flatMap((one) => shifted(record, one, from, steps))),
  ];
  return { rows: rows.map((row, place) => ({ ...row, row: place + 1 })), record };
}

/** The row of a body's last day, whatever was to come after it. `ORG_INACTIVE` (code, day) where it does not stand that day. */
export function closedRows(record: UnitVersion[], id: UnitId, on: Day): ChangeRows | Problem {
  const life = record.filter((version) => version.id === id);
  const held = life.find((version) => holdsOn(version, on));
  if (!held) return problem('ORG_INACTIVE', { code: life.at(-1)?.code ?? id, day: on }, 'on');
  return {
    rows: [{ ...cellsOf(record, held), row: 1, validTo: on }],
    record: record.filter((version) => version.id !== id || version.validFrom <= on),
  };
}

/** How many levels a body moves down under another parent, keeping what it stands below it. */
function stepsDown(record: UnitVersion[], held: UnitVersion, code: string, day: Day): number {
  const levelOf = (unit: UnitVersion | undefined) => unit?.level ?? 0;
  const above = record.find((one) => one.code === code && holdsOn(one, day));
  const was = record.find((one) => one.id === held.parent && holdsOn(one, day));
  return above && was ? levelOf(above) - levelOf(was) : 0;
}

function beneath(record: UnitVersion[], id: UnitId, day: Day): UnitId[] {
  const { children } = treeAsOf(record, day);
  const found: UnitId[] = [];
  const waiting = [...(children.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.includes(next)) continue;
    found.push(next);
    waiting.push(...(children.get(next) ?? []));
  }
  return found;
}

/** The rows of a body beneath one that moves: from the day on, and later for as long as it keeps its parent. */
function shifted(record: UnitVersion[], id: UnitId, day: Day, steps: number): Omit<UnitRow, 'row'>[] {
  const life = record.filter((version) => version.id === id);
  const held = life.find((version) => holdsOn(version, day))!;
  return life
    .filter((version) => version === held || (version.validFrom > day && version.parent === held.parent))
    .map((version) => ({
      ...cellsOf(record, version),
      level: String(version.level + steps),
      ...(version === held && { validFrom: day }),
    }));
}

/** A dated row as the cells of a unit file. */
function cellsOf(record: UnitVersion[], version: UnitVersion): { [column in UnitColumn]?: string } {
  const { parent, head, validTo } = version;
  const above = record.find((one) => one.id === parent && holdsOn(one, version.validFrom));
  return {
    code: version.code,
    name: version.name,
    kind: version.kind,
    level: String(version.level),
    ...(above && { parent: above.code }),
    ...(head?.name !== undefined && { headName: head.name }),
    ...(head && { headPosition: head.position }),
    ...(version.specialRegime && { specialRegime: 'true' }),
    ...(version.tags.length > 0 && { tags: version.tags.join(';') }),
    ...(version.terms.length > 0 && { terms: version.terms.map(({ name, from, to = '' }) => `${name}:${from}..${to}`).join(';') }),
    validFrom: version.validFrom,
    ...(validTo !== undefined && { validTo }),
    ...(version.sample && { sample: 'true' }),
  };
}
