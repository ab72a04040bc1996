import type { UnitRow } from '../../domain/unit-rows.js';
import type { UnitVersion } from '../../domain/unit.js';
import { imported, problemsOf, told, TU } from '../builders/unit-import.js';
import { aUnitRow } from '../builders/unit-tree.js';

const lives = (versions: readonly UnitVersion[], code: string): string[] =>
  versions.filter((version) => version.code === code).map(({ name, validFrom, validTo }) => `${name} ${validFrom}..${validTo ?? ''}`);

describe('rows of one body', () => {
  it('are its dated life', () => {
    const { versions, added } = imported([
      TU,
      aUnitRow(3, 'A', { name: 'Huyện ủy A', validTo: '2025-06-30' }),
      aUnitRow(4, 'A', { name: 'Đảng ủy xã A', validFrom: '2025-07-01' }),
    ]);
    expect(added).toHaveLength(2);
    expect(lives(versions, 'A')).toEqual(['Huyện ủy A 2020-01-01..2025-06-30', 'Đảng ủy xã A 2025-07-01..']);
    expect(versions[0]!.id).toBe(versions[1]!.id);
  });

  const doubled: [string, Partial<UnitRow>, Partial<UnitRow>, boolean][] = [
    ['the same first day', {}, {}, true],
    ['a row without last day before another', {}, { validFrom: '2025-01-01' }, true],
    ['one shared day', { validTo: '2025-01-01' }, { validFrom: '2025-01-01' }, true],
    ['no shared day', { validTo: '2024-12-31' }, { validFrom: '2025-01-01' }, false],
    ['a gap', { validTo: '2022-12-31' }, { validFrom: '2025-01-01' }, false],
  ];
  it.each(doubled)('with %s', (_, first, second, refused) => {
    const problems = problemsOf([TU, aUnitRow(31, 'A', second), aUnitRow(12, 'A', first)]);
    expect(told(problems)).toEqual(refused ? ['12 code ORG_DUPLICATED', '31 code ORG_DUPLICATED'] : []);
    if (refused) expect(problems.map(({ data }) => data.other)).toEqual([31, 12]);
  });

  it('are told as doubles at each row, also beside a longer one', () => {
    const rows = [
      TU,
      aUnitRow(3, 'A', { validTo: '2029-12-31' }),
      aUnitRow(4, 'A', { validFrom: '2021-01-01', validTo: '2021-12-31' }),
      aUnitRow(5, 'A', { validFrom: '2023-01-01', validTo: '2030-12-31' }),
      aUnitRow(6, 'A', { validFrom: '2030-06-01' }),
    ];
    expect(problemsOf(rows).map(({ line, data }) => [line, data.other])).toEqual([
      [3, 4],
      [4, 3],
      [5, 3],
      [6, 5],
    ]);
  });

  it('are 500 at most', () => {
    const life = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        aUnitRow(n + 3, 'A', { validFrom: `${1900 + (n % 300)}-01-0${1 + Math.floor(n / 300)}`, validTo: '' }),
      );
    const [problem] = problemsOf([TU, ...life(501)]);
    expect(problem).toEqual({ code: 'TREE_LIMIT', data: { what: 'rows', code: 'A', count: 501, max: 500 } });
    expect(problemsOf([TU, ...life(500)])[0]!.code).not.toBe('TREE_LIMIT');
  });
});
