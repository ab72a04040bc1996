import { quotientOf, sumOf } from './decimal.js';
import { type Consolidated, type FigureSource, rollUp } from './consolidation.js';
import type { FigureField } from './plan.js';
import type { ReportForm } from './report.js';
import type { UnitId } from './unit.js';

/**
 * The consolidated reports of several periods as one, oldest first: figures that feed a target as increments are added up unit by unit,
 * all others stand as each unit last gave them (K2). Coverage, the missing and the texts are those of the last period; undefined of no period.
 */
export function cumulate(form: ReportForm, periods: readonly Consolidated[]): Consolidated | undefined {
  const last = periods.at(-1);
  if (!last || periods.length === 1) return last;
  const fields = new Map(form.figures.map((field) => [field.id, field]));
  const figures = form.figures.map((field) => [field.id, rollUp(field, cumulated(field, fields, periods))] as const);
  return { ...last, figures: Object.fromEntries(figures) };
}

function cumulated(field: FigureField, fields: ReadonlyMap<string, FigureField>, periods: readonly Consolidated[]): FigureSource[] {
  const byUnit = new Map<UnitId, FigureSource[]>();
  for (const { figures } of periods) {
    for (const source of figures[field.id]?.sources ?? []) byUnit.set(source.unit, [...(byUnit.get(source.unit) ?? []), source]);
  }
  return [...byUnit.values()].map((sources): FigureSource => {
    const { unit, version } = sources.at(-1)!;
    const base = { unit, version, ...(sources.every(({ nil }) => nil) && { nil: true as const }) };
    const over = (part: 'value' | 'numerator' | 'denominator', of: FigureField | undefined) =>
      joined(sources, part, of?.feeds?.as === 'increment');
    if (!field.ratio) return { ...base, value: over('value', field) };
    const numerator = over('numerator', fields.get(field.ratio.numerator));
    const denominator = over('denominator', fields.get(field.ratio.denominator));
    const value = numerator === null || denominator === null ? null : quotientOf(numerator, denominator, field.ratio.factor);
    return { ...base, value, numerator, denominator };
  });
}

/** A nil return adds nothing to increments and leaves a figure that stands as it was: no change is not a change to zero. */
function joined(sources: FigureSource[], part: 'value' | 'numerator' | 'denominator', increment: boolean): number | null {
  const figures = (of: FigureSource[]) => of.flatMap((source) => source[part] ?? []);
  if (increment) {
    const all = figures(sources);
    return all.length === 0 ? null : sumOf(all);
  }
  return figures(sources.filter(({ nil, carried }) => !nil || carried)).at(-1) ?? figures(sources).at(-1) ?? null;
}
