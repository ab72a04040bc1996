import { type Day, minDay } from './day.js';
import { sumOf } from './decimal.js';
import { ONCE } from './duty.js';
import { calendarRegime, parsePeriodKey, periodElapsed, regimeOf } from './period.js';
import type { FigureField, Plan, ReportRule } from './plan.js';
import type { ReportBody } from './report.js';
import { pacedValue } from './rehearsal-behaviour.js';
import { targetSpan } from './rounds.js';

/** Texts of a simulated report. */
const SAMPLE = { narrative: 'Nội dung mẫu', nil: 'Không phát sinh trong kỳ', late: 'Chờ số liệu của cơ sở' };

/** What a simulated body knows when it writes a report. `told`: what its reports of the item have told of each target so far. */
export interface Writer {
  pace: number;
  quota(target: string): number;
  told: Map<string, number>;
}

/** A report that says nothing arose. */
export function nilBody(late: boolean): ReportBody {
  return { figures: {}, narrative: {}, nilReason: SAMPLE.nil, ...(late && { lateReason: SAMPLE.late }) };
}

/**
 * A simulated report of a period: fields that feed a target tell what the pace has reached by the end of the period, all others 1, within
 * their bounds; ratios are left to their parts, and what a ratio divides by is raised where it would be too small a whole.
 */
export function simulatedBody(plan: Plan, report: ReportRule, period: string, writer: Writer, late: boolean): ReportBody {
  const figures = report.form.figures
    .filter(({ ratio }) => !ratio)
    .map((field) => [field.id, figureOf(plan, report, period, field, writer)]);
  return {
    figures: withWholes(report.form, Object.fromEntries(figures)),
    narrative: Object.fromEntries(report.form.narrative.map(({ id }) => [id, SAMPLE.narrative])),
    ...(late && { lateReason: SAMPLE.late }),
  };
}

/** The same report with every figure one too high, or too low where it may not be higher. */
export function wrongBody({ form }: ReportRule, right: ReportBody): ReportBody {
  const figures = form.figures
    .filter(({ id }) => right.figures[id] !== undefined)
    .map((field) => {
      const value = right.figures[field.id]!;
      const higher = bounded(field, value + 1);
      return [field.id, higher === value ? bounded(field, value - 1) : higher];
    });
  return { ...right, figures: withWholes(form, Object.fromEntries(figures)) };
}

/** Figures whose ratios keep to their upper bound: of a whole that would be too small, as much as is needed. */
function withWholes({ figures: fields }: ReportRule['form'], figures: Record<string, number>): Record<string, number> {
  for (const { ratio, max, unit } of fields) {
    const most = max ?? (unit === '%' ? 100 : undefined);
    const whole = fields.find(({ id }) => id === ratio?.denominator);
    const part = ratio && figures[ratio.numerator];
    if (!ratio || !whole || whole.feeds || part === undefined || most === undefined || most <= 0) continue;
    const least = Math.ceil((part * ratio.factor) / most);
    figures[whole.id] = bounded(whole, Math.max(figures[whole.id] ?? 0, least));
  }
  return figures;
}

function figureOf(plan: Plan, report: ReportRule, period: string, field: FigureField, writer: Writer): number {
  const target = field.feeds && plan.targets.find(({ id }) => id === field.feeds!.target);
  if (!target) return bounded(field, 1);
  const span = targetSpan(target, plan);
  const { elapsedMonths, totalMonths } = periodElapsed(
    { kind: ONCE, key: ONCE, ...span },
    minDay(lastDayOf(plan, report, period), span.to),
  );
  const reached = pacedValue(writer.quota(target.id), writer.pace, elapsedMonths / totalMonths);
  if (field.feeds!.as === 'total') return bounded(field, reached);
  const before = writer.told.get(target.id) ?? 0;
  const value = bounded(field, sumOf([reached, -before]));
  writer.told.set(target.id, sumOf([before, value]));
  return value;
}

function lastDayOf(plan: Plan, { until = plan.horizon.to, regime }: ReportRule, period: string): Day {
  return parsePeriodKey(period, regime === undefined ? calendarRegime : regimeOf(regime))?.to ?? until;
}

function bounded({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer }: FigureField, value: number): number {
  return Math.min(max, Math.max(min, integer ? Math.round(value) : value));
}
