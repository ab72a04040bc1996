import { dayOf, isDay, lastDayOfMonth } from '../domain/day.js';
import type { Deadline } from './draft.js';
import { romanValue } from './lines.js';
import { tidy } from './source.js';

export const DAY =
  '(?:ngày )?(?<d>\\d{1,2})(?: ?[/.-] ?(?<m>\\d{1,2})(?: ?[/.-] ?(?<y>\\d{4}))?(?![\\d])| tháng (?<m2>\\d{1,2})(?: năm (?<y2>\\d{4}))?)';
const FULL_DAY = (n: string) =>
  `(?:ngày )?(?<d${n}>\\d{1,2})(?: ?[/.-] ?(?<m${n}>\\d{1,2})(?: ?[/.-] ?(?<y${n}>\\d{4}))?| tháng (?<mm${n}>\\d{1,2})(?: năm (?<yy${n}>\\d{4}))?)`;
const EVERY = '(?:hằng|hàng|mỗi)';
const YEARLY = `(?:${EVERY} năm|của năm)`;

type Maker = (
  groups: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
) => Omit<Deadline, 'evidence'> | undefined;

/** How texts say when something is due, the most telling first. */
export const FORMS: readonly [string, RegExp, Maker][] = [
  [
    'weekly',
    new RegExp(
      `(?:định kỳ )?${EVERY} tuần(?:,? ?(?:vào )?(?:trước|chậm nhất|vào) (?:(?<time>\\d{1,2} ?(?:giờ|h|g|:) ?\\d{0,2}) ?(?:phút )?,? ?(?:của |vào )?)?(?:ngày )?(?<day>thứ \\p{L}+|chủ nhật)(?: ${EVERY} tuần)?)?|trước (?:(?<time2>\\d{1,2} ?(?:giờ|h|g|:) ?\\d{0,2}) ?(?:phút )?,? ?)?(?:ngày )?(?<day2>thứ \\p{L}+) ${EVERY} tuần`,
      'iu',
    ),
    weekly,
  ],
  [
    'from-year',
    /(?:trong |từ )?năm (?<year>\d{4}) và (?:các|những) năm (?:tiếp theo|sau|tới)/iu,
    ({ year }, words) => ({ kind: 'from-year', rule: lower(words), fromYear: Number(year) }),
  ],
  [
    'from-year-on',
    /từ năm (?<year>\d{4}) (?:trở đi|về sau)/iu,
    ({ year }, words) => ({ kind: 'from-year', rule: lower(words), fromYear: Number(year) }),
  ],
  [
    'yearly-day',
    new RegExp(
      `(?:${EVERY} năm,? ?\\(?(?:chậm nhất |trước |định kỳ |vào |hoàn thành )*(?:là )?${DAY})|(?:(?:trước|chậm nhất|vào|xong|hết)(?: là)? ${DAY.replaceAll(/<(\w+)>/g, '<$1x>')},? ?\\(?${YEARLY})`,
      'iu',
    ),
    yearlyDay,
  ],
  [
    'range-days',
    new RegExp(
      `(?<!tính )(?<!số liệu )từ (?:ngày )?(?<d1>\\d{1,2})(?: ?[/.-] ?(?<m1>\\d{1,2})(?: ?[/.-] ?(?<y1>\\d{4}))?| tháng (?<mm1>\\d{1,2})(?: năm (?<yy1>\\d{4}))?)? (?:đến|-|tới)(?: hết)? ${FULL_DAY('2')}`,
      'iu',
    ),
    rangeDays,
  ],
  [
    'range-event',
    new RegExp(`từ ${FULL_DAY('1')} (?:đến|tới)(?: hết)? (?<event>(?:ngày|khi) [^\\d.;:,)]{3,60}?)(?= gồm|[.;:,)\\d]|$)`, 'iu'),
    rangeToEvent,
  ],
  [
    'range-event-both',
    /từ (?:ngày|khi) (?:ban hành|ký)[^.;,]{0,40}? đến (?:khi|ngày|hết) [^.;,]{3,160}/iu,
    (_g, words) => ({ kind: 'range', rule: lower(words), from: 'ngày ban hành', to: null }),
  ],
  [
    'range-months',
    /từ tháng (?<m1>\d{1,2})(?:(?:\/| năm )(?<y1>\d{4}))?(?: đến|-| tới)(?: hết)? tháng (?<m2>\d{1,2})(?:(?:\/| năm )(?<y2>\d{4}))/iu,
    rangeMonths,
  ],
  [
    'date',
    new RegExp(
      `(?<word>trước|chậm nhất|xong|muộn nhất|đến hết|hết|hạn|hạn chót|thời hạn|trong|vào|hoàn thành|đến)(?: là| vào)? (?:(?<time>\\d{1,2} ?(?:giờ|h) ?\\d{0,2}) ?(?:phút)?,? ?)?(?=ngày |\\d{1,2} ?[/.-] ?\\d{1,2} ?[/.-] ?\\d{4})${DAY}`,
      'iu',
    ),
    dated,
  ],
  [
    'month',
    /(?:(?:trước|trong|hết|cuối|đầu|vào|xong|hoàn thành) (?:trong |vào )?)?tháng (?<m>\d{1,2})(?: ?- ?(?<last>\d{1,2}))?(?: ?[/-] ?| năm )(?<y>\d{4})/iu,
    month,
  ],
  [
    'quarter',
    /(?:(?:trong|hết|cuối|đầu|vào|xong|hoàn thành) )?qu[ýí] (?<q>I{1,3}|IV|[1-4])(?:(?: ?[-,và]+ ?)(?:qu[ýí] )?(?<last>I{1,3}|IV|[1-4]))?(?: ?[/-] ?| năm |,? )(?<y>\d{4})/iu,
    quarter,
  ],
  [
    'half',
    /6 tháng (?<half>đầu|cuối) năm (?<y>\d{4})/iu,
    ({ half, y }, words) =>
      half?.toLowerCase() === 'đầu'
        ? { kind: 'month', iso: lastDayOfMonth(Number(y), 6), rule: lower(words) }
        : { kind: 'year', iso: `${y}-12-31`, rule: lower(words) },
  ],
  [
    'range-years',
    /(?:trong )?giai đoạn (?:từ )?(?:năm )?(?<from>\d{4}) ?(?:-|đến) ?(?:năm )?(?<to>\d{4})|từ năm (?<from2>\d{4}) (?:đến|-) (?:hết )?(?:năm )?(?<to2>\d{4})/iu,
    ({ from, to, from2, to2 }, words) => ({ kind: 'range', from: Number(from ?? from2), to: Number(to ?? to2), rule: lower(words) }),
  ],
  [
    'year',
    /(?:(?:(?:ngay )?trong|hết|xong|hoàn thành|đến hết|cuối|đến|trước) (?:trong |cuối |hết )?)năm (?<y>\d{4})(?! ?[-/–] ?\d)/iu,
    ({ y }, words) => ({ kind: 'year', iso: `${y}-12-31`, rule: ruleOfYear(words) }),
  ],
  [
    'waiting',
    /(?:theo hướng dẫn|khi có (?:hướng dẫn|văn bản|chỉ đạo|quy định)|sau khi có (?:hướng dẫn|văn bản|chủ trương|quy định)|(?:ngay )?(?:sau )?khi (?:trung ương|chính phủ|cấp trên|bộ|tỉnh ủy|cơ quan có thẩm quyền|cấp có thẩm quyền)[^.;]{0,60} (?:ban hành|hướng dẫn|có hướng dẫn))[^.;]*/iu,
    waiting,
  ],
  ['quarterly', new RegExp(`(?:định kỳ )?(?:${EVERY} |theo )quý`, 'iu'), (_g, words) => ({ kind: 'quarterly', rule: every(words) })],
  [
    'half-yearly',
    /(?:định kỳ )?(?:(?:hằng|hàng|mỗi) )?(?:6|06|sáu) tháng(?: (?:một|1) lần|,? (?:hằng|hàng) năm|$|\/lần)/iu,
    (_g, words) => ({ kind: 'half-yearly', rule: every(words) }),
  ],
  ['monthly', new RegExp(`(?:định kỳ )?${EVERY} tháng`, 'iu'), (_g, words) => ({ kind: 'monthly', rule: every(words) })],
  ['yearly', new RegExp(`(?:định kỳ )?${EVERY} năm`, 'iu'), (_g, words) => ({ kind: 'yearly', rule: every(words) })],
  [
    'standing',
    /thường xuyên(?:,? (?:liên tục|hằng năm|hàng năm))?|liên tục|xuyên suốt/iu,
    (_g, words) => ({ kind: 'standing', rule: lower(words) }),
  ],
];

export function lower(words: string): string {
  return tidy(words)
    .toLowerCase()
    .replace(/^qu[íý]/u, 'quý');
}

function every(words: string): string {
  return lower(words)
    .replace(/^định kỳ /u, '')
    .replace(/hàng/gu, 'hằng')
    .replace(/^mỗi/u, 'hằng');
}

function ruleOfYear(words: string): string {
  return lower(words).replace(/^(?:ngay |xong |hoàn thành )*(?:trong )/u, '');
}

export function iso(day: string | undefined, month: string | undefined, year: number | undefined): string | undefined {
  if (year === undefined || day === undefined || month === undefined) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? dayOf(year, Number(month), Number(day)) : undefined;
}

function dated(g: Record<string, string | undefined>, words: string, year: number | undefined): Omit<Deadline, 'evidence'> | undefined {
  const day = iso(g['d'], g['m'] ?? g['m2'], Number(g['y'] ?? g['y2'] ?? year) || undefined);
  if (day === undefined) return undefined;
  const before = /^trước/iu.test(g['word'] ?? '') ? { comparator: 'before' as const } : {};
  if (g['time'] !== undefined) {
    const [hour = '0', minute = '0'] = g['time'].split(/\D+/u).filter(Boolean);
    return { kind: 'datetime', iso: `${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}+07:00`, rule: lower(words), ...before };
  }
  return { kind: 'date', iso: day, rule: lower(words), ...before };
}

function yearlyDay(_g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> {
  return {
    kind: 'yearly',
    rule: lower(words)
      .replace(/[()]/gu, '')
      .replace(/hàng năm/gu, 'hằng năm'),
  };
}

function weekly(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> {
  const day = g['day'] ?? g['day2'];
  const time = g['time'] ?? g['time2'];
  if (day === undefined) return { kind: 'weekly', rule: every(words) };
  const [hour = '', minute = '00'] = (time ?? '').split(/\D+/u).filter(Boolean);
  return {
    kind: 'weekly',
    rule: time === undefined ? `${day} hằng tuần` : `${day} hằng tuần trước ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
  };
}

function rangeDays(g: Record<string, string | undefined>, words: string, year: number | undefined): Omit<Deadline, 'evidence'> | undefined {
  const lastYear = Number(g['y2'] ?? g['yy2'] ?? year) || undefined;
  const lastMonth = g['m2'] ?? g['mm2'];
  const to = iso(g['d2'], lastMonth, lastYear);
  const from = iso(g['d1'], g['m1'] ?? g['mm1'] ?? lastMonth, Number(g['y1'] ?? g['yy1'] ?? lastYear) || undefined);
  return to !== undefined && from !== undefined && from <= to ? { kind: 'range', rule: lower(words), from, to } : undefined;
}

function rangeToEvent(
  g: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
): Omit<Deadline, 'evidence'> | undefined {
  const from = iso(g['d1'], g['m1'] ?? g['mm1'], Number(g['y1'] ?? g['yy1'] ?? year) || undefined);
  return from === undefined ? undefined : { kind: 'range', rule: lower(words), from, to: null };
}

function rangeMonths(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const year = Number(g['y2']);
  const [m1, m2] = [Number(g['m1']), Number(g['m2'])];
  if (m1 < 1 || m1 > 12 || m2 < 1 || m2 > 12) return undefined;
  return { kind: 'range', rule: lower(words), from: dayOf(Number(g['y1'] ?? year), m1, 1), to: lastDayOfMonth(year, m2) };
}

function month(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const number = Number(g['last'] ?? g['m']);
  const year = Number(g['y']);
  if (number < 1 || number > 12 || !isDay(`${year}-01-01`)) return undefined;
  const rule = `tháng ${g['m']}${g['last'] === undefined ? '' : `-${g['last']}`}/${year}`;
  if (/^trước/iu.test(words)) return { kind: 'month', iso: dayOf(year, number, 1), rule: `trước ${rule}`, comparator: 'before' };
  return { kind: 'month', iso: lastDayOfMonth(year, number), rule };
}

export function quarter(g: Record<string, string | undefined>): Omit<Deadline, 'evidence'> | undefined {
  const mark = (g['last'] ?? g['q'])!;
  const number = /\d/u.test(mark) ? Number(mark) : romanValue(mark);
  const year = Number(g['y']);
  if (!isDay(`${year}-01-01`)) return undefined;
  return { kind: 'quarter', iso: lastDayOfMonth(year, number * 3), rule: `quý ${g['q']!.toUpperCase()}/${year}` };
}

/** `theo hướng dẫn` alone means by a method; it waits where what it waits for is still to come. */
function waiting(_g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const low = words.toLowerCase();
  if (low.startsWith('theo hướng dẫn') && !/(?:đang|sẽ|khi có|sau khi|trung ương$|\(trung ương)/u.test(low)) return undefined;
  return { kind: 'waiting', rule: tidy(words) };
}
