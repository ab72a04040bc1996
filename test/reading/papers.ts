/** Papers written for these tests: invented bodies, numbers and matters, in the forms that offices use. */

/** A Party plan: head in two lines, bases, levels I / 1 / a / -, bodies with duties, recipients with purposes. */
export const PARTY_PLAN = `ĐẢNG BỘ TỈNH SÔNG LAM
HUYỆN ỦY THANH SƠN
*
Số 15-KH/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Thanh Sơn, ngày 09 tháng 3 năm 2026

KẾ HOẠCH
thực hiện Chỉ thị số 08-CT/TU, ngày 12/01/2026 của Ban Thường vụ Tỉnh ủy về nâng cao chất lượng sinh hoạt chi bộ
-----

Căn cứ Quy định số 24-QĐ/TW, ngày 30/7/2021 của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng;
Thực hiện Chỉ thị số 08-CT/TU, ngày 12/01/2026 của Ban Thường vụ Tỉnh ủy về nâng cao chất lượng sinh hoạt chi bộ (sau đây gọi tắt là Chỉ thị 08),
Ban Thường vụ Huyện ủy ban hành Kế hoạch thực hiện như sau:

I- MỤC ĐÍCH, YÊU CẦU
1. Tạo chuyển biến rõ rệt trong nhận thức của cấp ủy viên, đảng viên.
2. Việc thực hiện phải thiết thực, tránh hình thức.

II- MỤC TIÊU
1. Mục tiêu chung
Nâng cao năng lực lãnh đạo của chi bộ.
2. Chỉ tiêu cụ thể
- Đến hết năm 2026, có ít nhất 85% chi bộ được đánh giá sinh hoạt loại tốt.
- Hằng năm kết nạp từ 40 đảng viên mới trở lên; không quá 2% đảng viên bị kỷ luật.
- Mỗi nhiệm kỳ bồi dưỡng từ 05 - 07 lớp cho bí thư chi bộ.

III- NHIỆM VỤ, GIẢI PHÁP
1. Đổi mới nội dung sinh hoạt
a) Rà soát, bổ sung quy chế làm việc của chi bộ, hoàn thành trước ngày 30/6/2026.
b) Xây dựng lịch sinh hoạt chuyên đề cả năm; hoàn thành trong quý II/2026.
* Thời gian thực hiện: Năm 2026 và các năm tiếp theo.
2. Kiểm tra, giám sát
- Kiểm tra ít nhất một phần ba số chi bộ trực thuộc theo kế hoạch hằng năm của cấp ủy.

IV- TỔ CHỨC THỰC HIỆN
1. Ban Tổ chức Huyện ủy
- Chủ trì, phối hợp với Văn phòng Huyện ủy hướng dẫn cơ sở thực hiện các nội dung tại mục III.1 của Kế hoạch này.
- Định kỳ hằng quý tổng hợp, báo cáo Ban Thường vụ Huyện ủy trước ngày 20 của tháng cuối quý.
2. Các chi bộ, đảng bộ cơ sở trực thuộc
Căn cứ Kế hoạch này, xây dựng kế hoạch thực hiện phù hợp với đơn vị, hoàn thành chậm nhất ngày 15/4/2026.
3. Giao Ủy ban Kiểm tra Huyện ủy theo dõi, đôn đốc việc thực hiện.

Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các chi bộ kịp thời phản ánh về Huyện ủy (qua Ban Tổ chức Huyện ủy) để được hướng dẫn.

Nơi nhận:
- Ban Thường vụ Tỉnh ủy (để b/c),
- Ban Tổ chức Tỉnh ủy,
- Các chi bộ, đảng bộ cơ sở
trực thuộc,
- Lưu Văn phòng Huyện ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Đinh Thị Hoài Thương
`;

/** A plan of a state body with a blank number and an appendix. */
export const STATE_PLAN = `ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG LAM | Độc lập - Tự do - Hạnh phúc
Số:        /KH-UBND | Sông Lam, ngày      tháng 02 năm 2026

KẾ HOẠCH
Phát triển thư viện cơ sở năm 2026

Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;
Căn cứ Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 của Chính phủ quy định chi tiết một số điều của Luật Thư viện;
Theo đề nghị của Sở Văn hóa, Thể thao và Du lịch tại Tờ trình số 41/TTr-SVHTTDL ngày 20/01/2026,
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
Phấn đấu 100% xã có tủ sách; trên 60% thư viện xã mở cửa ngoài giờ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch: Chủ trì, phối hợp với Sở Tài chính, Ủy ban nhân dân các xã, phường tổ chức thực hiện Kế hoạch này.
2. Sở Tài chính tham mưu bố trí kinh phí trước ngày 15 tháng 4 năm 2026.
3. Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện về Sở Văn hóa, Thể thao và Du lịch trước ngày 05/12 hằng năm./.

Nơi nhận:
- TT Tỉnh ủy (b/c);
- Các sở, ban, ngành;
- Lưu: VT, VX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hà Xuân Lâm

PHỤ LỤC
(Kèm theo Kế hoạch số      /KH-UBND ngày    /02/2026)
STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm
1 | Khảo sát nhu cầu bạn đọc tại các xã vùng cao | Sở Văn hóa, Thể thao và Du lịch | Ủy ban nhân dân các xã | Tháng 5/2026 | Báo cáo khảo sát
2 | Tập huấn nghiệp vụ cho người phụ trách tủ sách | Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ | | Quý III/2026 | Lớp tập huấn
3 | Luân chuyển sách giữa các thư viện xã | Thư viện tỉnh | Các xã, phường | Thường xuyên |
`;

/** A letter that urges, set in columns by spaces, its lines broken at a width. */
export const LETTER = `        UBND TỈNH SÔNG LAM                        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
             SỞ NỘI VỤ                               Độc lập - Tự do - Hạnh phúc

        Số: 318 /SNV-TCBC                        Sông Lam, ngày 05 tháng 8 năm 2026
 V/v đôn đốc báo cáo tinh giản
       biên chế năm 2026

                    Kính gửi:
                              - Các sở, ban, ngành tỉnh;
                              - Ủy ban nhân dân các xã, phường.

     Thực hiện Văn bản số 2210/UBND-NC ngày 10/7/2026 của Ủy ban nhân dân tỉnh về
việc tinh giản biên chế, đến nay còn nhiều đơn vị chưa gửi báo cáo.
     Sở Nội vụ đề nghị các cơ quan, đơn vị khẩn trương rà soát danh sách, gửi hồ sơ về
Sở Nội vụ trước ngày 25 tháng 8 năm 2026.
     Trân trọng./.

Nơi nhận:                                        KT. GIÁM ĐỐC
- Như trên;                                      PHÓ GIÁM ĐỐC
- Giám đốc Sở (b/c);
- Lưu: VT, TCBC.

                                                 Trần Quốc Bảo
`;

/** A newspaper's account of a plan, with a menu above and other news below. */
export const PRESS = `Trang chủ
Thời sự

(BSL) - Ban Thường vụ (BTV) Tỉnh ủy vừa ban hành Kế hoạch số 61-KH/TU, ngày 03/4/2025 về phát triển đảng viên (ĐV) năm 2025. Kế hoạch phấn đấu năm 2025 kết nạp được 1.250 ĐV mới trở lên và giao chỉ tiêu cho từng đảng bộ.

BTV Tỉnh ủy đề ra các nhiệm vụ, giải pháp chủ yếu: Cấp ủy các cấp tiếp tục quán triệt sâu rộng các quy định của Trung ương về công tác đảng viên. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Tỉnh đoàn theo dõi, đôn đốc việc thực hiện kế hoạch, định kỳ hằng quý báo cáo BTV Tỉnh ủy.

T.H

Các tin khác

Tăng trưởng 8% trong quý I

(BSL) - Quý I, tỉnh kết nạp 200 đảng viên, đạt 16% kế hoạch; phấn đấu cả năm tăng trưởng 9%.
`;

/** An article that only mentions plans. */
export const ARTICLE = `Nhìn lại một nhiệm kỳ của công tác tổ chức
Nhiều năm qua, ngành tổ chức xây dựng Đảng của tỉnh đã làm được nhiều việc, từ sắp xếp bộ máy đến chăm lo đội ngũ cán bộ các cấp, được cấp ủy ghi nhận và nhân dân đồng tình ủng hộ trong từng việc cụ thể.
Trong đó có việc tham mưu ban hành Kế hoạch số 12-KH/TU, ngày 05/5/2023 của Ban Thường vụ Tỉnh ủy về luân chuyển cán bộ và Chỉ thị số 35-CT/TW, ngày 14/6/2024 của Bộ Chính trị về đại hội đảng bộ các cấp.
Lê Minh
`;

/** A plan of the Tỉnh ủy of the sample province, with a body that its tree does not know. */
export const PROVINCE_PLAN = `TỈNH ỦY HÒA BÌNH
*
Số 21-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hòa Bình, ngày 14 tháng 02 năm 2022

KẾ HOẠCH
phát triển đảng viên năm 2022
-----
Thực hiện Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương,
Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:
I- CHỈ TIÊU
Phấn đấu năm 2022 kết nạp 1.600 đảng viên mới trở lên.
II- TỔ CHỨC THỰC HIỆN
1. Các huyện ủy, thành ủy, thị ủy; đảng ủy trực thuộc Tỉnh ủy
- Quán triệt, triển khai Kế hoạch đến cơ sở, hoàn thành trước ngày 31/3/2022.
- Thường xuyên rà soát nguồn quần chúng ưu tú.
- Định kỳ hằng quý báo cáo Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy).
2. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Đảng đoàn Liên đoàn Lao động tỉnh, Sở Kỳ Lạ theo dõi, đôn đốc.
Nơi nhận:
- Ban Tổ chức Trung ương (b/c),
- Các huyện ủy, thành ủy, thị ủy,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Hà Xuân Lâm
`;

/** A plan of a commune: parts with their names on the next line, decimals, lists of who and when, signature left of the recipients. */
export const COMMUNE_PLAN = `ĐẢNG BỘ TỈNH SÔNG LAM        ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ ĐÔNG PHÚ
*        Đông Phú, ngày 4 tháng 10 năm 2025
Số: 05 - KH/ĐU

KẾ HOẠCH THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ
NHIỆM KỲ 2025 - 2030

Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ I, nhiệm kỳ 2025-2030;
Căn cứ Quy chế làm việc số 01-QC/ĐU ngày 01/7/2025 của Ban Chấp hành Đảng bộ xã,
Đảng uỷ xã xây dựng Kế hoạch với những nội dung sau:

Phần thứ nhất
MỤC TIÊU, CHỈ TIÊU

1. Thu nhập bình quân đầu người đến năm 2030 đạt trên 85 triệu đồng.
2. Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm.
3. Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ đạt 95% trở lên; không có chi bộ không hoàn thành nhiệm vụ.
4. Kết nạp từ 20 đến 25 đảng viên mới mỗi năm.

Phần thứ hai
NHIỆM VỤ VÀ GIẢI PHÁP

1. Về kinh tế
1.1. Tập trung chuyển đổi cơ cấu cây trồng.
Đơn vị chủ trì: Ủy ban nhân dân xã.
Đơn vị phối hợp: Hội Nông dân, Hội Phụ nữ.
Thời gian: Quý IV/2025.
1.2. Phát triển ngành nghề nông thôn (giao UBND xã chủ trì; hoàn thành trước 30/6/2026).

2. Về xây dựng Đảng
2.1. Ban Xây dựng Đảng tham mưu Đảng ủy tổ chức quán triệt Nghị quyết, hoàn thành trong tháng 10/2025.
2.2. Uỷ ban Kiểm tra Đảng uỷ chủ trì xây dựng chương trình kiểm tra, giám sát hằng năm, trình Ban Thường vụ trước ngày 15/01.

Phần thứ ba
TỔ CHỨC THỰC HIỆN

1. Các chi bộ trực thuộc xây dựng kế hoạch thực hiện, báo cáo Đảng uỷ (qua Văn phòng Đảng uỷ) chậm nhất ngày 30/10/2025.
2. Định kỳ 6 tháng, 01 năm, các chi bộ báo cáo kết quả thực hiện về Đảng uỷ trước ngày 10/6 và 10/12.
3. Văn phòng Đảng uỷ theo dõi, đôn đốc, tổng hợp báo cáo Ban Thường vụ Đảng uỷ.

T/M ĐẢNG UỶ        Nơi nhận:
BÍ THƯ        - Thường trực Tỉnh uỷ (b/c),
        - Các chi bộ trực thuộc,
Vũ Hải Yến        - Lưu VPĐU.
`;

/** An account under a headline and the day of the page, its tasks told by dashes. */
export const PRESS_LIST = `Báo điện tử
Ban Thường vụ Tỉnh ủy ban hành Kế hoạch thực hiện Nghị quyết số 18-NQ/TW
Thứ năm, 12/12/2024 - 08:15

Ngày 10/12/2024, Ban Thường vụ Tỉnh ủy Sông Lam đã ban hành Kế hoạch số 163-KH/TU triển khai thực hiện Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII về sắp xếp tổ chức bộ máy của hệ thống chính trị.

Mục tiêu của Kế hoạch là đến hết năm 2025 giảm ít nhất 15% đầu mối bên trong các cơ quan; 100% đơn vị cấp huyện hoàn thành sắp xếp.

Kế hoạch đề ra 5 nhóm nhiệm vụ trọng tâm:

- Tiếp tục quán triệt, tuyên truyền sâu rộng Nghị quyết số 18-NQ/TW trong toàn Đảng bộ tỉnh.

- Các huyện ủy, thành ủy xây dựng đề án sắp xếp, trình Ban Thường vụ Tỉnh ủy trước ngày 31/12/2024.

- Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Sở Nội vụ thẩm định đề án, báo cáo Ban Thường vụ Tỉnh ủy.

Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng nghiêm túc triển khai thực hiện.

Thanh Hà

Tin liên quan
Bầu cử 2026: 98% cử tri đi bầu
`;

/** A notice of a conclusion, in columns and broken lines, with a paragraph after its last point. */
export const NOTICE = `HUYỆN ỦY THANH SƠN                    ĐẢNG CỘNG SẢN VIỆT NAM
          *                           Thanh Sơn, ngày 12 tháng 5 năm 2024
   Số 233-TB/HU

                         THÔNG BÁO
        Kết luận của đồng chí Bí thư Huyện ủy tại hội nghị
              giao ban công tác tháng 5 năm 2024

     Ngày 10/5/2024, đồng chí Lê Văn Nam, Bí thư Huyện ủy đã chủ trì hội nghị
giao ban. Sau khi nghe các cơ quan báo cáo, đồng chí Bí thư Huyện ủy kết luận:
     1. Giao Ủy ban nhân dân huyện chỉ đạo các xã đẩy nhanh giải phóng mặt bằng,
hoàn thành trước ngày 30/6/2024.
     2. Ban Tổ chức Huyện ủy khẩn trương tham mưu kế hoạch luân chuyển cán bộ,
báo cáo Ban Thường vụ Huyện ủy trước ngày 25/5/2024.
     3. Yêu cầu các chi, đảng bộ trực thuộc nghiêm túc thực hiện chế độ báo cáo
hằng tháng, gửi về Văn phòng Huyện ủy trước ngày 20 hằng tháng.
     Văn phòng Huyện ủy thông báo để các cơ quan biết, thực hiện.

Nơi nhận:                             T/L BAN THƯỜNG VỤ
- Thường trực Huyện ủy,               CHÁNH VĂN PHÒNG
- Các cơ quan liên quan,
- Lưu VPHU.
                                      Phạm Thu Hà
`;

/** An action programme of a Tỉnh ủy: levels `I-`, `1-`, the executive committee acts. */
export const PROGRAMME = `TỈNH ỦY SÔNG LAM
*
Số 42-CTr/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Sông Lam, ngày 18 tháng 9 năm 2025

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 71-NQ/TW, ngày 22/8/2025 của Bộ Chính trị
về đột phá phát triển giáo dục và đào tạo
-----

Thực hiện Nghị quyết số 71-NQ/TW, ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục và đào tạo (gọi tắt là Nghị quyết 71), Ban Chấp hành Đảng bộ tỉnh xây dựng Chương trình hành động như sau:

I- MỤC TIÊU

1- Mục tiêu đến năm 2030

- Phổ cập giáo dục mầm non cho trẻ em từ 3 - 5 tuổi.

- Ít nhất 80% trường phổ thông đạt chuẩn quốc gia; tỉ lệ người học khối ngành khoa học cơ bản, kỹ thuật đạt tối thiểu 35%.

- Chỉ số giáo dục đóng góp vào HDI đạt trên 0,8.

2- Tầm nhìn đến năm 2045

Giáo dục của tỉnh thuộc nhóm 10 tỉnh dẫn đầu cả nước.

II- NHIỆM VỤ, GIẢI PHÁP

1- Nâng cao nhận thức, đổi mới tư duy

Cấp ủy, tổ chức đảng các cấp tổ chức học tập, quán triệt Nghị quyết. Đưa mục tiêu phát triển giáo dục vào chương trình, kế hoạch hằng năm.

2- Đổi mới mạnh mẽ thể chế

Rà soát, sửa đổi các cơ chế, chính sách của tỉnh. Hoàn thành trong năm 2026.

III- TỔ CHỨC THỰC HIỆN

1- Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh xây dựng Kế hoạch thực hiện Chương trình hành động; hoàn thành trong tháng 10/2025. Định kỳ hằng năm báo cáo Ban Thường vụ Tỉnh ủy.

2- Các đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch, gửi về Tỉnh ủy (qua Ban Tuyên giáo và Dân vận Tỉnh ủy) trước ngày 30/10/2025.

3- Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy, các cơ quan liên quan hướng dẫn, tuyên truyền; định kỳ sơ kết, tổng kết, báo cáo Ban Thường vụ Tỉnh ủy.

Nơi nhận:
- Bộ Chính trị, Ban Bí thư (để b/c),
- Văn phòng Trung ương Đảng,
- Các đảng ủy trực thuộc Tỉnh ủy,
- Các đồng chí Tỉnh ủy viên,
- Lưu Văn phòng Tỉnh ủy.

T/M TỈNH ỦY
PHÓ BÍ THƯ THƯỜNG TRỰC

Nguyễn Thị Thanh Lam
`;
