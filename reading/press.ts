import { aliasesIn, expanded } from './aliases.js';
import { citationsIn } from './citations.js';
import { deadlineIn, NO_DEADLINE } from './deadlines.js';
import { typeOfCode, type TypeName, typeOfTitle } from './document-types.js';
import type { Citation, Draft } from './draft.js';
import type { Frame } from './frame.js';
import { codeParts } from './head.js';
import { reportsIn } from './reports.js';
import { paragraphsOf } from './outline.js';
import { evidenceOf, type Source, type Span, tidy, trimmed, valueOf } from './source.js';
import { targetsIn } from './targets.js';
import { leadIn } from './assignment.js';
import type { PlacedTask } from './tasks.js';

const EMPTY = {
  number: null,
  type: null,
  issuer: null,
  place: null,
  date: null,
  subject: null,
  addressees: [],
  legalBases: [],
  targets: [],
  tasks: [],
  reports: [],
  recipients: [],
  signatory: null,
} as const;
/** How soon a text about a plan names it: headline and first sentences. */
const LEAD_LENGTH = 900;
const TYPES = 'Kế hoạch|Chương trình hành động|Chỉ thị|Hướng dẫn|Nghị quyết|Kết luận|Đề án|Quyết định|Quy định|Thông báo';
const ISSUED = new RegExp(
  `(?<!tham mưu )(?:ban hành|ký ban hành)(?: (?:văn bản|bản))? (?<type>${TYPES})(?= (?:số )?\\d| về| thực hiện| triển khai)`,
  'iu',
);

/** What a page that is not the paper itself gives: the plan it tells of, or nothing but the documents it names. */
export function readPress(
  source: Source,
  frame: Frame,
): Pick<Draft, Exclude<keyof Draft, 'schema' | 'sources' | 'flags' | 'plainText'>> & { tasks: PlacedTask[] } {
  const paragraphs = paragraphsOf(source, frame, 0, frame.after.to).map(({ start, end }) => ({ start, end }));
  const all = { start: 0, end: paragraphs.at(-1)?.end ?? 0 };
  const cited = citationsIn(source, all);
  const told = planTold(source, paragraphs);
  if (!told) return { ...blank(), textKind: 'article', citations: once(cited) };
  const aliases = aliasesIn(source);
  const full = (names: string[]) => names.map((name) => expanded(name, aliases));
  const body = paragraphs.filter(({ start, end }) => end - start > 60);
  const issuer = told.issuer ? expanded(told.issuer.replace(/ ?\([^)]*\)/gu, ''), aliases) : undefined;
  const tasks = pressTasks(source, body).map((task) => {
    const lead = full(task.lead);
    // The issuer that directs others: they are the ones who act.
    const directed =
      issuer !== undefined && lead.length === 1 && lead[0] === issuer ? directedIn(source, task.evidence, told.issuer!) : undefined;
    return { ...task, lead: directed ? full(directed) : lead, coordinators: full(task.coordinators) };
  });
  const reports = body
    .flatMap((paragraph) => reportsOf(source, paragraph))
    .map((report) => ({ ...report, reporter: full(report.reporter), recipient: full(report.recipient) }));
  const bases = basesOf(source, told, cited);
  return {
    ...blank(),
    textKind: 'press-summary',
    number: told.number,
    type: told.type,
    issuer: issuer === undefined ? null : { name: issuer, superior: null },
    date: told.date,
    subject: told.subject === null ? null : expanded(told.subject, aliases),
    legalBases: bases,
    citations: once(cited.filter((one) => one.number !== told.number?.value && !bases.some((base) => base.number === one.number))),
    targets: body
      .flatMap((paragraph) => pressTargets(source, paragraph))
      .map((target) => ({ ...target, indicator: expanded(target.indicator, aliases) })),
    tasks,
    reports,
  };
}

function blank() {
  return { ...EMPTY, addressees: [], legalBases: [], targets: [], tasks: [], reports: [], recipients: [] };
}

function once(citations: readonly Citation[]): Citation[] {
  const best = new Map<string, Citation>();
  for (const one of citations) {
    const known = best.get(one.number!);
    const weight = (citation: Citation) =>
      Number(citation.date !== null) + Number(citation.issuer !== null) + Number(citation.subject !== null);
    if (!known || weight(one) > weight(known)) best.set(one.number!, one);
  }
  return [...best.values()].sort((a, b) => a.evidence.start - b.evidence.start);
}

interface Told {
  type: TypeName;
  number: Draft['number'];
  date: Draft['date'];
  issuer?: string;
  subject: string | null;
  /** Sentences that name the plan, in the lead. */
  at: Span[];
}

/** The plan that headline and lead say was issued. */
function planTold(source: Source, paragraphs: readonly Span[]): Told | undefined {
  const start = paragraphs[0]?.start ?? 0;
  const lead = source.plain.slice(start, start + LEAD_LENGTH);
  const issued = ISSUED.exec(lead);
  if (!issued) return undefined;
  const span = { start: start + issued.index, end: start + Math.min(lead.length, issued.index + 700) };
  const own = citationsIn(source, span).find(
    ({ evidence }) => Math.abs(evidence.start - source.at[span.start + issued[0].length - issued.groups!['type']!.length]!) < 3,
  );
  const type = typeOfTitle(issued.groups!['type']!);
  if (!type) return undefined;
  const mentions = citationsIn(source, { start, end: start + 2_500 }).filter(({ number }) => number === own?.number);
  const issuer = issuerBefore(source, { start, end: start + lead.length });
  const subjects = mentions.map((mention) => subjectAfter(source, mention)).filter((words) => words !== null);
  const date = mentions.find((mention) => mention.date !== null);
  return {
    type: own?.number ? (typeOfCode(codes(own.number)[0] ?? '') ?? type) : type,
    number: own ? numberOf(source, own) : null,
    date: date ? { iso: date.date, evidence: dateEvidence(source, date) } : dayBefore(source, span.start),
    ...(issuer !== undefined && { issuer }),
    subject: subjects.sort((a, b) => b.length - a.length)[0]?.replace(/ ?\([\p{Lu}Đ]{2,6}\)/gu, '') ?? null,
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

/** `Ngày 28/10/2022, Ban Thường vụ … ban hành`. */
function dayBefore(source: Source, at: number): Draft['date'] {
  const from = Math.max(0, at - 200);
  const found = deadlineIn(source, { start: from, end: at }, undefined, true);
  const day = /ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^.]{0,120}$/iu.exec(source.plain.slice(from, at));
  return found?.deadline.kind === 'date' && day
    ? { iso: found.deadline.iso!, evidence: evidenceOf(source, found.at, 'press.date', 0.7) }
    : null;
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
function basesOf(source: Source, told: Told, cited: readonly Citation[]): Citation[] {
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

/** The tasks of a summary: items `(1) …; (2) …` after `nhiệm vụ`, else its sentences from there on. */
function pressTasks(source: Source, body: readonly Span[]): PlacedTask[] {
  const listed = body.flatMap((paragraph) => listIn(source, paragraph));
  if (listed.length > 0) return listed.map((item) => pressTask(source, item));
  const from = body.findIndex(({ start, end }) => /(?:nhiệm vụ|giải pháp)[^.:]{0,60}:/u.test(source.plain.slice(start, end)));
  if (from === -1) return [];
  return body.slice(from).flatMap((paragraph, place) => {
    const text = source.plain.slice(paragraph.start, paragraph.end);
    const colon = place === 0 ? /(?:nhiệm vụ|giải pháp)[^.:]{0,60}: ?/u.exec(text) : null;
    const start = paragraph.start + (colon ? colon.index + colon[0].length : 0);
    return sentences(source, { start, end: paragraph.end }).map((sentence) => pressTask(source, sentence));
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
function directedIn(source: Source, evidence: Span, issuer: string): string[] | undefined {
  const start = source.at.indexOf(evidence.start);
  const text = source.plain.slice(start, start + 400);
  const found = new RegExp(`^.{0,${issuer.length + 12}}? (?:chỉ đạo|giao|yêu cầu|đề nghị) (?=\\p{Lu}|các )`, 'u').exec(text);
  if (!found) return undefined;
  const from = start + found[0].length;
  const end = /,? (?:trực tiếp là|có trách nhiệm|tổ chức|thực hiện|xây dựng|triển khai)/u.exec(text.slice(found[0].length));
  return end ? [valueOf(source, { start: from, end: from + end.index })] : undefined;
}

function reportsOf(source: Source, paragraph: Span) {
  return sentences(source, paragraph).flatMap((sentence) => reportsIn(source, sentence, { lead: leadIn(source, sentence).lead }));
}

function pressTargets(source: Source, paragraph: Span) {
  const text = source.plain.slice(paragraph.start, paragraph.end);
  return [...text.matchAll(/phấn đấu(?:[^.;]|\.(?=\d))*?(?=[.;](?:\s|$)| và (?:giao|chỉ đạo|yêu cầu)|$)/giu)]
    .filter(({ 0: words }) => !/kết quả|ước đạt|mới chỉ/u.test(words))
    .flatMap((match) =>
      targetsIn(source, { start: paragraph.start + match.index, end: paragraph.start + match.index + match[0].length + 1 }, { goal: true }),
    );
}
