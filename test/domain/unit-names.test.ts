import type { UnitRow } from '../../domain/unit-rows.js';
import type { UnitVersion } from '../../domain/unit.js';
import { imported, TU } from '../builders/unit-import.js';
import { aUnitRow } from '../builders/unit-tree.js';

describe('names that are like one another', () => {
  const warned = (rows: UnitRow[], existing: readonly UnitVersion[] = []): string[] => {
    const { warnings } = imported([TU, ...rows], existing);
    return warnings.map(({ line, data }) => `${line} ${data.otherCode}`);
  };

  const cases: [string, UnitRow[], string[]][] = [
    ['hoà and hòa', [aUnitRow(3, 'A', { name: 'Xã Tân Hoà' }), aUnitRow(4, 'B', { name: 'Xã Tân Hòa' })], ['4 A']],
    ['accents and case', [aUnitRow(3, 'A', { name: 'Đảng ủy xã Đạ Sar' }), aUnitRow(4, 'B', { name: 'ĐANG UY XA DA SAR' })], ['4 A']],
    [
      'spellings that differ, anywhere',
      [aUnitRow(3, 'A', { name: 'Xã Hòa' }), aUnitRow(4, 'B'), aUnitRow(5, 'C', { name: 'Xã Hoà', parent: 'B' })],
      ['5 A'],
    ],
    ['equal names of brothers', [aUnitRow(3, 'A', { name: 'Chi bộ 1' }), aUnitRow(4, 'B', { name: 'Chi bộ 1' })], ['4 A']],
    [
      'equal names elsewhere: none',
      [aUnitRow(3, 'A', { name: 'Chi bộ 1' }), aUnitRow(4, 'B'), aUnitRow(5, 'C', { name: 'Chi bộ 1', parent: 'B' })],
      [],
    ],
    [
      'names of other days: none',
      [aUnitRow(3, 'A', { name: 'Xã Hòa', validTo: '2025-06-30' }), aUnitRow(4, 'B', { name: 'Xã Hoà', validFrom: '2025-07-01' })],
      [],
    ],
    [
      'its own earlier name: none',
      [aUnitRow(3, 'A', { name: 'Xã Hòa', validTo: '2025-06-30' }), aUnitRow(4, 'A', { name: 'Xã Hoà', validFrom: '2025-07-01' })],
      [],
    ],
    [
      'the one that holds longer, behind one that ended',
      [
        aUnitRow(3, 'A', { name: 'Xã Hòa', validTo: '2021-12-31' }),
        aUnitRow(4, 'B', { name: 'Xã Hòa', validFrom: '2022-01-01' }),
        aUnitRow(5, 'C', { name: 'Xã Hòa', validFrom: '2023-01-01' }),
      ],
      ['5 B'],
    ],
  ];
  it.each(cases)('%s', (_, rows, expected) => {
    expect(warned(rows)).toEqual(expected);
  });

  it('are told against the record too, and not among what the file does not name', () => {
    const record = imported([TU, aUnitRow(3, 'A', { name: 'Xã Hòa' }), aUnitRow(4, 'B', { name: 'Xã Hoà' })]).versions;
    expect(warned([], record)).toEqual([]);
    expect(warned([aUnitRow(5, 'C', { name: 'Xã Hóa' })], record)).toEqual(['5 A']);
  });
});
