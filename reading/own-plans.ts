import { type Source, type Span, trimmed } from './source.js';

/** Shortest text that is a duty. */
export const MIN_TASK = 25;

/** Sentences of a point that are duties of their own: to issue an own plan beside something else. */
export function piecesOf(source: Source, at: Span): Span[] {
  const text = source.plain.slice(at.start, at.end);
  const cut = [...text.matchAll(/(?<=\.\s)(?:Đồng thời,? ?)?(?=\p{L})/gu)].find(
    ({ index, 0: lead }) => index > MIN_TASK && isOwnPlan(sentenceFrom(text, index + lead.length)) && !isOwnPlan(text.slice(0, index)),
  );
  if (!cut) return [at];
  const next = cut.index + cut[0].length;
  const end = next + sentenceFrom(text, next).length;
  return [
    trimmed(source, { start: at.start, end: at.start + cut.index }),
    trimmed(source, { start: at.start + next, end: at.start + end }),
  ];
}

function sentenceFrom(text: string, at: number): string {
  const end = /\.(?=\s|$)/u.exec(text.slice(at));
  return text.slice(at, end ? at + end.index + 1 : text.length);
}

export function isOwnPlan(words: string): boolean {
  return /(?:xây dựng|ban hành|cụ thể hóa)(?: và ban hành| bằng|,? ban hành)?(?: các)? (?:chương trình,? ?)?(?:kế hoạch|văn bản, kế hoạch|chương trình)(?:,? (?:chương trình|phương án|chỉ đạo|hành động))*(?: cụ thể| chi tiết| riêng| để)*,? (?:để )?(?:tổ chức )?(?:thực hiện|triển khai|cụ thể hóa|của (?:đơn vị|cơ quan|địa phương|ngành|cấp)|tại (?:đơn vị|cơ quan|địa phương)|phù hợp)/iu.test(
    words,
  );
}
