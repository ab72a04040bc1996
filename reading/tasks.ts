import { ASKED, askedLead, doers, introduced, leadIn } from './assignment.js';
import { bodiesIn, headingBodies } from './bodies.js';
import { deadlineIn, NO_DEADLINE } from './deadlines.js';
import type { Deadline, TaskRead } from './draft.js';
import { acts, isAim, isGeneral, NOUNS, SETTLES, TOLD } from './duty-words.js';
import type { Node } from './outline.js';
import { wordsOf } from './outline.js';
import { isOwnPlan, MIN_TASK, piecesOf } from './own-plans.js';
import { attributeOf, kindOf, type SectionKind } from './sections.js';
import { evidenceOf, type Evidence, type Source, type Span, tidy, trimmed, valueOf } from './source.js';
import { VERB_AT_START } from './words.js';

/** What holds for the points beneath a heading. */
interface Context {
  kind: SectionKind;
  lead: string[];
  coordinators: string[];
  deadline: Deadline;
  product?: string;
  /** Numbers of the headings above: `III.1`. */
  path: string[];
}

export interface TaskSetting {
  /** Year that completes days without one. */
  year?: number;
  /** The paper is a letter, a directive or a conclusion: what it asks stands in sentences. */
  asking: boolean;
  /** The paper sets norms (a guidance, a regulation, a resolution): only what it lays on somebody is a task. */
  norms: boolean;
}

/** A task with the place in the outline that it was read at. */
export interface PlacedTask extends TaskRead {
  path: string[];
}

/** The tasks of an outline, in order of the text. */
export function tasksIn(source: Source, roots: readonly Node[], setting: TaskSetting): PlacedTask[] {
  const tasks: PlacedTask[] = [];
  let lead: string[] = [];
  for (const root of roots) {
    const kind = kindOf(source, root, root.kind === 'none' ? 'other' : setting.norms ? 'norms' : 'work');
    if (root.kind === 'none' && root.children.length === 0) {
      const asked = introduced(source, root);
      if (asked) lead = asked;
      else if (setting.asking || isAsking(source, root)) tasks.push(...askedIn(source, root, setting));
      continue;
    }
    visit(source, root, { kind, lead, coordinators: [], deadline: NO_DEADLINE, path: [] }, setting, tasks);
  }
  return tasks;
}

function visit(source: Source, node: Node, above: Context, setting: TaskSetting, tasks: PlacedTask[]): void {
  const kind = kindOf(source, node, above.kind);
  const path =
    node.mark === '' || node.kind === 'dash' || node.kind === 'plus' ? above.path : [...above.path, node.mark.replace(/[.)\-/ ]+$/u, '')];
  if (kind === 'purpose' || kind === 'goal' || kind === 'other') {
    tasks.push(...ownPlans(source, node, kind, path, setting));
    if (kind === 'purpose') for (const child of node.children) visit(source, child, { ...above, kind, path }, setting, tasks);
    return;
  }
  const { attributes, items } = partedChildren(source, node);
  const context = contextOf(source, node, { ...above, kind, path }, attributes, setting);
  const content = attributes.find(({ key }) => key === 'content');
  if (attributes.some(({ key }) => key === 'lead' || key === 'doer' || key === 'time') && (items.length === 0 || content)) {
    tasks.push(blockTask(source, node, content?.value, context, setting));
    return;
  }
  if (items.length === 0) {
    tasks.push(...leafTasks(source, node, context, setting));
    return;
  }
  // A sentence with paragraphs under it says a duty itself; a heading does not end like one.
  const words = wordsOf(source, node);
  if (items.every((item) => item.kind === 'none') && /[.;]$/u.test(words) && words.length > 60)
    tasks.push(...leafTasks(source, node, context, setting));
  // A heading that ends with whom it asks (`đề nghị các chủ đầu tư … sau:`) names the lead of what follows.
  let lead = introduced(source, node) ?? context.lead;
  for (const item of items) {
    const asked = item.children.length === 0 ? introduced(source, item) : undefined;
    if (asked) lead = asked;
    else if (!(item.kind === 'none' && wordsOf(source, item).endsWith(':'))) visit(source, item, { ...context, lead }, setting, tasks);
  }
}

interface AttributeRead {
  key: string;
  value: Span;
}

/** Children that say something of the node itself, apart from the points beneath it. */
function partedChildren(source: Source, node: Node): { attributes: AttributeRead[]; items: Node[] } {
  const attributes: AttributeRead[] = [];
  const items: Node[] = [];
  for (const child of node.children) {
    const words = source.plain.slice(child.text.start, child.text.end);
    const found = attributeOf(words);
    if (found && (found.key !== 'content' || child.children.length === 0) && found.key !== 'other')
      attributes.push({ key: found.key, value: trimmed(source, { start: child.text.start + found.from, end: child.text.end }) });
    else if (!found || child.children.length > 0) items.push(child);
    else if (/^chế độ báo cáo/iu.test(words)) attributes.push({ key: 'report', value: child.text });
  }
  return { attributes, items };
}

function contextOf(source: Source, node: Node, above: Context, attributes: readonly AttributeRead[], setting: TaskSetting): Context {
  const heading = node.children.length > 0 || attributes.length > 0 ? headingBodies(source, headingText(source, node)) : undefined;
  const context: Context = { ...above, ...(heading && { lead: heading, coordinators: [] }) };
  // A heading may say when all beneath it happens: `1. Đợt 1: Từ ngày … đến ngày …`.
  if (node.children.length > 0 && node.text.end - node.text.start < 160 && node.kind !== 'roman') {
    const found = deadlineIn(source, node.text, setting.year);
    if (
      found &&
      (found.deadline.kind === 'range' ||
        found.deadline.kind === 'date' ||
        found.deadline.kind === 'month' ||
        found.deadline.kind === 'quarter') &&
      found.deadline.from !== 'ngày ban hành'
    )
      context.deadline = found.deadline;
  }
  for (const { key, value } of attributes) {
    if (key === 'time') context.deadline = deadlineIn(source, value, setting.year, true)?.deadline ?? context.deadline;
    if (key === 'lead') context.lead = bodiesIn(source, value);
    if (key === 'coordinator') context.coordinators = bodiesIn(source, value);
    if (key === 'product') context.product = valueOf(source, value);
    if (key === 'doer') Object.assign(context, doers(source, value));
  }
  return context;
}

function headingText(source: Source, node: Node): Span {
  const text = source.plain.slice(node.text.start, node.text.end);
  const colon = /^[^:]{3,200}:/u.exec(text);
  return colon && colon[0].length >= text.length - 1 ? { start: node.text.start, end: node.text.start + colon[0].length - 1 } : node.text;
}

/** One task from a heading and the lines that say who and when. */
function blockTask(source: Source, node: Node, content: Span | undefined, context: Context, setting: TaskSetting): PlacedTask {
  const at = content ?? trimmed(source, node);
  const own = leadIn(source, at);
  const deadline = context.deadline.kind === 'none' ? (deadlineIn(source, at, setting.year)?.deadline ?? NO_DEADLINE) : context.deadline;
  return made(source, at, { ...context, lead: context.lead.length > 0 ? context.lead : own.lead, deadline }, 'task.block');
}

/** A point without points beneath: one task, more where a sentence gives another duty. */
function leafTasks(source: Source, node: Node, context: Context, setting: TaskSetting): PlacedTask[] {
  const at = trimmed(source, node.text, '*');
  const words = source.plain.slice(at.start, at.end);
  if (words.length < MIN_TASK || /^\(.*\)$/u.test(words) || node.kind === 'roman' || node.kind === 'part' || node.kind === 'upper')
    return [];
  if (attributeOf(words)?.key === 'other' || /^chế độ báo cáo/iu.test(words)) return [];
  const dated = datedPoint(source, at, context, setting);
  if (dated) return [dated];
  const inline = inlineBodies(source, at);
  const own = leadIn(source, inline?.rest ?? at);
  const lead = inline?.bodies ?? (own.lead.length > 0 ? own.lead : context.lead);
  if (!isDuty(source, node, inline?.rest ?? at, own.lead.length > 0 || inline !== undefined, context)) return [];
  // A paragraph that only says who reports is a duty to report.
  if (node.kind === 'none' && own.lead.length > 0 && !setting.asking && ONLY_REPORTS.test(words)) return [];
  return piecesOf(source, at).map((piece) => {
    const mine = deadlineIn(source, withoutReport(source, piece), setting.year)?.deadline;
    const task = made(
      source,
      piece,
      {
        ...context,
        lead,
        coordinators: own.coordinators.length > 0 ? own.coordinators : context.coordinators,
        deadline: mine ?? context.deadline,
      },
      'task.point',
    );
    return isOwnPlan(source.plain.slice(piece.start, piece.end)) ? { ...task, kind: 'issue-own-plan' as const } : task;
  });
}

const ONLY_REPORTS = /^(?:[Cc]ác |[Đđ]ề nghị |\p{Lu})[^.;:]{2,100}? (?:định kỳ )?(?:gửi )?báo cáo (?:kết quả|tình hình)[^.;]{0,140}\.?$/u;

/** `Tháng 5/2026: hoàn thành báo cáo.`: when before a colon, what after it. */
function datedPoint(source: Source, at: Span, context: Context, setting: TaskSetting): PlacedTask | undefined {
  const text = source.plain.slice(at.start, at.end);
  const when = /^(?:(?:trong|từ|trước|đến|hết|cuối|đầu) )*(?:ngày|tháng|quý|tuần|năm) [^:.;]{1,60}: ?(?=\p{L})/iu.exec(text);
  if (!when || context.kind === 'reporting' || context.kind === 'means') return undefined;
  const deadline = deadlineIn(source, { start: at.start, end: at.start + when[0].trimEnd().length - 1 }, setting.year, true)?.deadline;
  const what = { start: at.start + when[0].length, end: at.end };
  if (!deadline || what.end - what.start < 10) return undefined;
  const { lead, coordinators } = leadIn(source, what);
  return made(source, what, { ...context, lead: lead.length > 0 ? lead : context.lead, coordinators, deadline }, 'task.dated');
}

/** The point up to a last sentence that only says when to report on it. */
function withoutReport(source: Source, at: Span): Span {
  const found =
    /(?<=\.\s)(?:định kỳ|hằng|hàng|trước|chậm nhất|báo cáo)[^.;]{0,60}báo cáo|(?<=^.{40,}[;,]\s)(?:định kỳ|hằng|hàng)[^.;]{0,70}báo cáo|(?<=^.{25,};\s)báo cáo (?:tháng|quý|6 tháng|năm)/iu.exec(
      source.plain.slice(at.start, at.end),
    );
  return found && found.index > 0 ? { start: at.start, end: at.start + found.index } : at;
}

/** Whether a point gives something to do, and does not describe, explain or list. */
function isDuty(source: Source, node: Node, at: Span, led: boolean, context: Context): boolean {
  const words = source.plain.slice(at.start, at.end);
  if (context.kind === 'means' || context.kind === 'time')
    return led && /chủ trì|có trách nhiệm|phối hợp|bố trí|tham mưu|lập|hướng dẫn/u.test(words.slice(0, 250)) && !/^kinh phí/iu.test(words);
  if (context.kind === 'reporting') return led && !/báo cáo/u.test(words);
  if (/^(?:quá|nếu|trường hợp|trong trường hợp|khi|việc) /iu.test(words) && !led) return false;
  if (
    words.endsWith('!') ||
    isAim(words) ||
    (!led && (SETTLES.test(words) || TOLD.test(words))) ||
    (!led && NOUNS.test(words)) ||
    (!led && /^về [^.]*$/iu.test(words)) ||
    /^(?:kế hoạch|hướng dẫn|quy định|chỉ thị|nghị quyết|kết luận) này/iu.test(words) ||
    /^ví dụ/iu.test(words) ||
    /^[^.;,]{0,80} là (?:quá trình|yếu tố|điều kiện|trụ cột|đòn bẩy|động lực|nền tảng|khâu|một trong)/u.test(words)
  )
    return false;
  if (node.kind === 'none' && !led && context.lead.length === 0 && (node.parent?.children.some(({ kind }) => kind !== 'none') ?? false))
    return false;
  if (context.kind === 'norms')
    return (led && /(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp với|báo cáo)/u.test(words.slice(0, 300))) || ASKED.test(words);
  if (led || VERB_AT_START.test(words)) return !isGeneral(words);
  if (node.kind === 'none')
    return context.lead.length > 0 && words.endsWith('.') && words.length > 40 && !/^(?:là|đây|theo đó)/iu.test(words);
  return context.lead.length > 0 || (words.length > 50 && !words.endsWith(':') && context.kind === 'work' && acts(words));
}

/** Bodies before a colon: `6. Sở Nội vụ: Tham mưu …`. */
function inlineBodies(source: Source, at: Span): { bodies: string[]; rest: Span } | undefined {
  const found = /^[^:.;]{3,260}: ?(?=\S)/u.exec(source.plain.slice(at.start, at.end));
  if (!found) return undefined;
  const bodies = headingBodies(source, { start: at.start, end: at.start + found[0].trimEnd().length - 1 });
  return bodies && { bodies, rest: { start: at.start + found[0].length, end: at.end } };
}

/** In a section of aims or purposes only a duty laid on named bodies counts: to study, to issue their own plan. */
function ownPlans(source: Source, node: Node, kind: SectionKind, path: string[], setting: TaskSetting): PlacedTask[] {
  if (kind !== 'purpose' || node.children.length > 0) return [];
  const words = source.plain.slice(node.text.start, node.text.end);
  const { lead } = leadIn(source, node.text);
  if (
    lead.length === 0 ||
    !/^(?:các )?(?:cấp ủy|tổ chức đảng|đảng ủy|chi bộ)/iu.test(lead[0]!) ||
    !/(?:học tập|quán triệt|xây dựng (?:chương trình|kế hoạch))/iu.test(words)
  )
    return [];
  const context: Context = { kind, lead, coordinators: [], deadline: NO_DEADLINE, path };
  return piecesOf(source, trimmed(source, node.text)).map((piece) => ({
    ...made(source, piece, { ...context, deadline: deadlineIn(source, piece, setting.year)?.deadline ?? NO_DEADLINE }, 'task.purpose'),
    ...(isOwnPlan(source.plain.slice(piece.start, piece.end)) && { kind: 'issue-own-plan' as const }),
  }));
}

function isAsking(source: Source, node: Node): boolean {
  return (
    /^(?:đề nghị|giao) /iu.test(source.plain.slice(node.start, node.end)) &&
    !/khó khăn, vướng mắc/u.test(source.plain.slice(node.start, node.end))
  );
}

/** A paragraph of a letter that asks someone to do something. */
function askedIn(source: Source, node: Node, setting: TaskSetting): PlacedTask[] {
  const words = source.plain.slice(node.text.start, node.text.end);
  if (words.length < 60 || isGeneral(words) || /khó khăn, vướng mắc|trân trọng/iu.test(words) || !/(?:đề nghị|yêu cầu|giao) /iu.test(words))
    return [];
  const { lead, coordinators } = leadIn(source, node.text);
  const asked = askedLead(source, node.text) ?? (ASKED.test(words) ? lead : []);
  if (
    asked.length === 0 ||
    /(?:kế hoạch|chỉ thị|kết luận|nghị quyết|công văn|văn bản|hướng dẫn) này/iu.test(words) ||
    /nghiêm túc (?:triển khai )?thực hiện/iu.test(words.slice(-60)) ||
    (!setting.asking && /^đề nghị [^.;]{3,120}? (?:định kỳ )?(?:gửi )?báo cáo (?:kết quả|tình hình|về)/iu.test(words))
  )
    return [];
  const deadline = deadlineIn(source, node.text, setting.year)?.deadline ?? NO_DEADLINE;
  return [made(source, trimmed(source, node.text), { kind: 'work', lead: asked, coordinators, deadline, path: [] }, 'task.asked')];
}

function made(source: Source, at: Span, context: Context, rule: string): PlacedTask {
  const confidence = context.lead.length > 0 ? 0.8 : 0.6;
  const evidence: Evidence = evidenceOf(source, at, rule, confidence);
  return {
    id: '',
    content: tidy(source.text.slice(at.start, at.end)),
    lead: context.lead,
    coordinators: context.coordinators,
    deadline: context.deadline,
    ...(context.product !== undefined && { product: context.product }),
    evidence,
    path: context.path,
  };
}
