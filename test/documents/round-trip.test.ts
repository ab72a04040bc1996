import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkPlanFile, writePlanInMaking } from '../../contract/plan-file.js';
import { readUnitFile } from '../../contract/unit-file.js';
import { extractDocx } from '../../documents/docx.js';
import { writePaper } from '../../documents/paper-docx.js';
import type { Office } from '../../documents/papers/office.js';
import { planPaper } from '../../documents/papers/plan.js';
import { addDays } from '../../domain/day.js';
import type { Plan, Timing } from '../../domain/plan.js';
import { planUnitImport } from '../../domain/unit-rows.js';
import { treeAsOf, type UnitTree } from '../../domain/unit.js';
import { proposalIn } from '../../reading/propose.js';
import { readDocument } from '../../reading/read.js';

function sampleTree(): UnitTree {
  const read = readUnitFile(readFileSync('examples/units.csv'), 'units.csv');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  let made = 0;
  const planned = planUnitImport(read.rows, [], () => `unit${String((made += 1)).padStart(8, '0')}`);
  if ('problems' in planned) throw new Error(JSON.stringify(planned.problems));
  return treeAsOf(planned.versions, '2026-02-01');
}
const tree = sampleTree();
const nameOf = (code: string) => tree.units.get(tree.byCode.get(code) ?? '')?.name ?? code;
const office: Office = {
  name: 'Tỉnh ủy',
  kind: 'partyCommittee',
  head: { name: 'Hà Xuân Lâm', position: 'Bí thư Tỉnh ủy' },
  place: 'Hòa Bình',
  code: 'TU',
};

const bodies = fc.constantFrom('BTCTU', 'BTGTU', 'VPTU', 'HU-KIMBOI', 'HU-LACDUONG', 'DUK');
const day = fc.integer({ min: 30, max: 300 }).map((days) => addDays('2026-02-14', days));
const timing: fc.Arbitrary<Timing> = fc.oneof(
  day.map((on): Timing => ({ kind: 'dated', due: { on } })),
  day.map((before): Timing => ({ kind: 'dated', due: { before } })),
  fc.constant<Timing>({ kind: 'standing' }),
);
const WORK = [
  'Rà soát, sắp xếp các chi bộ trong doanh nghiệp',
  'Mở lớp bồi dưỡng bí thư chi bộ',
  'Xây dựng quy chế phối hợp giữa các cơ quan tham mưu',
  'Kiểm tra việc thực hiện nghị quyết tại cơ sở',
  'Nâng cao chất lượng sinh hoạt chi bộ',
  'Tuyên truyền gương người tốt, việc tốt',
];
const tasks = fc
  .uniqueArray(fc.constantFrom(...WORK), { minLength: 1, maxLength: WORK.length })
  .chain((titles) =>
    fc.tuple(
      ...titles.map((title) =>
        fc.record({ title: fc.constant(title), units: fc.uniqueArray(bodies, { minLength: 1, maxLength: 3 }), timing }),
      ),
    ),
  );
const PURPOSES = ['toReport', 'toImplement', 'toCooperate', 'toKnow'] as const;

const plan: fc.Arbitrary<Plan> = fc
  .record({
    ordinal: fc.integer({ min: 10, max: 400 }),
    subject: fc.constantFrom(
      'nâng cao chất lượng sinh hoạt chi bộ năm 2026',
      'phát triển đảng viên năm 2026',
      'thực hiện công tác kiểm tra, giám sát năm 2026',
    ),
    tasks,
    bases: fc.uniqueArray(fc.constantFrom('28-NQ/TW', '12-HD/BTCTW', '05-QĐ/TW'), { maxLength: 3 }),
    recipients: fc.uniqueArray(fc.tuple(bodies, fc.constantFrom(...PURPOSES)), { minLength: 1, maxLength: 4, selector: ([unit]) => unit }),
    floor: fc.option(fc.integer({ min: 100, max: 5000 }), { nil: undefined }),
    sections: fc.boolean(),
  })
  .map(({ ordinal, subject, tasks: made, bases, recipients, floor, sections }) => {
    const text = writePlanInMaking(
      {
        symbol: `${ordinal}-KH/TU`,
        type: 'plan',
        issuer: 'TU',
        date: '2026-02-14',
        place: 'Hòa Bình',
        subject,
        horizon: { from: '2026-02-14', to: '2026-12-31' },
        signatory: { name: 'Hà Xuân Lâm', position: 'BÍ THƯ', authority: 'T/M BAN THƯỜNG VỤ' },
        legalBases: bases.map((symbol) => ({
          relation: 'basis',
          type: symbol.includes('NQ') ? 'resolution' : symbol.includes('HD') ? 'guidance' : 'regulation',
          symbol,
          date: '2022-11-17',
          issuer: symbol.includes('BTC') ? 'Ban Tổ chức Trung ương' : 'Ban Chấp hành Trung ương',
        })),
        ...(sections && { sections: [{ id: 's1', number: 'I', title: 'Nhiệm vụ, giải pháp', sections: [] }] }),
        ...(floor !== undefined && {
          targets: [
            {
              id: 'c1',
              indicator: 'Kết nạp đảng viên mới',
              comparator: 'atLeast',
              value: floor,
              unit: 'đảng viên',
              time: { kind: 'year', year: 2026 },
            },
          ],
        }),
        tasks: made.map(({ title, units: [lead, ...cooperate], timing: when }, at) => ({
          id: `t${at + 1}`,
          title,
          ...(sections && { clause: 'I' }),
          lead: [{ unit: lead! }],
          ...(cooperate.length > 0 && { cooperate: cooperate.map((unit) => ({ unit })) }),
          timing: when,
        })),
        recipients: recipients.map(([unit, purpose]) => ({ to: [{ unit }], purpose, line: nameOf(unit) })),
        evidenceCadence: 'quarter',
      },
      [],
    );
    const { plan: read, problems } = checkPlanFile(text, { tree });
    if (!read) throw new Error(JSON.stringify(problems));
    return read;
  });

const inOrder = (a: string, b: string) => (a < b ? -1 : 1);

/** What a plan says that a paper prints: ids, defaults and order of bodies aside. */
function saidBy(given: Partial<Plan>) {
  const units = (selectors: readonly object[] = []) =>
    selectors.map((one) => ('unit' in one ? one.unit : JSON.stringify(one))).toSorted((a, b) => inOrder(String(a), String(b)));
  const {
    symbol,
    type,
    issuer,
    date,
    place,
    subject,
    horizon,
    signatory,
    legalBases = [],
    targets = [],
    tasks: all = [],
    recipients = [],
  } = given;
  return {
    symbol,
    type,
    issuer,
    date,
    place,
    subject,
    horizon,
    signatory,
    legalBases: legalBases.map(({ symbol: of, date: on, issuer: by }) => ({ of, on, by })),
    targets: targets.map(({ comparator, value, unit, time }) => ({ comparator, value, unit, time })),
    tasks: all.map(({ title, lead, cooperate, timing: when }) => ({ title, lead: units(lead), cooperate: units(cooperate), when })),
    recipients: recipients.map(({ to, purpose }) => ({ to: units(to), purpose })),
  };
}

describe('a plan that was written as a paper', () => {
  it('is read back as the plan it was', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const { plainText } = await extractDocx(await writePaper(planPaper(given, office, nameOf)));
        const read = proposalIn(tree, readDocument(plainText)).plan;
        expect(saidBy(read as Partial<Plan>)).toEqual(saidBy(given));
      }),
      { numRuns: 25 },
    );
  });
});
