import { checkAllotment } from './allotment.js';
import type { FigureField, Plan, Target } from './plan.js';
import { type Problem, problem } from './problem.js';
import { foldForSearch } from './text.js';

/** What a value in percent of a whole may be. */
const PERCENT = '0–100 %';

/** Values, units, bounds and allotted shares of the targets, and the units of the figures that measure them. */
export function checkTargets(plan: Plan): Problem[] {
  return plan.targets.flatMap((target, index) => {
    const path = `targets.${index}`;
    return [...checkValue(target, path), ...checkMeasured(plan, target, path), ...checkFed(plan, target), ...checkShares(target, path)];
  });
}

function checkValue(target: Target, path: string): Problem[] {
  const { comparator, value, valueMax, unit, share, time } = target;
  const problems: Problem[] = [];
  if (share && unit !== '%') problems.push(problem('SHARE_UNIT', { unit }, `${path}.unit`));
  for (const [field, bound] of Object.entries({ value, valueMax })) {
    if (bound !== undefined && unit === '%' && (bound < 0 || bound > 100)) {
      problems.push(problem('VALUE_UNIT', { value: `${bound} %`, expected: PERCENT }, `${path}.${field}`));
    }
  }
  if (comparator === 'yesNo' && value !== 0 && value !== 1) problems.push(problem('YES_NO_VALUE', { value }, `${path}.value`));
  if (comparator === 'range') {
    if (valueMax === undefined) problems.push(problem('FIELD_REQUIRED', { field: `${path}.valueMax` }, path));
    else if (valueMax <= value) problems.push(problem('RANGE_ORDER', { from: value, to: valueMax }, `${path}.valueMax`));
  } else if (valueMax !== undefined) problems.push(problem('VALUE_MAX_UNUSED', { comparator }, `${path}.valueMax`));
  if (time.kind === 'range' && time.from > time.to)
    problems.push(problem('RANGE_ORDER', { from: time.from, to: time.to }, `${path}.time.to`));
  return problems;
}

function fieldOf(plan: Plan, report: string, field: string | undefined): FigureField | undefined {
  return plan.reports.find(({ id }) => id === report)?.form.figures.find(({ id }) => id === field);
}

function sameUnit(one: string, other: string): boolean {
  return foldForSearch(one) === foldForSearch(other);
}

/** A share is a figure over another; any other target is measured by a figure of its own unit. */
function checkMeasured(plan: Plan, target: Target, path: string): Problem[] {
  const { measure, share, unit } = target;
  if (!measure) return [];
  if (share)
    return measure.denominator === undefined ? [problem('SHARE_DENOMINATOR', { target: target.id, of: share.of }, `${path}.measure`)] : [];
  const field = fieldOf(plan, measure.report, measure.field);
  if (measure.denominator !== undefined || !field || sameUnit(field.unit, unit)) return [];
  return [problem('VALUE_UNIT', { value: `${field.label} (${field.unit})`, expected: unit }, `${path}.measure.field`)];
}

function checkFed(plan: Plan, target: Target): Problem[] {
  if (target.share || target.measure?.denominator !== undefined) return [];
  return plan.reports.flatMap(({ form }, report) =>
    form.figures.flatMap((figure, index) => {
      if (figure.feeds?.target !== target.id || sameUnit(figure.unit, target.unit)) return [];
      const path = `reports.${report}.form.figures.${index}.unit`;
      return [problem('VALUE_UNIT', { value: `${figure.label} (${figure.unit})`, expected: target.unit }, path)];
    }),
  );
}

function checkShares(target: Target, path: string): Problem[] {
  if (!target.allotment) return [];
  const here = `${path}.allotment`;
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  target.allotment.shares.forEach(({ unit, value }, index) => {
    const share = `${here}.shares.${index}`;
    const taken = first.get(unit);
    if (taken === undefined) first.set(unit, index);
    else problems.push(problem('SHARE_TWICE', { unit, first: taken + 1, second: index + 1 }, `${share}.unit`));
    if (value < 0) problems.push(problem('FIELD_RANGE', { value, min: 0, max: 1e15 }, `${share}.value`));
    if (target.unit === '%' && value > 100)
      problems.push(problem('VALUE_UNIT', { value: `${value} %`, expected: PERCENT }, `${share}.value`));
  });
  const sum = checkAllotment(target, here)?.problem;
  return sum ? [...problems, sum] : problems;
}
