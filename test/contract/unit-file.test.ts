import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readUnitFile } from '../../contract/unit-file.js';
import type { Problem } from '../../domain/problem.js';
import { planUnitImport, UNIT_COLUMNS, type UnitRow } from '../../domain/unit-rows.js';
import { UNIT_KINDS } from '../../domain/unit.js';
import { idMaker } from '../builders/unit-tree.js';

const HEADER = 'code,name,kind,parent,validFrom';
const SHEET = `${HEADER}\nTU,Tỉnh ủy Đạ Sar,partyCommittee,,2020-01-01\n`;

function rowsIn(file: Uint8Array | string, name?: string): UnitRow[] {
  const read = readUnitFile(file, name);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.rows;
}

function problemsIn(file: Uint8Array | string, name?: string): Problem[] {
  const read = readUnitFile(file, name);
  return 'problems' in read ? read.problems : [];
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** The text as Windows-1258 has it, for the letters of this test. */
function windows1258(text: string): Buffer {
  const marks: Record<string, number> = { ỉ: 0xd2, ủ: 0xd2, ạ: 0xf2, Đ: 0xd0 };
  const bases: Record<string, string> = { ỉ: 'i', ủ: 'u', ạ: 'a' };
  return Buffer.from(
    [...text].flatMap((letter) => {
      const base = bases[letter];
      const mark = marks[letter];
      if (mark === undefined) return [letter.charCodeAt(0)];
      return base === undefined ? [mark] : [base.charCodeAt(0), mark];
    }),
  );
}

describe('a sheet of units', () => {
  const encodings: [string, Uint8Array | string][] = [
    ['text', SHEET],
    ['text with a byte order mark', `\uFEFF${SHEET}`],
    ['UTF-8', Buffer.from(SHEET)],
    ['UTF-8 with byte order mark', Buffer.from(`\uFEFF${SHEET}`)],
    ['UTF-16, little end first, with byte order mark', Buffer.from(`\uFEFF${SHEET}`, 'utf16le')],
    ['UTF-16, little end first', Buffer.from(SHEET, 'utf16le')],
    ['UTF-16, big end first, with byte order mark', utf16be(`\uFEFF${SHEET}`)],
    ['UTF-16, big end first', utf16be(SHEET)],
    ['CR LF', SHEET.replaceAll('\n', '\r\n')],
    ['CR', SHEET.replaceAll('\n', '\r')],
    ['no last line end', SHEET.trimEnd()],
    ['semicolons', SHEET.replaceAll(',', ';')],
    ['tabs', SHEET.replaceAll(',', '\t')],
    ['quotes', SHEET.replaceAll(/[^,\n]+/gu, '"$&"')],
  ];
  it.each(encodings)('is read from %s', (_, file) => {
    expect(rowsIn(file)).toEqual([
      { row: 2, code: 'TU', name: 'Tỉnh ủy Đạ Sar', kind: 'partyCommittee', parent: '', validFrom: '2020-01-01' },
    ]);
  });

  const unreadable: [string, Uint8Array | string, Partial<Problem>][] = [
    ['Windows-1258', windows1258(SHEET), { data: { text: '\uFFFD' } }],
    ['half a letter of UTF-8', Buffer.from(SHEET).subarray(0, Buffer.from(SHEET).indexOf('Đạ') + 1), { data: { text: '\uFFFD' } }],
    ['half a letter of UTF-16', Buffer.from(`\uFEFF${SHEET}`, 'utf16le').subarray(0, 41), { data: { text: '\uFFFD' } }],
    ['letters replaced already', SHEET.replace('Đ', '\uFFFD'), { line: 2, data: { text: '\uFFFDạ Sar' } }],
    ['UTF-8 read as Windows-1252', Buffer.from(SHEET).toString('latin1'), { line: 2 }],
    ['letters lost by Excel', SHEET.replace('Tỉnh', 'T?nh'), { line: 2, data: { text: 'T?nh ủy Đạ Sar' } }],
  ];
  it.each(unreadable)('is refused from %s', (_, file, expected) => {
    expect(problemsIn(file)).toMatchObject([{ code: 'CSV_ENCODING', ...expected }]);
  });

  it('takes its columns in any order and case, and leaves out those it does not have', () => {
    const columns = UNIT_COLUMNS.toReversed();
    const file = `${columns.join(';').toUpperCase()};;\n${columns.map((column) => `of ${column}`).join(';')}\n`;
    expect(rowsIn(file)).toEqual([{ row: 2, ...Object.fromEntries(columns.map((column) => [column, `of ${column}`])) }]);
  });

  it('counts rows as the sheet does, blank ones and lines within quotes included', () => {
    const file = `${HEADER}\n\nTU,"Tỉnh\nủy ""A"", B",cell,,2020-01-01\n , ,,,\nA\n`;
    expect(rowsIn(file)).toEqual([
      { row: 3, code: 'TU', name: 'Tỉnh\nủy "A", B', kind: 'cell', parent: '', validFrom: '2020-01-01' },
      { row: 5, code: 'A' },
    ]);
  });

  it('keeps what looks like a formula as text', () => {
    expect(rowsIn(`${HEADER}\nA,"=cmd|'/c calc'!A1",+1,@SUM,＝1\n`)[0]).toMatchObject({
      name: "=cmd|'/c calc'!A1",
      kind: '+1',
      parent: '@SUM',
      validFrom: '＝1',
    });
  });

  const wrong: [string, string, string[]][] = [
    ['nothing', '', ['undefined undefined UNIT_FILE_EMPTY']],
    ['spaces', ' \r\n', ['undefined undefined UNIT_FILE_EMPTY']],
    ['cells without text', ';;;\n;;;', ['undefined undefined UNIT_FILE_EMPTY']],
    ['a column too few', 'code,name,kind,parent\n', ['1 validFrom COLUMN_MISSING']],
    [
      'columns missing, unknown and doubled',
      '\ncode,Tên,kind,kind,parent\n',
      ['2 name COLUMN_MISSING', '2 validFrom COLUMN_MISSING', '2 Tên COLUMN_UNKNOWN', '2 kind COLUMN_TWICE'],
    ],
    ['a cell beside the columns', `${HEADER}\nA,B,cell,,2020-01-01,,x\n`, ['2 undefined CELL_EXTRA']],
    ['an open quote', `${HEADER}\nA,"B,cell,,\n`, ['2 undefined UNIT_FILE_SYNTAX']],
    ['text after a quote', `${HEADER}\nA,"B"x,cell,,\n`, ['2 undefined UNIT_FILE_SYNTAX']],
  ];
  it.each(wrong)('is refused with %s', (_, file, expected) => {
    expect(problemsIn(file).map(({ line, path, code }) => `${line} ${path} ${code}`)).toEqual(expected);
  });

  it('says which cell stands outside, and lists a hundred', () => {
    const problems = problemsIn(`${HEADER}\n${'A,B,cell,,2020-01-01,,x\n'.repeat(150)}`);
    expect(problems[0]!.data).toEqual({ row: 2, cell: 7, value: 'x' });
    expect(problems).toHaveLength(101);
    expect(problems[100]).toMatchObject({ code: 'UNIT_PROBLEMS_MORE', data: { count: 50 } });
  });

  it('may have 20,000 rows and any number of empty ones', () => {
    const file = `${HEADER}\n${'A,B,cell,,2020-01-01\n'.repeat(20_000)}${',,,,\n'.repeat(100_000)}`;
    expect(rowsIn(file)).toHaveLength(20_000);
    expect(problemsIn(`${file}A\n`)).toEqual([{ code: 'SHEET_TOO_LARGE', data: { max: 20_000 } }]);
  });

  it('answers a quote left open over many megabytes', () => {
    expect(problemsIn(`${HEADER}\n"${'a""\n'.repeat(500_000)}`)).toMatchObject([{ code: 'UNIT_FILE_SYNTAX', line: 2 }]);
  });

  it('gives back any cells that were written into it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '"', ',', ';', '\t', '\n', ' ', '=') });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        (table, separator) => {
          const file = [HEADER.split(','), ...table.map((cells) => cells.map(quoted))].map((cells) => cells.join(separator)).join('\r\n');
          const written = table
            .map((cells, place) => ({ cells, row: place + 2 }))
            .filter(({ cells }) => cells.some((text) => text.trim() !== ''));
          const read = rowsIn(file, 'a.csv').map(({ row, code, name, kind, parent, validFrom }) => ({
            cells: [code, name, kind, parent, validFrom],
            row,
          }));
          expect(read).toEqual(written);
        },
      ),
    );
  });
});

describe('a list of units', () => {
  const yaml = `
- code: 001
  name: Tỉnh ủy
  kind: partyCommittee
  specialRegime: true
  parent:
  headName: ~
  level: 1
  tags: [a, b c]
  terms:
    - 2015-2020:2015-10-23..2020-10-13
    - { name: 2020-2025, from: 2020-10-14 }
  validFrom: 2015-01-01
- code: A
  tags: a;b
  terms: x:2020-01-01..
`;
  const rows = [
    {
      row: 2,
      code: '001',
      name: 'Tỉnh ủy',
      kind: 'partyCommittee',
      specialRegime: 'true',
      level: '1',
      tags: 'a;b c',
      terms: '2015-2020:2015-10-23..2020-10-13;2020-2025:2020-10-14..',
      validFrom: '2015-01-01',
    },
    { row: 14, code: 'A', tags: 'a;b', terms: 'x:2020-01-01..' },
  ];

  it('is read from YAML as it is written, each row by its line', () => {
    expect(rowsIn(yaml)).toEqual(rows);
    expect(rowsIn(Buffer.from(yaml), 'units.yml')).toEqual(rows);
    expect(rowsIn(yaml.replaceAll('\n', '\n  ').replace('', 'units:')).map(({ code }) => code)).toEqual(['001', 'A']);
  });

  it('is read from JSON', () => {
    const json = JSON.stringify(
      rows.map(({ row: _, ...row }) => row),
      null,
      1,
    );
    for (const name of [undefined, 'units.json']) {
      expect(rowsIn(json, name).map(({ row: _, ...row }) => row)).toEqual(rows.map(({ row: _, ...row }) => row));
    }
    expect(
      rowsIn(
        '[\n {"code": "A", "parent": null, "specialRegime": false, "level": 2, "terms": [{"name": "a", "from": "2020-01-01", "to": "2020-01-02"}]}]',
      ),
    ).toEqual([{ row: 2, code: 'A', specialRegime: 'false', level: '2', terms: 'a:2020-01-01..2020-01-02' }]);
  });

  it('goes by the ending of its name before its beginning', () => {
    expect(problemsIn('[]', 'a.csv')[0]!.code).toBe('COLUMN_MISSING');
    expect(rowsIn('[]', 'a.yaml')).toEqual([]);
    expect(rowsIn('[]')).toEqual([]);
  });

  const wrong: [string, string, string[]][] = [
    ['no list', 'units: 3', ['1 UNIT_FILE_SYNTAX']],
    ['a map of other things', '{ "bodies": [] }', ['1 UNIT_FILE_SYNTAX']],
    ['text for rows', '- a\n- [b]', ['1 FIELD_INVALID', '2 FIELD_INVALID']],
    ['an unknown field', '- code: A\n  colour: red', ['2 COLUMN_UNKNOWN']],
    ['a list for a text', '- code: A\n  name: [a]', ['2 FIELD_INVALID']],
    ['a map for a text', '- code: A\n  tags: { a: b }', ['2 FIELD_INVALID']],
    ['a map in tags', '- code: A\n  tags: [{ name: a, from: b }]', ['2 FIELD_INVALID']],
    ['a separator in a tag', '- code: A\n  tags: ["a;b"]', ['2 FIELD_INVALID']],
    ['a list in terms', '- code: A\n  terms: [[a]]', ['2 FIELD_INVALID']],
    ['a term with another field', '- code: A\n  terms: [{ name: a, from: b, until: c }]', ['2 FIELD_INVALID']],
    ['a term with a list', '- code: A\n  terms: [{ name: a, from: [b] }]', ['2 FIELD_INVALID']],
    ['a field twice', '- code: A\n  code: B', ['2 KEY_DUPLICATE']],
    ['a bracket left open', '[{"code": "A"', ['1 PLAN_FILE_SYNTAX']],
  ];
  it.each(wrong)('is refused with %s, at its line', (_, file, expected) => {
    const problems = problemsIn(file).map(({ line, code }) => `${line} ${code}`);
    expect(problems.slice(0, expected.length)).toEqual(expected);
  });

  it('may have 20,000 rows', () => {
    expect(problemsIn(`[${'{},'.repeat(20_000)}{}]`)).toEqual([{ code: 'SHEET_TOO_LARGE', data: { max: 20_000 } }]);
    expect(rowsIn(`[${'{},'.repeat(19_999)}{}]`)).toHaveLength(20_000);
  });
});

describe('the sample province', () => {
  it('is a whole tree from its file, and the same when it is read again', () => {
    const rows = rowsIn(readFileSync(join(__dirname, '../../examples/units.csv')), 'units.csv');
    const first = planUnitImport(rows, [], idMaker());
    if ('problems' in first) throw new Error(JSON.stringify(first.problems, null, 1));
    expect(first.added.length).toBeGreaterThan(150);
    expect(planUnitImport(rows, first.versions, idMaker('new'))).toMatchObject({ versions: first.versions, added: [], changed: [] });
  });
});

describe('the documentation of the unit file', () => {
  const text = readFileSync(join(__dirname, '../../docs/unit-file.md'), 'utf8');

  it('shows a file that can be imported', () => {
    const example = /```csv\n([\s\S]*?)```/u.exec(text)![1]!;
    expect(planUnitImport(rowsIn(example), [], idMaker())).toMatchObject({ added: ['id1', 'id2', 'id3', 'id4'], warnings: [] });
  });

  it('names every column and every kind', () => {
    for (const word of [...UNIT_COLUMNS, ...UNIT_KINDS]) expect(text).toContain(`\`${word}\``);
  });
});
