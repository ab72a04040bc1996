import fc from 'fast-check';
import { planUnitImport, type UnitRow } from '../../domain/unit-rows.js';
import { ancestorsOf, treeAsOf, type UnitVersion } from '../../domain/unit.js';
import { imported, problemsOf, told, TU } from '../builders/unit-import.js';
import { aDay, aTreeOverTime, aUnitRow, idMaker, rowsOf } from '../builders/unit-tree.js';

const lives = (versions: readonly UnitVersion[], code: string): string[] =>
  versions.filter((version) => version.code === code).map(({ name, validFrom, validTo }) => `${name} ${validFrom}..${validTo ?? ''}`);

describe('importing a file of units', () => {
  it('makes a body of each new code, with all that its row says', () => {
    const { versions, added, changed, warnings } = imported([
      {
        ...TU,
        name: ' Tỉnh ủy ',
        headName: 'Nguyễn Văn A',
        headPosition: 'Bí thư',
        terms: '2025-2030:2025-10-10..; 2020-2025 : 14/10/2020..9/10/2025',
      },
      aUnitRow(3, 'ĐU-01.A', {
        kind: 'cell',
        specialRegime: 'TRUE',
        tags: 'urban; armed ;urban',
        validTo: '31/12/2026',
        sample: 'x',
        headPosition: 'Bí thư',
      }),
    ]);
    expect(versions).toStrictEqual([
      {
        id: 'id1',
        code: 'TU',
        name: 'Tỉnh ủy',
        kind: 'partyCommittee',
        level: 1,
        head: { name: 'Nguyễn Văn A', position: 'Bí thư' },
        specialRegime: false,
        tags: [],
        terms: [
          { name: '2020-2025', from: '2020-10-14', to: '2025-10-09' },
          { name: '2025-2030', from: '2025-10-10' },
        ],
        validFrom: '2020-01-01',
      },
      {
        id: 'id2',
        code: 'ĐU-01.A',
        name: 'Đảng ủy ĐU-01.A',
        kind: 'cell',
        level: 2,
        parent: 'id1',
        head: { position: 'Bí thư' },
        specialRegime: true,
        tags: ['urban', 'armed'],
        terms: [],
        validFrom: '2020-01-01',
        validTo: '2026-12-31',
        sample: true,
      },
    ]);
    expect({ added, changed, warnings }).toEqual({ added: ['id1', 'id2'], changed: [], warnings: [] });
  });

  it('keeps text in NFC and finds a parent however its code is composed', () => {
    const { versions } = imported([
      { ...TU, code: 'ĐƯ'.normalize('NFD'), name: 'Tô Hiệu'.normalize('NFD'), parent: '' },
      aUnitRow(3, 'A', { parent: 'ĐƯ' }),
    ]);
    expect(versions.map(({ name }) => name)).toEqual(['Đảng ủy A', 'Tô Hiệu'.normalize('NFC')]);
  });

  it('gives a level that is left out the one below the parent, and takes a deeper one as said', () => {
    const rows = [
      TU,
      aUnitRow(3, 'H', { level: '3' }),
      aUnitRow(4, 'X', { parent: 'H' }),
      aUnitRow(5, 'C', { parent: 'X' }),
      aUnitRow(6, 'D'),
    ];
    expect(imported(rows.toReversed()).versions.map(({ code, level }) => `${code}${level}`)).toEqual(['C5', 'D2', 'H3', 'TU1', 'X4']);
  });

  it('changes nothing when nothing is in the file', () => {
    const { versions } = imported([TU]);
    expect(imported([], versions)).toEqual({ versions, added: [], changed: [], warnings: [] });
  });
});

describe('a file on top of the record', () => {
  const start = imported([TU, aUnitRow(3, 'A', { name: 'Huyện ủy A', level: '2' }), aUnitRow(4, 'B', { parent: 'A' })]);
  const record = start.versions;
  const idOf = (code: string): string => record.find((version) => version.code === code)!.id;

  it('changes nothing when it is read again', () => {
    expect(imported([TU, aUnitRow(3, 'A', { name: 'Huyện ủy A' }), aUnitRow(4, 'B', { parent: 'A' })], record)).toEqual({
      versions: record,
      added: [],
      changed: [],
      warnings: [],
    });
  });

  it('makes a new dated row of a changed attribute from its day on', () => {
    const { versions, changed, added, warnings } = imported([aUnitRow(2, 'A', { name: 'Đảng ủy A', validFrom: '2025-07-01' })], record);
    expect(lives(versions, 'A')).toEqual(['Huyện ủy A 2020-01-01..2025-06-30', 'Đảng ủy A 2025-07-01..']);
    expect({ changed, added, warnings }).toEqual({ changed: [idOf('A')], added: [], warnings: [] });
    expect(versions.map(({ code }) => code)).toEqual(['A', 'A', 'B', 'TU']);
  });

  const facts: [string, Partial<UnitRow>][] = [
    ['kind', { kind: 'grassrootsOrg' }],
    ['level', { level: '3' }],
    ['head', { headPosition: 'Bí thư' }],
    ['regime', { specialRegime: '1' }],
    ['tags', { tags: 'a' }],
    ['terms', { terms: 'a:2020-01-01..' }],
    ['sample', { sample: '1' }],
    ['parent', { parent: 'TU' }],
  ];
  it.each(facts)('sees a change of %s', (_, said) => {
    const { changed } = imported([aUnitRow(2, 'B', { parent: 'A', level: '', validFrom: '2025-07-01', ...said })], record);
    expect(changed).toEqual(said.level === '3' ? [] : [idOf('B')]);
  });

  it('makes no dated row where the row says what already holds', () => {
    const same = imported([aUnitRow(2, 'A', { name: 'Huyện ủy A', validFrom: '2023-01-01' })], record);
    expect(same).toMatchObject({ versions: record, changed: [], warnings: [] });
  });

  it('ends a body on the last day its row names', () => {
    const { versions, changed } = imported([aUnitRow(2, 'B', { parent: 'A', validTo: '2025-06-30' })], record);
    expect(lives(versions, 'B')).toEqual(['Đảng ủy B 2020-01-01..2025-06-30']);
    expect(changed).toEqual([idOf('B')]);
  });

  it('opens a body again that its row no longer ends', () => {
    const ended = imported([aUnitRow(2, 'B', { parent: 'A', validTo: '2025-06-30' })], record).versions;
    expect(imported([aUnitRow(2, 'B', { parent: 'A' })], ended).versions).toEqual(record);
  });

  it('lets a later row on record stand behind a row without last day', () => {
    const later = imported([aUnitRow(2, 'A', { name: 'Đảng ủy A', validFrom: '2025-07-01' })], record).versions;
    const between = imported([aUnitRow(2, 'A', { name: 'Huyện ủy A cũ', validFrom: '2022-01-01' })], later);
    expect(lives(between.versions, 'A')).toEqual([
      'Huyện ủy A 2020-01-01..2021-12-31',
      'Huyện ủy A cũ 2022-01-01..2025-06-30',
      'Đảng ủy A 2025-07-01..',
    ]);
    expect(imported([aUnitRow(3, 'A', { name: 'Huyện ủy A' })], between.versions).changed).toEqual([]);
  });

  it('warns where a row changes what was on record from the same day', () => {
    const { warnings, versions } = imported([aUnitRow(2, 'A', { name: 'Huyện ủy Á' })], record);
    expect(told(warnings)).toEqual(['2 validFrom ORG_CORRECTED']);
    expect(warnings[0]!.data).toMatchObject({ code: 'A', day: '2020-01-01' });
    expect(lives(versions, 'A')).toEqual(['Huyện ủy Á 2020-01-01..']);
  });

  it('does not take a row that ends a parent of bodies it does not name', () => {
    const problems = problemsOf([aUnitRow(2, 'A', { name: 'Huyện ủy A', validTo: '2025-06-30' })], record);
    expect(told(problems)).toEqual(['2 parent ORG_PARENT_NOT_VALID']);
    expect(problems[0]!.data).toMatchObject({ code: 'B', parent: 'A', day: '2025-07-01' });
  });

  it('does not take a row that sinks a parent to the level of its children', () => {
    const problems = problemsOf([aUnitRow(2, 'A', { name: 'Huyện ủy A', level: '3', validFrom: '2025-07-01' })], record);
    expect(told(problems)).toEqual(['2 level ORG_LEVEL']);
    expect(problems[0]!.data).toMatchObject({ code: 'B', parent: 'A', level: 3, parentLevel: 3, day: '2025-07-01' });
  });

  it('does not take a second root beside the one on record, but one after it', () => {
    expect(told(problemsOf([aUnitRow(5, 'R', { parent: '' })], record))).toEqual(['5 parent ORG_ROOTS']);
    const earlier = problemsOf([aUnitRow(5, 'R', { parent: '', validFrom: '2019-01-01', validTo: '2020-01-01' })], record);
    expect(earlier).toMatchObject([{ code: 'ORG_ROOTS', line: 5, data: { day: '2020-01-01' } }]);
    expect(problemsOf([aUnitRow(5, 'R', { parent: '', validFrom: '2019-01-01', validTo: '2019-12-31' })], record)).toEqual([]);
  });

  it('finds a circle that a move closes, on its first day', () => {
    const problems = problemsOf([aUnitRow(7, 'A', { parent: 'B', level: '9', validFrom: '2025-07-01' })], record);
    expect(problems.find(({ code }) => code === 'ORG_CYCLE')).toMatchObject({ line: 7, path: 'parent', data: { path: 'A → B → A' } });
  });

  it('lets above and below change places on one day', () => {
    const rows = [
      aUnitRow(2, 'A', { name: 'Huyện ủy A', parent: 'B', level: '3', validFrom: '2025-07-01' }),
      aUnitRow(3, 'B', { parent: 'TU', level: '2', validFrom: '2025-07-01' }),
      aUnitRow(4, 'B', { parent: 'A', level: '3', validTo: '2025-06-30' }),
    ];
    const { versions } = imported(rows, record);
    const tree = treeAsOf(versions, '2025-07-01');
    expect(ancestorsOf(tree, idOf('A'))).toEqual([idOf('B'), idOf('TU')]);
    expect(ancestorsOf(treeAsOf(versions, '2025-06-30'), idOf('B'))).toEqual([idOf('A'), idOf('TU')]);
  });
});

describe('any files', () => {
  it('say on each day what their rows say of it, and change nothing when read again', () => {
    fc.assert(
      fc.property(aTreeOverTime, fc.array(aDay, { minLength: 1, maxLength: 5 }), (meant, days) => {
        const rows = rowsOf(meant);
        const { versions } = imported(rows);
        for (const day of days) {
          const codes = (list: readonly UnitVersion[]) => {
            const tree = treeAsOf(list, day);
            const byId = (id: string) => tree.units.get(id)!.code;
            return [...tree.units.keys()].map((id) => [id, ...ancestorsOf(tree, id)].map(byId).join('<')).sort();
          };
          expect(codes(versions)).toEqual(codes(meant));
        }
        expect(imported(rows, versions)).toMatchObject({ versions, added: [], changed: [] });
      }),
    );
  });

  it('on top of others leave a whole tree or nothing, and change nothing when read again', () => {
    fc.assert(
      fc.property(aTreeOverTime, aTreeOverTime, fc.array(aDay, { minLength: 1, maxLength: 5 }), fc.nat(9), (first, second, days, cut) => {
        const newId = idMaker();
        const record = imported(rowsOf(first), [], newId).versions;
        const rows = rowsOf(second)
          .filter((_, place) => place % 10 !== cut)
          .map((row) =>
            row.validTo !== '' && row.row % 7 === 0 && !rowsOf(second).some((other) => other.code === row.code && other.row > row.row)
              ? { ...row, validTo: '' }
              : row,
          );
        const result = planUnitImport(rows, record, newId);
        if ('problems' in result) return;
        for (const day of days) {
          const tree = treeAsOf(result.versions, day);
          const tops = [...tree.units.values()].filter(({ parent }) => parent === undefined || !tree.units.has(parent));
          expect(tops.length).toBeLessThanOrEqual(1);
          for (const unit of tree.units.values())
            expect(unit.level).toBeGreaterThan(unit.parent === undefined ? 0 : tree.units.get(unit.parent)!.level);
          expect(tree.order.size).toBe(tree.units.size);
        }
        expect(imported(rows, result.versions, newId)).toMatchObject({ versions: result.versions, added: [], changed: [] });
      }),
      { numRuns: 300 },
    );
  });
});
