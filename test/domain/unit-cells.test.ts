import { type UnitRow, unitsInvalid } from '../../domain/unit-rows.js';
import { imported, problemsOf, told, TU } from '../builders/unit-import.js';
import { aUnitRow } from '../builders/unit-tree.js';

describe('what is wrong with a row', () => {
  const wrong: [string, Partial<UnitRow>, string][] = [
    ['no code', { code: ' ' }, 'code TEXT_EMPTY'],
    ['a code with a space', { code: 'ĐU 1' }, 'code UNIT_CODE_FORMAT'],
    ['a code too long', { code: 'A'.repeat(65) }, 'code UNIT_CODE_FORMAT'],
    ['a code that starts with a mark', { code: '-A' }, 'code UNIT_CODE_FORMAT'],
    ['a zero-width space in a code', { code: 'A\u200bB' }, 'code TEXT_INVISIBLE'],
    ['no name', { name: '' }, 'name TEXT_EMPTY'],
    ['a name of marks', { name: '---' }, 'name TEXT_EMPTY'],
    ['a name too long', { name: 'a'.repeat(301) }, 'name TEXT_LENGTH'],
    ['a control character', { name: 'a\u0000b' }, 'name TEXT_CONTROL'],
    ['a no-break space', { name: 'a\u00a0b' }, 'name TEXT_INVISIBLE'],
    ['a lone surrogate', { name: 'a\ud800' }, 'name TEXT_NOT_UNICODE'],
    ['no kind', { kind: '' }, 'kind UNIT_KIND_UNKNOWN'],
    ['an unknown kind', { kind: 'đảng ủy' }, 'kind UNIT_KIND_UNKNOWN'],
    ['level 0', { level: '0' }, 'level UNIT_LEVEL_FORMAT'],
    ['level 2.5', { level: '2.5' }, 'level UNIT_LEVEL_FORMAT'],
    ['level 100', { level: '100' }, 'level UNIT_LEVEL_FORMAT'],
    ['a parent code that is none', { parent: 'T U' }, 'parent UNIT_CODE_FORMAT'],
    ['an unknown parent', { parent: 'XX' }, 'parent ORG_PARENT_UNKNOWN'],
    ['itself as parent', { parent: 'A' }, 'parent ORG_CYCLE'],
    ['a head with a name and no position', { headName: 'A' }, 'headPosition TEXT_EMPTY'],
    ['a head of marks', { headName: '?', headPosition: 'Bí thư' }, 'headName TEXT_EMPTY'],
    ['a flag that is none', { specialRegime: 'maybe' }, 'specialRegime UNIT_FLAG_FORMAT'],
    ['a sample flag that is none', { sample: '2' }, 'sample UNIT_FLAG_FORMAT'],
    ['a tag of marks', { tags: 'a;--' }, 'tags TEXT_EMPTY'],
    ['a tag too long', { tags: 'a'.repeat(61) }, 'tags TEXT_LENGTH'],
    ['a term without days', { terms: '2020-2025' }, 'terms TERM_FORMAT'],
    ['a term without first day', { terms: '2020-2025:..2025-01-01' }, 'terms TERM_FORMAT'],
    ['a term with a day that is none', { terms: 'a:2020-02-30..' }, 'terms DATE_INVALID'],
    ['a term with a last day that is none', { terms: 'a:2020-02-03..2020-13-01' }, 'terms DATE_INVALID'],
    ['a term that ends before it begins', { terms: 'a:2020-02-03..2020-02-02' }, 'terms VALIDITY_ORDER'],
    ['a term without name', { terms: ':2020-02-03..' }, 'terms TERM_FORMAT'],
    ['a term named by marks', { terms: '-:2020-02-03..' }, 'terms TEXT_EMPTY'],
    ['terms that share a day', { terms: 'b:2022-01-01..;a:2020-01-01..2022-01-01' }, 'terms TERM_OVERLAP'],
    ['a term after one without end', { terms: 'a:2020-01-01..;b:2022-01-01..' }, 'terms TERM_OVERLAP'],
    ['no first day', { validFrom: '' }, 'validFrom DATE_INVALID'],
    ['no first day but a last', { validFrom: '', validTo: '2020-01-01' }, 'validFrom DATE_INVALID'],
    ['a day that is none', { validFrom: '2026-02-29' }, 'validFrom DATE_INVALID'],
    ['month first', { validFrom: '12/31/2020' }, 'validFrom DATE_INVALID'],
    ['a year too far', { validFrom: '20226-01-01' }, 'validFrom DATE_INVALID'],
    ['a last day that is none', { validTo: '2026-13-01' }, 'validTo DATE_INVALID'],
    ['a last day before the first', { validTo: '2019-12-31' }, 'validTo VALIDITY_ORDER'],
    ['a level that is not below the parent', { level: '1' }, 'level ORG_LEVEL'],
    ['a second root', { parent: '' }, 'parent ORG_ROOTS'],
    ['a first day before the parent', { validFrom: '2019-12-31' }, 'parent ORG_PARENT_NOT_VALID'],
  ];
  it.each(wrong)('refuses %s, at its row and column', (_, said, expected) => {
    const problems = problemsOf([TU, aUnitRow(7, 'A', said)]);
    expect(told(problems)).toEqual([`7 ${expected}`]);
    expect(problems[0]!.data).toMatchObject({ row: 7, column: expected.split(' ')[0] });
  });

  const right: [string, Partial<UnitRow>][] = [
    ['a name of 300 characters', { name: 'a'.repeat(300) }],
    ['a code of 64 characters', { code: 'A'.repeat(64) }],
    ['a last day on the first', { validTo: '2020-01-01' }],
    ['the day before the end of a term', { terms: 'a:2020-01-01..2022-01-01;b:2022-01-02..' }],
    ['a term of one day', { terms: 'a:2020-01-01..2020-01-01' }],
    ['a term name with a colon', { terms: 'khóa: XX:2020-01-01..' }],
    ['a skipped level', { level: '99' }],
    ['a formula as a name', { name: "=cmd|'/c calc'!A1" }],
    ['spaces around', { kind: ' cell ', level: ' 2 ', parent: ' TU ', validFrom: ' 1/1/2020 ' }],
    ['flags in words', { specialRegime: 'Có', sample: 'không' }],
  ];
  it.each(right)('takes %s', (_, said) => {
    expect(problemsOf([TU, aUnitRow(7, 'A', said)])).toEqual([]);
  });

  it('reads days day first, as they are written here', () => {
    const { versions } = imported([aUnitRow(2, 'TU', { validFrom: '02/03/2026', validTo: '1/12/2026' })]);
    expect(versions[0]).toMatchObject({ validFrom: '2026-03-02', validTo: '2026-12-01' });
  });

  it('tells every problem at once, in order of row', () => {
    const rows = [
      aUnitRow(9, 'C', { parent: 'D' }),
      aUnitRow(5, 'B', { parent: 'XX', kind: '?', validFrom: '31/02/2020' }),
      TU,
      aUnitRow(8, 'D', { parent: 'C' }),
      aUnitRow(3, '', { name: '' }),
      aUnitRow(6, 'E', { parent: 'B' }),
    ];
    expect(told(problemsOf(rows))).toEqual([
      '3 code TEXT_EMPTY',
      '3 name TEXT_EMPTY',
      '5 validFrom DATE_INVALID',
      '5 kind UNIT_KIND_UNKNOWN',
      '5 parent ORG_PARENT_UNKNOWN',
      '8 parent ORG_CYCLE',
    ]);
  });

  it('does not blame a row for what another row got wrong', () => {
    const rows = [aUnitRow(2, 'TU', { validFrom: 'x' }), aUnitRow(3, 'A', { level: '1' }), aUnitRow(4, 'B', { parent: 'A', level: '5' })];
    expect(told(problemsOf(rows))).toEqual(['2 validFrom DATE_INVALID']);
  });

  it('lists a hundred problems and counts the others', () => {
    const rows = Array.from({ length: 200 }, (_, n) => aUnitRow(n + 2, `A${n}`, { parent: 'XX' }));
    const problems = problemsOf(rows);
    expect(problems).toHaveLength(101);
    expect(problems[100]).toEqual({ code: 'UNIT_PROBLEMS_MORE', data: { count: 100 } });
    expect(unitsInvalid(problems)).toMatchObject({ code: 'UNITS_INVALID', data: { count: 200 }, problems });
    expect(problemsOf(rows.slice(0, 100))).toHaveLength(100);
    expect(unitsInvalid(problemsOf(rows.slice(0, 3)))).toMatchObject({ data: { count: 3 } });
  });
});
