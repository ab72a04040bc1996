import type { Day } from '../../domain/day.js';
import type { DueRule } from '../../domain/deadline.js';
import type { PeriodKind } from '../../domain/period.js';
import type { Comparator, DocumentType, LegalBasis, Target, Timing } from '../../domain/plan.js';
import { dayText, numberText } from '../../i18n/format.js';

/** Types of document as a sentence names them. */
export const TYPE_WORDS: Record<DocumentType, string> = {
  plan: 'Kế hoạch',
  actionProgramme: 'Chương trình hành động',
  scheme: 'Đề án',
  resolution: 'Nghị quyết',
  directive: 'Chỉ thị',
  conclusion: 'Kết luận',
  regulation: 'Quy định',
  procedureRules: 'Quy chế',
  guidance: 'Hướng dẫn',
  officialLetter: 'Công văn',
  report: 'Báo cáo',
  submissionPaper: 'Tờ trình',
  decision: 'Quyết định',
  notice: 'Thông báo',
};

const PERIOD_WORDS: Record<PeriodKind, string> = {
  week: 'hằng tuần',
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half: '6 tháng một lần',
  nineMonths: '9 tháng',
  year: 'hằng năm',
  stage: 'theo giai đoạn',
  term: 'mỗi nhiệm kỳ',
  once: 'một lần',
  adHoc: 'đột xuất',
};

/** `hằng quý`. */
export const periodWords = (period: PeriodKind): string => PERIOD_WORDS[period];

/** A day within a sentence: `ngày 14/02/2022`. */
export const onDay = (day: Day): string => `ngày ${dayText(day, 'vi')}`;

/** A document as it is cited the first time: type, number, date, issuer, subject. */
export function cited({ type, symbol, date, issuer, subject }: Omit<LegalBasis, 'relation'>): string {
  const named = `${TYPE_WORDS[type]}${symbol === undefined ? '' : ` số ${symbol}`}${date === undefined ? '' : `, ${onDay(date)}`}`;
  return `${named}${issuer === undefined ? '' : ` của ${issuer}`}${subject === undefined ? '' : ` về ${subject}`}`;
}

const AFTER = { issue: 'ban hành', receipt: 'tiếp nhận', guidance: 'có hướng dẫn', periodEnd: 'kết thúc kỳ', return: 'được trả lại' };

/** When something is due, as papers say it; `yearly` where the day comes every year. */
export function dueWords(rule: DueRule, yearly = false): string {
  if ('on' in rule) return `chậm nhất ${onDay(rule.on)}`;
  if ('before' in rule && typeof rule.before === 'string') return `trước ${onDay(rule.before)}`;
  if ('within' in rule) return `trong ${rule.within} ngày${rule.unit === 'working' ? ' làm việc' : ''} kể từ ngày ${AFTER[rule.after]}`;
  if ('monthDay' in rule) {
    const [month, day] = rule.monthDay.split('-');
    return `${rule.before ? 'trước ngày' : 'chậm nhất ngày'} ${day}/${month}${yearly ? ' hằng năm' : ''}`;
  }
  if ('dayOfMonth' in rule) {
    const day = String(rule.dayOfMonth).padStart(2, '0');
    return `${rule.before ? 'trước ngày' : 'chậm nhất ngày'} ${day} của ${rule.of === 'lastMonth' ? 'tháng cuối kỳ' : 'tháng sau kỳ'}`;
  }
  return 'trong kỳ';
}

/** When a task is to be done, as the column `Thời gian` says it. */
export function timingWords(timing: Timing, standing?: PeriodKind): string {
  switch (timing.kind) {
    case 'dated':
      return capital(dueWords(timing.due));
    case 'periodic':
      return capital(`${periodWords(timing.period)}, ${dueWords(timing.due, timing.period === 'year')}`);
    case 'standing': {
      const cadence = timing.cadence ?? standing;
      return `Thường xuyên${cadence === undefined ? '' : `, báo cáo ${periodWords(cadence)}`}`;
    }
    case 'awaiting':
      return `Sau khi có ${timing.guidance.title}, ${dueWords(timing.due)}`;
    case 'undated':
      return '';
  }
}

const COMPARED: Record<Comparator, (value: string, max: string) => string> = {
  atLeast: (value) => `từ ${value} trở lên`,
  moreThan: (value) => `trên ${value}`,
  atMost: (value) => `không quá ${value}`,
  lessThan: (value) => `dưới ${value}`,
  equal: (value) => `đạt ${value}`,
  range: (value, max) => `từ ${value} đến ${max}`,
  maintain: (value) => `duy trì ${value}`,
  approx: (value) => `khoảng ${value}`,
  yesNo: () => 'hoàn thành',
};

/** A target in a sentence: `Đảng viên mới được kết nạp: phấn đấu từ 1.600 đảng viên trở lên trong năm 2022`. */
export function targetWords({ indicator, comparator, value, valueMax, unit, time, aim }: Target): string {
  const measured = (one: number) => `${numberText(one, 'vi', 3)}${unit === '%' ? '%' : ` ${unit}`}`;
  const bound = COMPARED[comparator](measured(value), measured(valueMax ?? value));
  return `${indicator}: ${aim ? 'phấn đấu ' : ''}${bound}${timeWords(time)}`;
}

function timeWords(time: Target['time']): string {
  switch (time.kind) {
    case 'year':
      return ` trong năm ${time.year}`;
    case 'perYear':
      return ' mỗi năm';
    case 'perTerm':
      return ' mỗi nhiệm kỳ';
    case 'byYear':
      return ` đến năm ${time.year}`;
    case 'range':
      return ` giai đoạn ${time.from} - ${time.to}`;
    case 'standing':
      return '';
  }
}

/** The first letter of a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A title within a sentence; what begins with initials stays as it is. */
export function inner(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Without the mark that ends a sentence, so that another may follow. */
export function bare(text: string): string {
  return text.trim().replace(/[.;,]+$/, '');
}
