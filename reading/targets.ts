import type { Comparator, TargetPeriod, TargetRead } from './draft.js';
import { evidenceOf, type Source, type Span, tidy, trimmed } from './source.js';

const NUMBER = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?';
const MORE = 'ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|≥|>=|đạt từ|từ';
const OVER = 'trên|hơn|vượt(?: mức)?|cao hơn|>';
const MOST = 'không quá|tối đa|không vượt(?: quá)?|nhiều nhất|không cao hơn|≤|<=';
const UNDER = 'dưới|thấp hơn|<';
const ABOUT = 'khoảng|xấp xỉ|gần|ước đạt';
const LEAD = `(?:(?:${MORE}|${OVER}|${MOST}|${UNDER}|${ABOUT}) ){0,2}(?:≥|>=|≤|<=|>|<)? ?`;
/** Units that are counted in targets; a share in percent needs none of them. */
const UNITS =
  'đảng viên|ĐV|lượt khách|thuê bao|tuổi|khách|điểm du lịch|tổ(?= )|lần|chi bộ|đảng bộ|tổ chức(?: cơ sở)? đảng|chủ doanh nghiệp|doanh nghiệp|hợp tác xã|hộ(?: kinh doanh| dân| gia đình)?|người|cán bộ|học sinh|sinh viên|giáo viên|lao động|đoàn viên|hội viên|mô hình|công trình|dự án|sản phẩm|lớp|khóa|cuộc|đợt|buổi|hội nghị|lượt|xã|phường|thôn|trường|trạm|cơ sở|ha|km2|km|m2|m3|kg|tấn|tỷ đồng|triệu đồng|nghìn tỷ|triệu USD|tỷ USD|đồng|USD|điểm|bậc|bộ dữ liệu|tập dữ liệu|dữ liệu|kịch bản|nền tảng|dịch vụ|thủ tục|mỏ|khu|cụm|trung tâm|câu lạc bộ|tin|bài|chuyên (?:mục|đề|trang)|MW|kWh|giờ|phút|con|bé trai|cây|căn|nhà|ngôi nhà|sáng kiến|đề tài|nhiệm vụ|bác sĩ|giường|phương tiện|điều dưỡng|Mbps|Gbps|Gb/s|W';
const QUANTITY = new RegExp(
  `(?<lead>${LEAD})(?<![\\d/.,-])(?<value>${NUMBER})(?<scale> (?:nghìn|triệu|tỷ|vạn))?(?: ?%(?= ?(?:-|đến)))?(?: ?(?:-|đến)(?: dưới)? ?(?<max>${NUMBER}))? ?(?:(?<percent>%|phần trăm)(?<per>/(?:năm|tổng số|tháng|quý))?|(?<unit>(?:${UNITS})(?![\\p{L}])(?:/(?:[\\d.]+ )?[\\p{L}]+(?: [\\p{L}]+)?)?)|(?<bare>(?=[.;,]?(?:\\s|$))))`,
  'giu',
);
const PERIOD_TEXT =
  '(?:(?:phấn đấu )?đến (?:hết |cuối )?năm \\d{4}|(?:trong |hết )?(?:giai đoạn|nhiệm kỳ) (?:năm )?\\d{4} ?- ?\\d{4}|(?:trong )?năm \\d{4}|(?:trung bình |bình quân )?(?:mỗi|hằng|hàng|từng) năm|(?:trong )?(?:mỗi|từng) nhiệm kỳ|từ năm \\d{4}(?: trở đi)?)';
const AIM =
  /(?:phấn đấu|bảo đảm|đảm bảo|đạt|duy trì|ít nhất|tối thiểu|hoàn thành|không dưới|chỉ tiêu|mục tiêu|trở lên|≥|giảm|tăng|nâng|có)(?![\p{L}])/iu;
const STRONG = /(?:phấn đấu|bảo đảm|đảm bảo|chỉ tiêu|mục tiêu|ít nhất|tối thiểu|không dưới|duy trì|≥)(?![\p{L}])/iu;
const PAST =
  /(?:đã |hiện (?:nay|có)|đến nay|tính đến|mới (?:chỉ )?đạt|ước đạt|kết quả|so với (?:năm|cùng kỳ)|trước đây|chiếm tỷ lệ lớn|năm qua|vừa qua)/iu;

/** How an aim in numbers may begin: what is to be made, held, won. */
const SET =
  /^[-+*\s\d.)(]*(?:Kết nạp|Thành lập|Xây dựng|Tổ chức|Mở|Trồng|Thu hút|Đón|Giải quyết|Đào tạo|Bồi dưỡng|Tạo|Phát triển|Giới thiệu|Huy động|Cứng hóa|Hỗ trợ|Vận động|Xóa|Đăng ký|Có|Mỗi)(?![\p{L}])[^.;]{0,60}$/u;
/** Units that say how much, not of what. */
const MEASURE =
  /^(?:ha|km2?|m[23]?|kg|tấn|tỷ đồng|triệu đồng|nghìn tỷ|triệu USD|tỷ USD|đồng|USD|điểm|lần|tuổi|MW|kWh|Mbps|Gbps|W|bậc|giờ|phút)(?![\p{L}])/u;
/** A few words in one breath before the number. */
const SHORT = /^[-+*\s\d.)(/]*\p{Lu}\p{Ll}+(?: \p{Ll}+){0,5} ?$/u;
/** Words right before a number that say it is to be gained. */
const GAINED = /(?:kết nạp|thành lập|xây dựng|phát triển|giải quyết|đào tạo|thu hút|trồng)(?: (?:mới|được|thêm|mới được))* ?$/iu;
const BOUND = new RegExp(`^(?:${MORE.replace('|đạt từ|từ', '')}|${OVER}|${MOST}) `, 'iu');
/** What is counted, where it is a thing and no time or place in a paper. */
function thingAfter(after: string): string | undefined {
  const word = /^ (\p{Ll}+)/u.exec(after)?.[1];
  return word === undefined || /^(?:ngày|tháng|năm|tuổi|tuần|giờ|phút|giây|quý|trở|và|hoặc|đến|của|lần|so|với|theo|trong|tại)$/u.test(word)
    ? undefined
    : word;
}

export interface TargetScope {
  /** Whether the stretch stands where a text sets its aims. */
  goal: boolean;
  period?: TargetPeriod;
  tracker?: string;
}

/** The numeric aims in a stretch: one for each quantity, with what is measured, how it compares and when. */
export function targetsIn(source: Source, span: Span, scope: TargetScope): TargetRead[] {
  const found: TargetRead[] = [];
  for (const sentence of sentencesOf(source, span)) {
    const text = source.plain.slice(sentence.start, sentence.end);
    const quantities = [...text.matchAll(QUANTITY)].filter((match) => counts(text, match, scope));
    const head = periodIn(text.slice(0, 40)) ?? scope.period;
    quantities.forEach((match, place) => {
      const from = place === 0 ? startBefore(text, match.index) : cutBefore(text, match.index, endOf(quantities[place - 1]!));
      const next = quantities[place + 1];
      const to = next ? cutBefore(text, next.index, endOf(match)) : text.length;
      const segment = trimmed(source, { start: sentence.start + from, end: sentence.start + to }, ',;.:-+ ');
      const own = text.slice(from, to);
      found.push(targetOf(source, segment, own, match, match.index - from, periodIn(near(own, match.index - from)) ?? head, scope));
    });
  }
  return staged(found);
}

/** `… đạt trên 95%; đến năm 2030 đạt 100%`: a step without words of its own is of what the step before measures. */
function staged(found: TargetRead[]): TargetRead[] {
  found.forEach((target, at) => {
    const before = found[at - 1];
    if (target.indicator === '' && before !== undefined) target.indicator = before.indicator;
  });
  return found;
}

/** The words around a number: a year far off in a long sentence is of something else. */
function near(own: string, at: number): string {
  return own.length < 260 ? own : own.slice(Math.max(0, at - 110), at + 110);
}

function endOf(match: RegExpMatchArray): number {
  return match.index! + match[0].length;
}

function sentencesOf(source: Source, span: Span): Span[] {
  const text = source.plain.slice(span.start, span.end);
  const ends = [...text.matchAll(/[.](?=\s+\p{Lu}|$)/gu)].map(({ index }) => index + 1);
  return [0, ...ends]
    .map((start, i) => ({ start: span.start + start, end: span.start + (ends[i] ?? text.length) }))
    .filter(({ start, end }) => end > start);
}

/** The first aim of a sentence begins after what introduces it. */
function startBefore(text: string, at: number): number {
  const before = text.slice(0, at);
  const colon = before.lastIndexOf(': ');
  const semicolon = before.lastIndexOf('; ');
  const cut = Math.max(colon, semicolon);
  return cut > 0 && (colon > 60 || semicolon > colon) ? cut + 2 : 0;
}

/** Where a segment begins: the last comma, semicolon or `và` before the words that lead to its number. */
function cutBefore(text: string, at: number, after: number): number {
  const between = text.slice(after, at);
  const cuts = [...between.matchAll(/;\s*|,\s*|\s+và\s+/gu)];
  const last = cuts.at(-1);
  if (!last) return at;
  const semicolon = cuts.findLast(({ 0: mark }) => mark.startsWith(';'));
  // After the last semicolon all is of this number; else only short words may stand between the comma and it.
  return after + (semicolon ? semicolon.index + semicolon[0].length : last.index + last[0].length);
}

function counts(text: string, match: RegExpMatchArray, scope: TargetScope): boolean {
  const before = text.slice(0, match.index);
  const after = text.slice(endOf(match));
  if (before.lastIndexOf('(') > before.lastIndexOf(')')) return false;
  const { percent, lead = '', unit = '' } = match.groups!;
  if (
    /(?:điều|khoản|điểm|mục|số|quyết định|nghị quyết|lần thứ|khóa|ngày|tháng|quý|đợt|nhóm|chuyên đề|từ ngày|thứ|phụ lục|kế hoạch|tuổi) $/iu.test(
      before,
    ) &&
    percent === undefined
  )
    return false;
  if (/^(?: ?\/ ?\d|\.\d)/u.test(after)) return false;
  if (percent === undefined && /(?:độ tuổi|từ) $/iu.test(before + lead) && /^ ?tuổi/u.test(after)) return false;
  if (PAST.test(before.slice(-70))) return false;
  // `trên 1 vạn dân` says of how many, not how many.
  if (
    percent === undefined &&
    /(?:trên|trong) $/iu.test(lead) &&
    /^(?: (?:vạn|nghìn))? (?:dân|người dân)(?![\p{L}])/u.test(
      match.groups!['scale'] === undefined ? after : `${match.groups!['scale']}${after}`,
    )
  )
    return false;
  // A number without a unit of the list is an aim where an index is measured, or where at least or at most so many things are asked for.
  if (match.groups!['bare'] !== undefined) {
    if (!scope.goal) return false;
    if (/(?:chỉ số|hệ số|tổng tỷ suất)[^;]*(?:đạt|từ|trên|còn) ?$/iu.test(before)) return true;
    return BOUND.test(lead) && thingAfter(after) !== undefined;
  }
  if (/tốc độ $/iu.test(before) || /^(?:gb\/s|mbps|gbps)$/iu.test(unit)) return false;
  if (unit === 'tuổi' && !/(?:tuổi thọ|đạt)[^;]* $/iu.test(before + lead)) return false;
  if (unit === 'lần' && !/(?:tăng|gấp|bằng|đạt|giảm)(?: (?:lên|khoảng|ít nhất|tối thiểu|trên))? ?$/iu.test(before + lead)) return false;
  if (scope.goal)
    return (
      percent !== undefined ||
      AIM.test(before) ||
      AIM.test(after.slice(0, 30)) ||
      lead.trim() !== '' ||
      periodIn(before) !== undefined ||
      unit.endsWith('/năm') ||
      SET.test(before) ||
      (scope.goal && SHORT.test(before) && !/^(?:nhiệm vụ|sản phẩm|nền tảng|dịch vụ)/u.test(unit)) ||
      GAINED.test(before)
    );
  const near = `${before.slice(-120)}${lead}`;
  return percent === undefined
    ? /phấn đấu/iu.test(before) &&
        (lead.trim() !== '' || /(?:trở lên|chỉ tiêu)/iu.test(text) || before.endsWith('đạt ') || GAINED.test(before))
    : (STRONG.test(near) || /phấn đấu/iu.test(before)) &&
        !/(?:hỗ trợ|mức|không quá|kinh phí|ngân sách|(?<!giải ngân )vốn(?! đầu tư công đạt)|nộp|phạt|chi) /iu.test(before.slice(-40));
}

function targetOf(
  source: Source,
  segment: Span,
  own: string,
  match: RegExpMatchArray,
  at: number,
  period: TargetPeriod | undefined,
  scope: TargetScope,
): TargetRead {
  const { lead = '', value = '', max, percent, unit = '', scale = '' } = match.groups!;
  const gap = match[0].length - match[0].trimStart().length;
  const after = own.slice(at + match[0].length);
  const low = numberOf(value);
  const high = max === undefined ? undefined : numberOf(max);
  const words = lead.toLowerCase().trim();
  const measured = match.groups!['bare'] === undefined || !BOUND.test(lead) ? undefined : thingAfter(after);
  const plus = /^(?: \p{L}+){0,3},? trở lên/u.test(after) || (/(?:^|đạt )từ$/u.test(words) && /trở lên/u.test(after));
  const comparator = comparatorOf(words, high !== undefined && high > low, plus);
  const beyond = source.plain.slice(segment.end, segment.end + 160);
  const shared =
    /(?:giao|phân bổ|phân khai) chỉ tiêu (?:[^.;,]{0,40} )?cho [^.;,]{3,80}/iu.exec(after)?.[0] ??
    /^(?:,| và)+ ((?:giao|phân bổ) chỉ tiêu (?:[^.;,]{0,40} )?cho [^.;,\n]{3,80})/u.exec(beyond)?.[1];
  return {
    id: '',
    indicator: indicatorOf(
      source,
      segment,
      own,
      at + gap,
      match[0].slice(gap),
      lead,
      MEASURE.test(unit) ? '' : unit.replace(/\/năm$/u, ''),
    ),
    comparator,
    value: low,
    ...(comparator === 'range' && high !== undefined && { valueMax: high }),
    unit:
      percent === undefined ? tidy(`${scale} ${unit.replace(/^ĐV$/u, 'đảng viên').replace(/\/năm$/u, '')}`) || (measured ?? 'chỉ số') : '%',
    period:
      match.groups!['per'] === '/năm' || unit.endsWith('/năm') || /^\/(?:năm|người\/năm)/u.test(after)
        ? { kind: 'per-year' }
        : (period ?? { kind: 'standing' }),
    ...(scope.tracker !== undefined && { tracker: scope.tracker }),
    ...(shared !== undefined && { scope: shared }),
    evidence: evidenceOf(source, segment, 'target.quantity', scope.goal ? 0.85 : 0.6),
  };
}

function comparatorOf(lead: string, range: boolean, plus: boolean): Comparator {
  if (range) return 'range';
  if (new RegExp(`(?:^| )(?:${MOST})$`, 'u').test(lead)) return 'lte';
  if (plus || new RegExp(`(?:^| )(?:ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|≥|>=)$`, 'u').test(lead)) return 'gte';
  if (new RegExp(`(?:^| )(?:${OVER})$`, 'u').test(lead)) return 'gt';
  if (new RegExp(`(?:^| )(?:${UNDER})$`, 'u').test(lead)) return 'lt';
  if (new RegExp(`(?:^| )(?:${ABOUT})$`, 'u').test(lead)) return 'approx';
  // `phát triển từ 05 bộ`: from that many on.
  return /(?:^| )từ$/u.test(lead) ? 'gte' : 'eq';
}

function numberOf(text: string): number {
  const plain = /^\d{1,3}(?:\.\d{3})+/u.test(text) ? text.replaceAll('.', '') : text;
  return Number(plain.replace(',', '.'));
}

/** What is measured: the words of the segment without number, comparison and time. */
function indicatorOf(source: Source, segment: Span, own: string, at: number, quantity: string, lead: string, unit: string): string {
  const offset = own.length - own.trimStart().length;
  const shown = source.text.slice(segment.start, segment.end);
  const skip = Math.max(
    0,
    at -
      (own.indexOf(source.plain.slice(segment.start, Math.min(segment.start + 12, segment.end))) >= 0
        ? own.indexOf(source.plain.slice(segment.start, Math.min(segment.start + 12, segment.end)))
        : offset),
  );
  const before = shown.slice(0, skip);
  const after = shown.slice(skip + quantity.length);
  const period = new RegExp(`(?<!so với )(?<!so với cuối )(?:vào )?${PERIOD_TEXT}`, 'giu');
  const words = `${before} ${unit === 'ĐV' ? 'đảng viên' : unit} ${after
    .replace(/^((?: \p{L}+){0,3}),? trở lên/u, '$1')
    .replace(/^\/tổng số/u, 'trên tổng số')
    .replace(/^\/(?:người\/)?năm/u, '')}`
    .replace(period, ' ')
    .replace(/^[\s,;:.-]*(?:(?:phấn đấu|trong đó|có|bảo đảm|đảm bảo|duy trì|trên|được|là|để)(?![\p{L}])[\s,:]*)+/iu, '')
    .replace(/(?<![\p{L}])(?:đạt(?: từ)?|chiếm|ít nhất|tối thiểu|từ|được|:)\s*(?=$|\s{2})/giu, ' ');
  return tidy(words)
    .replace(/^[,;:.\s-]+|[,;:.\s]+$/gu, '')
    .replace(new RegExp(`^${lead.trim() === '' ? '(?!)' : lead.trim()} `, 'iu'), '');
}

/** When an aim is to be reached, as far as the words say. */
export function periodIn(text: string): TargetPeriod | undefined {
  const low = text.toLowerCase().replace(/so với (?:cuối )?(?:năm|giai đoạn|cùng kỳ năm) [\d -]+/gu, '');
  const range = /(?:giai đoạn|nhiệm kỳ) (?:năm )?(\d{4}) ?- ?(\d{4})/u.exec(low);
  const by = /(?:đến|tới) (?:hết |cuối )?năm (\d{4})/u.exec(low);
  if (by) return { kind: 'by-year', year: Number(by[1]) };
  if (/(?:mỗi|từng) nhiệm kỳ/u.test(low)) return { kind: 'per-term' };
  if (/(?:mỗi|hằng|hàng|từng) năm/u.test(low)) return { kind: 'per-year' };
  const from = /từ năm (\d{4})/u.exec(low);
  if (from) return { kind: 'from-year', year: Number(from[1]) };
  if (range) return { kind: 'range', from: Number(range[1]), to: Number(range[2]) };
  const year = /(?<!tháng \d{1,2} )(?:trong |hết )?năm (\d{4})/u.exec(low);
  return year ? { kind: 'year', year: Number(year[1]) } : undefined;
}
