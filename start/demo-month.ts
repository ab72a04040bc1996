import type { Consolidated } from '../domain/consolidation.js';
import { dayOfMs } from '../domain/day.js';
import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import type { Plan, Rung } from '../domain/plan.js';
import type { RehearsalEntry } from '../domain/rehearsal.js';
import { dayText, numberText, periodText } from '../i18n/format.js';
import { fewOf, short } from './demo-print.js';

/** What the words of a month need besides its events. */
export interface MonthContext {
  plan: Plan;
  nameOf(unit: string): string;
  consolidated(item: string, period: string): Promise<Consolidated | undefined>;
}

/** What happened under a plan in a month, counted: what bodies did, and what the machine did. Empty where nothing. */
export function countsOf(entries: RehearsalEntry[]): { acts: string; machine: string } {
  const count = (type: RehearsalEntry['type'], is: (data: Record<string, unknown>) => unknown = () => true) =>
    entries.filter((entry) => entry.type === type && is(entry.data)).reduce((sum, { units }) => sum + Math.max(1, units.length), 0);
  const rung = (name: Rung) => count('escalated', (data) => data.rung === name);
  const acts = (type: RehearsalEntry['type'], words: string, is: (data: Record<string, unknown>) => unknown = () => true) => {
    const late = count(type, (data) => data.late && is(data));
    return told(count(type, is), `${words}${late > 0 ? ` (${late} muộn)` : ''}`);
  };
  return {
    acts: [
      acts('received', 'tiếp nhận'),
      acts('ownPlanLinked', 'kế hoạch riêng'),
      acts('completed', 'việc xong'),
      acts('evidenced', 'minh chứng'),
      acts('submitted', 'báo cáo', ({ nil }) => !nil),
      acts('submitted', 'không phát sinh', ({ nil }) => nil),
      told(count('returned'), 'trả lại'),
      told(count('resubmitted'), 'gửi lại'),
      told(count('accepted'), 'chấp nhận'),
      told(count('differenceNoted'), 'ghi chú chênh lệch'),
    ]
      .flat()
      .join(' · '),
    machine: [
      told(count('reminded') + rung('reminded'), 'lượt nhắc'),
      told(rung('urged'), 'đôn đốc'),
      told(rung('toHead'), 'báo cáo người đứng đầu'),
      told(rung('toStandingCommittee'), 'báo cáo Ban Thường vụ'),
      told(rung('proposedForReview'), 'đề xuất kiểm điểm'),
      told(count('wentStale'), 'thiếu minh chứng kỳ'),
    ]
      .flat()
      .join(' · '),
  };
}

function told(number: number, words: string): string[] {
  return number > 0 ? [`${number} ${words}`] : [];
}

/** What is worth a line of its own, in order of days. */
export async function detailsOf(entries: RehearsalEntry[], context: MonthContext): Promise<string[]> {
  const lines: string[] = [];
  for (const entry of entries) {
    const line = await detailOf(entry, context);
    if (line !== undefined) lines.push(`${dayText(dayOfMs(entry.atMs), 'vi').slice(0, 5)}  ${line}`);
  }
  return lines;
}

async function detailOf(entry: RehearsalEntry, context: MonthContext): Promise<string | undefined> {
  const { type, data, units, item = '', period = '' } = entry;
  const { plan, nameOf } = context;
  const names = () => fewOf(units.map(nameOf));
  switch (type) {
    case 'issued':
      return `ban hành “${short(plan.subject, 70)}” đến ${Number(data.recipients)} đơn vị`;
    case 'fellDue':
      if (units.length === 0) return undefined;
      return `${data.repair ? 'hết hạn sửa' : 'hết hạn'} ${what(plan, item, period)}: ${units.length} đơn vị chưa xong (${names()})`;
    case 'paceChecked':
      return units.length === 0 ? undefined : `kiểm tra tiến độ ${what(plan, item, '')}: ${units.length} đơn vị dưới nhịp (${names()})`;
    case 'urged':
      return `đôn đốc ${names()}: ${what(plan, item, period)}`;
    case 'consolidated': {
      const figures = figuresOf(plan, item, await context.consolidated(item, period));
      const { delivered, expected, nil } = data.coverage as { delivered: number; expected: number; nil: number };
      return `tổng hợp ${what(plan, item, period)}: ${delivered}/${expected} đơn vị${nil > 0 ? ` (${nil} không phát sinh)` : ''}${figures}`;
    }
    case 'woken': {
      const task = plan.tasks.find(({ timing }) => timing.kind === 'awaiting' && timing.guidance.key === data.guidance);
      const title = task?.timing.kind === 'awaiting' ? task.timing.guidance.title : String(data.guidance);
      return `đăng ký “${title}”: các việc chờ văn bản này bắt đầu tính hạn`;
    }
    case 'suspended':
      return entry.lane === 'plan' ? 'tạm dừng: không nhắc, không tính quá hạn' : undefined;
    case 'resumed':
      return entry.lane === 'plan' ? `tiếp tục: các hạn còn lại lùi ${Number(data.shiftDays)} ngày` : undefined;
    case 'concluded':
      return entry.lane === 'plan' ? 'tổng kết' : undefined;
    default:
      return undefined;
  }
}

/** An item of a plan in words, with its period. */
export function what(plan: Plan, item: string, period: string): string {
  const title = titleOf(plan, item);
  const time = period === '' ? '' : periodText(period, 'vi');
  return time === '' ? title : `${title}, ${time}`;
}

function titleOf(plan: Plan, item: string): string {
  if (item === RECEIPT_ITEM) return 'tiếp nhận kế hoạch';
  if (item === OWN_PLAN_ITEM) return 'ban hành kế hoạch thực hiện';
  const target = plan.targets.find(({ id }) => id === item);
  const titled = [...plan.tasks, ...plan.reports].find(({ id }) => id === item);
  return `“${short(titled?.title ?? target?.indicator ?? item)}”`;
}

/** The first total of a consolidated report. */
function figuresOf(plan: Plan, item: string, consolidated: Consolidated | undefined): string {
  const field = plan.reports.find(({ id }) => id === item)?.form.figures.find(({ rollup }) => rollup === 'sum');
  const value = field && consolidated?.figures[field.id]?.value;
  return field && value != null ? `; ${short(field.label.toLowerCase(), 34)}: ${numberText(value, 'vi')}` : '';
}
