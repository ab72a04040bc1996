import { bare, type Frame, isCapitals, range } from './frame.js';
import { isBlank, type Line } from './lines.js';
import { type Source, type Span, trimmed } from './source.js';

export type MarkKind = 'part' | 'upper' | 'roman' | 'number' | 'decimal' | 'letter' | 'bracket' | 'star' | 'dash' | 'plus' | 'none';

/** A paragraph with its mark (`I.`, `1.`, `a)`, `-`) apart from its text. */
export interface Paragraph extends Span {
  kind: MarkKind;
  mark: string;
  text: Span;
}

/** A point of the text with what stands beneath it. */
export interface Node extends Paragraph {
  rank: number;
  children: Node[];
  parent?: Node;
}

const RANK: Record<MarkKind, number> = {
  part: 0,
  upper: 1,
  roman: 2,
  number: 3,
  decimal: 4,
  letter: 6,
  bracket: 7,
  star: 7,
  dash: 8,
  plus: 9,
  none: 10,
};

const MARKS: readonly [MarkKind, RegExp][] = [
  ['part', /^(?:PHẦN|Phần|CHƯƠNG|Chương)(?: thứ| THỨ)? (?:[IVX\d]+|nhất|hai|ba|tư|NHẤT|HAI|BA|TƯ)(?![\p{L}])[.:\- ]*/u],
  ['roman', /^[IVX]{1,5} ?[.\-/)] ?(?=[\p{L}"“])/u],
  ['upper', /^[A-HĐ] ?[.\-/)] ?(?=\p{Lu})/u],
  ['number', /^(?:Điều|ĐIỀU|Mục|MỤC) \d{1,2}[.:]? ?/u],
  ['decimal', /^\d{1,2}(?:\.\d{1,2}){1,3}(?:[.)/-]| (?=\p{Lu}))[ .]*(?=[\p{L}"“(])/u],
  ['letter', /^-? ?[a-zđ] ?[).] ?(?=[\p{L}"“(\d])/u],
  ['number', /^\d{1,2} ?[.\-/)] ?(?=[\p{L}"“(])/u],
  ['bracket', /^\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)[.:]? ?/u],
  ['star', /^\*+\)? ?(?=[\p{L}\d"“(])/u],
  ['dash', /^- ?(?=\S)/u],
  ['plus', /^\+ ?(?=\S)/u],
];

/** The mark with which a line begins. */
export function markOf(text: string): { kind: MarkKind; mark: string } {
  for (const [kind, pattern] of MARKS) {
    const found = pattern.exec(text);
    if (found && !(kind === 'star' && /^\*[^*]+\*+[ .:;]/u.test(text) && /^\*{1,2}\p{L}/u.test(text))) return { kind, mark: found[0] };
  }
  return { kind: 'none', mark: '' };
}

const ENDED = /(?:[.;:!?…]|\.\/\.)["”')]*$/u;

/** The paragraphs of lines, wrapped lines joined; rows of tables and footnotes are left out. */
export function paragraphsOf(source: Source, frame: Frame, from: number, to: number): Paragraph[] {
  const lines = frame.lines;
  const wrapped = isWrapped(source, lines, from, to);
  const noted = /[¹²³]/u.test(source.text);
  const found: Paragraph[] = [];
  let open: Paragraph | undefined;
  let note = false;
  let paged = false;
  for (const at of range(from, to)) {
    const line = lines[at]!;
    // The number of a page stands between two halves of a paragraph.
    if (wrapped && /^\d{1,3}$/u.test(source.plain.slice(line.start, line.end))) {
      paged = true;
      continue;
    }
    if (wrapped && paged && isBlank(line)) continue;
    if (isBlank(line) || line.row || /^[-_*=.]{3,}$/u.test(source.plain.slice(line.start, line.end))) {
      open = undefined;
      continue;
    }
    const text = source.plain.slice(line.start, line.end);
    const { kind, mark } = markOf(text);
    const footnote = /^(?:\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹])/u.test(text) || (noted && /^\d{1,2}\) /u.test(text));
    note = footnote || (note && kind === 'none');
    if (note) {
      open = undefined;
      continue;
    }
    // The name of a part may stand on the line after its number.
    if (open?.kind === 'part' && kind === 'none' && isCapitals(source, line) && open.text.end - open.text.start < 3) {
      open.end = line.end;
      open.text = { start: line.start, end: line.end };
      continue;
    }
    const turned = paged;
    paged = false;
    if (
      open &&
      kind === 'none' &&
      (turned ? !ENDED.test(source.plain.slice(open.start, open.end)) : goesOn(source, open, line, lines[at - 1]!, wrapped))
    ) {
      open.end = line.end;
      open.text.end = line.end;
      continue;
    }
    open = {
      kind,
      mark: mark.trim(),
      start: line.start,
      end: line.end,
      text: trimmed(source, { start: line.start + mark.length, end: line.end }),
    };
    found.push(open);
  }
  return found;
}

/** Whether the lines are broken at a width, as text from a page is. */
function isWrapped(source: Source, lines: readonly Line[], from: number, to: number): boolean {
  const full = range(from, to).filter((at) => !isBlank(lines[at]) && !lines[at]!.row);
  if (full.length < 20) return false;
  const goOn = full.filter((at) => {
    const text = source.plain.slice(lines[at]!.start, lines[at]!.end);
    const next = lines[at + 1];
    return (
      text.length > 45 &&
      text.length < 130 &&
      !ENDED.test(text) &&
      next !== undefined &&
      /^[\p{Ll}\d]/u.test(source.plain.slice(next.start, next.end))
    );
  });
  return goOn.length > full.length / 4;
}

function goesOn(source: Source, open: Paragraph, line: Line, before: Line, wrapped: boolean): boolean {
  const last = source.plain.slice(open.start, open.end);
  const text = source.plain.slice(line.start, line.end);
  if (/^\p{Ll}/u.test(text) && !ENDED.test(last)) return true;
  if (/(?:,|-| và| của| các| số| với| về| ngày| tháng| năm| tại| cho| do| bởi| theo| trong| trên| từ| đến| được| để)$/u.test(last))
    return true;
  if (!wrapped || open.kind === 'roman') return false;
  const long = before.end - before.start > (open.kind === 'none' ? 45 : 60);
  return long && (!ENDED.test(last) || /^\p{Ll}/u.test(text));
}

/** The tree of points. An unmarked paragraph stands beneath the last point above the dashes. */
export function treeOf(source: Source, paragraphs: readonly Paragraph[]): Node[] {
  // What closes a paper stands after its last heading.
  const last = paragraphs.findLastIndex(({ kind }) => kind === 'roman' || kind === 'number' || kind === 'letter');
  const roots: Node[] = [];
  const stack: Node[] = [];
  for (const [at, paragraph] of paragraphs.entries()) {
    const rank = rankOf(paragraph, stack);
    const node: Node = { ...paragraph, rank, children: [] };
    while (stack.length > 0 && stack.at(-1)!.rank >= (paragraph.kind === 'none' ? RANK.star : rank)) stack.pop();
    if (paragraph.kind === 'none' && at > last && isClosing(source, paragraph)) stack.length = 0;
    const parent = stack.at(-1);
    if (parent) {
      node.parent = parent;
      parent.children.push(node);
    } else roots.push(node);
    if (paragraph.kind !== 'none') stack.push(node);
  }
  return roots;
}

function rankOf({ kind, mark }: Paragraph, stack: readonly Node[]): number {
  if (kind === 'decimal') return RANK.decimal + Math.min(1, mark.replace(/[. ]+$/u, '').split('.').length - 2) * 0.5;
  // A line with a star (`* Thời gian thực hiện`) stands beside the points above it.
  const top = stack.at(-1);
  if (kind === 'star' && top !== undefined && top.rank > RANK.decimal)
    return stack.find(({ rank }) => rank > RANK.decimal + 1)?.rank ?? top.rank;
  return RANK[kind];
}

const CLOSING =
  /^(?:trên đây là|trong quá trình|quá trình (?:thực hiện|triển khai)|(?:sau khi )?nhận được|(?:(?:kế hoạch|hướng dẫn|chỉ thị|nghị quyết|kết luận|quy định|chương trình) này (?:thay thế|có hiệu lực|được phổ biến|phổ biến|được))|căn cứ (?:kế hoạch này|nội dung[^,]{0,40}|ý kiến chỉ đạo trên),? (?:các|đề nghị|yêu cầu|thủ trưởng)|yêu cầu (?:các|thủ trưởng)|đề nghị (?:các|thủ trưởng) (?:cơ quan|đơn vị|đồng chí|địa phương|cấp)|khó khăn, vướng mắc|(?:báo cáo )?kết quả [^.;]{0,60}(?:báo cáo|gửi) (?:về|đến|cho)|nếu có (?:khó khăn|vướng mắc)|(?:ủy ban|ban|sở|ubnd|huyện ủy|tỉnh ủy|đảng ủy|thành ủy|chủ tịch|trường|văn phòng)[^.;:]{2,80}? (?:yêu cầu|đề nghị|trân trọng|(?:xin )?thông báo (?:để|đến)) ?)/iu;

function isClosing(source: Source, paragraph: Paragraph): boolean {
  return CLOSING.test(source.low.slice(paragraph.start, paragraph.end));
}

/** All points beneath, in order, this one first. */
export function descent(node: Node): Node[] {
  return [node, ...node.children.flatMap(descent)];
}

/** The words of a point itself as the plain reading has them. */
export function wordsOf(source: Source, node: Span & { text?: Span }): string {
  const span = node.text ?? node;
  return bare(source.plain.slice(span.start, span.end));
}
