import { citationsIn, dayRead } from './citations.js';
import { typeOfCode, type TypeName, typeOfTitle } from './document-types.js';
import type { Citation, Draft } from './draft.js';
import { codeParts } from './head.js';
import { evidenceOf, type Source, type Span, tidy, valueOf } from './source.js';

/** How soon a text about a plan names it: headline and first sentences. */
const LEAD_LENGTH = 900;
const TYPES = 'Kế hoạch|Chương trình hành động|Chỉ thị|Hướng dẫn|Nghị quyết|Kết luận|Đề án|Quyết định|Quy định|Thông báo';
const ISSUED = new RegExp(
  `(?<!tham mưu )(?:ban hành|ký ban hành)(?: (?:văn bản|bản))? (?<type>${TYPES})(?= (?:số )?\\d| về| thực hiện| triển khai)`,
  'giu',
);

export interface Told {
  type: TypeName;
  number: Draft['number'];
  date: Draft['date'];
  issuer?: string;
  subject: string | null;
  /** Sentences that name the plan, in the lead. */
  at: Span[];
}

/** The plan that headline and lead say was issued. */
export function planTold(source: Source, paragraphs: readonly Span[]): Told | undefined {
  const start = paragraphs[0]?.start ?? 0;
  const lead = source.plain.slice(start, start + LEAD_LENGTH);
  const all = [...lead.matchAll(ISSUED)];
  // A headline may leave out the number that the first sentence gives.
  const issued =
    all.find(({ 0: words, index }) => /^ (?:số )?\d/u.test(lead.slice(index + words.length, index + words.length + 12))) ?? all[0];
  if (!issued) return undefined;
  const span = { start: start + issued.index, end: start + Math.min(lead.length, issued.index + 700) };
  const own = citationsIn(source, span).find(
    ({ evidence }) => Math.abs(evidence.start - source.at[span.start + issued[0].length - issued.groups!['type']!.length]!) < 3,
  );
  const type = typeOfTitle(issued.groups!['type']!);
  if (!type) return undefined;
  const mentions = citationsIn(source, { start, end: start + 2_500 }).filter(({ number }) => number === own?.number);
  const issuer =
    issuerBefore(source, { start: source.text.lastIndexOf('\n', span.start) + 1, end: span.end }) ??
    issuerBefore(source, { start, end: start + lead.length });
  const subjects = mentions.map((mention) => subjectAfter(source, mention)).filter((words) => words !== null);
  const date = mentions.find((mention) => mention.date !== null);
  return {
    type: own?.number ? (typeOfCode(codes(own.number)[0] ?? '') ?? type) : type,
    number: own ? numberOf(source, own) : null,
    date: date ? { iso: date.date, evidence: dateEvidence(source, date) } : dayBefore(source, span.start),
    ...(issuer !== undefined && { issuer }),
    subject:
      (subjects.sort((a, b) => b.length - a.length)[0] ?? subjectTold(source, span, issued[0].length))?.replace(
        / ?\([\p{Lu}Đ]{2,6}\)/gu,
        '',
      ) ?? null,
    at: mentions.map(({ evidence }) => ({ start: source.at.indexOf(evidence.start), end: source.at.indexOf(evidence.end - 1) + 1 })),
  };
}

function codes(number: string): [string?, string?] {
  const found = /^\d+[a-zđ]?([-/])(.*)$/u.exec(number);
  return found ? codeParts(found[2]!, found[1]!) : [];
}

function numberOf(source: Source, { number, evidence }: Citation): Draft['number'] {
  const [typeCode, bodyCode] = codes(number!);
  const at = source.plain.indexOf(number!, source.at.indexOf(evidence.start));
  if (typeCode === undefined || bodyCode === undefined || at < 0) return null;
  return {
    value: number!,
    ordinal: Number(/^\d+/u.exec(number!)![0]),
    typeCode,
    bodyCode,
    evidence: evidenceOf(source, { start: at, end: at + number!.length }, 'press.number', 0.85),
  };
}

function dateEvidence(source: Source, { evidence }: Citation) {
  const from = source.at.indexOf(evidence.start);
  const found = /ngày \d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}| tháng \d{1,2} năm \d{4})/u.exec(source.plain.slice(from, from + 200))!;
  return evidenceOf(source, { start: from + found.index, end: from + found.index + found[0].length }, 'press.date', 0.85);
}

/** `Ngày 28/10/2022, Ban Thường vụ … ban hành`: the day nearest before, in the same line; the day of the page is none. */
function dayBefore(source: Source, at: number): Draft['date'] {
  const from = Math.max(source.text.lastIndexOf('\n', at) + 1, at - 300);
  const found = [...source.plain.slice(from, at).matchAll(/ngày (\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})/giu)].at(
    -1,
  );
  const iso = found && dayRead(found[1]!);
  if (!found || !iso) return null;
  const start = from + found.index;
  return { iso, evidence: evidenceOf(source, { start, end: start + found[0].length }, 'press.date', 0.7) };
}

function issuerBefore(source: Source, span: Span): string | undefined {
  const text = source.plain.slice(span.start, span.end);
  const found = [
    ...text.matchAll(
      /((?:Ban Thường vụ|Ban Chấp hành|Thường trực|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|BTV|BCH|UBND|Ủy ban|Ban|Bộ Chính trị|Sở|Bộ|Hội|Tỉnh đoàn|Công an|Văn phòng)(?: \([^)]{2,12}\))?[^.;:,(]{0,60}?)(?: (?:đã|vừa|mới))*(?: ký)? ban hành/giu,
    ),
  ].find(({ index, 0: words }) => !source.text.slice(span.start + index, span.start + index + words.length).includes('\n'));
  if (!found) return undefined;
  const start = span.start + found.index;
  const name = valueOf(source, { start, end: start + found[1]!.length });
  return /^(?:ban hành)/iu.test(name) ? undefined : name.replace(/ (?:đã|vừa|mới)$/u, '');
}

/** The matter right after the type, where the plan is told without its symbol: `Chỉ thị số 17 về việc …`. */
function subjectTold(source: Source, { start, end }: Span, after: number): string | undefined {
  const found = /^(?: số \d+)? ((?:về|thực hiện|triển khai) [^.\n]{10,})/u.exec(source.plain.slice(start + after, end));
  if (!found) return undefined;
  const from = start + after + found[0].length - found[1]!.length;
  const line = source.text.indexOf('\n', from);
  return tidy(source.text.slice(from, line === -1 ? from + found[1]!.length : Math.min(line, from + found[1]!.length)));
}

function subjectAfter(source: Source, { evidence }: Citation): string | null {
  const from = source.at.indexOf(evidence.end - 1) + 1;
  const found = /^(?:,? ngày [\d/. -]+)?(?: ?\([^)]*\))?,? ((?:về|thực hiện|triển khai) [^.]*?)(?=\.(?:\s|$)| \([^)]{3,80}\)\.|$)/u.exec(
    source.plain.slice(from, Math.min(source.plain.length, from + 700)),
  );
  if (!found) return null;
  const start = from + found[0].length - found[1]!.length;
  const line = source.text.indexOf('\n', start);
  const end = start + found[1]!.length;
  return tidy(source.text.slice(start, line === -1 ? end : Math.min(end, line)))
    .replace(/^về việc /u, '')
    .replace(/ \([^)]*\)$/u, '');
}

/** Documents that the plan is said to carry out, in the sentences that name it. */
export function basesOf(source: Source, told: Told, cited: readonly Citation[]): Citation[] {
  const bases: Citation[] = [];
  for (const { end } of told.at) {
    const stop = /\.(?=\s+\p{Lu})/u.exec(source.plain.slice(end, end + 700))?.index ?? 700;
    const line = source.text.indexOf('\n', end);
    const to = Math.min(end + stop, line === -1 ? source.text.length : line);
    if (!/(?:thực hiện|triển khai|cụ thể hóa)/u.test(source.plain.slice(end, end + 40))) continue;
    for (const one of cited) {
      const at = source.at.indexOf(one.evidence.start);
      if (at < end || at > to || one.number === told.number?.value) continue;
      const known = bases.find(({ number }) => number === one.number);
      if (!known) bases.push(one);
    }
  }
  // `Nghị quyết A và Kế hoạch B về …`: the matter is that of both.
  return bases.map((base, i) => ({
    ...base,
    subject: base.subject ?? bases.slice(i + 1).find(({ subject }) => subject !== null)?.subject ?? null,
  }));
}
