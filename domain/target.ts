import { type Consolidated, type ConsolidatedFigure, type FigureSource, rollUp } from './consolidation.js';
import { cumulate } from './cumulation.js';
import { type Day, dayOf, minDay, yearOf } from './day.js';
import { quotientOf, roundedTo, sumOf } from './decimal.js';
import type { Why } from './deadline.js';
import type { Comparator, FigureField, Plan, Target } from './plan.js';
import type { Coverage } from './plan-life.js';
import { targetSpan } from './rounds.js';
import type { UnitId } from './unit.js';

/**
 * How far an approximate target (khoảng) may be missed either way and still be met, as a share of its value. No rule was found for
 * it; a tenth is our reading, stated here once.
 */
export const APPROX_TOLERANCE = 0.1;

/** `open`: not met yet, and its time has not ended. `unknown`: no figure, or nothing to divide by. */
export type TargetState = 'met' | 'unmet' | 'open' | 'unknown';

/** Both sides of a share. */
export interface ShareParts {
  numerator: number;
  denominator: number;
}

/** The day as of whose end a target is judged, and the last day of its time; a target that holds at all times has none. */
export interface TargetTime {
  on: Day;
  to?: Day;
}

/** How a target stands: the figure reached (of a share in percent, with both sides), the bound in words, and why it is so. */
export interface TargetEvaluation {
  state: TargetState;
  value: number | null;
  parts?: ShareParts;
  /** Words under `bound.<comparator>`. */
  bound: Why & { code: Comparator };
  why: Why;
}

interface Bounds {
  low?: number;
  high?: number;
  /** The bound itself does not do: trên, dưới. */
  strict?: boolean;
}

/**
 * Where a target stands with the figure reached, in the target's unit; of a share from its `parts`, unless the figure is given.
 *
 * Reaching more of an `equal` target is meeting it (90 % asked, 95 % reached), except where zero is asked; a range is kept at both
 * ends; `maintain` is judged as it stands on the day; `approx` within `APPROX_TOLERANCE`; `yesNo` is yes above zero.
 * What is not met is `open` until the last day of its time; a ceiling kept so far is met.
 */
export function evaluateTarget(
  target: Pick<Target, 'comparator' | 'value' | 'valueMax' | 'unit'>,
  reached: number | null,
  parts?: ShareParts,
  time?: TargetTime,
): TargetEvaluation {
  const { comparator, value: asked, valueMax, unit } = target;
  const value = reached ?? (parts ? quotientOf(parts.numerator, parts.denominator, 100) : null);
  const bound = { code: comparator, data: { value: asked, unit, ...(valueMax !== undefined && { max: valueMax }) } };
  const told = { value, ...(parts && { parts }), bound };
  if (value === null)
    return { state: 'unknown', ...told, why: { code: parts ? 'WHY_TARGET_NOTHING_TO_DIVIDE' : 'WHY_TARGET_NO_FIGURE', data: {} } };
  const missed =
    comparator === 'yesNo' ? answerMissed(asked, value) : missOf(boundsOf({ comparator, value: asked, valueMax }), value, unit);
  if (!missed) return { state: 'met', ...told, why: { code: 'WHY_TARGET_MET', data: { value: roundedTo(value, 2), unit } } };
  const open = comparator !== 'maintain' && time?.to !== undefined && time.on < time.to;
  return { state: open ? 'open' : 'unmet', ...told, why: missed };
}

/** Asked 1 for yes, 0 for no; above zero is yes. */
function answerMissed(asked: number, value: number): Why | undefined {
  if (value > 0 === asked > 0) return undefined;
  return { code: asked > 0 ? 'WHY_TARGET_NOT_YES' : 'WHY_TARGET_NOT_NO', data: {} };
}

function boundsOf({ comparator, value, valueMax }: { comparator: Exclude<Comparator, 'yesNo'>; value: number; valueMax?: number }): Bounds {
  switch (comparator) {
    case 'atLeast':
    case 'maintain':
      return { low: value };
    case 'equal':
      return value === 0 ? { low: 0, high: 0 } : { low: value };
    case 'moreThan':
      return { low: value, strict: true };
    case 'atMost':
      return { high: value };
    case 'lessThan':
      return { high: value, strict: true };
    case 'range':
      return { low: value, high: valueMax ?? value };
    case 'approx': {
      const slack = roundedTo(Math.abs(value) * APPROX_TOLERANCE, 9);
      return { low: sumOf([value, -slack]), high: sumOf([value, slack]) };
    }
  }
}

/** Why a figure is outside its bounds; undefined within them. */
function missOf({ low, high, strict = false }: Bounds, value: number, unit: string): Why | undefined {
  const told = (bound: number) => ({ value: toldApart(value, bound), unit, bound });
  if (strict && (value === low || value === high)) return { code: 'WHY_TARGET_AT_BOUND', data: told(value) };
  if (low !== undefined && value < low) return { code: 'WHY_TARGET_SHORT', data: { ...told(low), short: sumOf([low, -value]) } };
  if (high !== undefined && value > high) return { code: 'WHY_TARGET_OVER', data: { ...told(high), over: sumOf([value, -high]) } };
  return undefined;
}

/** A figure in as few decimals as still tell it from a bound it misses: 30.67, but 89.996 of 90, never "90 is short of 90". */
function toldApart(value: number, bound: number): number {
  const shown = [2, 3, 4, 5].map((digits) => roundedTo(value, digits)).find((figure) => figure !== bound);
  return shown ?? value;
}

/** A consolidated report of a period: item of the plan, last day of the period's data. */
export interface CollectedPeriod {
  report: string;
  to: Day;
  consolidated: Consolidated;
}

/** A measured target as it stands: the evaluation, whom it counts, and the exempt units that are in neither side of it. */
export interface TargetStanding extends TargetEvaluation {
  target: string;
  coverage: Coverage;
  exempt: UnitId[];
}

/**
 * Where each measured target of a plan stands at the end of a day, from the consolidated reports whose data closed by then.
 *
 * A target of each year counts the year of `on` (the last day of the period told of), any other its own span; increments of its periods
 * are added up. Units exempt from the target leave numerator and denominator even where they report (C7); a share counts the units
 * that gave both sides. A target that no form measures is left out; coverage is that of the latest period.
 */
export function targetsOf(
  plan: Pick<Plan, 'targets' | 'reports' | 'horizon'>,
  collected: readonly CollectedPeriod[],
  on: Day,
  exempt: readonly { item: string; unit: UnitId }[] = [],
): TargetStanding[] {
  return plan.targets.flatMap((target) => {
    const { measure, time } = target;
    const form = plan.reports.find(({ id }) => id === measure?.report)?.form;
    if (!measure || !form) return [];
    const year = yearOf(on);
    const { from, to } = time.kind === 'perYear' ? { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) } : targetSpan(target, plan);
    const until = minDay(to, on);
    const periods = collected
      .filter((period) => period.report === measure.report && from <= period.to && period.to <= until)
      .toSorted((a, b) => (a.to < b.to ? -1 : 1))
      .map(({ consolidated }) => consolidated);
    const out = new Set(exempt.filter(({ item }) => item === target.id).map(({ unit }) => unit));
    const { reached, parts } = measured(measure, form.figures, cumulate(form, periods), out);
    const evaluation = evaluateTarget(target, reached, parts, time.kind === 'standing' ? { on } : { on, to });
    return [{ target: target.id, ...evaluation, coverage: coverageOf(periods.at(-1), measure.field, out), exempt: [...out] }];
  });
}

interface Measured {
  reached: number | null;
  parts?: ShareParts;
}

function measured(
  { field, denominator }: NonNullable<Target['measure']>,
  fields: FigureField[],
  total: Consolidated | undefined,
  out: ReadonlySet<UnitId>,
): Measured {
  const sourcesOf = (id: string) => (total?.figures[id]?.sources ?? []).filter(({ unit }) => !out.has(unit));
  const rolled = (id: string, sources: FigureSource[]): ConsolidatedFigure | undefined => {
    const rule = fields.find((one) => one.id === id);
    return rule && rollUp(rule, sources);
  };
  if (denominator === undefined) {
    const figure = rolled(field, sourcesOf(field));
    const parts = figure?.numerator !== undefined && figure.denominator !== undefined && figure.value !== null;
    return { reached: figure?.value ?? null, ...(parts && { parts: { numerator: figure.numerator!, denominator: figure.denominator! } }) };
  }
  const giving = (sources: FigureSource[]) => new Set(sources.flatMap(({ unit, value }) => (value === null ? [] : [unit])));
  const [parts, wholes] = [sourcesOf(field), sourcesOf(denominator)];
  const [partGiven, wholeGiven] = [giving(parts), giving(wholes)];
  const both = ({ unit }: FigureSource) => partGiven.has(unit) && wholeGiven.has(unit);
  const part = rolled(field, parts.filter(both))?.value ?? null;
  const whole = rolled(denominator, wholes.filter(both))?.value ?? null;
  return { reached: null, ...(part !== null && whole !== null && { parts: { numerator: part, denominator: whole } }) };
}

/** Carried totals are of units that did not deliver. */
function coverageOf(latest: Consolidated | undefined, field: string, out: ReadonlySet<UnitId>): Coverage {
  const counted = (units: readonly UnitId[]) => units.filter((unit) => !out.has(unit)).length;
  if (!latest) return { expected: 0, delivered: 0, nil: 0 };
  const missing = new Set(latest.missing);
  const sources = latest.figures[field]?.sources ?? [];
  const delivered = counted(sources.map(({ unit }) => unit).filter((unit) => !missing.has(unit)));
  return { expected: delivered + counted(latest.missing), delivered, nil: counted(latest.nilUnits) };
}
