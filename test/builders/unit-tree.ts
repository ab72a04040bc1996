import fc from 'fast-check';
import { addDays, type Day } from '../../domain/day.js';
import type { UnitRow } from '../../domain/unit-rows.js';
import type { UnitVersion } from '../../domain/unit.js';

/** A dated row of a body that holds from 2020 on, a committee at level 2 beneath `root`, unless said otherwise. */
export function aUnit(id: string, said: Partial<UnitVersion> = {}): UnitVersion {
  return {
    id,
    code: id.toUpperCase(),
    name: `Đảng ủy ${id}`,
    kind: 'partyCommittee',
    level: id === 'root' ? 1 : 2,
    ...(id === 'root' ? {} : { parent: 'root' }),
    specialRegime: false,
    tags: [],
    terms: [],
    validFrom: '2020-01-01',
    ...said,
  };
}

/** A row of a unit file that is right in itself: a committee beneath TU from 2020 on, unless said otherwise. */
export function aUnitRow(row: number, code: string, said: Partial<UnitRow> = {}): UnitRow {
  return {
    row,
    code,
    name: `Đảng ủy ${code}`,
    kind: 'partyCommittee',
    parent: code === 'TU' ? '' : 'TU',
    validFrom: '2020-01-01',
    ...said,
  };
}

/** Makes ids id1, id2 …, or with another beginning. */
export function idMaker(beginning = 'id'): () => string {
  let made = 0;
  return () => `${beginning}${(made += 1)}`;
}

const FIRST_DAY = '2020-01-01';

/** A day on which the trees below may be asked, before, between and after their changes. */
export const aDay = fc.integer({ min: -3, max: 70 }).map((days) => addDays(FIRST_DAY, days));

/**
 * Dated rows of a random tree that changes some times: at each change bodies move (above and below may change places), appear or go.
 * The first body is the root on all days. One row for each body and span between changes, so rows of a body often say the same.
 */
export const aTreeOverTime: fc.Arbitrary<UnitVersion[]> = fc
  .record({
    size: fc.integer({ min: 1, max: 9 }),
    changes: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
    seeds: fc.array(fc.nat(), { minLength: 150, maxLength: 150 }),
    closed: fc.boolean(),
  })
  .map(({ size, changes, seeds, closed }) => {
    const starts = [0, ...changes.toSorted((a, b) => a - b)].map((days) => addDays(FIRST_DAY, days));
    let used = 0;
    const draw = (below: number): number => seeds[used++ % seeds.length]! % below;
    return starts.flatMap((validFrom, place) => {
      const next = starts[place + 1];
      const validTo = next === undefined ? (closed ? '2020-03-05' : undefined) : addDays(next, -1);
      return treeFrom(size, draw, validFrom, validTo);
    });
  });

function treeFrom(size: number, draw: (below: number) => number, validFrom: Day, validTo: Day | undefined): UnitVersion[] {
  const placed: { id: string; level: number }[] = [{ id: 'u0', level: 1 }];
  const rows = [aUnit('u0', { parent: undefined, level: 1, validFrom, validTo })];
  const waiting = Array.from({ length: size - 1 }, (_, place) => `u${place + 1}`);
  while (waiting.length > 0) {
    const id = waiting.splice(draw(waiting.length), 1)[0]!;
    if (draw(5) === 0) continue;
    const parent = placed[draw(placed.length)]!;
    placed.push({ id, level: parent.level + 1 });
    rows.push(aUnit(id, { parent: parent.id, level: parent.level + 1, validFrom, validTo }));
  }
  return rows;
}

/** Rows of a file that says what dated rows say, parents by code. */
export function rowsOf(versions: readonly UnitVersion[]): UnitRow[] {
  return versions.map(({ code, name, kind, level, parent, validFrom, validTo }, place) => ({
    row: place + 2,
    code,
    name,
    kind,
    level: `${level}`,
    parent: parent?.toUpperCase() ?? '',
    validFrom,
    validTo: validTo ?? '',
  }));
}
