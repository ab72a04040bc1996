import { bodiesIn, subjectEnd } from './bodies.js';
import type { Node } from './outline.js';
import { type Source, type Span, trimmed } from './source.js';
import { beginsBody, VERB_AT_START } from './words.js';

/** `Sở A chủ trì …; Sở B, Sở C …`: the first leads, those after the semicolon join in. */
export function doers(source: Source, value: Span): { lead: string[]; coordinators: string[] } {
  const text = source.plain.slice(value.start, value.end);
  const led = /^(.{3,200}?),? (?:là (?:cơ quan|đơn vị) )?chủ trì/u.exec(text);
  if (!led) {
    const all = bodiesIn(source, value);
    const related = all.findIndex((name) => /(?:có )?liên quan$/u.test(name));
    return related > 0 && all.length > 1
      ? { lead: all.slice(0, related), coordinators: all.slice(related) }
      : { lead: all, coordinators: [] };
  }
  const lead = bodiesIn(source, { start: value.start, end: value.start + led[1]!.length });
  const joined = coordinatorsIn(source, value);
  if (joined.length > 0) return { lead, coordinators: joined };
  const rest = text.indexOf(';', led[0].length);
  if (rest === -1) return { lead, coordinators: [] };
  const after = trimmed(source, { start: value.start + rest + 1, end: value.end });
  const end = subjectEnd(source, after) ?? after.end;
  return { lead, coordinators: bodiesIn(source, { start: after.start, end }) };
}

export const ASKED = /^(?:giao(?: cho)?|đề nghị|yêu cầu|phân công|ủy quyền(?: cho)?|giao nhiệm vụ cho)(?: ?:)? /iu;
/** Words before the subject of a sentence. */
const BEFORE_SUBJECT =
  /^(?:đồng thời|theo (?:chức năng|đó)[^,;]{0,80}|trên cơ sở[^,;]{0,160}|căn cứ[^,;]{0,160}|định kỳ[^,;]{0,60}(?:, (?:trước|\d|hằng|hàng|quý|năm)[^,;]{0,50})*|hằng năm|hàng năm|đối với [^,;]{3,160}|trong (?:quá trình|thời gian)[^,;]{3,120}|trước ngày [^,;]{0,40}|trong đó|ngoài ra|trước mắt),? /iu;

/** Who leads and who joins in by the sentence itself. */
export function leadIn(source: Source, whole: Span): { lead: string[]; coordinators: string[] } {
  const span = trimmed(source, whole);
  const text = source.plain.slice(span.start, span.end);
  const first = /[.](?=\s+\p{Lu})/u.exec(text)?.index ?? text.length;
  const sentence = { start: span.start, end: span.start + first };
  const coordinators = coordinatorsIn(source, sentence);
  for (const skip of skips(text)) {
    const from = { start: span.start + skip, end: sentence.end };
    if (!beginsBody(source.plain.slice(from.start, from.end))) continue;
    const end = subjectEnd(source, from);
    if (end === undefined || end - from.start < 2) continue;
    // Who asks somebody is not the one to do it.
    const others = /^ (?:giao|yêu cầu|đề nghị|phân công) /u.test(source.plain.slice(end, end + 12)) ? askedWithin(source, from) : undefined;
    if (others && others.length > 0) return { lead: others, coordinators };
    const name = source.plain.slice(from.start, end);
    if (
      / (?:hoạt động|được thực hiện)$/u.test(name) ||
      name.length > 180 ||
      / (?:nếu|khi|thì|hiện là|được giới thiệu|có thể)(?: |$)/u.test(name) ||
      / (?:đã|đang|vẫn)$/u.test(name)
    )
      continue;
    // How they do it is not their name.
    const how = /,? (?:bằng|thông qua|để|nhằm) /u.exec(name)?.index ?? name.length;
    return { lead: bodiesIn(source, { start: from.start, end: from.start + how }), coordinators };
  }
  return { lead: askedWithin(source, span) ?? soughtLater(source, sentence) ?? [], coordinators };
}

/** How a sentence begins that says when, on what ground or for what, before who: the subject follows one of its commas. */
const LEADS_ON =
  /^(?:chậm nhất|trước ngày|trước|trong (?:quý|tháng|năm|quá trình|thời gian|đó)|từ|đến|khi|sau khi|để|nhằm|trên cơ sở|căn cứ|theo(?! dõi)|định kỳ|hằng|hàng|đối với|đồng thời|thực hiện (?:nghị quyết|chỉ thị|kế hoạch|kết luận|công văn|ý kiến))(?![\p{L}])/iu;

/** Commas after which a subject may stand: before the sentence comes to its verb. */
function subjectsAfter(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of text.slice(0, 260).matchAll(/, /gu)) {
    const rest = text.slice(index + 2);
    if (/^(?:các |những |đề nghị |yêu cầu |giao |\p{Lu})/u.test(rest)) starts.push(index + 2);
    else if (VERB_AT_START.test(rest)) break;
  }
  return starts;
}

/** Where the subject of a sentence may begin. */
function skips(text: string): number[] {
  const asked = ASKED.exec(text)?.[0].length;
  const before = BEFORE_SUBJECT.exec(text)?.[0].length;
  const commas = LEADS_ON.test(text) ? subjectsAfter(text) : [];
  const colon = /^[^:.;]{3,140}: (?=\p{Lu})/u.exec(text)?.[0].length;
  return [0, asked, before, ...commas, colon]
    .filter((at): at is number => at !== undefined)
    .flatMap((at) => {
      const then = at === 0 ? undefined : ASKED.exec(text.slice(at))?.[0].length;
      return then === undefined ? [at] : [at, at + then];
    });
}

/** `UBND tỉnh yêu cầu các đơn vị … khẩn trương …`: the one asked, not the one who asks. */
function askedWithin(source: Source, span: Span): string[] | undefined {
  const text = source.plain.slice(span.start, span.end);
  const found = /^[^.;]{0,200}? (?:yêu cầu|đề nghị|giao) (?=\p{L})/u.exec(text);
  if (!found || !beginsBody(text)) return undefined;
  const from = { start: span.start + found[0].length, end: span.end };
  const end = subjectEnd(source, from);
  return end === undefined ? undefined : bodiesIn(source, { start: from.start, end });
}

/** A body that acts further on in the first sentence: `… đề ra. Đảng đoàn X phối hợp với …` or `…; Sở Y chủ trì`. */
function soughtLater(source: Source, sentence: Span): string[] | undefined {
  const text = source.plain.slice(sentence.start, sentence.end);
  const found =
    /(?:^|[,;.] )((?:\p{Lu}|các |những )[^,;.]{2,90}?) chủ trì(?:,| phối hợp| tham mưu| xây dựng)/u.exec(text) ??
    /\((?:giao |do )?([^();]{3,90}?) (?:chủ trì|thực hiện)(?![\p{L}])/u.exec(text);
  if (!found) return undefined;
  const start = sentence.start + found.index + found[0].indexOf(found[1]!);
  if (!beginsBody(found[1]!)) return undefined;
  const end = Math.min(start + found[1]!.length, subjectEnd(source, { start, end: sentence.end }) ?? sentence.end);
  return bodiesIn(source, { start, end });
}

/** Those with whom something is done together. */
export function coordinatorsIn(source: Source, span: Span): string[] {
  const text = source.plain.slice(span.start, span.end);
  const found =
    /phối hợp(?: chặt chẽ)?(?:,? (?:cùng )?với|,? cùng) (?=\p{L})/iu.exec(text) ??
    /(?:^Phối hợp|(?:chủ động|,|\p{L}) ?phối hợp) (?=\p{Lu}|các )/u.exec(text) ??
    /(?:^|,) ?phối hợp (?=các )/iu.exec(text);
  if (!found) return [];
  // Inspectors who come are not those with whom a task is done.
  if (
    /^[^.;]{0,20}(?:đoàn (?:kiểm tra|giám sát|thanh tra|công tác))[^.;]{0,60} (?:khi|về làm việc|đến làm việc)/iu.test(
      text.slice(found.index + found[0].length),
    )
  )
    return [];
  // `Phối hợp chặt chẽ với X trong việc …` is what is to be done, not with whom.
  if (found.index === 0 && text.startsWith('Phối hợp chặt chẽ')) return [];
  if (/(?:việc|công tác)(?: chủ trì,?)? ?$/u.test(text.slice(0, found.index))) return [];
  const from = { start: span.start + found.index + found[0].length, end: span.end };
  const rest = source.plain.slice(from.start, from.end);
  const end =
    subjectEnd(source, from) ?? from.start + (/(?:[.;:]| trong việc| để | nhằm | khi )/u.exec(rest)?.index ?? Math.min(rest.length, 160));
  const stop = / (?:trong (?:việc|công tác|quá trình)|để|nhằm) | trong$/u.exec(source.plain.slice(from.start, end));
  return bodiesIn(source, { start: from.start, end: stop ? from.start + stop.index : end }).filter(
    (name) => !/^(?:các )?cơ quan(?: chủ trì)?$/iu.test(name),
  );
}

export function askedLead(source: Source, at: Span): string[] | undefined {
  const text = source.plain.slice(at.start, at.end);
  const found = /(?:^|[ ,])(?:yêu cầu|đề nghị|giao) (?=(?:các|những|\p{Lu}))/u.exec(text);
  if (!found) return undefined;
  const from = { start: at.start + found.index + found[0].length, end: at.end };
  const end = subjectEnd(source, from);
  return end === undefined ? undefined : bodiesIn(source, { start: from.start, end });
}

/** Who is asked to do what follows: `Sở A đề nghị các chủ đầu tư tập trung thực hiện các nội dung sau:`. */
export function introduced(source: Source, node: Node): string[] | undefined {
  const words = source.plain.slice(node.text.start, node.text.end);
  if (!/:\s*$/u.test(words)) return undefined;
  const found = [...words.matchAll(/(?:^|[ ,.])(?:đề nghị|yêu cầu|giao(?: cho)?|phân công) (?=\p{L})/giu)].at(-1);
  if (!found) return undefined;
  const from = { start: node.text.start + found.index + found[0].length, end: node.text.end };
  if (!beginsBody(source.plain.slice(from.start, from.end))) return undefined;
  const end = subjectEnd(source, from) ?? from.end - 1;
  return bodiesIn(source, { start: from.start, end });
}
