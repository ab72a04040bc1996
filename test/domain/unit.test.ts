import fc from 'fast-check';
import { addDays } from '../../domain/day.js';
import {
  ancestorsOf,
  climb,
  closureOf,
  descendantsOf,
  earlierEnd,
  holdsOn,
  isWithin,
  linksOf,
  termOn,
  treeAsOf,
  type UnitVersion,
} from '../../domain/unit.js';
import { aDay, aTreeOverTime, aUnit } from '../builders/unit-tree.js';

const province: UnitVersion[] = [
  aUnit('root'),
  aUnit('b', { code: 'B' }),
  aUnit('a', { code: 'A' }),
  aUnit('c', { code: 'C', parent: 'b', level: 3 }),
  aUnit('d', { code: 'D', parent: 'a', level: 3, validTo: '2024-12-31' }),
  aUnit('d', { code: 'D', parent: 'b', level: 3, validFrom: '2025-01-01' }),
  aUnit('e', { code: 'E', validFrom: '2026-01-01' }),
];

describe('a tree of bodies on a day', () => {
  it('holds the bodies of that day, brothers by code, parents before children', () => {
    const tree = treeAsOf(province, '2024-12-31');
    expect([...tree.order.keys()]).toEqual(['root', 'a', 'd', 'b', 'c']);
    expect([...tree.order.values()]).toEqual([0, 1, 2, 3, 4]);
    expect(tree.children.get('root')).toEqual(['a', 'b']);
    expect(descendantsOf(tree, 'root')).toEqual(['a', 'd', 'b', 'c']);
    expect(tree.byCode.get('D')).toBe('d');
    expect(tree.day).toBe('2024-12-31');
  });

  it('shows a moved body under its new parent from the day of the move', () => {
    const tree = treeAsOf(province, '2025-01-01');
    expect(ancestorsOf(tree, 'd')).toEqual(['b', 'root']);
    expect(tree.children.get('a')).toBeUndefined();
  });

  it('knows codes that are on record but not of that day', () => {
    expect([...treeAsOf(province, '2025-06-01').inactive]).toEqual(['E']);
    expect([...treeAsOf(province, '2019-12-31').inactive].sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'ROOT']);
    expect(treeAsOf(province, '2026-01-01').inactive.size).toBe(0);
  });

  it('lets a body whose parent does not hold stand at the top', () => {
    const tree = treeAsOf([aUnit('root', { validTo: '2020-06-30' }), aUnit('a')], '2020-07-01');
    expect(ancestorsOf(tree, 'a')).toEqual([]);
    expect([...tree.order.keys()]).toEqual(['a']);
  });

  it('says whether a body stands within another, itself included', () => {
    const tree = treeAsOf(province, '2025-01-01');
    const asked = [
      ['root', 'd', true],
      ['b', 'd', true],
      ['d', 'd', true],
      ['a', 'd', false],
      ['d', 'b', false],
      ['e', 'e', false],
      ['root', 'nobody', false],
    ] as const;
    for (const [above, id, within] of asked) expect([above, id, isWithin(tree, above, id)]).toEqual([above, id, within]);
  });

  it('does not go round for ever in a circle', () => {
    const tree = treeAsOf([aUnit('a', { parent: 'b' }), aUnit('b', { parent: 'a' })], '2020-01-01');
    expect(ancestorsOf(tree, 'a')).toEqual(['b', 'a']);
    expect(closureOf([aUnit('a', { parent: 'b' }), aUnit('b', { parent: 'a' })])).toHaveLength(4);
  });

  it('finds the term of a committee on a day, both ends counted', () => {
    const terms = [
      { name: '2015-2020', from: '2015-10-01', to: '2020-10-14' },
      { name: '2020-2025', from: '2020-10-15' },
    ];
    expect(termOn({ terms }, '2020-10-14')?.name).toBe('2015-2020');
    expect(termOn({ terms }, '2020-10-15')?.name).toBe('2020-2025');
    expect(termOn({ terms }, '2015-09-30')).toBeUndefined();
  });

  it('counts both ends of a dated row', () => {
    const row = { validFrom: '2020-01-01', validTo: '2020-01-31' };
    expect(['2019-12-31', '2020-01-01', '2020-01-31', '2020-02-01'].map((day) => holdsOn(row, day))).toEqual([false, true, true, false]);
    expect(earlierEnd(undefined, '2020-01-01')).toBe('2020-01-01');
    expect(earlierEnd('2020-01-02', '2020-01-01')).toBe('2020-01-01');
    expect(earlierEnd('2020-01-01', '2020-01-02')).toBe('2020-01-01');
    expect(earlierEnd(undefined, undefined)).toBeUndefined();
  });
});

describe('the closure of a tree over time', () => {
  it('has a row for each pair and span of days, and one at depth 0 for each body', () => {
    const rows = closureOf(province).filter(({ descendant }) => descendant === 'd');
    expect(rows).toEqual([
      { ancestor: 'd', descendant: 'd', depth: 0, validFrom: '2020-01-01', validTo: undefined },
      { ancestor: 'a', descendant: 'd', depth: 1, validFrom: '2020-01-01', validTo: '2024-12-31' },
      { ancestor: 'root', descendant: 'd', depth: 2, validFrom: '2020-01-01', validTo: undefined },
      { ancestor: 'b', descendant: 'd', depth: 1, validFrom: '2025-01-01', validTo: undefined },
    ]);
  });

  it('says on every day what the tree of that day says', () => {
    fc.assert(
      fc.property(aTreeOverTime, fc.array(aDay, { minLength: 1, maxLength: 8 }), (versions, days) => {
        const rows = closureOf(versions);
        for (const day of days) {
          const tree = treeAsOf(versions, day);
          const told = rows
            .filter((row) => holdsOn(row, day))
            .map(({ ancestor, descendant, depth }) => `${descendant} ${depth} ${ancestor}`);
          const meant = [...tree.units.keys()].flatMap((id) =>
            [id, ...ancestorsOf(tree, id)].map((above, depth) => `${id} ${depth} ${above}`),
          );
          expect(told.sort()).toEqual(meant.sort());
        }
      }),
    );
  });

  it('joins what lies next to each other', () => {
    fc.assert(
      fc.property(aTreeOverTime, (versions) => {
        const rows = closureOf(versions);
        const ends = new Set(
          rows.filter(({ validTo }) => validTo).map((row) => `${row.ancestor} ${row.descendant} ${row.depth} ${addDays(row.validTo!, 1)}`),
        );
        for (const row of rows) expect(ends.has(`${row.ancestor} ${row.descendant} ${row.depth} ${row.validFrom}`)).toBe(false);
      }),
    );
  });

  it('climbs only on the days that all steps share, and stops where it is told', () => {
    const seen: string[] = [];
    climb(linksOf(province), 'd', ({ id, depth, validFrom, validTo, path }) => {
      seen.push(`${path.join('>')}>${id} ${depth} ${validFrom}..${validTo ?? ''}`);
      return id !== 'b';
    });
    expect(seen.sort()).toEqual([
      '>d 0 2020-01-01..2024-12-31',
      '>d 0 2025-01-01..',
      'd>a 1 2020-01-01..2024-12-31',
      'd>a>root 2 2020-01-01..2024-12-31',
      'd>b 1 2025-01-01..',
    ]);
  });

  it('takes 50,000 bodies', () => {
    const versions = Array.from({ length: 50_000 }, (_, n) =>
      aUnit(`n${n}`, { parent: n === 0 ? undefined : `n${Math.floor((n - 1) / 12)}`, code: `C${n}` }),
    );
    expect(closureOf(versions).length).toBeGreaterThan(200_000);
    expect(treeAsOf(versions, '2025-01-01').order.size).toBe(50_000);
  });
});
