import { deadlineIn } from '../../reading/deadlines.js';
import { sourceOf } from '../../reading/source.js';
import { targetsIn } from '../../reading/targets.js';
import { decoded } from '../../reading/encoding.js';
import { leadIn } from '../../reading/assignment.js';
import { bodiesIn } from '../../reading/bodies.js';
import { reportsIn } from '../../reading/reports.js';

const whole = (text: string) => ({ source: sourceOf(text), span: { start: 0, end: sourceOf(text).text.length } });

describe('deadlines', () => {
  test.each([
    ['Hoàn thành dứt điểm trước ngày 31/10/2026', 'date', '2026-10-31'],
    ['gửi về Sở trước ngày 05 tháng 9 năm 2026', 'date', '2026-09-05'],
    ['xong trước 30-6-2027', 'date', '2027-06-30'],
    ['trước ngày 15.7.2026', 'date', '2026-07-15'],
    ['chậm nhất ngày 01/3', 'date', '2026-03-01'],
    ['Khẩn trương hoàn thành trong tháng 11/2026', 'month', '2026-11-30'],
    ['hoàn thành tháng 3-5/2027', 'month', '2027-05-31'],
    ['Hoàn thành trong quý IV năm 2026', 'quarter', '2026-12-31'],
    ['hoàn thành ngay trong năm 2026', 'year', '2026-12-31'],
    ['Thực hiện từ ngày 08 đến ngày 10 tháng 12 năm 2026', 'range', undefined],
    ['từ tháng 10 năm 2026 đến hết tháng 3 năm 2027', 'range', undefined],
    ['Thường xuyên rà soát danh sách', 'standing', undefined],
    ['Định kỳ hằng quý khảo sát', 'quarterly', undefined],
    ['Định kỳ hàng năm sơ kết', 'yearly', undefined],
    ['thực hiện từ năm 2026 và các năm tiếp theo', 'from-year', undefined],
    ['ban hành khi Chính phủ ban hành nghị định hướng dẫn', 'waiting', undefined],
    ['hằng tuần, trước 16 giờ 00 ngày thứ Sáu', 'weekly', undefined],
    ['Rà soát quy chế, hoàn thành trong tháng 6', 'month', '2026-06-30'],
    ['hoàn thành trong tháng 6 và tháng 7/2026', 'month', '2026-07-31'],
    ['chậm nhất đến hết tháng 12/2026', 'month', '2026-12-31'],
    ['từ nay đến tháng 9/2026', 'month', '2026-09-30'],
    ['Hoàn thành trong quý II', 'quarter', '2026-06-30'],
    ['trước quý IV/2026', 'quarter', '2026-10-01'],
    ['hoàn thành trong 6 tháng đầu năm', 'month', '2026-06-30'],
    ['hoàn thành trước năm 2030', 'year', '2030-01-01'],
    ['hoàn thành trong nhiệm kỳ 2025 - 2030', 'range', undefined],
    ['xong trước 30/6', 'date', '2026-06-30'],
    ["trước 16h30' ngày 20/3/2026", 'datetime', '2026-03-20T16:30+07:00'],
    ['Tổ chức hội nghị quán triệt ngày 15/4/2026.', 'date', '2026-04-15'],
    ['báo cáo chậm nhất vào ngày 25 hằng tháng', 'monthly', undefined],
    ['trước ngày 20 của tháng cuối quý', 'quarterly', undefined],
    ['định kỳ (6 tháng, năm) báo cáo', 'half-yearly', undefined],
    ['tổ chức họp định kỳ 3 tháng/lần', 'quarterly', undefined],
    ['Đối chiếu hồ sơ trong tuần thứ hai của tháng 10/2026', 'month', '2026-10-31'],
    ['Kiện toàn tổ chức ngay sau khi có nghị quyết của Quốc hội', 'waiting', undefined],
    ['báo cáo vào thứ Năm hằng tuần', 'weekly', undefined],
    ['xây dựng kế hoạch, ban hành trước ngày 31/12/2026', 'date', '2026-12-31'],
  ])('%s', (text, kind, iso) => {
    const { source, span } = whole(text);
    const found = deadlineIn(source, span, 2026)?.deadline;
    expect([found?.kind, found?.iso]).toEqual([kind, iso]);
  });

  test.each([
    'Triển khai Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Trung ương',
    'Chiến lược phát triển đến năm 2030, tầm nhìn đến năm 2050',
    'kết hợp kiểm tra thường xuyên với kiểm tra theo chuyên đề',
    'có hiệu lực từ ngày 01/7/2025',
    'hoàn thành trước ngày 31/02/2026',
    'sớm hoàn thành việc rà soát',
    'Kết quả 6 tháng đầu năm 2026 đạt thấp',
    'báo cáo kết quả (số liệu tính từ ngày 01/12/2025 đến ngày 31/5/2026)',
    'đến tháng 12/2025, đã có 20 xã hoàn thành',
    'Trong tháng 6 có ba chi bộ chậm báo cáo',
    'Tổ chức thực hiện Quyết định số 12-QĐ/TU ngày 15/4/2026.',
  ])('says nothing of when it is due: %s', (text) => {
    const { source, span } = whole(text);
    expect(deadlineIn(source, span, 2026)).toBeUndefined();
  });

  test.each([
    ['Quý II/2026', 'quarter', '2026-06-30'],
    ['Quí IV-2026', 'quarter', '2026-12-31'],
    ['5/2026', 'month', '2026-05-31'],
    ['15/8/2026', 'date', '2026-08-15'],
    ['2026', 'year', '2026-12-31'],
    ['2026 - 2030', 'range', undefined],
    ['Hằng năm', 'yearly', undefined],
    ['Thường xuyên', 'standing', undefined],
    ['Tháng 3, 4/2026', 'month', '2026-04-30'],
    ['T6/2026', 'month', '2026-06-30'],
    ['Quý I và quý II/2026', 'quarter', '2026-06-30'],
    ['Trước ngày 15 hàng tháng', 'monthly', undefined],
    ['15/3/2026 - 20/3/2026', 'range', undefined],
    ['18-19/5/2026', 'range', undefined],
    ['2026 và các năm tiếp theo', 'from-year', undefined],
  ])('in a cell: %s', (text, kind, iso) => {
    const { source, span } = whole(text);
    const found = deadlineIn(source, span, 2026, true)?.deadline;
    expect([found?.kind, found?.iso]).toEqual([kind, iso]);
  });
});

describe('aims in numbers', () => {
  test.each([
    ['Phấn đấu năm 2026 kết nạp được 2.400 đảng viên mới trở lên', [['gte', 2400, undefined, 'đảng viên']]],
    ['Có 100% chi bộ xây dựng kế hoạch', [['eq', 100, undefined, '%']]],
    ['Hằng năm có 90% tổ chức đảng được xếp loại hoàn thành tốt trở lên', [['eq', 90, undefined, '%']]],
    ['đạt tối thiểu 40%', [['gte', 40, undefined, '%']]],
    ['từ 88% trở lên', [['gte', 88, undefined, '%']]],
    ['tỷ lệ kết nạp đạt từ 3 - 4%/tổng số đảng viên', [['range', 3, 4, '%']]],
    [
      'không quá 10% tập thể, 5% cá nhân',
      [
        ['lte', 10, undefined, '%'],
        ['eq', 5, undefined, '%'],
      ],
    ],
    [
      'Trên 80% trạm y tế và 100% cơ sở cai nghiện',
      [
        ['gt', 80, undefined, '%'],
        ['eq', 100, undefined, '%'],
      ],
    ],
    ['Có ≥ 30% hộ kinh doanh dùng hóa đơn điện tử', [['gte', 30, undefined, '%']]],
    ['tỷ lệ người từ 65 tuổi trở lên đạt khoảng 12%', [['approx', 12, undefined, '%']]],
    ['tỷ lệ truy cập với tốc độ 01 Gb/s đạt 100%', [['eq', 100, undefined, '%']]],
    ['tăng bình quân 8,5%/năm', [['eq', 8.5, undefined, '%']]],
    ['Đón 300.000 - 350.000 lượt khách/năm', [['range', 300000, 350000, 'lượt khách']]],
    ['Thành lập tối thiểu 12 tổ công nghệ số', [['gte', 12, undefined, 'tổ']]],
    ['Mỗi đảng viên đăng ký ít nhất 01 việc làm theo', [['gte', 1, undefined, 'việc']]],
    ['thu nhập bình quân đầu người tăng 1,5 lần so với năm 2025', [['eq', 1.5, undefined, 'lần']]],
    ['90% trở lên người dân được tuyên truyền', [['gte', 90, undefined, '%']]],
    ['Quý I/2026, kết nạp 15 đảng viên', [['eq', 15, undefined, 'đảng viên']]],
    ['Trợ giúp 300 - 350 hộ nghèo thoát nghèo', [['range', 300, 350, 'hộ']]],
    [
      'Tỷ lệ bao phủ đạt trên 95% dân số; đến năm 2030 đạt 100%',
      [
        ['gt', 95, undefined, '%'],
        ['eq', 100, undefined, '%'],
      ],
    ],
  ])('%s', (text, expected) => {
    const { source, span } = whole(text);
    expect(
      targetsIn(source, span, { goal: true }).map(({ comparator, value, valueMax, unit }) => [comparator, value, valueMax, unit]),
    ).toEqual(expected);
  });

  test.each(['đến nay đã đạt 70% kế hoạch', 'theo Quyết định số 05 của tỉnh', 'giai đoạn 2021 - 2025', 'mới chỉ đạt 30,7%'])(
    'facts and numbers of papers are none: %s',
    (text) => {
      const { source, span } = whole(text);
      expect(targetsIn(source, span, { goal: true })).toEqual([]);
    },
  );
});

describe('bodies', () => {
  test.each([
    [
      'Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, các sở, ban, ngành xây dựng đề án',
      ['Sở Nội vụ'],
      ['Sở Tài chính', 'các sở, ban, ngành'],
    ],
    ['Giao Ban Tổ chức Tỉnh ủy tham mưu quy chế', ['Ban Tổ chức Tỉnh ủy'], []],
    ['Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh vận động đoàn viên', ['Ủy ban Mặt trận Tổ quốc tỉnh'], []],
    [
      'Các cấp ủy, tổ chức đảng và các tổ chức chính trị - xã hội tăng cường tuyên truyền',
      ['Các cấp ủy, tổ chức đảng', 'các tổ chức chính trị - xã hội'],
      [],
    ],
    ['Các cơ quan được phân công chủ trì có trách nhiệm lập dự toán', ['Các cơ quan được phân công chủ trì'], []],
    ['Giao Ban Nội chính Tỉnh ủy phối hợp Thanh tra tỉnh giám sát', ['Ban Nội chính Tỉnh ủy'], ['Thanh tra tỉnh']],
    ['Đối với các xã chưa có phương án, yêu cầu các đảng ủy xã bố trí lực lượng', ['các đảng ủy xã'], []],
    ['Trên cơ sở chức năng, nhiệm vụ được giao, Văn phòng Tỉnh ủy theo dõi, đôn đốc', ['Văn phòng Tỉnh ủy'], []],
    ['Trong quý II/2026, Đảng ủy Ủy ban nhân dân xã hoàn thành đề án', ['Đảng ủy Ủy ban nhân dân xã'], []],
    ['Thường trực Đảng ủy giao Văn phòng Đảng ủy tham mưu', ['Văn phòng Đảng ủy'], []],
    ['Chuẩn bị hồ sơ và phối hợp với các Đoàn kiểm tra của tỉnh khi về làm việc', [], []],
    ['Căn cứ chức năng, nhiệm vụ, chỉ đạo các trường, các trung tâm dạy nghề mở lớp', [], []],
    ['Ban Xã hội - Gia đình tham mưu hướng dẫn', ['Ban Xã hội - Gia đình'], []],
    ['Tăng cường kiểm tra, giám sát', [], []],
    ['Báo cáo kết quả thực hiện theo quy định', [], []],
    ['Lãnh đạo, chỉ đạo việc thực hiện nghị quyết', [], []],
  ])('%s', (text, lead, coordinators) => {
    const { source, span } = whole(text);
    expect(leadIn(source, span)).toEqual({ lead, coordinators });
  });

  test('a list is parted between names, not within them', () => {
    const { source, span } = whole('Các huyện ủy, thành ủy, thị ủy; đảng ủy trực thuộc Tỉnh ủy');
    expect(bodiesIn(source, span)).toEqual(['Các huyện ủy, thành ủy, thị ủy', 'đảng ủy trực thuộc Tỉnh ủy']);
    const other = whole('Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ và Ủy ban nhân dân các xã, phường');
    expect(bodiesIn(other.source, other.span)).toEqual(['Sở Văn hóa, Thể thao và Du lịch', 'Sở Nội vụ', 'Ủy ban nhân dân các xã, phường']);
  });
});

describe('duties to report', () => {
  test.each([
    [
      'Các đảng ủy báo cáo kết quả về Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy) trước ngày 15/6 và 15/12 hằng năm.',
      ['Ban Thường vụ Tỉnh ủy', 'half-yearly', 'trước ngày 15/6 và 15/12 hằng năm', undefined],
    ],
    ['Hằng tháng, trước ngày 25, các chi bộ báo cáo tiến độ với Đảng ủy.', ['Đảng ủy', 'monthly', 'trước ngày 25 hằng tháng', undefined]],
    [
      'Các xã gửi báo cáo về Sở Nội vụ trước 16 giờ 00 ngày 20/3/2026.',
      ['Sở Nội vụ', 'once', 'trước 16 giờ 00 ngày 20/3/2026', '2026-03-20'],
    ],
    [
      'Các đơn vị báo cáo kết quả trong vòng 05 ngày làm việc kể từ ngày kết thúc hội nghị về Ban Tuyên giáo.',
      ['Ban Tuyên giáo', 'unspecified', 'trong vòng 05 ngày làm việc kể từ ngày kết thúc hội nghị', undefined],
    ],
    ['Chi bộ báo cáo Đảng ủy khi có đảng viên vi phạm.', ['Đảng ủy', 'ad-hoc', 'khi có đảng viên vi phạm', undefined]],
    [
      'Tháng 12 hằng năm, các xã báo cáo Ban Thường vụ Huyện ủy kết quả.',
      ['Ban Thường vụ Huyện ủy', 'yearly', 'tháng 12 hằng năm', undefined],
    ],
    ['Ban Nội chính báo cáo Thường trực Tỉnh ủy tại các phiên họp giao ban hằng tuần.', ['Thường trực Tỉnh ủy', 'weekly', null, undefined]],
  ])('%s', (text, [recipient, frequency, rule, iso]) => {
    const { source, span } = whole(text);
    const found = reportsIn(source, span, { year: 2026, lead: [] });
    expect(found.map((report) => [report.recipient, report.frequency, report.dueRule, report.iso])).toEqual([
      [[recipient], frequency, rule, iso],
    ]);
  });

  test.each([
    'Theo báo cáo của Sở Y tế, đến nay đã hoàn thành.',
    'Ban Thường vụ Tỉnh ủy nghe báo cáo tiến độ và chỉ đạo.',
    'Còn 09 cơ quan chưa gửi báo cáo quý II về Sở Nội vụ.',
  ])('none: %s', (text) => {
    const { source, span } = whole(text);
    expect(reportsIn(source, span, { year: 2026, lead: [] })).toEqual([]);
  });
});

describe('texts of old fonts', () => {
  test('TCVN3 is recognised by what it gives, capitals too', () => {
    const { text, encoding } = decoded('KÕ HO¹CH\nThùc hiÖn nhiÖm vô cña §¶ng vµ c¸c tæ chøc ®¶ng n¨m 2003 vÒ c«ng t¸c c¸n bé');
    expect([encoding, text]).toEqual(['TCVN3', 'KẾ HOẠCH\nThực hiện nhiệm vụ của Đảng và các tổ chức đảng năm 2003 về công tác cán bộ']);
  });

  test('a body that TCVN3 could not begin with its capital has it again', () => {
    expect(decoded('KÕ ho¹ch cña ñy ban nh©n d©n huyÖn vÒ viÖc thùc hiÖn c¸c nhiÖm vô').text).toContain('của Ủy ban nhân dân');
  });

  test('VNI is recognised likewise', () => {
    const { text, encoding } = decoded('Keá hoaïch thöïc hieän nhieäm vuï cuûa caùc toå chöùc ñaûng naêm 2003');
    expect([encoding, text]).toEqual(['VNI', 'Kế hoạch thực hiện nhiệm vụ của các tổ chức đảng năm 2003']);
  });

  test.each(['Kế hoạch số 5-KH/TU của Tỉnh ủy', 'Résumé of the naïve café, déjà vu', 'plain words', ''])(
    'other texts stay as they are: %j',
    (text) => {
      expect(decoded(text)).toEqual({ text });
    },
  );
});
