import fc from 'fast-check';
import { isProblem } from '../../domain/problem.js';
import { addedRows, type ChangeRows, changedRows, closedRows, type UnitChange } from '../../domain/unit-change.js';
import { planUnitImport } from '../../domain/unit-rows.js';
import { treeAsOf, type UnitVersion } from '../../domain/unit.js';
import { aUnit, idMaker } from '../builders/unit-tree.js';

const newId = idMaker('new');

/** A root with two districts; `a` holds a commune with a cell. */
const RECORD: UnitVersion[] = [
  aUnit('root'),
  aUnit('a', { head: { name: 'Bùi Văn A', position: 'Bí thư' }, tags: ['huyện'], terms: [{ name: '2020-2025', from: '2020-06-01' }] }),
  aUnit('b'),
  aUnit('commune', { parent: 'a', level: 3 }),
  aUnit('cell', { parent: 'commune', level: 4 }),
];

function after(rows: ChangeRows | ReturnType<typeof closedRows>): UnitVersion[] | string[] {
  if (isProblem(rows)) return [rows.code];
  const planned = planUnitImport(rows.rows, rows.record, newId);
  return 'problems' in planned ? planned.problems.map(({ code }) => code) : planned.versions;
}
const versions = (rows: ChangeRows | ReturnType<typeof closedRows>) => after(rows) as UnitVersion[];
const life = (of: UnitVersion[], id: string) => of.filter((version) => version.id === id);

describe('a body changed by hand', () => {
  it('is named anew from a day on, and keeps what else was said of it', () => {
    const [before, now] = life(versions(changedRows(RECORD, 'a', { from: '2025-07-01', name: 'Đảng ủy xã A' })), 'a');
    expect(before).toEqual({ ...RECORD[1], validTo: '2025-06-30' });
    expect(now).toEqual({ ...RECORD[1], name: 'Đảng ủy xã A', validFrom: '2025-07-01' });
  });

  it('keeps its new name where a later row said the old one, and what was to change then', () => {
    const planned = versions(changedRows(RECORD, 'a', { from: '2026-01-01', kind: 'grassrootsOrg' }));
    const renamed = life(versions(changedRows(planned, 'a', { from: '2025-07-01', name: 'Đảng ủy xã A' })), 'a');
    expect(renamed.map(({ validFrom, name, kind }) => [validFrom, name, kind])).toEqual([
      ['2020-01-01', 'Đảng ủy a', 'partyCommittee'],
      ['2025-07-01', 'Đảng ủy xã A', 'partyCommittee'],
      ['2026-01-01', 'Đảng ủy xã A', 'grassrootsOrg'],
    ]);
  });

  it('moves with all beneath it to the level it comes to stand at', () => {
    const moved = versions(changedRows(RECORD, 'commune', { from: '2025-07-01', parent: 'ROOT' }));
    const on = treeAsOf(moved, '2025-07-01').units;
    expect(['commune', 'cell'].map((id) => [on.get(id)?.parent, on.get(id)?.level])).toEqual([
      ['root', 2],
      ['commune', 3],
    ]);
    expect(treeAsOf(moved, '2025-06-30').units.get('cell')?.level).toBe(4);
  });

  it.each([
    ['under its own child', changedRows(RECORD, 'a', { from: '2025-07-01', parent: 'CELL' }), 'ORG_CYCLE'],
    ['under itself', changedRows(RECORD, 'a', { from: '2025-07-01', parent: 'A' }), 'ORG_CYCLE'],
    ['under nothing there is', changedRows(RECORD, 'a', { from: '2025-07-01', parent: 'NONE' }), 'ORG_PARENT_UNKNOWN'],
    ['before it was', changedRows(RECORD, 'a', { from: '2019-01-01', name: 'x' }), 'ORG_INACTIVE'],
    ['to no name', changedRows(RECORD, 'a', { from: '2025-07-01', name: ' ' }), 'TEXT_EMPTY'],
    ['by ending it above others', closedRows(RECORD, 'a', '2025-06-30'), 'ORG_PARENT_NOT_VALID'],
    ['by ending what is not', closedRows(RECORD, 'a', '2019-01-01'), 'ORG_INACTIVE'],
    [
      'by a code that is borne',
      addedRows(RECORD, { code: 'B', name: 'x', kind: 'cell', parent: 'A', from: '2025-07-01' }),
      'UNIT_CODE_TAKEN',
    ],
    [
      'by a kind that is none',
      addedRows(RECORD, { code: 'N', name: 'x', kind: 'club', parent: 'A', from: '2025-07-01' }),
      'UNIT_KIND_UNKNOWN',
    ],
    [
      'beneath what is not yet',
      addedRows(RECORD, { code: 'N', name: 'x', kind: 'cell', parent: 'A', from: '2019-01-01' }),
      'ORG_PARENT_NOT_VALID',
    ],
  ])('is not changed %s', (_name, rows, code) => {
    expect(after(rows)).toContain(code);
  });

  it('ends with its last day, whatever was to come', () => {
    const planned = versions(changedRows(RECORD, 'cell', { from: '2026-01-01', name: 'Chi bộ mới' }));
    expect(life(versions(closedRows(planned, 'cell', '2025-06-30')), 'cell')).toEqual([{ ...RECORD[4], validTo: '2025-06-30' }]);
  });

  it('is added one level beneath its parent', () => {
    const added = versions(addedRows(RECORD, { code: 'C', name: 'Chi bộ C', kind: 'cell', parent: 'A', from: '2025-07-01' }));
    expect(added.find(({ code }) => code === 'C')).toMatchObject({ parent: 'a', level: 3, validFrom: '2025-07-01' });
  });

  it('leaves every other body, and every day before, as they were', () => {
    const change = fc.record({
      from: fc.constantFrom('2021-03-01', '2024-12-31', '2025-07-01'),
      name: fc.option(fc.constantFrom('Tên mới', 'Tên khác'), { nil: undefined }),
      parent: fc.option(fc.constantFrom('ROOT', 'A', 'B'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'commune', 'cell'), change), { maxLength: 6 }), (changes) => {
        let record: UnitVersion[] = RECORD;
        for (const [id, { from, name, parent }] of changes) {
          const said: UnitChange = { from, ...(name !== undefined && { name }), ...(parent !== undefined && { parent }) };
          const next = after(changedRows(record, id, said));
          if (typeof next[0] === 'string') continue;
          const before = treeAsOf(record, '2020-12-31').units;
          record = next as UnitVersion[];
          const then = treeAsOf(record, '2020-12-31').units;
          for (const [one, version] of before) expect({ ...then.get(one), validTo: undefined }).toEqual({ ...version, validTo: undefined });
          const on = treeAsOf(record, from).units;
          if (name !== undefined) expect(on.get(id)?.name).toBe(name);
          for (const version of on.values())
            if (version.parent !== undefined) expect(version.level).toBeGreaterThan(on.get(version.parent)!.level);
        }
      }),
      { numRuns: 60 },
    );
  });
});
