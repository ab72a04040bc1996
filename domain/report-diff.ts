import { figureIn, type ReportBody, type ReportForm, textIn } from './report.js';

/** One difference between two versions of a report. A figure or text that is missing is null, which is not zero. */
export interface ReportDifference {
  field: string;
  /** Label of the field on the form; of a reason, its name (`nilReason`, `lateReason`). */
  label: string;
  kind: 'figure' | 'narrative' | 'reason';
  before: number | string | null;
  after: number | string | null;
}

/** What changed from one version of a report to another, in the order of the form, reasons last: a resubmission opens on it (I3). */
export function diffReports(form: ReportForm, before: ReportBody, after: ReportBody): ReportDifference[] {
  const all: ReportDifference[] = [
    ...form.figures.map(({ id, label }) => ({
      field: id,
      label,
      kind: 'figure' as const,
      before: figureIn(before, id),
      after: figureIn(after, id),
    })),
    ...form.narrative.map(({ id, label }) => ({
      field: id,
      label,
      kind: 'narrative' as const,
      before: textIn(before, id) || null,
      after: textIn(after, id) || null,
    })),
    ...(['nilReason', 'lateReason'] as const).map((field) => ({
      field,
      label: field,
      kind: 'reason' as const,
      before: before[field] || null,
      after: after[field] || null,
    })),
  ];
  return all.filter((one) => one.before !== one.after);
}
