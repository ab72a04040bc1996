import { createHash } from 'node:crypto';
import type { ReportBody, ReportForm } from '../domain/report.js';

/** Which report a form is for, as its template mark says it; people see names beside it. */
export interface FormOf {
  plan: string;
  unit: string;
  item: string;
  period: string;
}

/** A form to be filled in offline. */
export interface FilledForm {
  title: string;
  unitName: string;
  periodName: string;
  of: FormOf;
  form: ReportForm;
  /** What stands in it already. */
  body?: ReportBody;
  previous?: ReportBody;
}

/** Version of the layout below: a form of another one is refused. */
const LAYOUT = 'dondoc-report/1';

/** Columns of the form, by letter. */
export const COLUMN = { id: 'A', label: 'B', unit: 'C', previous: 'D', value: 'E', rule: 'F' } as const;
export const TITLES = { A: 'Mã', B: 'Nội dung', C: 'Đơn vị tính', D: 'Kỳ trước', E: 'Kỳ này', F: 'Quy định' } as const;
export const MARK_CELL = 'B4';
export const HEAD_ROW = 6;
export const FIRST_ROW = HEAD_ROW + 1;
/** Row that asks why a report comes after its day. */
export const LATE_REASON = 'lateReason';

/** What the form carries to be known again: its layout, whose report it is, and a print of its fields. */
export function templateMark({ plan, unit, item, period }: FormOf, form: ReportForm): string {
  const print = createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 12);
  return [LAYOUT, plan, unit, item, period, print].join(' ');
}
