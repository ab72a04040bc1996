import { typeOfDamaged, typeOfTitle } from './document-types.js';
import { isBlank, type Line } from './lines.js';
import type { Source, Span } from './source.js';

/** The parts of a paper, as ranges of its lines (`to` exclusive). */
export interface Frame {
  lines: Line[];
  /** From the first line of the paper to the title or, without one, to its first paragraph. */
  head: Range;
  /** The line of the type word, where it stands alone or begins a title. */
  title?: number;
  /** All between title and closing parts. */
  body: Range;
  /** The line `Nơi nhận`. */
  recipients?: number;
  /** From the signature or the recipients, whichever is first, to what comes after. */
  tail: Range;
  /** Appendices and footnotes after the signature. */
  after: Range;
  /** Whether there is any part of the official frame. */
  official: boolean;
}

export interface Range {
  from: number;
  to: number;
}

export const AUTHORITY = /^(?:T ?\/ ?M|TM ?[./]|K ?\/ ?T|KT ?[./]|T ?\/ ?L|TL ?[./]|TUQ ?[./]|Q ?\.|TM (?=\p{Lu}{2})|KT (?=\p{Lu}{2}))/u;
const NATION = /^(?:cộng h[òo]a xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập ?- ?tự do ?- ?hạnh phúc)/u;
const NUMBER = /^số ?[:.]? ?[\d ]{0,8}[a-zđ]? ?[-/] ?\p{L}/iu;
export const RECIPIENTS = /^[*_ ]*nơi nhận[*_ ]*[:.]?/iu;
export const ADDRESSED = /^[*_ ]*kính (?:gửi|trình)[*_ ]*[:.]?/iu;
const APPENDIX = /^[*_# ]*(?:phụ lục|biểu mẫu|phụ biểu|danh mục kèm theo)(?:$|[^\p{L}])/iu;
const ATTACHED = /^\(? ?(?:ban hành |gửi )?k[èe]m theo (?!phụ lục)/iu;
/** What pages put around a text: lists of other news, tools, comments. */
const FURNITURE =
  /^[*_# -]*(?:(?:các )?tin (?:khác|liên quan|cùng chuyên mục|mới(?: nhất| hơn)?|cũ hơn|đã đưa|nổi bật|đọc nhiều|bài khác)|tin, bài (?:liên quan|khác)|bài (?:viết )?(?:liên quan|cùng chuyên mục|khác|mới)|các bài (?:khác|viết khác|đã đăng)|xem (?:thêm|tin theo ngày|các tin)|tin theo ngày|đọc thêm|ý kiến bạn đọc|bình luận|gửi bình luận|chia sẻ(?: bài viết)?|tags?|từ khóa|lượt (?:xem|truy cập)|số lượt truy cập|thống kê truy cập|liên kết (?:website|web)|trang chủ|đánh giá bài viết|văn bản (?:mới|liên quan|cùng)|thông tin liên hệ|bản quyền|ban biên tập|thông báo mới|in bài viết|quay lại|về trang trước|lên đầu trang)\s*(?:[:»>(\d.|].*)?$/iu;

/** Where the paper stands in the text and where its parts begin. */
export function frameOf(source: Source, lines: Line[]): Frame {
  const say = (at: number) => bare(source.plain.slice(lines[at]!.start, lines[at]!.end));
  const stop = endOfPaper(source, lines);
  const title = titleLine(source, lines, stop);
  const anchor = firstAnchor(source, lines, title, stop);
  const official = anchor !== undefined;
  const from = anchor === undefined ? 0 : anchor;
  const headEnd = title ?? firstParagraph(source, lines, from, stop);
  const recipients = lastRecipients(source, lines, headEnd, stop);
  const signed = signatureLine(source, lines, headEnd, recipients, stop);
  const tailFrom = Math.min(recipients ?? stop, signed ?? stop);
  const appendix = range(tailFrom + 1, stop).find((at) => isAppendix(say(at)) && (recipients === undefined || at > recipients));
  const early = tailFrom < stop ? undefined : range(headEnd + 1, stop).find((at) => APPENDIX.test(say(at)) && say(at).length < 60);
  const tailTo = appendix ?? early ?? endOfTail(lines, source, tailFrom, stop);
  return {
    lines,
    head: { from, to: headEnd },
    ...(title !== undefined && { title }),
    body: { from: headEnd, to: Math.min(tailFrom, early ?? tailFrom) },
    ...(recipients !== undefined && { recipients }),
    tail: { from: tailFrom, to: tailTo },
    after: { from: tailTo, to: stop },
    official,
  };
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** A line without the marks that a page gives headings. */
export function bare(text: string): string {
  return text.replace(/^[#>*_ ]+|[*_ ]+$/gu, '');
}

function isAppendix(text: string): boolean {
  return (APPENDIX.test(text) && text.length < 200) || ATTACHED.test(text);
}

export function isFurniture(text: string): boolean {
  return text.length < 80 && FURNITURE.test(text);
}

function endOfPaper(source: Source, lines: readonly Line[]): number {
  const found = lines.findIndex(
    (line, at) => at > 0 && !line.row && isFurniture(source.plain.slice(line.start, line.end)) && hasText(source, lines, at),
  );
  return found === -1 ? lines.length : found;
}

/** Furniture before the text (a menu) does not end it: enough must stand above. */
function hasText(source: Source, lines: readonly Line[], at: number): boolean {
  return lines.slice(0, at).some((line) => line.end - line.start > 200 && /[.;:…]$/u.test(source.plain.slice(line.start, line.end).trim()));
}

/** Whether text, in capitals, is the name of a type with nothing after it, or with a subject in capitals or not. */
function titleType(text: string): boolean {
  const alone = /^[*_# ]*([\p{Lu} ]+?)[*_ ]*$/u.exec(text);
  if (alone && typeOfTitle(alone[1]!.trim()) !== undefined) return true;
  const begun =
    /^(KẾ HOẠCH|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHỈ THỊ|HƯỚNG DẪN|KẾT LUẬN|NGHỊ QUYẾT|BÁO CÁO|THÔNG BÁO|ĐỀ ÁN|QUYẾT ĐỊNH|QUY ĐỊNH|TỜ TRÌNH) \S/u.exec(
      text,
    );
  return begun !== null && text.length < 600;
}

function titleLine(source: Source, lines: readonly Line[], stop: number): number | undefined {
  const titled = range(0, stop).filter((at) => {
    const cells = lines[at]!.cells;
    return !lines[at]!.row && cells.length === 1 && titleType(bare(source.plain.slice(cells[0]!.start, cells[0]!.end)));
  });
  const alone = titled.filter((at) => typeOfTitle(bare(source.plain.slice(lines[at]!.start, lines[at]!.end))) !== undefined);
  // A bare type word wins over a line of capitals that begins with one, a damaged one is the last resort; all must stand near the top.
  const first = alone[0] ?? titled[0] ?? damagedTitle(source, lines, Math.min(stop, DAMAGED_WITHIN));
  return first === undefined || longBefore(lines, first) ? undefined : first;
}

const DAMAGED_WITHIN = 40;

/** A line of capitals, not more, whose letters are those of a type. */
function damagedTitle(source: Source, lines: readonly Line[], stop: number): number | undefined {
  return range(0, stop).find((at) => {
    const text = bare(source.plain.slice(lines[at]!.start, lines[at]!.end));
    return !lines[at]!.row && text.length < 40 && !/\p{Ll}/u.test(text) && typeOfDamaged(text) !== undefined;
  });
}

/** Whether a long paragraph stands before: then the words are no title of this paper. */
function longBefore(lines: readonly Line[], at: number): boolean {
  return lines.slice(0, at).filter((line) => line.end - line.start > 300).length > 2;
}

function firstAnchor(source: Source, lines: readonly Line[], title: number | undefined, stop: number): number | undefined {
  const limit = title ?? Math.min(stop, 60);
  const marks = range(0, limit).filter((at) =>
    lines[at]!.cells.some((cell) => {
      const low = bare(source.low.slice(cell.start, cell.end));
      return NATION.test(low) || NUMBER.test(low) || ADDRESSED.test(low);
    }),
  );
  const first = marks[0] ?? title;
  if (first === undefined) return undefined;
  // The names of the bodies stand above or beside the first mark, in capitals.
  let from = first;
  while (from > 0 && first - from < 12 && isOfHead(source, lines[from - 1]!)) from -= 1;
  return from;
}

/** Names in capitals, rules, bars that part cells, place and day. */
function isOfHead(source: Source, line: Line): boolean {
  const text = source.plain.slice(line.start, line.end);
  return (
    isCapitals(source, line) ||
    /^[|\s]+$/u.test(text) ||
    (text.length < 70 && /ngày[ .…_\d]{1,14}tháng[ .…_\d]{1,14}năm ?\d{4}/iu.test(text))
  );
}

export function isCapitals(source: Source, span: Span): boolean {
  const text = source.plain.slice(span.start, span.end);
  return text.trim() === '' || (/\p{Lu}{2}/u.test(text) && !/\p{Ll}{3}/u.test(text) && text.length < 120) || /^[-*_ ]+$/u.test(text);
}

function firstParagraph(source: Source, lines: readonly Line[], from: number, stop: number): number {
  const addressed = range(from, Math.min(stop, from + 40)).find((at) =>
    lines[at]!.cells.some((cell) => ADDRESSED.test(source.low.slice(cell.start, cell.end))),
  );
  if (addressed !== undefined) return addressed;
  const long = range(from, stop).find((at) => lines[at]!.end - lines[at]!.start > 150);
  // Broken at a width, no line is long: the opening or the first heading ends the head.
  const opening = range(from + 1, Math.min(stop, from + 40)).find((at) =>
    /^(?:- ?)?(?:Căn cứ|Thực hiện|Thi hành|Triển khai|Xét|Theo|Để|Ngày \d|I ?[.-] ?\p{L}|1\. ?\p{Lu})/u.test(
      source.plain.slice(lines[at]!.start, lines[at]!.end),
    ),
  );
  return opening === undefined ? (long ?? from) : Math.min(long ?? opening, opening);
}

function lastRecipients(source: Source, lines: readonly Line[], from: number, stop: number): number | undefined {
  return range(from, stop).find((at) => lines[at]!.cells.some((cell) => RECIPIENTS.test(source.low.slice(cell.start, cell.end))));
}

function signatureLine(
  source: Source,
  lines: readonly Line[],
  from: number,
  recipients: number | undefined,
  stop: number,
): number | undefined {
  const ends = recipients === undefined ? range(from, stop) : range(Math.max(from, recipients - 10), Math.min(stop, recipients + 60));
  return ends.find((at) =>
    lines[at]!.cells.some((cell) => AUTHORITY.test(bare(source.plain.slice(cell.start, cell.end))) && cell.end - cell.start < 90),
  );
}

/** The tail ends at the first table or long paragraph after the signature. */
function endOfTail(lines: readonly Line[], source: Source, from: number, stop: number): number {
  const found = range(from + 1, stop).find(
    (at) =>
      !isBlank(lines[at]) &&
      (lines[at]!.end - lines[at]!.start > 220 || /^\[\d+\]|^\d+\) |^[¹²³]/u.test(source.plain.slice(lines[at]!.start, lines[at]!.end))),
  );
  return found ?? stop;
}
