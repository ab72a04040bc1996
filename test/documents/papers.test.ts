import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readPlanFile } from '../../contract/plan-file.js';
import { extractDocx } from '../../documents/docx.js';
import type { Paper, PaperPart } from '../../documents/paper.js';
import { writePaper } from '../../documents/paper-docx.js';
import { closingPaper } from '../../documents/papers/closing.js';
import { consolidatedPaper } from '../../documents/papers/consolidated.js';
import { type LateDuty, latePaper } from '../../documents/papers/late.js';
import { headBy, type Office, signedBy } from '../../documents/papers/office.js';
import { planPaper } from '../../documents/papers/plan.js';
import { reportPaper } from '../../documents/papers/report.js';
import { urgingLetter } from '../../documents/papers/urging.js';
import type { Plan } from '../../domain/plan.js';

const province: Office = {
  name: 'Tỉnh ủy Hòa Bình',
  kind: 'partyCommittee',
  head: { name: 'Hà Xuân Lâm', position: 'Bí thư Tỉnh ủy' },
  place: 'Hòa Bình',
  code: 'TU',
};
const district: Office = {
  name: 'Huyện ủy Kim Bôi',
  kind: 'partyCommittee',
  parent: 'Tỉnh ủy Hòa Bình',
  head: { position: 'Bí thư Huyện ủy' },
};

const planOf = (name: string): Plan => {
  const read = readPlanFile(readFileSync(`examples/${name}.yaml`, 'utf8'));
  if (!('plan' in read)) throw new Error(name);
  return read.plan;
};
const plan = planOf('plan-77-kh-tu');
const nameOf = (unit: string) => ({ TU: 'Tỉnh ủy', BTCTU: 'Ban Tổ chức Tỉnh ủy', 'HU-KIMBOI': 'Huyện ủy Kim Bôi' })[unit] ?? unit;
const late = (unit: string, overdueDays: number, urged = 0): LateDuty => ({
  unit,
  title: 'Số liệu kết nạp đảng viên trong tháng',
  period: '2022-M03',
  dueDay: '2022-04-08',
  overdueDays,
  urged,
});

/** A paper as it is read back. */
const readBack = async (paper: Paper) => extractDocx(await writePaper(paper));
const linesOf = async (paper: Paper) => (await readBack(paper)).plainText.split('\n').filter((line) => line.trim() !== '');

describe('the head of a paper', () => {
  test.each<[string, Office, string | undefined]>([
    ['of a province has nothing above', province, undefined],
    ['of a district names the Party organisation above', district, 'Đảng bộ tỉnh Hòa Bình'],
    [
      'of a commune names the Party organisation above',
      { name: 'Đảng ủy xã Mỵ Hòa', kind: 'grassrootsOrg', parent: 'Huyện ủy Kim Bôi' },
      'Đảng bộ huyện Kim Bôi',
    ],
    [
      'of a cell names the Party organisation above',
      { name: 'Chi bộ Thôn 1', kind: 'cell', parent: 'Đảng ủy xã Mỵ Hòa' },
      'Đảng bộ xã Mỵ Hòa',
    ],
    ['of a board names the committee it serves', { name: 'Ban Tổ chức', kind: 'orgBoard', parent: 'Thành ủy Hà Nội' }, 'Thành ủy Hà Nội'],
  ])('%s', (_, office, superior) => {
    expect(headBy(office, 'BC')).toMatchObject({ issuer: office.name });
    expect(headBy(office, 'BC').superior).toBe(superior);
  });

  it('leaves the number to the registry', () => {
    expect(headBy(province, 'CV').symbol).toBe('      -CV/TU');
  });
});

describe('the signature of a paper', () => {
  test.each<[string, Office, object]>([
    ['of a committee is by its secretary in its name', district, { authority: 'T/M Huyện ủy', position: 'Bí thư' }],
    ['of a cell likewise', { name: 'Chi bộ Thôn 1', kind: 'cell' }, { authority: 'T/M Chi bộ', position: 'Bí thư' }],
    [
      'of a board is by its head, plainly',
      { name: 'Ban Tổ chức', kind: 'orgBoard', head: { name: 'A', position: 'Trưởng ban Tổ chức' } },
      { position: 'Trưởng ban', name: 'A' },
    ],
  ])('%s', (_, office, expected) => {
    expect(signedBy(office)).toEqual(expected);
  });

  it('is the one that the plan names', () => {
    const signatory = { name: 'B', position: 'Phó Bí thư', authority: 'T/M BAN THƯỜNG VỤ' };
    expect(signedBy(province, signatory)).toEqual(signatory);
  });
});

describe('a plan on paper', () => {
  it('has head, title, bases, all that it holds, recipients, signature and an appendix of tasks', async () => {
    const lines = await linesOf(planPaper(plan, province, nameOf));
    expect(lines.slice(0, 5)).toEqual([
      'TỈNH ỦY HÒA BÌNH',
      '*',
      'Số 77-KH/TU',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Hòa Bình, ngày 14 tháng 02 năm 2022',
    ]);
    expect(lines.slice(5, 8)).toEqual(['KẾ HOẠCH', 'phát triển đảng viên năm 2022', '-----']);
    expect(lines).toContain(
      '- Theo Chỉ thị số 28-CT/TW, ngày 21/01/2019 của Ban Bí thư về chất lượng kết nạp đảng viên; rà soát, sàng lọc và đưa người không còn đủ tư cách ra khỏi Đảng;',
    );
    expect(lines).toContain('1. Chỉ tiêu');
    expect(lines).toContain('- Đảng viên mới được kết nạp: phấn đấu từ 1.600 đảng viên trở lên trong năm 2022.');
    expect(lines).toContain(
      '- Các đảng bộ trực thuộc Tỉnh ủy hằng tháng gửi số liệu kết nạp đảng viên trong tháng về Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy), chậm nhất ngày 08 của tháng sau kỳ.',
    );
    expect(lines).toContain('4. Chế độ báo cáo và các nhiệm vụ khác');
    expect(lines.slice(lines.indexOf('Nơi nhận:'), lines.indexOf('Phụ lục'))).toEqual([
      'Nơi nhận:',
      '- Các đảng bộ trực thuộc Tỉnh ủy (t/h);',
      '- Ban Tổ chức, Ban Tuyên giáo, Đảng đoàn Liên đoàn Lao động, Tỉnh đoàn (t/h);',
      '- Ban Dân vận và các đoàn thể tỉnh (p/h);',
      '- Lưu Văn phòng Tỉnh ủy.',
      'T/M TỈNH ỦY',
      'BÍ THƯ',
      'Hà Xuân Lâm',
    ]);
    expect(lines).toContain('(kèm theo Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy Hòa Bình)');
    expect(lines).toContain('STT | Nội dung | Chủ trì | Phối hợp | Thời gian | Sản phẩm');
  });

  test.each(['plan-77-kh-tu', 'plan-132-kh-tu', 'plan-301-kh-tu', 'plan-77-kh-duk', 'plan-kim-boi', 'plan-lac-duong'])(
    '%s leaves none of its items out',
    async (name) => {
      const one = planOf(name);
      const text = (await readBack(planPaper(one, province, nameOf))).plainText;
      for (const { title } of one.tasks) expect(text.split(title.trim().replace(/[.;,]+$/, '')).length - 1).toBeGreaterThanOrEqual(2);
      for (const { indicator } of one.targets) expect(text).toContain(indicator);
      for (const { text: objective } of one.objectives) expect(text).toContain(objective.trim().replace(/[.;,]+$/, ''));
      for (const { title } of one.reports) expect(text).toContain(title.slice(1));
      for (const { symbol } of one.legalBases) expect(text).toContain(symbol ?? '');
    },
  );
});

describe('a letter of urging', () => {
  it('to one body has its duties in the letter, with the old deadline and the new', async () => {
    const lines = await linesOf(
      urgingLetter(plan, province, [late('Huyện ủy Kim Bôi', 12)], '2022-04-20', {
        deadline: '2022-04-29',
        receiver: 'Ban Tổ chức Tỉnh ủy',
      }),
    );
    expect(lines).toContain('về việc đôn đốc thực hiện Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy Hòa Bình');
    expect(lines).toContain('Hòa Bình, ngày      tháng 4 năm 2022');
    expect(lines).toContain('Kính gửi: Huyện ủy Kim Bôi');
    expect(lines).toContain('- Số liệu kết nạp đảng viên trong tháng (tháng 3/2022): thời hạn 08/04/2022, quá hạn 12 ngày.');
    expect(lines).toContain(
      'Tỉnh ủy Hòa Bình đề nghị đơn vị khẩn trương hoàn thành và gửi kết quả về Tỉnh ủy Hòa Bình (qua Ban Tổ chức Tỉnh ủy) trước ngày 29/04/2022.',
    );
    expect(lines).toContain('- Như trên;');
    expect(lines).not.toContain('Phụ lục');
  });

  it('to several has them in an appendix, longest overdue first, and counts which letter it is', async () => {
    const paper = urgingLetter(plan, province, [late('Huyện ủy Tân Lạc', 3), late('Huyện ủy Kim Bôi', 12, 1)], '2022-04-20');
    expect(paper.subject).toMatch(/\(lần 2\)$/);
    const lines = await linesOf(paper);
    expect(lines).toEqual(expect.arrayContaining(['Kính gửi:', '- Huyện ủy Tân Lạc;', '- Huyện ủy Kim Bôi.']));
    expect(lines).toContain('1 | Huyện ủy Kim Bôi | Số liệu kết nạp đảng viên trong tháng (tháng 3/2022) | 08/04/2022 | 12 | 1');
  });

  it('to more than ten is addressed to its appendix', () => {
    const many = Array.from({ length: 11 }, (_, n) => late(`Đảng ủy ${n}`, 1));
    expect(urgingLetter(plan, province, many, '2022-04-20').addressees).toEqual(['Các đơn vị có tên trong Phụ lục kèm theo']);
  });
});

it('a list of the late says so when nobody is', async () => {
  expect(await linesOf(latePaper(plan, province, [], '2022-04-20'))).toContain(
    'Đến hết ngày 20/04/2022, không có đơn vị nào quá hạn trong việc thực hiện Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy Hòa Bình về phát triển đảng viên năm 2022.',
  );
});

describe('a report on paper', () => {
  const { form, title } = plan.reports[0]!;
  const handedIn = { title, period: '2022-M03', form, nil: false, lodgedOn: '2022-04-07', receiver: 'Tỉnh ủy' } as const;

  it('has its figures as people write them, a gap where one is missing, and texts under their headings', async () => {
    const body = { figures: { 'ket-nap': 1234.5, nguon: null }, narrative: { 'vuong-mac': 'Thiếu nguồn.\nLịch lớp chậm.' } };
    const lines = await linesOf(reportPaper(plan, 'Tỉnh ủy', district, { ...handedIn, body }));
    expect(lines.slice(0, 4)).toEqual(['ĐẢNG BỘ TỈNH HÒA BÌNH', 'HUYỆN ỦY KIM BÔI', '*', 'Số       -BC/……']);
    expect(lines).toContain('1 | Số đảng viên kết nạp trong tháng | đảng viên | 1.234,5');
    expect(lines).toContain('2 | Số quần chúng trong nguồn cuối tháng | người | ');
    expect(lines.slice(lines.indexOf('II- KHÓ KHĂN, VƯỚNG MẮC'))).toEqual(expect.arrayContaining(['Thiếu nguồn.', 'Lịch lớp chậm.']));
  });

  it('that there was nothing to report has no table', async () => {
    const body = { figures: {}, narrative: {}, nilReason: 'Chưa có quần chúng đủ điều kiện.' };
    const paper = reportPaper(plan, 'Tỉnh ủy', district, { ...handedIn, body, nil: true });
    expect(paper.parts.some(({ kind }) => kind === 'table')).toBe(false);
    expect(await linesOf(paper)).toContain('Trong kỳ không phát sinh. Chưa có quần chúng đủ điều kiện.');
  });

  it('consolidated tells who is missing, and has each body in the appendix with the total last', async () => {
    const consolidated = {
      figures: { 'ket-nap': { rollup: 'sum' as const, value: 21, sources: [{ unit: 'HU-KIMBOI', version: 1, value: 21 }] } },
      coverage: { expected: 2, delivered: 1, nil: 0 },
      missing: ['DUK'],
      nilUnits: [],
      narrative: { 'vuong-mac': [{ unit: 'HU-KIMBOI', text: 'Thiếu nguồn.' }] },
    };
    const one = { ...form, figures: form.figures.slice(0, 1) };
    const lines = await linesOf(
      consolidatedPaper(plan, province, { title, period: '2022-M03', revision: 1, form: one, consolidated }, nameOf, '2022-04-20'),
    );
    expect(lines).toContain('- Chưa gửi hoặc chưa được chấp nhận (1): DUK.');
    expect(lines).toContain('- Huyện ủy Kim Bôi: Thiếu nguồn.');
    expect(lines.slice(-3)).toEqual(['1 | Huyện ủy Kim Bôi | 21 | ', '2 | DUK |  | chưa báo cáo', ' | Tổng hợp | 21 | ']);
  });

  it('that closes a plan counts by state and judges targets', async () => {
    const closing = {
      summary: 'Hoàn thành.',
      counts: { doneOnTime: 1200, openOverdue: 3 },
      targets: [{ indicator: 'Kết nạp', comparator: 'atLeast' as const, bound: 1600, unit: 'đảng viên', state: 'met', value: 1612 }],
      reports: [],
    };
    const lines = await linesOf(closingPaper(plan, province, closing, '2023-01-05'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Hoàn thành đúng hạn | 1.200',
        'Tổng số | 1.203',
        'Kết nạp (đảng viên) | ≥ 1.600 | 1.612 | Đạt',
        'III- ĐÁNH GIÁ CHUNG',
      ]),
    );
  });
});

it('any paper is read back as it was written: each part a paragraph of its own, each cell where it stands', async () => {
  const text = fc.stringMatching(/^[A-Za-zàáảãạđĐưừ<&'"{}$0-9][A-Za-zàáảãạđĐưừ <&'"{}$0-9]{0,18}[a-z0-9]$/);
  const part = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text }),
    fc.record({ kind: fc.constant('dash' as const), text }),
    fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2 as const, 3 as const), text }),
    fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 3 }).map((rows) => ({
      kind: 'table' as const,
      table: { columns: [1, 2, 3].map((n) => ({ title: `Cột ${n}`, share: n })), rows: rows.map((cells) => ({ cells: [...cells] })) },
    })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), text, async (parts: PaperPart[], subject) => {
      const paper: Paper = {
        issuer: 'Tỉnh ủy',
        symbol: '1-KH/TU',
        type: 'Kế hoạch',
        subject,
        parts,
        recipients: ['Lưu'],
        signature: { position: 'Bí thư' },
      };
      const lines = await linesOf(paper);
      const expected = parts.flatMap((one) =>
        one.kind === 'table'
          ? ['Cột 1 | Cột 2 | Cột 3', ...one.table.rows.map(({ cells }) => cells.join(' | '))]
          : [one.kind === 'dash' ? `- ${one.text}` : one.text],
      );
      expect(lines.slice(lines.indexOf('-----') + 1, lines.indexOf('Nơi nhận:'))).toEqual(expected);
      expect(lines[lines.indexOf('-----') - 1]).toBe(subject);
    }),
    { numRuns: 40 },
  );
});
