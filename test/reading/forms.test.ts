import { readDocument } from '../../reading/read.js';

const MARKED = `**HUYỆN ĐOÀN SÔNG CẦU**
\\*\\*\\*
Số: 21-KH/ĐTN

**ĐOÀN TNCS HỒ CHÍ MINH**
*Sông Cầu, ngày 12 tháng 3 năm 2026*

# KẾ HOẠCH
**Tổ chức Tháng Thanh niên năm 2026**

*Căn cứ* Kế hoạch số 88-KH/TĐTN ngày 02/3/2026 của Ban Thường vụ Tỉnh đoàn, Ban Thường vụ Huyện đoàn xây dựng kế hoạch như sau:

## I. CHỈ TIÊU
- 100% cơ sở Đoàn có công trình thanh niên.

## II. TỔ CHỨC THỰC HIỆN
**1. Các cơ sở Đoàn**
- Xây dựng kế hoạch triển khai phù hợp với thực tế đơn vị.

**Nơi nhận:**
- Các cơ sở Đoàn;
- Lưu VP.

**TM. BAN THƯỜNG VỤ**
**BÍ THƯ**

**Lý Thu Trang**
`;

const RECOGNISED = `ĐẢNG CỘNG SẢN VIỆT NAM
TỈNH ỦY SÔNG LAM
BAN TUYÊN GIÁO
*
Số 58-KH/BTGTU
Sông Lam, ngày 07 tháng 6 năm 2026
KÉ HOẠCH
Tuyên truyền kỷ niệm ngày thành lập tỉnh
Thực hiện Hướng dẫn số 62-HD/BTGTW, ngày 25/5/2026 của Ban Tuyên
giáo Trung ương, Ban Tuyên giáo Tỉnh ủy xây dựng Kế hoạch như sau:
I. NHIỆM VỤ
1. Báo Sông Lam mở chuyên trang, chuyên mục; tăng thời lượng tin, bài
về ngày thành lập tỉnh.
Nơi nhận: TRƯỞNG BAN
- Thường trực Tỉnh ủy (b/c);
- Lưu Ban Tuyên giáo. (Đã ký)
Hoàng Khánh An
`;

const DECIDED = `TỈNH ỦY SÔNG LAM
*
Số 82-QĐ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sông Lam, ngày 01 tháng 8 năm 2026
QUYẾT ĐỊNH
về việc thành lập Đoàn kiểm tra
-----
- Căn cứ Điều lệ Đảng;
- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh;
- Xét đề nghị của Ủy ban Kiểm tra Tỉnh ủy,
BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH:
Điều 1. Thành lập Đoàn kiểm tra gồm 07 đồng chí.
Điều 2. Đoàn kiểm tra có nhiệm vụ xây dựng kế hoạch; báo cáo Ban Thường vụ Tỉnh ủy chậm nhất ngày 15/10/2026.
Nơi nhận:
- Như Điều 2,
- Lưu VPTU.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hoàng Nghĩa An
`;

describe('a paper pasted with the marks of a page', () => {
  const draft = readDocument(MARKED);

  it('is read as if they were not there, each place still where it stands in the text', () => {
    expect(draft).toMatchObject({
      number: { value: '21-KH/ĐTN' },
      type: 'ke-hoach',
      subject: 'Tổ chức Tháng Thanh niên năm 2026',
      date: { iso: '2026-03-12' },
      recipients: ['Các cơ sở Đoàn', 'Lưu VP'],
      signatory: { name: 'Lý Thu Trang', position: 'BÍ THƯ', mode: 'TM' },
    });
    expect(draft.targets.map(({ value }) => value)).toEqual([100]);
    expect(draft.tasks.map(({ lead, kind }) => [lead, kind])).toEqual([[['Các cơ sở Đoàn'], 'issue-own-plan']]);
    for (const { evidence } of draft.tasks) expect(MARKED.slice(evidence.start, evidence.end)).toBe(evidence.quote);
  });
});

describe('a paper recognised from a picture', () => {
  const draft = readDocument(RECOGNISED);

  it('has a title whose marks were lost, and a head of short lines', () => {
    expect(draft).toMatchObject({
      number: { value: '58-KH/BTGTU' },
      type: 'ke-hoach',
      issuer: { name: 'Ban Tuyên giáo Tỉnh ủy Sông Lam' },
      date: { iso: '2026-06-07' },
    });
    expect(draft.subject).toBe('Tuyên truyền kỷ niệm ngày thành lập tỉnh');
  });

  it('has recipients and signature in the same lines', () => {
    expect(draft.recipients).toEqual(['Thường trực Tỉnh ủy (b/c)', 'Lưu Ban Tuyên giáo']);
    expect(draft.signatory).toMatchObject({ name: 'Hoàng Khánh An', position: 'TRƯỞNG BAN', mode: 'direct' });
  });
});

test('a decision is of the body that decides, and rests on statutes and rules of procedure too', () => {
  const draft = readDocument(DECIDED);
  expect(draft.issuer?.name).toMatch(/^Ban Thường vụ Tỉnh ủy/u);
  expect(draft.legalBases.map(({ docType, subject }) => [docType, subject])).toEqual([
    ['dieu-le', 'Điều lệ Đảng'],
    ['quy-che', 'Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh'],
  ]);
  expect(draft.reports.map(({ recipient, iso }) => [recipient, iso])).toEqual([[['Ban Thường vụ Tỉnh ủy'], '2026-10-15']]);
});

describe('a head broken by the cells of a page', () => {
  const draft = readDocument(`ỦY BAN NHÂN
DÂN
TỈNH SÔNG LAM
-------
|
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
16/2026/QĐ-UBND
|
Sông
Lam, ngày 25
tháng 01 năm 2026
|
QUYẾT ĐỊNH
QUY ĐỊNH CHẾ ĐỘ BÁO CÁO
Căn cứ Nghị định số 09/2019/NĐ-CP ngày
24/01/2019 của Chính phủ quy định về chế độ báo cáo;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định chế độ báo cáo.
`);

  it('gives number, place, day and the body that issues', () => {
    expect(draft).toMatchObject({
      number: { value: '16/2026/QĐ-UBND' },
      place: 'Sông Lam',
      date: { iso: '2026-01-25' },
      issuer: { name: 'Ủy ban nhân dân tỉnh Sông Lam' },
    });
  });

  it('joins a basis that the line breaks before its day', () => {
    expect(draft.legalBases.map(({ number, date, issuer }) => [number, date, issuer])).toEqual([
      ['09/2019/NĐ-CP', '2019-01-24', 'Chính phủ'],
    ]);
  });
});

test('columns flattened into one line are parted: the two heads, position and name beside the recipients', () => {
  const draft = readDocument(`TỈNH ỦY SÔNG LAM ĐẢNG CỘNG SẢN VIỆT NAM
* Sông Lam, ngày 19 tháng 11 năm 2026
Số 44-KL/TU
KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về giải phóng mặt bằng
-----
Ban Thường vụ Tỉnh ủy kết luận:
1. Đánh giá cao sự nỗ lực của các ngành trong công tác giải phóng mặt bằng.
2. Thống nhất chủ trương điều chuyển các trụ sở dôi dư theo đề nghị của cơ quan tài chính.
3. Đảng ủy Công an tỉnh bảo đảm an ninh trật tự tại nơi giải phóng mặt bằng.
Nơi nhận: T/M BAN THƯỜNG VỤ
- Các đồng chí Tỉnh ủy viên, PHÓ BÍ THƯ
- Lưu VPTU. Rơ Chăm H'Hồng
`);
  expect(draft).toMatchObject({ place: 'Sông Lam', date: { iso: '2026-11-19' }, recipients: ['Các đồng chí Tỉnh ủy viên', 'Lưu VPTU'] });
  expect(draft.signatory).toMatchObject({ name: "Rơ Chăm H'Hồng", position: 'PHÓ BÍ THƯ', mode: 'TM' });
  expect(draft.tasks.map(({ lead }) => lead)).toEqual([['Đảng ủy Công an tỉnh']]);
});

test('a letter that reports or answers lays nothing on anybody', () => {
  const draft = readDocument(`TỈNH ỦY SÔNG LAM
ĐẢNG ỦY XÃ BÌNH AN
*
Số 58-CV/ĐU
V/v góp ý dự thảo Kế hoạch
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 22 tháng 5 năm 2026

Kính gửi: Văn phòng Tỉnh ủy.

Phúc đáp Công văn số 977-CV/VPTU, ngày 18/5/2026 của Văn phòng Tỉnh ủy, Ban Thường vụ Đảng ủy xã cơ bản thống nhất với dự thảo:
1. Đề nghị điều chỉnh chỉ tiêu hồ sơ trực tuyến từ 90% xuống 85%, hoàn thành trước ngày 30/6/2026.
Trên đây là ý kiến của Ban Thường vụ Đảng ủy xã./.
`);
  expect(draft).toMatchObject({
    type: 'cong-van',
    issuer: { name: 'Ban Thường vụ Đảng ủy xã Bình An' },
    tasks: [],
    targets: [],
    reports: [],
  });
});

test('a day without a year, and one before the paper itself, are told', () => {
  const draft = readDocument(`ĐẢNG ỦY XÃ BÌNH AN
*
Số 12-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 20 tháng 11 năm 2026
KẾ HOẠCH
phát triển đảng viên
I. NHIỆM VỤ
1. Rà soát, bổ sung quy chế làm việc của chi bộ, hoàn thành trước ngày 15/12.
2. Xây dựng kế hoạch bồi dưỡng quần chúng ưu tú, hoàn thành trong quý I.
T/M ĐẢNG ỦY
BÍ THƯ
Đinh Văn An
`);
  const due = draft.flags.filter(({ code }) => code === 'yearTaken' || code === 'dueBefore');
  expect(due.map(({ code, data }) => [code, data['task'], data['year'] ?? data['day']])).toEqual([
    ['yearTaken', 't1', '2026'],
    ['yearTaken', 't2', '2026'],
    ['dueBefore', 't2', '2026-03-31'],
  ]);
});
