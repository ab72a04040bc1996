import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlanFile, writePlanInMaking } from '../../contract/plan-file.js';
import { readUnitFile } from '../../contract/unit-file.js';
import { planUnitImport } from '../../domain/unit-rows.js';
import { treeAsOf, type UnitTree } from '../../domain/unit.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { proposalOf } from '../../reading/proposal.js';
import { readDocument } from '../../reading/read.js';
import { resolverOf } from '../../reading/resolve.js';
import { PROVINCE_PLAN } from './papers.js';

function sampleTree(): UnitTree {
  const read = readUnitFile(readFileSync(join(__dirname, '..', '..', 'examples', 'units.csv')), 'units.csv');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  let made = 0;
  const planned = planUnitImport(read.rows, [], () => `unit${String((made += 1)).padStart(8, '0')}`);
  if ('problems' in planned) throw new Error(JSON.stringify(planned.problems));
  return treeAsOf(planned.versions, '2022-02-14');
}

const tree = sampleTree();
const resolve = resolverOf(tree, tree.byCode.get('TU'));

describe('names of bodies', () => {
  test.each([
    ['Ban Tổ chức Tỉnh ủy', [{ unit: 'BTCTU' }]],
    ['BTC Tỉnh uỷ (b/c)', [{ unit: 'BTCTU' }]],
    ['Ban Thường vụ Tỉnh ủy', [{ unit: 'TU' }]],
    ['Huyện ủy Kim Bôi', [{ unit: 'HU-KIMBOI' }]],
    ['Các huyện ủy', expect.arrayContaining([{ unit: 'HU-KIMBOI' }, { unit: 'HU-DABAC' }])],
    ['các chi bộ trực thuộc', undefined],
    ['Sở Kỳ Lạ', undefined],
    ['các cơ quan, đơn vị liên quan', undefined],
  ])('%s', (name, selectors) => {
    expect(resolve([name])).toEqual(selectors === undefined ? { selectors: [], asked: [name] } : { selectors, asked: [] });
  });

  test('committees named side by side are one group of the kind, without what stands apart by name', () => {
    expect(resolve(['Các huyện ủy, thành ủy, thị ủy', 'đảng ủy trực thuộc Tỉnh ủy'])).toEqual({
      selectors: [{ depth: 'direct', kinds: ['partyCommittee'], except: ['TB-TU'] }],
      asked: [],
    });
  });
});

describe('the plan that a draft proposes', () => {
  const draft = readDocument(PROVINCE_PLAN);
  const { plan, questions } = proposalOf(draft, resolve);

  test('carries what the text says, and asks the rest', () => {
    expect(plan).toMatchObject({
      symbol: '21-KH/TU',
      type: 'plan',
      issuer: 'TU',
      date: '2022-02-14',
      horizon: { from: '2022-02-14', to: '2022-12-31' },
      signatory: { position: 'BÍ THƯ', authority: 'T/M BAN THƯỜNG VỤ' },
      targets: [{ comparator: 'atLeast', value: 1600, unit: 'đảng viên', time: { kind: 'year', year: 2022 } }],
    });
    expect(plan.tasks.map(({ timing }) => timing)).toEqual([
      { kind: 'dated', due: { before: '2022-03-31' } },
      { kind: 'standing' },
      { kind: 'periodic', period: 'quarter', due: { endOf: 'period' } },
      { kind: 'undated', reviewAfterDays: 90 },
    ]);
    expect(plan.reports).toMatchObject([{ period: 'quarter' }]);
    expect(questions).toEqual([
      { code: 'body', data: { item: 't4', name: 'Sở Kỳ Lạ' } },
      { code: 'cadence', data: {} },
    ]);
  });

  test('is a plan file that a check takes', () => {
    const text = writePlanInMaking(plan, ['một\nhai']);
    expect(text).toMatch(/^# một hai\ndondoc: plan\/1\n/u);
    expect(checkPlanFile(text, { tree, calendar: vietnamCalendar })).toMatchObject({ problems: [] });
  });

  test('without bodies every name is asked, and nothing takes its place', () => {
    const bare = proposalOf(draft, (names) => ({ selectors: [], asked: [...names] }));
    expect(bare.plan.issuer).toBeUndefined();
    expect(bare.plan.tasks.every(({ lead }) => lead!.length === 0)).toBe(true);
    expect(bare.questions.map(({ code }) => code)).toEqual(expect.arrayContaining(['issuer', 'body']));
  });
});
