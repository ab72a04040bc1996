import { isDay, lastDayOfMonth } from '../domain/day.js';
import { DAY, FORMS } from './deadline-forms.js';
import { iso, lower, quarter } from './deadline-values.js';
import type { Deadline } from './draft.js';
import { evidenceOf, type Source, type Span } from './source.js';

/** A deadline found in a stretch, with its place. */
export interface DeadlineFound {
  deadline: Deadline;
  at: Span;
}

export const NO_DEADLINE: Deadline = { kind: 'none', evidence: null };

/** Words after a date that make it the date of something else. */
const PAST = /(?:đã|kết quả|tính đến|có hiệu lực|kể từ|thành lập|ban hành|ký)\s*$/iu;

/** Without any of these no form can be there. */
const TELLS_TIME = /\d|hằng|hàng|mỗi|thường xuyên|liên tục|xuyên suốt|hướng dẫn|khi|tháng|quý|quí|tuần/iu;

/** The forms made ready to be found more than once in a text. */
const EVERY_FORM = FORMS.map(([name, form, make]) => [name, new RegExp(form.source, 'giu'), make] as const);

/**
 * The first thing a stretch says about when it is due. `year` completes a day without one. Days of cited documents are none: they stand after
 * a number. `loose` is for cells and lines that say nothing but when.
 */
export function deadlineIn(source: Source, span: Span, year: number | undefined, loose = false): DeadlineFound | undefined {
  const text = source.plain.slice(span.start, span.end);
  if (!TELLS_TIME.test(text)) return undefined;
  const found: { name: string; index: number; length: number; deadline: Omit<Deadline, 'evidence'>; order: number }[] = [];
  EVERY_FORM.forEach(([name, form, make], order) => {
    for (const match of text.matchAll(form)) {
      const before = text.slice(name === 'on-day' ? 0 : Math.max(0, match.index - 60), match.index);
      if (!loose && !allowed(name, before, match[0], text.slice(match.index + match[0].length, match.index + match[0].length + 40)))
        continue;
      const deadline = make(match.groups ?? {}, match[0], year);
      if (deadline) {
        found.push({ name, index: match.index, length: match[0].length, deadline, order });
        break;
      }
    }
  });
  // `Thường xuyên, báo cáo hằng quý` goes on: what follows says how often it is told of.
  const standing = found.find(({ name, index }) => name === 'standing' && /^\s*$|thời gian ?:? ?$/iu.test(text.slice(0, index)));
  const best = standing ?? found.sort((a, b) => a.order - b.order)[0];
  if (best) {
    // A day without a year beside `hằng năm` comes back every year.
    const yearly =
      best.deadline.kind === 'date' &&
      !/\d{4}/u.test(text.slice(best.index, best.index + best.length)) &&
      /(?:hằng|hàng|mỗi) năm/iu.test(text);
    const regular = yearly ? undefined : periodic(best.deadline, text, best);
    if (regular) best.deadline = regular;
    if (yearly) best.deadline = { kind: 'yearly', rule: `${best.deadline.rule ?? ''} hằng năm` };
    const at = { start: span.start + best.index, end: span.start + best.index + best.length };
    return { deadline: { ...best.deadline, evidence: evidenceOf(source, at, `deadline.${best.name}`, loose ? 0.95 : 0.8) }, at };
  }
  return loose ? bareCell(source, span, year) : undefined;
}

/** A time at the head of a sentence that says what is then done. */
const AT_HEAD = (before: string, after: string) =>
  before.trim() === '' && /^(?:,| ?:)? ?(?:hoàn thành|tổ chức|xây dựng|ban hành|triển khai|báo cáo|tham mưu|sơ kết|tổng kết)/iu.test(after);
/** What takes place on a day, from the head of its sentence. */
const HELD = /(?:^|[.;] )[-+ ]*(?:Tổ chức|Khai mạc|Phát động|Ra quân|Họp|Tiến hành|Công bố|Triển khai|Hội nghị|Lễ)[^.;]*? $/u;

/** Days between which figures are counted. */
const COUNTED = /(?:số liệu|chốt|thời điểm)[^.;)]{0,60}$/iu;

function allowed(name: string, before: string, words: string, after: string): boolean {
  if (COUNTED.test(before) && /^(?:đến|từ|hết|ngày)/iu.test(words)) return false;
  if (
    /[\p{L}]$/u.test(before) ||
    (name !== 'waiting' &&
      PAST.test(before) &&
      !(/^(?:trước|chậm nhất|muộn nhất|xong|trong)/iu.test(words) && /(?:ban hành|ký)\s*$/iu.test(before)))
  )
    return false;
  if (/(?:số|[-/]\p{Lu}+),? ?$/u.test(before)) return false;
  switch (name) {
    case 'standing':
      // `thường xuyên` in the middle of a sentence says how, at its head that it goes on.
      return (/(?:^|[;.] ?|-\s*)$/u.test(before) && !/^ (?:và|,)/u.test(after)) || /(?:thời gian|tiến độ)[^.;]{0,30}:? ?$/iu.test(before);
    case 'range-years':
      return (
        /(?:thời gian|thực hiện|hoàn thành|trong)\s?(?:trong )?:? ?$/iu.test(before) &&
        !/(?:chương trình|kế hoạch|chiến lược)/iu.test(before)
      );
    case 'from-year':
      return /^(?:trong|từ)/iu.test(words) || /(?:thời gian|thực hiện|lộ trình|hoàn thành)[^.;,]{0,20}$/iu.test(before);
    case 'year':
      if (
        /^(?:đến|cuối|trước) (?!hết)/iu.test(words) &&
        !/(?:(?:hoàn thành|xong|thực hiện)[^.;,]{0,30}|kỳ họp (?:thường lệ )?)$/iu.test(before)
      )
        return false;
      if (/(?:giai đoạn|thời kỳ|tầm nhìn) $/iu.test(before)) return false;
      return (
        !/(?:chương trình|quy hoạch|chiến lược|tầm nhìn|mục tiêu|đề án|ma túy|phấn đấu|kế hoạch)[^.;,]{0,30}$/iu.test(before) ||
        /^(?:hoàn thành|trong|ngay)/iu.test(words)
      );
    case 'month':
      return (
        /^(?:trước|trong|hết|cuối|đầu|vào|xong|hoàn thành|đến hết)/iu.test(words) ||
        (/^đến/iu.test(words) && /(?:nay|hoàn thành|xong|thực hiện|chậm nhất|muộn nhất)[^.;,]{0,30} $/iu.test(before)) ||
        AT_HEAD(before, after) ||
        /(?:hoàn thành|thời gian|xong|hạn|tiến độ)[^.;,]{0,20}$|tuần (?:đầu|cuối|thứ \p{L}+)(?: của)? $/iu.test(before)
      );
    case 'quarter':
      return (
        /^(?:trước|trong|hết|cuối|đầu|vào|xong|hoàn thành|đến hết)/iu.test(words) ||
        AT_HEAD(before, after) ||
        /(?:hoàn thành|thời gian|xong|hạn|tiến độ)[^.;,]{0,20}$/iu.test(before)
      );
    case 'month-bare':
    case 'quarter-bare':
      return !/^trong/iu.test(words) || /hoàn thành[^.;,]{0,40}$/iu.test(before) || /^(?:[.;,)]|$)/u.test(after);
    case 'half':
      return /^(?:trong|hoàn|xong|hết)/iu.test(words) || /(?:hoàn thành|thời gian|hạn|tiến độ)[^.;,]{0,20}$/iu.test(before);
    case 'term':
      return /(?:hoàn thành|thực hiện|thời gian)[^.;,]{0,30}$/iu.test(before) || /^ (?:phải )?hoàn thành/iu.test(after);
    case 'on-day':
      return HELD.test(before) && /^(?: ?\([^)]{2,20}\))?(?:[.;,]| tại |$)/u.test(after);
    case 'yearly':
    case 'monthly':
    case 'quarterly':
    case 'weekly':
      return /định kỳ/iu.test(words) || /(?:^|[;.,(] ?|thời gian[^.;]{0,25})$/iu.test(before) || /thứ/iu.test(words);
    case 'half-yearly':
      return /định kỳ|\(/iu.test(words) || /định kỳ $/iu.test(before);
    default:
      return true;
  }
}

/** A day without a year in `định kỳ 6 tháng … trước ngày 10/6` is a day of each period. */
function periodic(
  { kind, rule }: Omit<Deadline, 'evidence'>,
  text: string,
  { index, length }: { index: number; length: number },
): Omit<Deadline, 'evidence'> | undefined {
  if (kind !== 'date' || /\d{4}/u.test(text.slice(index, index + length))) return undefined;
  const words = /định kỳ ([^.;]{0,60})/iu.exec(text)?.[1]?.toLowerCase();
  if (words === undefined) return undefined;
  const every = /(?:6|06|sáu) tháng/u.test(words)
    ? 'half-yearly'
    : /quý/u.test(words)
      ? 'quarterly'
      : /tháng/u.test(words)
        ? 'monthly'
        : /năm/u.test(words)
          ? 'yearly'
          : undefined;
  return every && { kind: every, ...(rule !== undefined && { rule }) };
}

/** A cell that holds a bare year, month or day. */
function bareCell(source: Source, span: Span, year: number | undefined): DeadlineFound | undefined {
  const text = source.plain.slice(span.start, span.end).trim();
  const make = (deadline: Omit<Deadline, 'evidence'>): DeadlineFound => ({
    deadline: { ...deadline, evidence: evidenceOf(source, span, 'deadline.cell', 0.85) },
    at: span,
  });
  const days =
    /^(?:từ )?(?:ngày )?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))? ?(?:-|đến|tới) ?(?:ngày )?(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/iu.exec(text);
  const first = days && iso(days[1], days[2], Number(days[3] ?? days[6]));
  const last = days && iso(days[4], days[5], Number(days[6]));
  if (first && last && first <= last) return make({ kind: 'range', from: first, to: last, rule: lower(text) });
  const near = /^(?:từ )?(?:ngày )?(\d{1,2}) ?(?:-|đến) ?(?:ngày )?(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/iu.exec(text);
  const opens = near && iso(near[1], near[3], Number(near[4]));
  const closes = near && iso(near[2], near[3], Number(near[4]));
  if (opens && closes && opens <= closes) return make({ kind: 'range', from: opens, to: closes, rule: lower(text) });
  const onwards = /^(?:từ )?(?:năm )?(\d{4}) (?:và (?:các|những) năm (?:tiếp theo|sau)|trở đi)$/iu.exec(text);
  if (onwards) return make({ kind: 'from-year', fromYear: Number(onwards[1]), rule: lower(text) });
  const day = /(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?!\d)/u.exec(text);
  const found = day && iso(day[1], day[2], Number(day[3] ?? year) || undefined);
  if (found) return make({ kind: 'date', iso: found, rule: lower(text) });
  const long = new RegExp(DAY, 'iu').exec(text);
  const named =
    long &&
    iso(long.groups!['d'], long.groups!['m'] ?? long.groups!['m2'], Number(long.groups!['y'] ?? long.groups!['y2'] ?? year) || undefined);
  if (named) return make({ kind: 'date', iso: named, rule: lower(text) });
  const monthly = /^(?:tháng )?(\d{1,2})[/-](\d{4})$/iu.exec(text);
  if (monthly && Number(monthly[1]) >= 1 && Number(monthly[1]) <= 12) {
    return make({ kind: 'month', iso: lastDayOfMonth(Number(monthly[2]), Number(monthly[1])), rule: `tháng ${monthly[1]}/${monthly[2]}` });
  }
  const years = /^(?:năm )?(\d{4}) ?(?:-|đến) ?(?:năm )?(\d{4})$/iu.exec(text);
  if (years) return make({ kind: 'range', from: Number(years[1]), to: Number(years[2]), rule: lower(text) });
  const alone = /^(?:(?:cả )?năm )?(\d{4})$/iu.exec(text);
  if (alone && isDay(`${alone[1]}-01-01`)) return make({ kind: 'year', iso: `${alone[1]}-12-31`, rule: `năm ${alone[1]}` });
  const bareMonth = /^tháng (\d{1,2})$/iu.exec(text);
  if (bareMonth && year !== undefined && Number(bareMonth[1]) >= 1 && Number(bareMonth[1]) <= 12)
    return make({ kind: 'month', iso: lastDayOfMonth(year, Number(bareMonth[1])), rule: `tháng ${bareMonth[1]}` });
  const bareQuarter = /^qu[ýí] (I{1,3}|IV|[1-4])$/iu.exec(text);
  if (bareQuarter && year !== undefined) return make({ ...quarter({ q: bareQuarter[1], y: String(year) })! });
  return undefined;
}
