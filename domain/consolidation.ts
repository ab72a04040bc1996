import { quotientOf, sumOf } from './decimal.js';
import type { FigureField, ReportRule, Rollup } from './plan.js';
import type { Coverage } from './plan-life.js';
import { draftBody, figureIn, type ReportBody, textIn } from './report.js';
import type { UnitId } from './unit.js';

/** A report its superior has accepted: whose, which version, and when. */
export interface AcceptedReport {
  unit: UnitId;
  version: number;
  nil: boolean;
  body: ReportBody;
  acceptedMs: number;
}

/** What one unit brings to a consolidated figure. `value` is null where the unit left the field empty. */
export interface FigureSource {
  unit: UnitId;
  version: number;
  value: number | null;
  /** Parts of a ratio. */
  numerator?: number | null;
  denominator?: number | null;
  nil?: true;
  /** A running total that stands from an earlier period. */
  carried?: true;
}

/** A consolidated figure, never without its sources. `value` is null where no unit gave one, or a ratio has nothing to divide by. */
export interface ConsolidatedFigure {
  rollup: Rollup;
  value: number | null;
  /** Sums a ratio is made of. */
  numerator?: number;
  denominator?: number;
  sources: FigureSource[];
}

/** A consolidated report of one item and period: figures by field, who is counted, who is missing, and the texts with whose they are. */
export interface Consolidated {
  figures: Record<string, ConsolidatedFigure>;
  coverage: Coverage;
  missing: UnitId[];
  nilUnits: UnitId[];
  narrative: Record<string, { unit: UnitId; text: string }[]>;
}

/** What is known besides the reports of the period. */
export interface KnownBesides {
  /** Figures on record (members, cells …) by field, then unit: they stand in where a report leaves the field out. */
  denominators?: Record<string, Record<UnitId, number>>;
  /** Running totals of earlier periods by field (`carriedFrom`). */
  carried?: Record<string, FigureSource[]>;
}

/**
 * Consolidates the accepted reports of one item and period: each expected unit once, by its latest accepted version, whatever the order (PR6).
 *
 * Exempt units leave figures, coverage and the missing alike; so does a unit that is not expected. Sums are exact in decimals.
 * - `sum`: of the units' figures. A nil return adds zero.
 * - `last`: each unit reports a running total, so the sum over units of their last known one: a unit that is missing, nil or left the field
 *   empty keeps the total carried from the period before, marked `carried`.
 * - `average`: of the units that gave a figure; a nil return is not among them.
 * - `ratio`: sum of numerators × factor ÷ sum of denominators, over units with both; never an average of ratios; null over zero.
 * - `countUnits`: units whose figure is above zero (1 is yes).
 * Sources, missing and texts stand in the order of `expected`. Coverage counts nil returns as delivered.
 */
export function consolidate(
  report: Pick<ReportRule, 'form'>,
  reports: readonly AcceptedReport[],
  expected: readonly UnitId[],
  exempt: readonly UnitId[],
  besides: KnownBesides = {},
): Consolidated {
  const without = new Set(exempt);
  const counted = [...new Set(expected)].filter((unit) => !without.has(unit));
  const latest = latestOf(reports);
  const given = counted.flatMap((unit) => latest.get(unit) ?? []);
  const missing = counted.filter((unit) => !latest.has(unit));
  const nilUnits = given.filter(({ nil }) => nil).map(({ unit }) => unit);
  const { figures, narrative } = report.form;
  return {
    figures: Object.fromEntries(figures.map((field) => [field.id, rollUp(field, sourcesOf(field, given, missing, besides))])),
    coverage: { expected: counted.length, delivered: given.length, nil: nilUnits.length },
    missing,
    nilUnits,
    narrative: Object.fromEntries(
      narrative.map(({ id }) => [
        id,
        given.map(({ unit, body }) => ({ unit, text: textIn(body, id).trim() })).filter(({ text }) => text !== ''),
      ]),
    ),
  };
}

function latestOf(reports: readonly AcceptedReport[]): Map<UnitId, AcceptedReport> {
  const latest = new Map<UnitId, AcceptedReport>();
  for (const report of reports) {
    const held = latest.get(report.unit);
    const newer = !held || report.version > held.version || (report.version === held.version && report.acceptedMs > held.acceptedMs);
    if (newer) latest.set(report.unit, report);
  }
  return latest;
}

function sourcesOf(field: FigureField, given: AcceptedReport[], missing: UnitId[], besides: KnownBesides): FigureSource[] {
  const carried = field.rollup === 'last' ? (besides.carried?.[field.id] ?? []) : [];
  const standing = new Map(carried.map((source) => [source.unit, source]));
  const own = (id: string, { unit, nil, body }: AcceptedReport): number | null =>
    figureIn(body, id) ?? besides.denominators?.[id]?.[unit] ?? (nil ? 0 : null);
  const sources = given.map((report): FigureSource => {
    const { unit, version, nil } = report;
    const base = { unit, version, ...(nil && { nil: true as const }) };
    const kept = figureIn(report.body, field.id) === null ? standing.get(unit) : undefined;
    if (kept) return { ...base, value: kept.value, carried: true };
    if (!field.ratio) return { ...base, value: own(field.id, report) };
    const numerator = own(field.ratio.numerator, report);
    const denominator = own(field.ratio.denominator, report);
    const value = numerator === null || denominator === null ? null : quotientOf(numerator, denominator, field.ratio.factor);
    return { ...base, value, numerator, denominator };
  });
  return [...sources, ...missing.flatMap((unit) => standing.get(unit) ?? []).map((source) => ({ ...source, carried: true as const }))];
}

/** The figure of a field from what its units bring; how each roll-up adds up stands at `consolidate`. */
export function rollUp({ rollup, ratio }: Pick<FigureField, 'rollup' | 'ratio'>, sources: FigureSource[]): ConsolidatedFigure {
  const known = sources.filter(({ value }) => value !== null);
  const values = known.map(({ value }) => value!);
  switch (rollup) {
    case 'sum':
    case 'last':
      return { rollup, value: values.length === 0 ? null : sumOf(values), sources };
    case 'average': {
      const counted = known.filter(({ nil }) => !nil).map(({ value }) => value!);
      return { rollup, value: quotientOf(sumOf(counted), counted.length), sources };
    }
    case 'countUnits':
      return { rollup, value: values.length === 0 ? null : values.filter((value) => value > 0).length, sources };
    case 'ratio': {
      const whole = sources.flatMap(({ numerator = null, denominator = null }) =>
        numerator === null || denominator === null ? [] : [[numerator, denominator] as const],
      );
      const numerator = sumOf(whole.map(([part]) => part));
      const denominator = sumOf(whole.map(([, part]) => part));
      return { rollup, value: quotientOf(numerator, denominator, ratio?.factor), numerator, denominator, sources };
    }
  }
}

/** The running totals a consolidated report leaves to the next period: sources of its `last` figures that have a value. */
export function carriedFrom(previous: Consolidated): Record<string, FigureSource[]> {
  const running = Object.entries(previous.figures).filter(([, { rollup }]) => rollup === 'last');
  return Object.fromEntries(
    running.map(([field, { sources }]) => [
      field,
      sources.filter(({ value }) => value !== null).map(({ unit, version, value }) => ({ unit, version, value })),
    ]),
  );
}

/** A figure that changed after it was frozen: the totals, and the units it comes from. A unit without a figure is null. */
export interface FigureDifference {
  field: string;
  before: number | null;
  after: number | null;
  units: { unit: UnitId; before: number | null; after: number | null }[];
}

/** The difference note: fields whose total or sources changed since the frozen revision, which stays as it is (J4, PR6). */
export function differenceOf(frozen: Consolidated, now: Consolidated): FigureDifference[] {
  return Object.keys({ ...frozen.figures, ...now.figures }).flatMap((field) => {
    const [old, fresh] = [frozen.figures[field], now.figures[field]];
    const [was, is] = [old, fresh].map((figure) => new Map(figure?.sources.map((source) => [source.unit, source])));
    const units = [...new Set([...was!.keys(), ...is!.keys()])].flatMap((unit) => {
      const [one, other] = [was!.get(unit), is!.get(unit)];
      return isSameSource(one, other) ? [] : [{ unit, before: one?.value ?? null, after: other?.value ?? null }];
    });
    const [before, after] = [old?.value ?? null, fresh?.value ?? null];
    return before === after && units.length === 0 ? [] : [{ field, before, after, units }];
  });
}

/** A unit that gave nothing is the same as one that left the field empty; of a ratio, the parts are compared. */
function isSameSource(one: FigureSource | undefined, other: FigureSource | undefined): boolean {
  return (['value', 'numerator', 'denominator'] as const).every((part) => (one?.[part] ?? null) === (other?.[part] ?? null));
}

/** The draft of a unit's own report, filled from what it consolidated beneath it, and the figures nothing fills. */
export interface ConsolidatedDraft {
  body: ReportBody;
  unmapped: string[];
}

/**
 * Drafts a report to the superior from the consolidated report of one's own plan: fields of the superior's form with `from` take that
 * figure, ratios are made of the parts so filled. A figure without `from`, or from a field the child form does not have, stays empty and is named.
 */
export function draftFrom(
  consolidated: Consolidated,
  childReport: Pick<ReportRule, 'form'>,
  parentReport: Pick<ReportRule, 'form'>,
): ConsolidatedDraft {
  const { form } = parentReport;
  const { body } = draftBody(form);
  const ofChild = new Set(childReport.form.figures.map(({ id }) => id));
  const mapped = new Set<string>();
  for (const { id, from } of form.figures) {
    if (from === undefined || !ofChild.has(from)) continue;
    mapped.add(id);
    body.figures[id] = consolidated.figures[from]?.value ?? null;
  }
  for (const { id, ratio } of form.figures) {
    if (!ratio || !mapped.has(ratio.numerator) || !mapped.has(ratio.denominator)) continue;
    mapped.add(id);
    const numerator = figureIn(body, ratio.numerator);
    const denominator = figureIn(body, ratio.denominator);
    body.figures[id] = numerator === null || denominator === null ? null : quotientOf(numerator, denominator, ratio.factor);
  }
  return { body, unmapped: form.figures.map(({ id }) => id).filter((id) => !mapped.has(id)) };
}
