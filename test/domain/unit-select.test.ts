import fc from 'fast-check';
import type { UnitSelector } from '../../domain/plan.js';
import { expandSelectors } from '../../domain/unit-select.js';
import { ancestorsOf, treeAsOf } from '../../domain/unit.js';
import { aTreeOverTime, aUnit } from '../builders/unit-tree.js';

const tree = treeAsOf(
  [
    aUnit('root', { code: 'TU' }),
    aUnit('b', { code: 'HU-B', tags: ['poor'] }),
    aUnit('a', { code: 'HU-A', level: 3 }),
    aUnit('board', { code: 'BTC', kind: 'orgBoard' }),
    aUnit('union', { code: 'LĐLĐ', kind: 'massOrganisation' }),
    aUnit('b2', { code: 'B2', parent: 'b', level: 3, kind: 'cell', tags: ['poor', 'armed'] }),
    aUnit('b1', { code: 'B1', parent: 'b', level: 3 }),
    aUnit('a1', { code: 'A1', parent: 'a', level: 4, kind: 'cell' }),
    aUnit('gone', { code: 'GONE', validTo: '2024-12-31' }),
    aUnit('other', { code: 'OTHER', parent: undefined, level: 1 }),
    aUnit('below-other', { code: 'BELOW', parent: 'other' }),
  ],
  '2025-01-01',
);

const groups: Record<string, UnitSelector[]> = {
  committees: [{ depth: 'direct', kinds: ['partyCommittee'] }],
  cells: [{ under: 'TU', depth: 'all', kinds: ['cell'] }],
  both: [{ group: 'cells' }, { group: 'committees' }, { group: 'cells' }],
  round: [{ unit: 'B1' }, { group: 'about' }],
  about: [{ group: 'round' }, { unit: 'B2' }],
  self: [{ group: 'self' }],
  wrong: [{ unit: 'NOBODY' }],
  empty: [],
};

const expand = (selectors: UnitSelector[], issuer = 'root', at?: string) => expandSelectors(tree, issuer, groups, selectors, at);

describe('choosing units', () => {
  const cases: [string, string, UnitSelector[], string[]][] = [
    ['nobody', 'root', [], []],
    ['one by code', 'root', [{ unit: 'B1' }], ['b1']],
    ['the issuer itself', 'root', [{ unit: 'TU' }], ['root']],
    ['each once, in the order of the tree', 'root', [{ unit: 'B2' }, { unit: 'B1' }, { unit: 'HU-A' }, { unit: 'B2' }], ['a', 'b1', 'b2']],
    ['all directly beneath the issuer', 'root', [{ depth: 'direct' }], ['board', 'a', 'b', 'union']],
    ['all beneath the issuer', 'b', [{ depth: 'all' }], ['b1', 'b2']],
    ['all beneath another', 'root', [{ under: 'HU-A', depth: 'all' }], ['a1']],
    [
      'nobody beneath a leaf',
      'root',
      [
        { under: 'A1', depth: 'direct' },
        { under: 'A1', depth: 'all' },
      ],
      [],
    ],
    ['of some kinds', 'root', [{ depth: 'all', kinds: ['cell', 'orgBoard'] }], ['board', 'a1', 'b2']],
    ['of a level', 'root', [{ depth: 'all', level: 3 }], ['a', 'b1', 'b2']],
    ['with a tag', 'root', [{ depth: 'all', tag: 'poor' }], ['b', 'b2']],
    ['by all of these together', 'root', [{ depth: 'all', tag: 'poor', kinds: ['cell'], level: 3 }], ['b2']],
    [
      'but some, not what stands beneath them',
      'root',
      [{ depth: 'all', except: ['HU-B', 'LĐLĐ', 'TU'] }],
      ['board', 'a', 'a1', 'b1', 'b2'],
    ],
    ['of a group', 'root', [{ group: 'committees' }], ['a', 'b']],
    ['of a group of groups', 'root', [{ group: 'both' }], ['a', 'a1', 'b', 'b2']],
    ['of a group of nobody', 'root', [{ group: 'empty' }], []],
    ['of a group, from the issuer', 'b', [{ group: 'committees' }], ['b1']],
  ];
  it.each(cases)('%s', (_, issuer, selectors, units) => {
    expect(expand(selectors, issuer)).toMatchObject({ units, problems: [] });
  });

  it('tells who does not stand beneath the issuer', () => {
    expect(expand([{ unit: 'B1' }, { unit: 'HU-B' }, { unit: 'LĐLĐ' }, { unit: 'TU' }], 'b')).toEqual({
      units: ['root', 'b', 'b1', 'union'],
      outside: ['root', 'union'],
      problems: [],
    });
  });

  it('names codes that are not in the tree, not active that day, or under another root, each where it stands', () => {
    const selectors: UnitSelector[] = [
      { unit: 'NOBODY' },
      { unit: 'GONE' },
      { under: 'BELOW', depth: 'all', except: ['OTHER'] },
      { depth: 'direct', except: ['HU-A', 'NO'] },
      { unit: 'B1' },
    ];
    const { units, problems } = expand(selectors, 'root', 'tasks.0.lead');
    expect(problems).toEqual([
      { code: 'UNIT_UNKNOWN', path: 'tasks.0.lead.0.unit', data: { code: 'NOBODY' } },
      { code: 'ORG_INACTIVE', path: 'tasks.0.lead.1.unit', data: { code: 'GONE', day: '2025-01-01' } },
      { code: 'UNIT_UNKNOWN', path: 'tasks.0.lead.2.under', data: { code: 'BELOW' } },
      { code: 'UNIT_UNKNOWN', path: 'tasks.0.lead.2.except.0', data: { code: 'OTHER' } },
      { code: 'UNIT_UNKNOWN', path: 'tasks.0.lead.3.except.1', data: { code: 'NO' } },
    ]);
    expect(units).toEqual(['board', 'b', 'b1', 'union']);
  });

  it('names a group that the plan does not have, and what a group got wrong once', () => {
    const { problems } = expand([{ group: 'none' }, { group: 'toString' }, { group: 'wrong' }, { group: 'wrong' }]);
    expect(problems).toEqual([
      { code: 'GROUP_UNKNOWN', path: '0.group', data: { group: 'none' } },
      { code: 'GROUP_UNKNOWN', path: '1.group', data: { group: 'toString' } },
      { code: 'UNIT_UNKNOWN', path: 'groups.wrong.0.unit', data: { code: 'NOBODY' } },
    ]);
  });

  it('names groups that hold one another, and still takes what is sound in them', () => {
    expect(expand([{ group: 'round' }])).toEqual({
      units: ['b1', 'b2'],
      outside: [],
      problems: [{ code: 'GROUP_CYCLE', path: 'groups.about.0.group', data: { group: 'round', path: 'round → about → round' } }],
    });
    expect(expand([{ group: 'self' }]).problems[0]!.data.path).toBe('self → self');
  });

  it('opens groups held in many groups once each', () => {
    const nested: Record<string, UnitSelector[]> = { g0: [{ unit: 'B1' }] };
    for (let n = 1; n < 60; n += 1) nested[`g${n}`] = [{ group: `g${n - 1}` }, { group: `g${n - 1}` }];
    expect(expandSelectors(tree, 'root', nested, [{ group: 'g59' }]).units).toEqual(['b1']);
  });

  it('refuses an issuer that is not in the tree', () => {
    expect(expand([{ unit: 'B1' }], 'gone', 'issuer')).toEqual({
      units: [],
      outside: [],
      problems: [{ code: 'UNIT_UNKNOWN', path: 'issuer', data: { code: 'gone' } }],
    });
  });

  it('takes direct from all, all from the tree, in the same order however asked', () => {
    fc.assert(
      fc.property(aTreeOverTime, fc.nat(), (versions, pick) => {
        const random = treeAsOf(versions, '2020-02-01');
        const ids = [...random.order.keys()];
        fc.pre(ids.length > 0);
        const issuer = ids[pick % ids.length]!;
        const all = expandSelectors(random, issuer, {}, [{ depth: 'all' }]);
        expect(all.units).toEqual(ids.filter((id) => ancestorsOf(random, id).includes(issuer)));
        expect(all.outside).toEqual([]);
        const oneByOne = all.units.toReversed().map((id) => ({ unit: random.units.get(id)!.code }));
        expect(expandSelectors(random, issuer, {}, oneByOne).units).toEqual(all.units);
        const direct = expandSelectors(random, issuer, {}, [{ depth: 'direct' }]).units;
        expect(direct).toEqual(all.units.filter((id) => random.units.get(id)!.parent === issuer));
      }),
    );
  });
});
