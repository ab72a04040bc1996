import { type UnitRow, unitsInvalid } from '../../domain/unit-rows.js';
import { imported, problemsOf, told, TU } from '../builders/unit-import.js';
import { aUnitRow } from '../builders/unit-tree.js';

describe('the form of the tree', () => {
  const chain = (length: number, said: Partial<UnitRow> = {}) => [
    TU,
    ...Array.from({ length: length - 1 }, (_, n) => aUnitRow(n + 3, `C${n}`, { parent: n === 0 ? 'TU' : `C${n - 1}`, ...said })),
  ];

  it('is 40 levels deep at most, on any day', () => {
    expect(problemsOf(chain(40))).toEqual([]);
    expect(problemsOf(chain(41))).toEqual([{ code: 'TREE_LIMIT', data: { what: 'levels', code: 'C39', max: 40 } }]);
    const low = imported([...chain(30), aUnitRow(90, 'X')]).versions;
    const rows = [aUnitRow(2, 'C0', { parent: 'Y11', level: '20', validFrom: '2025-01-01' })];
    const between = Array.from({ length: 12 }, (_, n) => aUnitRow(n + 3, `Y${n}`, { parent: n === 0 ? 'X' : `Y${n - 1}` }));
    expect(problemsOf([...between, ...rows], low).map(({ code }) => code)).toContain('TREE_LIMIT');
  });

  it('holds 50,000 bodies at most', () => {
    const rows = [
      TU,
      ...Array.from({ length: 49_999 }, (_, n) =>
        aUnitRow(n + 3, `A${n}`, { name: `Chi bộ ${n}`, parent: n < 100 ? 'TU' : `A${n % 100}` }),
      ),
    ];
    expect(imported(rows).added).toHaveLength(50_000);
    const [problem] = problemsOf([...rows, aUnitRow(60_000, 'Z')]);
    expect(problem).toEqual({ code: 'TREE_LIMIT', data: { what: 'units', count: 50_001, max: 50_000 } });
    expect(unitsInvalid([problem!])).toBe(problem);
    expect(unitsInvalid([problem!, problem!])).toMatchObject({ code: 'TREE_LIMIT', problems: [problem, problem] });
  });

  it('tells each circle once, with its path from the first row of the file', () => {
    const rows = [
      TU,
      aUnitRow(5, 'A', { parent: 'C' }),
      aUnitRow(4, 'B', { parent: 'A' }),
      aUnitRow(3, 'C', { parent: 'B' }),
      aUnitRow(6, 'D', { parent: 'B' }),
      aUnitRow(7, 'X', { parent: 'Y' }),
      aUnitRow(8, 'Y', { parent: 'X' }),
    ];
    expect(problemsOf(rows).map(({ line, data }) => [line, data.path])).toEqual([
      [3, 'C → B → A → C'],
      [7, 'X → Y → X'],
    ]);
  });

  it('tells a circle longer than the tree may be deep as a circle, shortened', () => {
    const rows = [TU, ...Array.from({ length: 20_000 }, (_, n) => aUnitRow(n + 3, `C${n}`, { parent: `C${(n + 1) % 20_000}` }))];
    const problems = problemsOf(rows);
    expect(told(problems)).toEqual(['3 parent ORG_CYCLE']);
    expect(problems[0]!.data.path).toBe('C0 → C1 → C2 → C3 → C4 → C5 → C6 → C7 → C8 → C9 → … → C0');
  });

  it('answers a file of one endless chain', () => {
    expect(problemsOf(chain(20_000)).map(({ code }) => code)).toEqual(['TREE_LIMIT']);
  });

  it('needs a parent on every day, across a gap in its life', () => {
    const rows = [
      TU,
      aUnitRow(3, 'A', { validTo: '2021-12-31' }),
      aUnitRow(4, 'A', { validFrom: '2023-01-01' }),
      aUnitRow(5, 'B', { parent: 'A', validTo: '2021-12-31' }),
      aUnitRow(6, 'C', { parent: 'A', validTo: '2022-01-01' }),
      aUnitRow(7, 'D', { parent: 'A' }),
    ];
    expect(problemsOf(rows).map(({ code, line, data }) => [code, line, data.day])).toEqual([
      ['ORG_PARENT_NOT_VALID', 6, '2022-01-01'],
      ['ORG_PARENT_NOT_VALID', 7, '2022-01-01'],
    ]);
  });

  it('tells every further root', () => {
    const rows = [TU, aUnitRow(3, 'R', { parent: '', validTo: '2020-12-31' }), aUnitRow(4, 'S', { parent: '', validFrom: '2024-01-01' })];
    expect(problemsOf(rows).map(({ line, data }) => [line, data.other])).toEqual([
      [3, 'TU'],
      [4, 'TU'],
    ]);
  });
});
