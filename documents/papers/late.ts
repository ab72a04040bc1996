import type { Day } from '../../domain/day.js';
import { dayText, periodText } from '../../i18n/format.js';
import type { Paper, PaperTable } from '../paper.js';
import { filed, headBy, type Office, signedBy } from './office.js';
import { cited, onDay } from './phrase.js';

/** A duty that is overdue: whose, of what, since when. */
export interface LateDuty {
  unit: string;
  title: string;
  /** Key of its period; `once` for what is owed once. */
  period: string;
  dueDay: Day;
  overdueDays: number;
  urged: number;
}

/** A plan as later papers cite it. */
export interface CitedPlan {
  type: Parameters<typeof cited>[0]['type'];
  symbol?: string;
  date?: Day;
  subject: string;
}

/** The plan in a sentence, with its subject or, the second time, without. */
export function planCited({ type, symbol, date, subject }: CitedPlan, issuer: string, whole = true): string {
  const named = { type, ...(symbol !== undefined && { symbol }), ...(date !== undefined && { date }), issuer };
  return cited(whole ? { ...named, subject } : named);
}

/** Who is late: a table by body, longest first. */
export function latePaper(plan: CitedPlan, office: Office, late: readonly LateDuty[], today: Day): Paper {
  const bodies = new Set(late.map(({ unit }) => unit)).size;
  return {
    ...headBy(office, 'BC'),
    month: today.slice(0, 7),
    type: 'Báo cáo',
    subject: `các đơn vị chưa hoàn thành nhiệm vụ theo ${planCited(plan, office.name, false)}`,
    parts: [
      {
        kind: 'text',
        text:
          late.length === 0
            ? `Đến hết ${onDay(today)}, không có đơn vị nào quá hạn trong việc thực hiện ${planCited(plan, office.name)}.`
            : `Đến hết ${onDay(today)}, có ${bodies} đơn vị với ${late.length} nội dung đã quá hạn mà chưa hoàn thành trong việc thực hiện ${planCited(plan, office.name)}, cụ thể như sau:`,
      },
      ...(late.length === 0 ? [] : [{ kind: 'table', table: lateTable(late) } as const]),
    ],
    recipients: ['Ban Thường vụ (b/c)', 'Các đơn vị có tên trong danh sách', filed(office.name)],
    signature: signedBy(office),
  };
}

/** The duties that are late, in the order of their delay. */
export function lateTable(late: readonly LateDuty[], withUnit = true): PaperTable {
  const sorted = late.toSorted((a, b) => b.overdueDays - a.overdueDays || a.unit.localeCompare(b.unit, 'vi'));
  return {
    columns: [
      { title: 'STT', share: 8, align: 'center' },
      ...(withUnit ? [{ title: 'Đơn vị', share: 26 }] : []),
      { title: 'Nội dung', share: 36 },
      { title: 'Thời hạn', share: 16, align: 'center' as const },
      { title: 'Số ngày quá hạn', share: 12, align: 'center' as const },
      { title: 'Số lần đã đôn đốc', share: 12, align: 'center' as const },
    ],
    rows: sorted.map((duty, n) => ({
      cells: [
        String(n + 1),
        ...(withUnit ? [duty.unit] : []),
        whatOf(duty),
        dayText(duty.dueDay, 'vi'),
        String(duty.overdueDays),
        duty.urged === 0 ? '' : String(duty.urged),
      ],
    })),
  };
}

/** What is owed, with the period it is for. */
export function whatOf({ title, period }: Pick<LateDuty, 'title' | 'period'>): string {
  const when = periodText(period, 'vi');
  return when === '' ? title : `${title} (${when})`;
}
