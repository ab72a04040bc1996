import { VERB } from './words.js';

/** Points that name things: results, papers, conditions. */
export const NOUNS =
  /^(?:kết quả|hồ sơ|ý kiến|biên bản|danh sách|(?:tiểu )?dự án (?:thành phần )?\d+|tiêu chuẩn|mức độ|số lượng|thời điểm|hệ số|tuổi|cơ cấu|quy trình|nền tảng|thẩm quyền|thành phần|biểu mẫu|báo cáo (?:chính trị|tổng kết một số))(?![\p{L}])/iu;

/** Points of a conclusion that agree, note or praise; points that only lead on to an appendix. */
export const SETTLES =
  /^(?:cơ bản )?(?:(?:thống nhất|nhất trí|đồng ý|tán thành)(?= (?:chủ trương|với|về|nội dung|đề nghị|thông qua|phương án|cho|theo|để|ban hành|phê duyệt|\p{Lu}))(?![^.;]*(?:giao|yêu cầu) )|ghi nhận|đánh giá cao|biểu dương (?=\p{Lu}|các )|hoan nghênh)|^\(?(?:nội dung |nhiệm vụ )?(?:chi tiết|cụ thể)?,? ?(?:tại|theo|như|có) (?:các )?(?:phụ lục|biểu|danh mục)[^.]*\)?\.?$/iu;

/** A point that tells what somebody has done. */
export const TOLD =
  /^[\p{Lu}][^.;:,]{2,90} (?:đã|đang) (?!được (?:giao|phân công)|(?:ban hành|đề ra|nêu|xác định|có) (?:tại|trong|ở))\p{Ll}/u;

/** A point that begins with its share is an aim in numbers, no task: `100% chi bộ …`, `Ít nhất 85% …`. */
export function isAim(words: string): boolean {
  return /^(?:(?:phấn đấu )?đến (?:hết )?năm \d{4},? )?(?:phấn đấu |có |trên |hơn |ít nhất |tối thiểu |từ |duy trì |đạt |≥ ?){0,3}\d[\d.,]* ?(?:- ?\d[\d.,]* ?)?%/iu.test(
    words,
  );
}

/** Whether a verb stands near the head of the words. */
export function acts(words: string): boolean {
  return [...words.slice(0, 90).matchAll(VERB)].length > 0;
}

/** `nghiêm túc triển khai thực hiện Kế hoạch này.` and no more: an admonition. */
export function isGeneral(words: string): boolean {
  if (/ thông báo (?:để|đến|tới|cho) [^.;]{3,120}(?:biết|thực hiện)/iu.test(words)) return true;
  return (
    /(?:(?:nghiêm túc|khẩn trương)[^.;]{0,30}(?:thực hiện|triển khai)|(?:thực hiện|triển khai)[^.;]{0,20}nghiêm túc)(?: [^.;]{0,40}(?:này|trên))?\.?\/?\.?$/iu.test(
      words,
    ) &&
    words.length < 220 &&
    /^(?:yêu cầu|đề nghị|[\p{Lu}][^.;]{0,90} (?:yêu cầu|đề nghị))/iu.test(words)
  );
}
