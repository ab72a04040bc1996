import type { Draft } from '../../reading/draft.js';
import { readDocument } from '../../reading/read.js';
import { ARTICLE, COMMUNE_PLAN, LETTER, NOTICE, PARTY_PLAN, PRESS, PRESS_LIST, PROGRAMME, STATE_PLAN } from './papers.js';

const numbers = (draft: Draft) => draft.legalBases.map(({ number, subject }) => number ?? subject);
const tasksOf = (draft: Draft) =>
  draft.tasks.map(({ content, lead, deadline }) => ({ content: content.slice(0, 24), lead, due: deadline.iso ?? deadline.kind }));

describe('a Party plan', () => {
  const draft = readDocument(PARTY_PLAN);

  it('has its head read', () => {
    expect(draft).toMatchObject({
      textKind: 'document',
      number: { value: '15-KH/HU', ordinal: 15, typeCode: 'KH', bodyCode: 'HU' },
      type: 'ke-hoach',
      issuer: { name: 'Ban Thường vụ Huyện ủy Thanh Sơn', superior: 'Đảng bộ tỉnh Sông Lam' },
      place: 'Thanh Sơn',
      date: { iso: '2026-03-09' },
    });
    expect(draft.subject).toMatch(/^thực hiện Chỉ thị số 08-CT\/TU.*sinh hoạt chi bộ$/u);
    expect(draft.flags).toEqual([]);
  });

  it('names each document it rests on once, with day and issuer', () => {
    expect(numbers(draft)).toEqual(['24-QĐ/TW', '08-CT/TU']);
    expect(draft.legalBases[1]).toMatchObject({ docType: 'chi-thi', date: '2026-01-12', issuer: 'Ban Thường vụ Tỉnh ủy' });
  });

  it('gives each aim its comparison, bound and time', () => {
    expect(draft.targets.map(({ comparator, value, valueMax, unit, period }) => [comparator, value, valueMax, unit, period.kind])).toEqual([
      ['gte', 85, undefined, '%', 'by-year'],
      ['gte', 40, undefined, 'đảng viên', 'per-year'],
      ['lte', 2, undefined, '%', 'per-year'],
      ['range', 5, 7, 'lớp', 'per-term'],
    ]);
  });

  it('gives each task who leads it and by when, from its own words, its heading or the line beneath', () => {
    expect(tasksOf(draft)).toEqual([
      { content: 'Rà soát, bổ sung quy chế', lead: [], due: '2026-06-30' },
      { content: 'Xây dựng lịch sinh hoạt ', lead: [], due: '2026-06-30' },
      { content: 'Kiểm tra ít nhất một phầ', lead: [], due: 'none' },
      { content: 'Chủ trì, phối hợp với Vă', lead: ['Ban Tổ chức Huyện ủy'], due: 'none' },
      { content: 'Định kỳ hằng quý tổng hợ', lead: ['Ban Tổ chức Huyện ủy'], due: 'quarterly' },
      { content: 'Căn cứ Kế hoạch này, xây', lead: ['Các chi bộ, đảng bộ cơ sở trực thuộc'], due: '2026-04-15' },
      { content: 'Giao Ủy ban Kiểm tra Huy', lead: ['Ủy ban Kiểm tra Huyện ủy'], due: 'none' },
    ]);
    expect(draft.tasks[0]!.leadByReference).toEqual(['Ban Tổ chức Huyện ủy']);
    expect(draft.tasks[3]!.coordinators).toEqual(['Văn phòng Huyện ủy']);
    expect(draft.tasks[5]!.kind).toBe('issue-own-plan');
  });

  it('tells who reports to whom, how often and by when', () => {
    expect(draft.reports.map(({ reporter, recipient, via, frequency }) => [reporter, recipient, via, frequency])).toEqual([
      [['Ban Tổ chức Huyện ủy'], ['Ban Thường vụ Huyện ủy'], undefined, 'quarterly'],
      [['các chi bộ'], ['Huyện ủy'], 'Ban Tổ chức Huyện ủy', 'ad-hoc'],
    ]);
  });

  it('lists recipients and signature, a line that runs on joined', () => {
    expect(draft.recipients).toEqual([
      'Ban Thường vụ Tỉnh ủy (để b/c)',
      'Ban Tổ chức Tỉnh ủy',
      'Các chi bộ, đảng bộ cơ sở trực thuộc',
      'Lưu Văn phòng Huyện ủy',
    ]);
    expect(draft.signatory).toMatchObject({
      name: 'Đinh Thị Hoài Thương',
      position: 'PHÓ BÍ THƯ',
      authority: 'T/M BAN THƯỜNG VỤ',
      mode: 'TM',
    });
  });
});

describe('a plan of a state body with an appendix', () => {
  const draft = readDocument(STATE_PLAN);

  it('keeps a blank number and day blank, and says so', () => {
    expect(draft).toMatchObject({
      number: null,
      numberBlank: { typeCode: 'KH', bodyCode: 'UBND' },
      date: { iso: null, partial: '2026-02' },
      place: 'Sông Lam',
    });
    expect(draft.issuer).toEqual({ name: 'Ủy ban nhân dân tỉnh Sông Lam', superior: null });
    expect(draft.flags.map(({ code }) => code)).toEqual(['numberBlank', 'dateBlank']);
  });

  it('rests on laws by name and on papers by number', () => {
    expect(numbers(draft)).toEqual(['Luật Thư viện', '93/2020/NĐ-CP', '41/TTr-SVHTTDL']);
  });

  it('makes tasks of the rows of its appendix, each cell in its field', () => {
    const rows = draft.tasks.filter(({ ordinal }) => ordinal !== undefined);
    expect(rows.map(({ lead, coordinators, deadline, product }) => [lead, coordinators, deadline.kind, deadline.iso, product])).toEqual([
      [['Sở Văn hóa, Thể thao và Du lịch'], ['Ủy ban nhân dân các xã'], 'month', '2026-05-31', 'Báo cáo khảo sát'],
      [['Sở Văn hóa, Thể thao và Du lịch', 'Sở Nội vụ'], [], 'quarter', '2026-09-30', 'Lớp tập huấn'],
      [['Thư viện tỉnh'], ['Các xã, phường'], 'standing', undefined, undefined],
    ]);
  });

  it('reads bodies before a colon and bodies that act', () => {
    expect(draft.tasks[0]).toMatchObject({
      lead: ['Sở Văn hóa, Thể thao và Du lịch'],
      coordinators: ['Sở Tài chính', 'Ủy ban nhân dân các xã, phường'],
    });
    expect(draft.tasks[1]).toMatchObject({ lead: ['Sở Tài chính'], deadline: { kind: 'date', iso: '2026-04-15', comparator: 'before' } });
    expect(draft.reports[0]).toMatchObject({
      frequency: 'yearly',
      dueRule: 'trước ngày 05/12 hằng năm',
      recipient: ['Sở Văn hóa, Thể thao và Du lịch'],
    });
    expect(draft.signatory).toMatchObject({ mode: 'TM+KT', authority: 'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH', name: 'Hà Xuân Lâm' });
  });
});

describe('a letter in columns', () => {
  const draft = readDocument(LETTER);

  it('is read across its columns and broken lines', () => {
    expect(draft).toMatchObject({
      number: { value: '318/SNV-TCBC' },
      type: 'cong-van',
      issuer: { name: 'Sở Nội vụ', superior: 'UBND tỉnh Sông Lam' },
      date: { iso: '2026-08-05' },
      subject: 'V/v đôn đốc báo cáo tinh giản biên chế năm 2026',
      addressees: ['Các sở, ban, ngành tỉnh', 'Ủy ban nhân dân các xã, phường'],
      recipients: ['Như trên', 'Giám đốc Sở (b/c)', 'Lưu: VT, TCBC'],
      signatory: { name: 'Trần Quốc Bảo', position: 'PHÓ GIÁM ĐỐC', mode: 'KT' },
    });
    expect(numbers(draft)).toEqual(['2210/UBND-NC']);
  });

  it('asks the bodies asked, by the day named', () => {
    expect(draft.tasks).toHaveLength(1);
    expect(draft.tasks[0]).toMatchObject({ lead: ['các cơ quan, đơn vị'], deadline: { kind: 'date', iso: '2026-08-25' } });
  });
});

describe('a plan of a commune', () => {
  const draft = readDocument(COMMUNE_PLAN);

  it('has parts, decimals and lines of who and when', () => {
    expect(draft).toMatchObject({
      number: { value: '05-KH/ĐU' },
      issuer: { name: 'Đảng ủy xã Đông Phú' },
      place: 'Đông Phú',
      date: { iso: '2025-10-04' },
    });
    expect(numbers(draft)).toEqual(['Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ I', '01-QC/ĐU']);
    expect(draft.targets.map(({ comparator, value, valueMax, unit }) => [comparator, value, valueMax, unit])).toEqual([
      ['gt', 85, undefined, 'triệu đồng'],
      ['eq', 1.5, undefined, '%'],
      ['gte', 95, undefined, '%'],
      ['range', 20, 25, 'đảng viên'],
    ]);
    expect(draft.tasks.map(({ lead, deadline }) => [lead, deadline.kind, deadline.iso])).toEqual([
      [['Ủy ban nhân dân xã'], 'quarter', '2025-12-31'],
      [['UBND xã'], 'date', '2026-06-30'],
      [['Ban Xây dựng Đảng'], 'month', '2025-10-31'],
      [['Uỷ ban Kiểm tra Đảng uỷ'], 'yearly', undefined],
      [['Các chi bộ trực thuộc'], 'date', '2025-10-30'],
      [['các chi bộ'], 'half-yearly', undefined],
      [['Văn phòng Đảng uỷ'], 'none', undefined],
    ]);
  });

  it('keeps recipients and signature apart where they stand side by side', () => {
    expect(draft.recipients).toEqual(['Thường trực Tỉnh uỷ (b/c)', 'Các chi bộ trực thuộc', 'Lưu VPĐU']);
    expect(draft.signatory).toMatchObject({ name: 'Vũ Hải Yến', position: 'BÍ THƯ', mode: 'TM' });
    expect(draft.reports.map(({ frequency, via }) => [frequency, via])).toEqual([
      ['once', 'Văn phòng Đảng uỷ'],
      ['half-yearly+yearly', undefined],
      ['unspecified', undefined],
    ]);
  });
});

test('a notice gives what its points lay on bodies, and not that it was sent', () => {
  const draft = readDocument(NOTICE);
  expect(draft).toMatchObject({
    type: 'thong-bao',
    number: { value: '233-TB/HU' },
    issuer: { name: 'Huyện ủy Thanh Sơn' },
    signatory: { mode: 'TL', position: 'CHÁNH VĂN PHÒNG' },
  });
  expect(draft.tasks.map(({ lead, deadline }) => [lead, deadline.iso])).toEqual([
    [['Ủy ban nhân dân huyện'], '2024-06-30'],
    [['Ban Tổ chức Huyện ủy'], '2024-05-25'],
    [['các chi, đảng bộ trực thuộc'], undefined],
  ]);
  expect(draft.reports.map(({ frequency, iso }) => [frequency, iso])).toEqual([
    ['once', '2024-05-25'],
    ['monthly', undefined],
  ]);
});

test('an action programme is its committee’s, its indexes are aims, its points have their leads', () => {
  const draft = readDocument(PROGRAMME);
  expect(draft).toMatchObject({ type: 'chuong-trinh-hanh-dong', issuer: { name: 'Tỉnh ủy Sông Lam' }, place: 'Sông Lam' });
  expect(numbers(draft)).toEqual(['71-NQ/TW']);
  expect(draft.targets.map(({ comparator, value, unit }) => [comparator, value, unit])).toEqual([
    ['gte', 80, '%'],
    ['gte', 35, '%'],
    ['gt', 0.8, 'chỉ số'],
  ]);
  expect(draft.tasks.map(({ lead }) => lead[0])).toEqual([
    'Cấp ủy, tổ chức đảng các cấp',
    undefined,
    'Đảng ủy Ủy ban nhân dân tỉnh',
    'Các đảng ủy trực thuộc Tỉnh ủy',
    'Ban Tuyên giáo và Dân vận Tỉnh ủy',
  ]);
  expect(draft.reports.map(({ frequency, via }) => [frequency, via])).toEqual([
    ['yearly', undefined],
    ['once', 'Ban Tuyên giáo và Dân vận Tỉnh ủy'],
    ['periodic', undefined],
  ]);
});

describe('texts around a plan', () => {
  it('takes the day on which the plan was issued, never the day of the page', () => {
    const draft = readDocument(PRESS_LIST);
    expect(draft).toMatchObject({ textKind: 'press-summary', number: { value: '163-KH/TU' }, date: { iso: '2024-12-10' } });
    expect(numbers(draft)).toEqual(['18-NQ/TW']);
    expect(draft.targets.map(({ comparator, value }) => [comparator, value])).toEqual([
      ['gte', 15],
      ['eq', 100],
    ]);
    expect(draft.tasks.map(({ lead, deadline }) => [lead, deadline.iso])).toEqual([
      [[], undefined],
      [['Các huyện ủy, thành ủy'], '2024-12-31'],
      [['Ban Tổ chức Tỉnh ủy'], undefined],
    ]);
  });

  it('a press account gives the plan it tells of, and nothing of the page around it', () => {
    const draft = readDocument(PRESS);
    expect(draft).toMatchObject({
      textKind: 'press-summary',
      number: { value: '61-KH/TU' },
      date: { iso: '2025-04-03' },
      issuer: { name: 'Ban Thường vụ Tỉnh ủy' },
      recipients: [],
      signatory: null,
    });
    expect(draft.targets.map(({ comparator, value, unit }) => [comparator, value, unit])).toEqual([['gte', 1250, 'đảng viên']]);
    expect(draft.tasks.map(({ lead }) => lead)).toEqual([['Cấp ủy các cấp'], ['Ban Tổ chức Tỉnh ủy']]);
    expect(draft.reports).toMatchObject([{ frequency: 'quarterly', recipient: ['Ban Thường vụ Tỉnh ủy'] }]);
  });

  it('an article gives no plan, only the documents it names', () => {
    const draft = readDocument(ARTICLE);
    expect(draft).toMatchObject({
      textKind: 'article',
      number: null,
      type: null,
      issuer: null,
      date: null,
      subject: null,
      targets: [],
      tasks: [],
      reports: [],
      legalBases: [],
    });
    expect(draft.citations.map(({ number }) => number)).toEqual(['12-KH/TU', '35-CT/TW']);
  });

  it.each(['', '   \n\n', 'Xin chào.', '|||', '{"a": 1}', 'a'.repeat(5000)])('a text that is no paper gives nothing (#%#)', (text) => {
    expect(readDocument(text)).toMatchObject({ textKind: 'article', number: null, tasks: [], targets: [], legalBases: [], recipients: [] });
  });
});
