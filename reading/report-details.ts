import { bodiesIn } from './bodies.js';
import type { ReportRead } from './draft.js';
import type { Source, Span } from './source.js';
import { beginsBody } from './words.js';

/** How far after a duty to report the text may still say that a period in which nothing happened is reported too. */
const NEAR = 700;
const NIL = /không (?:có )?(?:phát sinh|vụ việc|nội dung)[^.;]{0,40}? (?:vẫn|cũng) (?:phải )?(?:gửi )?báo cáo/iu;
const SUMMARY = /^báo cáo (?:tổng kết|sơ kết|chuyên đề|tổng hợp)(?![\p{L}])/iu;
const ONWARD = /để (?:tổng hợp|theo dõi)?,? ?(?:và )?(?:tham mưu,? )?báo cáo (?=\p{L})/iu;

/** What is said of a report beside who, to whom and when: what kind it is, to whom it goes on, whether nothing is reported too. */
export function detailsOf(source: Source, sentence: Span, from: number, regular: boolean): Partial<ReportRead> {
  const text = source.plain.slice(from, sentence.end);
  const content = SUMMARY.exec(text)?.[0];
  const onward = onwardIn(source, { start: from, end: sentence.end });
  const nil = regular && NIL.test(source.plain.slice(from, sentence.end + NEAR));
  return {
    ...(content !== undefined && { content: source.text.slice(from, from + content.length).toLowerCase() }),
    ...(onward.length > 0 && { onward }),
    ...(nil && { nilReport: true as const }),
  };
}

function onwardIn(source: Source, span: Span): string[] {
  const found = ONWARD.exec(source.plain.slice(span.start, span.end));
  if (!found) return [];
  const start = span.start + found.index + found[0].length;
  const text = source.plain.slice(start, span.end);
  const end =
    /[.;(]|,? (?:theo dõi|xem xét|chỉ đạo|cho ý kiến|quyết định|theo quy định|trước|vào|định kỳ|để|kết quả)(?![\p{L}])/u.exec(text)
      ?.index ?? text.length;
  return beginsBody(text) && end < 120 ? bodiesIn(source, { start, end: start + end }) : [];
}
