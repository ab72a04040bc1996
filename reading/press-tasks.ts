import { leadIn } from './assignment.js';
import { deadlineIn, NO_DEADLINE } from './deadlines.js';
import type { TargetRead } from './draft.js';
import { TOLD } from './duty-words.js';
import { reportsIn } from './reports.js';
import { evidenceOf, type Source, type Span, trimmed, valueOf } from './source.js';
import { targetsIn } from './targets.js';
import type { PlacedTask } from './tasks.js';
import { beginsBody } from './words.js';

/** Words that announce the tasks. */
const CUE = /(?:nhiệm vụ|giải pháp|nội dung)[^.:]{0,60}: ?/u;

/** The tasks of a summary: items `(1) …; (2) …` after `nhiệm vụ`, else its sentences from there on. */
export function pressTasks(source: Source, body: readonly Span[]): PlacedTask[] {
  const listed = body.flatMap((paragraph) => listIn(source, paragraph));
  if (listed.length > 0) return listed.map((item) => pressTask(source, item));
  const from = body.findIndex(({ start, end }) => CUE.test(source.plain.slice(start, end)));
  const later = body.slice(Math.max(0, from + (from === -1 ? 1 : 0)));
  return later.flatMap((paragraph, place) => {
    const text = source.plain.slice(paragraph.start, paragraph.end);
    const colon = from !== -1 && place === 0 ? CUE.exec(text) : null;
    const start =
      paragraph.start +
      (colon
        ? colon.index + colon[0].length
        : (/^(?:[-+*•] ?|\d{1,2}[.)] |(?:thứ|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: [\p{L}]+)? ?(?:là)?, )/iu.exec(text)?.[0]
            .length ?? 0));
    const told = sentences(source, { start, end: paragraph.end });
    // Without words that announce tasks only what is laid on somebody counts.
    return told
      .map((sentence) => pressTask(source, sentence))
      .filter(
        ({ content, lead }) =>
          !/^(?:mục tiêu|mục đích|kế hoạch|theo đó|ngày \d)/iu.test(content) &&
          (from !== -1
            ? !/nghiêm túc (?:triển khai )?thực hiện$/u.test(content)
            : lead.length > 0 &&
              !TOLD.test(content) &&
              /(?:yêu cầu|giao|chủ trì|phối hợp|có trách nhiệm|xây dựng|tham mưu|triển khai|hướng dẫn|chỉ đạo|tăng cường)/u.test(content)),
      );
  });
}

function listIn(source: Source, paragraph: Span): Span[] {
  const text = source.plain.slice(paragraph.start, paragraph.end);
  const marks = [...text.matchAll(/\((\d{1,2})\) /gu)];
  if (marks.length < 2 || marks.some(([, n], i) => Number(n) !== i + 1)) return [];
  const intro = text.slice(0, marks[0]!.index);
  const items = marks.map((mark, i) =>
    trimmed(
      source,
      { start: paragraph.start + mark.index + mark[0].length, end: paragraph.start + (marks[i + 1]?.index ?? text.length) },
      ';.,',
    ),
  );
  const length = items.reduce((sum, { start, end }) => sum + end - start, 0) / items.length;
  const counted = items.filter(({ start, end }) => /có \d+ (?:nhóm )?nhiệm vụ$/u.test(source.plain.slice(start, end))).length;
  return /nhiệm vụ|giải pháp|nội dung/iu.test(intro) && length > 80 && counted === 0 ? items : [];
}

function sentences(source: Source, span: Span): Span[] {
  const text = source.plain.slice(span.start, span.end);
  const cuts = [...text.matchAll(/(?:\.{3}|[.])(?=\s+\p{Lu}|\s*$)|;(?=\s)/gu)].filter(({ 0: mark, index }) => {
    if (mark !== ';') return true;
    // Another body begins: what it is to do stands by itself.
    if (
      beginsBody(text.slice(index + 1).trimStart()) &&
      /^[^.;,]*(?:,[^.;,]*){0,3} (?:xây dựng|tổ chức|chỉ đạo|chủ trì|triển khai|phối hợp|hướng dẫn|tăng cường|có trách nhiệm|rà soát)/u.test(
        text.slice(index + 1),
      )
    )
      return true;
    // A time at the head of a sentence governs its first clause only.
    const head = Math.max(text.lastIndexOf('. ', index) + 2, 0);
    return /^(?:định kỳ|hằng|hàng|trước ngày)/iu.test(text.slice(head === 1 ? 0 : head, index));
  });
  const ends = cuts.map(({ index, 0: mark }) => index + mark.length);
  return [0, ...ends]
    .map((start, i) => trimmed(source, { start: span.start + start, end: span.start + (ends[i] ?? text.length) }, ';.…'))
    .filter(({ start, end }) => end - start > 40);
}

function pressTask(source: Source, whole: Span): PlacedTask {
  const acting = sentences(source, whole)
    .map((sentence) => leadIn(source, sentence))
    .find(({ lead }) => lead.length > 0);
  const found = deadlineIn(source, whole, undefined);
  const { lead, coordinators } = acting ?? { lead: [], coordinators: [] };
  return {
    id: '',
    content: valueOf(source, whole),
    lead,
    coordinators,
    deadline: found?.deadline ?? NO_DEADLINE,
    evidence: evidenceOf(source, whole, 'task.press', 0.5),
    path: [],
  };
}

/** `BTV Tỉnh ủy chỉ đạo BTV cấp ủy … có trách nhiệm …`: whom the issuer directs. */
export function directedIn(source: Source, evidence: Span, issuer: string): string[] | undefined {
  const start = source.at.indexOf(evidence.start);
  const text = source.plain.slice(start, start + 400);
  const found = new RegExp(`^.{0,${issuer.length + 12}}? (?:chỉ đạo|giao|yêu cầu|đề nghị) (?=\\p{Lu}|các )`, 'u').exec(text);
  if (!found) return undefined;
  const from = start + found[0].length;
  const end = /,? (?:trực tiếp là|có trách nhiệm|tổ chức|thực hiện|xây dựng|triển khai)/u.exec(text.slice(found[0].length));
  return end ? [valueOf(source, { start: from, end: from + end.index })] : undefined;
}

export function pressReports(source: Source, paragraph: Span) {
  return sentences(source, paragraph).flatMap((sentence) => reportsIn(source, sentence, { lead: leadIn(source, sentence).lead }));
}

export function pressTargets(source: Source, paragraph: Span): TargetRead[] {
  const text = source.plain.slice(paragraph.start, paragraph.end);
  return [
    ...text.matchAll(
      /(?:phấn đấu|(?<![\p{L}])(?:mục tiêu|chỉ tiêu) (?:của|cụ thể|là|đến|chung|đặt ra|đề ra))(?:[^.;]|\.(?=\d)|;)*?(?=\.(?:\s|$)| và (?:giao|chỉ đạo|yêu cầu)|$)/giu,
    ),
  ]
    .filter(({ 0: words }) => !/kết quả|ước đạt|mới chỉ/u.test(words))
    .flatMap((match) =>
      targetsIn(source, { start: paragraph.start + match.index, end: paragraph.start + match.index + match[0].length + 1 }, { goal: true }),
    );
}
