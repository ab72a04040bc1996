import type { Node } from './outline.js';
import { wordsOf } from './outline.js';
import type { Source } from './source.js';

/** What a section of a plan is for. */
export type SectionKind = 'purpose' | 'goal' | 'work' | 'norms' | 'means' | 'reporting' | 'time' | 'other';

const KINDS: readonly [SectionKind, RegExp][] = [
  ['reporting', /^(?:chế độ |công tác |về )?(?:thông tin,? )?báo cáo|chế độ (?:thông tin|báo cáo)/iu],
  [
    'work',
    /nhiệm vụ|giải pháp|tổ chức thực hiện|tó chức thực hiện|triển khai thực hiện|phân công|trách nhiệm|biện pháp|(?:nội dung|kế hoạch|công việc)(?: (?:và|,) (?:hình thức|thời gian|tiến độ|giải pháp)[^.]*)? ?(?:thực hiện|triển khai|hoạt động|công việc|chủ yếu|trọng tâm|cụ thể|kiểm tra|giám sát)?$|^nội dung/iu,
  ],
  ['goal', /mục tiêu|chỉ tiêu/iu],
  [
    'purpose',
    /mục đích|yêu cầu|quan điểm|sự cần thiết|cơ sở|căn cứ|tình hình|thực trạng|đánh giá|kết quả|nguyên tắc|phạm vi|đối tượng|thành phần|tiêu chí|tiêu chuẩn|hình thức|khen thưởng|phương pháp|phương thức|ý nghĩa|bối cảnh|dự báo|khái quát|thẩm quyền|xếp hạng|danh hiệu/iu,
  ],
  ['means', /kinh phí|nguồn lực|nguồn vốn|dự toán|tài chính|cơ sở vật chất/iu],
  ['time', /thời gian|tiến độ|lộ trình|địa điểm/iu],
];

/** What a heading announces; undefined where it says nothing of it. */
export function sectionKind(source: Source, node: Node): SectionKind | undefined {
  const words = wordsOf(source, node);
  if (words.length > 160) return undefined;
  if (/mục tiêu|chỉ tiêu/iu.test(words) && /nhiệm vụ|giải pháp|nội dung/iu.test(words)) return 'work';
  const found = KINDS.find(([, pattern]) => pattern.test(words));
  return found?.[0];
}

/** The kind that holds for a node: its own heading's, else that of what it stands in. */
export function kindOf(source: Source, node: Node, above: SectionKind): SectionKind {
  const top = node.kind === 'roman' || node.kind === 'part' || node.kind === 'upper';
  const heads = node.children.length > 0 || top;
  if (!heads) {
    // A point of its own among others: only what is no work is known by its first words.
    const words = wordsOf(source, node);
    if (
      above === 'work' &&
      /^(?:kinh phí|nguồn kinh phí|thời gian|địa điểm|thành phần|đối tượng|hình thức|phương pháp|chế độ báo cáo)(?: [^:.]{0,40})?:/iu.test(
        words,
      )
    )
      return 'other';
    return above;
  }
  const own = sectionKind(source, node);
  if (own === undefined) return above;
  if (top) return own;
  // Beneath a heading of work, `1. Mục tiêu`, `2. Đối tượng` still say what they are; `Yêu cầu` in a sentence does not.
  const words = wordsOf(source, node);
  if (own === 'goal') return above === 'purpose' ? 'goal' : own;
  if (own === 'purpose' || own === 'means' || own === 'reporting' || own === 'time')
    return words.length < 60 &&
      new RegExp(
        '^(?:mục đích|yêu cầu|đối tượng|thành phần|hình thức|phạm vi|kinh phí|nguồn kinh phí|chế độ báo cáo|thời gian|địa điểm|phương pháp|tiêu chí|tiêu chuẩn|quan điểm|cách thức)',
        'iu',
      ).test(words)
      ? own
      : above;
  return above === 'purpose' && own === 'work' && words.length > 60 ? above : above === 'purpose' ? 'purpose' : own;
}

export interface Attribute {
  key: 'content' | 'lead' | 'doer' | 'coordinator' | 'time' | 'product' | 'other';
  /** Where the value begins, counted from the start of the words. */
  from: number;
}

const ATTRIBUTES: readonly [Attribute['key'], RegExp][] = [
  ['content', /^(?:nội dung(?: (?:thực hiện|công việc|nhiệm vụ|triển khai))?|nhiệm vụ|công việc) ?:/iu],
  [
    'coordinator',
    /^(?:(?:cơ quan|đơn vị|tổ chức|các (?:cơ quan|đơn vị))(?:,? (?:đơn vị|tổ chức|cơ quan))* )?(?:tham gia )?(?:phối hợp)(?: thực hiện)? ?:/iu,
  ],
  [
    'lead',
    /^(?:(?:cơ quan|đơn vị|tổ chức)(?:,? (?:đơn vị|tổ chức|cơ quan))* )?(?:chủ trì|đầu mối|chịu trách nhiệm chính)(?: (?:thực hiện|tham mưu))? ?:/iu,
  ],
  [
    'doer',
    /^(?:(?:cơ quan|đơn vị|tổ chức|người|bộ phận)(?:,? (?:đơn vị|tổ chức|cơ quan))* (?:thực hiện|phụ trách|tham mưu|triển khai|chịu trách nhiệm)|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?|thực hiện|phụ trách) ?:/iu,
  ],
  [
    'time',
    /^(?:thời (?:gian|hạn|điểm)(?: (?:thực hiện|hoàn thành|triển khai|tổ chức|kiểm tra|báo cáo))*|tiến độ(?: thực hiện)?|hoàn thành|hạn hoàn thành|lộ trình)(?: (?:thực hiện|hoàn thành|dự kiến))? ?:/iu,
  ],
  ['product', /^(?:sản phẩm|kết quả|đầu ra)(?: (?:dự kiến|đầu ra|cần đạt|hoàn thành|thực hiện|phải đạt))* ?:/iu],
  [
    'other',
    /^(?:kinh phí|địa điểm|thành phần|đối tượng|hình thức|phương pháp|số lượng|nguồn (?:vốn|kinh phí|lực)|mục tiêu|yêu cầu|mục đích|nội dung báo cáo|chế độ báo cáo|căn cứ|cách thức|thể loại|tài liệu|lý do|ghi chú|lưu ý|quy mô|phạm vi|báo cáo viên|người chủ trì|chủ tọa|thẩm quyền[^:]{0,60}|về [^:]{3,60})(?: [^:]{0,40})? ?:/iu,
  ],
];

/** A line that says one thing of the task above it: who, when, what comes out. */
export function attributeOf(words: string): Attribute | undefined {
  const lead = /^[-+*\s]*/u.exec(words)![0].length;
  const text = words.slice(lead);
  for (const [key, pattern] of ATTRIBUTES) {
    const found = pattern.exec(text);
    if (found) return { key, from: lead + found[0].length };
  }
  return undefined;
}
