import { bodiesIn, subjectEnd } from './bodies.js';
import { deadlineIn } from './deadlines.js';
import type { ReportRead } from './draft.js';
import { detailsOf } from './report-details.js';
import { evidenceOf, type Source, type Span, tidy, trimmed } from './source.js';
import { beginsBody } from './words.js';

/** Who may be meant where a sentence names nobody, and what its surroundings say of reports. */
export interface ReportSetting {
  year?: number;
  /** Bodies of the heading or the point. */
  lead: string[];
  /** The body to which reports of this paper go, where a sentence leaves it open. */
  issuer?: string;
}

const REPORTS =
  /(?<![\p{L}])(?:gửi (?:các )?báo cáo|báo cáo|phản ánh|phản hồi|thông tin, báo cáo|gửi (?:văn bản |kiến nghị |ý kiến )?(?:phản ánh|về)|tổng hợp,? báo cáo|gửi (?:hồ sơ|kết quả|kế hoạch|danh sách|biên bản|biểu mẫu|đề xuất|số liệu)|kịp thời (?:gửi|thông báo)|gửi)(?![\p{L}])/giu;
/** Reports that are no duty to report: documents of that name, what is done with them, who answers for something. */
const NO_REPORT_BEFORE =
  /(?:theo|các|nghe|trong|bản|tại|hoặc|chế độ|nội dung|mẫu|của|hình thức|những|dự thảo|thẩm tra|hồ sơ,|đề cương|về việc|việc|xây dựng|tiếp nhận|được một số|tổng hợp các|trường hợp vượt thẩm quyền(?:,)?(?: tham mưu,?)?|vượt (?:quá )?thẩm quyền,?(?: tham mưu,?)?|sẽ tổng hợp,|chưa thực hiện|kỳ|chưa(?: gửi)?|không(?: gửi)?|thời gian|lần|phần mềm|quy định|chậm|đội ngũ|buổi|thông qua|số liệu|đã gửi|đã|danh sách|mời)\s*$/iu;
const RECIPIENT_LEAD =
  /^(?:(?: ?kết quả| ?tình hình| ?số liệu| ?tiến độ| ?những| ?các| ?đề xuất| ?định kỳ| ?đột xuất| ?bằng văn bản)[^.;]{0,220}?)? (?:về|đến|tới|cho|với|trình) (?=\p{L})/u;

/** The duties to report in a sentence or point. */
export function reportsIn(source: Source, whole: Span, setting: ReportSetting): ReportRead[] {
  const found: ReportRead[] = [];
  for (const sentence of sentences(source, trimmed(source, whole, '-+* '))) {
    const report = reportOf(source, sentence, setting);
    if (report) found.push(...report);
  }
  return found;
}

function sentences(source: Source, span: Span): Span[] {
  const text = source.plain.slice(span.start, span.end);
  const ends = [...text.matchAll(/(?:[.](?=\s+\p{Lu})|;(?=\s))/gu)].map(({ index }) => index + 1);
  const all = [0, ...ends].map((start, i) =>
    trimmed(source, { start: span.start + start, end: span.start + (ends[i] ?? text.length) }, ';.'),
  );
  return all.filter(({ start, end }) => end - start > 12);
}

function reportOf(source: Source, sentence: Span, setting: ReportSetting): ReportRead[] | undefined {
  const text = source.plain.slice(sentence.start, sentence.end);
  const low = text.toLowerCase();
  for (const match of text.matchAll(REPORTS)) {
    const lead = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (!isDuty(lead, match[0], after, low)) continue;
    const to = recipientOf(source, sentence, match.index + match[0].length, match[0]);
    if (
      to === undefined &&
      !frequencyIn(low) &&
      !(/kết quả|tình hình/u.test(after.slice(0, 40)) && /định kỳ|tổng hợp/iu.test(lead.slice(-60)))
    )
      continue;
    const who = reporterOf(source, sentence, match.index, setting);
    const adHoc =
      /khó khăn|vướng mắc|phát sinh|phát hiện|bất cập/u.test(low) &&
      /(?:phản ánh|phản hồi|thông tin|kịp thời|báo cáo|gửi)/u.test(low) &&
      !/định kỳ|trước ngày|chậm nhất/u.test(low);
    return made(source, sentence, match, { ...setting, lead: who.length > 0 ? who : setting.lead }, to, adHoc);
  }
  return undefined;
}

function isDuty(lead: string, word: string, after: string, low: string): boolean {
  if (NO_REPORT_BEFORE.test(lead) && !/(?:gửi|định kỳ|và|hoặc đột xuất)\s*$/iu.test(lead)) return false;
  if (/^ (?:viên|chí|nghị|tài chính|đánh giá tác động|số \d|chính trị|được|của|chuyên đề tại|này|trực tiếp)/u.test(after)) return false;
  if (/^gửi$/iu.test(word) && !/(?:báo cáo|kết quả|hồ sơ|số liệu|danh sách|kế hoạch)[^.;]{0,60}$/iu.test(lead)) return false;
  if (/^gửi về$/iu.test(word) && !/(?:báo cáo|kế hoạch|danh sách|kết quả|hồ sơ|số liệu|đăng ký|văn bản)/iu.test(lead)) return false;
  // Reporting to whoever has the power, for approval or decision, is the course of a matter, not a duty of this paper.
  if (
    /^,? ?(?:cơ quan|cấp|người) có thẩm quyền/u.test(after.trimStart()) ||
    /^,? ?(?:đề xuất |đề nghị |tham mưu |trình )?(?:cơ quan|cấp|người) có thẩm quyền/u.test(after.trimStart())
  )
    return false;
  if (/^(?:quá|trường hợp) /u.test(low)) return false;
  if (/để (?:tổng hợp|theo dõi)[^.;]{0,80}(?:hoặc|,|và)? ?$/iu.test(lead) && /(?:báo cáo|phản ánh|gửi)/iu.test(lead)) return false;
  return true;
}

/** Bodies after the report word: `về X`, `X`, with `(qua Y)` apart. */
function recipientOf(source: Source, sentence: Span, at: number, word: string): { to: string[]; via?: string; end: number } | undefined {
  const text = source.plain.slice(sentence.start, sentence.end);
  let rest = text.slice(at);
  let from = at;
  if (word.endsWith('về')) return placed(source, sentence, at + (rest.length - rest.trimStart().length));
  const direct = rest.trimStart().replace(/^kịp thời (?:về )?/u, '');
  if (beginsBody(direct) && !/^(?:các )?(?:chỉ tiêu|cấp có)/u.test(direct))
    return placed(source, sentence, at + (rest.length - direct.length));
  for (let turn = 0; turn < 3; turn += 1) {
    const lead = RECIPIENT_LEAD.exec(rest) ?? / (?:về|cho|đến|tới) (?=\p{L})/u.exec(rest);
    if (!lead) return undefined;
    from += lead.index + lead[0].length;
    rest = text.slice(from);
    if (beginsBody(rest)) return placed(source, sentence, from);
  }
  return undefined;
}

const RECIPIENT_END =
  /(?:[;.:(]|,? (?:để|trước|chậm nhất|theo|định kỳ|kết quả|tình hình|bằng|nhằm|xem xét|xử lý|hướng dẫn|tổng hợp|theo dõi|chỉ đạo|giải quyết|trong|tại|khi|hằng|hàng|và báo cáo|việc|về|kịp thời|trên (?=hệ thống|địa bàn|cơ sở)|qua|thông qua|đồng gửi|vào|tham mưu|đánh giá|quyết định|cho ý kiến|báo cáo|những|các nội dung|phê duyệt|phối hợp|danh sách|số liệu|đúng|sau)(?![\p{L}]))/u;

function placed(source: Source, sentence: Span, from: number): { to: string[]; via?: string; end: number } | undefined {
  const text = source.plain.slice(sentence.start + from, sentence.end);
  const stop = RECIPIENT_END.exec(text);
  const end = stop ? stop.index : text.length;
  const name = trimmed(source, { start: sentence.start + from, end: sentence.start + from + end }, ',');
  if (name.end - name.start < 2 || name.end - name.start > 220) return undefined;
  const through =
    /^[^.;]{0,60}?\((?:thông )?qua ([^)]+?)(?: (?:để )?(?:tổng hợp|theo dõi)[^)]*)?\)|^[^.;]{0,80}? (?:thông )?qua (\p{Lu}[^.;,()]{3,80}?)(?= (?:để|tổng hợp|trước|theo)|[.;,)]|$)/u.exec(
      text.slice(end),
    );
  const via = through?.[1] ?? through?.[2];
  const viaAt = via === undefined ? -1 : text.indexOf(via, end);
  return {
    to: bodiesIn(source, name),
    ...(via !== undefined && { via: tidy(source.text.slice(sentence.start + from + viaAt, sentence.start + from + viaAt + via.length)) }),
    end: through ? sentence.start + from + end + through[0].length : name.end,
  };
}

function reporterOf(source: Source, sentence: Span, at: number, setting: ReportSetting): string[] {
  const text = source.plain.slice(sentence.start, sentence.end);
  const asked = [...text.slice(0, at).matchAll(/(?:^|[ ,])(?:đề nghị|yêu cầu|giao) (?=\p{L})/giu)].at(-1);
  const tries = [
    ...(asked ? [asked.index + asked[0].length] : []),
    ...[...text.slice(0, at).matchAll(/(?:^|[,;] (?:nếu [^,;]{0,60}, )?)(?=(?:các |\p{Lu}))/gu)].map(
      ({ index, 0: lead }) => index + lead.length,
    ),
    ...[...text.slice(0, at).matchAll(/, (?=(?:chủ |đơn vị|cơ quan|ủy ban|sở|ban|đảng ủy|chi bộ))/gu)].map(
      ({ index, 0: lead }) => index + lead.length,
    ),
  ];
  for (const from of tries) {
    const span = { start: sentence.start + from, end: sentence.end };
    if (!beginsBody(source.plain.slice(span.start, span.end))) continue;
    const end = subjectEnd(source, span);
    if (end !== undefined && end <= sentence.start + at) return bodiesIn(source, { start: span.start, end });
  }
  return setting.lead;
}

function frequencyIn(low: string): string | undefined {
  const kinds: [string, RegExp][] = [
    ['weekly', /(?:hằng|hàng|mỗi) tuần|thứ \p{L}+ hằng tuần/u],
    ['monthly', /(?:hằng|hàng|mỗi) tháng|báo cáo tháng|(?:định kỳ|theo) tháng|(?:ngày|trước) \d{1,2} (?:hằng|hàng) tháng/u],
    ['quarterly', /(?:hằng|hàng|mỗi|theo) quý|(?:định kỳ|báo cáo) quý(?! [ivx\d])|, quý(?:,| và)/u],
    ['half-yearly', /(?:6|06|sáu) tháng(?! (?:đầu|cuối) năm)/u],
    ['yearly', /(?:hằng|hàng|mỗi) năm|báo cáo năm|(?:,| và) (?:0?1 |một )?năm(?![ \d]*\d{4})|(?<!tháng )cuối năm(?! \d)/u],
  ];
  const found = kinds.filter(([, pattern]) => pattern.test(low)).map(([name]) => name);
  if (found.includes('yearly') && /trước ngày \d{1,2}\/\d{1,2} và (?:ngày )?\d{1,2}\/\d{1,2} (?:hằng|hàng) năm/u.test(low))
    return 'half-yearly';
  return found.length > 0 ? found.join('+') : undefined;
}

function made(
  source: Source,
  sentence: Span,
  match: RegExpExecArray,
  setting: ReportSetting,
  to: { to: string[]; via?: string; end: number } | undefined,
  adHoc: boolean,
): ReportRead[] {
  const text = source.plain.slice(sentence.start, sentence.end);
  const low = text.toLowerCase();
  const when = deadlineIn(source, sentence, setting.year);
  const regular = frequencyIn(low);
  const phase = /sau mỗi (?:đợt|giai đoạn|cuộc|kỳ)/u.exec(low);
  const folded =
    /(?:tổng hợp|lồng ghép|đưa)[^.;)]{0,30} (?:vào|trong) (báo cáo [^.;),*]{3,60}?)(?= gửi | về (?:ban|đảng|tỉnh|huyện|thành|ủy|sở|văn phòng)|[.;),*]|$)/u.exec(
      low,
    );
  const dated = when && ['date', 'datetime', 'month', 'quarter', 'year'].includes(when.deadline.kind) ? when.deadline : undefined;
  const once = dated !== undefined && regular === undefined;
  const frequency = adHoc ? 'ad-hoc' : (regular ?? (phase && !once ? 'per-phase' : once ? 'once' : loose(low)));
  const start = startOf(sentence, match, low, when?.at);
  const end = Math.max(sentence.start + match.index + match[0].length, to?.end ?? 0, when && when.at.end <= sentence.end ? when.at.end : 0);
  const due = adHoc ? adHocRule(low) : (dueRule(when?.deadline.rule, folded?.[0], low, regular) ?? phase?.[0] ?? null);
  const base: ReportRead = {
    id: '',
    reporter: setting.lead,
    recipient: to?.to ?? [],
    ...(to?.via !== undefined && { via: to.via }),
    frequency,
    dueRule: due,
    ...(dated?.iso !== undefined && (regular === undefined || /\d{4}/u.test(dated.rule ?? '')) && { iso: dated.iso.slice(0, 10) }),
    ...(folded && { foldedInto: folded[1]!.trim() }),
    ...(/(?:hoặc|và|,) (?:báo cáo )?đột xuất/u.test(low) && { alsoAdHoc: true as const }),
    ...detailsOf(source, sentence, sentence.start + match.index, regular !== undefined),
    evidence: evidenceOf(source, { start, end: Math.max(start + 1, end) }, 'report.sentence', 0.75),
  };
  const prepared = /^(.{3,90}?) (?:tổng hợp, )?tham mưu(?: cho)? (.{3,90}?) báo cáo/u.exec(text);
  if (prepared && beginsBody(prepared[2]!)) Object.assign(base, { preparedBy: prepared[1], reporter: [prepared[2]!] });
  return phase && once ? [phased(source, sentence, base, phase), base] : [base];
}

/** `báo cáo tình hình sau mỗi đợt và báo cáo tổng kết … trước ngày …` are two duties. */
function phased(source: Source, sentence: Span, base: ReportRead, phase: RegExpExecArray): ReportRead {
  const low = source.low.slice(sentence.start, sentence.end);
  const from = low.lastIndexOf('báo cáo', phase.index);
  const at = { start: sentence.start + Math.max(0, from), end: sentence.start + phase.index + phase[0].length };
  const next = low.indexOf('báo cáo', phase.index);
  if (next > 0) base.evidence = evidenceOf(source, { start: sentence.start + next, end: sentence.end }, 'report.sentence', 0.75);
  const { iso: _iso, content: _content, ...rest } = base;
  const summed = /^báo cáo (?:tổng kết|sơ kết)/u.exec(low.slice(next))?.[0];
  if (next > 0 && summed !== undefined) base.content = summed;
  return { ...rest, frequency: 'per-phase', dueRule: phase[0], evidence: evidenceOf(source, at, 'report.phase', 0.75) };
}

const AFTER_EVENT =
  /(?:trong (?:vòng|thời hạn)|chậm nhất(?: là)?(?: sau)?|sau) \d{1,2} (?:ngày|tháng)(?: làm việc)?[^.;,]{0,20}? (?:kể từ|tính từ|sau khi) [^.;,()]{3,50}?(?= về | gửi |[.;,()]|$)|sau khi (?:kết thúc|hoàn thành) [^.;,()]{3,50}/u;
const ON_EVENT = /(?<!sau )khi (?:có|phát hiện|xảy ra) (?!yêu cầu|khó khăn|vướng mắc)[^.;,()]{3,50}/u;

function loose(low: string): string {
  if (/định kỳ/u.test(low)) return 'periodic';
  if (/kịp thời/u.test(low)) return 'as-needed';
  if (/khi có yêu cầu|đột xuất/u.test(low) || ON_EVENT.test(low)) return 'ad-hoc';
  if (/^(?:theo dõi|tổng hợp|đôn đốc|kiểm tra)[^.;]{0,200}tổng hợp/u.test(low) || low.startsWith('theo dõi')) return 'as-needed';
  return 'unspecified';
}

function adHocRule(low: string): string {
  if (/phát hiện/u.test(low) && !/khó khăn|vướng mắc/u.test(low)) return 'kịp thời khi phát hiện';
  if (!/khó khăn|vướng mắc|bất cập/u.test(low)) return 'kịp thời';
  return /khó khăn/u.test(low) ? 'khi có khó khăn, vướng mắc' : 'khi có vướng mắc';
}

function dueRule(rule: string | undefined, folded: string | undefined, low: string, regular: string | undefined): string | null {
  const days = /trước ngày \d{1,2}\/\d{1,2}(?: và (?:ngày )?\d{1,2}\/\d{1,2})+(?: (?:hằng|hàng) năm)?/u.exec(low)?.[0];
  const extra = /(?:hoặc|và) (?:báo cáo )?đột xuất(?: khi có yêu cầu)?/u.exec(low)?.[0];
  const bare =
    /(?:trước|chậm nhất)(?: là)?(?: vào)? ngày \d{1,2}(?: tháng \d{1,2}|\/\d{1,2})?(?: (?:hằng|hàng) (?:năm|tháng|quý)| của (?:tháng|quý|năm)[^.;,)]{0,30})?/u.exec(
      low,
    )?.[0];
  const main =
    folded ?? days ?? (rule !== undefined && !/^(?:hằng|hàng|thường xuyên|(?:6|06|sáu) tháng)/u.test(rule) ? rule : undefined) ?? bare;
  if (main !== undefined) {
    // A day without its period comes back in each.
    const period = regular === 'yearly' ? 'năm' : regular?.startsWith('monthly') ? 'tháng' : undefined;
    const whole = period !== undefined && !/năm|tháng/u.test(main) ? `${main} hằng ${period}` : main;
    return extra ? `${whole}; hoặc đột xuất` : whole;
  }
  // Counted from an event, or called for by one.
  const event = AFTER_EVENT.exec(low)?.[0] ?? (regular === undefined ? ON_EVENT.exec(low)?.[0] : undefined);
  if (event !== undefined) return event.trim();
  if (/theo quy định/u.test(low)) return 'theo quy định';
  return /^kịp thời|(?:, |và )kịp thời/u.test(low) ? 'kịp thời' : null;
}

/** The evidence begins where the duty does: at its time, its subject or the word itself. */
function startOf(sentence: Span, match: RegExpExecArray, low: string, when: Span | undefined): number {
  const word = sentence.start + match.index;
  if (when && when.start < word && when.start - sentence.start < 200) return Math.min(when.start, word);
  const near = /(?:định kỳ|kịp thời|tổng hợp|đề nghị)[^.;]{0,120}$/u.exec(low.slice(0, match.index));
  return near ? sentence.start + near.index : word;
}
