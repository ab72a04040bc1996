import { bodyReports, bodyTargets } from './body.js';
import { citationsIn } from './citations.js';
import { decoded } from './encoding.js';
import { flagsOf } from './flags.js';
import type { Draft, TargetRead, TaskRead } from './draft.js';
import { type Frame, frameOf } from './frame.js';
import { headCells, readNumber, readPlaceDate } from './head.js';
import { readIssuer } from './issuer.js';
import { readLegalBases } from './legal-bases.js';
import { linesOf } from './lines.js';
import { type Node, type Paragraph, paragraphsOf, treeOf } from './outline.js';
import { readPress } from './press.js';
import { performers, references } from './references.js';
import { evidenceOf, type Evidence, type Source, sourceOf, type Span, tidy, valueOf } from './source.js';
import { tablesIn } from './tables.js';
import { readTail } from './tail.js';
import { periodIn } from './targets.js';
import { type TaskSetting, tasksIn } from './tasks.js';
import { readAddressees, readTitle, type TitleRead } from './title.js';

/**
 * The draft plan in a text: what a rule of the grammar found, each with its place, rule and confidence, and flags for what is damaged, cut
 * off or open. Never throws; a text that is no plan gives empty fields.
 */
export function readDocument(given: string): Draft {
  const { text, encoding } = decoded(given.normalize('NFC'));
  const source = sourceOf(text.normalize('NFC'));
  const frame = frameOf(source, linesOf(source));
  const draft = frame.official ? readPaper(source, frame) : pressed(source, frame);
  const old = encoding === undefined ? [] : [{ code: 'oldEncoding' as const, data: { encoding } }];
  return { ...draft, flags: [...old, ...draft.flags], ...(source.given !== given && { plainText: source.given }) };
}

function pressed(source: Source, frame: Frame): Draft {
  const draft = numbered({ ...readPress(source, frame), schema: 'plan-gold/1', sources: {}, flags: [] });
  return { ...draft, flags: flagsOf(source, frame, draft, [], []) };
}

function readPaper(source: Source, frame: Frame): Draft {
  const cells = headCells(frame);
  const { number, numberBlank } = readNumber(source, cells);
  const { place, date } = readPlaceDate(source, cells);
  const title = readTitle(source, frame, (number ?? numberBlank)?.typeCode);
  const paragraphs = paragraphsOf(source, frame, title.opening, frame.body.to);
  const opening = openingOf(paragraphs);
  const span: Span = { start: opening[0]?.start ?? 0, end: opening.at(-1)?.end ?? 0 };
  const issuer = readIssuer(source, frame, cells, span, title.by);
  const { recipients, signatory } = readTail(source, frame);
  const legalBases = readLegalBases(source, opening);
  const subject = title.subject.length > 0 ? tidy(title.subject.map(({ start, end }) => source.text.slice(start, end)).join(' ')) : null;
  const type = title.type?.name ?? null;
  const addressees = readAddressees(source, frame, title.opening);
  const year = Number((date?.iso ?? date?.partial ?? '').slice(0, 4)) || undefined;
  // A report tells what was done: nothing in it is asked of anybody.
  const asks =
    type !== 'bao-cao' &&
    !(type === 'cong-van' && paragraphs.slice(-4).some((one) => TOLD_ABOVE.test(source.plain.slice(one.start, one.end))));
  const setting = {
    ...(year !== undefined && { year }),
    asking: type === 'cong-van' || type === 'chi-thi' || type === 'ket-luan' || type === 'thong-bao',
    norms: type !== null && NORMS.includes(type),
  };
  const roots = treeOf(source, rootParagraphs(source, paragraphs, opening, setting.asking));
  const content = asks
    ? contentOf(source, frame, roots, { ...setting, ...(issuer && { issuer: issuer.name }) }, subject)
    : { tasks: [], targets: [], reports: [] };
  const draft = numbered({
    schema: 'plan-gold/1',
    textKind: 'document',
    number,
    ...(numberBlank && { numberBlank }),
    type,
    issuer: issuer && { name: issuer.name, superior: issuer.superior },
    place: place ? valueOf(source, place) : null,
    date,
    subject,
    addressees: addressees.map((at) => valueOf(source, at)),
    legalBases,
    citations: citationsIn(source, { start: span.end, end: source.text.length }).filter(
      ({ number: named }, at, all) =>
        named !== number?.value && !legalBases.some((base) => base.number === named) && all.findIndex((one) => one.number === named) === at,
    ),
    ...content,
    recipients: recipients.map((at) => valueOf(source, at)),
    signatory,
    sources: sourcesOf(source, { title, place, issuer: issuer?.evidence, recipients, addressees }),
    flags: [],
  });
  const flags = flagsOf(source, frame, draft, paragraphs, roots);
  return { ...draft, ...(flags.some(({ code }) => code === 'cutOff') && { truncated: true as const }), flags };
}

/** How a letter closes that reports or answers. */
const TOLD_ABOVE = /^trên đây là (?:toàn bộ )?(?:báo cáo|kết quả|tình hình|ý kiến|nội dung (?:báo cáo|trả lời|giải trình))/iu;
/** Papers that set norms. */
const NORMS: readonly string[] = ['huong-dan', 'quy-dinh', 'quyet-dinh', 'nghi-quyet', 'de-an', 'to-trinh'];

/** Paragraphs before the first heading. */
function openingOf(paragraphs: readonly Paragraph[]): Paragraph[] {
  const first = paragraphs.findIndex(({ kind }) => kind !== 'none' && kind !== 'dash' && kind !== 'star' && kind !== 'plus');
  return paragraphs.slice(0, first === -1 ? paragraphs.length : first);
}

const BASIS = /^[-–+\s]*(?:Căn cứ|Thực hiện|Cụ thể hóa|Theo) [^;]*?(?:số \d|\d\/|[-/]\p{Lu}{2})/u;

/** What the outline is made of: a letter may ask in its opening; the last sentence of any opening may say who is asked. */
function rootParagraphs(source: Source, paragraphs: readonly Paragraph[], opening: readonly Paragraph[], asking: boolean): Paragraph[] {
  if (asking || opening.length === paragraphs.length)
    return paragraphs.filter(
      (paragraph, at) => at >= opening.length || paragraph.kind !== 'none' || asking || paragraph === opening.at(-1),
    );
  const last = opening.at(-1);
  // A basis with a dash of its own asks nobody.
  const isBasis = last?.kind === 'dash' && BASIS.test(source.text.slice(last.start, last.end));
  return paragraphs.slice(Math.max(0, opening.length - (isBasis ? 0 : 1)));
}

function contentOf(
  source: Source,
  frame: Frame,
  roots: readonly Node[],
  setting: TaskSetting & { issuer?: string },
  subject: string | null,
) {
  const tables = tablesIn(source, frame, setting.year);
  const body = performers(source, roots, tasksIn(source, roots, setting), setting.issuer);
  const targets = bodyTargets(source, roots, subject === null ? undefined : periodIn(subject));
  return {
    tasks: references([...notTabled(body, tables.tasks), ...tables.tasks]),
    targets: withTrackers(targets, tables.targets),
    reports: bodyReports(source, roots, setting),
  };
}

/** Tasks of the text that an appendix does not give once more, with who does them and when. */
function notTabled<T extends TaskRead>(body: readonly T[], tabled: readonly TaskRead[]): T[] {
  const named = new Set(tabled.map(({ content }) => plainly(content)));
  return body.filter(({ content }) => !named.has(plainly(content)) && !named.has(plainly(content.split(';')[0]!)));
}

const plainly = (content: string): string =>
  tidy(content)
    .toLowerCase()
    .replace(/[.;,]+$/u, '');

/** An aim that an appendix gives to a body is the one of the text, with who watches it. */
function withTrackers(targets: readonly TargetRead[], tabled: readonly TargetRead[]): TargetRead[] {
  const same = (a: TargetRead, b: TargetRead) =>
    a.value === b.value && a.comparator === b.comparator && tidy(a.indicator).toLowerCase() === tidy(b.indicator).toLowerCase();
  const found = targets.map((target) => ({
    ...target,
    ...(tabled.find((row) => same(row, target))?.tracker !== undefined && { tracker: tabled.find((row) => same(row, target))!.tracker! }),
  }));
  return [...found, ...tabled.filter((row) => !targets.some((target) => same(row, target)))];
}

function sourcesOf(
  source: Source,
  found: { title: TitleRead; place: Span | undefined; issuer: Evidence | undefined; recipients: Span[]; addressees: Span[] },
): Record<string, Evidence> {
  const { title, place, issuer, recipients, addressees } = found;
  const first = title.subject[0];
  return {
    ...(title.type && { type: evidenceOf(source, title.type.at, 'title.type', 0.95) }),
    ...(first && { subject: evidenceOf(source, { start: first.start, end: title.subject.at(-1)!.end }, 'title.subject', 0.9) }),
    ...(issuer && { issuer }),
    ...(place && { place: evidenceOf(source, place, 'head.place', 0.95) }),
    ...Object.fromEntries(addressees.map((at, i) => [`addressees.${i}`, evidenceOf(source, at, 'head.addressee', 0.9)])),
    ...Object.fromEntries(recipients.map((at, i) => [`recipients.${i}`, evidenceOf(source, at, 'tail.recipient', 0.9)])),
  };
}

/** Ids by order of the text, within one answer. */
function numbered(draft: Draft): Draft {
  return {
    ...draft,
    targets: draft.targets.map((target, at) => ({ ...target, id: `c${at + 1}` })),
    tasks: (draft.tasks as (TaskRead & { path?: string[] })[]).map(({ path: _path, ...task }, at) => ({ ...task, id: `t${at + 1}` })),
    reports: draft.reports.map((report, at) => ({ ...report, id: `r${at + 1}` })),
  };
}
