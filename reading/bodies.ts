import { type Source, type Span, tidy, trimmed } from './source.js';
import { beginsBody, VERB, VERB_AT_START } from './words.js';

/** Longest name or list of names that is still read as bodies. */
const LONGEST = 400;

/** Where the bodies end that a stretch begins with: before the verb that they are the subject of. Undefined where it does not begin with a body. */
export function subjectEnd(source: Source, span: Span): number | undefined {
  const text = source.plain.slice(span.start, Math.min(span.end, span.start + LONGEST));
  if (!beginsBody(text)) return undefined;
  // `cơ quan được giao chủ trì có trách nhiệm`: a relative clause belongs to the name.
  const charged = /^[^.;:]{3,300}? (?=(?:có|chịu) trách nhiệm(?! liên quan))/u.exec(text);
  if (charged && countVerbs(charged[0].replace(RELATIVE, '')) === 0) return span.start + charged[0].trimEnd().length;
  for (const found of text.matchAll(VERB)) {
    const before = text.slice(0, found.index);
    if (before.trim() === '') continue;
    // `ban chỉ đạo`, `đoàn kiểm tra` are names too; what is `được …` or `bị …` is done to somebody.
    if (/(?:được|bị|do|việc|công tác|nhiệm vụ|phụ trách|được giao|được phân công|chịu|trách nhiệm|để|chuyên) $/u.test(before)) continue;
    if (/(?:ban|tổ|(?<!tỉnh )đoàn|đội|cơ quan|phòng|bộ phận|quỹ|trưởng ban) $/iu.test(before) && NAMED_AFTER.test(text.slice(found.index)))
      continue;
    if (/[.;:!?]\s/u.test(before.trimEnd().slice(0, -1)) && !/;\s/u.test(before)) return undefined;
    return span.start + before.replace(/[\s,]+$/u, '').length;
  }
  return undefined;
}

const RELATIVE = /(?:được|có liên quan|liên quan|trực thuộc|phụ trách) .*$/u;
const NAMED_AFTER =
  /^(?:lãnh đạo|chỉ đạo|quản lý|kiểm tra|giám sát|tham mưu|tuyên truyền|vận động|chuẩn bị|đánh giá|thẩm định|điều phối|phát triển|hỗ trợ|đầu tư|xây dựng(?= Đảng))/u;

function countVerbs(text: string): number {
  return [...text.matchAll(VERB)].length;
}

/** The names in a list: `Sở Nội vụ; các sở, ban, ngành` are two, since a name begins with a word for a body and in capitals or with `các`. */
export function bodiesIn(source: Source, span: Span): string[] {
  return partsOf(source, span)
    .map((part) => tidy(source.text.slice(part.start, part.end)))
    .filter((name) => !/^(?:các|những|và|cấp|ngành)$/iu.test(name));
}

function partsOf(source: Source, whole: Span): Span[] {
  const span = trimmed(source, whole, ',;.:-+*');
  const text = source.plain.slice(span.start, span.end);
  const cuts: { at: number; next: number }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const joint = /^(?:;\s*(?:và )?|,\s*(?:và |cùng )?|\s+và\s+(?:các )?|\s+cùng\s+)/u.exec(text.slice(at, at + 12));
    if (!joint) continue;
    const lead = / (?:các )$/u.test(joint[0]) ? joint[0].length - 'các '.length : joint[0].length;
    const rest = text.slice(at + lead);
    if (!joint[0].startsWith(';') && !startsName(text.slice(0, at), rest)) continue;
    cuts.push({ at, next: at + lead });
    at += lead - 1;
  }
  let from = 0;
  const parts: Span[] = [];
  for (const { at, next } of [...cuts, { at: text.length, next: text.length }]) {
    const part = trimmed(source, { start: span.start + from, end: span.start + at }, ',;.:-*');
    if (part.end > part.start) parts.push(part);
    from = next;
  }
  return parts;
}

/** Whether what follows a comma is another name, not more of this one (`các sở, ban, ngành`, `UBND các xã, phường`). */
function startsName(before: string, rest: string): boolean {
  if (!beginsBody(rest) || /đoàn đại biểu quốc hội$/iu.test(before)) return false;
  if (/^\p{Lu}/u.test(rest))
    return (
      !/(?:Sở|Ban|Ủy ban|phường|xã|Văn hóa|Hội)$/u.test(before) ||
      /^(?:Sở|Ban|Ủy ban|Hội|Công an|Văn phòng|UBND|Các|Tỉnh|Thành|Đảng)/u.test(rest)
    );
  return /^(?:các|những) /u.test(rest) || /^(?:cơ quan thông tấn|đảng ủy|đơn vị có liên quan|tổ chức chính trị|đài|báo) ?/u.test(rest);
}

/** A heading, or the words before a colon, that is nothing but bodies: `1. Sở Nội vụ`, `Đề nghị Ủy ban …`, `Trách nhiệm của …`. */
export function headingBodies(source: Source, whole: Span): string[] | undefined {
  const span = headingSpan(source, whole);
  const text = source.plain.slice(span.start, span.end);
  if (
    text.length > LONGEST ||
    text.length < 2 ||
    !beginsBody(text) ||
    VERB_AT_START.test(text) ||
    /^doanh nghiệp (?!trên|trong|thuộc|nhà nước|có)/iu.test(text)
  )
    return undefined;
  // `Các Sở, ngành chủ trì, quản lý, tham gia thực hiện các dự án` in a heading is who, not what: it has no end of a sentence.
  if (/^(?:các|những) [^.;:]{2,60} (?:được giao |được phân công )?chủ trì[^.;:]{0,120}$/iu.test(text)) return bodiesIn(source, span);
  // A verb in lower case makes it a sentence, unless it stands inside a name.
  const verb = subjectEnd(source, span);
  if (
    verb !== undefined &&
    /^(?:\s*,)?\s*(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|tiếp tục|xây dựng|triển khai|chỉ đạo|hướng dẫn|đẩy mạnh|tăng cường|rà soát|nâng cao|báo cáo|phải|căn cứ|tổng hợp|theo dõi|thường xuyên|nghiêm túc|chủ động|bố trí|định kỳ|đổi mới|ban hành|phát huy|tuyên truyền|hỗ trợ|là |đánh giá|kiểm tra|bảo đảm|tập trung)/u.test(
      source.plain.slice(verb, span.end),
    )
  ) {
    return undefined;
  }
  if (/[.;] \p{Lu}/u.test(text) && !/;/u.test(text)) return undefined;
  const bodies = bodiesIn(source, span);
  return bodies.length > 0 ? bodies : undefined;
}

function headingSpan(source: Source, whole: Span): Span {
  const span = trimmed(source, whole, ',;.:-*');
  const text = source.plain.slice(span.start, span.end);
  const lead =
    /^(?:(?:trách nhiệm|nhiệm vụ)(?: chung| cụ thể| thực hiện)? của|đối với|đề nghị|giao(?: cho)?|yêu cầu|phân công|về phía|đề nghị các đồng chí)(?: ?: ?| )/iu.exec(
      text,
    )?.[0].length ?? 0;
  return { start: span.start + lead, end: span.end };
}
