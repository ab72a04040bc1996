import type { Consolidated } from '../domain/consolidation.js';
import type { Plan } from '../domain/plan.js';
import type { ReportForm } from '../domain/report.js';
import { bodiesWords, type NameOf } from './papers/bodies.js';
import type { LateDuty } from './papers/late.js';
import { timingWords } from './papers/phrase.js';
import type { Sheet, SheetCell } from './sheet.js';

/** The appendix of tasks of a plan. */
export function taskSheet(plan: Plan, nameOf: NameOf): Sheet {
  const bodies = (selectors: Plan['tasks'][number]['lead']) => bodiesWords(selectors, plan, nameOf);
  return {
    title: 'Nhiệm vụ, giải pháp và phân công thực hiện',
    columns: [
      { key: 'item', title: 'Mã', width: 22 },
      { key: 'content', title: 'Nội dung', width: 60 },
      { key: 'lead', title: 'Chủ trì', width: 30 },
      { key: 'cooperate', title: 'Phối hợp', width: 30 },
      { key: 'timing', title: 'Thời gian', width: 26 },
      { key: 'product', title: 'Sản phẩm', width: 26 },
    ],
    rows: plan.tasks.map(({ id, title, lead, cooperate, timing, product }) => [
      id,
      title,
      bodies(lead),
      bodies(cooperate),
      timingWords(timing, plan.evidenceCadence),
      product?.text ?? '',
    ]),
  };
}

/** Who is late with what. */
export function lateSheet(late: readonly LateDuty[]): Sheet {
  return {
    title: 'Các đơn vị chưa hoàn thành',
    columns: [
      { key: 'unit', title: 'Đơn vị', width: 34 },
      { key: 'title', title: 'Nội dung', width: 50 },
      { key: 'period', title: 'Kỳ', width: 14 },
      { key: 'dueDay', title: 'Thời hạn', width: 14 },
      { key: 'overdueDays', title: 'Số ngày quá hạn', width: 12 },
      { key: 'urged', title: 'Số lần đã đôn đốc', width: 12 },
    ],
    rows: late.map(({ unit, title, period, dueDay, overdueDays, urged }) => [unit, title, period, dueDay, overdueDays, urged]),
  };
}

/** The figures of each body under a consolidated report, the missing ones among them, and the totals last. */
export function consolidatedSheet(title: string, { figures }: ReportForm, consolidated: Consolidated, nameOf: NameOf): Sheet {
  const { figures: totals, missing, nilUnits } = consolidated;
  const given = [...new Set(Object.values(totals).flatMap(({ sources }) => sources.map(({ unit }) => unit)))];
  const units = [...given.filter((unit) => !missing.includes(unit)), ...missing];
  const stateOf = (unit: string) => (nilUnits.includes(unit) ? 'không phát sinh' : missing.includes(unit) ? 'chưa báo cáo' : 'đã báo cáo');
  const valueOf = (unit: string, field: string): SheetCell => totals[field]?.sources.find((source) => source.unit === unit)?.value ?? null;
  return {
    title,
    columns: [
      { key: 'unit', title: 'Đơn vị', width: 34 },
      { key: 'state', title: 'Tình trạng', width: 16 },
      ...figures.map(({ id, label, unit }) => ({ key: id, title: `${label} (${unit})`, width: 18 })),
    ],
    rows: [
      ...units.map((unit) => [nameOf(unit), stateOf(unit), ...figures.map(({ id }) => valueOf(unit, id))]),
      ['Tổng hợp', '', ...figures.map(({ id }): SheetCell => totals[id]?.value ?? null)],
    ],
  };
}
