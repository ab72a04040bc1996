import {
  dated,
  every,
  half,
  lower,
  month,
  quarter,
  rangeDays,
  rangeMonths,
  rangeToEvent,
  ruleOfYear,
  waiting,
  weekly,
  yearlyDay,
} from './deadline-values.js';
import type { Deadline } from './draft.js';

export const DAY =
  '(?:ngày )?(?<d>\\d{1,2})(?: ?[/.-] ?(?<m>\\d{1,2})(?: ?[/.-] ?(?<y>\\d{4}))?(?![\\d])| tháng (?<m2>\\d{1,2})(?: năm (?<y2>\\d{4}))?)';
const FULL_DAY = (n: string) =>
  `(?:ngày )?(?<d${n}>\\d{1,2})(?: ?[/.-] ?(?<m${n}>\\d{1,2})(?: ?[/.-] ?(?<y${n}>\\d{4}))?| tháng (?<mm${n}>\\d{1,2})(?: năm (?<yy${n}>\\d{4}))?)`;
const EVERY = '(?:hằng|hàng|mỗi)';
const YEARLY = `(?:${EVERY} năm|của năm)`;
const TIME = "\\d{1,2} ?(?:giờ|h|g|:) ?(?:\\d{2})?['’]?";
/** Months or quarters named together: the last counts. */
const FURTHER = (name: string, one: string) =>
  `(?:(?: ?(?:,|-|và|đến) ?(?:${name} )?${one})* ?(?:,|-|và|đến) ?(?:${name} )?(?<last>${one}))?`;
const QUARTER = '(?:I{1,3}|IV|[1-4])(?![\\p{L}\\d])';

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
      `(?:định kỳ )?${EVERY} tuần(?:,? ?(?:vào )?(?:trước|chậm nhất|vào) (?:(?<time>\\d{1,2} ?(?:giờ|h|g|:) ?\\d{0,2}) ?(?:phút )?,? ?(?:của |vào )?)?(?:ngày )?(?<day>thứ \\p{L}+|chủ nhật)(?: ${EVERY} tuần)?)?|(?:trước|vào|chậm nhất)(?: là)? (?:(?<time2>\\d{1,2} ?(?:giờ|h|g|:) ?\\d{0,2}) ?(?:phút )?,? ?)?(?:ngày )?(?<day2>thứ \\p{L}+) ${EVERY} tuần`,
      'iu',
    ),
    weekly,
  ],
  [
    'yearly-month',
    new RegExp(`(?:(?:trong|vào|trước|đầu|cuối) )?tháng \\d{1,2}(?:(?:,| và) (?:tháng )?\\d{1,2})* ${EVERY} năm`, 'iu'),
    (_g, words) => ({ kind: 'yearly', rule: every(words) }),
  ],
  [
    'monthly-day',
    new RegExp(
      `(?:(?:trước|chậm nhất|muộn nhất|vào)(?: là| vào)? )*(?:ngày )?\\d{1,2}(?:(?:,| và) (?:ngày )?\\d{1,2})*(?: \\([^)]{2,12}\\))? (?:của )?(?:${EVERY} tháng|tháng (?:sau|kế tiếp|liền kề|tiếp theo))`,
      'iu',
    ),
    (_g, words) => ({ kind: 'monthly', rule: every(words) }),
  ],
  [
    'quarterly-day',
    /(?:(?:trước|chậm nhất|muộn nhất|vào)(?: là| vào)? )*(?:ngày )?\d{1,2}(?: \([^)]{2,20}\))? (?:của )?tháng (?:cuối|đầu|thứ \p{L}+)(?: của| mỗi| hằng| hàng)* quý(?: sau| tiếp theo| kế tiếp)?/iu,
    (_g, words) => ({ kind: 'quarterly', rule: every(words) }),
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
      `(?<word>trước|chậm nhất|xong|muộn nhất|đến hết|hết|hạn|hạn chót|thời hạn|trong|vào|hoàn thành|đến)(?: là| vào)? (?:(?<time>${TIME}) ?(?:phút)?,? ?)?(?=ngày |\\d{1,2} ?[/.-] ?\\d{1,2} ?[/.-] ?\\d{4})${DAY}`,
      'iu',
    ),
    dated,
  ],
  [
    'date-short',
    new RegExp(
      `(?<word>trước|chậm nhất|muộn nhất|hạn chót)(?: là| vào)? (?:(?<time>${TIME}) ?(?:phút)?,? ?)?(?=\\d{1,2}/\\d{1,2}(?![\\d/%])|\\d{1,2} tháng \\d)${DAY}`,
      'iu',
    ),
    dated,
  ],
  [
    'month',
    new RegExp(
      `(?:(?:trước|trong|hết|cuối|đầu|vào|xong|hoàn thành|đến) (?:trong |vào |hết )?)?(?:tháng |(?<![\\p{L}])T)(?<m>\\d{1,2})${FURTHER('tháng', '\\d{1,2}')}(?: ?[/-] ?| năm )(?<y>\\d{4})`,
      'iu',
    ),
    month,
  ],
  [
    'quarter',
    new RegExp(
      `(?:(?:trước|trong|hết|cuối|đầu|vào|xong|hoàn thành|đến) (?:trong |vào |hết )?)?qu[ýí] (?<q>${QUARTER})${FURTHER('qu[ýí]', QUARTER)}(?: ?[/-] ?| năm |,? )(?<y>\\d{4})`,
      'iu',
    ),
    quarter,
  ],
  ['half', /(?:(?:trong|hoàn thành|xong|hết) )*(?:0?6|sáu|9) tháng (?<half>đầu|cuối) năm(?: (?<y>\d{4}))?/iu, half],
  [
    'range-years',
    /(?:trong )?giai đoạn (?:từ )?(?:năm )?(?<from>\d{4}) ?(?:-|đến) ?(?:năm )?(?<to>\d{4})|từ năm (?<from2>\d{4}) (?:đến|-) (?:hết )?(?:năm )?(?<to2>\d{4})/iu,
    ({ from, to, from2, to2 }, words) => ({ kind: 'range', from: Number(from ?? from2), to: Number(to ?? to2), rule: lower(words) }),
  ],
  [
    'year',
    /(?:(?:(?:ngay )?trong|hết|xong|hoàn thành|đến hết|cuối|đến|trước) (?:trong |cuối |hết |trước )?)năm (?<y>\d{4})(?! ?[-/–] ?\d)/iu,
    ({ y }, words) =>
      /trước năm/iu.test(words)
        ? { kind: 'year', iso: `${y}-01-01`, rule: ruleOfYear(words), comparator: 'before' }
        : { kind: 'year', iso: `${y}-12-31`, rule: ruleOfYear(words) },
  ],
  [
    'term',
    /trong nhiệm kỳ (?<from>\d{4}) ?(?:-|đến) ?(?<to>\d{4})/iu,
    ({ from, to }, words) => ({ kind: 'range', from: Number(from), to: Number(to), rule: lower(words) }),
  ],
  [
    'month-bare',
    new RegExp(
      `(?:trước|trong|hết|xong|hoàn thành|cuối) (?:trong |vào |hết )?tháng (?<m>\\d{1,2})${FURTHER('tháng', '\\d{1,2}')}(?! ?[/.-] ?\\d|\\d| năm \\d| lần)`,
      'iu',
    ),
    (g, words, year) => (year === undefined ? undefined : month({ ...g, y: String(year) }, words)),
  ],
  [
    'quarter-bare',
    new RegExp(
      `(?:trước|trong|hết|xong|hoàn thành|cuối) (?:trong |vào |hết )?qu[ýí] (?<q>${QUARTER})${FURTHER('qu[ýí]', QUARTER)}(?! ?[/.-] ?\\d| năm \\d)`,
      'iu',
    ),
    (g, words, year) => (year === undefined ? undefined : quarter({ ...g, y: String(year) }, words)),
  ],
  [
    'waiting',
    /(?:theo hướng dẫn|khi có (?:hướng dẫn|văn bản|chỉ đạo|quy định)|sau khi có (?:hướng dẫn|văn bản|chủ trương|quy định|nghị quyết|quyết định|kết luận|chỉ đạo|ý kiến|thông báo)|(?:ngay )?(?:sau )?khi (?:trung ương|chính phủ|cấp trên|bộ|tỉnh ủy|cơ quan có thẩm quyền|cấp có thẩm quyền)[^.;]{0,60} (?:ban hành|hướng dẫn|có hướng dẫn))[^.;]*/iu,
    waiting,
  ],
  ['quarterly', new RegExp(`(?:định kỳ )?(?:${EVERY} |theo )quý`, 'iu'), (_g, words) => ({ kind: 'quarterly', rule: every(words) })],
  [
    'three-months',
    /(?:định kỳ )?(?:3|03|ba) tháng(?: ?\/ ?| một | 1 | 01 )lần/iu,
    (_g, words) => ({ kind: 'quarterly', rule: every(words) }),
  ],
  ['on-day', /(?:vào )?ngày (?<d>\d{1,2})(?: ?[/.-] ?(?<m>\d{1,2}) ?[/.-] ?(?<y>\d{4})| tháng (?<m2>\d{1,2}) năm (?<y2>\d{4}))/iu, dated],
  [
    'half-yearly',
    /(?:định kỳ ?\(?)?(?:(?:hằng|hàng|mỗi) )?(?:6|06|sáu) tháng(?: (?:một|1|01) lần|,? (?:và )?(?:(?:hằng|hàng) )?năm(?! \d)|$|\/lần)/iu,
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
